import { type EndingRule, rule } from './ending-rule.ts';
import { BE, DATE, END, FAIL, IMAGE, IMAGES, LASTING, MAKE, NOT, UNDENIED, WILL } from './ending-words.ts';

/** Ways to say that an OS gets no new images, or loses those it has. */
export const IMAGE_RULES: readonly EndingRule[] = [
  rule(
    'no-new-images',
    'before',
    String.raw`(?:gets?|getting|receiv\w*) (?:[\w-]+ ){0,3}?${IMAGES}(?: (?:and|or) (?:\w+ ){0,3}?${IMAGES})* (?:only )?(?:until|till|through)(?= (?:the )?(?:end of )?${DATE})`,
  ),
  rule(
    'image-removal',
    'after',
    String.raw`${UNDENIED}(?:(?:remov|delet|purg|withdraw|clean|eras)\w*|tak\w+ down) (?:[\w()-]+ ){0,7}?${IMAGE}`,
  ),
  rule(
    'image-removal',
    'before',
    String.raw`(?:${IMAGE}|ones) (?:[\w'()-]+ ){0,14}?${UNDENIED}(?:removed|deleted|purged|withdrawn|erased|wiped|cleaned up|taken down|disappear\w*|vanish\w*|go away)`,
  ),
  rule(
    'image-removal',
    'before',
    String.raw`${IMAGE} (?:\w+ ){0,2}?(?:is|are|be) gone(?! from (?!aks|the service|the gallery))`,
  ),
  rule(
    'image-removal',
    'before',
    String.raw`(?:they|these)(?<=${IMAGE} (?:[\w'-]+ ){0,8}?[\w'-]+[:,;] \w+) (?:\w+ ){0,3}?${UNDENIED}(?:removed|deleted|purged|withdrawn|erased|taken down)`,
  ),
  rule(
    'image-removal',
    'before',
    String.raw`${IMAGE} (?:[\w'()-]+ ){0,6}?(?:remain|stay|(?:will|are) (?:be |still )?kept|are (?:still )?available)(?: (?:available|usable|there|online|in (?:the )?\w+))* (?:only )?(?:until|till)(?= ${DATE})`,
  ),
  rule('image-removal', 'noun', String.raw`${IMAGE} (?:removal|deletion)`),
  rule(
    'image-removal',
    'before',
    String.raw`(?:scal(?:e|ing)|reimag(?:e|ing))(?: (?:them|these|those))?(?:[ -](?:operations?|actions?|up|out|and|or|reimag(?:e|ing)|upgrad(?:e|es|ing)))*(?: (?:of|for) (?:[\w.-]+ ){1,6}?(?:node ?pools?|nodes))?(?: (?:will|would|may|to|can|could))? ${FAIL}(?! (?:\w+ )?(?:when|while|if|unless|because|due|with)\b)`,
  ),
  rule(
    'image-removal',
    'either',
    String.raw`${NOT}${BE} (?:scaled?|reimaged?)(?! (?:\w+ )?(?:while|when|if|until|unless|during|below|beyond)\b)`,
  ),
  rule('image-removal', 'before', String.raw`neither (?:be )?(?:scaled?|reimaged?)`),
  rule(
    'no-new-images',
    'before',
    String.raw`(?:receives?|gets?|sees?) (?:its|their) (?:last|final) (?:\w+ ){0,2}?${IMAGES}`,
  ),
  rule('image-removal', 'before', String.raw`${IMAGE} (?:\w+ ){0,2}?(?:no longer|cease to|do not|don't) exist`),
  rule(
    'no-new-images',
    'either',
    String.raw`(?:discontinu|end|stop|ceas|halt)\w* (?:the )?(?:build|produc|publi|creat)\w* (?:of )?(?:[\w()-]+ ){0,6}?${IMAGES}`,
  ),
  rule(
    'no-new-images',
    'before',
    String.raw`${IMAGE} (?:(?:for|of) (?:[\w.-]+ ){1,5}?)?(?:is|are|will be|was|were) discontinued`,
  ),
  rule(
    'no-new-images',
    'before',
    String.raw`(?:no longer (?:be )?|not (?:be )?(?=\w+ (?:any ?(?:more|longer)\b|(?:after|from|since|as of) )))(?:updated|patched)(?! by\b)`,
  ),
  rule(
    'no-new-images',
    'either',
    String.raw`${NOT}${BE} ${MAKE} (?:(?!node ?pools?|clusters?)[\w,/-]+ ){0,8}?${IMAGES}(?: (?:and|or) (?:\w+ ){0,3}?${IMAGES})*`,
  ),
  rule(
    'no-new-images',
    'either',
    String.raw`no (?:(?:new|more|further|additional|longer any) (?:[\w/-]+ ){0,4}?${IMAGES}|(?:security |monthly |os )*(?:patches|hotfixes)|security (?:updates|fixes))(?: (?:and|or) (?:\w+ ){0,3}?${IMAGES})*(?: (?:are|is|will be) (?:produced|published|created|provided|released|shipped|built|issued|made))?${LASTING}`,
  ),
  rule(
    'no-new-images',
    'either',
    String.raw`(?:${IMAGES} (?:\w+ ){0,3}?${NOT}${BE}|no (?:[\w-]+ ){0,2}?${IMAGES}(?: (?:and|or) (?:\w+ ){0,3}?${IMAGES})* (?:are|is|will be|get)) (?:produced|published|created|provided|released|shipped|built|issued|delivered|updated|generated)${LASTING}`,
  ),
  rule(
    'no-new-images',
    'before',
    String.raw`(?:(?:new|further|security|monthly|regular) ${IMAGES}|${IMAGE} (?:builds?|production|publishing|creation)|patching|servicing)(?: (?:and|or) (?:\w+ ){0,3}?${IMAGES})* (?:(?:for|of) (?:[\w.-]+ ){1,5}?)?${WILL}${END}`,
  ),
  rule(
    'no-new-images',
    'before',
    String.raw`(?:last|final) (?:(?!preview)[\w()-]+ ){0,5}?${IMAGE}(?! (?:of|in|for|before) (?:the |this )?(?:year|month|quarter|week|20\d\d|freeze|holidays?|preview)\b)(?: (?:for|of) (?:[\w.-]+ ){1,5}?)? ?(?:will (?:be|have been|come|appear|ship|follow)|is (?:due|planned|scheduled|expected|set)|comes out|appears|arrives)`,
  ),
  rule(
    'no-new-images',
    'after',
    String.raw`(?:is|was|are|were|be) (?:the|its|their) (?:last|final) (?:one|ones|${IMAGE})(?= (?:for|of) (?:(?!with|that|which|before|to|without|this|based|built|using|in)[\w'()]+(?: |(?=[,.;:]|$))){1,6}(?:[,.;:]|$))`,
  ),
  rule(
    'no-new-images',
    'after',
    String.raw`(?:last|final)(?<=${IMAGE} (?:\w+ )?(?:is|was|will be) the (?:last|final))(?= for (?:(?:the|aks) )*(?:windows|ws ?20|annual))`,
  ),
  rule(
    'no-new-images',
    'before',
    String.raw`${IMAGE} (?:\w+ ){0,3}?(?:built|published|released|updated|produced|shipped) for the last time`,
  ),
  rule(
    'no-new-images',
    'before',
    String.raw`there (?:will not|won't) be (?:another|a new|any (?:new|more|further)|more|new|further) (?:[\w-]+ ){0,4}?${IMAGE}`,
  ),
  rule(
    'no-new-images',
    'before',
    String.raw`last (?:set of )?(?:new )?${IMAGES} (?:for (?:[\w.-]+ ){1,5}?)?(?:will be|is|are)(?= (?:\w+ )*?(?:on|in) )`,
  ),
];
