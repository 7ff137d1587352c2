import { describe, expect, it } from 'vitest';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';

/** No note names an image that is built months after it: those of the summer are in one of September. */
function dayOfNote(note: string): string {
  return /\.2609\d\d|\.260[78]\d\d/.test(note) ? '2026-09-25T12:00:00Z' : '2026-05-29T12:00:00Z';
}

import { EVERYDAY_ENDINGS } from './everyday-endings.ts';
import { FURTHER_ENDINGS } from './further-endings.ts';
import { LAID_OUT_ENDINGS } from './laid-out-endings.ts';
import { LISTED_IMAGES } from './listed-images.ts';
import { MOVED_DATES } from './moved-dates.ts';
import { NO_ENDINGS } from './no-endings.ts';
import type { NoteCase } from './note-cases.ts';
import { SHARED_ENDINGS } from './shared-endings.ts';
import { TOLD_IN_TALK } from './told-in-talk.ts';
import { WORDED_IMAGES } from './worded-images.ts';

/** Reads a note of 29 May 2026: statements as "subject phase date", images by their version, `L` for a link. */
function read(note: string): { readonly found: readonly string[]; readonly unread: readonly string[] } {
  const { images, retirements, unread } = parseReleaseNote(note, dayOfNote(note));
  const statements = retirements.map(({ subject, phase, date }) => `${subject} ${phase} ${date}`);
  return { found: [...statements, ...images.map(({ version, link }) => (link ? `${version} L` : version))], unread };
}

const KINDS: readonly (readonly [kind: string, cases: readonly NoteCase[]])[] = [
  ['an end in everyday words', EVERYDAY_ENDINGS],
  ['an end in further everyday words', FURTHER_ENDINGS],
  ['an end that several things share', SHARED_ENDINGS],
  ['a date that has been moved', MOVED_DATES],
  ['what people tell each other', TOLD_IN_TALK],
  ['an end that the layout tells', LAID_OUT_ENDINGS],
  ['an image in other words', WORDED_IMAGES],
];

describe.each(KINDS)('%s', (_kind, cases) => {
  it.each(cases)('is read from %j', (note, wanted) => {
    const { found, unread } = read(note);
    expect([...found].sort()).toEqual([...wanted].sort());
    expect(unread).toEqual([]);
  });
});

describe('words of ending in which nothing ends', () => {
  it.each(NO_ENDINGS)('gives nothing for %j', (note) => {
    expect(read(note).found).toEqual([]);
  });
});

describe('images in tables, lists and reports', () => {
  it.each(LISTED_IMAGES)('are those that came out in %j', (note, wanted) => {
    expect(read(note).found).toEqual(wanted);
  });
});
