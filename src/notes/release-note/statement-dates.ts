import { dayOf } from '../../domain/calendar-date.ts';
import type { DateMention, Tense } from '../text/note-dates.ts';
import type { End } from './find-ends.ts';
import { kindsOf } from './lexicon.ts';
import type { Mention } from './mention.ts';
import { is, type Token } from './scan.ts';
import type { Reading } from './sentence-reading.ts';

/** "…; from April 1 …": the date opens another clause. */
const NEW_CLAUSE =
  /[;,.]\s*(?:and |then |while )?(?:(?:from|on|after|starting|beginning|by|as of|in|with)\s+)+(?:the )?$/i;

/** "…; the OS itself is … until April 1": another sentence. */
const OWN_SENTENCE =
  /;[^;]*\b(?:is|are|was|were|has|have|will|until)\b|,\s*(?!and\b|which\b|that\b|but\b|then\b|it\b)(?:[\w-]+\s+){1,4}(?:will|is|are|was|were|has|have|must|should|can)\b/i;

/** "…, and from April 1 …": the date is that of the words of ending behind it. */
const JOINED_CLAUSE = /(?:;|,? (?:and|then|while))\s+(?:(?:from|on|after|starting|beginning|as of)\s+)+(?:the )?$/i;

/** "deprecated and removed on …": two words of ending share what follows. */
const COORDINATED =
  /^(?:[\s,]|\b(?:and|or|then|from(?: aks)?|will|be|is|are|also|so|as|to|its|the|goes?|has|been)\b)*$/i;

/** "… and images will be removed on …": the next words of ending have a noun of their own, and keep their date. */
const OWN_NOUN = /^(?:node |existing |new )?(?:images?|vhds?|ones|scal|reimag|node ?pools?)/i;

/** The date that belongs to a cue: behind it unless another cue comes first, else before it. */
export function dateOf(reading: Reading, cue: End): string | null {
  if (cue.phase === 'date-changed') return newDateOf(reading, cue);
  const { text, cues, dates } = reading;
  const untilOf = dates.find(({ start }) => /\b(?:until|till|through)\W+(?:the )?$/i.test(text.slice(0, start)));
  if (cue.phase === 'lts-only' && untilOf) return null;
  const inside = dates.find(({ start, end }) => cue.start <= start && end <= cue.end);
  if (inside) return inside.date;
  // "2026-11-30: X; Y": a day that opens the line is that of all it says.
  const [opening, ...others] = dates;
  if (opening && others.length === 0 && /^[\W]*(?:on |as of |from |since )?$/i.test(text.slice(0, opening.start))) {
    if (/^\W*[:\u2013-]|^\s{2,}/.test(text.slice(opening.end))) return opening.date;
  }
  const follower = cues.find(({ start }) => start >= cue.end);
  const next = follower?.start ?? Number.POSITIVE_INFINITY;
  const behind = dates.find(({ start }) => start >= cue.end && !isOfNextClause(reading, cue.end, start));
  const ahead = dates.findLast(
    (each) => each.end <= cue.start && !isOfNextClause(reading, each.end, cue.start) && !isOfOther(reading, each, cue),
  );
  // "March 1 is when X ends, April 1 …"
  if (ahead && /^ is (?:when|the (?:day|date))\b/.test(text.slice(ahead.end, cue.start))) return ahead.date;
  const lead = behind ? text.slice(cue.end, behind.start) : '';
  if (ahead && ((NEW_CLAUSE.test(lead) && !/\b(?:later|after)\b/.test(lead)) || lead.includes(';'))) return ahead.date;
  if (OWN_SENTENCE.test(lead)) return null;
  if (behind && follower && follower.start >= behind.end && JOINED_CLAUSE.test(lead)) return null;
  if (behind && behind.start < next) return behind.date;
  if (ahead) return ahead.date;
  const gap = text.slice(cue.end, next);
  // "You cannot scale X once its images are removed on D."
  if (behind && /\b(?:once|when|after|as soon as) (?:[\w-]+ ){0,3}$/i.test(gap)) return behind.date;
  if (follower && OWN_NOUN.test(text.slice(follower.start, follower.end))) return null;
  return behind && (COORDINATED.test(gap) || !CLAUSE_BREAK.test(gap)) ? behind.date : null;
}

/** "A ends on D, and B is removed": the day of another thing's end, which it stands behind. */
function isOfOther({ text, cues, mentions }: Reading, day: DateMention, cue: End): boolean {
  return (
    /^ and\b/.test(text.slice(day.end)) &&
    cues.some(({ end }) => end < day.start) &&
    mentions.some(({ start }) => start > day.end && start < cue.start)
  );
}

/** "X is removed; Y follows on July 31", "until July 31 …; Y is removed": the day of another thing, in a clause of its own. */
function isOfNextClause({ text, mentions }: Reading, from: number, to: number): boolean {
  const at = text.slice(from, to).lastIndexOf(';');
  return at >= 0 && mentions.some(({ start }) => start > from + at && start < to);
}

/** "…, not on July 31": the date that no longer holds. */
const FORMER_DATE =
  /\b(?:instead of|rather than|in place of|previously|formerly|originally|earlier|not|was|were)\W+(?:(?:the|on|by|until|date|planned|announced|scheduled|for)\W+)*$/i;

const TO = /\b(?:to|until|till|through|is|now)\s*(?:the |be )*$/i;
const CHANGED_FROM = /[(,;] ?(?:\w+ from|was|were)$/i;

/** "…, planned for D1, is now on D2": a plan in passing, and what became of it. */
const PLAN_ASIDE =
  /,\s*(?:which |that )?(?:(?:had|was|were|has|have) )?(?:been )?(?:(?:originally|first|formerly|previously|initially|once) )*(?:planned|fixed|scheduled|set|due|expected|foreseen|announced (?=for|to))\b[^,;]*$/i;

/** True where the words before a day say that it is the one of a plan. */
export function isPlan(lead: string): boolean {
  return PLAN_ASIDE.test(lead);
}

/** True for an end whose sentence gives the day of a plan in passing, and then another. */
export function isMoved({ text, cues, dates }: Reading, cue: End): boolean {
  if (cue.side !== 'noun' || cues.some(({ phase }) => phase === 'date-changed')) return false;
  const [plan, next, ...others] = dates.filter(({ start }) => start >= cue.end);
  if (!plan || !next || others.length > 0) return false;
  return isPlan(text.slice(cue.end, plan.start)) && /^\s*[,)]/.test(text.slice(plan.end));
}

/** The date something is moved to: the end of a span, or the last one behind the cue. */
export function newDateOf({ text, dates }: Reading, cue: End): string | null {
  const ahead = dates.findLast(({ end }) => end <= cue.start);
  if (ahead && /^(?:instead|rather)\b/i.test(text.slice(cue.start))) return ahead.date;
  // "D (changed from D1)": the new date stands before the words.
  if (
    ahead &&
    CHANGED_FROM.test(text.slice(0, cue.end)) &&
    !dates.some(({ start }) => start > cue.end && TO.test(text.slice(0, start)))
  )
    return ahead.date;
  const behind = dates.filter(({ start }) => start >= cue.end && !FORMER_DATE.test(text.slice(0, start)));
  const target = behind.find(({ start }) => TO.test(text.slice(0, start)));
  const chosen = behind.find(({ until }) => until) ?? target ?? behind.at(-1);
  // The ends of a span come in the order of the calendar.
  const isEarlier = /\b(?:forward|up)\b/i.test(text.slice(cue.start, cue.end));
  return chosen ? ((isEarlier ? null : chosen.until) ?? chosen.date) : null;
}

/** "A and B end on X and Y respectively": each subject its own date. */
export function respective({ text, dates }: Reading, count: number, index: number): string | null {
  if (!/\brespectively\b|\bformer\b.*\blatter\b/i.test(text) || dates.length !== count) return null;
  return dates[index]?.date ?? null;
}

/** Notes come out some weeks after they were written; only an older date is plainly wrong. */
const SLACK_MS = 31 * 86_400_000;

/** True when a sentence about the future gives a date in the past. */
export function isMistyped(date: string | null, tense: Tense, publishedAt: string | null): boolean {
  if (date === null || publishedAt === null || tense !== 'future') return false;
  return date < dayOf(new Date(Date.parse(publishedAt) - SLACK_MS)).slice(0, date.length);
}

/** Where one clause of a sentence ends and the next begins. */
const CLAUSE_BREAK = /[,;:]|\b(?:and|but|while)\b/i;

/** A thing and the date that a list gives to it alone. */
export interface DatedThing {
  readonly thing: Mention;
  readonly date: string;
}

/** What may stand between the things and days of a list. */
const JOINS =
  kindsOf(`own new prep sub until and comma semi colon dash open close support lts version pool image agent user endof pron come
  will place`);

/** More of them are no list that a person wrote. */
const MAX_PIECES = 24;

/** The list of things with a date each that a cue speaks of; empty where there is none. */
export function datedThings(
  { tokens, cues, dates }: Reading,
  cue: End,
  subject: Mention | null,
): readonly DatedThing[] {
  if (dates.length < 2 || cue.phase === 'date-changed') return [];
  const next = cues.find(({ start }) => start >= cue.end)?.from ?? tokens.length;
  for (const chain of chainsOf(tokens)) {
    const [first = 0, second = 0] = chain;
    const last = chain.at(-1) ?? 0;
    const isBehind =
      first >= cue.to &&
      last < next &&
      tokens.slice(cue.to, first).every((token) => is(token, ...JOINS, 'other', 'number'));
    const isOwn = chain.some((at) => subject !== null && tokens[at]?.mention === subject);
    // "X ends on D1, Y on D2": the first day is that of the subject.
    const isRest = !isOwn && subject !== null && isBehind && chain.length % 2 === 1 && is(tokens[first], 'date');
    const isJoined = tokens.slice(first, second).some((token) => is(token, 'comma', 'semi', 'and'));
    if (isRest ? !isJoined || !closes(tokens[last + 1]) : !isOwn && !(isBehind && subject === null)) continue;
    const own = isRest || (is(tokens[first], 'date') && chain.length % 2 === 1) ? chain.slice(1) : chain;
    const pairs = own.flatMap((at, index): DatedThing[] => {
      const [one, other] = index % 2 === 0 ? [tokens[at], tokens[own[index + 1] ?? -1]] : [];
      const [thing, date] = [one?.mention ?? other?.mention, one?.date ?? other?.date];
      return thing && date ? [{ thing, date: date.date }] : [];
    });
    if (pairs.length > 1 || (isRest && pairs.length > 0)) return pairs;
  }
  return [];
}

/** Indexes of things and days in turn, with nothing but joining words in between, or what is no thing of ours and its day. */
function chainsOf(tokens: readonly Token[]): readonly (readonly number[])[] {
  const chains: number[][] = [[]];
  let isForeign = false;
  for (const [at, token] of tokens.entries()) {
    const chain = chains.at(-1) ?? [];
    if (token.date && isForeign) {
      isForeign = false;
      continue;
    }
    const isListed = chain.length % 2 === 0 && chain.length > 0 && is(tokens[chain.at(-1) ?? 0], 'date');
    if (isListed && is(token, 'other', 'name', 'number')) isForeign = true;
    if (isForeign && !token.mention) continue;
    isForeign = false;
    const isPiece = token.date !== null || token.mention?.bound === null;
    const isInTurn = chain.length === 0 || is(tokens[chain.at(-1) ?? 0], 'date') !== (token.date !== null);
    if (isPiece && isInTurn) chain.push(at);
    else if (isPiece) chains.push([at]);
    else if (!is(token, ...JOINS)) chains.push([]);
  }
  return chains.filter(({ length }) => length > 2 && length <= MAX_PIECES);
}

/** Behind the last date of a list nothing more is said of its thing. */
function closes(token: Token | undefined): boolean {
  return token === undefined || is(token, 'semi', 'comma', 'open', 'close');
}
