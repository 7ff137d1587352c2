import type { RetirementPhase } from '../../domain/retirement-statement.ts';

/**
 * Where a cue's subject stands: `before` it ("X is retired"), `after` it ("retire X"), `either` (after if it stands
 * right there, else before), or right beside it as a noun does (`noun`: "X end of life", "deprecation of X").
 */
export type CueSide = 'before' | 'after' | 'either' | 'noun';

/** One way to say that something ends. */
export interface EndingRule {
  readonly phase: RetirementPhase;
  readonly side: CueSide;
  readonly pattern: RegExp;
}

const NOT = String.raw`(?:no longer|not|cannot|can't|won't|\w+n't|never|unable to|stop(?:s|ped|ping)?|ceas(?:e|es|ed|ing))`;
const BE = String.raw`(?:\s+(?:be|being|to|also|any|get|able|allowed|possible|longer|currently|officially|actively|further))*`;
const WILL = String.raw`(?:(?:will|would|shall|may|can|is to|are to|is|are|was|were|has|have|had) )?(?:be )?(?:now |then |also |officially |already )?`;
const END = String.raw`(?:ends?|ended|ending|expir(?:es?|ed|ing)|ceas(?:es?|ed)|stop(?:s|ped)?|lapses?|clos(?:es?|ed|ing)|runs? out|terminates?|is over|finish(?:es|ed)?)`;
const UNDENIED = String.raw`(?<!(?:\b(?:not|never)|n't) (?:yet )?(?:be |been |being )?)`;
const IMAGE = String.raw`(?:(?<!container )(?<!base )images?|vhds?)`;
const IMAGES = String.raw`(?:${IMAGE}|(?:security |windows )+(?:patch(?:es|ing)?|updates?|fixes)|patches|updates|fixes)`;
const MAKE = String.raw`(?:produc|publish|creat|provid|releas|ship|build|built|receiv|get|issu|deliver|updat|generat|offer|patch|mak|hav)\w*`;
const CREATE = String.raw`(?:creat(?:e|es|ing)|add(?:s|ing)?|deploy(?:s|ing)?|provision(?:s|ing)?)`;
const CREATED = String.raw`(?:created|added|provisioned|deployed|launched|made)`;
const POOLS = String.raw`(?:node ?pools?|clusters?|nodes?|pools?)`;
const REFUSED = String.raw`(?:blocked|disabled|rejected|prevented|disallowed|restricted|denied|refused|forbidden|declined)`;
const FAIL = String.raw`(?:fails?|(?:be |is |are |get |gets )?${REFUSED}|stops? working|stops? being possible|(?:no longer|not|cannot|can't|won't|doesn't|don't) (?:be )?(?:work|possible|allowed|supported|available|permitted|succeed))`;
const LTS = String.raw`(?:lts|long[ -]term[ -]support(?: \(lts\))?)`;
const LAST_DATE = String.raw`(?:\w+[ -]){0,3}(?:dates?|deadlines?|day)`;
const MOVED_THING = String.raw`(?:${LAST_DATE}|end(?:[ -]of[ -](?:\w+[ -]){0,3}?(?:support|life|service|lts))?|retirement|deprecation|removal|eol)`;

function rule(phase: RetirementPhase, side: CueSide, pattern: string): EndingRule {
  return { phase, side, pattern: new RegExp(String.raw`\b${pattern}\b`, 'gi') };
}

const IMAGE_RULES: readonly EndingRule[] = [
  rule(
    'image-removal',
    'after',
    String.raw`${UNDENIED}(?:remov|delet|purg|withdraw|clean)\w* (?:[\w()-]+ ){0,7}?${IMAGE}`,
  ),
  rule(
    'image-removal',
    'before',
    String.raw`(?:${IMAGE}|ones) (?:[\w'-]+ ){0,10}?${UNDENIED}(?:removed|deleted|purged|withdrawn|disappear\w*|go away)`,
  ),
  rule('image-removal', 'noun', String.raw`${IMAGE} (?:removal|deletion)`),
  rule(
    'image-removal',
    'before',
    String.raw`(?:scal(?:e|ing)|reimag(?:e|ing))(?:[ -](?:operations?|actions?|up|out|and|or|reimag(?:e|ing)|upgrad(?:e|es|ing)))*(?: (?:will|would|may|to|can|could))? ${FAIL}`,
  ),
  rule('image-removal', 'before', String.raw`${NOT}${BE} (?:scale|reimage)`),
  rule(
    'no-new-images',
    'either',
    String.raw`${NOT}${BE} ${MAKE} (?:(?!node ?pools?|clusters?)[\w,/-]+ ){0,8}?${IMAGES}(?: (?:and|or) (?:\w+ ){0,3}?${IMAGES})*`,
  ),
  rule(
    'no-new-images',
    'either',
    String.raw`no (?:(?:new|more|further|additional|longer any) (?:[\w/-]+ ){0,4}?${IMAGES}|security (?:patches|updates|fixes))(?: (?:and|or) (?:\w+ ){0,3}?${IMAGES})*`,
  ),
  rule(
    'no-new-images',
    'before',
    String.raw`${IMAGES} (?:\w+ ){0,3}?${NOT}${BE} (?:produced|published|created|provided|released|shipped|built|issued|delivered|updated|generated)`,
  ),
  rule(
    'no-new-images',
    'before',
    String.raw`(?:new |further )${IMAGES}(?: (?:and|or) (?:\w+ ){0,3}?${IMAGES})* (?:for (?:[\w.-]+ ){1,5}?)?${WILL}${END}`,
  ),
  rule(
    'no-new-images',
    'before',
    String.raw`last (?:set of )?(?:new )?${IMAGES} (?:for (?:[\w.-]+ ){1,5}?)?(?:will be|is|are)(?= (?:\w+ )*?(?:on|in) )`,
  ),
];

const POOL_RULES: readonly EndingRule[] = [
  rule(
    'no-new-node-pools',
    'after',
    String.raw`${NOT}${BE} (?:make new|${CREATE}(?: (?:any|new|or|and|upgrade|existing|add))*)`,
  ),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`${NOT}${BE} (?:available|supported|offered|used|usable|allowed|selectable) (?:for|when|in) (?:the )?(?:new|creat\w+)(?: (?:[\w-]+ ){0,4}?${POOLS})?`,
  ),
  rule(
    'no-new-node-pools',
    'after',
    String.raw`${NOT}${BE} (?:allow|permit|accept)(?:s|ing)?(?= (?:[\w.]+ ){1,6}?${POOLS})`,
  ),
  rule(
    'no-new-node-pools',
    'after',
    String.raw`(?:last|highest|final|newest|maximum) (?:\w+ ){0,3}?(?:versions?|release|minor) (?:(?:that|to|which|will|is|be|on|where|in) )*(?:supports?|supporting|compatible with|available for|(?<=on )which|(?<=which )|with|for|runs?|run|allows?|offers?)`,
  ),
  rule(
    'no-new-node-pools',
    'after',
    String.raw`(?:block|prevent|disabl|disallow|stop|reject|refus)\w* (?:the |any )?(?:new |(?:you |users |customers )?(?:from )?${CREATE}|creation of)`,
  ),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`no (?:[\w.'()-]+ ){0,7}?${POOLS} (?:[\w.'()-]+ ){0,5}?(?:can |may |will )?be ${CREATED}`,
  ),
  rule('no-new-node-pools', 'before', String.raw`${POOLS} creations? (?:will |would |may )?${FAIL}`),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`(?:creat(?:ion|ing)|adding|provisioning|deploying|node ?pool add)(?: of)? (?:[\w'.-]+ ){0,12}?(?:will |would )?${FAIL}`,
  ),
  rule('no-new-node-pools', 'before', String.raw`new ${POOLS} (?:[\w'.-]+ ){0,8}?${WILL}${REFUSED}`),
  rule('no-new-node-pools', 'before', String.raw`(?:new )?${POOLS} (?:[\w'.-]+ ){0,6}?${NOT}${BE} ${CREATED}`),
];

const MOVE_RULES: readonly EndingRule[] = [
  rule(
    'date-changed',
    'after',
    String.raw`(?:mov|shift|chang|push|bring|brought|adjust|revis|reschedul|extend|postpon|defer|delay|prolong)\w* (?:back |out |forward )?(?:the |its |their |our )?(?:planned |announced )?${MOVED_THING}`,
  ),
  rule(
    'date-changed',
    'either',
    String.raw`(?:extend(?:s|ed|ing)?|extension|prolong(?:s|ed|ing)?|postpon(?:e|es|ed|ing)|defer(?:s|red|ring)?|push(?:es|ed|ing)? (?:back|out)|put (?:off|back)|set back|delay(?:s|ed|ing)?|reschedul(?:e|es|ed|ing)|br(?:ing|ings|ought|inging) forward|(?:mov|shift|chang|slip|adjust|updat|revis)(?:e|es|s|ed|ped|ing)?(?: out| back| forward)? (?:from|to)(?= (?:\w+ )?\d)|new (?:retirement|deprecation|end[ -]of[ -]\w+) date)`,
  ),
  rule('date-changed', 'before', String.raw`new (?:${LAST_DATE}|one)(?: is| will be|(?=:))`),
  rule(
    'date-changed',
    'before',
    String.raw`(?:will|is|are|shall) now (?:\w+ ){0,2}?(?:take place|happen|scheduled|planned|expected|due|set|follow|occur)`,
  ),
];

const SUPPORT_RULES: readonly EndingRule[] = [
  rule(
    'lts-only',
    'before',
    String.raw`(?:only|exclusively|solely) (?:\w+ ){0,5}?(?:under|in|with|through|via|as|on|for|by) (?:the |aks |an? )*${LTS}`,
  ),
  rule(
    'lts-only',
    'before',
    String.raw`(?:under|in|with|through|via|as|on|by) (?:the |aks |an? )*${LTS} (?:only|exclusively|alone)`,
  ),
  rule(
    'lts-only',
    'before',
    String.raw`${NOT}${BE} (?:available|offered|supported|usable|used|run) (?:without|outside(?: of)?|unless) (?:[\w-]+ ){0,4}?${LTS}`,
  ),
  rule('lts-only', 'before', String.raw`${LTS}[ -]only`),
  rule('lts-only', 'before', String.raw`requires? (?:an? |the )?${LTS}`),
  rule('lts-only', 'before', String.raw`(?:transition|mov|shift|switch|enter)\w* (?:in)?to (?:the |aks )*${LTS}`),
  rule(
    'platform-support',
    'before',
    String.raw`(?:transition|mov|shift|switch|enter|fall|go|under|in|into|only|limited|drop|left with)\w* (?:in)?(?:to |under |be |have |receive |our |the |only |on |aks |a )*platform[ -]support`,
  ),
  rule(
    'platform-support',
    'either',
    String.raw`platform[ -]support (?:policy )?(?:applies|only|begins|starts|remains|is (?:\w+ ){0,4}?left)(?: for)?`,
  ),
];

const RETIREMENT_RULES: readonly EndingRule[] = [
  rule(
    'retirement',
    'before',
    String.raw`support (?:for |of )?(?:[\w.'()/-]+ ){0,9}?(?:(?<!\b(?:the|by|at|until) )${END}|(?:is|was|were|be|been|being) (?:\w+ly )?(?:removed|dropped|ended|withdrawn|discontinued|terminated))`,
  ),
  rule(
    'retirement',
    'before',
    String.raw`${LTS}(?: versions?| releases?| support| coverage| period| window| phase)?(?: (?:for|of) (?:[\w.()/-]+ ){0,4}?[\w.()/-]+)? ${WILL}(?<!the )${END}`,
  ),
  rule('retirement', 'before', String.raw`support,? (?:which|that) ${WILL}${END}`),
  rule(
    'retirement',
    'before',
    String.raw`supported (?:only )?(?:until|till|through|up to)(?= (?:the )?(?:end of )?(?:[a-z]+ \d|\d)(?!\.\d))`,
  ),
  rule(
    'retirement',
    'after',
    String.raw`(?:remov|drop|end(?! of\b)|withdraw|discontinu|terminat)\w* (?:\w+ ){0,2}?support(?: for)?`,
  ),
  rule(
    'retirement',
    'after',
    String.raw`${NOT}${BE} (?:support|supports|supporting|offer|offers|offering|provide|providing|maintain|maintaining|accept)(?: (?:any )?(?:support|maintenance)(?: for)?)?`,
  ),
  rule(
    'retirement',
    'before',
    String.raw`${NOT}${BE} (?:supported|available|offered|maintained|usable|in support|(?:receiv|get|cover|entitl)\w* (?:(?:by|to) )?(?:[\w-]+ ){0,2}?support)`,
  ),
  rule(
    'retirement',
    'before',
    String.raw`(?:is|are|be|become|becomes|been|was|were|go|goes|going) (?:now |considered |officially )?unsupported`,
  ),
  rule(
    'retirement',
    'before',
    String.raw`(?:out of|outside of|leav(?:e|es|ing)|exit(?:s|ing)?|fall(?:s|ing)? out of|lose(?:s)?) (?:aks |standard |general |community |our |mainstream |active |\w+ ){0,2}?(?:support|lts)`,
  ),
  rule('retirement', 'before', String.raw`(?:removed|dropped|dropping|drops|retired|expires?) (?:from|out of) ${LTS}`),
  rule(
    'retirement',
    'before',
    String.raw`(?:have|has) (?:until [^.;]{3,30}|\d+ \w+(?: \([^()]{4,30}\))?) to (?:upgrade|migrate|move)`,
  ),
  rule(
    'retirement',
    'noun',
    String.raw`end(?:[ -]of[ -]|ing of )(?:[\w-]+ ){0,3}?(?:support|life|service|servicing|maintenance|lts)`,
  ),
  rule('retirement', 'noun', String.raw`end date`),
  rule('retirement', 'before', String.raw`end[ -]of[ -]life[d']+`),
  rule('retirement', 'noun', String.raw`(?:eol|eos)`),
  rule(
    'retirement',
    'noun',
    String.raw`(?:retirement|deprecation|discontinuation|decommissioning|sunset(?= (?:date|on|of)))`,
  ),
  rule('removal', 'before', String.raw`no longer (?:be )?(?:(?:a )?part of|included in|listed in|present in)`),
  rule('removal', 'noun', String.raw`(?<=(?:\b(?:its|their|and|for|:) |^))(?:complete |final )?removal`),
];

/** Every way to say that something ends; earlier rules win where two would read the same words. */
export const ENDING_RULES: readonly EndingRule[] = [
  ...IMAGE_RULES,
  ...POOL_RULES,
  ...MOVE_RULES,
  ...SUPPORT_RULES,
  ...RETIREMENT_RULES,
];
