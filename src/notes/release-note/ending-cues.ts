import type { RetirementPhase } from '../../domain/retirement-statement.ts';

/**
 * Where a cue's subject stands: `before` it ("X is retired"), `after` it ("retire X"), `either` (after if it stands
 * right there, else before), or right beside it as a noun does (`noun`: "X end of life", "deprecation of X").
 */
export type CueSide = 'before' | 'after' | 'either' | 'noun';

/** Words that say that something ends, found in a sentence. */
export interface EndingCue {
  readonly phase: RetirementPhase;
  readonly side: CueSide;
  readonly start: number;
  readonly end: number;
}

interface CueRule {
  readonly phase: RetirementPhase;
  readonly side: CueSide;
  readonly pattern: RegExp;
}

const NOT = String.raw`(?:no longer|not|cannot|can't|won't|\w+n't|never|unable to|stop(?:s|ped|ping)?|ceas(?:e|es|ed|ing))`;
const BE = String.raw`(?:\s+(?:be|being|to|also|any|get|able|allowed|possible|longer|currently|officially|actively|further))*`;
const IMAGE = String.raw`(?:(?<!container )(?<!base )images?|vhds?)`;
const IMAGES = String.raw`(?:${IMAGE}|(?:security |windows )+(?:patch(?:es|ing)?|updates?|fixes)|patches|updates|fixes)`;
const MAKE = String.raw`(?:produc|publish|creat|provid|releas|ship|build|built|receiv|get|issu|deliver|updat|generat|offer|patch|mak|hav)\w*`;
const CREATE = String.raw`(?:creat(?:e|es|ing)|add(?:s|ing)?|deploy(?:s|ing)?|provision(?:s|ing)?)`;
const POOLS = String.raw`(?:node ?pools?|clusters?|nodes?)`;
const FAIL = String.raw`(?:fail|(?:be |is |are )?(?:blocked|disabled|rejected|prevented|disallowed|restricted|denied)|(?:no longer|not|cannot|can't|won't) (?:be )?(?:work|possible|allowed|supported|available|permitted|succeed))`;

function rule(phase: RetirementPhase, side: CueSide, pattern: string): CueRule {
  return { phase, side, pattern: new RegExp(String.raw`\b${pattern}\b`, 'gi') };
}

/** Earlier rules win where two would read the same words. */
const RULES: readonly CueRule[] = [
  rule('image-removal', 'after', String.raw`(?:remov|delet|purg)\w* (?:[\w()-]+ ){0,7}?${IMAGE}`),
  rule('image-removal', 'before', String.raw`${IMAGE} (?:[\w'-]+ ){0,8}?(?:removed|deleted|purged)`),
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
    'no-new-node-pools',
    'after',
    String.raw`${NOT}${BE} (?:make new|${CREATE}(?: (?:any|new|or|and|upgrade|existing|add))*)`,
  ),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`${NOT}${BE} (?:available|supported|offered|used|usable|allowed) (?:for|when|in) (?:the )?(?:new|creat\w+)(?: (?:[\w-]+ ){0,4}?${POOLS})?`,
  ),
  rule(
    'no-new-node-pools',
    'after',
    String.raw`last (?:\w+ ){0,3}?(?:versions?|release) (?:that |to |which |will |is |be )*(?:supports?|supporting|compatible with|available for)`,
  ),
  rule(
    'no-new-node-pools',
    'after',
    String.raw`(?:block|prevent|disabl|disallow|stop)\w* (?:the |any )?(?:new |(?:you |users |customers )?(?:from )?${CREATE})`,
  ),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`no (?:new|more|further|additional) (?:[\w.'-]+ ){0,6}?${POOLS} (?:can |may |will )?be (?:created|added|deployed)`,
  ),
  rule('no-new-node-pools', 'before', String.raw`${POOLS} creations? (?:will |would |may )?${FAIL}`),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`(?:creat(?:ion|ing)|adding|provisioning|deploying)(?: of)? (?:[\w'.-]+ ){0,12}?(?:will |would )?${FAIL}`,
  ),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`(?:new )?${POOLS} (?:[\w'.-]+ ){0,6}?${NOT}${BE} (?:created|added|provisioned|deployed)`,
  ),
  rule(
    'date-changed',
    'either',
    String.raw`(?:extend(?:s|ed|ing)?|extension|postpon(?:e|es|ed|ing)|push(?:es|ed|ing)? (?:back|out)|delay(?:s|ed|ing)?|reschedul(?:e|es|ed|ing)|mov(?:e|es|ed|ing) (?:from|to)(?= (?:\w+ )?\d)|new (?:retirement|deprecation|end[ -]of[ -]\w+) date)`,
  ),
  rule(
    'lts-only',
    'before',
    String.raw`(?:only|exclusively) (?:\w+ ){0,5}?(?:under|in|with|through|via|as|on|for|by) (?:the |aks |an? )*(?:lts|long[ -]term[ -]support)`,
  ),
  rule('lts-only', 'before', String.raw`(?:lts|long[ -]term[ -]support(?: \(lts\))?)[ -]only`),
  rule(
    'lts-only',
    'before',
    String.raw`(?:transition|mov|shift|switch|enter)\w* (?:in)?to (?:the |aks )*(?:lts|long[ -]term[ -]support)`,
  ),
  rule(
    'platform-support',
    'before',
    String.raw`(?:transition|mov|shift|switch|enter|fall|go|under|in|into|only|limited)\w* (?:in)?(?:to |under |be |have |receive |our |the |only |aks |a )*platform[ -]support`,
  ),
  rule('platform-support', 'before', String.raw`platform[ -]support (?:policy )?(?:applies|only|begins|starts)`),
  rule(
    'retirement',
    'before',
    String.raw`support (?:for |of )?(?:[\w.'-]+ ){0,9}?(?:(?<!\bthe )(?:ends?|ended|ending|expires?|ceases?|stops?)|(?:is|was|were|be|been|being) (?:\w+ly )?(?:removed|dropped|ended|withdrawn|discontinued|terminated))`,
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
    String.raw`${NOT}${BE} (?:supported|available|offered|maintained|usable|in support|receive support)`,
  ),
  rule(
    'retirement',
    'before',
    String.raw`(?:is|are|be|become|becomes|been|was|were|go|goes|going) (?:now |considered |officially )?unsupported`,
  ),
  rule(
    'retirement',
    'before',
    String.raw`(?:out of|outside of|leav(?:e|es|ing)|exit(?:s|ing)?|fall(?:s|ing)? out of|lose(?:s)?) (?:aks |standard |general |community |our |mainstream |active |\w+ ){0,2}?support`,
  ),
  rule(
    'retirement',
    'before',
    String.raw`(?:have|has) (?:until [^.;]{3,30}|\d+ \w+(?: \([^()]{4,30}\))?) to (?:upgrade|migrate|move)`,
  ),
  rule('retirement', 'noun', String.raw`end[ -]of[ -](?:\w+ )?(?:support|life|service|servicing|maintenance)`),
  rule('retirement', 'before', String.raw`end[ -]of[ -]life[d']+`),
  rule('retirement', 'noun', String.raw`(?:eol|eos)`),
  rule('retirement', 'noun', String.raw`(?:retirement|deprecation|discontinuation|decommissioning)`),
];

/** Verbs of ending in all their forms; which side the subject stands on depends on the form. */
const VERB =
  /\b(retir|deprecat|discontinu|decommission|sunset|obsolet|remov|phas)(ed?|es|s|ing|e[ds]? out|ing out|t?ed|ting)?\b/gi;
const BE_FORM =
  /\b(?:is|are|was|were|be|been|being|get|gets|become|becomes)(?: \w+ly| now| also| already| since| soon| \w+ed)*\s*$/i;
const HAVE_FORM = /\b(?:has|have|had|aks|azure|we|team|service)(?: \w+ly| now| also| already)*\s*$/i;
const COORDINATED = /(?:ed|ted|supported|life)(?: from aks)?(?:,| and| or|\/|,? then)+(?: \w+ly| then)*\s*$/i;

function verbSide(text: string, start: number, verb: string, ending: string): CueSide | null {
  const before = text.slice(Math.max(0, start - 50), start);
  if (!/ed|^d/.test(ending)) return /^(?:retir|sunset|phas)/i.test(verb) ? 'either' : 'after';
  if (BE_FORM.test(before) || COORDINATED.test(before)) return 'before';
  if (HAVE_FORM.test(before) || /^\W*$/.test(before)) return 'after';
  // "Windows Server 2019 retired" as a headline; "deprecated APIs" is neither.
  return /(?:\d|[xX+)]|pools?|nodes?|images?|versions?|support)\s*(?:[-:|]\s*)?$/.test(before) ? 'before' : null;
}

function verbCues(text: string): EndingCue[] {
  return [...text.matchAll(VERB)].flatMap((match) => {
    const side = verbSide(text, match.index, match[0], match[2] ?? '');
    const phase = /^remov/i.test(match[0]) ? 'removal' : 'retirement';
    if (side === null || (/^phas/i.test(match[0]) && !/out$/i.test(match[0]))) return [];
    return [{ phase, side, start: match.index, end: match.index + match[0].length }];
  });
}

/** The words of ending in a sentence, in reading order; none overlaps another. */
export function findEndingCues(text: string): EndingCue[] {
  const cues: EndingCue[] = [];
  const add = (cue: EndingCue): void => {
    if (!cues.some(({ start, end }) => cue.start < end && start < cue.end)) cues.push(cue);
  };
  for (const { phase, side, pattern } of RULES) {
    for (const match of text.matchAll(pattern)) {
      add({ phase, side, start: match.index, end: match.index + match[0].length });
    }
  }
  for (const cue of verbCues(text)) add(cue);
  return cues.sort((a, b) => a.start - b.start);
}
