import type { Clock } from '../../../domain/clock.ts';
import type { InboxStore } from '../../../domain/inbox.ts';
import type { OutgoingMessage, Sender } from '../../../domain/sender.ts';
import { renderSendable } from '../messages/render-sendable.ts';
import { digestOfPicture, type Pictures, pictureOf } from './pictures.ts';

/** What the local inbox needs. */
export interface InboxSenderOptions {
  readonly store: InboxStore;
  /** Absent: messages go without pictures. */
  readonly pictures?: Pictures;
  readonly clock: Clock;
}

/**
 * The sender without a Slack token: keeps exactly what Slack would be sent, for the local page to draw.
 * A key that the channel has already is not kept twice: its message counts as delivered.
 */
export function createInboxSender(options: InboxSenderOptions): Sender {
  const { store, clock } = options;
  return {
    post: async (message) => {
      const { channel, key, threadTs } = message;
      const posted = store.findByKey(channel, key);
      if (posted) return { kind: 'delivered', ts: posted.ts };
      const now = clock.now();
      const ts = nextTs(now, store.findNewestTs());
      const thread = threadTs === undefined ? {} : { threadTs };
      const content = renderContent(message, await keepPicture(options, message));
      store.save({ channel, key, ts, ...content, postedAt: now.toISOString(), ...thread });
      return { kind: 'delivered', ts };
    },
    update: async (message, ts) => {
      const content = renderContent(message, await keepPicture(options, message));
      if (store.replace(ts, content)) return { kind: 'delivered', ts };
      return { kind: 'refused', scope: 'payload', reason: 'message_not_found' };
    },
    find: async (channel, key) => {
      const posted = store.findByKey(channel, key);
      return posted ? { kind: 'found', ts: posted.ts } : { kind: 'absent' };
    },
  };
}

function renderContent({ content, plainText }: OutgoingMessage, pictureFile: string | null) {
  const { text, blocks } = renderSendable(content, { detail: 'data_table', pictureFile, plainText }).message;
  return { text, blocksJson: JSON.stringify(blocks) };
}

/** Draws and keeps the message's picture; its name is that of a file in Slack, so that the blocks are the same. */
async function keepPicture({ pictures, clock }: InboxSenderOptions, message: OutgoingMessage): Promise<string | null> {
  const picture = pictureOf(message);
  if (!picture || !pictures) return null;
  const digest = digestOfPicture(picture);
  if (pictures.store.find(digest)?.png) return `F${digest}`;
  const png = await pictures.draw(picture);
  if (!png) return null;
  pictures.store.savePng(digest, png, clock.now().toISOString());
  return `F${digest}`;
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
