import { dayOf } from '../../domain/calendar-date.ts';
import type { RetirementPhase, RetirementStatement } from '../../domain/retirement-statement.ts';
import { type EndingCue, findEndingCues } from './ending-cues.ts';
import { findFeatureMentions } from './feature-mentions.ts';
import { findSubject, isThing } from './find-subject.ts';
import { findKubernetesMentions } from './kubernetes-mentions.ts';
import { type Mention, minorOf } from './mention.ts';
import { type DateMention, findDates, type Tense } from './note-dates.ts';
import { type Passage, sourceOf } from './passage.ts';
import { type Sentence, splitSentences } from './sentence.ts';
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

/** Every statement of a passage that ends, limits or moves the support of something. */
export function readRetirements(passage: Passage, body: string, publishedAt: string | null): RetirementStatement[] {
  const statements: RetirementStatement[] = [];
  let topic: Topic | null = topicAbove(passage, publishedAt);
  for (const sentence of splitSentences(passage)) {
    if (sentence.text.length > MAX_SENTENCE) continue;
    const reading = read(sentence, passage, publishedAt);
    const found = statementsOf(reading, topic, publishedAt);
    if (found.length > 0) {
      const quote = sourceOf(passage, body, sentence.start, sentence.end);
      statements.push(...found.map((statement) => ({ ...statement, quote })));
      topic = { subjects: [...new Set(found.map(({ subject }) => subject))], date: found.findLast(({ date }) => date)?.date ?? null, stated: true };
    } else {
      topic = topicOf(reading) ?? topic;
    }
  }
  return statements;
}

function read({ text }: Sentence, passage: Passage, publishedAt: string | null): Reading {
  const cues = findEndingCues(text);
  const around = [passage, ...passage.above].map((each) => each.text).join('\n');
  const mentions = [
    ...findKubernetesMentions(text, around),
    ...findWindowsMentions(text),
    ...findFeatureMentions(text, around),
  ].sort((a, b) => a.start - b.start);
  const tense = tenseOf(text);
  return { text, cues, mentions, dates: cues.length > 0 ? findDates(text, publishedAt, tense) : [], tense, known: minorsNamed(passage) };
}

function tenseOf(text: string): Tense {
  if (/\b(?:will|won't|going to|shall|scheduled|planned|upcoming)\b/i.test(text)) return 'future';
  return /\b(?:was|were|has|have|had|since)\b/i.test(text) ? 'past' : 'open';
}

/** The topic that a list item or heading sets for what stands under it. */
function topicAbove(passage: Passage, publishedAt: string | null): Topic | null {
  for (const above of passage.above) {
    const reading = read({ passage: above, text: above.text, start: 0, end: above.text.length }, above, publishedAt);
    const topic = topicOf(reading);
    if (topic) return topic;
  }
  return null;
}

function topicOf({ text, mentions, dates }: Reading): Topic | null {
  const subjects = mentions.filter((mention) => isThing(text, mention)).flatMap((mention) => mention.subjects);
  return subjects.length > 0 ? { subjects: [...new Set(subjects)], date: dates.at(-1)?.date ?? null, stated: false } : null;
}

type Found = Omit<RetirementStatement, 'quote'>;

function statementsOf(reading: Reading, topic: Topic | null, publishedAt: string | null): Found[] {
  const found: Found[] = [];
  let own: Topic | null = null;
  for (const cue of reading.cues) {
    if (!isStatement(reading, cue)) continue;
    const subjects = subjectsOf(reading, cue, own ?? topic);
    if (subjects.length === 0) continue;
    const fromKubernetes = boundOf(reading, cue, subjects);
    const continued = (own ?? topic)?.subjects.includes(subjects[0] ?? '') ? (own ?? topic)?.date : null;
    const date = dateOf(reading, cue) ?? (fromKubernetes === null ? (continued ?? null) : null);
    const doubt = isMistyped(date, reading.tense, publishedAt) ? 'past-date' : null;
    for (const subject of subjects) found.push({ subject, phase: phaseOf(reading, cue, subject), date, fromKubernetes, doubt });
    own = { subjects, date, stated: true };
  }
  return found;
}

function phaseOf(_reading: Reading, cue: EndingCue, _subject: string): RetirementPhase {
  return cue.phase;
}

/** The sentence's own subject, else (for what is said of a part: its images, its pools) the topic's. */
function subjectsOf(reading: Reading, cue: EndingCue, topic: Topic | null): readonly string[] {
  const mention = findSubject(reading.text, cue, reading.mentions);
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
  const minors = [text, ...addresses].flatMap((each) => [...each.matchAll(/(?<![\w.]|\d-)1[-.](\d{1,2})(?![\w.]|-\d+-\d)/g)]);
  return [...new Set(minors.map((match) => Number(match[1])))].sort((a, b) => a - b);
}

const ANAPHORA = /\b(?:this|that|these|those|such) (?:\w+ ){0,2}versions? (?:is|are|will|has|have|was|were|goes?)\b[^,;.]*$/i;

/** True when a cue without a thing of its own speaks of the topic's images, pools or support. */
function goesOn({ text }: Reading, cue: EndingCue, topic: Topic): boolean {
  const isKubernetes = topic.subjects.some((subject) => subject.startsWith('Kubernetes/'));
  if (isKubernetes && !topic.stated && cue.phase !== 'date-changed') return ANAPHORA.test(text.slice(0, cue.start));
  if (cue.phase === 'image-removal' || cue.phase === 'no-new-images' || cue.phase === 'no-new-node-pools') return true;
  if (cue.phase === 'platform-support' || cue.phase === 'lts-only' || cue.phase === 'date-changed') return true;
  return /\b(?:you|it|they|node ?pools?|nodes|these|this version|this)\b[^.;]*$/i.test(text.slice(0, cue.start)) && cue.side === 'before';
}

/** The Kubernetes minor from which a statement about something else applies. */
function boundOf({ text, mentions }: Reading, _cue: EndingCue, subjects: readonly string[]): string | null {
  if (subjects.some((subject) => subject.startsWith('Kubernetes/'))) return null;
  const bound = mentions.find((mention) => mention.kind === 'kubernetes' && !isThing(text, mention));
  return bound ? minorOf(bound) : null;
}

/** The date that belongs to a cue: behind it unless another cue comes first, else before it. */
function dateOf(reading: Reading, cue: EndingCue): string | null {
  if (cue.phase === 'date-changed') return newDateOf(reading, cue);
  const { cues, dates } = reading;
  const next = cues.find(({ start }) => start >= cue.end)?.start ?? Number.POSITIVE_INFINITY;
  const behind = dates.find(({ start }) => start >= cue.end);
  if (behind && behind.start < next) return behind.date;
  const ahead = dates.findLast(({ end }) => end <= cue.start);
  return ahead?.date ?? behind?.date ?? null;
}

/** The date something is moved to: the end of a span, or the last one behind the cue. */
function newDateOf({ text, dates }: Reading, cue: EndingCue): string | null {
  const behind = dates.filter(({ start }) => start >= cue.end);
  const target = behind.find(({ start }) => /\b(?:to|until|till|through|is|now)\s*(?:the |be )*$/i.test(text.slice(0, start)));
  const chosen = behind.find(({ until }) => until) ?? target ?? behind.at(-1);
  return chosen ? (chosen.until ?? chosen.date) : null;
}

/** A moved date needs the date, and speaks of an end of support; a noun before it only names what moves. */
function isStatement(reading: Reading, cue: EndingCue): boolean {
  if (cue.phase === 'date-changed') return newDateOf(reading, cue) !== null;
  if (cue.side !== 'noun') return true;
  const move = reading.cues.find(({ phase, start }) => phase === 'date-changed' && start > cue.start);
  if (!move || newDateOf(reading, move) === null) return true;
  return reading.dates.some(({ start, end }) => start >= cue.end && end <= move.start);
}

/** Notes come out some weeks after they were written; only an older date is plainly wrong. */
const SLACK_MS = 31 * 86_400_000;

function isMistyped(date: string | null, tense: Tense, publishedAt: string | null): boolean {
  if (date === null || publishedAt === null || tense !== 'future') return false;
  return date < dayOf(new Date(Date.parse(publishedAt) - SLACK_MS)).slice(0, date.length);
}
