import { existsSync, globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { VhdNote } from '../../../src/domain/vhd-note.ts';
import { parseVhdNote } from '../../../src/notes/vhd-note/parse-vhd-note.ts';

const CORPUS = resolve(import.meta.dirname, '../../../../shared/corpus');
const TRUTH = resolve(import.meta.dirname, '../../../../shared/samples/vhd_truth.json');

interface Truth {
  readonly path: string;
  readonly osVersionFromFileName?: string;
  readonly kbs: readonly { readonly id: string; readonly kind: string; readonly role: string }[];
  readonly digests?: Readonly<Record<string, string>>;
  readonly imageIds?: Readonly<Record<string, string>>;
  readonly cachedKubernetesPrivate?: readonly string[];
  readonly notes?: string;
  readonly [field: string]: unknown;
}

function tagsOf(note: VhdNote, repository: string): string[] {
  return note.baseImages.filter((image) => image.repository === repository).map(({ tag }) => tag);
}

function contents(note: VhdNote, field: 'digest' | 'imageId'): Record<string, string> {
  const found = note.baseImages.flatMap((image) => {
    const content = image[field];
    return content === null ? [] : [[`${image.repository}:${image.tag}`, content] as const];
  });
  return Object.fromEntries(found);
}

/** Our reading in the fields of the truth file. */
function asTruth(note: VhdNote): Record<string, unknown> {
  return {
    osVersion: note.osVersion,
    kbs: note.kbs.map(({ id, kind, role }) => ({ id, kind, role })),
    runtime: note.runtime,
    docker: note.runtime === 'docker' ? note.runtimeVersion : null,
    containerd: note.runtime === 'containerd' ? note.runtimeVersion : null,
    serverCoreTags: tagsOf(note, 'servercore'),
    nanoServerTags: tagsOf(note, 'nanoserver'),
    cachedKubernetes: note.cachedKubernetes,
  };
}

const truths = existsSync(TRUTH) ? (JSON.parse(readFileSync(TRUTH, 'utf8')) as { files: Truth[] }).files : [];

describe.skipIf(truths.length === 0 || !existsSync(CORPUS))(
  'VHD notes read by eye (skipped where ../shared is absent)',
  () => {
    it.each(truths.map((truth) => [truth.path, truth] as const))(
      '%s matches on every field that is read',
      (path, truth) => {
        const note = parseVhdNote(readFileSync(resolve(CORPUS, path), 'utf8'), path);
        const {
          path: _path,
          notes: _notes,
          osVersionFromFileName,
          digests,
          imageIds,
          cachedKubernetesPrivate,
          ...fields
        } = truth;
        const read = asTruth(note);
        expect(read).toEqual(Object.fromEntries(Object.keys(read).map((key) => [key, fields[key]])));
        expect(contents(note, 'digest')).toEqual(digests ?? {});
        expect(contents(note, 'imageId')).toEqual(imageIds ?? {});
        expect(note.cachedKubernetesPrivate).toEqual(cachedKubernetesPrivate ?? []);
        if (osVersionFromFileName !== undefined) expect(note.osVersionFromFileName).toBe(osVersionFromFileName);
      },
    );
  },
);

describe.skipIf(!existsSync(CORPUS))('every VHD note of the corpus (skipped where ../shared is absent)', () => {
  const paths = globSync('vhd-notes/AKSWindows/*/*.txt', { cwd: CORPUS });

  it('has exactly one cumulative update in every list of KBs', () => {
    expect(paths.length).toBeGreaterThanOrEqual(125);
    for (const path of paths) {
      const note = parseVhdNote(readFileSync(resolve(CORPUS, path), 'utf8'), path);
      if (note.kbs.length > 0)
        expect(
          note.kbs.filter(({ role }) => role === 'lcu'),
          path,
        ).toHaveLength(1);
    }
  });

  it('agrees by position with each cumulative update that a file names', () => {
    let compared = 0;
    for (const path of paths) {
      const content = readFileSync(resolve(CORPUS, path), 'utf8');
      const named = parseVhdNote(content, path).kbs.find(({ role, certain }) => role === 'lcu' && certain);
      if (!named) continue;
      compared += 1;
      const unnamed = content.replace(/^.*(?:Cumulative|Security) Update (?!.*\.NET).*\(KB\d+\).*$/gm, '');
      const guessed = parseVhdNote(unnamed, path).kbs.find(({ role }) => role === 'lcu');
      expect([path, guessed?.id, guessed?.certain]).toEqual([path, named.id, false]);
    }
    expect(compared).toBeGreaterThan(30);
  });
});
