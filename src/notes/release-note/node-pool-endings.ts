import { type EndingRule, rule } from './ending-rule.ts';
import { BE, CREATE, CREATED, FAIL, NOT, POOLS, REFUSED, WILL } from './ending-words.ts';

/** Ways to say that no node pool can be created any more. */
export const POOL_RULES: readonly EndingRule[] = [
  rule(
    'no-new-node-pools',
    'before',
    String.raw`upgrad\w+ (?:[\w.]+ ){0,4}?(?:windows (?:server )?20|ws ?20|annual)[^.;]{3,40} to (?:aks |kubernetes |versions? )*v?1\.\d+ (?:is|will be) ${REFUSED}`,
  ),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`no (?:new|more|further) ${POOLS}(?= (?:from|after|on|as of|since|starting|in) )`,
  ),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`(?:can|may) (?:only |still )*be ${CREATED} (?:only )?(?:up to|until|through)(?= (?:aks |kubernetes |versions? )*v?1\.\d)`,
  ),
  rule(
    'no-new-node-pools',
    'after',
    String.raw`${NOT}${BE} upgrade(?= (?:existing |your |the |any )*(?:windows|ws ?20)[^.;]{3,50} to (?:aks |kubernetes |versions? )*v?1\.\d)`,
  ),
  rule(
    'no-new-node-pools',
    'after',
    String.raw`${NOT}${BE} (?:make new|${CREATE}(?: (?:any|new|or|and|upgrade|existing|add))*)`,
  ),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`${NOT}${BE} (?:available|supported|offered|used|usable|allowed|selectable|accepted|valid) (?:for|when|in) (?:the |you )?(?:new|creat\w+)(?: (?:[\w-]+ ){0,4}?${POOLS})?`,
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
    'after',
    String.raw`(?:won't|cannot|can't|no longer) (?:runs?|hosts?)(?= (?:windows (?:server )?20|ws ?20|annual))`,
  ),
  rule(
    'no-new-node-pools',
    'before',
    String.raw`(?:works?|runs?|available|supported|offered) (?:only )?up to(?: and including)?(?= (?:aks |kubernetes |versions? )*v?1\.\d)`,
  ),
  rule('no-new-node-pools', 'before', String.raw`(?:new )?${POOLS} (?:[\w'.-]+ ){0,6}?${NOT}${BE} ${CREATED}`),
];
