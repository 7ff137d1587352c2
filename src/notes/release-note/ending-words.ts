/** What denies. */
export const NOT = String.raw`(?:no longer|not|cannot|can't|won't|\w+n't|never|unable to|stop(?:s|ped|ping)?|ceas(?:e|es|ed|ing)|quit(?:s|ting)?)`;
/** What may stand between a denial and its verb. */
export const BE = String.raw`(?:\s+(?:be|being|to|also|any|get|able|allowed|possible|longer|currently|officially|actively|further|going))*`;
/** Auxiliaries before a verb of ending. */
export const WILL = String.raw`(?:(?:will|would|shall|may|can|is to|are to|is|are|was|were|has|have|had) )?(?:be )?(?:now |then |also |officially |already )?`;
/** Verbs of ending that take no object. */
export const END = String.raw`(?:ends?|ended|ending|expir(?:es?|ed|ing)|ceas(?:es?|ed)|stop(?:s|ped)?|lapses?|clos(?:es?|ed|ing)|runs? out|terminates?|is over|finish(?:es|ed)?)`;
/** Not behind a denial. */
export const UNDENIED = String.raw`(?<!(?:\b(?:not|never)|n't) (?:yet )?(?:be |been |being )?)`;
/** A node image; what a node caches or a pod runs is another thing. */
export const IMAGE = String.raw`(?:images?(?<!\b(?:container|base|unused|cached|stale|dangling|pause) images?)|vhds?)`;
/** What AKS makes for an OS: images, patches. */
export const IMAGES = String.raw`(?:${IMAGE}|(?:security |windows )+(?:patch(?:es|ing)?|updates?|fixes)|patches|updates|fixes)`;
/** "No new image this week" says nothing of the next. */
export const LASTING = String.raw`(?! (?:[\w.-]+ ){0,6}?(?:(?:this|last) (?:week|month|time|release|cycle|round)\b|in this\b)| (?:(?:are|is) )?(?:required|needed|necessary)\b| (?:by default|in place|automatically|on their own|unless|until|when|while|if)\b)`;
/** Verbs of making images. */
export const MAKE = String.raw`(?:produc|publish|creat|provid|releas|ship|build|built|receiv|get|issu|deliver|updat|generat|offer|patch|mak|hav)\w*`;
/** Making node pools. */
export const CREATE = String.raw`(?:creat(?:e|es|ing)|add(?:s|ing)?|deploy(?:s|ing)?|provision(?:s|ing)?)`;
/** Having made node pools. */
export const CREATED = String.raw`(?:created|added|provisioned|deployed|launched|made)`;
/** What can be created. */
export const POOLS = String.raw`(?:node ?pools?|clusters?|nodes?|pools?)`;
/** Refusals. */
export const REFUSED = String.raw`(?:blocked|disabled|rejected|prevented|disallowed|restricted|denied|refused|forbidden|declined|turned down)`;
/** Ways to fail. */
export const FAIL = String.raw`(?:fails?|(?:be |is |are |get |gets )?${REFUSED}|stops? working|returns? an error|stops? being possible|(?:no longer|not|cannot|can't|won't|doesn't|don't) (?:be )?(?:work|possible|allowed|supported|available|permitted|succeed))`;
/** Long-term support. */
export const LTS = String.raw`(?:lts|long[ -]term[ -]support(?: \(lts\))?)`;
/** Those who have long-term support. */
export const LTS_USERS = String.raw`(?:clusters?|customers?|users?|subscribers?)`;
/** A date of ending. */
export const LAST_DATE = String.raw`(?:\w+[ -]){0,3}(?:dates?|deadlines?|day)`;
/** The beginning of a date. */
export const DATE = String.raw`(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?)?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|20\d\d-)`;
/** Verbs of granting. */
export const GRANT = String.raw`(?:giv(?:e|es|en|ing)|gave|grant\w*|gets?|got|gain\w*|receiv\w*|allow\w*)`;
/** Time on top of what was planned. */
export const MORE_TIME = String.raw`(?:(?:more|extra|additional) time|(?:another|(?:\w+ )?(?:more|extra|additional)) (?:[\w-]+ )?(?:weeks?|months?|years?))`;
/** The kind of support that a sentence may name. */
export const SUPPORT_KIND = String.raw`(?:(?!preview|technical|limited)[\w-]+ ){0,3}?`;
/** Taking away. */
export const TAKE = String.raw`(?:dropp?(?:s|ing)?|tak(?:e|es|ing)|pull(?:s|ing)?|took|dropped|pulled)`;
/** Having been taken away. */
export const TAKEN = String.raw`(?:dropped|taken|pulled|delisted|gone)`;
/** Where something is taken away from. */
export const OUT_OF_SERVICE = String.raw`(?:(?:away |out |off )?(?:from|of) (?:the )?(?:service|aks|platform)|out of service|(?:off|from) the list)`;
/** An end that can be moved. */
export const MOVED_THING = String.raw`(?:${LAST_DATE}|end(?:[ -]of[ -](?:\w+[ -]){0,3}?(?:support|life|service|lts))?|retirement|deprecation|removal|eol)`;
/** A Kubernetes minor version. */
export const MINOR = String.raw`(?:aks |kubernetes |versions? )*v?1\.\d+`;
