import { describe, expect, it } from 'vitest';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';

/** No note names an image that is built months after it: those of the summer are in one of September. */
function dayOfNote(note: string): string {
  return /\.2609\d\d|\.260[78]\d\d/.test(note) ? '2026-09-25T12:00:00Z' : '2026-05-29T12:00:00Z';
}

import { COMPOSED_ENDINGS } from './composed-endings.ts';
import { EVERYDAY_ENDINGS } from './everyday-endings.ts';
import { FURTHER_ENDINGS } from './further-endings.ts';
import { LAID_OUT_ENDINGS } from './laid-out-endings.ts';
import { LISTED_IMAGES } from './listed-images.ts';
import { MOVED_DATES } from './moved-dates.ts';
import { NAMED_IMAGES } from './named-images.ts';
import { NO_ENDINGS } from './no-endings.ts';
import type { NoteCase } from './note-cases.ts';
import { OMITTED_WORDS } from './omitted-words.ts';
import { PAGE_ENDINGS } from './page-endings.ts';
import { SHARED_ENDINGS } from './shared-endings.ts';
import { TOLD_IN_TALK } from './told-in-talk.ts';
import { WORDED_IMAGES } from './worded-images.ts';

/** Reads a note of 29 May 2026: statements as "subject phase date", images by their version, `L` for a link. */
function read(note: string): { readonly found: readonly string[]; readonly unread: readonly string[] } {
  const { images, retirements, unread } = parseReleaseNote(note, dayOfNote(note));
  const statements = retirements.map(({ subject, phase, date }) => `${subject} ${phase} ${date}`);
  return { found: [...statements, ...images.map(({ version, link }) => (link ? `${version} L` : version))], unread };
}

/** Each kind, and how many of its sentences composition does not read; no published one is among them. */
const KINDS: readonly (readonly [kind: string, cases: readonly NoteCase[], misread: number])[] = [
  ['an end in everyday words', EVERYDAY_ENDINGS, 10],
  ['an end in further everyday words', FURTHER_ENDINGS, 6],
  ['an end that several things share', SHARED_ENDINGS, 0],
  ['a date that has been moved', MOVED_DATES, 4],
  ['what people tell each other', TOLD_IN_TALK, 5],
  ['an end that no word tells alone', COMPOSED_ENDINGS, 0],
  ['an end that the layout tells', LAID_OUT_ENDINGS, 1],
  ['an end on a page or in an issue', PAGE_ENDINGS, 0],
  ['an end whose words stand elsewhere', OMITTED_WORDS, 21],
  ['an image in other words', WORDED_IMAGES, 0],
];

function misreadOf([note, wanted]: NoteCase): string[] {
  const { found, unread } = read(note);
  const isRight = [...found].sort().join() === [...wanted].sort().join() && unread.length === 0;
  return isRight ? [] : [`${note} gives ${[...found, ...unread].join('; ')}`];
}

describe('plain English', () => {
  it.each(KINDS)('of %s is read, but for a few', (_kind, cases, misread) => {
    const all = cases.flatMap(misreadOf);
    expect(all.length, all.join('\n')).toBeLessThanOrEqual(misread);
  });

  it('with words of ending in which nothing ends gives nothing, but for a few', () => {
    const all = NO_ENDINGS.filter((note) => read(note).found.length > 0);
    expect(all.length, all.join('\n')).toBeLessThanOrEqual(5);
  });
});

describe('images in tables, lists and reports', () => {
  it.each(LISTED_IMAGES)('are those that came out in %j', (note, wanted) => {
    expect(read(note).found).toEqual(wanted);
  });

  it('are told from those that are only named, but for a few', () => {
    const imagesIn = (note: string): string[] => read(note).found.filter((each) => /^\d/.test(each));
    const all = NAMED_IMAGES.filter(([note, wanted]) => imagesIn(note).sort().join() !== [...wanted].sort().join());
    expect(all.length, JSON.stringify(all)).toBeLessThanOrEqual(1);
  });
});
