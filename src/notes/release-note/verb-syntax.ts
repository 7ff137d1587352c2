import type { Kind } from './lexicon.ts';
import { is, isA, type Token } from './scan.ts';

const AUXILIARY: readonly Kind[] = ['be', 'have', 'will', 'adv'];

/** True for what may stand between a subject and its verb. */
function isAuxiliary(token: Token | undefined): boolean {
  return is(token, ...AUXILIARY) || (isA(token, 'word') && /\wly$/.test(token?.text ?? ''));
}

/** The token before which only auxiliaries stand, seen from a verb; -1 at the beginning. */
export function beforeAuxiliaries(tokens: readonly Token[], from: number): number {
  let at = from - 1;
  while (at >= 0 && isAuxiliary(tokens[at])) at -= 1;
  return at;
}

/** "Will not be retired": nothing ends, unless it says until when. */
export function isDenied(tokens: readonly Token[], from: number, to: number): boolean {
  const own = tokens.slice(from, to);
  if (own.some((token) => is(token, 'not', 'no', 'cease'))) return false;
  if (isA(tokens[0], 'not') && tokens[0]?.text === 'neither') return true;
  const before = beforeAuxiliaries(tokens, from);
  const at = isA(tokens[before], 'reach', 'ing') ? beforeAuxiliaries(tokens, before) : before;
  const isNot = is(tokens[at], 'not', 'no') || (isA(tokens[at], 'word') && isA(tokens[at - 1], 'no'));
  return isNot && !isA(tokens[to], 'until');
}

/** Verbs that the reader may be told to do. */
const TOLD: readonly Kind[] = ['retire', 'remove', 'take', 'cease', 'fail', 'end'];

/** "Do not use …": for the reader not to do. */
function isForbidden(tokens: readonly Token[], from: number): boolean {
  const isDo = tokens[from]?.text === 'not' && tokens[from - 1]?.text === 'do';
  const before = tokens[isDo ? from - 2 : from - 1];
  return (isDo || tokens[from]?.text === "don't") && (!before || is(before, 'semi', 'colon', 'comma'));
}

/** "Remove your …", "you need to remove": for the reader to do, and not what AKS does. */
export function isTask(tokens: readonly Token[], from: number): boolean {
  const verb = tokens[from];
  if (isForbidden(tokens, from)) return true;
  const doer = tokens[beforeAuxiliaries(tokens, from)];
  if (TOLD.some((kind) => isA(verb, kind, 'ed')) && isA(tokens[from - 1], 'be') && isA(doer, 'task')) return true;
  if (!TOLD.some((kind) => isA(verb, kind, 'base'))) return false;
  const before = tokens[from - 1];
  if (!before || is(before, 'semi', 'colon', 'task', 'comma')) return true;
  if (isA(before, 'and') && isA(tokens[from - 2], 'word')) return true;
  const at = beforeAuxiliaries(tokens, from);
  const subject = tokens[at];
  if (is(subject, 'task', 'need', 'user')) return true;
  return before.text === 'to' && (at < 0 || isA(subject, 'comma'));
}

/** Which side the subject of a verb of ending stands on depends on its form; `null` for "deprecated APIs". */
export function sideOfVerb(tokens: readonly Token[], at: number): 'before' | 'after' | 'either' | null {
  const verb = tokens[at];
  const isPassive = isBe(tokens, at);
  if (isA(verb, 'remove', 'ing') && !isPassive && !isA(tokens[at - 1], 'come')) return null;
  const takesObject = is(verb, 'remove', 'take');
  if (!isA(verb, verb?.senses[0]?.kind ?? 'retire', 'ed') || (isA(verb, 'retire', 'base') && !isPassive)) {
    return takesObject || /^(?:deprecat|discontinu|decommission)/.test(verb?.text ?? '') ? 'after' : 'either';
  }
  const before = tokens[at - 1];
  if (isPassive || isJoined(tokens, at)) return 'before';
  const subject = tokens[beforeAuxiliaries(tokens, at)];
  if (is(before, 'have', 'adv', 'agent') || isA(subject, 'agent')) return 'after';
  if (!before || isA(before, 'semi') || (isA(before, 'and') && tokens[at + 1]?.mention)) return 'after';
  const next = tokens[at + 1];
  if (is(next, 'word', 'own', 'name', 'number')) return null;
  return is(before, ...NAMES) ? 'before' : null;
}

/** What a thing is named by, and the marks that close a name. */
const NAMES: readonly Kind[] = [
  ...(['windows', 'minor', 'feature', 'pool', 'version', 'image', 'support', 'lts'] as const),
  ...(['colon', 'dash', 'bar', 'close'] as const),
];

/** "Is now retired", "has been retired". */
export function isBe(tokens: readonly Token[], at: number): boolean {
  for (let index = at - 1; index >= 0 && isAuxiliary(tokens[index]); index -= 1) {
    if (isA(tokens[index], 'be') || tokens[index]?.text === 'get' || tokens[index]?.text === 'gets') return true;
  }
  return isA(tokens[at - 1], 'make', 'base', 's') || isA(tokens[at - 1], 'reach', 'base', 's');
}

/** "… is deprecated and removed". */
function isJoined(tokens: readonly Token[], at: number): boolean {
  let index = at - 1;
  while (index >= 0 && (isAuxiliary(tokens[index]) || is(tokens[index], 'and', 'comma'))) index -= 1;
  return is(tokens[index], 'retire', 'remove', 'offer', 'unsupported', 'eol') && index < at - 1;
}
