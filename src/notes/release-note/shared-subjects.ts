import type { End } from './find-ends.ts';
import type { Mention } from './mention.ts';
import type { Reading } from './sentence-reading.ts';
import type { Topic } from './topic.ts';
import { isThing } from './weigh-subject.ts';

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
