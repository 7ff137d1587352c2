import { isCutShort } from './clauses.ts';
import { type Reading, readSentence, type Setting } from './sentence-reading.ts';
import { statementsOf } from './statements.ts';
import type { Topic } from './topic.ts';

/** What a sentence states, by itself or together with the one before that asks or opens it. */
export function readAsked(own: Reading, asked: string, topic: Topic | null, setting: Setting) {
  const said = statementsOf(own, topic);
  if (said.length > 0) return { reading: own, found: said };
  const isAnswer = mayAnswer(own);
  const whole =
    (isCutShort(own.clauses) && asked ? `${asked.replace(/\W+$/, '')}; ${own.text}` : null) ??
    (isAnswer ? answered(asked, own.text) : null) ??
    (OPEN_LEAD.test(asked) ? listed(asked, own.text) : null);
  const joined = whole === null ? own : readSentence(whole, setting);
  const found = joined === own ? said : statementsOf(joined, topic);
  return { reading: found.length > 0 || isAnswer ? joined : own, found };
}

/** "Until when is X supported?", "Can I still create X?", "Is X still supported?", "What is the end date of X?" */
export const QUESTION =
  /(?:^|[.!?:>]\s+|\n)\W*(?:q\W+)?(?:(?<when>(?:(?:until|till|since|from|as of|by|after) )?when|how long)(?: exactly| precisely)? )?(?<aux>(?:what )?is|what's|are|was|were|will|do|does|has|have|can|may|could)(?<who> (?:i|we|you)\b)?(?<said> [^?.]{1,200}(?:\.\d[^?.]{0,200}){0,4})\?\W*$/i;

/** "No, not since March 1", "only until July 31": nothing but an answer. */
const SHORT = /^(?:yes|no|nope|not|only|just|until|till|up to|through|since|that|on|in|by|from|after|as of)\b.{0,60}$/i;
const DENIAL =
  /^(?:no(?:pe)?\W+)?not (?=(?:since|after|from|as of|on|in|with)\b)|^no(?:pe)?\b\W*(?=(?:since|after|from|as of)\b|$)/i;
/** Nothing but a denial. */
const NO = /^\W*(?:a\W+)?no(?:pe)?\W*$/i;
/** "2026-11-30", "end of November": the question says how it counts. */
const BARE_DAY = /^(?:\d|(?:early |mid |late |the )?(?:end of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i;
const STILL = /\s(?:still|any ?more|any longer|yet)\b/i;

/** "Which version is the last one for X?" */
const WHICH =
  /(?:^|[.!?:>]\s+|\n)\W*(?:q\W+)?(?:which|what) (?<noun>[^?.]{1,40}?) (?<rest>(?:is|are) the [^?]{1,120})\?\W*$/i;

function mayAnswer({ mentions, dates, text }: Reading): boolean {
  return mentions.every(({ kind }) => kind === 'kubernetes') && (dates.length + mentions.length > 0 || NO.test(text));
}

/** A question and its answer as one statement: "X is supported until July 31"; `null` where they are none. */
function answered(asked: string, answer: string): string | null {
  const { when, who, aux = '', said } = QUESTION.exec(asked.slice(0, asked.lastIndexOf('?') + 1))?.groups ?? {};
  const { noun, rest: asks } = WHICH.exec(asked)?.groups ?? {};
  if (noun !== undefined) return `${noun} ${answer.replace(/^\W*(?:a\W+)?/i, '').replace(/[.!]\W*$/, '')} ${asks}`;
  if (said === undefined) return null;
  // "In clusters of 1.33 or higher, no."
  const plain = answer.replace(/^((?:in|on|with|from)\b[^,]{3,60}), no\W*$/i, 'not $1');
  const told = plain.replace(/^\W*(?:a\W+)?(?:yes\W+|no(?:pe)?\W+(?=(?:only|just|until|till|up to)\b))?/i, '');
  if (/^what/i.test(aux)) return `${said} is ${told}`.trim();
  const subject = who === undefined ? aux : `you ${aux}`;
  if (when !== undefined) {
    const prep = /^how/i.test(when) ? 'until' : when.replace(/ ?when$/i, '');
    return `${subject}${said} ${BARE_DAY.test(told) ? `${prep} ` : ''}${told}`.trim();
  }
  if (!SHORT.test(told)) return null;
  const [denial] = DENIAL.exec(told) ?? [];
  if (denial === undefined) return /^no(?:pe)?\b/i.test(told) ? null : `${subject}${said} ${told}`.trim();
  const rest = told.slice(denial.length);
  if (STILL.test(said)) return `${subject}${said.replace(STILL, ' no longer')} ${rest}`;
  if (!/\w/.test(rest)) return null;
  return who === undefined
    ? `${subject}${said} ${rest.replace(/^(?:since|after|from|as of)\b/i, 'until')}`
    : `${subject} not${said} ${rest}`;
}

/** "After July 31 you can no longer:", "these operations fail:", each item of which is a part of the sentence. */
export const OPEN_LEAD =
  /\b(?:no longer|not|cannot|able to|unable to|fails?|blocked|rejected|refused|refuses)\b[^:]{0,40}:\W*$|n't\b[^:]{0,40}:\W*$/i;
const ITEMS =
  /\b(?:do )?(?:any of )?(?:the following|these)(?: (?:operations|actions|requests|things|tasks))?(?! \w+ \d)/i;

/** An item of a list and the sentence that leads to it, as one. */
function listed(lead: string, item: string): string {
  const own = item.replace(/[\s.;,]+$/, '');
  const open = lead.replace(/[\s:*_]+$/, '');
  return ITEMS.test(open) ? open.replace(ITEMS, () => own) : `${open} ${own}`;
}
