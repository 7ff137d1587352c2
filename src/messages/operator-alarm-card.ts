import type { OperatorAlarm } from '../domain/notification.ts';
import { bold, type Card, link, list } from './card.ts';
import { toLiteral } from './literal.ts';
import { spansOfMarkdown } from './markdown-spans.ts';

/** Something the operators should look at. Its lines may carry text from outside: passages of notes, names. */
export function createOperatorAlarmCard({ title, lines, url }: OperatorAlarm): Card {
  return {
    headline: [{ kind: 'symbol', symbol: '⚠️' }, bold(toLiteral(title))],
    parts: list(lines.map((passage) => spansOfMarkdown(passage))),
    ...(url ? { foot: [[link(url, 'Details')]] } : {}),
  };
}
