import type { Clause } from './clauses.ts';
import type { Parts } from './parts.ts';
import { has, is, says, type Token } from './scan.ts';

/** True where what a clause says is denied by the one before it, by its own end, or by the one behind it. */
export function isDeniedAround(clause: Clause, last: Clause | undefined, next: Clause | undefined): boolean {
  const { tokens, verb, unit } = clause;
  // "Disregard the notice that X ends."
  if (last?.unit === unit && says(last.tokens, /^(?:disregard|ignore)$/)) return true;
  const isReported = last?.unit === unit && (last.tokens.at(-1)?.text === 'that' || tokens[0]?.text === 'that');
  // "The announcement that X ends has been withdrawn", "a mail said that X ends; please ignore it".
  const isTakenBack =
    says(last?.tokens ?? [], /^(?:withdrew|retracted|rumou?r)$/) ||
    says([...tokens.slice(verb?.to), ...(next?.tokens ?? [])], /^(?:withdrawn|retracted|reversed|ignore|disregard)$/);
  if (isReported && (isTakenBack || isUntrue(last.tokens) || isNotSaid(last.tokens))) return true;
  // "The banner that X ends is wrong", "…; that is not the case"; not "…; that is not the case for Y".
  const isVerdict =
    next !== undefined &&
    /^(?:that|this|which|it)$/.test(next.tokens[0]?.text ?? '') &&
    (says(next.tokens.slice(-1), TRUE) || says(next.tokens.slice(-1), UNTRUE));
  return isUntrue(tokens.slice(verb?.to)) || (isVerdict && isUntrue(next.tokens));
}

const TRUE = /^(?:true|correct|case)$/;
const UNTRUE = /^(?:wrong|incorrect|false|untrue)$/;

/** "… is not correct", "… was wrong". */
function isUntrue(tokens: readonly Token[]): boolean {
  const [first, ...rest] = tokens.slice(tokens.findIndex((token) => is(token, 'be')) + 1);
  if (!has({ tokens }, 'be') || !first) return false;
  return says([first, ...rest], UNTRUE) || (is(first, 'not') && says(rest, TRUE));
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
