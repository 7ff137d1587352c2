import { describe, expect, it } from 'vitest';
import { wholeGrammar } from '../../../src/notes/release-note/grammar.ts';
import { type Entry, type Kind, kindsOf, LEXICON, UNSEEN } from '../../../src/notes/release-note/lexicon.ts';
import { hasCorpus, LITTLE_WORDS, readPassages, readReleases } from './corpus.ts';

/**
 * The little words of English, numbers, the names of others, and what takes an end back stand in the lexicon whatever notes
 * say: without those, an end is told that is none.
 */
const CLOSED: ReadonlySet<Kind> = new Set([...LITTLE_WORDS, ...kindsOf('cancel number time rival other elsewhere')]);

/** More than these would be a reader of what might be said instead of what is. */
const MOST_UNSEEN = 180;

const idOf = ({ kind, words }: Entry): string => `${kind} ${words}`;

/** The entries that stand in a sentence of a real text which the reader asks for an end. */
function entriesSeen(): ReadonlySet<string> {
  const { scanner, mayTell } = wholeGrammar();
  const texts = [...readReleases().map(({ body }) => body), ...readPassages().map(({ text }) => text)];
  const sentences = texts.flatMap((text) =>
    text
      .replace(/\]\([^()]*\)/g, ' ')
      .replace(/[[\]*`]/g, '')
      .split(/\n+|(?<=[.!?])\s+/),
  );
  const asked = [...new Set(sentences)].filter((sentence) => mayTell(sentence));
  const tokens = asked.flatMap((sentence) => scanner.scan(sentence.slice(0, 2_000), [], []));
  return new Set(tokens.flatMap(({ senses }) => senses.map(({ kind, entry }) => idOf({ kind, words: entry }))));
}

describe.skipIf(!hasCorpus)('words of the lexicon (skipped where ../shared/corpus is absent)', () => {
  it('have an example in a real note, but for a few that say so', () => {
    const seen = entriesSeen();
    const hopeful = new Set(UNSEEN.map(idOf));
    const open = LEXICON.filter(({ kind }) => !CLOSED.has(kind)).map(idOf);
    expect(open.filter((id) => !seen.has(id) && !hopeful.has(id))).toEqual([]);
    expect([...hopeful].filter((id) => seen.has(id))).toEqual([]);
    expect(hopeful.size).toBeLessThanOrEqual(MOST_UNSEEN);
  });
});
