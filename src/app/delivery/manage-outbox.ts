import { AppError } from '../../domain/app-error.ts';
import type { NotificationContent, OutboxEntry } from '../../domain/notification.ts';
import { type AppContext, transact } from '../app-context.ts';

/** An outbox row without its content. */
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

function toLine({ content, ...entry }: OutboxEntry): OutboxLine {
  return { ...entry, kind: content.kind };
}
