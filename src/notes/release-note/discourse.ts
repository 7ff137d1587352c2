import type { RetirementPhase } from '../../domain/lifecycle.ts';
import type { Passage } from '../text/passage.ts';
import type { End } from './find-ends.ts';
import { isAddressed, isLabel } from './labels.ts';
import { kindsOf } from './lexicon.ts';
import { type Mention, minorOf, minorsBelow } from './mention.ts';
import { is, type Token } from './scan.ts';
import {
  MAX_SENTENCE,
  mayConcern,
  type NoteContext,
  type Reading,
  readSentence,
  settingOf,
} from './sentence-reading.ts';
import { isThing } from './weigh-subject.ts';

/** What the sentences so far were about: a sentence that names no thing or no date goes on with these. */
export interface Topic {
  readonly subjects: readonly string[];
  readonly date: string | null;
  /** False while something was only mentioned, and nothing said of its end. */
  readonly stated: boolean;
  /** What was last stated, or said of another platform. */
  readonly phase?: RetirementPhase;
  /** Where in the sentence that is being read the words of ending stand that were last said of it. */
  readonly cueEnd?: number;
  /** True where a line or sentence only named it ("**Kubernetes 1.32.** …"), as a headline does. */
  readonly isHeadline?: boolean;
  /** True where it is the one thing that the text names. */
  readonly isOnly?: boolean;
}

/** The topic that a list item or heading sets for what stands under it. */
export function topicAbove(passage: Passage, note: NoteContext): Topic | null {
  for (const above of passage.above) {
    if (!mayConcern({ text: above.text, above: [] })) continue;
    const topic = topicOf(readSentence(above.text.slice(0, MAX_SENTENCE), settingOf(above, note)));
    if (topic) return topic;
  }
  return null;
}

/** The topic that a sentence sets for the next one, though it states nothing. */
export function topicOf({ text, tokens, mentions, dates, known, cues }: Reading): Topic | null {
  const isAsked = /\?\W*$/.test(text);
  const elsewhere = tokens.some((token) => is(token, 'rival', 'elsewhere')) ? cues.at(-1)?.phase : undefined;
  const isOnly = mentions.length === 1 && (isAsked || !tokens.some((token) => is(token, 'task', 'upgrade')));
  const things = mentions.filter(
    (mention, index) =>
      mention.bound !== 'from' && (isOnly || isThing(tokens, mention) || (index === 0 && isAddressed(tokens, mention))),
  );
  const subjects = things.flatMap((thing) => (thing.bound === 'below' ? minorsBelow(thing, known) : thing.subjects));
  return subjects.length > 0
    ? {
        subjects: [...new Set(subjects)],
        date: dates.at(-1)?.date ?? null,
        stated: false,
        isHeadline: isHeadline(tokens, things),
        isOnly: mentions.length === 1,
        ...(elsewhere && { phase: elsewhere }),
      }
    : null;
}

/** True when a text is a name and nothing else. */
function isHeadline(tokens: readonly Token[], [first, ...others]: readonly Mention[]): boolean {
  return first !== undefined && others.length === 0 && isLabel(tokens, first, true);
}

/** "… on that day", "at the same time": the day is the one that the sentence before gave. */
const SAME_DAY =
  /\b(?:on|at|from|after|since|by|until|before|once) (?:the|that|this) (?:same )?(?:day|date|time|point|moment)\b|\bin the same month\b|\bthe same day\b|\b(?:afterwards|from then on|thereafter)\b|^(?:the|that) same (?:day|date|time)\b|\b(?:from|by|after|until) then\b/i;

/** A sentence that goes on about the same thing takes its date, unless it tells what has been done already. */
export function continuedDate(
  { text, earlier }: Reading,
  subjects: readonly string[],
  topic: Topic | null,
): string | null {
  if (SAME_DAY.test(text)) return topic?.date ?? earlier;
  const said = text.replace(/\b(?:once|after|when|as soon as)\b[^,;.]*,/gi, '');
  if (/(?<!\b(?:that|which|who) )\b(?:has|have) (?:now |already |been )*\w+ed\b/i.test(said)) return null;
  return topic?.subjects.includes(subjects[0] ?? '') ? topic.date : null;
}

/** What a sentence consists of that says no more than what what was said last holds of too. */
const ELLIPTIC =
  kindsOf(`own new prep sub until only pron come reach make will be and adv comma colon dash semi open close support lts version pool image
  agent user place endof but bar`);

/** "X follows on March 15", "for 1.32 under LTS: March 2027", "…, as are X and Y", "…, nor Y with 1.37", "…, on AKS until May": the one thing, and its day. */
export function likewise(
  { tokens, cues, mentions }: Reading,
  topic: Topic | null,
): (Pick<Topic, 'subjects' | 'date'> & { readonly from: string | null }) | null {
  const last = cues.at(-1)?.to ?? -1;
  const from = cues.length === 0 ? 0 : tokens.findIndex((token, at) => at >= last && is(token, 'comma', 'semi')) + 1;
  const own = tokens.slice(from);
  const [thing, other] = own.flatMap(({ mention }) => mention ?? []);
  const [day, second] = own.flatMap(({ date }) => date ?? []);
  const bound = own[0]?.text === 'nor' && thing?.kind === 'windows' && other ? minorOf(other) : null;
  const isSame = bound !== null || (/^(?:as|so|nor)$/.test(own[0]?.text ?? '') && is(own[1], 'be', 'will'));
  // "EKS supports 1.32 until March, AKS until July."
  const isOurs = own.some(({ text }) => text === 'aks') && (from > 0 || topic?.stated === false);
  const words = isOurs ? kindsOf('word') : [];
  const isOnly = own.every((token) => token.mention || token.date || is(token, ...ELLIPTIC, ...words));
  if ((other && bound === null) || second || !isOnly || !(day || isSame) || (cues.length > 0 && from === 0))
    return null;
  const date = day?.date ?? null;
  if (!thing) {
    const subjects = mentions[0]?.subjects ?? topic?.subjects;
    const isOfRival =
      tokens.slice(0, from).some((token) => is(token, 'rival', 'elsewhere')) || topic?.phase !== undefined;
    return isOurs && isOfRival && subjects ? { subjects, date, from: null } : null;
  }
  const isSaid = isSame || is(own[1], 'be', 'will') || own.some((token) => is(token, 'come', 'until'));
  return thing.bound === null && (cues.length === 0 || isSaid) ? { subjects: thing.subjects, date, from: bound } : null;
}

/** "X leaves support on D1, and is then": a second verb of the same subject. */
const SECOND_VERB =
  /^[^;]*(?:,|\b(?:and|then|before)\b)\s*(?:(?:and|then|also|later|finally|afterwards|eventually|subsequently|will|is|are|be|been|being|has|have|completely|fully|entirely)\s+)+$/i;

/** "Standard support ends on D1; LTS ends on D2". */
const OF_SUPPORT = /^(?:lts|long.term|support|platform)\b/i;
const SECOND_CLAUSE = /[,;]\s*(?:(?:and|but|its|the|then|while|standard|community) )*$/i;

/** True when words of ending have the subject that the words of ending before them in the sentence had. */
export function sharesSubject({ text, mentions }: Reading, cue: End, { cueEnd }: Topic): boolean {
  if (cueEnd === undefined || cue.side !== 'before' || cue.start < cueEnd) return false;
  const gap = text.slice(cueEnd, cue.start);
  // "X ends when Y does, and is not …": Y belongs to a clause that is over.
  const from = /^ ?(?:after|when|once|as soon as)\b/.test(gap) ? cueEnd + Math.max(0, gap.lastIndexOf(',')) : cueEnd;
  if (mentions.some(({ start }) => start >= from && start < cue.start)) return false;
  return SECOND_VERB.test(gap) || (OF_SUPPORT.test(text.slice(cue.start)) && SECOND_CLAUSE.test(gap));
}

/** Between the two of a joint subject: "Windows Server 2019 and Kubernetes 1.32". */
const JOINS =
  /^(?:\s|\b(?:node ?pools?|images?|clusters?|versions?|lts|(?:on|for) windows(?: nodes)?)\b)*(?:,|&|\band\b|\bas well as\b)(?:\s|\b(?:and|both|the|aks|kubernetes|versions?)\b)*$/i;
/** "X and Kubernetes 1.37 are not supported": not together, that is. */
const NOT_TOGETHER = /(?:\bnot|n't|\bunsupported|\bno longer)\b/i;

/** Things of another kind that are one subject with a mention: an OS and a Kubernetes version. */
export function partnersOf({ text, tokens, mentions }: Reading, cue: End, mention: Mention): readonly Mention[] {
  const isOfBoth = cue.phase === 'retirement' || cue.phase === 'removal' || cue.phase === 'date-changed';
  if (!isOfBoth || NOT_TOGETHER.test(text.slice(cue.start, cue.end))) return [];
  return mentions.filter((each) => {
    if (each.kind === mention.kind || each.bound !== null || !isThing(tokens, each)) return false;
    const [first, second] = each.start < mention.start ? [each, mention] : [mention, each];
    return JOINS.test(text.slice(first.end, second.start));
  });
}
