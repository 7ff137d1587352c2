import type { SubscriptionChoice, SubscriptionPreview } from '../../../app/interactions/manage-subscriptions.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import { NOTIFICATION_TOPICS } from '../../../domain/channel-subscription.ts';
import { SEVERITIES } from '../../../domain/finding.ts';
import { toLiteral } from '../../../domain/literal.ts';
import type { ReleaseNews } from '../../../domain/notification.ts';
import { type OsSku, titleOfOsSku } from '../../../domain/os-sku.ts';
import { countOf } from '../../../domain/text.ts';
import { bold, type CardPart, line, list, plain, type Span } from '../../../messages/card.ts';
import { describeRetirement } from '../../../messages/end-words.ts';
import { nameOfImage } from '../../../messages/news-image.ts';
import { listPoolsToUpgrade } from '../../../messages/pool-words.ts';
import { joinWords } from '../../../messages/words.ts';
import { button } from '../answers/answer.ts';
import type { Choice, Field, Form } from '../screens.ts';

export const SUBSCRIBE_MODAL = 'subscription.save';

interface SubscribeModalOptions {
  readonly choice: SubscriptionChoice;
  readonly clusters: readonly Choice[];
  readonly osSkus: readonly OsSku[];
  /** Set after "Preview" was clicked. */
  readonly preview: SubscriptionPreview | null;
}

const TOPICS: Readonly<Record<string, string>> = {
  images: 'New Windows node images',
  retirements: 'Windows retirements and moved dates',
  kubernetes: 'Ends of Kubernetes versions',
  reminders: 'The monthly upgrade reminder',
};

export function renderSubscribeModal({ choice, clusters, osSkus, preview }: SubscribeModalOptions): Form {
  const { owners, timeZone, reminderDay } = choice;
  return {
    id: SUBSCRIBE_MODAL,
    title: 'Subscribe a channel',
    submit: 'Subscribe',
    parts: [
      { kind: 'channel', name: 'channel', label: 'Channel', chosen: choice.channel },
      {
        kind: 'clusters',
        name: 'clusters',
        label: 'Clusters',
        hint: 'Neither clusters nor owners: every cluster.',
        optional: true,
        chosen: clusters,
      },
      {
        kind: 'text',
        name: 'owners',
        label: 'Owners',
        hint: 'Clusters of any of them; separated by commas.',
        optional: true,
        initial: owners.join(', '),
        most: 500,
      },
      ...fieldsOfKinds(choice, osSkus),
      {
        kind: 'text',
        name: 'zone',
        label: 'Time zone',
        hint: 'IANA name such as Europe/Berlin.',
        initial: timeZone,
        most: 60,
      },
      {
        kind: 'text',
        name: 'day',
        label: 'Reminder day',
        hint: 'Day of the month, 1 to 28. Empty: the usual day.',
        optional: true,
        initial: reminderDay === null ? '' : String(reminderDay),
        most: 2,
      },
      { kind: 'buttons', buttons: [button('subscription.preview', 'Preview the last three months')] },
      ...(preview ? partsOfPreview(preview) : []),
    ],
  };
}

function fieldsOfKinds(choice: SubscriptionChoice, osSkus: readonly OsSku[]): readonly Field[] {
  const skus = osSkus.slice(0, 10).map((osSku) => ({ value: osSku, label: titleOfOsSku(osSku) }));
  const ofSkus = { name: 'os', label: 'Windows versions', hint: 'None: every one.', optional: true, choices: skus };
  return [
    ...(skus.length > 0 ? [{ kind: 'boxes' as const, ...ofSkus, chosen: choice.osSkus }] : []),
    {
      kind: 'boxes',
      name: 'topics',
      label: 'Messages',
      choices: NOTIFICATION_TOPICS.map((value) => ({ value, label: TOPICS[value] ?? value })),
      chosen: choice.topics,
    },
    {
      kind: 'choice',
      name: 'severity',
      label: 'Reminders from this severity on',
      choices: SEVERITIES.map((value) => ({ value, label: value })),
      chosen: choice.minimumSeverity,
    },
  ];
}

const SHOWN = 12;

function partsOfPreview({ news, pools, poolsToUpgrade, reminds }: SubscriptionPreview): readonly CardPart[] {
  const scope = `${countOf(pools, 'Windows node pool')} in it now`;
  const monthly = reminds ? `, and a reminder each month (today it would name ${countOf(poolsToUpgrade, 'pool')})` : '';
  const items = news.slice(0, SHOWN).map(spansOfNews);
  return [
    line(bold(`Last three months: ${countOf(news.length, 'release message')}${monthly}.`), plain(` ${scope}.`)),
    ...list(items, news.length - items.length),
  ];
}

function spansOfNews({ release, images, retirements }: ReleaseNews): Span[] {
  const when = release.publishedAt ? `${formatDate(release.publishedAt.slice(0, 10))}: ` : '';
  const behind = listPoolsToUpgrade(images).length;
  const what = [
    ...(images.length > 0 ? [`${joinWords(images.map(nameOfImage), 3)} (${countOf(behind, 'pool')} to upgrade)`] : []),
    ...(retirements.length > 0
      ? [
          joinWords(
            retirements.map((one) => describeRetirement({ ...one, pools: [] })),
            2,
          ),
        ]
      : []),
  ];
  return [bold(`${when}${toLiteral(release.tag, 40)}`), plain(` ${what.join('; ')}`)];
}
