import type { PlannedNotification } from '../../domain/notification.ts';
import { type AppContext, transact, type WritingContext } from '../app-context.ts';
import { queueReminders } from './remind.ts';

/** Ends the transaction of a preview. */
class Discarded extends Error {}

/** What a reminder run would queue at this instant, to whom, in order. Nothing of it is kept. */
export function previewReminders(context: AppContext, { force }: { force: boolean }): readonly PlannedNotification[] {
  const drafts: PlannedNotification[] = [];
  try {
    transact(context, (writing) => {
      const { store } = writing;
      const outbox: WritingContext['store']['outbox'] = {
        ...store.outbox,
        add: (notifications, at) => {
          drafts.push(...notifications.filter(({ channel, dedupeKey }) => !store.outbox.findByKey(channel, dedupeKey)));
          return store.outbox.add(notifications, at);
        },
      };
      queueReminders({ ...writing, store: { ...store, outbox } }, { force });
      throw new Discarded();
    });
  } catch (error) {
    if (!(error instanceof Discarded)) throw error;
  }
  return drafts;
}
