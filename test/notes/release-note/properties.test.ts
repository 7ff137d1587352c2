import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParsedNote } from '../../../src/domain/announcement.ts';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';
import { anyText } from '../../support/any-text.ts';
import { hasCorpus, readReleases } from './corpus.ts';
import { NOTE_CASES } from './note-cases.ts';

const PHASES = new Set(
  'retirement no-new-node-pools no-new-images image-removal lts-only platform-support removal date-changed'.split(' '),
);
const DATE = /^20\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/;
const SUBJECT = /^(?:Windows(?:20\d\d|Annual)|Kubernetes\/1\.\d{1,2}|WindowsFeature\/\w+)$/;

function expectValid(body: string, { images, retirements, unread }: ParsedNote): void {
  for (const image of images) {
    expect(image.version).toMatch(/^\d{5}\.\d{1,6}\.\d{6}$/);
    expect(image.osSku).toMatch(/^Windows(?:20\d\d|Annual|\d{5})$/);
    expect(image.linkedVersion === null).toBe(image.link === null);
    expect(body).toContain(image.quote);
  }
  for (const statement of retirements) {
    expect(statement.subject).toMatch(SUBJECT);
    expect(PHASES).toContain(statement.phase);
    if (statement.date !== null) expect(statement.date).toMatch(DATE);
    expect(body).toContain(statement.quote);
  }
  for (const passage of unread) expect(body).toContain(passage);
}

const IS_SOAK = process.env['SOAK'] !== undefined;

/** Real notes where the corpus is at hand, else those written for this repository; short ones but for `SOAK`. */
const NOTES = hasCorpus
  ? readReleases()
      .map(({ body }) => body)
      .filter((body) => body.length > 0 && (IS_SOAK || body.length < 3_000))
  : NOTE_CASES.map(([note]) => note);

const SCRAPS = [
  '**',
  '`',
  '[',
  '](',
  ')',
  '> ',
  '\n\n',
  '\n',
  '| a |\n|--|\n',
  '&amp;',
  '\\',
  '<b>',
  '~~',
  '\u00a0',
  '2026',
  ' will be retired on ',
  'Kubernetes 1.',
  '20348.1.',
  '😀',
  '\ud800',
];

/** A note with some of its pieces cut out, doubled, or replaced. */
const mutatedNote = fc
  .tuple(
    fc.constantFrom(...NOTES),
    fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        cut: fc.nat(200),
        scrap: fc.oneof(fc.constantFrom(...SCRAPS), anyText({ maxLength: 8 })),
      }),
      { maxLength: 8 },
    ),
  )
  .map(([note, edits]) =>
    edits.reduce((text, { at, cut, scrap }) => {
      const start = Math.floor(at * text.length);
      return text.slice(0, start) + scrap + text.slice(start + cut);
    }, note),
  );

const instant = fc.option(fc.constantFrom('2019-02-01T00:00:00Z', '2026-05-29T12:00:00Z', 'not a date'), { nil: null });

describe('any note, however damaged', () => {
  it('gives a valid result, the same each time, and never throws', () => {
    fc.assert(
      fc.property(mutatedNote, instant, (body, publishedAt) => {
        const note = parseReleaseNote(body, publishedAt);
        expectValid(body, note);
        expect(parseReleaseNote(body, publishedAt)).toEqual(note);
      }),
      { numRuns: IS_SOAK ? 150 : 30 },
    );
  });

  it('takes any text at all', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 500 }), (body) => expectValid(body, parseReleaseNote(body, null))),
      { numRuns: IS_SOAK ? 300 : 50 },
    );
  });
});
