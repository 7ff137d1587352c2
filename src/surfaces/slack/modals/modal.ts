import type { types } from '@slack/bolt';
import { shorten } from '../../../domain/text.ts';
import type { SlackMessage } from '../messages/card-blocks.ts';

/** What a modal is made of, before Slack's frame is put around it. */
export interface ModalParts {
  /** Routes the submission. */
  readonly callbackId: string;
  readonly title: string;
  /** Label of the button that submits; without one the modal only shows. */
  readonly submit?: string;
  readonly blocks: readonly types.KnownBlock[];
  /** Comes back with the submission; not believed then. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

const MOST_BLOCKS = 100;
const LONGEST_METADATA = 3000;

/** The modal as `views.open` takes it. */
export function createModal({ callbackId, title, submit, blocks, metadata = {} }: ModalParts): types.ModalView {
  const plain = (text: string) => ({ type: 'plain_text' as const, text: shorten(text, 24), emoji: false });
  return {
    type: 'modal',
    callback_id: callbackId,
    title: plain(title),
    close: plain(submit ? 'Cancel' : 'Close'),
    ...(submit ? { submit: plain(submit) } : {}),
    private_metadata: shorten(JSON.stringify(metadata), LONGEST_METADATA),
    blocks: blocks.slice(0, MOST_BLOCKS),
  };
}

/** What came of a form or a click, in place of the form. */
export function createResultModal({ text, blocks }: SlackMessage): types.ModalView {
  const plainText: types.KnownBlock = {
    type: 'section',
    text: { type: 'plain_text', text: text || '-', emoji: false },
  };
  return createModal({ callbackId: 'result', title: 'vhdwatch', blocks: blocks.length > 0 ? blocks : [plainText] });
}
