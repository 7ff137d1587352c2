import type { RetirementPhase } from '../../domain/lifecycle.ts';
import { clauseEnds } from './clause-ends.ts';
import { type CompiledFrame, compileFrames, type Side } from './frames.ts';
import { type Kind, kindsOf } from './lexicon.ts';
import { buildScanner, is, isA, type Scanner, type Token } from './scan.ts';
import { isDenied, isTask, sideOfVerb } from './verb-syntax.ts';

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
const TELLING: ReadonlySet<Kind> = new Set(
  kindsOf(`retire remove vanish end cease fail scale move change leave reach take need unsupported grant lts platform eol
    endof retirement removal not no only last until upto former now have new come`),
);

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
  /** The frame, to measure what it is worth; empty for a predicate and what it governs. */
  readonly frame: string;
  /** Indexes of the first token and of the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** Offsets into the sentence. */
  readonly start: number;
  readonly end: number;
}

/** No sentence that a person wrote speaks of more. */
const MOST_ENDS = 12;

/** Every end that a sentence's tokens speak of, in reading order; none overlaps another. */
export function findEnds(tokens: readonly Token[], { frames }: Grammar): End[] {
  const ends: End[] = [];
  const add = (end: Omit<End, 'start' | 'end'>): void => {
    if (ends.some((each) => end.from < each.to && each.from < end.to && !isTwin(each, end))) return;
    ends.push({ ...end, start: tokens[end.from]?.start ?? 0, end: tokens[end.to - 1]?.end ?? 0 });
  };
  const clauses = clauseEnds(tokens).filter(({ from }) => !isTask(tokens, from));
  const limits = clauses.filter(({ phase }) => phase === 'no-new-node-pools');
  for (const end of framed(
    tokens,
    frames.filter(({ side }) => side !== 'verb'),
  ))
    if (end.phase !== 'retirement' || !limits.some(({ from, to }) => from < end.to && end.from < to)) add(end);
  for (const { phase, side, from, to } of clauses) add({ phase, side, from, to, frame: '' });
  framed(
    tokens,
    frames.filter(({ side }) => side === 'verb'),
  ).forEach(add);
  return ends
    .flatMap((end) => withJoined(tokens, end))
    .sort((a, b) => a.from - b.from)
    .slice(0, MOST_ENDS);
}

/** What may stand between joined nouns: "neither new images nor technical support". */
const BETWEEN_NOUNS = kindsOf('own new no word adv last');

/** "Neither images nor support": an end of the noun that it is said of, and one of the noun that is joined to that. */
function withJoined(tokens: readonly Token[], end: End): End[] {
  const phaseAt = (at: number): RetirementPhase | undefined =>
    OF_NOUNS.find(([kind]) => isA(tokens[at], kind, ''))?.[1];
  for (let and = Math.max(1, end.from); and <= end.to && and < tokens.length - 1; and += 1) {
    if (!isA(tokens[and], 'and')) continue;
    let next = and + 1;
    while (is(tokens[next], ...BETWEEN_NOUNS)) next += 1;
    const [one, other] = [phaseAt(and - 1), phaseAt(next)];
    if (!one || !other || one === other || (end.phase !== one && end.phase !== other)) continue;
    const to = Math.max(end.to, next + 1);
    const whole = { ...end, to, end: tokens[to - 1]?.end ?? end.end };
    return [
      { ...whole, phase: one },
      { ...whole, phase: other },
    ];
  }
  return [end];
}

/** The ends that frames read; earlier ones come first, and may overlap. */
function framed(tokens: readonly Token[], frames: readonly CompiledFrame[]): Omit<End, 'start' | 'end'>[] {
  const codes = tokens.map(({ code }) => code).join('');
  const ends: Omit<End, 'start' | 'end'>[] = [];
  for (const { pattern, phase, side, id } of frames) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(codes); match; match = pattern.exec(codes)) {
      const from = match.index;
      const to = from + match[0].length;
      pattern.lastIndex = from + 1;
      if (to === from || ends.some((each) => from < each.to && each.from < to)) continue;
      const own = side === 'verb' ? sideOfVerb(tokens, from) : side;
      if (own === null || isDenied(tokens, from, to) || (own !== 'noun' && isTask(tokens, from))) continue;
      const phases = phasesOfWords(phase, tokens.slice(from, to));
      ends.push(...phases.map((each) => ({ phase: each, side: own, frame: id, from, to })));
      pattern.lastIndex = to;
    }
  }
  return ends;
}

/** The same words tell of both: "creating or scaling X fails". */
function isTwin(one: Omit<End, 'start' | 'end'>, other: Omit<End, 'start' | 'end'>): boolean {
  return one.frame !== '' && one.frame === other.frame && one.from === other.from && one.phase !== other.phase;
}

/** What each aspect of a thing means where there is none any more; scaling fails where images are gone. */
const ASPECTS: readonly (readonly [Kind, RetirementPhase])[] = [
  ['scale', 'image-removal'],
  ['create', 'no-new-node-pools'],
  ['pool', 'no-new-node-pools'],
  ['image', 'no-new-images'],
  ['patch', 'no-new-images'],
  ['update', 'no-new-images'],
  ['upgrade', 'no-new-node-pools'],
];

/** What a noun says that can stand beside another. */
const OF_NOUNS: typeof ASPECTS = [
  ['image', 'no-new-images'],
  ['patch', 'no-new-images'],
  ['support', 'retirement'],
];

/** The phase of the first aspect that the words name, and of what is joined to it ("creating or scaling"). */
function phasesOfWords(phase: CompiledFrame['phase'], own: readonly Token[]): readonly RetirementPhase[] {
  if (phase !== 'aspect') return [phase];
  const found = own.flatMap((token) => ASPECTS.find(([kind]) => is(token, kind))?.[1] ?? []);
  const isJoined = own.slice(1, 3).some((token) => isA(token, 'and')) && is(own[0], 'scale', 'create');
  return found.length === 0 ? ['retirement'] : [...new Set(isJoined ? found.slice(0, 2) : found.slice(0, 1))];
}

/** The ends that a short text speaks of, whatever ends. */
export function endsIn(text: string, grammar: Grammar): End[] {
  return findEnds(grammar.scanner.scan(text, [], []), grammar);
}
