import { kindsOf } from './lexicon.ts';
import { is, isA, type Token } from './scan.ts';

/** A verb with its auxiliaries and adverbs: "will no longer be", "has now been". */
export interface VerbGroup {
  /** Index of its first token. */
  readonly from: number;
  /** "Will not", "stops being". */
  readonly isDenied: boolean;
  readonly isPassive: boolean;
}

const AUXILIARY = kindsOf('be have will adv not');

/** The verb group that ends before a token. */
export function verbGroup(tokens: readonly Token[], at: number): VerbGroup {
  let from = at;
  let isDenied = false;
  const mayBePassive = tokens[at]?.senses.some(({ form }) => form === 'ed' || form === '') ?? false;
  let isPassive = isA(tokens[at - 1], 'make', 'base', 's') || isA(tokens[at - 1], 'reach', 'base', 's');
  for (let index = at - 1; index >= 0; index -= 1) {
    const token = tokens[index];
    const denies = is(token, 'not') || (is(token, 'cease') && !isA(token, 'cease', ''));
    if (!denies && !is(token, ...AUXILIARY) && !/\wly$/.test(token?.text ?? '')) break;
    from = index;
    isDenied ||= denies;
    isPassive ||= isA(token, 'be') && mayBePassive;
  }
  return { from, isDenied, isPassive };
}

/** The token before a verb group, as a rule the last of its subject; -1 at the beginning. */
export function beforeVerb(tokens: readonly Token[], at: number): number {
  return verbGroup(tokens, at).from - 1;
}

/** "Will not be retired": nothing ends, unless it says until when. */
export function isDenied(tokens: readonly Token[], from: number, to: number): boolean {
  const own = tokens.slice(from, to);
  if (own.some((token) => is(token, 'not', 'no', 'cease'))) return false;
  if (isA(tokens[0], 'not') && tokens[0]?.text === 'neither') return true;
  const group = verbGroup(tokens, from);
  const before = isA(tokens[group.from - 1], 'reach', 'ing') ? verbGroup(tokens, group.from - 1) : group;
  const subject = tokens[before.from - 1];
  return (before.isDenied || is(subject, 'no')) && !isA(tokens[to], 'until');
}

/** Verbs that the reader may be told to do. */
const TOLD = kindsOf('retire remove take cease fail end');

/** "Do not use …": for the reader not to do. */
function isForbidden(tokens: readonly Token[], from: number): boolean {
  const isDo = tokens[from]?.text === 'do' && tokens[from + 1]?.text === 'not';
  const isNotOf = tokens[from]?.text === 'not' && tokens[from - 1]?.text === 'do';
  const before = tokens[isNotOf ? from - 2 : from - 1];
  return (isDo || isNotOf || tokens[from]?.text === "don't") && (!before || is(before, 'semi', 'colon', 'comma'));
}

/** "Remove your …", "you need to remove": for the reader to do, and not what AKS does. */
export function isTask(tokens: readonly Token[], from: number): boolean {
  const verb = tokens[from];
  if (isForbidden(tokens, from)) return true;
  const doer = tokens[beforeVerb(tokens, from)];
  if (TOLD.some((kind) => isA(verb, kind, 'ed')) && isA(tokens[from - 1], 'be') && isA(doer, 'task')) return true;
  if (!TOLD.some((kind) => isA(verb, kind, 'base'))) return false;
  const before = tokens[from - 1];
  if (!before || is(before, 'semi', 'colon', 'task', 'comma')) return true;
  const at = beforeVerb(tokens, from);
  const subject = tokens[at];
  if (is(subject, 'task', 'need', 'user')) return true;
  return before.text === 'to' && at < 0;
}

/** Which side the subject of a verb of ending stands on depends on its form; `null` for "deprecated APIs". */
export function sideOfVerb(tokens: readonly Token[], at: number): 'before' | 'after' | 'either' | null {
  const verb = tokens[at];
  const { isPassive, from } = verbGroup(tokens, at);
  if (isA(verb, 'remove', 'ing') && from === at && !isA(tokens[at - 1], 'come')) return null;
  const takesObject = is(verb, 'remove', 'take');
  if (!isA(verb, verb?.senses[0]?.kind ?? 'retire', 'ed') || (isA(verb, 'retire', 'base') && !isPassive)) {
    return takesObject || /^(?:deprecat|discontinu|decommission)/.test(verb?.text ?? '') ? 'after' : 'either';
  }
  const before = tokens[at - 1];
  if (isPassive || isJoined(tokens, at)) return 'before';
  if (is(before, 'have', 'adv', 'agent')) return 'after';
  if (!before || (isA(before, 'and') && tokens[at + 1]?.mention)) return 'after';
  const next = tokens[at + 1];
  if (isA(before, 'open') && tokens[at - 2]?.mention?.subjects.length === 1) return 'before';
  if (is(next, 'word', 'own', 'name', 'number')) return null;
  return is(before, ...NAMES) ? 'before' : null;
}

/** What a thing is named by, and the marks that close a name. */
const NAMES = kindsOf('windows minor feature pool version image support lts colon dash bar close');

/** "… is deprecated and removed". */
function isJoined(tokens: readonly Token[], at: number): boolean {
  let index = at - 1;
  while (is(tokens[index], ...AUXILIARY, 'and', 'comma')) index -= 1;
  return is(tokens[index], 'retire', 'remove', 'offer', 'unsupported', 'eol') && index < at - 1;
}
