import { existsSync, globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VhdNote } from '../../../src/domain/vhd-note.ts';
import { diffVhdNotes, summariseSkipped } from '../../../src/notes/vhd-note/diff-vhd-notes.ts';
import { parseVhdNote } from '../../../src/notes/vhd-note/parse-vhd-note.ts';
import { anyText } from '../../support/any-text.ts';
import { HOSTILE_VHD_NOTES } from '../../support/hostile-texts.ts';
import { vhdText } from './support/vhd-text.ts';

/** `SOAK` tries more files, and a megabyte of each hostile text. */
const IS_SOAK = process.env['SOAK'] !== undefined;
const CORPUS = resolve(import.meta.dirname, '../../../../shared/corpus');
const real = globSync('vhd-notes/AKSWindows/*/*.txt', { cwd: CORPUS });
const texts = [vhdText(), ...(existsSync(CORPUS) ? real.filter((_, index) => index % 12 === 0) : []).map(readCorpus)];

function readCorpus(path: string): string {
  return readFileSync(resolve(CORPUS, path), 'utf8');
}

/** A real file with pieces cut out, doubled, or overwritten with anything. */
const mutated = fc
  .tuple(
    fc.constantFrom(...texts),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(400), anyText({ maxLength: 40 })), {
      maxLength: 8,
    }),
  )
  .map(([text, edits]) =>
    edits.reduce((current, [where, length, junk]) => {
      const at = Math.floor(where * current.length);
      return current.slice(0, at) + junk + current.slice(at + length);
    }, text),
  );

function expectValid(note: VhdNote): void {
  expect(note.osVersion ?? '20348.1').toMatch(/^\d{5}\.\d{1,6}$/);
  for (const { id } of note.kbs) expect(id).toMatch(/^KB\d+$/);
  expect(new Set(note.kbs.map(({ id }) => id)).size).toBe(note.kbs.length);
  expect(note.kbs.filter(({ role }) => role === 'lcu').length).toBeLessThanOrEqual(1);
  for (const version of note.cachedKubernetes) expect(version).toMatch(/^v\d+\.\d+\.\d+/);
  for (const image of note.baseImages) {
    expect(image.tag).not.toBe('');
    expect(image.digest ?? 'sha256:').toMatch(/^sha256:/);
  }
}

describe('parseVhdNote, whatever it is given', () => {
  it('gives a valid note for mutated files, the same one each time, and never throws', () => {
    fc.assert(
      fc.property(mutated, fc.option(fc.string(), { nil: undefined }), (text, fileName) => {
        const note = parseVhdNote(text, fileName);
        expectValid(note);
        expect(parseVhdNote(text, fileName)).toEqual(note);
      }),
    );
  });

  it('finds no difference between a mutated file and itself, and a backlog for any two', () => {
    fc.assert(
      fc.property(mutated, mutated, (first, second) => {
        const [a, b] = [parseVhdNote(first), parseVhdNote(second)];
        const same = diffVhdNotes(a, a);
        expect([...same.kbsAdded, ...same.baseImagesUpdated, ...same.cachedKubernetesRemoved]).toEqual([]);
        expect(() => summariseSkipped([a, b])).not.toThrow();
      }),
    );
  });
});

describe('parseVhdNote, at size', () => {
  it.each(Object.entries(HOSTILE_VHD_NOTES))('comes to an end with very many %s', (_name, text) => {
    expect(parseVhdNote(IS_SOAK ? text : text.slice(0, 100_000)).imageVersion).toBeNull();
  });
});
