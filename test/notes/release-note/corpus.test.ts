import { describe, expect, it } from 'vitest';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';
import { hasCorpus, readLabels, readReleases } from './corpus.ts';

/** Compares what was found with what is wanted (true) or may be found (false), and gives the F1 measure. */
function f1(pairs: readonly { found: ReadonlySet<string>; wanted: ReadonlyMap<string, boolean> }[]): number {
  let hits = 0;
  let wrong = 0;
  for (const { found, wanted } of pairs) {
    for (const [key, counts] of wanted) {
      if (counts && found.has(key)) hits += 1;
      else if (counts) wrong += 1;
    }
    for (const key of found) if (!wanted.has(key)) wrong += 1;
  }
  return (2 * hits) / (2 * hits + wrong);
}

describe.skipIf(!hasCorpus)('the labelled corpus (skipped where ../shared/corpus is absent)', () => {
  const labels = readLabels();
  const read = readReleases().flatMap(({ tag_name: tag, body, published_at: publishedAt }) => {
    const label = labels[tag];
    return label ? [{ tag, body, label, note: parseReleaseNote(body, publishedAt) }] : [];
  });

  it('finds every image that two careful readers found, and no other', () => {
    const pairs = read.map(({ label, note }) => ({
      found: new Set(note.images.map((i) => `${i.osSku} ${i.version}`)),
      wanted: new Map(label.images.map((i) => [`${i.os} ${i.version}`, !i.optional])),
    }));
    expect(f1(pairs)).toBe(1);
  });

  it('finds the retirement statements as well as a second careful reader', () => {
    const pairs = read.map(({ label, note }) => ({
      found: new Set(note.retirements.map((r) => `${r.subject} ${r.phase} ${r.date}`)),
      wanted: new Map(label.retirements.map((r) => [`${r.subject} ${r.phase} ${r.date}`, !r.optional])),
    }));
    expect(f1(pairs)).toBeGreaterThanOrEqual(0.98);
  });

  it('raises the drift alarm on none of them, since nothing in them is missed', () => {
    expect(read.flatMap(({ tag, note }) => note.unread.map((passage) => `${tag} ${passage}`))).toEqual([]);
  });

  it('quotes words that stand in the note', () => {
    for (const { body, note } of read) {
      for (const { quote } of [...note.images, ...note.retirements]) expect(body).toContain(quote);
    }
  });
});
