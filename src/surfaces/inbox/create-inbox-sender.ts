import type { Clock } from '../../domain/clock.ts';
import type { InboxStore, Pictures } from '../../domain/inbox.ts';
import type { OutgoingMessage, Sender } from '../../domain/sender.ts';
import type { CardPlace } from '../../messages/card.ts';
import { writeText } from '../../messages/card-text.ts';
import { composeCard } from '../../messages/message-kinds.ts';
import { digestOfPicture, pictureOf } from '../../messages/picture-words.ts';

interface InboxSenderOptions {
  readonly store: InboxStore;
  /** Absent: messages go without pictures. */
  readonly pictures?: Pictures;
  readonly clock: Clock;
  /** Where the page is that has what a message leaves out; absent where none is set. */
  readonly place?: CardPlace;
}

/** A row of another version, perhaps: no reason to stop sending. */
const NOT_RENDERABLE = { kind: 'refused', scope: 'payload', reason: 'not_renderable' } as const;

/** A key that the channel has already is not kept twice: its message counts as delivered. */
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
      const content = await keepContent(options, message).catch(() => null);
      if (content === null) return NOT_RENDERABLE;
      store.save({ channel, key, ts, ...content, postedAt: now.toISOString(), ...thread });
      return { kind: 'delivered', ts };
    },
    update: async (message, ts) => {
      const content = await keepContent(options, message).catch(() => null);
      if (content === null) return NOT_RENDERABLE;
      if (store.replace(ts, content)) return { kind: 'delivered', ts };
      return { kind: 'refused', scope: 'payload', reason: 'message_not_found' };
    },
    find: async (channel, key) => {
      const posted = store.findByKey(channel, key);
      return posted ? { kind: 'found', ts: posted.ts } : { kind: 'absent', isCertain: true };
    },
  };
}

async function keepContent(options: InboxSenderOptions, message: OutgoingMessage) {
  const card = composeCard(message.content, options.place);
  const picture = await keepPicture(options, message);
  return { text: writeText(card), cardJson: JSON.stringify({ card, picture }) };
}

/** Draws and keeps the message's picture, and gives its digest; `null` without one. */
async function keepPicture({ pictures, clock }: InboxSenderOptions, message: OutgoingMessage): Promise<string | null> {
  const picture = pictureOf(message.content);
  if (!picture || !pictures) return null;
  const digest = digestOfPicture(picture);
  if (pictures.store.find(digest)?.png) return digest;
  const png = await pictures.draw(picture);
  if (!png) return null;
  pictures.store.savePng(digest, png, clock.now().toISOString());
  return digest;
}

/** A `ts` in the form of a chat's that is greater than every other, also where the clock stands still (`--now`). */
function nextTs(now: Date, newest: string | null): string {
  const micros = Math.max(now.getTime() * 1000, newest === null ? 0 : toMicros(newest) + 100);
  return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
}

function toMicros(ts: string): number {
  const [seconds = '0', micros = '0'] = ts.split('.');
  return Number(seconds) * 1e6 + Number(micros);
}
