import type { RetirementPhase } from '../../domain/retirement-statement.ts';
import { CLAUSE_BREAK } from './clause-break.ts';
import type { EndingCue } from './ending-cues.ts';
import { isThing, leadsOn } from './find-subject.ts';
import { type Mention, minorOf } from './mention.ts';
import { minorsBelow } from './minors-below.ts';
import type { Reading } from './sentence-reading.ts';
import { sharesSubject } from './shared-subjects.ts';
import type { Topic } from './topic.ts';

/** The sentence's own subject, else (for what is said of a part: its images, its pools) the topic's. */
export function subjectsOf(
  reading: Reading,
  cue: EndingCue,
  mention: Mention | null,
  topic: Topic | null,
): readonly string[] {
  if (mention?.bound === 'below') return minorsBelow(mention, reading.known);
  if (mention) return mention.subjects;
  const owner = ownerOf(reading, cue);
  if (owner) return owner.subjects;
  if (topic && sharesSubject(reading, cue, topic)) return topic.subjects;
  return topic && goesOn(reading, cue, topic) ? topic.subjects : [];
}

/** "AKS stops building images for it". */
const FOR_IT = /^(?: [\w-]+){0,2} (?:for|of) (?:it|them|these)\b/i;

/** "X will not end on …; the new date is …": said of the one thing that the sentence has named. */
function ownerOf({ text, mentions }: Reading, cue: EndingCue): Mention | null {
  const isNewDate = cue.phase === 'date-changed' && /^(?:the )?(?:new|correct|revised)\b/i.test(text.slice(cue.start));
  if (!isNewDate && !FOR_IT.test(text.slice(cue.end))) return null;
  const [owner, ...others] = mentions.filter(({ end }) => end <= cue.start);
  return owner && others.length === 0 && isThing(text, owner) ? owner : null;
}

/** "Retired on March 1": a headline of the thing above, with nothing of its own. */
const STANDS_ALONE = /^\s*(?:on|from|in|as of|after|by|since|starting|:|\(|\.|$)/i;
/** A sentence about one of these does not go on about Windows. */
const OTHER_SYSTEM = /\b(?:ubuntu|azure ?linux|cbl-?mariner|mariner|flatcar|linux)\b/i;
const ANAPHORA =
  /\b(?:this|that|these|those|such) (?:\w+ ){0,2}versions? (?:is|are|will|has|have|was|were|goes?)\b[^,;.]*$/i;

/** "We remove it on …", "we take the version away from …". */
const POINTS_BACK = /^ (?:it|them|these|(?:this|that|the|your) (?:version|minor|release))\b/i;

/** True when a cue without a thing of its own speaks of the topic's images, pools or support. */
function goesOn({ text }: Reading, cue: EndingCue, topic: Topic): boolean {
  if (OTHER_SYSTEM.test(text.slice(0, cue.end))) return false;
  const isKubernetes = topic.subjects.some((subject) => subject.startsWith('Kubernetes/'));
  if (isKubernetes && (cue.phase === 'no-new-images' || cue.phase === 'image-removal')) return false;
  if (topic.isHeadline && leadsOn(text.slice(0, cue.start))) return true;
  if (isKubernetes && !topic.stated && cue.phase !== 'date-changed') return ANAPHORA.test(text.slice(0, cue.start));
  if (cue.phase === 'image-removal' || cue.phase === 'no-new-images' || cue.phase === 'no-new-node-pools') return true;
  if (cue.phase === 'platform-support' || cue.phase === 'lts-only' || cue.phase === 'date-changed') return true;
  if (STANDS_ALONE.test(text.slice(cue.end)) && /^\W*$/.test(text.slice(0, cue.start))) return true;
  if (/\b(?:it|them|these)\b/i.test(text.slice(cue.start, cue.end))) return true;
  if (cue.side !== 'before' && POINTS_BACK.test(text.slice(cue.end))) return true;
  if (cue.side === 'noun' && /\b(?:its|their)\s+(?:\w+\s+)?$/i.test(text.slice(0, cue.start))) return true;
  return (
    /\b(?:you|it|they|its|ones|(?:node ?)?pools?|nodes|these|(?:this|the|your) version|this)\b[^.;]*$/i.test(
      text.slice(0, cue.start),
    ) && cue.side === 'before'
  );
}

/** "Kubernetes 1.37 does not support X": the version that says so is the one from which it applies. */
const AGENT = /^(?:\s|\b(?:does|do|will|also|and|or|above|later|newer)\b)*$/i;

/** "Not supported beyond Kubernetes 1.36": that one still has it. */
const BEYOND = /\b(?:beyond|above|past|(?:later|newer|higher) than) (?:aks |kubernetes |versions? )*v?$/i;

const UP_TO = /\b(?:up to|until|through)(?: and including)?$|^only\b.*\b(?:on|in|with|for|by)$/i;

/** The Kubernetes minor from which a statement about something else applies. */
export function boundOf({ text, cues, mentions }: Reading, cue: EndingCue, subjects: readonly string[]): string | null {
  if (subjects.some((subject) => subject.startsWith('Kubernetes/'))) return null;
  const versions = mentions.filter(({ kind }) => kind === 'kubernetes');
  const last = versions.findLast(({ end }) => end <= cue.start);
  if (last && /^last\b/i.test(text.slice(cue.start, cue.end))) return minorAfter(last);
  const next = versions.find(({ start }) => start >= cue.end);
  if (next && UP_TO.test(text.slice(cue.start, cue.end))) return minorAfter(next);
  const from = cues.findLast(({ end }) => end <= cue.start)?.end ?? 0;
  const to = cues.find(({ start }) => start >= cue.end)?.start ?? text.length;
  const isNear = ({ start, end }: Mention): boolean => {
    const between = start < cue.start && from > 0 ? text.slice(end, cue.start) : '';
    return from <= start && end <= to && !CLAUSE_BREAK.test(between);
  };
  const isAgent = ({ end }: Mention): boolean => cue.side === 'after' && AGENT.test(text.slice(end, cue.start));
  const bound = versions.find((each) => isNear(each) && (isAgent(each) || !isThing(text, each)));
  if (bound && BEYOND.test(text.slice(0, bound.start))) return minorAfter(bound);
  return bound ? minorOf(bound) : null;
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
  { text }: Reading,
  cue: EndingCue,
  subject: string,
  fromKubernetes: string | null,
): RetirementPhase {
  const isOs = /^Windows\w+$/.test(subject);
  const words = text.slice(cue.start, cue.end);
  if (cue.phase === 'no-new-images' && subject.startsWith('Kubernetes/')) return 'retirement';
  const isOffer =
    cue.phase === 'removal' || (cue.phase === 'retirement' && /support|available|offer|option|drop/i.test(words));
  return isOs && fromKubernetes !== null && isOffer ? 'no-new-node-pools' : cue.phase;
}
