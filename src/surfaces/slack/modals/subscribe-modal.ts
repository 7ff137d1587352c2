import type { types } from '@slack/bolt';
import type { SubscriptionChoice } from '../../../app/interactions/manage-subscriptions.ts';
import type { SubscriptionPreview } from '../../../app/interactions/preview-subscription.ts';
import { NOTIFICATION_TOPICS } from '../../../domain/channel-subscription.ts';
import { SEVERITIES } from '../../../domain/finding.ts';
import { type OsSku, titleOfOsSku } from '../../../domain/os-sku.ts';
import { button } from '../answers/button.ts';
import { actions } from '../messages/block-elements.ts';
import { boxesField, type Choice, channelField, choiceField, clustersField, textField } from './inputs.ts';
import { createModal } from './modal.ts';
import { partsOfPreview } from './preview-parts.ts';

/** `callback_id` of the modal that subscribes a channel. */
export const SUBSCRIBE_MODAL = 'subscription.save';
/** `action_id` of the field that finds clusters while typing. */
export const CLUSTER_OPTIONS = 'clusters.find';

/** What the modal shows. */
export interface SubscribeModalOptions {
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
