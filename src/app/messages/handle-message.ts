import type { Actor } from '../../domain/actor.ts';
import { type AppContext, transact } from '../app-context.ts';
import { recordChange } from '../record-change.ts';
import { type MessagePlace, noteProgress } from './note-progress.ts';

/** Notes on a posted message who takes care of it; returns the number in the audit log. */
export function assignMessage(
  context: AppContext,
  actor: Actor,
  place: MessagePlace,
  { to, note }: { readonly to: Actor; readonly note: string },
): number {
  const { store, clock } = context;
  const before = store.interactions.findProgress(place.channel, place.ts).assigned;
  return recordChange(context, (writing) => ({
    result: noteProgress(writing, place, { assigned: { to, by: actor, at: clock.now().toISOString() } }),
    entry: {
      actor,
      action: 'assign',
      subject: `${place.channel}/${place.ts}`,
      detail: `Assigned a message to ${to.name}${note ? `: ${note}` : ''}`,
      undo: [{ kind: 'restore-progress', ...place, progress: { assigned: before } }],
    },
  })).auditId;
}

/** Notes on a posted message that somebody did what it asks; `null` when somebody had said so before. */
export function acknowledgeMessage(context: AppContext, actor: Actor, place: MessagePlace): number | null {
  return transact(context, (writing) => {
    const { store, clock } = writing;
    if (store.interactions.findProgress(place.channel, place.ts).acknowledged !== null) return null;
    return recordChange(writing, (own) => ({
      result: noteProgress(own, place, { acknowledged: { by: actor, at: clock.now().toISOString() } }),
      entry: {
        actor,
        action: 'acknowledge',
        subject: `${place.channel}/${place.ts}`,
        detail: 'Marked a message as done',
        undo: [{ kind: 'restore-progress', ...place, progress: { acknowledged: null } }],
      },
    })).auditId;
  });
}
