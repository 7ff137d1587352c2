import { describe, expect, it } from 'vitest';
import { FRAMES } from '../../../src/notes/release-note/frames.ts';
import { wholeGrammar } from '../../../src/notes/release-note/grammar.ts';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';
import { partsOf } from '../../../src/notes/release-note/parts.ts';
import { readSentence } from '../../../src/notes/release-note/sentence-reading.ts';
import { BLIND_SETS, PUBLISHED } from './blind-sets.ts';
import { hasCorpus, readLabels, readPassages, readReleases } from './corpus.ts';

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
    return label ? [{ tag, body, publishedAt, label, note: parseReleaseNote(body, publishedAt) }] : [];
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

  it('finds the CVEs that were mended with Windows images, and none of the many of add-ons', () => {
    const found = read.flatMap(({ tag, note }) =>
      note.imageCves.map(({ version, cves }) => `${tag} ${version} ${cves.join()}`),
    );
    expect(found.toSorted()).toEqual([
      '2023-08-20 230809 CVE-2023-3676,CVE-2023-3955,CVE-2023-3893',
      '2023-08-27 230809 CVE-2023-3676,CVE-2023-3955,CVE-2023-3893',
      '2024-01-08 17763.5206.231213 CVE-2023-5528',
      '2024-01-08 20348.2159.231213 CVE-2023-5528',
      '2024-08-05 17763.6054.240716 CVE-2024-5321',
      '2024-08-05 20348.2582.240716 CVE-2024-5321',
    ]);
  });

  it('has examples for its frames, in notes or in sentences written before they were read', () => {
    const passages = readPassages().map(({ asOf, text }) => ({ body: text, publishedAt: `${asOf}T00:00:00Z` }));
    const texts = BLIND_SETS.flatMap(({ cases }) => cases.map(([body]) => ({ body, publishedAt: PUBLISHED })));
    function* readAll() {
      yield* read;
      for (const text of [...passages, ...texts])
        yield { ...text, note: parseReleaseNote(text.body, text.publishedAt) };
    }
    const seen = new Set<unknown>();
    for (const { body, publishedAt, note } of readAll()) {
      // Notes that are read already have most of them.
      if (seen.size === FRAMES.length) break;
      for (const quote of new Set(note.retirements.map(({ quote }) => quote))) {
        const setting = { note: { body, publishedAt, grammar: wholeGrammar() }, around: body, known: [] };
        for (const parts of partsOf(readSentence(quote, setting).clauses))
          for (const frame of FRAMES) if (!seen.has(frame) && frame(parts).length > 0) seen.add(frame);
      }
    }
    expect(FRAMES.filter((frame) => !seen.has(frame))).toEqual([]);
  });

  it('quotes words that stand in the note', () => {
    for (const { body, note } of read) {
      for (const { quote } of [...note.images, ...note.retirements]) expect(body).toContain(quote);
    }
  });
});
