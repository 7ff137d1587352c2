import { isEndElsewhere } from './elsewhere.ts';
import type { EndingCue } from './ending-cues.ts';
import { findSubject, isAddressed, isLabel, isPredicate, isSubordinate } from './find-subject.ts';
import { findFollower } from './follower.ts';
import type { Mention } from './mention.ts';
import { isNoEnding } from './no-ending.ts';
import { type DatedThing, datedThings } from './paired-dates.ts';
import { type Passage, sourceOf } from './passage.ts';
import { readListedThing } from './read-listed-thing.ts';
import type { ReadStatement } from './read-statement.ts';
import { readTableRow } from './read-table-row.ts';
import { splitSentences } from './sentence.ts';
import {
  MAX_SENTENCE,
  mayConcern,
  maySpeakOfEnding,
  type Reading,
  readSentence,
  settingOf,
} from './sentence-reading.ts';
import { partnersOf } from './shared-subjects.ts';
import { dateOf, isMistyped, newDateOf, respective } from './statement-dates.ts';
import { boundOf, phaseOf, subjectsOf } from './statement-subjects.ts';
import { continuedDate, deadlineOf, type Topic, topicAbove, topicOf } from './topic.ts';

/** More cells than a table for people has. */
const MAX_CELLS = 20;

/** Every statement of a passage that ends, limits or moves the support of something. */
export function readRetirements(passage: Passage, body: string, publishedAt: string | null): ReadStatement[] {
  const statements: ReadStatement[] = [];
  const { head, above } = passage;
  if (!mayConcern({ text: passage.text, above: head ? [head, ...above] : above })) return statements;
  const cells = [...readTableRow(passage, body, publishedAt), ...readTellingCells(passage, body, publishedAt)];
  if (cells.length > 0) return cells;
  const listed = readListedThing(passage, body, publishedAt);
  if (listed.length > 0) return listed;
  if (!maySpeakOfEnding(passage.text)) return statements;
  const setting = settingOf(passage, publishedAt);
  let topic: Topic | null = topicAbove(passage, publishedAt);
  for (const sentence of splitSentences(passage)) {
    if (sentence.text.length > MAX_SENTENCE) continue;
    if (topic === null && !mayConcern({ text: sentence.text, above: [] })) continue;
    const reading = readSentence(sentence.text, setting);
    const found = statementsOf(reading, topic, publishedAt);
    if (found.length > 0) {
      const quote = sourceOf(passage, body, sentence.start, sentence.end);
      statements.push(...found.map((statement) => ({ ...statement, quote })));
      topic = {
        subjects: [...new Set(found.map(({ subject }) => subject))],
        date: found.findLast(({ date }) => date)?.date ?? null,
        stated: true,
        ...phaseOfLast(found),
      };
    } else {
      topic = topicOf(reading) ?? topic ?? deadlineOf(reading);
    }
  }
  return statements.filter((each, index) => !statements.slice(index + 1).some((later) => tellsDateOf(later, each)));
}

/** "Windows2022 | Retires in March 2027.": what a cell says to end is what another cell of the row names. */
function readTellingCells(passage: Passage, body: string, publishedAt: string | null): ReadStatement[] {
  const { cells, text } = passage;
  if (cells.length < 2 || cells.length > MAX_CELLS) return [];
  const setting = settingOf(passage, publishedAt);
  const readings = cells.map((cell) => readSentence(text.slice(cell.start, cell.end).trim(), setting));
  const named = readings.filter(
    ({ cues, mentions }) => cues.length === 0 && mentions.some(({ kind }) => kind === 'windows'),
  );
  const [subjects, ...others] = named.map(({ mentions }) => mentions.flatMap((mention) => mention.subjects));
  if (!subjects || others.length > 0 || new Set(subjects).size > 1) return [];
  const topic: Topic = { subjects, date: null, stated: true, isHeadline: true };
  const quote = sourceOf(passage, body, 0, text.length);
  return readings
    .filter(({ mentions }) => !mentions.some(({ kind }) => kind === 'windows'))
    .flatMap((reading) => statementsOf(reading, topic, publishedAt))
    .map((statement) => ({ ...statement, quote }));
}

/** "X is out of support. Since July 31, X is no longer …": the second only says when. */
function tellsDateOf(later: ReadStatement, { subject, phase, date, fromKubernetes }: ReadStatement): boolean {
  const isSame = later.subject === subject && later.phase === phase && later.fromKubernetes === fromKubernetes;
  return isSame && date === null && later.date !== null;
}

function phaseOfLast(found: readonly Found[]): Pick<Topic, 'phase'> {
  const phase = found.at(-1)?.phase;
  return phase ? { phase } : {};
}

/** What has been repaired tells of no end. */
const REPAIR = /^\W*(?:bug ?fix(?:es)?\W+)?(?:fix(?:e[sd])?|fixing|resolve[sd]?|correct(?:s|ed))\b/i;

type Found = Omit<ReadStatement, 'quote'>;

function statementsOf(reading: Reading, topic: Topic | null, publishedAt: string | null): Found[] {
  const found: Found[] = [];
  let current = labelOf(reading) ?? topic;
  if (REPAIR.test(reading.text) || /\?\W*$/.test(reading.text)) return found;
  for (const cue of reading.cues) {
    if (isNoEnding(reading, cue) || isEndElsewhere(reading.text, cue) || !isStatement(reading, cue)) continue;
    const mention = findSubject(reading.text, cue, reading.mentions, reading.cues);
    const dated = datedThings(reading, cue, mention);
    const subjects = withPartners(reading, cue, mention, subjectsOf(reading, cue, mention, current), dated);
    if (subjects.length === 0) continue;
    const fromKubernetes = boundOf(reading, cue, subjects);
    const date = dateOf(reading, cue) ?? (fromKubernetes === null ? continuedDate(reading, subjects, current) : null);
    const granted = mention !== null && isGranted(reading, cue, mention);
    current = { subjects, date, stated: true, cueEnd: cue.end };
    if (granted) continue;
    for (const [index, subject] of subjects.entries()) {
      const own = dated.find(({ thing }) => thing.subjects.includes(subject));
      const day = own?.date ?? respective(reading, subjects.length, index) ?? date;
      const doubt = isMistyped(day, reading.tense, publishedAt) ? 'past-date' : null;
      const weak = day === null && !isPredicate(reading.text, cue);
      found.push({
        subject,
        phase: phaseOf(reading, cue, subject, fromKubernetes),
        date: day,
        fromKubernetes,
        doubt,
        weak,
      });
    }
  }
  const follower = findFollower(reading, found.at(-1)?.phase ?? topic?.phase);
  for (const subject of follower?.subjects ?? []) {
    if (!follower || found.some((each) => each.subject === subject && each.date === follower.date)) continue;
    found.push({ subject, phase: follower.phase, date: follower.date, fromKubernetes: null, doubt: null, weak: false });
  }
  return found;
}

/** A sentence's subjects with those that share its words: partners in a joint subject, things with dates of their own. */
function withPartners(
  reading: Reading,
  cue: EndingCue,
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
function labelOf({ text, mentions }: Reading): Topic | null {
  const [first] = mentions;
  return first && (isLabel(text, first) || isAddressed(text, first))
    ? { subjects: first.subjects, date: null, stated: true }
    : null;
}

/** True for the verb of a clause like "before X is retired", unless the clause gives the date itself. */
function isGranted({ text, cues, dates }: Reading, cue: EndingCue, mention: Mention): boolean {
  if (!isSubordinate(text, mention) || cues.some(({ start, end }) => start >= mention.end && end <= cue.start))
    return false;
  // "before July 31, when X ends": the clause tells what the date is.
  if (dates.some(({ end }) => end <= mention.start && /^,? (?:when|as|since|because)\b/i.test(text.slice(end))))
    return false;
  const behind = dates.find(({ start }) => start >= cue.end);
  return behind === undefined || /[,;.]/.test(text.slice(cue.end, behind.start));
}

/** "The retirement timeline …", "the deprecation policy": about the paper, not the end. */
const ON_PAPER =
  /^ (?:timelines?|plans?|polic(?:y|ies)|guid\w+|docs?|documentation|pages?|calendars?|schedules?|notices?)\b/i;

/** "…, planned for April 1, has been moved to": the date between is the one that no longer holds. */
const PLANNED =
  /\b(?:planned|announced|scheduled|expected|communicated|originally|first|previously|formerly|once)\W+(?:\w+\W+){0,2}$/i;

function isFormerPlan({ text, dates }: Reading, cue: EndingCue, move: EndingCue): boolean {
  return dates.some(
    ({ start, end }) => start >= cue.end && end <= move.start && PLANNED.test(text.slice(cue.end, start)),
  );
}

/** A moved date needs the date; what a sentence said would end before the move is the old state. */
function isStatement(reading: Reading, cue: EndingCue): boolean {
  if (cue.phase === 'date-changed') return newDateOf(reading, cue) !== null;
  if (cue.side === 'noun' && reading.dates.length === 0 && ON_PAPER.test(reading.text.slice(cue.end))) return false;
  const move = reading.cues.find(({ phase }) => phase === 'date-changed');
  if (!move) return true;
  if (cue.phase !== 'retirement') return !isFormerPlan(reading, cue, move);
  if (newDateOf(reading, move) === null) {
    return cue.side !== 'noun' || (dateOf(reading, cue) !== null && !isFormerPlan(reading, cue, move));
  }
  return cue.side !== 'noun' && cue.start > move.start;
}
