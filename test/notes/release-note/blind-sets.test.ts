import { describe, expect, it } from 'vitest';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';
import { BLIND_SETS, PUBLISHED } from './blind-sets.ts';
import type { NoteCase } from './note-cases.ts';

function misreadOf([note, wanted]: NoteCase): string[] {
  const { retirements, images } = parseReleaseNote(note, PUBLISHED);
  const found = [
    ...retirements.map(({ subject, phase, date }) => `${subject} ${phase} ${date}`),
    ...images.map(({ version, link }) => (link ? `${version} L` : version)),
  ];
  const missed = wanted.filter((each) => !found.includes(each)).map((each) => `missed ${each} in ${note}`);
  return [...missed, ...found.filter((each) => !wanted.includes(each)).map((each) => `made up ${each} in ${note}`)];
}

describe('sentences as an AKS writer might put them', () => {
  it.each(BLIND_SETS)('of the $name set are read, but for a few', ({ cases, misread }) => {
    const all = cases.flatMap(misreadOf);
    expect(all.length, all.join('\n')).toBeLessThanOrEqual(misread);
  });
});
