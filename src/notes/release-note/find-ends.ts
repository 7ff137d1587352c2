import type { RetirementPhase } from '../../domain/lifecycle.ts';
import { type CompiledFrame, compileFrames, type Side } from './frames.ts';
import type { Kind } from './lexicon.ts';
import { buildScanner, isA, type Scanner, type Token } from './scan.ts';

/** The lexicon and the frames, ready to read with. */
export interface Grammar {
  readonly scanner: Scanner;
  readonly frames: readonly CompiledFrame[];
  /** The score that a statement needs; `SURE`, but for measuring. */
  readonly sure: number;
  /** Cheap: false for a text without any word of ending, which states nothing. */
  readonly mayTell: (text: string) => boolean;
}

/** Every frame needs a word of one of these. */
const TELLING: ReadonlySet<Kind> = new Set<Kind>([
  ...([
    'retire',
    'remove',
    'vanish',
    'end',
    'cease',
    'fail',
    'move',
    'change',
    'leave',
    'reach',
    'take',
    'need',
  ] as const),
  ...([
    'unsupported',
    'grant',
    'lts',
    'platform',
    'eol',
    'endof',
    'retirement',
    'removal',
    'not',
    'no',
    'only',
  ] as const),
  ...(['last', 'until', 'upto', 'former', 'now', 'have', 'new', 'come'] as const),
]);

/** The score that a statement needs: the middle of those that read equally well (`npm run eval` prints them). */
export const SURE = 0.5;

/** A grammar without the entries and frames that are switched off. */
export function buildGrammar(off: ReadonlySet<string> = new Set(), sure = SURE): Grammar {
  const scanner = buildScanner(off);
  const telling = new RegExp(`\\b(?:${[...scanner.firstWordsOf(TELLING)].join('|')})\\b|n't\\b`, 'i');
  return { scanner, sure, frames: compileFrames(scanner, off), mayTell: (text) => telling.test(text) };
}

let whole: Grammar | null = null;

/** With every entry and frame; built for the first note, since most commands read none. */
export function wholeGrammar(): Grammar {
  whole ??= buildGrammar();
  return whole;
}

/** Words that say that something ends. */
export interface End {
  readonly phase: RetirementPhase;
  readonly side: Exclude<Side, 'verb'>;
  readonly frame: string;
  /** Indexes of the first token and of the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** Offsets into the sentence. */
  readonly start: number;
  readonly end: number;
}

/** No sentence that a person wrote speaks of more. */
const MOST_ENDS = 24;

/** Every end that a sentence's tokens speak of, in reading order; none overlaps another. */
export function findEnds(tokens: readonly Token[], { frames }: Grammar): End[] {
  const codes = tokens.map(({ code }) => code).join('');
  const ends: End[] = [];
  for (const { pattern, phase, side, id } of frames) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(codes); match; match = pattern.exec(codes)) {
      const from = match.index;
      const to = from + match[0].length;
      pattern.lastIndex = from + 1;
      if (to === from || ends.some((each) => from < each.to && each.from < to)) continue;
      const own = side === 'verb' ? sideOfVerb(tokens, from) : side;
      if (own === null || isDenied(tokens, from, to) || (own !== 'noun' && isTask(tokens, from))) continue;
      const support = side === 'verb' ? behindSupport(tokens, to) : 0;
      const last = Math.max(to, support);
      const words = {
        phase: support > 0 ? ('retirement' as const) : phaseOfWords(phase, tokens[from]),
        side: own,
        frame: id,
      };
      ends.push({ ...words, from, to: last, start: tokens[from]?.start ?? 0, end: tokens[last - 1]?.end ?? 0 });
      pattern.lastIndex = to;
    }
  }
  return ends.sort((a, b) => a.from - b.from).slice(0, MOST_ENDS);
}

/** Scaling fails where images are gone, creating where pools are not made any more. */
function phaseOfWords(phase: CompiledFrame['phase'], token: Token | undefined): RetirementPhase {
  if (phase !== 'operation') return phase;
  return isA(token, 'scale') ? 'image-removal' : 'no-new-node-pools';
}

/** "Removed support for" is the end of support, and no removal; the index behind "support", 0 where none follows. */
function behindSupport(tokens: readonly Token[], to: number): number {
  let object = to;
  while (isA(tokens[object], 'own') || isA(tokens[object], 'adv')) object += 1;
  return isA(tokens[object], 'support') ? object + 1 : 0;
}

const AUXILIARY: readonly Kind[] = ['be', 'have', 'will', 'adv'];

/** True for what may stand between a subject and its verb. */
function isAuxiliary(token: Token | undefined): boolean {
  return AUXILIARY.some((kind) => isA(token, kind)) || (isA(token, 'word') && /\wly$/.test(token?.text ?? ''));
}

/** The token before which only auxiliaries stand, seen from a verb; -1 at the beginning. */
export function beforeAuxiliaries(tokens: readonly Token[], from: number): number {
  let at = from - 1;
  while (at >= 0 && isAuxiliary(tokens[at])) at -= 1;
  return at;
}

/** "Will not be retired": nothing ends, unless it says until when. */
function isDenied(tokens: readonly Token[], from: number, to: number): boolean {
  const own = tokens.slice(from, to);
  if (own.some((token) => isA(token, 'not') || isA(token, 'no') || isA(token, 'cease'))) return false;
  if (isA(tokens[0], 'not') && tokens[0]?.text === 'neither') return true;
  const at = beforeAuxiliaries(tokens, from);
  const isNot =
    isA(tokens[at], 'not') || isA(tokens[at], 'no') || (isA(tokens[at], 'word') && isA(tokens[at - 1], 'no'));
  return isNot && !isA(tokens[to], 'until');
}

/** Verbs that the reader may be told to do. */
const TOLD: readonly Kind[] = ['retire', 'remove', 'take', 'cease', 'fail', 'end'];

/** "Do not use …": for the reader not to do. */
function isForbidden(tokens: readonly Token[], from: number): boolean {
  const isDo = tokens[from]?.text === 'not' && tokens[from - 1]?.text === 'do';
  const before = tokens[isDo ? from - 2 : from - 1];
  return (
    (isDo || tokens[from]?.text === "don't") &&
    (!before || isA(before, 'semi') || isA(before, 'colon') || isA(before, 'comma'))
  );
}

/** "Remove your …", "you need to remove": for the reader to do, and not what AKS does. */
function isTask(tokens: readonly Token[], from: number): boolean {
  const verb = tokens[from];
  if (isForbidden(tokens, from)) return true;
  const doer = tokens[beforeAuxiliaries(tokens, from)];
  if (TOLD.some((kind) => isA(verb, kind, 'ed')) && isA(tokens[from - 1], 'be') && isA(doer, 'task')) return true;
  if (!TOLD.some((kind) => isA(verb, kind, 'base'))) return false;
  const before = tokens[from - 1];
  if (!before || isA(before, 'semi') || isA(before, 'colon') || isA(before, 'task') || isA(before, 'comma'))
    return true;
  if (isA(before, 'and') && isA(tokens[from - 2], 'word')) return true;
  const at = beforeAuxiliaries(tokens, from);
  const subject = tokens[at];
  if (isA(subject, 'task') || isA(subject, 'need') || isA(subject, 'user')) return true;
  return before.text === 'to' && (at < 0 || isA(subject, 'comma'));
}

/** Which side the subject of a verb of ending stands on depends on its form; `null` for "deprecated APIs". */
function sideOfVerb(tokens: readonly Token[], at: number): Exclude<Side, 'verb'> | null {
  const verb = tokens[at];
  const isPassive = isBe(tokens, at);
  if (isA(verb, 'remove', 'ing') && !isPassive && !isA(tokens[at - 1], 'come')) return null;
  const takesObject = isA(verb, 'remove') || isA(verb, 'take');
  if (!isA(verb, verb?.senses[0]?.kind ?? 'retire', 'ed') || (isA(verb, 'retire', 'base') && !isPassive)) {
    return takesObject || /^(?:deprecat|discontinu|decommission)/.test(verb?.text ?? '') ? 'after' : 'either';
  }
  const before = tokens[at - 1];
  if (isPassive || isJoined(tokens, at)) return 'before';
  const subject = tokens[beforeAuxiliaries(tokens, at)];
  if (isA(before, 'have') || isA(before, 'adv') || isA(before, 'agent') || isA(subject, 'agent')) return 'after';
  if (!before || isA(before, 'semi') || (isA(before, 'and') && tokens[at + 1]?.mention)) return 'after';
  const next = tokens[at + 1];
  if (isA(next, 'word') || isA(next, 'own') || isA(next, 'name') || isA(next, 'number')) return null;
  const isNamed = [
    'windows',
    'minor',
    'feature',
    'pool',
    'version',
    'image',
    'support',
    'lts',
    'colon',
    'dash',
    'bar',
    'close',
  ];
  return isNamed.some((kind) => isA(before, kind as Kind)) ? 'before' : null;
}

/** "Is now retired", "has been retired". */
function isBe(tokens: readonly Token[], at: number): boolean {
  for (let index = at - 1; index >= 0 && isAuxiliary(tokens[index]); index -= 1) {
    if (isA(tokens[index], 'be') || tokens[index]?.text === 'get' || tokens[index]?.text === 'gets') return true;
  }
  return isA(tokens[at - 1], 'make', 'base', 's') || isA(tokens[at - 1], 'reach', 'base', 's');
}

/** "… is deprecated and removed". */
function isJoined(tokens: readonly Token[], at: number): boolean {
  let index = at - 1;
  while (index >= 0 && (isAuxiliary(tokens[index]) || isA(tokens[index], 'and') || isA(tokens[index], 'comma')))
    index -= 1;
  const isVerb = (['retire', 'remove', 'offer', 'unsupported', 'eol'] as const).some((kind) =>
    isA(tokens[index], kind),
  );
  return isVerb && index < at - 1;
}

/** The ends that a short text speaks of, whatever ends. */
export function endsIn(text: string, grammar: Grammar): End[] {
  return findEnds(grammar.scanner.scan(text, [], []), grammar);
}
