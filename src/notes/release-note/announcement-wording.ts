import type { Sentence } from './sentence.ts';

/** What is said of an image that has just come out. */
const NEWS =
  /\b(?:updat\w*|upgrad\w*|add(?:ed|s|ing)?|new|releas\w*|publish\w*|available|bump\w*|ship\w*|introduc\w*|roll\w*|refresh\w*|now|latest)\b/i;
const IMAGE = /\b(?:images?|vhds?|gen ?[12]|server)\b/i;

/** What is said of an image that is only mentioned: a fault in it, a bound, something for its users to do. */
const ADVICE =
  /\b(?:known issues?|affect\w*|impact\w*|regress\w*|vulnerab\w*|or (?:later|newer|older|earlier|above|below|higher|lower|greater)|(?:prior|older|earlier|newer|later|lower|higher|greater) (?:to|than)|before version|do(?: not|n't) (?:use|upgrade)|avoid|roll(?:ed|ing)?[- ]?back|revert\w*|pinned|at least|minimum|starting (?:from|with|in)|workaround|mitigat\w*|if you(?:'re| are| use| run| have)|(?:customers?|users?|clusters?|nodes?|node ?pools?) (?:who |that |which )?(?:are |is )?(?:running|using|on|with)|please upgrade|should upgrade|must upgrade|we recommend|we advise|no longer)\b/i;

/** True when a sentence only warns about an image version, and announces none. */
export function isAdvisory(sentence: Sentence): boolean {
  return ADVICE.test(sentence.text);
}

/** True when a sentence, or what it stands under, says that an image has come out. */
export function isAnnouncement(sentence: Sentence): boolean {
  if (NEWS.test(sentence.text) && IMAGE.test(sentence.text)) return true;
  return sentence.passage.above.some(({ text }) => IMAGE.test(text) || /\bcomponent updates?\b/i.test(text));
}
