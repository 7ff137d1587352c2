import type { Catalogue, Retirement } from '../domain/catalogue.ts';
import { compareMinors, type KubernetesVersion } from '../domain/kubernetes-version.ts';
import type {
  FeatureLifecycle,
  KubernetesLifecycle,
  Lifecycle,
  LifecyclePhase,
  OsSkuLifecycle,
} from '../domain/lifecycle.ts';
import { compareNodeImageVersions, parseNodeImageVersion } from '../domain/node-image-version.ts';
import type { OsSku } from '../domain/os-sku.ts';
import { minorOfSubject, parseSubject } from '../domain/retirement-subject.ts';
import type { LifecycleFile, LifecycleFileOsSku } from './lifecycle.ts';
import { isOtherDay, mergePhases, statedByNote } from './merge-phases.ts';

const NO_BOUNDS: Omit<LifecycleFileOsSku, 'osSku'> = {
  minKubernetes: null,
  maxKubernetes: null,
  needsFips: false,
  lastImage: null,
  ends: [],
};

/**
 * The dates that are true now: the bundled file and the release notes, the newer statement winning phase by phase,
 * with what the other says kept as a contradiction. An OS SKU that only the notes know gets an entry too.
 */
export function mergeLifecycle(catalogue: Catalogue, file: LifecycleFile): Lifecycle {
  const known = new Map<OsSku, LifecycleFileOsSku>(file.osSkus.map((entry) => [entry.osSku, entry]));
  for (const osSku of osSkusOf(catalogue)) if (!known.has(osSku)) known.set(osSku, { osSku, ...NO_BOUNDS });
  return {
    asOf: file.asOf,
    osSkus: [...known.values()].map((entry) => mergeOsSku(entry, catalogue, file)),
    features: mergeFeatures(catalogue, file),
    kubernetesVersions: mergeKubernetesCalendar(catalogue, file),
    inPlaceMoves: (file.inPlaceMoves ?? []).map((move) => withSource(move, file)),
    ...(file.platformUpgrades ? { platformUpgrades: withSource(file.platformUpgrades, file) } : {}),
    ...(file.platformSupport ? { platformSupport: withSource(file.platformSupport, file) } : {}),
    networkEngines: (file.networkEngines ?? []).map((engine) => withSource(engine, file)),
  };
}

function withSource<T extends { readonly source: string }>(
  { source, ...fact }: T,
  { sources }: LifecycleFile,
): Omit<T, 'source'> & { statedIn: string; url: string } {
  const { title, url } = sources[source] ?? { title: source, url: '' };
  return { ...fact, statedIn: title, url };
}

function mergeFeatures(catalogue: Catalogue, file: LifecycleFile): FeatureLifecycle[] {
  const endsOf = new Map(file.features.map(({ subject, ends }) => [subject, ends]));
  for (const { subject } of catalogue.retirements) {
    if (parseSubject(subject).kind === 'feature' && !endsOf.has(subject)) endsOf.set(subject, []);
  }
  return [...endsOf].map(([subject, ends]) => ({ subject, phases: mergePhases(subject, ends, catalogue, file) }));
}

/** OS SKUs that notes speak of; a feature's subject has a slash. */
function osSkusOf({ images, retirements }: Catalogue): OsSku[] {
  const isOsSku = (subject: string): subject is OsSku => /^Windows\w+$/.test(subject);
  return [...images.map(({ osSku }) => osSku), ...retirements.map(({ subject }) => subject).filter(isOsSku)];
}

function mergeOsSku(entry: LifecycleFileOsSku, catalogue: Catalogue, file: LifecycleFile): OsSkuLifecycle {
  const phases = mergePhases(entry.osSku, entry.ends, catalogue, file);
  return {
    osSku: entry.osSku,
    minKubernetes: entry.minKubernetes,
    maxKubernetes: maxKubernetesOf(entry, phases),
    needsFips: entry.needsFips,
    lastImage: isStillLast(entry, catalogue) ? entry.lastImage : null,
    phases,
  };
}

/** A bound stated after the file's newest word on this OS SKU moves the last Kubernetes minor it may run on. */
function maxKubernetesOf(entry: LifecycleFileOsSku, phases: readonly LifecyclePhase[]): string | null {
  const fileStatedOn =
    entry.ends
      .map(({ statedOn }) => statedOn)
      .sort()
      .at(-1) ?? '';
  const newer = phases.filter(({ fromKubernetes, statedOn }) => fromKubernetes !== null && statedOn > fileStatedOn);
  const lowest = newer.flatMap(({ fromKubernetes }) => fromKubernetes ?? []).sort(compareMinors)[0];
  return lowest === undefined ? entry.maxKubernetes : minorBefore(lowest);
}

/** `1.37` -> `1.36`; `null` before the first minor of a major, which nobody can know. */
function minorBefore(minor: string): string | null {
  const [major = 0, number = 0] = minor.split('.').map(Number);
  return number > 0 ? `${major}.${number - 1}` : null;
}

/** An image that is newer than the supposed last one disproves it. */
function isStillLast({ osSku, lastImage }: LifecycleFileOsSku, { images }: Catalogue): boolean {
  const last = lastImage === null ? null : parseNodeImageVersion(lastImage);
  const newest = images.find((image) => image.osSku === osSku && image.state === 'newest');
  const version = newest ? parseNodeImageVersion(newest.version) : null;
  return last !== null && (version === null || compareNodeImageVersions(version, last) <= 0);
}

/**
 * Every minor that the calendar, the bundled file or a note knows: the calendar wins, since it is a table; what a note says
 * otherwise of the same plan is a contradiction.
 */
function mergeKubernetesCalendar(catalogue: Catalogue, file: LifecycleFile): KubernetesLifecycle[] {
  const stated = Map.groupBy(
    catalogue.retirements.filter(
      ({ subject, phase, date, doubt }) =>
        phase === 'retirement' && date !== null && !doubt && minorOfSubject(subject) !== null,
    ),
    ({ subject }) => minorOfSubject(subject) ?? '',
  );
  const sourceUrl = file.sources['calendar']?.url ?? '';
  const rows = new Map<string, KubernetesVersion>([...stated].map(([minor, own]) => [minor, rowOf(minor, own)]));
  for (const row of file.kubernetesVersions) rows.set(row.minor, { ...row, sourceUrl });
  for (const row of catalogue.kubernetesVersions) rows.set(row.minor, row);
  return [...rows.values()]
    .map((row) => ({ ...row, contradictions: contradictionsOf(row, stated.get(row.minor) ?? []) }))
    .sort((a, b) => compareMinors(a.minor, b.minor));
}

function rowOf(minor: string, stated: readonly Retirement[]): KubernetesVersion {
  const dateOf = (isWanted: (one: Retirement) => boolean) => stated.find(isWanted)?.date ?? null;
  return {
    minor,
    generallyAvailableOn: null,
    endOfSupportOn: dateOf(({ plan }) => plan !== 'lts'),
    endOfLtsOn: dateOf(({ plan }) => plan === 'lts'),
    sourceUrl: stated[0]?.url ?? '',
  };
}

function contradictionsOf(
  row: KubernetesVersion,
  stated: readonly Retirement[],
): KubernetesLifecycle['contradictions'] {
  return stated.flatMap((one) => {
    const plan = one.plan ?? 'community';
    const date = plan === 'lts' ? row.endOfLtsOn : row.endOfSupportOn;
    return isOtherDay(one, { date }) ? [{ ...statedByNote(one), plan }] : [];
  });
}
