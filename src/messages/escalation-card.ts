import { formatDate } from '../domain/calendar-date.ts';
import { isUserId } from '../domain/cluster.ts';
import type { Escalation, EscalationItem } from '../domain/notification.ts';
import { bold, type Card, type CardPart, type Column, line, plain } from './card.ts';
import { toLiteral } from './literal.ts';
import { nameOfPool, pointOf, symbolOf, textCell } from './pool-words.ts';
import { countOf, fitHeadline } from './words.ts';

const COLUMNS: readonly Column[] = [
  { title: 'Pool' },
  { title: 'Severity' },
  { title: 'Due', said: 'due' },
  { title: 'Why' },
];

const TITLES: Readonly<Record<Escalation['level'], string>> = {
  channel: 'limit reached',
  owners: 'limit reached',
  operators: 'limit that teams let pass',
};

/** Limits that were crossed, worst first. Only owners who asked for it are mentioned. */
export function createEscalationCard({ items, level, mentions }: Escalation): Card {
  const [worst, ...rest] = items;
  const people = [...new Set(mentions.filter(isUserId))];
  return {
    headline: [...(worst ? [symbolOf(worst.severity)] : []), plain(sayHeadline(items, level))],
    parts: [
      ...(people.length > 0 ? [line(...people.flatMap((id) => [{ kind: 'person' as const, id }, plain(' ')]))] : []),
      ...(worst ? [lineOfItem(worst)] : []),
      ...tableOf(rest),
    ],
    foot: [[plain('Snoozed and assigned node pools are left out. The monthly reminder has the whole list.')]],
  };
}

/** `Limit reached: shop/npwin, node image is 91 days old`, `3 limits reached, worst: shop/npwin, node image is 91 days old`. */
function sayHeadline(items: readonly EscalationItem[], level: Escalation['level']): string {
  const [worst] = items;
  const [noun = '', ...tail] = TITLES[level].split(' ');
  const title = [countOf(items.length, noun), ...tail].join(' ');
  if (!worst) return title;
  const [name, point] = [nameOfPool(worst), pointOf(worst.summary)];
  if (items.length === 1 && level !== 'operators')
    return fitHeadline(`Limit reached: ${name}, ${point}`, `Limit reached: ${name}`);
  return fitHeadline(`${title}, worst: ${name}, ${point}`, `${title}, worst: ${name}`, title);
}

function lineOfItem(item: EscalationItem): CardPart {
  const due = item.due ? ` Due ${formatDate(item.due)}.` : '';
  return line(
    symbolOf(item.severity),
    bold(`${item.severity}: ${nameOfPool(item)}`),
    plain(` ${toLiteral(item.summary, 300)}${due}`),
  );
}

function tableOf(items: readonly EscalationItem[]): readonly CardPart[] {
  if (items.length === 0) return [];
  const rows = items.map((item) => [
    { spans: [symbolOf(item.severity), plain(nameOfPool(item))] },
    textCell(item.severity),
    textCell(item.due ? formatDate(item.due) : '-'),
    textCell(pointOf(item.summary, 140)),
  ]);
  return [{ kind: 'table', title: 'The other limits, worst first', columns: COLUMNS, rows }];
}
