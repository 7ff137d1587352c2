import { FAULTS } from '../../delivery/attempts.ts';
import type { Actor } from '../../domain/actor.ts';
import { AppError } from '../../domain/app-error.ts';
import { DAY_MS, instantAfter } from '../../domain/calendar-date.ts';
import { isChannelId } from '../../domain/channel-subscription.ts';
import type { Inbox, InboxChannel, InboxMessage, InboxPart } from '../../domain/inbox.ts';
import type { NotificationContent } from '../../domain/notification.ts';
import type { OutboxEntry } from '../../domain/outbox-entry.ts';
import { digestOf } from '../../domain/text.ts';
import { type AppContext, type RecordedChange, recordChange, transact } from '../app-context.ts';

export interface OutboxLine extends Omit<OutboxEntry, 'content'> {
  readonly kind: NotificationContent['kind'];
}

const SHOWN = 100;

/** The newest notifications, newest first. */
export function listOutbox({ store }: AppContext): readonly OutboxLine[] {
  return store.outbox.list(SHOWN).map(toLine);
}

/** Makes a notification that was given up due again. @throws AppError `not_found`, `conflict` */
export function retryNotification(context: AppContext, id: string): OutboxLine {
  return transact(context, ({ store, clock }) => {
    const entry = /^\d+$/.test(id) ? store.outbox.find(Number(id)) : null;
    if (!entry)
      throw new AppError('not_found', `No notification has the number ${id}.`, { next: 'list-notifications' });
    if (!store.outbox.revive(entry.id, clock.now().toISOString())) {
      throw new AppError(
        'conflict',
        `Notification ${id} is ${entry.state}: only one that was given up (dead) can be retried.`,
      );
    }
    return toLine(store.outbox.find(entry.id) ?? entry);
  });
}

const TRIED_BY = 'faults-tried-by';
/** What was given up longer ago is no news any more. */
const KEPT_MS = 14 * DAY_MS;

/** What was given up for a fault of ours is due again, once, where another version runs now. */
export function retryAfterUpgrade(context: AppContext): void {
  const { store, clock, version } = context;
  if (store.settings.find(TRIED_BY) === version) return;
  transact(context, (writing) => {
    const now = clock.now();
    const since = instantAfter(now, -KEPT_MS);
    for (const { id } of writing.store.outbox.listGivenUp(FAULTS, since))
      writing.store.outbox.revive(id, now.toISOString());
    writing.store.settings.save(TRIED_BY, version);
  });
}

function toLine({ content, ...entry }: OutboxEntry): OutboxLine {
  return { ...entry, kind: content.kind };
}

/**
 * Queues a message that proves that delivery to a channel works. The same `token` twice is one message. @throws
 * AppError `invalid_input` for what is no channel
 */
export function queueTestMessage(context: AppContext, actor: Actor, channel: string, token: string): void {
  if (!isChannelId(channel) && channel !== context.defaultChannel)
    throw new AppError('invalid_input', 'A test goes to a channel: type the command in one.');
  const at = context.clock.now().toISOString();
  const content = { kind: 'test-message' as const, requestedBy: actor.name };
  // Message metadata can be read by everybody in the workspace, and the token may be a capability.
  const dedupeKey = `test/${digestOf(token || at, 16)}`;
  recordChange(context, ({ store }) => ({
    result: store.outbox.add([{ channel, dedupeKey, content }], at),
    entry: { actor, action: 'send-test', subject: channel, detail: `Sent a test message to ${channel}`, undo: null },
  }));
}

/**
 * Makes notifications due again for somebody; of several, those that are still given up. @throws AppError `not_found`,
 * `conflict` when that is none
 */
export function retryNotificationsFor(
  context: AppContext,
  actor: Actor,
  ids: readonly string[],
): RecordedChange<readonly OutboxLine[]> {
  return recordChange(context, (writing) => {
    const isGivenUp = (id: string) => ['dead', 'dropped'].includes(writing.store.outbox.find(Number(id))?.state ?? '');
    const open = ids.filter(isGivenUp);
    const result = (open.length > 0 ? open : ids.slice(0, 1)).map((id) => retryNotification(writing, id));
    const subject = result.map(({ id }) => id).join(' ');
    const detail = `Tried again: ${result.map(({ id, channel }) => `notification ${id} to ${channel}`).join(', ')}`;
    return { result, entry: { actor, action: 'retry-notification', subject, detail, undo: null } };
  });
}

/** Messages of the local inbox that are read at once: more than a page has room for, even of the shortest. */
const MESSAGES_READ = 250;
const CHANNELS_LISTED = 50;

export function readInbox(context: AppContext, part: InboxPart): Inbox {
  return { messages: context.store.inbox.list(MESSAGES_READ, part), channels: listInboxChannels(context) };
}

export function findInboxMessage({ store }: AppContext, channel: string, ts: string): InboxMessage | null {
  const [message] = store.inbox.list(1, { channel, until: ts });
  return message?.ts === ts ? message : null;
}

/** Gives a digest of that part whenever it is asked, worked out again where something was saved meanwhile. */
export function watchInbox(context: AppContext, part: InboxPart): () => string {
  let known = { mark: '', digest: '' };
  return () => {
    const mark = String(context.store.findChangeMark());
    if (mark !== known.mark) known = { mark, digest: digestOf(JSON.stringify(readInbox(context, part))) };
    return known.digest;
  };
}

/** The channels with the newest messages, the newest first. */
export function listInboxChannels({ store }: AppContext): readonly InboxChannel[] {
  return store.inbox.listChannels(CHANNELS_LISTED);
}

/** The picture of a message in the local inbox as PNG bytes; `null` when none is kept under that digest. */
export function findInboxPicture({ store }: AppContext, digest: string): Uint8Array | null {
  return store.pictures.find(digest)?.png ?? null;
}
