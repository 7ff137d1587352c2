import type { End } from './find-ends.ts';
import type { Mention } from './mention.ts';

/** "Windows Server 2022 - ", "Kubernetes 1.31 LTS: ": a name that the rest of the sentence is about. */
const LABEL_END =
  /^(?:[\s)*]|\((?!preview)[^()]*\)|\b(?:lts|vms?|users?|customers?|clusters?|owners?|retirement|removal|deprecation|dates?|deadline|end of (?:support|life)|community|standard|versions?|node pools?|images?|support|on aks|preview|os sku|(?:under|with|in|on) (?:aks )?lts|(?:for|on) (?:aks )?windows(?: nodes)?|and (?:below|older|earlier|lower))\b)*(?:[.:]|\s-)\s+(?:1\s*[:,-]\s+)?/i;
const LABEL_START =
  /^(?:\W|\b(?:aks|azure|kubernetes|k8s|microsoft|versions?|reminder|notice|the|windows node ?pools with)\b)*$/i;

/** "Good news for Windows Server 2022 users: ": addressed to those whom the rest concerns. */
const ADDRESSED =
  /\b(?:for|of|about|regarding|concerning|(?:who|you|that)(?: still)? (?:runs?|uses?|tried|have|has|keeps?)) (?:(?:the|all|our|aks|azure|kubernetes|k8s|microsoft|versions?) )*v?$/i;

/** True when the words before a colon say whom or what the rest of the sentence concerns. */
export function isAddressed(text: string, mention: Mention): boolean {
  return ADDRESSED.test(text.slice(0, mention.start)) && LABEL_END.test(text.slice(mention.end));
}

/** True when a mention stands as a label before what the sentence says of it. */
export function isLabel(text: string, mention: Mention): boolean {
  const behind = text.slice(mention.end);
  const rest = mention.kind === 'feature' ? behind.replace(/\(preview\)/i, '') : behind;
  return LABEL_START.test(text.slice(0, mention.start)) && LABEL_END.test(rest);
}

/** "The API 2025-04-02, the first to know X, is retired": named in passing, about something else. */
const PASSING =
  /[\w`)], (?:(?:the|an?) (?:\w+ )*?(?:to|that|which|with|for)|which|who|that|whose|including|like|such as|known|used)\b[^,;:]*$/i;

/** True when a mention only tells something else apart, and nothing is said of it. */
export function isAside(text: string, { start, end }: Mention): boolean {
  return /^[^\w\s]*,/.test(text.slice(end)) && PASSING.test(text.slice(0, start));
}

const PREDICATE =
  /\b(?:go|goes|went|going|reach\w*|hit\w*|enter\w*|is|are|was|were|be|at|to|become\w*|will|of|its|their|for)(?: now| officially| already| also)*\s*(?:its |their |the |an? )?$/i;

/** True when a noun of ending is said of something ("is now end of life"), and does not just stand there. */
export function isPredicate(text: string, cue: End): boolean {
  return cue.side !== 'noun' || PREDICATE.test(text.slice(Math.max(0, cue.start - 60), cue.start));
}
