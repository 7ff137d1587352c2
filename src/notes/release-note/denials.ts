import type { Clause } from './clauses.ts';
import type { Parts } from './parts.ts';
import { has, is, says, type Token } from './scan.ts';

/** True where what a clause says is denied by the one before it, by its own end, or by those behind it. */
export function isDeniedAround(clause: Clause, last: Clause | undefined, behind: readonly Clause[]): boolean {
  const { tokens, verb, unit } = clause;
  const [next, then] = behind;
  const tail = tokens.slice(verb?.to);
  // "Disregard the notice that X ends."; not "those who ignore that X ends".
  if (last?.unit === unit && says(last.tokens, IGNORED) && !says(last.tokens, /^(?:not|who)$/)) return true;
  const isReported = last?.unit === unit && (last.tokens.at(-1)?.text === 'that' || tokens[0]?.text === 'that');
  if (isReported && (isTakenBack(last, tail, next) || isUntrue(last.tokens) || isNotSaid(last.tokens))) return true;
  // "A mail said that X ends; please ignore it."; not "ignore it if you have moved".
  const isIgnored = next !== undefined && says(next.tokens, IGNORED) && !says(next.tokens, /^(?:not|if)$/);
  if (isReported && isIgnored && then?.opening !== 'if') return true;
  // "The banner that X ends is wrong", "…; that is not the case"; not "…; that is not the case for Y".
  const isVerdict =
    next !== undefined && isOfThat(next) && (says(next.tokens.slice(-1), TRUE) || says(next.tokens.slice(-1), UNTRUE));
  return isUntrue(tail) || (isVerdict && isUntrue(next.tokens));
}

const IGNORED = /^(?:disregard|ignore)$/;

/** "The announcement that X ends has been withdrawn", "… that X ends, but it was retracted", "there's a rumor that X ends". */
function isTakenBack(last: Clause, tail: readonly Token[], next: Clause | undefined): boolean {
  const isUndone = (tokens: readonly Token[]): boolean =>
    says(tokens, /^(?:withdrawn|retracted|reversed)$/) && !says(tokens, /^not$/);
  const isRumor = says(last.tokens, /^rumou?r$/) && !says(last.tokens, /^(?:not|confirm(?:s|ed)?)$/);
  return (
    isRumor ||
    says(last.tokens, /^(?:withdrew|retracted)$/) ||
    isUndone(tail) ||
    (next !== undefined && isOfThat(next) && isUndone(next.tokens))
  );
}

/** True for a clause about what was said in the one before. */
function isOfThat({ tokens, verb }: Clause): boolean {
  return tokens.slice(0, verb?.from).every(({ text }) => /^(?:but|and|,|that|this|which|it)$/.test(text));
}

const TRUE = /^(?:true|correct|case)$/;
const UNTRUE = /^(?:wrong|incorrect|false|untrue)$/;

/** "… is not correct", "… was wrong". */
function isUntrue(tokens: readonly Token[]): boolean {
  const [first, ...rest] = tokens.slice(tokens.findIndex((token) => is(token, 'be')) + 1);
  if (!has({ tokens }, 'be') || !first) return false;
  return is(first, 'not') ? says(rest, TRUE) : says([first, ...rest], UNTRUE);
}

/** What may still be so where it is only not told: "we did not mention that X ends". */
const DENIED = /^(?:means?|imply|implies|plans?|planned|planning|intend|expect|decided|confirm|certain)$/;

/** "That doesn't mean …", "we haven't decided …", "the docs no longer say …". */
function isNotSaid(tokens: readonly Token[]): boolean {
  const [not, ...rest] = tokens.slice(tokens.findIndex((token) => is(token, 'not', 'no')));
  if (!is(not, 'not', 'no')) return false;
  return says(rest, DENIED) || (/longer$|^nobody$|^no one$/.test(not?.text ?? '') && has({ tokens: rest }, 'say'));
}

/** "We have withdrawn the retirement of X"; not "the images of X". */
export function isWithdrawn({ clause: { verb, tokens }, subject, object }: Parts): boolean {
  return (
    verb !== null && /^withdr/.test(tokens[verb.at]?.text ?? '') && [...subject, ...object].some(({ event }) => event)
  );
}

/** "The date of March 1 no longer applies", "the day on which X ends stays the same", "… hasn't changed": no end, but its date. */
export function isOfDateAlone(
  { clause, subject, predicate }: Parts,
  last: Clause | undefined,
  next: Clause | undefined,
): boolean {
  const isVoid = subject[0]?.head === 'deadline' && clause.verb?.isDenied === true && is(predicate, 'come');
  const isSame = has(clause, 'keep') && says(clause.tokens, /^same$/);
  const isOfDay = clause.opening === 'which' && last !== undefined && has(last, 'deadline');
  const isUnchanged = next?.verb?.isDenied === true && is(next.tokens[next.verb.at], 'change');
  return isVoid || isSame || (isOfDay && isUnchanged);
}
