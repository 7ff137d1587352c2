import { existsSync, globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { VhdInstalledUpdate, VhdNote } from '../../../src/domain/vhd-note.ts';
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

const WORDS: Readonly<Record<VhdInstalledUpdate['kind'], string>> = {
  'os-cumulative': 'OS CU',
  dotnet: '.NET CU',
  'defender-platform': 'Defender platform',
  'defender-intelligence': 'Defender intelligence',
  other: 'other',
};

/** The way the truth file writes an installed update: `KB5063878 OS CU 2025-08 (26100.4946)`, repeats as `(x2)`. */
function describeUpdates(updates: readonly VhdInstalledUpdate[]): string[] {
  const counts = new Map<string, number>();
  for (const { id, kind, month, preview, title } of updates) {
    const build = / \(\d{5}\.\d+\)$/.exec(title)?.[0] ?? '';
    const text = [id, WORDS[kind], preview && 'Preview', month].filter(Boolean).join(' ') + build;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].map(([text, count]) => (count > 1 ? `${text} (x${count})` : text)).sort();
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
    osName: note.osName,
    osVersion: note.osVersion,
    installType: note.installType,
    buildDate: note.buildDate,
    kbs: note.kbs.map(({ id, kind, role }) => ({ id, kind, role })),
    installedUpdates: describeUpdates(note.installedUpdates),
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
    it.each(truths.map((truth) => [truth.path, truth] as const))('%s matches on every field', (path, truth) => {
      const note = parseVhdNote(readFileSync(resolve(CORPUS, path)), path);
      const {
        path: _path,
        notes: _notes,
        osVersionFromFileName,
        digests,
        imageIds,
        cachedKubernetesPrivate,
        ...fields
      } = truth;
      const expected = { ...fields, installedUpdates: [...(fields['installedUpdates'] as string[])].sort() };
      expect(asTruth(note)).toEqual(expected);
      expect(contents(note, 'digest')).toEqual(digests ?? {});
      expect(contents(note, 'imageId')).toEqual(imageIds ?? {});
      expect(note.cachedKubernetesPrivate).toEqual(cachedKubernetesPrivate ?? []);
      if (osVersionFromFileName !== undefined) expect(note.osVersionFromFileName).toBe(osVersionFromFileName);
    });
  },
);

describe.skipIf(!existsSync(CORPUS))('every VHD note of the corpus (skipped where ../shared is absent)', () => {
  const paths = globSync('vhd-notes/AKSWindows/*/*.txt', { cwd: CORPUS });

  it('gives an OS build or the reason, and every KB list has exactly one cumulative update', () => {
    expect(paths.length).toBeGreaterThanOrEqual(125);
    for (const path of paths) {
      const note = parseVhdNote(readFileSync(resolve(CORPUS, path)), path);
      const build = note.osVersion ?? note.osVersionFromFileName;
      expect(build !== null || note.problems.length > 0, path).toBe(true);
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
