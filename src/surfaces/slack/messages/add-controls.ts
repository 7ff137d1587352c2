import type { types } from '@slack/bolt';
import { formatDate } from '../../../domain/calendar-date.ts';
import { type MessageProgress, NO_PROGRESS } from '../../../domain/message-progress.ts';
import type { NotificationContent } from '../../../domain/notification.ts';
import { context } from './block-elements.ts';
import { slackDate, toMrkdwn } from './escape-text.ts';
import type { SlackMessage } from './slack-message.ts';

/** Buttons of a message by the `action_id` that the listeners know. */
const BUTTONS: readonly { readonly id: string; readonly label: string }[] = [
  { id: 'message.commands', label: 'Commands' },
  { id: 'message.snooze', label: 'Snooze' },
  { id: 'message.assign', label: 'Assign' },
  { id: 'message.done', label: 'Done' },
];

/**
 * Puts buttons under a message that asks to do something, and what people did with it so far. The buttons carry nothing:
 * what they are about is looked up by the message they stand under.
 */
export function addControls(message: SlackMessage, content: NotificationContent): SlackMessage {
  if (!asksToAct(content)) return message;
  const progress = content.progress ?? NO_PROGRESS;
  const words = describeProgress(progress);
  const blocks = [...(words.length > 0 ? [context(words.join(' · '))] : []), rowOfButtons(progress)];
  return { text: [message.text, ...words].join('\n'), blocks: [...message.blocks, ...blocks] };
}

type Actionable = Extract<NotificationContent, { kind: 'release-news' | 'upgrade-reminder' | 'escalation' }>;

function asksToAct(content: NotificationContent): content is Actionable {
  switch (content.kind) {
    case 'release-news':
      return content.images.some(({ version, pools }) => pools.some((pool) => pool.version !== version));
    case 'upgrade-reminder':
      return content.items.some(({ settled }) => !settled);
    case 'escalation':
      return content.items.length > 0;
    default:
      return false;
  }
}

/** `Assigned to Ann`, `Snoozed until 3 Sep 2026 by Bob: change freeze`, `Done, said Cy …`. Escaped; mentions nobody. */
function describeProgress({ assigned, snoozed, acknowledged }: MessageProgress): string[] {
  return [
    ...(assigned ? [`Assigned to ${toMrkdwn(assigned.to.name, 60)}`] : []),
    ...(snoozed
      ? [
          `Snoozed until ${formatDate(snoozed.untilOn)} by ${toMrkdwn(snoozed.by.name, 60)}: ${toMrkdwn(snoozed.reason, 120)}`,
        ]
      : []),
    ...(acknowledged ? [`Done, said ${toMrkdwn(acknowledged.by.name, 60)} ${slackDate(acknowledged.at)}`] : []),
  ];
}

function rowOfButtons({ acknowledged }: MessageProgress): types.ActionsBlock {
  const shown = BUTTONS.filter(({ id }) => id !== 'message.done' || acknowledged === null);
  return {
    type: 'actions',
    elements: shown.map(({ id, label }) => ({
      type: 'button',
      action_id: id,
      text: { type: 'plain_text', text: label, emoji: false },
    })),
  };
}
