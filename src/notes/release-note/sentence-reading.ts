import { type EndingCue, findEndingCues } from './ending-cues.ts';
import { findFeatureMentions } from './feature-mentions.ts';
import { findKubernetesMentions } from './kubernetes-mentions.ts';
import type { Mention } from './mention.ts';
import { type DateMention, findDates, type Tense } from './note-dates.ts';
import type { Passage } from './passage.ts';
import { findWindowsMentions } from './windows-mentions.ts';

/** Longest text read as one sentence; the longest real ones have about a thousand characters. */
export const MAX_SENTENCE = 3000;

/** What stands in one sentence: words of ending, things that can end, dates. Offsets are into `text`. */
export interface Reading {
  readonly text: string;
  readonly cues: readonly EndingCue[];
  readonly mentions: readonly Mention[];
  readonly dates: readonly DateMention[];
  readonly tense: Tense;
  /** Kubernetes minors the passage names anywhere. */
  readonly known: readonly number[];
}

/** Cheap signs of a thing that can end; without one, nothing costly is tried. */
const SUBJECT_LIKE =
  /windows|server|\bw(?:s|in) ?20|\b2\dH\d|annual|(?<!\d)1\.\d|docker|\bnpm\b|network policy|csi|kubenet|calico|gmsa|\bgen/i;

/** Likewise for words of ending; every cue has one of them. */
const ENDING_LIKE =
  /retir|deprecat|discontinu|decommission|sunset|obsolet|phas|remov|delet|purg|cleaned|wiped|an error|\bno\b|\bnot\b|n't|cannot|unable|never|impossible|quit|stop|ceas|end|eol|eos|support|fail|block|disabl|reject|prevent|disallow|restrict|denied|only|lts|long.term|exten[ds]|clos|part of|included|listed|present|postpon|push|delay|resched|mov|last|highest|final|to (?:upgrade|migrate)|withdr|disappear|go away|expir|laps|runs? out|is over|without|refus|prolong|defer|br(?:ing|ought)|put|back|shift|chang|slip|adjust|revis|eras|vanish|go(?:es|ing)? away|neither|(?:off|from) the list|tak\w+ down|are gone|is gone|be gone|until|till|through|up to (?:[a-z]+ ){0,4}v?1\.|correct date|revis\w* date|instead of|(?:rather|er) than|com(?:e|es|ing) to|came to|left|leav|los(?:e|es|ing|t)\b|drop\w*|(?:from|of) (?:the )?(?:service|aks|platform)|last (?:day|week|month)|(?:more|another|extra|additional) (?:[\w-]+ )?(?:time|weeks?|months?|years?)|now (?:\w+ )*\d|now (?:\w+ ){0,2}(?:take|happen|schedul|plan|expect|due|set|follow|occur)|new (?:\w+[ -]){0,3}(?:date|deadline|one)/i;

/** Without words of ending, a date matters where the next sentence may go on with it, or something ends likewise. */
const DATED = /\b(?:action required|upgrade|migrate|delete|move|follows?|the same)\b|^(?:and )?for /i;

/** True when a passage, or what it stands under, may name something that can end. */
export function mayConcern({ text, above }: Pick<Passage, 'text' | 'above'>): boolean {
  return SUBJECT_LIKE.test(text) || above.some((each) => SUBJECT_LIKE.test(each.text));
}

/** True when a text may hold words of ending; without one it states nothing. */
export function maySpeakOfEnding(text: string): boolean {
  return ENDING_LIKE.test(text);
}

/** What a sentence's passage tells of the sentence. */
export interface Setting {
  readonly publishedAt: string | null;
  /** The passage and what it stands under. */
  readonly around: string;
  /** Kubernetes minors the passage names anywhere. */
  readonly known: readonly number[];
}

/** The setting of a passage's sentences. */
export function settingOf(passage: Passage, publishedAt: string | null): Setting {
  const around = [passage, ...passage.above].map(({ text }) => text.slice(0, MAX_SENTENCE)).join('\n');
  return { publishedAt, around, known: minorsNamed(passage) };
}

/** Reads one sentence (or headline) in its setting. */
export function readSentence(text: string, { publishedAt, around, known }: Setting): Reading {
  const cues = ENDING_LIKE.test(text) ? findEndingCues(text) : [];
  const mentions = withoutCarriers(text, [
    ...findKubernetesMentions(text, around),
    ...findWindowsMentions(text),
    ...findFeatureMentions(text, around),
  ]);
  const tense = tenseOf(text);
  return {
    text,
    cues,
    mentions,
    dates: cues.length > 0 || (mentions.length > 0 && DATED.test(text)) ? findDates(text, publishedAt, tense) : [],
    tense,
    known,
  };
}

/** In "Windows 2019 Docker images" the feature is what matters, not the OS that carries it. */
function withoutCarriers(text: string, mentions: readonly Mention[]): Mention[] {
  return mentions
    .filter(
      ({ kind, end }) =>
        kind !== 'windows' ||
        !mentions.some(
          (next) => next.kind === 'feature' && next.start >= end && /^[\s(]*$/.test(text.slice(end, next.start)),
        ),
    )
    .toSorted((a, b) => a.start - b.start);
}

function tenseOf(text: string): Tense {
  if (/\b(?:will|won't|going to|shall|scheduled|planned|upcoming)\b/i.test(text)) return 'future';
  return /\b(?:was|were|has|have|had|since)\b/i.test(text) ? 'past' : 'open';
}

/** Kubernetes minors that a passage or the addresses it links to name ("…-kubernetes-versions-1-11-and-1-12"). */
function minorsNamed({ text, links }: Passage): number[] {
  const addresses = links.map(({ url }) => url).filter((url) => /kubernetes|aks/i.test(url));
  const minors = [text, ...addresses].flatMap((each) => [
    ...each.matchAll(/(?<![\w.]|\d-)1[-.](\d{1,2})(?![\w.]|-\d+-\d)/g),
  ]);
  return [...new Set(minors.map((match) => Number(match[1])))].sort((a, b) => a - b);
}
