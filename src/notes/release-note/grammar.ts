import { findDates } from '../text/note-dates.ts';
import { claimsOf } from './claims.ts';
import { type Kind, kindsOf, LEXICON } from './lexicon.ts';
import { buildScanner, type Scanner } from './scan.ts';

/** The lexicon, ready to read with. */
export interface Grammar {
  readonly scanner: Scanner;
  /** The score that a statement needs; `SURE`, but for measuring. */
  readonly sure: number;
  /** Cheap: false for a text without any word of ending, which states nothing. */
  readonly mayTell: (text: string) => boolean;
  /** True for a text that names another platform, which has ends of its own. */
  readonly namesRival: (text: string) => boolean;
}

/** Every claim needs a word of one of these. */
const TELLING: ReadonlySet<Kind> = new Set(
  kindsOf(`retire remove vanish end cease fail move change leave take unsupported lts platform eol endof retirement removal
    not no only last until upto former deadline time`),
);

/** The score that a statement needs: the middle of those that read equally well (`npm run eval` prints them). */
const SURE = 0.5;

/** Between this score and that of a statement people are asked. */
export const DOUBTFUL = 0.31;

/** A grammar without the entries that are switched off. */
export function buildGrammar(off: ReadonlySet<string> = new Set(), sure = SURE): Grammar {
  const scanner = buildScanner(off);
  // By their first letter, which most words do not share.
  const letters = Object.entries(Object.groupBy(scanner.textsOf(TELLING), (text) => text.charAt(0)));
  const texts = letters.map(([letter, all = []]) => `${letter}(?:${all.map((text) => text.slice(1)).join('|')})`);
  // With a bound on what stands between two words, V8 took a third of a second to compile it.
  const telling = new RegExp(
    `\\b(?:${texts.join('|').replaceAll(' ', '\\W+')}|older|lower|below|past|beyond|and is now)\\b|n't\\b`,
    'i',
  );
  const names = LEXICON.filter(({ kind }) => kind === 'rival').map(({ words }) => words.replaceAll(' ', '[ -]'));
  const rival = new RegExp(`\\b(?:${names.join('|')})\\b`, 'i');
  return { scanner, sure, mayTell: (text) => telling.test(text), namesRival: (text) => rival.test(text) };
}

let whole: Grammar | null = null;

/** With every entry; built for the first note, since most commands read none. */
export function wholeGrammar(): Grammar {
  whole ??= buildGrammar();
  return whole;
}

/** Nobody says more in one breath; what is longer costs more than it tells. */
const LONGEST = 4_000;

/** True for a short text that says of whatever it may be that it ends, for sure or as sure as it is told. */
export function tellsEnd(text: string, { scanner, mayTell }: Grammar, sure = SURE): boolean {
  const said = text.slice(0, LONGEST);
  if (!mayTell(said)) return false;
  const tokens = scanner.scan(said, [], findDates(said, null, 'open'));
  return claimsOf(tokens).claims.some(({ cost }) => 1 - cost > sure);
}
