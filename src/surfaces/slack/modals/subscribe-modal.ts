import type { types } from '@slack/bolt';
import type { SubscriptionChoice, SubscriptionPreview } from '../../../app/interactions/manage-subscriptions.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import { NOTIFICATION_TOPICS } from '../../../domain/channel-subscription.ts';
import { SEVERITIES } from '../../../domain/finding.ts';
import type { ReleaseNews } from '../../../domain/notification.ts';
import { type OsSku, titleOfOsSku } from '../../../domain/os-sku.ts';
import { countOf } from '../../../domain/text.ts';
import { bold, plain, type Span } from '../../../messages/card.ts';
import { describeRetirement } from '../../../messages/end-words.ts';
import { nameOfImage } from '../../../messages/image-words.ts';
import { toLiteral } from '../../../messages/literal.ts';
import { listPoolsBehind } from '../../../messages/pool-words.ts';
import { joinWords } from '../../../messages/words.ts';
import { button } from '../answers/answer.ts';
import { actions, bullets, paragraph, richText } from '../messages/block-elements.ts';
import { boxesField, type Choice, channelField, choiceField, clustersField, createModal, textField } from './modal.ts';

/** `callback_id` of the modal that subscribes a channel. */
export const SUBSCRIBE_MODAL = 'subscription.save';
/** `action_id` of the field that finds clusters while typing. */
export const CLUSTER_OPTIONS = 'clusters.find';

/** What the modal shows. */
interface SubscribeModalOptions {
  readonly choice: SubscriptionChoice;
  /** The clusters of the choice with their names. */
  readonly clusters: readonly Choice[];
  /** OS SKUs that can be chosen. */
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

/** What a channel is to hear: whose pools, which kinds, how urgent, when; with a preview. */
export function renderSubscribeModal({ choice, clusters, osSkus, preview }: SubscribeModalOptions): types.ModalView {
  return createModal({
    callbackId: SUBSCRIBE_MODAL,
    title: 'Subscribe a channel',
    submit: 'Subscribe',
    blocks: [
      channelField({ name: 'channel', label: 'Channel' }, choice.channel),
      clustersField(
        { name: 'clusters', label: 'Clusters', hint: 'Neither clusters nor owners: every cluster.', optional: true },
        CLUSTER_OPTIONS,
        clusters,
      ),
      textField(
        { name: 'owners', label: 'Owners', hint: 'Clusters of any of them; separated by commas.', optional: true },
        { initial: choice.owners.join(', '), most: 500 },
      ),
      ...fieldsOfKinds(choice, osSkus),
      ...fieldsOfTime(choice),
      { ...actions(button('subscription.preview', 'Preview the last three months')), block_id: 'preview' },
      ...(preview ? partsOfPreview(preview) : []),
    ],
  });
}

function fieldsOfKinds(choice: SubscriptionChoice, osSkus: readonly OsSku[]): types.InputBlock[] {
  const skus = osSkus.slice(0, 10).map((osSku) => ({ value: osSku, label: titleOfOsSku(osSku) }));
  return [
    ...(skus.length > 0
      ? [
          boxesField(
            { name: 'os', label: 'Windows versions', hint: 'None: every one.', optional: true },
            skus,
            choice.osSkus,
          ),
        ]
      : []),
    boxesField(
      { name: 'topics', label: 'Messages' },
      NOTIFICATION_TOPICS.map((value) => ({ value, label: TOPICS[value] ?? value })),
      choice.topics,
    ),
    choiceField(
      { name: 'severity', label: 'Reminders from this severity on' },
      SEVERITIES.map((value) => ({ value, label: value })),
      choice.minimumSeverity,
    ),
  ];
}

function fieldsOfTime({ timeZone, reminderDay }: SubscriptionChoice): types.InputBlock[] {
  return [
    textField(
      { name: 'zone', label: 'Time zone', hint: 'IANA name such as Europe/Berlin.' },
      { initial: timeZone, most: 60 },
    ),
    textField(
      { name: 'day', label: 'Reminder day', hint: 'Day of the month, 1 to 28. Empty: the usual day.', optional: true },
      { initial: reminderDay === null ? '' : String(reminderDay), most: 2 },
    ),
  ];
}

const SHOWN = 12;

/** What a channel would have got in the last three months, with the pools as they are now. */
function partsOfPreview({ news, pools, poolsToUpgrade, reminds }: SubscriptionPreview): types.KnownBlock[] {
  const scope = `${countOf(pools, 'Windows node pool')} in it now`;
  const monthly = reminds ? `, and a reminder each month (today it would name ${countOf(poolsToUpgrade, 'pool')})` : '';
  const items = news.slice(0, SHOWN).map(spansOfNews);
  if (news.length > SHOWN) items.push([plain(`and ${news.length - SHOWN} more`)]);
  return [
    richText(
      paragraph(bold(`Last three months: ${countOf(news.length, 'release message')}${monthly}.`), plain(` ${scope}.`)),
      ...(items.length > 0 ? [bullets(items)] : []),
    ),
  ];
}

function spansOfNews({ release, images, retirements }: ReleaseNews): Span[] {
  const when = release.publishedAt ? `${formatDate(release.publishedAt.slice(0, 10))}: ` : '';
  const behind = listPoolsBehind(images).length;
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
