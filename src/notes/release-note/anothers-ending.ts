import type { EndingCue } from './ending-cues.ts';
import type { Reading } from './sentence-reading.ts';

/** "Support for GPUs ends": something else's support, on what the sentence names. */
const SUPPORT_OF_ANOTHER =
  /^support (?:for|of) (?!(?:it|them|this|these|that|those|both|all|any|new|existing|clusters?|node ?pools?|the (?:os|version|release|minor|sku))\b)/i;
/** "No updates from WSUS": from one source, and not from AKS. */
const FROM_ANOTHER =
  /^ (?:from|via|through|by) (?:the )?(?!AKS\b|Azure\b|Microsoft\b|Kubernetes\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Q\d))[A-Z]/;
/** "The free trial of LTS ends": what is for a while only. */
const TRIAL =
  /\b(?:trials?|previews?|promotions?|discounts?|offers?|workshops?|webinars?|registrations?) (?:of|for|on) (?:the )?$/i;
/** "Support for X in the portal": a tool's, not that of AKS. */
const IN_A_TOOL = /^support\b.*\b(?:portal|wizard|cli|extension|dashboard|terraform|bicep|provider|plug-?in)\b/i;
const LAST_PREVIEW = /^(?:last|final)\b.*\bpreview\b/i;

/** True when words of ending tell of something else than the support that AKS gives to what the sentence names. */
export function isAnothersEnding({ text, mentions }: Reading, cue: EndingCue): boolean {
  const words = text.slice(cue.start, cue.end);
  if (TRIAL.test(text.slice(0, cue.start)) || IN_A_TOOL.test(words)) return true;
  if (cue.phase === 'no-new-images') return FROM_ANOTHER.test(text.slice(cue.end)) || LAST_PREVIEW.test(words);
  return SUPPORT_OF_ANOTHER.test(words) && !mentions.some(({ start, end }) => cue.start <= start && end <= cue.end);
}
