import { type EndingRule, rule } from './ending-rule.ts';
import { DATE, END, GRANT, LAST_DATE, MORE_TIME, MOVED_THING } from './ending-words.ts';

/** Ways to say that a date has been moved. */
export const MOVE_RULES: readonly EndingRule[] = [
  rule(
    'date-changed',
    'after',
    String.raw`(?:mov|shift|chang|push|bring|brought|adjust|revis|correct|reschedul|extend|postpon|defer|delay|prolong)\w* (?:back |out |forward )?(?:the |its |their |our )?(?:planned |announced )?${MOVED_THING}`,
  ),
  rule(
    'date-changed',
    'either',
    String.raw`(?:extend(?:s|ing)?|extended(?! support (?:[\w.()-]+ ){0,8}?${END}\b)|extension|prolong(?:s|ed|ing)?|postpon(?:e|es|ed|ing)|defer(?:s|red|ring)?|push(?:es|ed|ing)? (?:back|out)|put (?:off|back)|set back|delay(?:s|ed|ing)?|reschedul(?:e|es|ed|ing)|br(?:ing|ings|ought|inging) forward|(?:mov|shift|chang|slip|adjust|updat|revis)(?:e|es|s|ed|ped|ing)?(?: out| back| forward| up| ahead)? (?:from|to)(?= (?:\w+ )?\d)|new (?:retirement|deprecation|end[ -]of[ -]\w+) date)`,
  ),
  rule(
    'date-changed',
    'before',
    String.raw`(?:new|correct|revised) (?:${LAST_DATE}|one)(?: is| will be|(?=:)|(?= ${DATE}))`,
  ),
  rule(
    'date-changed',
    'before',
    String.raw`(?:(?:is|are|will be) now|now (?:is|at|on)|now(?<=[,;] now))(?= (?:on |in |the |due |set for |set to )*${DATE})`,
  ),
  rule('date-changed', 'before', String.raw`(?:instead of|rather than)(?= (?:on |in |the )*${DATE})`),
  rule(
    'date-changed',
    'before',
    String.raw`(?:earlier|later|longer|sooner) than (?:\w+ )?(?:announced|planned|expected|scheduled|communicated|stated)`,
  ),
  rule(
    'date-changed',
    'either',
    String.raw`${GRANT}(?<!(?:lts|support) \w+) (?:(?!lts|long)[\w.'-]+ ){0,7}?${MORE_TIME}`,
  ),
  rule(
    'date-changed',
    'before',
    String.raw`(?:will|is|are|shall) now (?:\w+ ){0,2}?(?:take place|happen|scheduled|planned|expected|due|set|follow|occur)`,
  ),
];
