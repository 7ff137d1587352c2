import type { RetirementStatement } from '../../domain/lifecycle.ts';
import { type DateMention, findDates, type Tense } from '../text/note-dates.ts';
import type { Passage } from '../text/passage.ts';
import type { Claim } from './claim.ts';
import { claimsOf } from './claims.ts';
import { type Clause, clausesOf } from './clauses.ts';
import { findFeatureMentions } from './feature-mentions.ts';
import type { Grammar } from './grammar.ts';
import { findKubernetesMentions } from './kubernetes-mentions.ts';
import type { Mention } from './mention.ts';
import type { Token } from './scan.ts';
import { findWindowsMentions } from './windows-mentions.ts';

/** Longest text read as one sentence; the longest real ones have about a thousand characters. */
export const MAX_SENTENCE = 1600;

/** What stands in one sentence: clauses and what they claim, things that can end, dates. Offsets are into `text`. */
export interface Reading {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly clauses: readonly Clause[];
  readonly claims: readonly Claim[];
  readonly mentions: readonly Mention[];
  readonly dates: readonly DateMention[];
  readonly tense: Tense;
  /** The day that was last spoken of before. */
  readonly earlier: string | null;
  /** When its note came out, UTC ISO text; `null` where unknown. */
  readonly publishedAt: string | null;
  /** The score that a statement needs. */
  readonly sure: number;
  /** Kubernetes minors the passage names anywhere. */
  readonly known: readonly number[];
}

/** Cheap signs of a thing that can end; without one, nothing costly is tried. */
const SUBJECT_LIKE =
  /windows|server|\bw(?:s|in) ?20|2\dH\d|annual|(?<!\d)1\.\d|docker|\bnpm\b|network policy|csi|kubenet|calico|gmsa|\bgen|^\W*20(?:16|19|22|25)\b|\b20(?:19|22|25) (?:node ?)?(?:images|vhds|pools|nodes|(?:os )?skus?)\b/i;

/** True when a passage, or what it stands under, may name something that can end. */
export function mayConcern({ text, above }: Pick<Passage, 'text' | 'above'>): boolean {
  return SUBJECT_LIKE.test(text) || above.some((each) => SUBJECT_LIKE.test(each.text));
}

/** What a sentence's passage tells of the sentence. */
export interface Setting {
  readonly note: NoteContext;
  /** The passage and what it stands under. */
  readonly around: string;
  /** Kubernetes minors the passage names anywhere. */
  readonly known: readonly number[];
  /** The day that was last spoken of before. */
  readonly earlier?: string | null;
}

/** The setting of a passage's sentences. */
export function settingOf(passage: Passage, note: NoteContext): Setting {
  const around = [passage, ...(passage.head ? [passage.head] : []), ...passage.above]
    .map(({ text }) => text.slice(0, MAX_SENTENCE))
    .join('\n');
  return { note, around, known: minorsNamed(passage) };
}

/** Reads one sentence (or headline) in its setting. */
export function readSentence(text: string, { note, around, known, earlier = null }: Setting): Reading {
  const mentions = withoutCarriers(text, [
    ...findKubernetesMentions(text, around),
    ...findWindowsMentions(text, around),
    ...findFeatureMentions(text, around),
  ]);
  const tense = tenseOf(text);
  const dates = findDates(text, note.publishedAt, tense, earlier);
  const tokens = note.grammar.scanner.scan(text, mentions, dates);
  const { clauses, claims } = note.grammar.mayTell(text)
    ? claimsOf(tokens)
    : { clauses: clausesOf(tokens), claims: [] };
  const { publishedAt, grammar } = note;
  return { text, tokens, clauses, claims, mentions, dates, tense, earlier, publishedAt, sure: grammar.sure, known };
}

/** Reads all of a passage as one sentence. */
export function readAsOne(passage: Passage, note: NoteContext): Reading {
  return readSentence(passage.text.slice(0, MAX_SENTENCE), settingOf(passage, note));
}

/** "Gen1 images of Windows Server 2022". */
const OF_CARRIER =
  /^ (?:virtual machine |vm |node )?(?:images?|vhds?|vms?|virtual machines?|node ?pools?|nodes) (?:of|for|on|with) (?:the )?$/i;

/** In "Windows 2019 Docker images", "Windows 2019 with Docker", the feature is what matters, not the OS that carries it. */
function withoutCarriers(text: string, mentions: readonly Mention[]): Mention[] {
  return mentions
    .filter(
      ({ kind, start, end }) =>
        kind !== 'windows' ||
        !mentions.some(
          (next) =>
            next.kind === 'feature' &&
            (next.start >= end
              ? /^(?:[\s(]*| with (?:the )?)$/.test(text.slice(end, next.start))
              : OF_CARRIER.test(text.slice(next.end, start))),
        ),
    )
    .toSorted((a, b) => a.start - b.start);
}

function tenseOf(text: string): Tense {
  if (/\b(?:will|won't|going to|shall|must|scheduled|planned|upcoming)\b|'ll\b/i.test(text)) return 'future';
  return /\b(?:was|were|had|since|(?:has|have)(?= (?:\w+ly |also |now |just |not )?(?:been|gone|\w+(?:ed|wn|en|ft|ne|st|me|un|de|et|ut))\b))\b/i.test(
    text,
  )
    ? 'past'
    : 'open';
}

/** Kubernetes minors that a passage or the addresses it links to name ("…-kubernetes-versions-1-11-and-1-12"). */
function minorsNamed({ text, links }: Passage): number[] {
  const addresses = links.map(({ url }) => url).filter((url) => /kubernetes|aks/i.test(url));
  const minors = [text, ...addresses].flatMap((each) => [
    ...each.matchAll(/(?<![\w.]|\d-)1[-.](\d{1,2})(?![\w.]|-\d+-\d)/g),
  ]);
  return [...new Set(minors.map((match) => Number(match[1])))].sort((a, b) => a - b);
}

/** What every step of reading a note needs to know of it. */
export interface NoteContext {
  readonly body: string;
  /** UTC ISO text; `null` where unknown. */
  readonly publishedAt: string | null;
  readonly grammar: Grammar;
}

/** A statement as it was read; `weak` when a bare noun made it ("Windows Server 2019 retirement") and no date. */
export interface ReadStatement extends RetirementStatement {
  readonly weak: boolean;
}
