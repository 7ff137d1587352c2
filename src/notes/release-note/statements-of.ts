import type { RetirementPhase } from '../../domain/lifecycle.ts';
import { costOfEnd, isWeak } from './cost-of-end.ts';
import { continuedDate, likewise, partnersOf, type Topic } from './discourse.ts';
import { type End, SURE } from './find-ends.ts';
import { isAddressed, isLabel, isPredicate } from './labels.ts';
import type { Mention } from './mention.ts';
import { is } from './scan.ts';
import type { Reading, ReadStatement } from './sentence-reading.ts';
import {
  type DatedThing,
  datedThings,
  dateOf,
  isMistyped,
  isMoved,
  isPlan,
  newDateOf,
  respective,
} from './statement-dates.ts';
import { boundOf, isForIt, ownerOf, phaseOf, subjectsOf } from './statement-subjects.ts';
import { endsOfPlans, listedEnds, planOf } from './support-plan.ts';
import { weighSubjects } from './weigh-subject.ts';

/** What has been repaired tells of no end. */
export const REPAIR = /^\W*(?:bug ?fix(?:es)?\W+)?(?:fix(?:e[sd])?(?!\(docs)|fixing|resolve[sd]?|correct(?:s|ed))\b/i;

/** Phases that come for each support plan of a Kubernetes minor on a day of its own. */
const PLANNED_PHASES: ReadonlySet<RetirementPhase> = new Set(['retirement', 'date-changed']);

export type Found = Omit<ReadStatement, 'quote'>;

export function statementsOf(reading: Reading, topic: Topic | null, publishedAt: string | null): Found[] {
  const found: Found[] = [];
  let current = labelOf(reading) ?? topic;
  if (REPAIR.test(reading.text) || /\?\W*$/.test(reading.text)) return found;
  for (const read of reading.cues) {
    const cue: End = isMoved(reading, read) ? { ...read, phase: 'date-changed' } : read;
    if (costOfEnd(reading.tokens, cue) > SURE) continue;
    if (!isStatement(reading, cue)) continue;
    const candidate = weighSubjects(reading.tokens, cue, reading.cues);
    const mention = candidate && candidate.score >= reading.sure ? candidate.mention : null;
    // What is doubtfully said of a thing is not said of what stood before instead.
    if (
      candidate &&
      !mention &&
      candidate.mention.kind === 'windows' &&
      !ownerOf(reading, cue) &&
      !isForIt(reading, cue)
    )
      continue;
    const dated = datedThings(reading, cue, mention);
    const subjects = withPartners(reading, cue, mention, subjectsOf(reading, cue, mention, current), dated);
    if (subjects.length === 0) continue;
    const said = dateOf(reading, cue);
    const fromKubernetes = boundOf(reading, cue, subjects) ?? (said === null ? boundAbove(reading, cue, topic) : null);
    const own = fromKubernetes !== null && isOfEarlier(reading, cue, said) ? null : said;
    const date = own ?? (fromKubernetes === null ? continuedDate(reading, subjects, current) : null);
    current = { subjects, date, stated: true, cueEnd: cue.end };
    for (const [index, subject] of subjects.entries()) {
      if (cue.phase === 'image-removal' && subject.startsWith('Kubernetes/')) continue;
      const own = dated.find(({ thing }) => thing.subjects.includes(subject));
      const day = own?.date ?? respective(reading, subjects.length, index) ?? date;
      const doubt = isMistyped(day, reading.tense, publishedAt) ? 'past-date' : null;
      const weak = day === null && !isPredicate(reading.text, cue);
      const plan = PLANNED_PHASES.has(cue.phase) ? planOf(reading.text, subject, cue) : null;
      const phase = phaseOf(reading, cue, subject, fromKubernetes);
      const statement: Found = { ...(plan && { plan }), subject, phase, date: day, fromKubernetes, doubt, weak };
      if (phase === 'date-changed' && movesEnd(reading)) found.push({ ...statement, phase: 'retirement' });
      if (phase === 'lts-only' && day !== null && isUnsupported(reading, cue))
        found.push({ ...statement, phase: 'retirement', plan: 'community' });
      found.push(statement);
    }
  }
  const phase = found.at(-1)?.phase ?? topic?.phase ?? reading.cues.at(-1)?.phase ?? phaseOfDay(reading);
  const alike = phase && phase !== 'date-changed' ? likewise(reading, topic) : null;
  const add = (end: Pick<Found, 'subject' | 'phase' | 'date' | 'plan'> & Partial<Found>): void => {
    found.push({ fromKubernetes: null, doubt: null, weak: false, ...end });
  };
  for (const subject of alike?.subjects ?? [])
    if (phase && alike && !found.some((each) => each.subject === subject))
      add({ subject, phase, date: alike.date, fromKubernetes: alike.from });
  const retired = found.filter(({ phase, subject }) => phase === 'retirement' && subject.startsWith('Kubernetes/'));
  const ends = endsOfPlans(
    reading,
    retired.map(({ subject }) => subject),
    new Set(found.map(({ date }) => date)),
    current,
  );
  for (const end of found.length === 0 ? [...ends, ...listedEnds(reading)] : ends) add({ ...end, phase: 'retirement' });
  return found;
}

/** "Kubernetes 1.32: until March 31": no word but that says that something ends then. */
function phaseOfDay({ tokens }: Reading): RetirementPhase | undefined {
  return tokens.some((token, at) => token.date && is(tokens[at - 1], 'until')) ? 'retirement' : undefined;
}

/** "Breaking changes in 1.36": what is not supported then has that bound. */
function boundAbove({ tokens, mentions }: Reading, cue: End, topic: Topic | null): string | null {
  const [minor, ...others] = topic && !topic.stated ? topic.subjects : [];
  const isBare = mentions.length === 1 && mentions[0]?.kind === 'windows';
  return minor?.startsWith('Kubernetes/') && others.length === 0 && isBare && isWeak(tokens, cue)
    ? minor.slice('Kubernetes/'.length)
    : null;
}

/** "Not supported after D unless you have LTS": the end of the other support, too. */
function isUnsupported({ tokens }: Reading, { from, to }: End): boolean {
  const own = tokens.slice(from, to);
  return own.some((token) => is(token, 'not')) && own.some(({ text }) => /^support/.test(text));
}

/** "The end of life of X has moved to D": of X, and not of its images or of an extension that is told by itself. */
function movesEnd({ tokens }: Reading): boolean {
  return (
    tokens.some((token) =>
      is(token, 'eol', 'endof', 'retirement', 'end', 'leave', 'retire', 'support', 'lts', 'cease'),
    ) && !tokens.some((token) => is(token, 'image', 'removal', 'remove'))
  );
}

/** "X retires on D and is not supported on 1.37": the day is that of the first. */
function isOfEarlier(reading: Reading, cue: End, date: string | null): boolean {
  if (date === null || reading.dates.some((each) => each.date === date && each.start > cue.start)) return false;
  return reading.cues.some((each) => each.start < cue.start && dateOf(reading, each) === date);
}

/** A sentence's subjects with those that share its words: partners in a joint subject, things with dates of their own. */
function withPartners(
  reading: Reading,
  cue: End,
  mention: Mention | null,
  subjects: readonly string[],
  dated: readonly DatedThing[],
): readonly string[] {
  const partners = mention ? partnersOf(reading, cue, mention) : [];
  return [
    ...new Set([...subjects, ...[...partners, ...dated.map(({ thing }) => thing)].flatMap((each) => each.subjects)]),
  ];
}

/** "Windows Server 2019: no new images …": what a sentence names first, before a colon, is its topic. */
function labelOf({ tokens, mentions }: Reading): Topic | null {
  const [first] = mentions;
  return first && (isLabel(tokens, first) || isAddressed(tokens, first))
    ? { subjects: first.subjects, date: null, stated: true }
    : null;
}

/** "The retirement timeline …", "the deprecation policy": about the paper, not the end. */
const ON_PAPER =
  /^ (?:timelines?|plans?|polic(?:y|ies)|guid\w+|docs?|documentation|pages?|calendars?|schedules?|notices?)\b/i;

/** "End of support: not announced". */
const UNKNOWN =
  /^\W*(?:date\W+)?(?:is |are )?(?:not (?:yet )?(?:announced|planned|known|set|decided|scheduled)|tb[da]|to be (?:announced|determined|decided)|none|n\/a|open|unknown)\b/i;

/** "Was to be removed on July 31, but …". */
const FORMER_PLAN = /\b(?:was|were) (?:(?:due|planned|scheduled|supposed|meant|originally|first) )*to\b[^,;]*$/i;

function isFormerPlan({ text, dates }: Reading, cue: End, move: End): boolean {
  return dates.some(({ start, end }) => start >= cue.end && end <= move.start && isPlan(text.slice(cue.end, start)));
}

function isFormer({ tokens }: Reading, { from }: End): boolean {
  return is(tokens[from], 'former');
}

/** A moved date needs the date; what a sentence said would end before the move is the old state. */
function isStatement(reading: Reading, cue: End): boolean {
  if (cue.phase === 'date-changed') {
    const isRivalled =
      isFormer(reading, cue) && reading.cues.some(({ side, phase }) => side !== 'noun' && phase !== 'date-changed');
    return !isRivalled && newDateOf(reading, cue) !== null;
  }
  if (cue.side === 'noun' && UNKNOWN.test(reading.text.slice(cue.end))) return false;
  if (cue.side === 'noun' && reading.dates.length === 0 && ON_PAPER.test(reading.text.slice(cue.end))) return false;
  const isRevised = reading.cues.some(
    (each) => each.phase === 'date-changed' || (each.start > cue.start && each.phase === cue.phase),
  );
  if (isRevised && FORMER_PLAN.test(reading.text.slice(0, cue.end))) return false;
  const move = reading.cues.find(
    (each) => each.phase === 'date-changed' && !(isFormer(reading, each) && cue.side !== 'noun'),
  );
  if (!move) return true;
  if (cue.side !== 'noun' && cue.phase !== 'retirement') return !isFormerPlan(reading, cue, move);
  if (newDateOf(reading, move) === null) {
    return cue.side !== 'noun' || (dateOf(reading, cue) !== null && !isFormerPlan(reading, cue, move));
  }
  return cue.side !== 'noun' && cue.start > move.start;
}
