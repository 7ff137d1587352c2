import { dayOf } from '../../domain/calendar-date.ts';
import type { RetirementPhase, RetirementStatement } from '../../domain/retirement-statement.ts';
import { type EndingCue, findEndingCues } from './ending-cues.ts';
import { findFeatureMentions } from './feature-mentions.ts';
import { findSubject, isPredicate, isSubordinate, isThing } from './find-subject.ts';
import { findKubernetesMentions } from './kubernetes-mentions.ts';
import { type Mention, minorOf } from './mention.ts';
import { type DateMention, findDates, type Tense } from './note-dates.ts';
import { type Passage, sourceOf } from './passage.ts';
import { splitSentences } from './sentence.ts';
import { findWindowsMentions } from './windows-mentions.ts';

/** Longest sentence that is read; the longest real ones have about a thousand characters. */
const MAX_SENTENCE = 3000;

/** What the sentences so far were about: a sentence that names no thing or no date goes on with these. */
interface Topic {
  readonly subjects: readonly string[];
  readonly date: string | null;
  /** False while something was only mentioned, and nothing said of its end. */
  readonly stated: boolean;
}

interface Reading {
  readonly text: string;
  readonly cues: readonly EndingCue[];
  readonly mentions: readonly Mention[];
  readonly dates: readonly DateMention[];
  readonly tense: Tense;
  /** Kubernetes minors the passage names anywhere. */
  readonly known: readonly number[];
}

/** A statement as it was read; `weak` when a bare noun made it ("Windows Server 2019 retirement") and no date. */
export interface ReadStatement extends RetirementStatement {
  readonly weak: boolean;
}

/** Every statement of a passage that ends, limits or moves the support of something. */
export function readRetirements(passage: Passage, body: string, publishedAt: string | null): ReadStatement[] {
  const statements: ReadStatement[] = [];
  if (!mayConcern(passage)) return statements;
  const setting = settingOf(passage, publishedAt);
  let topic: Topic | null = topicAbove(passage, publishedAt);
  for (const sentence of splitSentences(passage)) {
    if (sentence.text.length > MAX_SENTENCE) continue;
    if (topic === null && !SUBJECT_LIKE.test(sentence.text)) continue;
    const reading = read(sentence.text, setting);
    const found = statementsOf(reading, topic, publishedAt);
    if (found.length > 0) {
      const quote = sourceOf(passage, body, sentence.start, sentence.end);
      statements.push(...found.map((statement) => ({ ...statement, quote })));
      topic = {
        subjects: [...new Set(found.map(({ subject }) => subject))],
        date: found.findLast(({ date }) => date)?.date ?? null,
        stated: true,
      };
    } else {
      topic = topicOf(reading) ?? topic;
    }
  }
  return statements;
}

/** Cheap signs of a thing that can end; without one, nothing costly is tried. */
const SUBJECT_LIKE = /windows|server|\bw(?:s|in) ?20|\b2\dH\d|annual|(?<!\d)1\.\d|docker|\bnpm\b|network policy|csi|kubenet|calico|gmsa|\bgen/i;

/** Likewise for words of ending; every cue has one of them. */
const ENDING_LIKE =
  /retir|deprecat|discontinu|decommission|sunset|obsolet|phas|remov|delet|purg|\bno\b|\bnot\b|n't|cannot|unable|never|stop|ceas|end|eol|eos|support|fail|block|disabl|reject|prevent|disallow|restrict|denied|only|lts|long.term|exten[ds]|postpon|push|delay|resched|mov|last|to (?:upgrade|migrate)/i;

function mayConcern({ text, above }: Passage): boolean {
  return SUBJECT_LIKE.test(text) || above.some((each) => SUBJECT_LIKE.test(each.text));
}

/** What a sentence's passage tells of it. */
interface Setting {
  readonly publishedAt: string | null;
  /** The passage and what it stands under. */
  readonly around: string;
  /** Kubernetes minors the passage names anywhere. */
  readonly known: readonly number[];
}

function settingOf(passage: Passage, publishedAt: string | null): Setting {
  const around = [passage, ...passage.above].map(({ text }) => text.slice(0, MAX_SENTENCE)).join('\n');
  return { publishedAt, around, known: minorsNamed(passage) };
}

function read(text: string, { publishedAt, around, known }: Setting): Reading {
  const cues = ENDING_LIKE.test(text) ? findEndingCues(text) : [];
  const mentions = withoutCarriers(text, [
    ...findKubernetesMentions(text, around),
    ...findWindowsMentions(text),
    ...findFeatureMentions(text, around),
  ]);
  const tense = tenseOf(text);
  return { text, cues, mentions, dates: cues.length > 0 ? findDates(text, publishedAt, tense) : [], tense, known };
}

/** In "Windows 2019 Docker images" the feature is what matters, not the OS that carries it. */
function withoutCarriers(text: string, mentions: readonly Mention[]): Mention[] {
  return mentions
    .filter(
      ({ kind, end }) =>
        kind !== 'windows' ||
        !mentions.some(
          (next) => next.kind === 'feature' && next.start >= end && text.slice(end, next.start).trim() === '',
        ),
    )
    .toSorted((a, b) => a.start - b.start);
}

function tenseOf(text: string): Tense {
  if (/\b(?:will|won't|going to|shall|scheduled|planned|upcoming)\b/i.test(text)) return 'future';
  return /\b(?:was|were|has|have|had|since)\b/i.test(text) ? 'past' : 'open';
}

/** The topic that a list item or heading sets for what stands under it. */
function topicAbove(passage: Passage, publishedAt: string | null): Topic | null {
  for (const above of passage.above) {
    const topic = topicOf(read(above.text.slice(0, MAX_SENTENCE), settingOf(above, publishedAt)));
    if (topic) return topic;
  }
  return null;
}

function topicOf({ text, mentions, dates, known }: Reading): Topic | null {
  const things = mentions.filter((mention) => isThing(text, mention));
  const subjects = things.flatMap((thing) => (thing.bound === 'below' ? minorsBelow(thing, known) : thing.subjects));
  return subjects.length > 0
    ? { subjects: [...new Set(subjects)], date: dates.at(-1)?.date ?? null, stated: false }
    : null;
}

type Found = Omit<ReadStatement, 'quote'>;

function statementsOf(reading: Reading, topic: Topic | null, publishedAt: string | null): Found[] {
  const found: Found[] = [];
  let current = topic;
  for (const cue of reading.cues) {
    if (!isStatement(reading, cue)) continue;
    const mention = findSubject(reading.text, cue, reading.mentions);
    const subjects = subjectsOf(reading, cue, mention, current);
    if (subjects.length === 0) continue;
    const fromKubernetes = boundOf(reading, cue, subjects);
    const date = dateOf(reading, cue) ?? (fromKubernetes === null ? continuedDate(reading, subjects, current) : null);
    const granted = mention !== null && isGranted(reading, cue, mention);
    current = { subjects, date, stated: true };
    if (granted) continue;
    for (const [index, subject] of subjects.entries()) {
      const day = respective(reading, subjects.length, index) ?? date;
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
  return found;
}

/** A sentence that goes on about the same thing takes its date, unless it tells what has been done already. */
function continuedDate({ text }: Reading, subjects: readonly string[], topic: Topic | null): string | null {
  if (/\b(?:has|have) (?:now |already |been )*\w+ed\b/i.test(text)) return null;
  return topic?.subjects.includes(subjects[0] ?? '') ? topic.date : null;
}

/** True for the verb of a clause like "before X is retired", unless the clause gives the date itself. */
function isGranted({ text, cues, dates }: Reading, cue: EndingCue, mention: Mention): boolean {
  if (!isSubordinate(text, mention) || cues.some(({ start, end }) => start >= mention.end && end <= cue.start))
    return false;
  const behind = dates.find(({ start }) => start >= cue.end);
  return behind === undefined || /[,;.]/.test(text.slice(cue.end, behind.start));
}

/** An OS that a Kubernetes version does not support any more is one no node pool of that version can have. */
function phaseOf({ text }: Reading, cue: EndingCue, subject: string, fromKubernetes: string | null): RetirementPhase {
  const isOs = /^Windows\w+$/.test(subject);
  const words = text.slice(cue.start, cue.end);
  return isOs && fromKubernetes !== null && cue.phase === 'retirement' && /support|available|offer/i.test(words)
    ? 'no-new-node-pools'
    : cue.phase;
}

/** "A and B end on X and Y respectively": each subject its own date. */
function respective({ text, dates }: Reading, count: number, index: number): string | null {
  if (!/\brespectively\b/i.test(text) || dates.length !== count) return null;
  return dates[index]?.date ?? null;
}

/** The sentence's own subject, else (for what is said of a part: its images, its pools) the topic's. */
function subjectsOf(reading: Reading, cue: EndingCue, mention: Mention | null, topic: Topic | null): readonly string[] {
  if (mention?.bound === 'below') return minorsBelow(mention, reading.known);
  if (mention) return mention.subjects;
  return topic && goesOn(reading, cue, topic) ? topic.subjects : [];
}

/** "Anything older than 1.13": the minors below it that the passage or its links name, else the one just below. */
function minorsBelow(mention: Mention, known: readonly number[]): string[] {
  const bound = Number(minorOf(mention)?.split('.')[1]);
  const below = known.filter((minor) => minor < bound);
  return (below.length > 0 ? below : [bound - 1]).map((minor) => `Kubernetes/1.${minor}`);
}

/** Kubernetes minors that a passage or the addresses it links to name ("…-kubernetes-versions-1-11-and-1-12"). */
function minorsNamed({ text, links }: Passage): number[] {
  const addresses = links.map(({ url }) => url).filter((url) => /kubernetes|aks/i.test(url));
  const minors = [text, ...addresses].flatMap((each) => [
    ...each.matchAll(/(?<![\w.]|\d-)1[-.](\d{1,2})(?![\w.]|-\d+-\d)/g),
  ]);
  return [...new Set(minors.map((match) => Number(match[1])))].sort((a, b) => a - b);
}

/** "Retired on March 1": a headline of the thing above, with nothing of its own. */
const STANDS_ALONE = /^\s*(?:on|from|in|as of|after|by|since|starting|:|\(|\.|$)/i;
const ANAPHORA =
  /\b(?:this|that|these|those|such) (?:\w+ ){0,2}versions? (?:is|are|will|has|have|was|were|goes?)\b[^,;.]*$/i;

/** True when a cue without a thing of its own speaks of the topic's images, pools or support. */
function goesOn({ text }: Reading, cue: EndingCue, topic: Topic): boolean {
  const isKubernetes = topic.subjects.some((subject) => subject.startsWith('Kubernetes/'));
  if (isKubernetes && (cue.phase === 'no-new-images' || cue.phase === 'image-removal')) return false;
  if (isKubernetes && !topic.stated && cue.phase !== 'date-changed') return ANAPHORA.test(text.slice(0, cue.start));
  if (cue.phase === 'image-removal' || cue.phase === 'no-new-images' || cue.phase === 'no-new-node-pools') return true;
  if (cue.phase === 'platform-support' || cue.phase === 'lts-only' || cue.phase === 'date-changed') return true;
  if (STANDS_ALONE.test(text.slice(cue.end)) && /^\W*$/.test(text.slice(0, cue.start))) return true;
  if (/\b(?:it|them|these)\b/i.test(text.slice(cue.start, cue.end))) return true;
  return (
    /\b(?:you|it|they|node ?pools?|nodes|these|this version|this)\b[^.;]*$/i.test(text.slice(0, cue.start)) &&
    cue.side === 'before'
  );
}

const CLAUSE_BREAK = /[,;:]|\b(?:and|but|while)\b/i;

/** The Kubernetes minor from which a statement about something else applies. */
function boundOf({ text, cues, mentions }: Reading, cue: EndingCue, subjects: readonly string[]): string | null {
  if (subjects.some((subject) => subject.startsWith('Kubernetes/'))) return null;
  const versions = mentions.filter(({ kind }) => kind === 'kubernetes');
  const last = versions.findLast(({ end }) => end <= cue.start);
  if (last && /^last\b/i.test(text.slice(cue.start, cue.end))) return `1.${Number(minorOf(last)?.slice(2)) + 1}`;
  const from = cues.findLast(({ end }) => end <= cue.start)?.end ?? 0;
  const to = cues.find(({ start }) => start >= cue.end)?.start ?? text.length;
  const isNear = ({ start, end }: Mention): boolean => {
    const between = start < cue.start && from > 0 ? text.slice(end, cue.start) : '';
    return from <= start && end <= to && !CLAUSE_BREAK.test(between);
  };
  const bound = versions.find((each) => isNear(each) && !isThing(text, each));
  return bound ? minorOf(bound) : null;
}

/** "…; from April 1 …": the date opens another clause. */
const NEW_CLAUSE =
  /[;,.]\s*(?:and |then |while )?(?:(?:from|on|after|starting|beginning|by|as of|in|with)\s+)+(?:the )?$/i;

/** "deprecated and removed on …": two words of ending share what follows. */
const COORDINATED = /^(?:[\s,]|\b(?:and|or|then|from|aks|will|be|is|are|also|so|as|to|its|the|goes?|has|been)\b)*$/i;

/** The date that belongs to a cue: behind it unless another cue comes first, else before it. */
function dateOf(reading: Reading, cue: EndingCue): string | null {
  if (cue.phase === 'date-changed') return newDateOf(reading, cue);
  const { text, cues, dates } = reading;
  const inside = dates.find(({ start, end }) => cue.start <= start && end <= cue.end);
  if (inside) return inside.date;
  const next = cues.find(({ start }) => start >= cue.end)?.start ?? Number.POSITIVE_INFINITY;
  const behind = dates.find(({ start }) => start >= cue.end);
  const ahead = dates.findLast(({ end }) => end <= cue.start);
  if (ahead && behind && NEW_CLAUSE.test(text.slice(cue.end, behind.start))) return ahead.date;
  if (behind && behind.start < next) return behind.date;
  if (ahead) return ahead.date;
  const gap = text.slice(cue.end, next);
  return behind && (COORDINATED.test(gap) || !CLAUSE_BREAK.test(gap)) ? behind.date : null;
}

/** The date something is moved to: the end of a span, or the last one behind the cue. */
function newDateOf({ text, dates }: Reading, cue: EndingCue): string | null {
  const behind = dates.filter(({ start }) => start >= cue.end);
  const target = behind.find(({ start }) =>
    /\b(?:to|until|till|through|is|now)\s*(?:the |be )*$/i.test(text.slice(0, start)),
  );
  const chosen = behind.find(({ until }) => until) ?? target ?? behind.at(-1);
  return chosen ? (chosen.until ?? chosen.date) : null;
}

/** A moved date needs the date; what a sentence said would end before the move is the old state. */
function isStatement(reading: Reading, cue: EndingCue): boolean {
  if (cue.phase === 'date-changed') return newDateOf(reading, cue) !== null;
  const move = reading.cues.find(({ phase }) => phase === 'date-changed');
  if (!move || cue.phase !== 'retirement' || newDateOf(reading, move) === null) return true;
  return cue.side !== 'noun' && cue.start > move.start;
}

/** Notes come out some weeks after they were written; only an older date is plainly wrong. */
const SLACK_MS = 31 * 86_400_000;

function isMistyped(date: string | null, tense: Tense, publishedAt: string | null): boolean {
  if (date === null || publishedAt === null || tense !== 'future') return false;
  return date < dayOf(new Date(Date.parse(publishedAt) - SLACK_MS)).slice(0, date.length);
}
