import type { NamedChannel } from '../../../app/interactions/manage-subscriptions.ts';
import type { ChannelRefusal, ChannelSubscription } from '../../../domain/channel-subscription.ts';
import { channelLink, plain, type Span } from '../../../messages/card.ts';
import { toLiteral } from '../../../messages/literal.ts';
import { countOf, joinWords } from '../../../messages/words.ts';
import type { Answer } from './answer.ts';
import { answerList } from './answer-list.ts';

const SHOWN = 12;

/** What each channel hears; the one that asks first. */
export function answerSubscriptions(
  subscriptions: readonly ChannelSubscription[],
  {
    defaultChannel,
    asking,
    named,
    refusals,
    offset,
  }: {
    readonly defaultChannel: string | null;
    /** Channel of who asks. */
    readonly asking: string;
    readonly named: readonly NamedChannel[];
    readonly refusals: readonly ChannelRefusal[];
    readonly offset: number;
  },
): Answer {
  const refusalOf = new Map(refusals.map((refusal) => [refusal.channel, refusal]));
  const sorted = subscriptions.toSorted((a, b) => Number(b.channel === asking) - Number(a.channel === asking));
  const rest =
    defaultChannel === null
      ? 'no channel hears what nobody subscribed to'
      : `${toLiteral(defaultChannel, 30)} hears what nobody subscribed to`;
  const items = [
    ...sorted.map((subscription) => spansOfSubscription(subscription, refusalOf.get(subscription.channel))),
    ...named.map((one) => spansOfNamed(one, refusalOf.get(one.channel))),
  ];
  return answerList({
    headline: `${countOf(subscriptions.length, 'channel subscription')}; ${rest}.`,
    items: items.slice(offset, offset + SHOWN),
    left: Math.max(0, items.length - offset - SHOWN),
    next: offset + SHOWN,
  });
}

function spansOfNamed({ channel, clusters }: NamedChannel, refusal: ChannelRefusal | undefined): Span[] {
  const names = joinWords(
    clusters.map(({ name }) => toLiteral(name, 60)),
    5,
  );
  const refused = refusal ? `; ${describeRefusal(refusal)}` : '';
  return [
    channelLink(channel),
    plain(` hears of ${names}: ${clusters.length === 1 ? 'the cluster names' : 'the clusters name'} it${refused}`),
  ];
}

function spansOfSubscription(subscription: ChannelSubscription, refusal: ChannelRefusal | undefined): Span[] {
  return [
    channelLink(subscription.channel),
    plain(` hears ${describeSubscription(subscription)}${refusal ? `; ${describeRefusal(refusal)}` : ''}`),
  ];
}

/** `images and reminders of 2 clusters, Windows2022 only, from medium on, reminder on day 20 (Europe/Berlin)`. Literal. */
export function describeSubscription(choice: Omit<ChannelSubscription, 'id'>): string {
  const { topics, clusterIds, owners, osSkus, minimumSeverity, timeZone, reminderDay } = choice;
  const whose = [
    ...(clusterIds.length > 0 ? [countOf(clusterIds.length, 'cluster')] : []),
    ...(owners.length > 0
      ? [
          `clusters of ${joinWords(
            owners.map((owner) => toLiteral(owner, 60)),
            5,
          )}`,
        ]
      : []),
  ];
  const only = osSkus.length > 0 ? `, ${joinWords(osSkus.map((osSku) => toLiteral(osSku, 30)))} only` : '';
  const severity = minimumSeverity === 'info' ? '' : `, from ${minimumSeverity} on`;
  const day = topics.includes('reminders') && reminderDay !== null ? `, reminder on day ${reminderDay}` : '';
  return `${joinWords(topics)} of ${joinWords(whose) || 'every cluster'}${only}${severity}${day} (${toLiteral(timeZone, 40)})`;
}

/** Why a channel takes no messages at present, and what helps. Literal. */
export function describeRefusal({ reason, since }: ChannelRefusal): string {
  return `Slack refuses messages to it since ${since.slice(0, 10)} (${toLiteral(reason, 60)}): invite the app there, it is tried again every six hours`;
}
