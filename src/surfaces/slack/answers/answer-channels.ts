import type { ChannelExplanation, NotificationExplanation } from '../../../app/interactions/explain-notifications.ts';
import type { Hearing } from '../../../app/interactions/manage-subscriptions.ts';
import type { MentionStanding } from '../../../app/reminders/mention-opt-in.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import { type ChannelRefusal, type ChannelSubscription, sayRefusal } from '../../../domain/channel-subscription.ts';
import { titleOf } from '../../../domain/cluster.ts';
import { toLiteral } from '../../../domain/literal.ts';
import { countOf } from '../../../domain/text.ts';
import { channelLink, type Line, plain, type Span } from '../../../messages/card.ts';
import { joinLiteral, joinWords } from '../../../messages/words.ts';
import { type Answer, answerList, answerSentence, pageOf } from './answer.ts';
import { outlinePlaces } from './answer-clusters.ts';

export function answerSubscriptions(
  { defaultChannel, subscriptions, named, refusals }: Hearing,
  asking: string,
  offset: number,
): Answer {
  const refusalOf = new Map(refusals.map((refusal) => [refusal.channel, refusal]));
  const sorted = subscriptions.toSorted((a, b) => Number(b.channel === asking) - Number(a.channel === asking));
  const rest =
    defaultChannel === null
      ? 'no channel hears what nobody subscribed to'
      : `${toLiteral(defaultChannel, 30)} hears what nobody subscribed to`;
  const spansOf = (channel: string, hears: string): Line => {
    const refusal = refusalOf.get(channel);
    return [channelLink(channel), plain(` hears ${hears}${refusal ? `; ${describeRefusal(refusal)}` : ''}`)];
  };
  const items = [
    ...sorted.map((one) => spansOf(one.channel, describeSubscription(one))),
    ...named.map(({ channel, clusters }) => {
      const names = joinLiteral(clusters.map(titleOf), 200, 5);
      return spansOf(channel, `of ${names}: ${clusters.length === 1 ? 'the cluster names' : 'the clusters name'} it`);
    }),
  ];
  return answerList({
    headline: `${countOf(subscriptions.length, 'channel subscription')}; ${rest}.`,
    ...pageOf(items, offset, (one) => one),
  });
}

/** `images and reminders of 2 clusters, Windows2022 only, from medium on, reminder on day 20 (Europe/Berlin)`. Literal. */
export function describeSubscription(choice: Omit<ChannelSubscription, 'id'>): string {
  const { topics, clusterIds, owners, osSkus, minimumSeverity, timeZone, reminderDay } = choice;
  const whose = [
    ...(clusterIds.length > 0 ? [countOf(clusterIds.length, 'cluster')] : []),
    ...(owners.length > 0 ? [`clusters of ${joinLiteral(owners, 60, 5)}`] : []),
  ];
  const only = osSkus.length > 0 ? `, ${joinLiteral(osSkus, 30)} only` : '';
  const severity = minimumSeverity === 'info' ? '' : `, from ${minimumSeverity} on`;
  const day = topics.includes('reminders') && reminderDay !== null ? `, reminder on day ${reminderDay}` : '';
  return `${joinWords(topics)} of ${joinWords(whose) || 'every cluster'}${only}${severity}${day} (${toLiteral(timeZone, 40)})`;
}

/** That a channel takes no messages at present, and what helps. Literal. */
export function describeRefusal(refusal: ChannelRefusal): string {
  return toLiteral(sayRefusal(refusal), 300);
}

export function answerWhy(
  { cluster, windowsNodePools, findings, channels }: NotificationExplanation,
  offset: number,
): Answer {
  const reached = channels.filter(({ refusal }) => refusal === null);
  const name = toLiteral(titleOf(cluster), 200);
  return answerList({
    headline: describePoint(name, windowsNodePools, findings.length, reached.length),
    ...pageOf([...channels.flatMap(spansOfChannel), ...outlinePlaces(findings)], offset, (one) => one),
  });
}

function describePoint(name: string, pools: number, findings: number, channels: number): string {
  if (pools === 0) return `${name} has no Windows node pools, so there is nothing to tell about it.`;
  if (channels === 0) return `Nobody is told about ${name}: no channel is named for it and no default channel is set.`;
  const what =
    findings === 0 ? 'there is nothing to do at the moment' : `${countOf(findings, 'finding')} at the moment`;
  return `${countOf(channels, 'channel')} ${channels === 1 ? 'is' : 'are'} told about ${name}; ${what}.`;
}

function spansOfChannel(explanation: ChannelExplanation): Span[][] {
  const { channel, because, topics, severe, tooMild, minimumSeverity, snooze, refusal, messages } = explanation;
  const held = [
    ...(refusal ? [`it ${describeRefusal(refusal)}`] : []),
    ...(snooze
      ? [
          `its reminders wait until ${formatDate(snooze.untilOn)}: ${toLiteral(snooze.reason, 120)} (${toLiteral(snooze.actor.name, 60)})`,
        ]
      : []),
    ...(tooMild.length > 0 ? [`${countOf(tooMild.length, 'finding')} below ${minimumSeverity} left out`] : []),
  ];
  const last = messages.map(
    ({ kind, at, state }) => `${kind.replaceAll('-', ' ')} (${state}, ${formatDate(at.slice(0, 10))})`,
  );
  return [
    [
      channelLink(channel),
      plain(` because ${because}; hears ${joinWords(topics)}, ${countOf(severe.length, 'finding')} of this cluster`),
    ],
    ...(held.length > 0 ? [[plain(`Held back: ${held.join('; ')}`)]] : []),
    [plain(last.length > 0 ? `Last told: ${joinWords(last)}` : 'No message to it named this cluster yet')],
  ];
}

const NAMES_SHOWN = 10;

export function answerMention(standing: MentionStanding, command: string): Answer {
  const other = standing.wanted ? 'mention off' : 'mention me';
  return answerSentence(describeMention(standing), describeLimits(standing), `${command} ${other} changes that.`);
}

/** `Limits that mention owners: a node image of 75 and 90 days, and 30, 7 and 0 days before an end.` */
function describeLimits({ limits }: MentionStanding): string {
  const [ages, days] = [limits.imageAge.toReversed(), limits.beforeEnd.toReversed()].map((some) =>
    joinWords(some.map((limit) => String(limit.days))),
  );
  const kinds = [...(ages ? [`a node image of ${ages} days`] : []), ...(days ? [`${days} days before an end`] : [])];
  if (kinds.length === 0) return 'No limit is set at which owners are mentioned: ESCALATION_IMAGE_AGE and _BEFORE_END.';
  return `Limits that mention owners: ${kinds.join(', and ')}.`;
}

/** `You are mentioned when a limit of your clusters is crossed: billing and shop.` Literal. */
export function describeMention({ wanted, clusters }: MentionStanding): string {
  const state = wanted
    ? 'You are mentioned when a limit of your clusters is crossed'
    : 'You are not mentioned when a limit of your clusters is crossed';
  if (clusters.length === 0) return `${state}; no cluster names you as owner yet, so no limit concerns you.`;
  const names = clusters.map((name) => toLiteral(name, 80));
  return `${state}: ${joinWords(names, NAMES_SHOWN)}.`;
}
