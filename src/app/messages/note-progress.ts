import type { MessageProgress } from '../../domain/message-progress.ts';
import type { PostedMessage } from '../../domain/posted-message.ts';
import type { AppContext } from '../app-context.ts';

/** Where a message stands. */
export interface MessagePlace {
  readonly channel: string;
  readonly ts: string;
}

/** A message of ours with its newest content; `null` for one that we did not post. */
export function findPostedMessage({ store }: AppContext, channel: string, ts: string): PostedMessage | null {
  return store.postedMessages.find(channel, ts);
}

/**
 * Notes what somebody did with a posted message and queues the message anew, so that it shows that in place. The same
 * note twice queues nothing: false.
 */
export function noteProgress(
  context: AppContext,
  { channel, ts }: MessagePlace,
  note: Partial<MessageProgress>,
): boolean {
  const at = context.clock.now().toISOString();
  return context.store.transaction((store) => {
    const message = store.postedMessages.find(channel, ts);
    if (!message) return false;
    const before = store.interactions.findProgress(channel, ts);
    const progress = { ...before, ...note };
    if (JSON.stringify(progress) === JSON.stringify(before)) return false;
    store.interactions.saveProgress(channel, ts, progress);
    const dedupeKey = `${message.key}/progress/${store.postedMessages.countUpdates(channel, message.key) + 1}`;
    const { content, key: parentKey } = message;
    store.outbox.add([{ channel, dedupeKey, content, dueAt: at, operation: 'update', parentKey }], at);
    return true;
  });
}
