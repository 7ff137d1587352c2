import { isAnothersEnding } from './anothers-ending.ts';
import { isDeniedBehind } from './denied-behind.ts';
import type { EndingCue } from './ending-cues.ts';
import type { Reading } from './sentence-reading.ts';
import { isOfSomePools } from './some-pools.ts';

/** "Not supported yet", "cannot be used in Sweden South": what has never begun, or only not there, does not end. */
const NEVER_BEGAN =
  /^ (?:for|as|in) (?:the )?(?:system|user|spot|private)\b|^(?:[^.;,]|\.\d){0,40}?(?:\byet\b|(?<=^(?: yet| currently)?) in (?:the )?(?:azure (?:china|government)|AKS Automatic\b|(?!AKS|Azure|Kubernetes|K8s|LTS|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Q\d))[A-Z][a-z]))/;
/** "Not affected by the retirement of X": taken for granted, and not what the sentence says. */
const TAKEN_FOR_GRANTED =
  /\b(?:by|due to|because of|ahead of|despite|following|about|regarding)\s+(?:the )?(?:\w+ )?$/i;
/** What comes at another date, but does not end on it. */
const COMING =
  /\b(?:release|roll-?out|preview|ga|general availability|launch|freeze|maintenance|publication|build|default|new (?:[\w.-]+ ){0,4}(?:images?|vhds?))\b/i;
const OF_AN_END = /\b(?:retire\w*|deprecat\w*|end|support\w*|remov\w*|delet\w*|eol|lts|life)\b/i;
/** "Within 30 days after that version has been removed": a condition, and not when it is. */
const CONDITION =
  /\b(?:after|once|when|until|before|if|as soon as)\s+(?:(?:that|this|the|your|its|these|those)\s+)(?:\w+\s+){0,2}(?:has|have|had|is|are|was|were|gets?)(?:\s+been)?\s*$/i;
/** "… goes end of life after that of another product": two ends compared, neither dated. */
const COMPARED =
  /^\W?(?: \w+){0,2} (?:after|before|(?:later|earlier|sooner) than) (?:that|those|the (?:one|end)) of\b/i;
/** "Images in your gallery can be deleted": for the reader to do, or not. */
const MAY_BE = /\b(?:can|could|should|must) (?:\w+ )?be \w+$/i;

/** True when words of ending speak of no end: of something that never began, comes later, or is another's. */
export function isNoEnding(reading: Reading, cue: EndingCue): boolean {
  const { text, dates } = reading;
  const words = text.slice(cue.start, cue.end);
  const before = text.slice(0, cue.start);
  if (/n't\b|not\b/i.test(words) && NEVER_BEGAN.test(text.slice(cue.end))) return true;
  if (isDeniedBehind(reading, cue) || COMPARED.test(text.slice(cue.end))) return true;
  if (CONDITION.test(before) && !dates.some(({ start }) => start >= cue.end && start < cue.end + 12)) return true;
  if (cue.phase === 'no-new-node-pools' && isOfSomePools(reading, cue)) return true;
  if (cue.phase === 'image-removal' && MAY_BE.test(words)) return true;
  if (cue.phase === 'date-changed') return COMING.test(before) && !OF_AN_END.test(before);
  if (cue.side === 'noun' && dates.length === 0) return TAKEN_FOR_GRANTED.test(before);
  return isAnothersEnding(reading, cue);
}
