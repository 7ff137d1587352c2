import type { EndingCue } from './ending-cues.ts';
import type { Reading } from './sentence-reading.ts';

/** "Not supported yet", "cannot be used in Sweden South": what has never begun, or only not there, does not end. */
const NEVER_BEGAN =
  /^[^.;,]{0,40}?(?:\byet\b|(?<=^(?: yet| currently)?) in (?:the )?(?:azure (?:china|government)|(?!AKS|Azure|Kubernetes|K8s|LTS|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Q\d))[A-Z][a-z]))/;
/** "Not affected by the retirement of X": taken for granted, and not what the sentence says. */
const TAKEN_FOR_GRANTED =
  /\b(?:by|due to|because of|ahead of|despite|following|about|regarding)\s+(?:the )?(?:\w+ )?$/i;
/** "Support for GPUs ends": something else's support, on what the sentence names. */
const SUPPORT_OF_ANOTHER =
  /^support (?:for|of) (?!(?:it|them|this|these|that|those|both|all|any|new|existing|clusters?|node ?pools?|the (?:os|version|release|minor|sku))\b)/i;
/** What comes at another date, but does not end on it. */
const COMING =
  /\b(?:release|roll-?out|preview|ga|general availability|launch|freeze|maintenance|publication|build|default)\b/i;
const OF_AN_END = /\b(?:retire\w*|deprecat\w*|end|support\w*|remov\w*|delet\w*|eol|lts|life)\b/i;

/** True when words of ending speak of no end: of something that never began, comes later, or is another's. */
export function isNoEnding({ text, mentions, dates }: Reading, cue: EndingCue): boolean {
  const words = text.slice(cue.start, cue.end);
  const before = text.slice(0, cue.start);
  if (/n't\b|not\b/i.test(words) && NEVER_BEGAN.test(text.slice(cue.end))) return true;
  if (cue.phase === 'date-changed') return COMING.test(before) && !OF_AN_END.test(before);
  if (cue.side === 'noun' && dates.length === 0) return TAKEN_FOR_GRANTED.test(before);
  return SUPPORT_OF_ANOTHER.test(words) && !mentions.some(({ start, end }) => cue.start <= start && end <= cue.end);
}
