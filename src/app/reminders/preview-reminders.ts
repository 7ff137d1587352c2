import type { PlannedNotification } from '../../domain/notification.ts';
import type { AppContext } from '../app-context.ts';
import { queueReminders } from './remind.ts';

/** Ends the transaction of a preview. */
class Discarded extends Error {}

/** What a reminder run would queue at this instant, to whom, in order. Nothing of it is kept. */
export function previewReminders(context: AppContext, { force }: { force: boolean }): readonly PlannedNotification[] {
  const drafts: PlannedNotification[] = [];
  const { store } = context;
  const outbox: AppContext['store']['outbox'] = {
    ...store.outbox,
    add: (notifications, at) => {
      drafts.push(...notifications.filter(({ channel, dedupeKey }) => !store.outbox.findByKey(channel, dedupeKey)));
      return store.outbox.add(notifications, at);
    },
  };
  const watched: AppContext = { ...context, store: { ...store, outbox } };
  try {
    store.transaction(() => {
      queueReminders(watched, { force });
      throw new Discarded();
    });
  } catch (error) {
    if (!(error instanceof Discarded)) throw error;
  }
  return drafts;
}
