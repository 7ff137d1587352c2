import type { Clock } from '../../../domain/clock.ts';
import type { InboxStore } from '../../../domain/inbox.ts';
import type { OutgoingMessage, Sender } from '../../../domain/sender.ts';
import { renderSendable } from '../messages/render-sendable.ts';
import type { SlackMessage } from '../messages/slack-message.ts';

/** What the local inbox needs. */
export interface InboxSenderOptions {
  readonly store: InboxStore;
  readonly clock: Clock;
}

/**
 * The sender without a Slack token: keeps exactly what Slack would be sent, for the local page to draw.
 * A key that the channel has already is not kept twice: its message counts as delivered.
 */
export function createInboxSender({ store, clock }: InboxSenderOptions): Sender {
  return {
    post: async (message) => {
      const { channel, key, threadTs } = message;
      const posted = store.findByKey(channel, key);
      if (posted) return { kind: 'delivered', ts: posted.ts };
      const now = clock.now();
      const ts = nextTs(now, store.findNewestTs());
      const thread = threadTs === undefined ? {} : { threadTs };
      store.save({ channel, key, ts, ...contentOf(message), postedAt: now.toISOString(), ...thread });
      return { kind: 'delivered', ts };
    },
    update: async (message, ts) => {
      if (store.replace(ts, contentOf(message))) return { kind: 'delivered', ts };
      return { kind: 'refused', scope: 'payload', reason: 'message_not_found' };
    },
    find: async (channel, key) => {
      const posted = store.findByKey(channel, key);
      return posted ? { kind: 'found', ts: posted.ts } : { kind: 'absent' };
    },
  };
}

function contentOf({ content, plainText }: OutgoingMessage): { readonly text: string; readonly blocksJson: string } {
  const { text, blocks }: SlackMessage = renderSendable(content, 'data_table', plainText).message;
  return { text, blocksJson: JSON.stringify(blocks) };
}

/** A `ts` in Slack's form that is greater than every other, also where the clock stands still (`--now`). */
function nextTs(now: Date, newest: string | null): string {
  const micros = Math.max(now.getTime() * 1000, newest === null ? 0 : toMicros(newest) + 100);
  return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
}

function toMicros(ts: string): number {
  const [seconds = '0', micros = '0'] = ts.split('.');
  return Number(seconds) * 1e6 + Number(micros);
}
