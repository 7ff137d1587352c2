import { dayOf } from '../../domain/calendar-date.ts';
import type { DateMention, Tense } from '../text/note-dates.ts';
import type { End } from './find-ends.ts';
import { type Mention, minorOf } from './mention.ts';
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
    ({ end }) => end <= cue.start && !isOfNextClause(reading, end, cue.start) && !isEnclosed(reading, end, cue),
  );
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

/** "X (out of support since D) …": the day is that of the words in the brackets. */
function isEnclosed({ text, cues }: Reading, end: number, cue: End): boolean {
  if (!/^[^(]*\)/.test(text.slice(end, cue.start))) return false;
  const open = text.lastIndexOf('(', end);
  return cues.some(({ start }) => start > open && start < end);
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
const CHANGED_FROM = /[(,;] ?\w+ from$/i;

/** "…, planned for D1, is now on D2": a plan in passing, and what became of it. */
const PLAN_ASIDE =
  /,\s*(?:which |that )?(?:(?:had|was|were|has|have) )?(?:been )?(?:(?:originally|first|formerly|previously|initially|once) )*(?:planned|fixed|scheduled|set|due|expected|foreseen|announced (?=for|to))\b[^,;]*$/i;

/** True for an end whose sentence gives the day of a plan in passing, and then another. */
export function isMoved({ text, cues, dates }: Reading, cue: End): boolean {
  if (cue.side !== 'noun' || cues.some(({ phase }) => phase === 'date-changed')) return false;
  const [plan, next, ...others] = dates.filter(({ start }) => start >= cue.end);
  if (!plan || !next || others.length > 0) return false;
  return PLAN_ASIDE.test(text.slice(cue.end, plan.start)) && /^\s*[,)]/.test(text.slice(plan.end));
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

/** Things and dates of a sentence, in turn. */
type Piece = { readonly thing: Mention } | { readonly date: DateMention };

const BESIDE = String.raw`[\s(:,–-]|\b(?:on|in|by|since|from|until|as of|after|at|the|end of|lts|community|standard|support|versions?|node ?pools?|images?|pools?|for|under|users?|windows nodes?)\b`;
/** Between a thing and its date. */
const TO_DATE = new RegExp(`^(?:${BESIDE})*$`, 'i');
/** Between a date and the next thing, or before the first. */
const TO_THING =
  /^(?:[\s),;:–-]|\b(?:and|as well as|then|also|too|for|of|the|those of|that of|both|aks|kubernetes|versions?|images?|lts)\b)*$/i;
/** Between a thing and the next date, where the date comes first. */
const TO_NEXT_DATE =
  /^(?:[\s),;]|\b(?:and|then|also|lts|community|standard|support|versions?|node ?pools?|on|in|by|from|since|at the|end of|the)\b)*$/i;

/** More of them are no list that a person wrote. */
const MAX_PIECES = 24;

/** Behind the last date of a list nothing more is said of its thing. */
const CLOSES = /^[)\s]*(?:$|[.,;(])/;

/** The list of things with a date each that a cue speaks of; empty where there is none. */
export function datedThings(reading: Reading, cue: End, subject: Mention | null): readonly DatedThing[] {
  const { text, dates, mentions, cues } = reading;
  if (dates.length < 2 || mentions.length < (subject ? 1 : 2) || cue.phase === 'date-changed') return [];
  const pieces = piecesOf(reading);
  if (pieces.length > MAX_PIECES) return [];
  const own = subject ? runOf(text, pieces, subject) : [];
  if (own.length > 0) return suited(own, cue);
  const next = cues.find(({ start }) => start >= cue.end)?.start ?? text.length;
  const behind = pieces.filter((piece) => startOf(piece) >= cue.end && startOf(piece) < next);
  return suited(subject ? continued(text, behind) : listed(text, behind, cue), cue);
}

/** "Support ends for X on D1 and for Y on D2", "… on D1 for X and on D2 for Y". */
function listed(text: string, behind: readonly Piece[], cue: End): readonly DatedThing[] {
  const [first] = behind;
  if (!first) return [];
  const gap = text.slice(cue.end, startOf(first));
  if ('thing' in first) return TO_THING.test(gap) ? runOf(text, behind, first.thing) : [];
  return TO_DATE.test(gap) ? datesFirst(text, behind) : [];
}

/** "X ends on D1, Y on D2": what stands behind the subject's own date. */
function continued(text: string, behind: readonly Piece[]): readonly DatedThing[] {
  const [own, next] = behind;
  if (!own || !next || !('date' in own) || !('thing' in next)) return [];
  if (!/^(?:,? and|,|;)\s/i.test(text.slice(own.date.end, next.thing.start))) return [];
  const pairs = pairsFrom(text, behind.slice(1), own.date.end);
  const last = behind[2 * pairs.length];
  return last && 'date' in last && CLOSES.test(text.slice(last.date.end)) ? pairs : [];
}

function piecesOf({ mentions, dates }: Reading): Piece[] {
  const things = mentions.filter(({ bound }) => bound === null).map((thing) => ({ thing }));
  return [...things, ...dates.map((date) => ({ date }))].sort((a, b) => startOf(a) - startOf(b));
}

function startOf(piece: Piece): number {
  return 'thing' in piece ? piece.thing.start : piece.date.start;
}

/** The run of at least two pairs of which a thing is part. */
function runOf(text: string, pieces: readonly Piece[], thing: Mention): readonly DatedThing[] {
  for (const index of pieces.keys()) {
    const pairs = pairsFrom(text, pieces.slice(index), null);
    if (pairs.length > 1 && pairs.some((pair) => pair.thing === thing)) return pairs;
  }
  return [];
}

/** Thing, date, thing, date …; `from` is where the words before the first thing begin. */
function pairsFrom(text: string, pieces: readonly Piece[], from: number | null): readonly DatedThing[] {
  const pairs: DatedThing[] = [];
  let end = from;
  for (let at = 0; at + 1 < pieces.length; at += 2) {
    const [first, second] = [pieces[at], pieces[at + 1]];
    if (!first || !second || !('thing' in first) || !('date' in second)) break;
    if (end !== null && !TO_THING.test(text.slice(end, first.thing.start))) break;
    if (!TO_DATE.test(text.slice(first.thing.end, second.date.start))) break;
    pairs.push({ thing: first.thing, date: second.date.date });
    end = second.date.end;
  }
  return pairs;
}

/** Date, thing, date, thing …, at least two of each. */
function datesFirst(text: string, pieces: readonly Piece[]): readonly DatedThing[] {
  const pairs: DatedThing[] = [];
  let end: number | null = null;
  for (let at = 0; at + 1 < pieces.length; at += 2) {
    const [first, second] = [pieces[at], pieces[at + 1]];
    if (!first || !second || !('date' in first) || !('thing' in second)) break;
    if (end !== null && !TO_NEXT_DATE.test(text.slice(end, first.date.start))) break;
    if (!TO_THING.test(text.slice(first.date.end, second.thing.start))) break;
    pairs.push({ thing: second.thing, date: first.date.date });
    end = second.thing.end;
  }
  return pairs.length > 1 ? pairs : [];
}

/** Kubernetes versions have no images of their own. */
function suited(pairs: readonly DatedThing[], { phase }: End): readonly DatedThing[] {
  const isOfAnOs = phase === 'no-new-images' || phase === 'image-removal' || phase === 'no-new-node-pools';
  return isOfAnOs ? pairs.filter(({ thing }) => minorOf(thing) === null) : pairs;
}
