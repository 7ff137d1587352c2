import type { Actor } from '../../domain/actor.ts';
import type { AppContext } from '../app-context.ts';
import { type RecordedChange, recordChange } from '../record-change.ts';
import { type OutboxLine, retryNotification } from './manage-outbox.ts';

/** Makes a notification due again for somebody. @throws AppError `not_found`, `conflict` */
export function retryNotificationFor(context: AppContext, actor: Actor, id: string): RecordedChange<OutboxLine> {
  return recordChange(context, (writing) => {
    const result = retryNotification(writing, id);
    const detail = `Tried notification ${result.id} to ${result.channel} again`;
    return { result, entry: { actor, action: 'retry-notification', subject: String(result.id), detail, undo: null } };
  });
}
