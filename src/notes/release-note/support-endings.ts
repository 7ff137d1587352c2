import { type EndingRule, rule } from './ending-rule.ts';
import { BE, DATE, END, LTS, MINOR, NOT, OUT_OF_SERVICE, SUPPORT_KIND, TAKE, TAKEN, WILL } from './ending-words.ts';

/** Ways to say that support ends, or that a version is taken away. */
export const RETIREMENT_RULES: readonly EndingRule[] = [
  rule('retirement', 'before', String.raw`(?:drop|end|lose|stop)\w* (?:its |the )?windows support`),
  rule(
    'retirement',
    'before',
    String.raw`support (?!tickets?|requests?|cases?|teams?|engineers?|staff|plans?|forums?)(?:for |of )?(?:(?!not |never |n't )[\w.'()/-]+ ){0,9}?(?:(?<!\b(?:the|by|at|until) )${END}|(?:is|was|were|be|been|being) (?:\w+ly )?(?:removed|dropped|ended|withdrawn|discontinued|terminated))`,
  ),
  rule(
    'retirement',
    'before',
    String.raw`${LTS}(?: versions?| releases?| support| coverage| period| window| phase| term| cycle)?(?: (?:for|of) (?:[\w.()/-]+ ){0,4}?[\w.()/-]+)? ${WILL}(?<!the )${END}`,
  ),
  rule('retirement', 'before', String.raw`support,? (?:which|that) ${WILL}${END}`),
  rule(
    'retirement',
    'before',
    String.raw`(?:supported|(?:keeps?|retains?|has|have) (?:(?:its|their|full) )*${SUPPORT_KIND}support) (?:only |[\w-]+ (?:[\w-]+ ){0,4}?)?(?:until|till|through|up to)(?= (?:the )?(?:end of )?(?:[a-z]+ \d|\d)(?!\.\d))`,
  ),
  rule(
    'retirement',
    'before',
    String.raw`(?:(?:fall|drop|go|run)\w* )?(?:out of|outside of|outside|leav(?:e|es|ing)|left|exit(?:s|ed|ing)?|loses?|losing|lost) ${SUPPORT_KIND}(?:support|lts)`,
  ),
  rule(
    'retirement',
    'before',
    String.raw`(?:comes?|coming|came) to (?:an|its|their|the) (?:\w+ )?(?:end|close)(?! of (?:its |the |their )?(?:public )?preview)`,
  ),
  rule(
    'retirement',
    'before',
    String.raw`(?:has|had|have|sees?|saw) (?:its|their) last (?:day|week|month)(?: (?:of|in|under) ${SUPPORT_KIND}(?:support|lts))?`,
  ),
  rule(
    'retirement',
    'noun',
    String.raw`last (?:day|week|month) (?:of|in|under|for|with) ${SUPPORT_KIND}(?:support|lts)`,
  ),
  rule(
    'retirement',
    'before',
    String.raw`(?:removed|dropped|retired|taken) (?:from|out of) (?:the )?${SUPPORT_KIND}support`,
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
    String.raw`(?:is|are|will be) (?:still |any longer )?(?:supported|available|offered)(?<=\bneither\b[^.;]{3,120})`,
  ),
  rule(
    'retirement',
    'before',
    String.raw`(?:is|are|be|become|becomes|been|was|were|go|goes|going) (?:now |considered |officially )?unsupported`,
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
  rule('retirement', 'before', String.raw`(?:reach\w*|meets?|met) (?:its|their|the) end(?! (?:of|users?)\b)`),
  rule(
    'retirement',
    'before',
    String.raw`(?:support|lts|maintenance) (?:ends? |lasts? |runs? )?(?:until|till|through)(?= (?:the )?(?:end of )?${DATE})`,
  ),
  rule(
    'retirement',
    'noun',
    String.raw`(?:the |its |their )?last day(?<=\b(?:is|was|be) (?:\w+ )?last day)(?= (?:of|for) )`,
  ),
  rule(
    'retirement',
    'noun',
    String.raw`(?:last|final) day(?: (?:of|in|under) ${SUPPORT_KIND}(?:support|lts))? (?:is|was|will be)(?= ${DATE})`,
  ),
  rule('retirement', 'before', String.raw`no longer (?:be )?(?:an option|a choice|a valid (?:option|choice|value))`),
  rule(
    'retirement',
    'before',
    String.raw`(?:has|have|gets?|receives?) no (?:more |further )?${SUPPORT_KIND}support(?=(?: any ?more| at all)?(?:[.,;]| (?:after|from|since|as of) ))`,
  ),
  rule('retirement', 'before', String.raw`(?:goes|going|go) away(?! from\b)`),
  rule('retirement', 'noun', String.raw`end date`),
  rule('retirement', 'before', String.raw`end[ -]of[ -]life[d']+`),
  rule('retirement', 'noun', String.raw`(?:eol|eos)`),
  rule(
    'retirement',
    'noun',
    String.raw`(?:retirement|deprecation|discontinuation|decommissioning|sunset(?= (?:date|on|of)))`,
  ),
  rule('removal', 'after', String.raw`${TAKE}(?= (?:[\w.()-]+ ){1,6}?${OUT_OF_SERVICE})`),
  rule('removal', 'before', String.raw`${TAKEN} (?:away |out |off )*${OUT_OF_SERVICE}`),
  rule('removal', 'after', String.raw`withdraw(?:s|ing|n)?(?= ${MINOR})`),
  rule('removal', 'before', String.raw`(?:disappear|vanish)\w* ${OUT_OF_SERVICE}`),
  rule('removal', 'before', String.raw`no longer (?:be )?(?:(?:a )?part of|included in|listed in|present in)`),
  rule('removal', 'noun', String.raw`(?<=(?:\b(?:its|their|and|for|:) |^))(?:complete |final )?removal`),
];
