import { type CalendarDate, formatDate } from '../domain/calendar-date.ts';
import { toLiteral } from '../domain/literal.ts';
import { formatCount, shorten } from '../domain/text.ts';

/** `a`, `a and b`, `a, b and c`; with a `limit`, `a, b and 7 more` of `total`. */
export function joinWords(words: readonly string[], limit = words.length, total = words.length): string {
  const shown = words.slice(0, limit);
  if (total > shown.length) shown.push(`${formatCount(total - shown.length)} more`);
  const last = shown.pop() ?? '';
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : last;
}

export function joinLiteral(texts: readonly string[], longest: number, limit = texts.length): string {
  const shown = texts.slice(0, limit).map((text) => toLiteral(text, longest));
  return joinWords(shown, limit, texts.length);
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `the August image`, of images that were built on these days; `a newer image` of several months. */
export function sayImages(builtOn: readonly CalendarDate[]): string {
  const months = new Set(builtOn.map((day) => MONTHS[Number(day.slice(5, 7)) - 1] ?? ''));
  const [month] = months;
  return months.size === 1 && month ? `the ${month} image` : 'a newer image';
}

/** Most characters that the preview of a phone shows of a message. */
const LONGEST_HEADLINE = 90;

/** The first of the sentences that a phone shows whole, else the beginning of the last. Literal. */
export function fitHeadline(...sentences: readonly string[]): string {
  return (
    sentences.find(({ length }) => length <= LONGEST_HEADLINE) ?? shorten(sentences.at(-1) ?? '', LONGEST_HEADLINE)
  );
}

/** Those of which it is true, and the others, in their order. */
export function split<T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

/** `3 pools need the August image`, `shop/win22 needs a newer image`. */
export function sayNeed(who: string, pools: number, image: string): string {
  return `${who} ${pools === 1 ? 'needs' : 'need'} ${image}`;
}

/**
 * ` now`, ` by 8 Sep 2026`, or `, 2 now, 1 by 8 Sep 2026` where some need it now and others by a day; of several days the
 * first: `, the first by 8 Sep 2026`.
 * @param later The day of each that does not need it now.
 */
export function sayNowAndBy(now: number, later: readonly (CalendarDate | null)[]): string {
  if (now > 0 && later.length === 0) return ' now';
  const [first] = later.filter((day) => day !== null).toSorted();
  const isOneDay = later.every((day) => day === first);
  const who = isOneDay ? formatCount(later.length) : now > 0 ? 'the next' : 'the first';
  const urgent = now > 0 ? `, ${formatCount(now)} now` : '';
  if (first === undefined) return urgent;
  return now === 0 && isOneDay ? ` by ${formatDate(first)}` : `${urgent}, ${who} by ${formatDate(first)}`;
}

/** `; 4 others below`: what they need, and by when, is not what the first line says. */
export function sayMore(others: number): string {
  return others > 0 ? `; ${formatCount(others)} ${others === 1 ? 'other' : 'others'} below` : '';
}
