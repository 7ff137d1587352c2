import type { DateMention } from '../text/note-dates.ts';
import type { End } from './find-ends.ts';
import { type Mention, minorOf } from './mention.ts';
import type { Reading } from './sentence-reading.ts';

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
