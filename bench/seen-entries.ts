import { wholeGrammar } from '../src/notes/release-note/grammar.ts';
import { readSentence } from '../src/notes/release-note/sentence-reading.ts';
import { LITTLE_WORDS } from '../test/notes/release-note/corpus.ts';

/** A text of which the grammar reads statements, and a name for it. */
export interface Seen {
  readonly tag: string;
  readonly publishedAt: string | null;
  readonly body: string;
  /** The sentences that statements were read from. */
  readonly quotes: readonly string[];
}

/**
 * For each entry of the lexicon ("kind words") but the little words, the tags of the texts in which it stands in a sentence that a
 * statement was read from.
 */
export function seenEntries(texts: readonly Seen[]): ReadonlyMap<string, ReadonlySet<string>> {
  const seen = new Map<string, Set<string>>();
  const add = (id: string, tag: string): void => {
    seen.set(id, (seen.get(id) ?? new Set()).add(tag));
  };
  for (const { tag, publishedAt, body, quotes } of texts) {
    for (const quote of new Set(quotes)) {
      const plain = quote.replace(/\]\([^()]*\)/g, ' ').replace(/[[\]*`]/g, '');
      const note = { body: plain, publishedAt, grammar: wholeGrammar() };
      const { tokens } = readSentence(plain, { note, around: body, known: [] });
      const known = tokens
        .flatMap(({ senses }) => senses)
        .filter(({ kind, entry }) => entry !== '' && !LITTLE_WORDS.has(kind));
      for (const { kind, entry } of known) add(`${kind} ${entry}`, tag);
    }
  }
  return seen;
}
