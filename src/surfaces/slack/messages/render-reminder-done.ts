import { formatDate } from '../../../domain/calendar-date.ts';
import type { ReminderDone } from '../../../domain/notification.ts';
import { paragraph, plain, richText } from './block-elements.ts';
import { countOf, joinWords } from './count-words.ts';
import { escapeMrkdwn } from './escape-text.ts';
import type { SlackMessage } from './slack-message.ts';

/** Closes the thread of a reminder: nothing of it is left to do. */
export function renderReminderDone({ month, done, gone, on }: ReminderDone): SlackMessage {
  const counts = [
    ...(done > 0 ? [`${countOf(done, 'item')} done`] : []),
    ...(gone > 0 ? [`${countOf(gone, 'item')} gone, or told to another channel`] : []),
  ];
  const what = counts.length > 0 ? `: ${joinWords(counts)}` : '';
  const text = `Nothing of the upgrade reminder of ${formatDate(month)} is left to do since ${formatDate(on)}${what}. It is closed.`;
  return { text: escapeMrkdwn(text), blocks: [richText(paragraph(plain(text)))] };
}
