import type { RetirementPhase } from '../../domain/lifecycle.ts';
import { costBehind, costInside } from './cost-of-end.ts';
import { sharesSubject, type Topic } from './discourse.ts';
import { type End, SURE } from './find-ends.ts';
import { type Mention, minorOf, minorsBelow } from './mention.ts';
import { is, isA, type Token } from './scan.ts';
import type { Reading } from './sentence-reading.ts';
import { beforeVerb } from './verb-syntax.ts';
import { isThing, namesNothing } from './weigh-subject.ts';

/** The sentence's own subject, else (for what is said of a part: its images, its pools) the topic's. */
export function subjectsOf(
  reading: Reading,
  cue: End,
  mention: Mention | null,
  topic: Topic | null,
): readonly string[] {
  if (mention?.bound === 'below') return minorsBelow(mention, reading.known);
  if (mention) return isOfLast(reading, cue, mention) ? mention.subjects.slice(-1) : mention.subjects;
  const owner = ownerOf(reading, cue);
  if (owner) return owner.subjects;
  if (topic && (FORMER_AND_LATTER.test(reading.text) || sharesSubject(reading, cue, topic))) return topic.subjects;
  return topic && goesOn(reading, cue, topic) ? topic.subjects : [];
}

/** "X, Y, Z (retired on March 1)": the brackets are of the last alone. */
function isOfLast({ text }: Reading, cue: End, { start, end }: Mention): boolean {
  return /^\W*\([^)]*$/.test(text.slice(end, cue.start)) && !/\b(?:and|or)\b|&/i.test(text.slice(start, end));
}

/** "The former ends on D1, the latter on D2". */
const FORMER_AND_LATTER = /\bthe former\b.*\bthe latter\b/i;

/** "AKS stops building images for it". */
const FOR_IT = /^(?: [\w-]+){0,2} (?:for|of) (?:it|them|these)\b/i;

/** True where the words behind an end say that it is one of what was spoken of before. */
export function isForIt({ text }: Pick<Reading, 'text'>, { end }: End): boolean {
  return FOR_IT.test(text.slice(end));
}

/** "AKS deletes all images for it": said of the one thing that the sentence has named. */
export function ownerOf({ text, tokens, mentions }: Reading, cue: End): Mention | null {
  const isNewDate = cue.phase === 'date-changed' && /^(?:the )?(?:new|correct|revised)\b/i.test(text.slice(cue.start));
  const isIt = tokens.slice(cue.from, cue.to).some((token) => /^(?:it|them)$/.test(token.text));
  if (!isNewDate && !isIt && !isForIt({ text }, cue)) return null;
  const [owner, ...others] = mentions.filter(({ end }) => end <= cue.start);
  return owner && others.length === 0 && isThing(tokens, owner) ? owner : null;
}

/** A sentence about one of these does not go on about Windows. */
const OTHER_SYSTEM = /\b(?:ubuntu|azure ?linux|cbl-?mariner|mariner|flatcar|linux)\b/i;
const IT = /\b(?:it|they|(?:the|this|that|these|those) (?:version|minor)s?)\b[^.;]*$/i;
const IS_IT = /\bit (?:\w+ ){0,2}$/i;
const ANAPHORA =
  /\b(?:this|that|these|those|such) (?:\w+ ){0,2}versions? (?:is|are|will|has|have|was|were|goes?)\b[^,;.]*$/i;

/** "We remove it on …", "we take the version away from …". */
const POINTS_BACK =
  /^ (?:it|them|these|(?:this|that|the|your) (?:version|minor|release|os(?: sku)?|runtime|feature))\b/i;

/** True when a cue without a thing of its own speaks of the topic's images, pools or support, and of all of them. */
function goesOn({ text, tokens, dates }: Reading, cue: End, topic: Topic): boolean {
  if (costInside(tokens, cue) + costBehind(tokens, cue, cue.to) > SURE) return false;
  if (OTHER_SYSTEM.test(text.slice(0, cue.end)) || is(tokens[beforeVerb(tokens, cue.from)], 'part', 'other'))
    return false;
  const isDated = dates.length > 0;
  const isKubernetes = topic.subjects.some((subject) => subject.startsWith('Kubernetes/'));
  if (isKubernetes && (cue.phase === 'no-new-images' || cue.phase === 'image-removal'))
    return IT.test(text.slice(0, cue.start));
  if (topic.isHeadline && namesNothing(tokens, cue)) return true;
  if (isKubernetes && !topic.stated && cue.phase !== 'date-changed')
    return (
      ANAPHORA.test(text.slice(0, cue.start)) ||
      (topic.isOnly === true &&
        (IS_IT.test(text.slice(0, cue.start)) || (cue.phase === 'retirement' && isDated && namesNothing(tokens, cue))))
    );
  if (cue.phase === 'image-removal' || cue.phase === 'no-new-images' || cue.phase === 'no-new-node-pools') return true;
  if (cue.phase === 'platform-support' || cue.phase === 'lts-only' || cue.phase === 'date-changed') return true;
  if (standsAlone(tokens, cue) && namesNothing(tokens, cue)) return true;
  if (cue.side !== 'before' && POINTS_BACK.test(text.slice(cue.end))) return true;
  return (
    /\b(?:you|it|they|its|ones|(?:node ?)?pools?|nodes|these|(?:this|the|your|that) (?:version|os|os sku|channel)|this)\b[^.;]*$/i.test(
      text.slice(0, cue.start),
    ) &&
    cue.side !== 'after' &&
    cue.side !== 'noun'
  );
}

const AT_TIME = /^(?:on|from|in|as of|after|by|since|starting)$/;

/** "Retired on March 1": a headline of the thing above, with nothing of its own. */
function standsAlone(tokens: readonly Token[], { to }: End): boolean {
  const next = tokens[is(tokens[to], 'deadline') ? to + 1 : to];
  return !next || is(next, 'date', 'be', 'will', 'colon', 'open', 'semi') || AT_TIME.test(next.text);
}

/** Prepositions before the Kubernetes minor from which something applies, or up to which it goes. */
const FROM_MINOR = /^(?:in|on|with|from|for|by|to|since|as of|of|against|using|under|starting|beginning|when|where)$/;
/** "In later versions": than the one named before. */
const LATER = /^(?:later|newer|higher|subsequent|following)$/;
const BEYOND = /^(?:beyond|above|past|than|until|up to|up to and including|through|after)$/;

/** The Kubernetes minor from which a statement about something else applies. */
export function boundOf({ tokens, cues }: Reading, cue: End, subjects: readonly string[]): string | null {
  if (subjects.some((subject) => subject.startsWith('Kubernetes/'))) return null;
  const own = tokens.slice(cue.from, cue.to);
  if (cue.phase === 'retirement' && own.some((token) => isA(token, 'until'))) return null;
  const isLast = own.some((token) => isA(token, 'last'));
  const previous = cues.findLast(({ to }) => to <= cue.from)?.to ?? 0;
  const next = cues.find(({ from }) => from >= cue.to)?.from ?? tokens.length;
  const behind = tokens.findIndex((token, index) => index >= cue.from && index < next && isA(token, 'minor'));
  const ahead = tokens.findLastIndex((token, index) => index >= previous && index < cue.from && isA(token, 'minor'));
  const named = tokens.findLast((token, index) => index < cue.from && isA(token, 'minor'))?.mention;
  if (named && speaksOfLater(tokens, cue)) return minorAfter(named);
  for (const at of isLast ? [ahead, behind] : [behind, ahead]) {
    const mention = tokens[at]?.mention;
    if (!mention) continue;
    const before = prepositionBefore(tokens, at);
    const text = tokens[before]?.text ?? '';
    const isAgent =
      at < cue.from && cue.side !== 'before' && (!isA(tokens[before], 'prep') || /^(?:as|since|because)$/.test(text));
    if (at < cue.from && tokens.slice(at, cue.from).some(isBreak) && !isOpened(tokens, at)) continue;
    if (isLast || BEYOND.test(text) || (text === 'with' && own.some((token) => isA(token, 'end'))))
      return minorAfter(mention);
    const isFirstOf = at < cue.from && tokens.slice(at, cue.from).some((token) => /^(?:which|where)$/.test(token.text));
    if (isAgent || isFirstOf || (FROM_MINOR.test(text) && !/^(?:when|where)$/.test(text)) || mention.bound === 'from') {
      return /^ ?and (?:below|older|earlier|lower)/.test(textAfter(tokens, at))
        ? minorAfter(mention)
        : minorOf(mention);
    }
  }
  return null;
}

function speaksOfLater(tokens: readonly Token[], { to }: End): boolean {
  const at = tokens.findIndex(({ text }, index) => index >= to && LATER.test(text));
  return at >= 0 && at < to + 4 && isA(tokens[at + 1], 'version');
}

function isBreak(token: Token): boolean {
  return is(token, 'semi', 'colon', 'but') || (isA(token, 'and') && token.text === 'and');
}

/** "Starting with Kubernetes 1.37 (October 2026), …": opens the sentence. */
function isOpened(tokens: readonly Token[], at: number): boolean {
  return prepositionBefore(tokens, at) <= 1;
}

function textAfter(tokens: readonly Token[], at: number): string {
  return tokens
    .slice(at + 1, at + 3)
    .map(({ text }) => text)
    .join(' ');
}

function prepositionBefore(tokens: readonly Token[], at: number): number {
  let before = at - 1;
  while (is(tokens[before], 'own', 'agent', 'version', 'new', 'pool', 'adv')) before -= 1;
  return before;
}

/** What is said to be the last one with something, or the one up to which it goes, still has it. */
function minorAfter(mention: Mention): string {
  return `1.${Number(minorOf(mention)?.slice(2)) + 1}`;
}

/**
 * An OS that a Kubernetes version does not support any more is one no node pool of that version can have. A Kubernetes
 * version without patches is out of support.
 */
export function phaseOf(
  { tokens }: Reading,
  cue: End,
  subject: string,
  fromKubernetes: string | null,
): RetirementPhase {
  if (cue.phase === 'no-new-images' && subject.startsWith('Kubernetes/')) return 'retirement';
  if (!/^Windows\w+$/.test(subject) || fromKubernetes === null) return cue.phase;
  const own = tokens.slice(cue.from, cue.to);
  const isOffer = own.some((token) =>
    is(token, 'offer', 'use', 'take', 'unsupported', 'support', 'vanish', 'have', 'no', 'end'),
  );
  return cue.phase === 'removal' || (cue.phase === 'retirement' && isOffer) ? 'no-new-node-pools' : cue.phase;
}
