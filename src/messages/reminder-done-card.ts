import { formatDate } from '../domain/calendar-date.ts';
import type { ReminderDone } from '../domain/notification.ts';
import { type Card, plain } from './card.ts';
import { countOf, joinWords } from './words.ts';

/** Closes the thread of a reminder: nothing of it is left to do. */
export function createReminderDoneCard({ month, done, gone, on }: ReminderDone): Card {
  const counts = [
    ...(done > 0 ? [`${countOf(done, 'item')} done`] : []),
    ...(gone > 0 ? [`${countOf(gone, 'item')} gone, or told to another channel`] : []),
  ];
  const what = counts.length > 0 ? `: ${joinWords(counts)}` : '';
  const point = `Nothing of the upgrade reminder of ${formatDate(month)} is left to do since ${formatDate(on)}${what}.`;
  return { headline: [plain(`${point} It is closed.`)], parts: [] };
}
