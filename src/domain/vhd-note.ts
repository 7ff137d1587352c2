/** A Windows update that is part of an image ("Installed QFEs"). */
export interface VhdKb {
  /** `KB5063880`. */
  readonly id: string;
  /** The label Windows prints; it does not tell the cumulative update from the servicing stack. */
  readonly kind: 'security' | 'update';
  /** `lcu` is the cumulative update of the operating system, `ssu` the servicing stack. */
  readonly role: 'lcu' | 'ssu' | 'dotnet' | 'other';
  /** True when the file names the update; false when the role is only likely, from its position. */
  readonly certain: boolean;
}

export interface VhdBaseImage {
  readonly repository: 'servercore' | 'nanoserver' | 'servercore/iis';
  /** `ltsc2022`, `1809`, `10.0.20348.4052`. */
  readonly tag: string;
  /** `sha256:…`; `null` in the era of Docker, which printed image IDs. */
  readonly digest: string | null;
  /** Docker's short image ID, else `null`. */
  readonly imageId: string | null;
}

/** What a VHD notes file says about an image. What the file does not say is `null` or empty. */
export interface VhdNote {
  /** `build.revision.yymmdd` of the file name. */
  readonly imageVersion: string | null;
  /** `build.revision` that the file says; it can differ from the file name. */
  readonly osVersion: string | null;
  readonly osVersionFromFileName: string | null;
  readonly kbs: readonly VhdKb[];
  /** The container runtime that the image starts with by default; newer Kubernetes minors fetch a newer one. */
  readonly runtime: 'docker' | 'containerd' | null;
  /** `1.6.35+azure`. */
  readonly runtimeVersion: string | null;
  readonly baseImages: readonly VhdBaseImage[];
  /** Kubernetes versions on the disk, in the order of the file; cached does not mean supported. */
  readonly cachedKubernetes: readonly string[];
  /** The same from `private-packages`, which holds fixes under embargo. */
  readonly cachedKubernetesPrivate: readonly string[];
}

export interface VhdFactChange {
  readonly from: string;
  readonly to: string;
}

/** What changed from an older image to a newer one; a fact that stayed, or that one side does not tell, is `null`. */
export interface VhdNoteDiff {
  readonly from: string | null;
  readonly to: string | null;
  readonly osVersion: VhdFactChange | null;
  /** KB of the operating system's cumulative update. */
  readonly cumulativeUpdate: VhdFactChange | null;
  /** `containerd 1.7.20+azure`. */
  readonly runtime: VhdFactChange | null;
  readonly kbsAdded: readonly VhdKb[];
  readonly kbsRemoved: readonly VhdKb[];
  readonly baseImagesAdded: readonly VhdBaseImage[];
  readonly baseImagesRemoved: readonly VhdBaseImage[];
  /** Same repository and tag, other content. */
  readonly baseImagesUpdated: readonly VhdBaseImage[];
  readonly cachedKubernetesAdded: readonly string[];
  readonly cachedKubernetesRemoved: readonly string[];
  /** What one of the two files does not tell, and so was not compared; in words for people. */
  readonly untold: readonly string[];
}

export interface ImageDifference {
  readonly what: string;
  /** What it was, or what is no longer there. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** One value that became another, things that came and went, or things whose content is another. */
  readonly kind: 'value' | 'set' | 'content';
}

/** What differs, in the order in which it is told; empty where nothing does. */
export function listDifferences(diff: VhdNoteDiff): readonly ImageDifference[] {
  const value = (what: string, change: VhdFactChange | null): readonly ImageDifference[] =>
    change === null ? [] : [{ what, before: [change.from], after: [change.to], kind: 'value' }];
  const set = (
    what: string,
    before: readonly string[],
    after: readonly string[],
    kind: ImageDifference['kind'] = 'set',
  ): readonly ImageDifference[] => (before.length + after.length === 0 ? [] : [{ what, before, after, kind }]);
  const ids = (kbs: readonly VhdKb[]) => kbs.map(({ id }) => id);
  const names = (images: readonly VhdBaseImage[]) => images.map(({ repository, tag }) => `${repository}:${tag}`);
  return [
    ...value('Windows', diff.osVersion),
    ...value('Cumulative update', diff.cumulativeUpdate),
    ...value('Container runtime', diff.runtime),
    ...set('Windows updates', ids(diff.kbsRemoved), ids(diff.kbsAdded)),
    ...set('Base images', names(diff.baseImagesRemoved), names(diff.baseImagesAdded)),
    ...set('Base images rebuilt under the same tag', [], names(diff.baseImagesUpdated), 'content'),
    ...set('Kubernetes on the disk', diff.cachedKubernetesRemoved, diff.cachedKubernetesAdded),
  ];
}

/** What could not be compared; empty where everything was. */
export function sayUncompared({ untold }: VhdNoteDiff): string {
  return untold.length === 0 ? '' : `Not compared, since a notes file does not tell: ${untold.join(', ')}.`;
}

export interface VhdBacklog {
  /** From the pool's image to the target at once. */
  readonly net: VhdNoteDiff;
  /** Cumulative updates the pool lacks, oldest first; each contains the ones before it. */
  readonly cumulativeUpdates: readonly VhdKb[];
}
