import { describe, expect, it } from 'vitest';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';
import type { NoteCase } from './note-cases.ts';
import { WORDED_IMAGES } from './worded-images.ts';

/** Reads a note of 29 May 2026: statements as "subject phase date", images by their version, `L` for a link. */
function read(note: string): { readonly found: readonly string[]; readonly unread: readonly string[] } {
  const { images, retirements, unread } = parseReleaseNote(note, '2026-05-29T12:00:00Z');
  const statements = retirements.map(({ subject, phase, date }) => `${subject} ${phase} ${date}`);
  return { found: [...statements, ...images.map(({ version, link }) => (link ? `${version} L` : version))], unread };
}

const KINDS: readonly (readonly [kind: string, cases: readonly NoteCase[]])[] = [
  ['an image in other words', WORDED_IMAGES],
];

describe.each(KINDS)('%s', (_kind, cases) => {
  it.each(cases)('is read from %j', (note, wanted) => {
    const { found, unread } = read(note);
    expect([...found].sort()).toEqual([...wanted].sort());
    expect(unread).toEqual([]);
  });
});
