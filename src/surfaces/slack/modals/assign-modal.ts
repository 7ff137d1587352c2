import type { types } from '@slack/bolt';
import { personField, textField } from './inputs.ts';
import { createModal } from './modal.ts';

/** `callback_id` of the modal that assigns a message. */
export const ASSIGN_MODAL = 'message.assign';

/** Who takes care of what a message tells. */
export function renderAssignModal(options: { channel: string; messageTs: string; userId: string }): types.ModalView {
  const { channel, messageTs, userId } = options;
  return createModal({
    callbackId: ASSIGN_MODAL,
    title: 'Assign',
    submit: 'Assign',
    metadata: { channel, messageTs },
    blocks: [
      personField(
        { name: 'person', label: 'Who takes care of it', hint: 'They are named on the message, not notified.' },
        userId,
      ),
      textField({ name: 'note', label: 'Note', optional: true }, { most: 200 }),
    ],
  });
}
