import type { VhdBacklog, VhdBaseImage, VhdFactChange, VhdNote, VhdNoteDiff } from '../../domain/vhd-note.ts';

/** What changed from an older image to a newer one of the same OS SKU. What one side does not tell has not changed. */
export function diffVhdNotes(older: VhdNote, newer: VhdNote): VhdNoteDiff {
  const kbs = diffBy(older.kbs, newer.kbs, ({ id }) => id);
  const images = diffBy(older.baseImages, newer.baseImages, nameOf);
  const kubernetes = diffBy(cachedVersions(older), cachedVersions(newer), (version) => version);
  const digests = new Map(older.baseImages.map((image) => [nameOf(image), contentOf(image)]));
  return {
    from: older.imageVersion,
    to: newer.imageVersion,
    osVersion: changeOf(older.osVersion ?? older.osVersionFromFileName, newer.osVersion ?? newer.osVersionFromFileName),
    cumulativeUpdate: changeOf(cumulativeUpdateOf(older), cumulativeUpdateOf(newer)),
    runtime: changeOf(runtimeOf(older), runtimeOf(newer)),
    kbsAdded: kbs.added,
    kbsRemoved: kbs.removed,
    baseImagesAdded: images.added,
    baseImagesRemoved: images.removed,
    baseImagesUpdated: newer.baseImages.filter((image) => {
      const before = digests.get(nameOf(image));
      return before !== undefined && changeOf(before, contentOf(image)) !== null;
    }),
    cachedKubernetesAdded: kubernetes.added,
    cachedKubernetesRemoved: kubernetes.removed,
    untold: TOLD.filter(([, tells]) => !(tells(older) && tells(newer))).map(([what]) => what),
  };
}

/** What a notes file tells, and whether it does; the older ones list less. */
const TOLD: readonly (readonly [what: string, tells: (note: VhdNote) => boolean])[] = [
  ['KBs', ({ kbs }) => kbs.length > 0],
  ['runtime', (note) => runtimeOf(note) !== null],
  ['base images', ({ baseImages }) => baseImages.length > 0],
  ['cached Kubernetes', (note) => cachedVersions(note).length > 0],
];

/** An empty list is one that could not be read: nothing was added to it or removed from it. */
function diffBy<T>(older: readonly T[], newer: readonly T[], keyOf: (item: T) => string): { added: T[]; removed: T[] } {
  if (older.length === 0 || newer.length === 0) return { added: [], removed: [] };
  const before = new Set(older.map(keyOf));
  const after = new Set(newer.map(keyOf));
  return {
    added: newer.filter((item) => !before.has(keyOf(item))),
    removed: older.filter((item) => !after.has(keyOf(item))),
  };
}

function changeOf(from: string | null, to: string | null): VhdFactChange | null {
  return from === null || to === null || from === to ? null : { from, to };
}

function cumulativeUpdateOf({ kbs }: VhdNote): string | null {
  return kbs.find(({ role }) => role === 'lcu')?.id ?? null;
}

function runtimeOf({ runtime, runtimeVersion }: VhdNote): string | null {
  return runtime === null || runtimeVersion === null ? null : `${runtime} ${runtimeVersion}`;
}

function nameOf({ repository, tag }: VhdBaseImage): string {
  return `${repository}:${tag}`;
}

function contentOf({ digest, imageId }: VhdBaseImage): string | null {
  return digest ?? imageId;
}

function cachedVersions({ cachedKubernetes, cachedKubernetesPrivate }: VhdNote): string[] {
  return [...new Set([...cachedKubernetes, ...cachedKubernetesPrivate])];
}

/**
 * What a pool is behind on. `notes`: the pool's image first, then each newer one of the same OS SKU up to the target, oldest
 * first; with one note only there is nothing to catch up on.
 */
export function summariseSkipped([own, ...newer]: readonly [VhdNote, ...VhdNote[]]): VhdBacklog {
  const had = new Set(own.kbs.map(({ id }) => id));
  const isNew = (id: string) => !had.has(id) && had.add(id);
  const kbs = newer.flatMap((note) => note.kbs.filter(({ id }) => isNew(id)));
  return {
    net: diffVhdNotes(own, newer.at(-1) ?? own),
    cumulativeUpdates: kbs.filter(({ role }) => role === 'lcu'),
  };
}
