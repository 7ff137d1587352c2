import type { RetirementPhase } from '../../domain/lifecycle.ts';
import { type Passage, sourceOf } from '../text/passage.ts';
import { splitSentences } from '../text/sentence.ts';
import type { End } from './find-ends.ts';
import { findFollower } from './follower.ts';
import { isAddressed, isLabel, isPredicate } from './labels.ts';
import type { Kind } from './lexicon.ts';
import { type Mention, minorOf } from './mention.ts';
import type { NoteContext } from './note-context.ts';
import { type DatedThing, datedThings } from './paired-dates.ts';
import { readListedThing } from './read-listed-thing.ts';
import type { ReadStatement } from './read-statement.ts';
import { readTableRow } from './read-table-row.ts';
import { isA } from './scan.ts';
import { MAX_SENTENCE, mayConcern, type Reading, readSentence, settingOf } from './sentence-reading.ts';
import { partnersOf } from './shared-subjects.ts';
import { dateOf, isMistyped, newDateOf, respective } from './statement-dates.ts';
import { boundOf, phaseOf, subjectsOf } from './statement-subjects.ts';
import { planOf } from './support-plan.ts';
import { continuedDate, deadlineOf, type Topic, topicAbove, topicOf } from './topic.ts';
import { costOfEnd, SURE, weighSubjects } from './weigh-subject.ts';

/** More cells than a table for people has. */
const MAX_CELLS = 20;
/** Characters of a line that only gives a date. */
const MAX_DATE_LINE = 80;

/** What a passage states, and the sentences that may state something more: for people to look at. */
export interface ReadPassage {
  readonly statements: readonly ReadStatement[];
  readonly doubtful: readonly string[];
}

/** Every statement of a passage that ends, limits or moves the support of something. */
export function readRetirements(passage: Passage, note: NoteContext): ReadPassage {
  const laidOut = readLaidOut(passage, note);
  return laidOut ? { statements: laidOut, doubtful: [] } : readSentences(passage, note);
}

/** What the layout of a passage says: a row of a table, an item that is but a name; `null` where it is running text. */
function readLaidOut(passage: Passage, note: NoteContext): readonly ReadStatement[] | null {
  const { head, above } = passage;
  if (!mayConcern({ text: passage.text, above: head ? [head, ...above] : above })) return [];
  const cells = [...readTableRow(passage, note), ...readTellingCells(passage, note)];
  if (cells.length > 0) return cells;
  const listed = [...readListedThing(passage, note), ...readDateLine(passage, note)];
  if (listed.length > 0) return listed;
  return note.grammar.mayTell(passage.text) && !isOfAnother(passage, note) ? null : [];
}

function readSentences(passage: Passage, note: NoteContext): ReadPassage {
  const statements: ReadStatement[] = [];
  const doubtful: string[] = [];
  const setting = settingOf(passage, note);
  let topic: Topic | null = topicAbove(passage, note);
  for (const sentence of splitSentences(passage)) {
    if (sentence.text.length > MAX_SENTENCE) continue;
    if (topic === null && !mayConcern({ text: sentence.text, above: [] })) continue;
    const reading = readSentence(sentence.text, setting);
    const found = statementsOf(reading, topic, note.publishedAt);
    const quote = sourceOf(passage, note.body, sentence.start, sentence.end);
    if (found.length > 0) {
      statements.push(...found.map((statement) => ({ ...statement, quote })));
      topic = {
        subjects: [...new Set(found.map(({ subject }) => subject))],
        date: found.findLast(({ date }) => date)?.date ?? null,
        stated: true,
        ...phaseOfLast(found),
      };
    } else {
      if (isDoubtful(reading)) doubtful.push(quote);
      const date = onlyDateOf(reading);
      if (date) for (const [index, each] of statements.entries()) statements[index] = dated(each, date);
      topic = topicOf(reading) ?? topic ?? deadlineOf(reading);
    }
  }
  const last = (each: ReadStatement, index: number): boolean =>
    !statements.slice(index + 1).some((later) => tellsDateOf(later, each));
  return { statements: statements.filter(last), doubtful };
}

/** What may stand beside the date in a line that only gives one: "The effective date is June 30, 2028." */
const BESIDE_DATE: readonly Kind[] = [
  'date',
  'own',
  'deadline',
  'be',
  'will',
  'come',
  'adv',
  'prep',
  'colon',
  'dash',
  'semi',
];

/** The date of a sentence that says nothing but when; `null` for any other. */
function onlyDateOf({ tokens, dates }: Reading): string | null {
  const [date, ...others] = dates;
  const isOnly = others.length === 0 && tokens.every((token) => BESIDE_DATE.some((kind) => isA(token, kind)));
  return date && isOnly && tokens.some((token) => isA(token, 'deadline')) ? date.date : null;
}

function dated<T extends Pick<ReadStatement, 'date' | 'fromKubernetes'>>(statement: T, date: string): T {
  return statement.date === null && statement.fromKubernetes === null ? { ...statement, date } : statement;
}

/** "Date: July 31", under a heading that says what ends then. */
function readDateLine(passage: Passage, note: NoteContext): ReadStatement[] {
  const [lead] = passage.above;
  if (!lead || passage.text.length > MAX_DATE_LINE || lead.text.length > MAX_SENTENCE) return [];
  const date = onlyDateOf(readSentence(passage.text, settingOf(passage, note)));
  if (date === null) return [];
  const quote = sourceOf(passage, note.body, 0, passage.text.length);
  const ends = statementsOf(readSentence(lead.text, settingOf(lead, note)), null, note.publishedAt);
  return ends.map((end) => ({ ...dated(end, date), quote }));
}

/** True where an end may be said of Windows, but not for sure. */
function isDoubtful({ text, tokens, cues }: Reading): boolean {
  if (REPAIR.test(text) || /\?\W*$/.test(text)) return false;
  const candidates = cues.map((cue) => weighSubjects(tokens, cue, cues));
  return candidates.some((each) => each !== null && each.score < SURE && each.mention.kind === 'windows');
}

/** A passage about another platform, which has dates of its own. */
function isOfAnother({ text }: Passage, { grammar }: NoteContext): boolean {
  if (/\baks\b(?![ -](?:hci|edge|arc|hybrid|engine)\b)/i.test(text)) return false;
  return grammar.scanner.scan(text.slice(0, MAX_SENTENCE), [], []).some((token) => isA(token, 'rival'));
}

/** "Windows2022 | Retires in March 2027.": what a cell says to end is what another cell of the row names. */
function readTellingCells(passage: Passage, note: NoteContext): ReadStatement[] {
  const { cells, text } = passage;
  if (cells.length < 2 || cells.length > MAX_CELLS) return [];
  const setting = settingOf(passage, note);
  const readings = cells.map((cell) => readSentence(text.slice(cell.start, cell.end).trim(), setting));
  const named = readings.filter(
    ({ cues, mentions }) => cues.length === 0 && mentions.some(({ kind }) => kind === 'windows'),
  );
  const from = minorOfRow(readings[0]);
  if (from) return ofMinor(from, readings, passage, note);
  const [subjects, ...others] = named.map(({ mentions }) => mentions.flatMap((mention) => mention.subjects));
  if (!subjects || others.length > 0 || new Set(subjects).size > 1) return [];
  const topic: Topic = { subjects, date: null, stated: true, isHeadline: true };
  const quote = sourceOf(passage, note.body, 0, text.length);
  return readings
    .filter(({ mentions }) => !mentions.some(({ kind }) => kind === 'windows'))
    .flatMap((reading) => statementsOf(reading, topic, note.publishedAt))
    .map((statement) => ({ ...statement, quote }));
}

/** "1.37 | Windows Server 2022 not supported": the minor from which the other cells of a row hold. */
function minorOfRow(first: Reading | undefined): string | null {
  const [mention, ...others] = first?.mentions ?? [];
  if (!first || !mention || mention.bound === 'below' || others.length > 0) return null;
  return isLabel(`${first.text}: `, mention) ? minorOf(mention) : null;
}

function ofMinor(from: string, readings: readonly Reading[], passage: Passage, note: NoteContext): ReadStatement[] {
  const quote = sourceOf(passage, note.body, 0, passage.text.length);
  return readings
    .slice(1)
    .flatMap((reading) => statementsOf(reading, null, note.publishedAt))
    .filter(({ subject, date }) => date === null && subject.startsWith('Windows'))
    .map((statement) => ({ ...statement, quote, phase: 'no-new-node-pools', fromKubernetes: from }));
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

/** Phases that come for each support plan of a Kubernetes minor on a day of its own. */
const PLANNED_PHASES: ReadonlySet<RetirementPhase> = new Set(['retirement', 'date-changed']);

type Found = Omit<ReadStatement, 'quote'>;

function statementsOf(reading: Reading, topic: Topic | null, publishedAt: string | null): Found[] {
  const found: Found[] = [];
  let current = labelOf(reading) ?? topic;
  if (REPAIR.test(reading.text) || /\?\W*$/.test(reading.text)) return found;
  for (const cue of reading.cues) {
    if (costOfEnd(reading.tokens, cue) > SURE) continue;
    if (!isStatement(reading, cue)) continue;
    const candidate = weighSubjects(reading.tokens, cue, reading.cues);
    const mention = candidate && candidate.score >= SURE ? candidate.mention : null;
    // What is doubtfully said of a thing is not said of what stood before instead.
    if (candidate && !mention && candidate.mention.kind === 'windows') continue;
    const dated = datedThings(reading, cue, mention);
    const subjects = withPartners(reading, cue, mention, subjectsOf(reading, cue, mention, current), dated);
    if (subjects.length === 0) continue;
    const fromKubernetes = boundOf(reading, cue, subjects);
    const date = dateOf(reading, cue) ?? (fromKubernetes === null ? continuedDate(reading, subjects, current) : null);
    current = { subjects, date, stated: true, cueEnd: cue.end };
    for (const [index, subject] of subjects.entries()) {
      const own = dated.find(({ thing }) => thing.subjects.includes(subject));
      const day = own?.date ?? respective(reading, subjects.length, index) ?? date;
      const doubt = isMistyped(day, reading.tense, publishedAt) ? 'past-date' : null;
      const weak = day === null && !isPredicate(reading.text, cue);
      const plan = PLANNED_PHASES.has(cue.phase) ? planOf(reading.text, subject, cue) : null;
      found.push({
        ...(plan && { plan }),
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
function labelOf({ text, mentions }: Reading): Topic | null {
  const [first] = mentions;
  return first && (isLabel(text, first) || isAddressed(text, first))
    ? { subjects: first.subjects, date: null, stated: true }
    : null;
}

/** "The retirement timeline …", "the deprecation policy": about the paper, not the end. */
const ON_PAPER =
  /^ (?:timelines?|plans?|polic(?:y|ies)|guid\w+|docs?|documentation|pages?|calendars?|schedules?|notices?)\b/i;

/** "…, planned for April 1, has been moved to": the date between is the one that no longer holds. */
const PLANNED =
  /\b(?:planned|announced|scheduled|expected|communicated|originally|first|previously|formerly|once)\W+(?:\w+\W+){0,2}$/i;

function isFormerPlan({ text, dates }: Reading, cue: End, move: End): boolean {
  return dates.some(
    ({ start, end }) => start >= cue.end && end <= move.start && PLANNED.test(text.slice(cue.end, start)),
  );
}

/** A moved date needs the date; what a sentence said would end before the move is the old state. */
function isStatement(reading: Reading, cue: End): boolean {
  if (cue.phase === 'date-changed') {
    const isRivalled =
      /^former/.test(cue.frame) && reading.cues.some(({ side, phase }) => side !== 'noun' && phase !== 'date-changed');
    return !isRivalled && newDateOf(reading, cue) !== null;
  }
  if (cue.side === 'noun' && reading.dates.length === 0 && ON_PAPER.test(reading.text.slice(cue.end))) return false;
  const move = reading.cues.find(
    ({ phase, frame }) => phase === 'date-changed' && !(/^former/.test(frame) && cue.side !== 'noun'),
  );
  if (!move) return true;
  if (cue.side !== 'noun' && cue.phase !== 'retirement') return !isFormerPlan(reading, cue, move);
  if (newDateOf(reading, move) === null) {
    return cue.side !== 'noun' || (dateOf(reading, cue) !== null && !isFormerPlan(reading, cue, move));
  }
  return cue.side !== 'noun' && cue.start > move.start;
}
