import type { Sentence } from '../text/passage.ts';

/** What is said of an image that has just come out. */
const NEWS =
  /\b(?:updat\w*|upgrad\w*|add(?:ed|s|ing)?|new(?:est)?|releas\w*|publish\w*|available|bump\w*|cherry-?pick\w*|ship\w*|introduc\w*|roll\w*|refresh\w*|respun|re-?built|re-?builds?|pick(?:s|ed)? up|(?:mov(?:e|es|ed|ing)|go(?:es)?) (?:on |up |over )?to|carr(?:y|ies)|contains?|built (?:on|with)|in (?:all|every) regions?|(?<=\bimages?\b[^.]{0,90})fix(?:es)?|replaces|reverts|supersedes|now|latest|most recent)\b/i;
const IMAGE = /\b(?:images?|vhds?|gen ?[12]|(?:aks)?windows|server|ws ?20\d\d)\b/i;

/** What is said of an image that is only mentioned: a fault in it, a bound, something for its users to do. */
const ADVICE =
  /^\W*(?:if\b|(?:expected|actual)(?: \w+)?\W*:)|\b(?:known issues?|(?:can|may|might) (?:\w+ )?(?:hang|crash|freeze|restart|reboot)|(?<=\d{6}\W{0,3})and (?:later|newer|above|higher|up)|affect\w*|impact\w*|regress\w*|vulnerab\w*|or (?:later|newer|older|earlier|above|below|higher|lower|greater)|(?:prior|older|earlier|newer|later|lower|higher|greater) (?:to|than)|before version|do(?: not|n't) (?:use|upgrade)|avoid|roll(?:ed|ing)?[- ]?back|revert(?!s\b)\w*|(?<=; )use \W*\d{5}\.\d+|pinned|requires?|at least|minimum|starting (?:from|with|in)|workaround|mitigat\w*|no (?:new )?(?:windows )?(?:node )?(?:images?|vhds?|updates?)|(?:stays?|remains?) (?:at|on|unchanged|the same)|unchanged|if you(?:'re| are| use| run| have|r)|(?:customers?|users?|clusters?|nodes?|node ?pools?) (?:who |that |which )?(?:are |is )?(?:running|using|on|with)|please upgrade|should upgrade|must upgrade|we recommend|we advise|no longer(?! be(?:ing)? updated)|not found|(?:is|are) not available|does not exist|fail(?:s|ed)?|examples?|naming (?:convention|scheme)|prints?|node-image-version|paused|halted|to be used|e\.g\.|sample|such as|for instance|looks? like|similar to|in this (?:tutorial|article|guide)|errors?|could not|created (?:before|after|with)|compared (?:with|to)|problems?|frozen|after (?:upgrad|updat|mov)ing|reproduc\w*|since the (?:upgrade|update)|my|minimum)\b/i;

/** "… has been updated to": what follows is what came out, whatever else the sentence says. */
const ARRIVAL =
  /(?<!\b(?:should|must|can|may|could|to|please|you|not|n't) (?:be )?)\b(?:(?:updated|upgraded|bumped|refreshed|moved|moves|goes|went) (?:on |up |over )?to|(?:superseded|replaced|succeeded|followed) by|(?:re-?built|respun|re-?released) as|replacement(?: is)?)\W*(?:[\w.-]+\W+){0,4}$/i;
/** "…, which was released": what stands before it has come out. */
const OUT =
  /^\W*(?:\(?or \W*[\w.-]+\W+)?(?:(?:both of )?which |that )?(?:was|were|has been|have been|is now|are now) (?:just |now |already )?(?:released|published|announced|rolled out|available)\b|^\W*reverts\b/i;
const NOT_YET = /\b(?:before|after|once|when|until|if)\W*(?:[\w.-]+\W+){0,4}$/i;
/** "… from", "… introduced by", "(previously": what follows is an image that was there before. */
const FORMER =
  /\b(?:from|introduced (?:by|in|with)|caused by|in place of|instead of|replac(?:es|ed|ing)|supersed(?:es|ed|ing)|previously|formerly|not (?:to|with)|was|were|than|since|(?:stays?|remains?|kept|held|pinned) (?:at|on)|last (?:\w+ )?images?(?: (?:is|was|are|were))?)\W*(?:(?:aks|windows|server|version|image|v)\W*|20\d\d\W+|2\dH\d\W+)*$/i;
const LISTED_AFTER = /^\W*(?:(?:and|or)\W+)?$/i;

const VERSION = /(?<![\d.])\d{5}\.\d{1,6}\.\d{6}(?!\d)/g;
/** What a new image cures, or does without: trouble, but not its own. */
const CURE =
  /\b(?:(?:fix|mitigat|resolv|address|remediat|correct|solv|repair)\w*|(?:because|since|as) the (?:earlier|previous|former|old|last)|no longer (?:contains?|includes?|ships?|has|have|carr\w+|crash\w*|fails?|hangs?|leaks?|needs?|requires?))\b[^;]*/gi;
/** "… fixes the fault seen with": what follows has the fault, and was there before. */
const CURED =
  /\b(?:fix|mitigat|resolv|address|remediat|correct|solv|repair|report|seen|found|observ|introduc)\w*\b[^;:]{0,70}\b(?:in|with|by|on|of|from|since)\W*(?:(?:the|aks|windows|server|version|image|build|release|v)\W*|20\d\d\W+|2\dH\d\W+)*$/i;
/** What is said behind a version that has been taken back, or lacks what another has. */
const WITHDRAWN =
  /^\W*(?:does|did)(?: not|n't)\W*$|^\W*(?:(?:that|which) [^.,;]{0,40}?,? )?(?:is|was|were|are|has|have|will|does|did)(?: not|n't| never) (?:be |been |yet )*(?:roll|releas|ship|publish|available|out)\w*|^\W*(?:\([^()]*\)\W*)?(?:has|have|had|was|were|is|are|got)(?: been| now| also| \w+ly)* (?:withdrawn|pulled|recalled|replaced|superseded|removed|retired|skipped|revoked|taken (?:back|down))\b/i;

const JUST_OUT =
  /\b(?:which|that) (?:has|have|was|were|is|are) (?:been )?(?:now |just )?(?:announced|released|published)\b/i;

/** True when a sentence only warns about an image version, and announces none. */
export function isAdvisory({ text }: Pick<Sentence, 'text'>): boolean {
  if (!ADVICE.test(text) || JUST_OUT.test(text)) return false;
  const from = text.search(VERSION) + 1;
  return from === 0 || ADVICE.test(text.slice(0, from) + text.slice(from).replace(CURE, ''));
}

/** … once it had come out, and without another in its place. */
const RECALLED_AFTER =
  /^\W*(?:\([^()]*\)\W*)?(?:(?:which|that) )?(?:has|have|had|was|were|is|are|got)(?: been| now| also| since| \w+ly)* (?:withdrawn|pulled|recalled|revoked|rolled back|taken (?:back|down))\b/i;
const RECALLED_BEFORE =
  /(?<!\b(?:not|n't|will|may|might|could|if|to) (?:be )?)\b(?:withdr[ae]wn?|pull(?:ed|ing)|recall(?:ed|ing)|revoked|rolled back|t(?:ook|aken) back|withdrawal of|recall of)\W+(?:(?:the|aks|windows|server|node|images?|vhds?|version|release|of|rollout)\W*|20\d\d\W+|2\dH\d\W+|gen ?\d\W+)*$/i;

/** True when the words right before or behind a version say that the image was taken back. */
export function isRecalled(before: string, after: string): boolean {
  return RECALLED_AFTER.test(after) || RECALLED_BEFORE.test(before);
}

/** True when the words between an image and an earlier one say that the first cures the second. */
export function isCured(between: string): boolean {
  return CURED.test(between);
}

/** True when the words right behind a version say that it has been taken back. */
export function isWithdrawn(after: string): boolean {
  return WITHDRAWN.test(after);
}

/** True when the words right before or behind a version say that it has come. */
export function isArrival(before: string, after: string): boolean {
  return ARRIVAL.test(before) || (OUT.test(after) && !NOT_YET.test(before));
}

/** True when the words right before a version say that it is the one that was replaced. */
export function isFormer(before: string): boolean {
  return FORMER.test(before);
}

/** True when the words right behind a version lead on to the one that replaces it. */
export function isReplaced(after: string): boolean {
  return /^\W*(?:→|->|=>|to)\W*(?:aks|windows|server|-|20\d\d|2\dH\d|containerd|gen\d|v)*\d{5}\.\d/i.test(after);
}

/** True when only "and" stands between two versions, so that what is said of the one is said of the other. */
export function isListed(between: string): boolean {
  return LISTED_AFTER.test(between);
}

/**
 * True when a sentence, or what it stands under, speaks of an image that has come out: notes name images because they are
 * new. What somebody has, asks for or reports is told by its own words.
 */
export function isAnnouncement({ text, passage, start }: Sentence): boolean {
  const above = [...passage.above, ...(passage.head ? [passage.head] : [])].map((each) => each.text);
  if (above.some((each) => REPORT.test(each))) return false;
  const isNews = NEWS.test(text);
  if (isNews && IMAGE.test(text)) return true;
  if (above.some((each) => ABOUT_IMAGES.test(each))) return true;
  if (HELD.test(text) || TOLD_BY_A_USER.test(passage.text)) return false;
  return isNews || [text, passage.text.slice(0, start), ...above].some((each) => IMAGE.test(each));
}

/** Headings below which images are listed. */
const ABOUT_IMAGES = /\b(?:images?|vhds?|gen ?[12])\b|\bcomponent updates?\b/i;
/** A user's own words. */
const TOLD_BY_A_USER = /\b(?:i|my|our)\b|\?/i;
/** What is said of an image that somebody has or is shown. */
const HELD =
  /\b(?:we|outputs?|shows?|prints?|returns?|says?|labels?|nodeimageversion|fix(?:e[sd])?|bugs?|issues?|advisor\w*|cves?|vulnerab\w*|skip|withdrawn|recalled|revoked)\b|--[a-z]/i;

/** Headings of an issue: what its author runs, and did. */
const REPORT =
  /^\W*(?:environment|(?:steps )?to reproduce|describe the bug|what happened|known (?:issues?|limitations?)|my (?:set-?up|cluster))\b/i;
