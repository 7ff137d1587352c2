import type { RetirementPhase } from '../../domain/lifecycle.ts';
import type { Passage } from '../text/passage.ts';
import type { Clause } from './clauses.ts';
import { type Mention, minorsBelow } from './mention.ts';
import { has, is, says } from './scan.ts';
import { mayConcern, type NoteContext, type Reading, readAsOne } from './sentence-reading.ts';

/** What was spoken of last: a sentence that names no thing, or no day, goes on with these. */
export interface Topic {
  readonly subjects: readonly string[];
  readonly date: string | null;
  /** What was last said of it, or of another platform; none where it was only named. */
  readonly phase: RetirementPhase | null;
  /** Minors that were named beside them: "the minor" speaks of these. */
  readonly minors?: readonly string[];
  /** True where their images were spoken of: "they" are these. */
  readonly isOfImages?: boolean;
  /** True where an end of them was told. */
  readonly isOfEnds?: boolean;
}

/** The topic that a sentence sets for the next, though it states nothing. */
export function topicOf({ text, mentions, dates, clauses, claims, tokens, known, sure }: Reading): Topic | null {
  const named = mentions.filter(
    (each) =>
      each.bound !== 'from' &&
      !clauses.some((clause) => isTarget(clause, each)) &&
      !ARROW.test(text.slice(Math.max(0, each.start - 8), each.start)),
  );
  // "X retires on D. Y isn't affected. What changes:"
  const ending = new Set(claims.flatMap(({ cost, things: of }) => (1 - cost >= sure ? of : [])));
  const isOfEnds = named.some((each) => ending.has(each));
  const things = isOfEnds ? named.filter((each) => ending.has(each) || each.kind === 'kubernetes') : named;
  const phase = has({ tokens }, 'other', 'rival', 'elsewhere') ? (claims.at(-1)?.phase ?? null) : null;
  if (things.length === 0 && has({ tokens }, 'other', 'rival', 'elsewhere')) return { subjects: [], date: null, phase };
  if (things.length === 0) return null;
  if (things.length > 1 && clauses.some(({ verb }) => verb?.isTask)) return null;
  const own = things.length === 1 ? things : things.filter(({ kind }) => kind !== 'kubernetes');
  const subjects = own.flatMap((each) => (each.bound === 'below' ? minorsBelow(each, known) : each.subjects));
  const minors = things.flatMap(({ kind, subjects: each }) => (kind === 'kubernetes' ? each : []));
  const date = dates.at(-1)?.date ?? null;
  return subjects.length === 0
    ? null
    : { subjects: [...new Set(subjects)], date, phase, minors, isOfImages: has({ tokens }, 'image'), isOfEnds };
}

/** "Windows Server 2022 → Windows Server 2025": the second is where to go. */
const ARROW = /(?:→|[-=]>)\W*$/;

/** A heading is read once, and not for each line that stands under it. */
const OF_LEADS = new WeakMap<Passage, Topic | null>();

/** The topic that a list item or heading sets for what stands under it. */
export function topicAbove(passage: Passage, note: NoteContext): Topic | null {
  for (const above of passage.above) {
    if (!mayConcern({ text: above.text, above: [] })) continue;
    if (!OF_LEADS.has(above)) OF_LEADS.set(above, topicOf(readAsOne(above, note)));
    const topic = OF_LEADS.get(above);
    if (topic) return topic;
  }
  return null;
}

/** "Upgrade to X": what is meant to stay. */
export function isTarget(clause: Clause, mention: Mention): boolean {
  const { tokens, verb } = clause;
  let at = tokens.findIndex((token) => token.mention === mention) - 1;
  while (is(tokens[at], 'own', 'agent', 'version')) at -= 1;
  const isMove =
    verb?.isTask || has(clause, 'upgrade', 'task', 'change', 'move') || says(tokens, /^(?:transition|migrat|go$)/);
  return tokens[at]?.text === 'to' && isMove;
}
