import { type EndingRule, rule } from './ending-rule.ts';
import { BE, CREATE, CREATED, DATE, FAIL, MINOR, NOT, POOLS, REFUSED, WILL } from './ending-words.ts';

/** Ways to say that no node pool can be created any more. */
export const POOL_RULES: readonly EndingRule[] = [
  rule(
    'no-new-node-pools',
    'before',
    String.raw`upgrad\w+ (?:[\w.]+ ){0,4}?(?:windows (?:server )?20|ws ?20|annual)[^.;]{3,40} to ${MINOR} (?:is|will be) ${REFUSED}`,
  ),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`no (?:new|more|further) ${POOLS}(?= (?:from|after|on|as of|since|starting|in) )`,
  ),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`(?:can|may) (?:only |still )*be ${CREATED} (?:only )?(?:up to|until|through)(?= ${MINOR})`,
  ),
  rule(
    'no-new-node-pools',
    'after',
    String.raw`${NOT}${BE} upgrade(?= (?:existing |your |the |any )*(?:windows|ws ?20)[^.;]{3,50} to ${MINOR})`,
  ),
  rule(
    'no-new-node-pools',
    'after',
    String.raw`${NOT}${BE} (?:make new|${CREATE}(?: (?:any|new|or|and|upgrade|existing|add))*)`,
  ),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`${NOT}${BE} (?:available|supported|offered|used|usable|allowed|selectable|accepted|valid|selected|chosen|picked|enabled)(?: any ?(?:more|longer))? (?:for|when|in|on) (?:the |you )?(?:new|creat\w+)(?: (?:[\w-]+ ){0,4}?${POOLS})?`,
  ),
  rule(
    'no-new-node-pools',
    'after',
    String.raw`${NOT}${BE} (?:allow|permit|accept)(?:s|ing)?(?= (?:[\w.]+ ){1,6}?${POOLS})`,
  ),
  rule(
    'no-new-node-pools',
    'after',
    String.raw`(?:last|highest|final|newest|maximum) (?:\w+ ){0,3}?(?:versions?|release|minor) (?:(?:that|to|which|will|is|be|on|where|in) )*(?:supports?|supporting|compatible with|available for|(?<=on )which|where|(?<=which )|with|for|runs?|run|allows?|offers?)`,
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
    String.raw`(?:creat(?:ion|ing)|adding|provisioning|deploying|node ?pool add)(?: of)? (?:[\w'.-]+ ){0,12}?(?:will |would )?(?:${FAIL}|ends?|stops?)`,
  ),
  rule('no-new-node-pools', 'before', String.raw`new ${POOLS} (?:[\w'.-]+ ){0,8}?${WILL}${REFUSED}`),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`new (?:[\w.'()-]+ ){0,6}?${POOLS} (?:\w+ )?${NOT}${BE} (?:possible|allowed|accepted|available|supported)`,
  ),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`new (?:[\w.'()-]+ ){1,6}?${POOLS} (?:will be|are|get) (?:now )?(?:${REFUSED}|impossible|unsupported|unavailable)`,
  ),
  rule(
    'no-new-node-pools',
    'after',
    String.raw`(?:won't|cannot|can't|no longer) (?:runs?|hosts?)(?= (?:windows (?:server )?20|ws ?20|annual))`,
  ),
  rule(
    'no-new-node-pools',
    'after',
    String.raw`(?:won't|cannot|can't|no longer) (?:be able to )?(?:uses?|have|has)(?<=${MINOR}(?:\+| and \w+)?[^,.;]{0,60})(?= (?:windows (?:server )?20|ws ?20|annual))`,
  ),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`(?:works?|runs?|available|supported|offered) (?:only )?up to(?: and including)?(?= ${MINOR})`,
  ),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`(?:requests?|calls?|attempts?|commands?|templates?) (?:that|which|to) ${CREATE} (?:[\w.'-]+ ){0,8}?(?:${POOLS} )?(?:(?:are|is|will be|gets?) ${REFUSED}|(?:will )?(?:fail|return an error)|fails|returns an error)(?! (?:when|while|if|unless|because|due|with)\b)`,
  ),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`${NOT}${BE} (?:used|usable|combined|deployed|run) (?:with|on|in)(?= ${MINOR})`,
  ),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`(?:can|may) (?:only |still )*be ${CREATED} (?:only )?(?:until|till)(?= (?:the end of )?${DATE})`,
  ),
  rule('no-new-node-pools', 'after', String.raw`(?:last|final) (?:day|date|chance) to ${CREATE}`),
  rule(
    'no-new-node-pools',
    'after',
    String.raw`(?:you|customers|users) can (?:still |only )*${CREATE}(?<=\buntil ${DATE}[^.;]{0,15},? (?:you|customers|users) [a-z ]+)(?=[^.;]*(?:pools?|nodes?)(?:[.,;]|$))`,
  ),
  rule('no-new-node-pools', 'before', String.raw`(?:is|are|will be|gets?) ${REFUSED} (?:on|in|with|by)(?= ${MINOR})`),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`only (?:be )?(?:supported|available|offered|usable|accepted) (?:on|in|with|for|by)(?= ${MINOR} and (?:below|older|earlier|lower)\b)`,
  ),
  rule('no-new-node-pools', 'before', String.raw`closed (?:for|to) (?:the creation of )?new ${POOLS}`),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`${NOT}${BE} upgraded (?:to|past|beyond)(?<=(?:windows|ws ?20|annual)[^.;]{3,60})(?= ${MINOR}(?![^.;]*\b(?:before|until|unless|yet|if|in one|directly)\b))`,
  ),
  rule('no-new-node-pools', 'after', String.raw`(?:impossible|not (?:be )?possible any ?(?:more|longer)) to ${CREATE}`),
  rule(
    'no-new-node-pools',
    'after',
    String.raw`${NOT}${BE} (?:enable|use|select|choose|pick) (?:it|them) (?:for|on|in|with) new ${POOLS}`,
  ),
  rule(
    'no-new-node-pools',
    'after',
    String.raw`(?:drops?|no longer (?:has|have|includes?|contains?|knows?|comes? with)|(?:comes?|ships?) without)(?<=\b1\.\d{1,2}\+? (?:(?:and|or|later|above|newer|will|also|now|finally|versions?) )*(?:drops?|no longer \w+|\w+ with(?:out)?))(?= (?:support (?:for|of) )?(?:the )?(?:os sku )?(?:windows(?: server)? ?(?:20|2\dh|annual)|ws ?20|annual))`,
  ),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`(?:(?:is|are|be) (?:gone|absent|missing)|(?:not|no longer) (?:be )?(?:a )?(?:part|included|present|there)) (?:from|of|in)(?= ${MINOR})`,
  ),
  rule('no-new-node-pools', 'before', String.raw`(?:new )?${POOLS} (?:[\w'.-]+ ){0,6}?${NOT}${BE} ${CREATED}`),
];
