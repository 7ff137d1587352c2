import type { ParsedComponents } from 'chrono-node';
// English only: all languages together take four times as long to load, in every command.
import { casual } from 'chrono-node/en';
import { type CalendarDate, dayOf } from '../../domain/calendar-date.ts';

/** When a sentence speaks: a date without a year lies before or after the note accordingly. */
export type Tense = 'past' | 'future' | 'open';

/** A calendar date in a sentence; `start` and `end` are offsets into the text it was looked for in. */
export interface DateMention {
  readonly date: CalendarDate;
  /** End of a span of dates ("2020-11-30 to 2021-01-31"); `null` for a single date. */
  readonly until: CalendarDate | null;
  readonly start: number;
  readonly end: number;
}

const MONTH = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}\/\d{1,2}\/\d{4}/i;
/** Only the month counts in "end of July 2023". */
const VAGUE = /^\s*(?:the )?(?:end|start|beginning|middle) of (?:the )?[a-z]/i;
/** Version numbers, which a date parser may take for dates and times. */
const NUMBERS =
  /(?<![\w-])v?\d+\.\d+[\w.]*|(?<=\bof )of(?= 20\d\d)|\blast(?:s|ed)?(?= (?:until|till|through)\b)|\b20\d\d-\d\d-\d\d(?=-preview|\s+(?:\w+\s+)?API\b)/gi;
const ISO_MONTH = /(?<![\d-])(20\d\d)-(0[1-9]|1[0-2])(?![\d-])/g;

/** "Both retire in 2027, on March 1 and May 15". */
const IN_YEAR = /\bin (20\d\d)(?![\d-])/g;

/** Every date a text names, in reading order. Without `publishedAt` a date without a year is left out. */
export function findDates(text: string, publishedAt: string | null, tense: Tense): DateMention[] {
  if (!MONTH.test(text) && !/20\d\d/.test(text)) return [];
  const masked = text.replace(NUMBERS, (number) => '_'.repeat(number.length)).replace(/\bof(?= 20\d\d)/g, '  ');
  const reference = publishedAt === null ? null : new Date(publishedAt);
  const years = new Set([...text.matchAll(IN_YEAR)].map((match) => Number(match[1])));
  const [year] = years.size === 1 ? years : [];
  const dates = casual
    .parse(masked, { instant: reference ?? new Date(0), timezone: 0 })
    .filter(({ text: found }) => MONTH.test(found) && !/^may$/i.test(found.trim()))
    .flatMap(({ index, text: found, start, end }) => {
      const date = dateOf(start, reference, tense, year)?.slice(0, VAGUE.test(found) ? 7 : 10);
      const until = end ? dateOf(end, reference, tense, year) : null;
      return date ? [{ date, until, start: index + lead(found), end: index + found.length }] : [];
    });
  return [...dates, ...isoMonths(masked)].sort((a, b) => a.start - b.start);
}

/** The date parser counts a preposition to the date: "on 1 October". */
function lead(found: string): number {
  return /^on\s+/i.exec(found)?.[0].length ?? 0;
}

function isoMonths(text: string): DateMention[] {
  return [...text.matchAll(ISO_MONTH)].map((match) => {
    return { date: match[0], until: null, start: match.index, end: match.index + match[0].length };
  });
}

function dateOf(
  parts: ParsedComponents,
  reference: Date | null,
  tense: Tense,
  named: number | undefined,
): CalendarDate | null {
  const month = parts.get('month');
  const day = parts.isCertain('day') ? parts.get('day') : null;
  if (!month) return null;
  const year = parts.isCertain('year')
    ? parts.get('year')
    : (named ?? (reference && likelyYear(month, day ?? 28, reference, tense)));
  if (!year || year < 2015 || year > 2099) return null;
  const text = `${year}-${String(month).padStart(2, '0')}`;
  return day ? `${text}-${String(day).padStart(2, '0')}` : text;
}

/** Notes come out up to some weeks after they were written, so "will … on July 31st" may just have passed. */
const SLACK_MS = 45 * 86_400_000;

function likelyYear(month: number, day: number, reference: Date, tense: Tense): number {
  const year = Number(dayOf(reference).slice(0, 4));
  const distance = (candidate: number) => Date.UTC(candidate, month - 1, day) - reference.getTime();
  if (tense === 'future') return [year - 1, year].find((candidate) => distance(candidate) >= -SLACK_MS) ?? year + 1;
  if (tense === 'past') return [year + 1, year].find((candidate) => distance(candidate) <= SLACK_MS) ?? year - 1;
  // Notes rather tell of what is to come.
  const weight = (candidate: number) => distance(candidate) * (distance(candidate) < 0 ? -2 : 1);
  return [year - 1, year, year + 1].sort((a, b) => weight(a) - weight(b))[0] ?? year;
}
