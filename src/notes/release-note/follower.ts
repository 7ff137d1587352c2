import type { RetirementPhase } from '../../domain/lifecycle.ts';
import type { Mention } from './mention.ts';
import type { Reading } from './sentence-reading.ts';
import { isThing } from './weigh-subject.ts';

/** "X follows on March 15": what was said last holds of X too, on another day. */
const FOLLOWS = /\bfollows?(?= (?:\w+ )?(?:on|in|by) )/i;
/** "The same applies to X". */
const THE_SAME = /\bthe same (?:will |also )*(?:happens?|appl(?:y|ies)|goes|holds|is true) (?:to|for|with)\b/i;
const OF_THE_THING = /^(?:\s|\b(?:ones|images?|vhds?|node|pools?|nodes|support|lts|retirement|removal|will|then)\b)*$/i;
const TO_THE_THING = /^(?:\s|\b(?:the|aks|kubernetes|azure|images?|vhds?|node|pools?|of|for)\b)*$/i;

/** "…, as are X and Y": holds of them as well. */
const AS_ARE = /,? (?:as|so) (?:is|are|was|were|will|do|does|did)(?: (?:also|the))? /i;

/** "For 1.32 under LTS: March 2027." says nothing else. */
const ONLY_FOR = /^(?:and )?for (?:the |aks |kubernetes |versions? )*v?$/i;
const TO_ITS_DATE = /^(?:[\s:,]|\b(?:under|with|on|in|lts|node ?pools?|images?|it is|this is|that is|by|from)\b)*$/i;

/** A statement that takes over the phase of the one before. */
export interface Follower {
  readonly subjects: readonly string[];
  readonly phase: RetirementPhase;
  readonly date: string | null;
}

/** What a sentence says to end likewise, with a date of its own; `null` if nothing. */
export function findFollower(reading: Reading, phase: RetirementPhase | undefined): Follower | null {
  if (phase === undefined || phase === 'date-changed') return null;
  const { text, dates, mentions } = reading;
  const alike = AS_ARE.exec(text);
  const other = alike && mentions.find(({ start }) => start >= alike.index + alike[0].length);
  if (other) return { subjects: other.subjects, phase, date: dates.at(-1)?.date ?? null };
  const cue = FOLLOWS.exec(text) ?? THE_SAME.exec(text);
  if (!cue) return onlyFor(reading, phase);
  const end = cue.index + cue[0].length;
  const thing = thingOf(reading, cue.index, end);
  const found = dates.find(({ start }) => start >= end) ?? dates.findLast((date) => date.end <= cue.index);
  return thing?.bound === null && found ? { subjects: thing.subjects, phase, date: found.date } : null;
}

function onlyFor({ text, mentions, dates }: Reading, phase: RetirementPhase): Follower | null {
  const [thing] = mentions;
  const [found] = dates;
  if (!thing || !found || thing.bound !== null || !ONLY_FOR.test(text.slice(0, thing.start))) return null;
  if (!TO_ITS_DATE.test(text.slice(thing.end, found.start)) || !/^\W*$/.test(text.slice(found.end))) return null;
  return { subjects: thing.subjects, phase, date: found.date };
}

function thingOf({ text, tokens, mentions }: Reading, start: number, end: number): Mention | undefined {
  if (FOLLOWS.test(text.slice(start)))
    return mentions.findLast(
      (each) => each.end <= start && isThing(tokens, each) && OF_THE_THING.test(text.slice(each.end, start)),
    );
  return mentions.find((each) => each.start >= end && TO_THE_THING.test(text.slice(end, each.start)));
}
