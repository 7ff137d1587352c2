import type { types } from '@slack/bolt';
import type { SlackMessage } from '../messages/slack-message.ts';
import { createModal } from './modal.ts';

/** What came of a form or a click, in place of the form. */
export function createResultModal({ text, blocks }: SlackMessage): types.ModalView {
  const plainText: types.KnownBlock = {
    type: 'section',
    text: { type: 'plain_text', text: text || '-', emoji: false },
  };
  return createModal({ callbackId: 'result', title: 'vhdwatch', blocks: blocks.length > 0 ? blocks : [plainText] });
}
