import type { types } from '@slack/bolt';
import { type Choice, choiceField, dayField, textField } from './inputs.ts';
import { createModal } from './modal.ts';

/** `callback_id` of the modal that snoozes. */
export const SNOOZE_MODAL = 'snooze.save';
/** The choice that means all of what the modal offers. */
export const EVERYTHING = '*';

/** Where a snooze begins: a cluster, a posted message, or a whole channel. */
export interface SnoozeModalOptions {
  readonly channel: string;
  /** `ts` of the message whose button was clicked; empty otherwise. */
  readonly messageTs: string;
  /** Empty for a message and for a channel. */
  readonly clusterId: string;
  /** What can be snoozed, the whole first (`EVERYTHING`). */
  readonly choices: readonly Choice[];
  readonly chosen: string;
  /** Day that is proposed. */
  readonly untilOn: string;
}

/** What, until when, and why. */
export function renderSnoozeModal(options: SnoozeModalOptions): types.ModalView {
  const { channel, messageTs, clusterId, choices, chosen, untilOn } = options;
  return createModal({
    callbackId: SNOOZE_MODAL,
    title: 'Snooze reminders',
    submit: 'Snooze',
    metadata: { channel, messageTs, clusterId },
    blocks: [
      choiceField({ name: 'what', label: 'What' }, choices, chosen),
      dayField({ name: 'until', label: 'Remind again on' }, untilOn),
      textField({ name: 'reason', label: 'Why', hint: 'Others see it.' }, { multiline: true, most: 500 }),
    ],
  });
}
