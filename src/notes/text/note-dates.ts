import type { ParsedComponents } from 'chrono-node';
// English only: all languages together take four times as long to load, in every command.
import { casual } from 'chrono-node/en';
import { addDays, type CalendarDate, dayOf } from '../../domain/calendar-date.ts';

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

const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const MONTH = new RegExp(
  String.raw`(?<![a-z])(?:today|yesterday|${MONTHS})(?![a-z])|\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d`,
  'i',
);
/** "31.07.2025": as long as the ISO date that it stands for. */
const DOTTED = /(?<![\d.])([0-3]\d)\.([01]\d)\.(20\d\d)(?![\d.]*\d)/g;
/** Only the month counts in "end of July 2023". */
const VAGUE = /^\s*(?:the )?(?:end|start|beginning|middle) of (?:the )?[a-z]/i;
const FIRST_DAY = /\bfirst (?:day )?of (?:the month of )?$/i;
/** Version numbers, which a date parser may take for dates and times. */
const NUMBERS =
  /(?<![\w-])v?\d+\.\d+[\w.]*|(?<=\bof )of(?= 20\d\d)|\blast(?:s|ed)?(?= (?:until|till|through)\b)|(?<=\bapi[ -]versions?\W{1,3})20\d\d-\d\d-\d\d|\b20\d\d-\d\d-\d\d(?=-preview|\s+(?:\w+\s+)?API\b)/gi;
const ISO_MONTH = /(?<![\d-])(20\d\d)-(0[1-9]|1[0-2])(?![\d-])/g;

/** "Both retire in 2027, on March 1 and May 15". */
const IN_YEAR = /\b(?:in(?: early| late| mid| the middle of)?|early|late|mid)[ -](20\d\d)(?![\d-])/g;

/**
 * Every date a text names, in reading order. Without `publishedAt` a date without a year is left out.
 * @param earlier The day that was last spoken of before the text: "one year later" counts from it.
 */
export function findDates(
  text: string,
  publishedAt: string | null,
  tense: Tense,
  earlier: CalendarDate | null = null,
): DateMention[] {
  const written = writtenDates(text, publishedAt, tense);
  return withRelative(text, withoutVague(text, withDays(text, written, publishedAt)), earlier);
}

/** "As announced in March": nothing comes then. */
const OF_WORD = /\b(?:announced|communicated)(?: (?:back|already|first))? (?:in|on) (?:the )?$/i;

/** "At the end of June (June 30)", "today, June 30": the day says it all. */
function withoutVague(text: string, dates: readonly DateMention[]): DateMention[] {
  return dates.filter(({ date, start, end }, index) => {
    if (OF_WORD.test(text.slice(Math.max(0, start - 40), start))) return false;
    const next = dates[index + 1];
    const isVague = /^today$/i.test(text.slice(start, end)) || next?.date.startsWith(`${date}-`);
    return !(next && isVague && /^[\s(,:–-]*$/.test(text.slice(end, next.start)));
  });
}

const NOT_ALONE = String.raw`(?=\s*(?:[,.;:()]|$|and\b|respectively\b|for\b|with\b|(?:is|its|it|the|when|because|so|since)\b))`;
/** "On the 30th", "on the 10th and the 30th respectively": of the month that the sentence names. */
const DAY = new RegExp(String.raw`\b(?:on |by |until |after )?the (\d{1,2})(?:st|nd|rd|th)\b${NOT_ALONE}`, 'gi');
const OF_NOTE =
  /\b(?:(?:end|close|last day) of (this|next|the(?= month\b)(?! month (?:of|after|in|before)))|(this|next)) month\b/gi;

/** Days whose month stands elsewhere, in the place of that month. */
function withDays(text: string, written: readonly DateMention[], publishedAt: string | null): DateMention[] {
  if (!/\b(?:month|year)\b|\d(?:st|nd|rd|th)\b/i.test(text)) return [...written];
  const months = monthsOfNote(text, publishedAt);
  const all = [...written, ...months].sort((a, b) => a.start - b.start);
  const days = [...text.matchAll(DAY)].filter(
    ({ index }) => !written.some(({ start, end }) => start <= index && index < end),
  );
  const dated = days.flatMap((match): DateMention[] => {
    const month =
      all.findLast(({ date, start }) => date.length === 7 && start < match.index) ??
      all.find(({ date }) => date.length === 7);
    const day = Number(match[1]);
    if (!month || day < 1 || day > 31) return [];
    return [dateAt(match, `${month.date}-${String(day).padStart(2, '0')}`)];
  });
  const named = new Set(dated.map(({ date }) => date.slice(0, 7)));
  return [...all.filter(({ date }) => !named.has(date)), ...dated].sort((a, b) => a.start - b.start);
}

/** "This month", "at the end of next month", "by the end of the year": of the note. */
function monthsOfNote(text: string, publishedAt: string | null): DateMention[] {
  if (publishedAt === null) return [];
  const year = Number(publishedAt.slice(0, 4));
  const years = [...text.matchAll(YEAR_END)].map((match) =>
    dateAt(match, `${/^next$/i.test(match[1] ?? '') ? year + 1 : year}-12`),
  );
  const months = [...text.matchAll(OF_NOTE)].map((match) => {
    const day = new Date(publishedAt);
    day.setUTCDate(1);
    if (/^next$/i.test(match[1] ?? match[2] ?? '')) day.setUTCMonth(day.getUTCMonth() + 1);
    const isLastDay = /^last day/i.test(match[0]);
    if (isLastDay) day.setUTCMonth(day.getUTCMonth() + 1, 0);
    return dateAt(match, dayOf(day).slice(0, isLastDay ? 10 : 7));
  });
  return [...months, ...years];
}

const YEAR_END =
  /\b(?:(?:end|close) of (?:the|this|(next)) (?:calendar )?year|(?:at|before|by) (?:the )?year(?:['’]s)?[ -]end)\b(?! (?:of|after|in|before))/gi;

/** "March of last year": with the year itself, as long as the words. */
function withYears(text: string, publishedAt: string | null): string {
  if (publishedAt === null || !/ year\b/i.test(text)) return text;
  return text.replace(OF_YEAR, (words: string, which: string) => {
    const year = Number(publishedAt.slice(0, 4)) + (/^last/i.test(which) ? -1 : /^next/i.test(which) ? 1 : 0);
    return ` ${year}`.padEnd(words.length, FILLED);
  });
}

/** Stands for what is left of the words: dates are read with but few spaces between. */
const FILLED = '\u{e000}';
const FILLED_BEHIND = new RegExp(`${FILLED}*`, 'y');

const OF_YEAR = new RegExp(
  String.raw`(?<=\b(?:${MONTHS})(?: \d{1,2}(?:st|nd|rd|th)?)?),?(?: of)? (last|this|next) year\b`,
  'gi',
);

function dateAt({ 0: words, index: start }: RegExpExecArray, date: CalendarDate): DateMention {
  return { date, until: null, start, end: start + words.length };
}

const LATER =
  /\b(?:the same day )?(?:exactly )?(an?|one|another|two|three|six|twelve|12|18|24)(?: more)? (years?|months?|weeks?) (?:later\b|after (?:that|this|it|the retirement)\b|afterwards\b|thereafter\b)|\b(?:for|stays?|remains?) (?:one|another|a further) ?(?:more )?(year)\b|\b(?:the|one|a) (day) (?:later\b|after\b(?=\W*$|[,.;:)]| (?:that|this|it)\b))/gi;
/** Not "Until that day, …", which promises what is told anyway. */
const UNTIL_THEN = /(?<=[a-z] (?:until|till|through|up to) )that (?:day|date)\b/g;
const COUNTS: Readonly<Record<string, number>> = { two: 2, three: 3, six: 6, twelve: 12, 12: 12, 18: 18, 24: 24 };

/** "One year later", "until that day": from the date before, where no date of its own stands beside it. */
function withRelative(text: string, dates: readonly DateMention[], earlier: CalendarDate | null): DateMention[] {
  const all = [...dates];
  for (const match of [...text.matchAll(LATER), ...text.matchAll(UNTIL_THEN)]) {
    const start = match.index;
    const end = start + match[0].length;
    const before = all.findLast((each) => each.end <= start)?.date ?? earlier;
    const isSaid = dates.some((each) => each.start >= end && each.start - end < 12);
    const date = before === null || isSaid ? null : laterThan(before, match);
    if (date === null) continue;
    all.push(dateAt(match, date));
    all.sort((a, b) => a.start - b.start);
  }
  return all;
}

/** The day that a relative one means; `null` for a day or weeks after what is but a month. */
function laterThan(before: CalendarDate, [, count = '', unit, year, day]: RegExpExecArray): CalendarDate | null {
  if (!(unit ?? year ?? day)) return before;
  const many = COUNTS[count.toLowerCase()] ?? 1;
  if (day || /^week/i.test(unit ?? '')) return before.length === 10 ? addDays(before, day ? 1 : 7 * many) : null;
  return monthsLater(before, /^month/i.test(unit ?? '') ? many : 12 * many);
}

function monthsLater(date: CalendarDate, months: number): CalendarDate {
  const [year = 0, month = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  return dayOf(first).slice(0, 7) + date.slice(7);
}

const OVER = /\b(?:last|(?:ended|expired)(?: on| in)?) $/i;

/** The days that a text writes out, without those that are relative to another. */
function writtenDates(text: string, publishedAt: string | null, tense: Tense): DateMention[] {
  const masked = withYears(text, publishedAt)
    .replace(DOTTED, '$3-$2-$1')
    .replace(NUMBERS, (number) => '_'.repeat(number.length))
    .replace(/\bof(?= 20\d\d)/g, '  ');
  const reference = publishedAt === null ? null : new Date(publishedAt);
  const months = [...masked.matchAll(ISO_MONTH)].map((match) => dateAt(match, match[0]));
  const years = new Set([...text.matchAll(IN_YEAR)].map((match) => Number(match[1])));
  const [year] = years.size === 1 ? years : [];
  // "Ends on November 30, 2027, and its images go in March": of the year behind.
  let latest = reference;
  const found = MONTH.test(masked) ? casual.parse(masked, { instant: reference ?? new Date(0), timezone: 0 }) : [];
  const dates = found
    .filter(({ text: found }) => MONTH.test(found) && !/^may$/i.test(found.trim()))
    .flatMap(({ index, text: found, start, end }, at, all) => {
      // "On March 31 and July 31, 2026": both of that year.
      const next = all[at + 1];
      const isJoined = next && /^,?\s*(?:and|or|,)\s*$/.test(masked.slice(index + found.length, next.index));
      const shared = isJoined && next.start.isCertain('year') ? next.start.get('year') : null;
      // "Last October", "ended on March 1": over, whatever else is said.
      const when = OVER.test(masked.slice(0, index)) ? 'past' : tense;
      const month = dateOf(start, when === 'past' ? reference : latest, when, year ?? shared)?.slice(
        0,
        VAGUE.test(found) ? 7 : 10,
      );
      if (latest && start.isCertain('year') && start.date() > latest) latest = start.date();
      const date = month?.length === 7 && FIRST_DAY.test(masked.slice(0, index)) ? `${month}-01` : month;
      const until = end ? dateOf(end, reference, tense, year) : null;
      const last = index + found.replace(/\W+$/, '').length;
      FILLED_BEHIND.lastIndex = last;
      const length = FILLED_BEHIND.exec(masked)?.[0].length ?? 0;
      return date ? [{ date, until, start: index + lead(found), end: last + length }] : [];
    });
  return [...dates, ...months, ...quarterEnds(text)].sort((a, b) => a.start - b.start);
}

/** The date parser counts a preposition to the date: "on 1 October". */
function lead(found: string): number {
  return /^on\s+/i.exec(found)?.[0].length ?? 0;
}

/** "By the end of Q1 2027", "at the end of the first quarter of 2027". */
const QUARTER_END =
  /\b(?:end|close|last day) of (?:the )?(?:q([1-4])|(first|second|third|fourth|last) quarter)(?: of|,)? (20\d\d)\b/gi;
const QUARTERS = ['first', 'second', 'third', 'fourth'];

function quarterEnds(text: string): DateMention[] {
  return [...text.matchAll(QUARTER_END)].map((match) => {
    const [, digit, word = '', year] = match;
    const quarter = digit ? Number(digit) : QUARTERS.indexOf(word.toLowerCase()) + 1 || 4;
    return dateAt(match, `${year}-${String(3 * quarter).padStart(2, '0')}`);
  });
}

function dateOf(
  parts: ParsedComponents,
  reference: Date | null,
  tense: Tense,
  named: number | null | undefined,
): CalendarDate | null {
  const month = parts.get('month');
  const day = parts.isCertain('day') ? parts.get('day') : null;
  const year = parts.isCertain('year')
    ? parts.get('year')
    : (named ?? (reference && month && likelyYear(month, day ?? 28, reference, tense)));
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
