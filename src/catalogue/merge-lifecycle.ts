import type { Catalogue, Retirement } from '../domain/catalogue.ts';
import { compareMinors, type KubernetesVersion } from '../domain/kubernetes-version.ts';
import type {
  EarlierWord,
  FeatureLifecycle,
  KubernetesLifecycle,
  Lifecycle,
  LifecyclePhase,
  OsSkuLifecycle,
  RetirementPhase,
  StatedDate,
} from '../domain/lifecycle.ts';
import type { OsSku } from '../domain/os-sku.ts';
import { minorOfSubject, parseSubject, type RetirementSubject } from '../domain/retirement-subject.ts';
import { compareTexts } from '../domain/text.ts';
import type { LifecycleEnd, LifecycleFile, LifecycleFileOsSku } from './lifecycle.ts';
import { isSameDay } from './retirement-ledger.ts';

const NO_BOUNDS: Omit<LifecycleFileOsSku, 'osSku'> = {
  minKubernetes: null,
  maxKubernetes: null,
  needsFips: false,
  ends: [],
};

/** The newer statement wins phase by phase, the other stays as a contradiction. An OS SKU that only notes know has an entry. */
export function mergeLifecycle(catalogue: Catalogue, file: LifecycleFile): Lifecycle {
  const known = new Map<OsSku, LifecycleFileOsSku>(file.osSkus.map((entry) => [entry.osSku, entry]));
  for (const osSku of osSkusOf(catalogue)) if (!known.has(osSku)) known.set(osSku, { osSku, ...NO_BOUNDS });
  return {
    osSkus: [...known.values()].map((entry) => mergeOsSku(entry, catalogue, file)),
    features: mergeFeatures(catalogue, file),
    kubernetesVersions: mergeKubernetesCalendar(catalogue, file),
    inPlaceMoves: file.inPlaceMoves,
    platformUpgrades: withSource(file.platformUpgrades, file),
    platformSupport: file.platformSupport,
    networkEngines: file.networkEngines.map((engine) => withSource(engine, file)),
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

/** The calendar wins, since it is a table; what a note says otherwise of the same plan is a contradiction. */
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

function statedByNote({ date, fromKubernetes, statedAt, statedIn, url, quote }: Retirement): StatedDate {
  return { date, fromKubernetes, statedOn: statedAt.slice(0, 10), statedIn, url, quote };
}

/** What one source says now, and what it said before. */
interface Word {
  readonly stated: StatedDate;
  readonly previous: readonly EarlierWord[];
}

/**
 * The phases of one subject, each by its newest source; its day and the Kubernetes minor that bounds it are two, with
 * the day first. A mistyped date of a note counts for nothing here. The order is that of `ends`, then of the catalogue.
 */
function mergePhases(
  subject: RetirementSubject,
  ends: readonly LifecycleEnd[],
  catalogue: Catalogue,
  file: LifecycleFile,
): LifecyclePhase[] {
  const words = new Map<RetirementPhase, Word[]>();
  const add = (phase: RetirementPhase, word: Word): void => {
    words.set(phase, [...(words.get(phase) ?? []), word]);
  };
  for (const end of ends) add(end.phase, wordOfFile(end, file));
  for (const retirement of catalogue.retirements) {
    if (retirement.subject !== subject || retirement.doubt) continue;
    add(retirement.phase, wordOfNote(retirement));
    if (movesImages(retirement, ends)) add('no-new-images', wordOfNote(retirement));
  }
  return [...words].flatMap(([phase, own]) => {
    const dated = believeNewest(own, ({ date }) => date !== null, { fromKubernetes: null });
    const bounded = believeNewest(own, ({ fromKubernetes }) => fromKubernetes !== null, { date: null });
    const known = [dated, bounded].filter((one) => one !== null);
    const found = known.length > 0 ? known : [believeNewest(own, () => true, {})].filter((one) => one !== null);
    return found.map((one): LifecyclePhase => ({ phase, ...one }));
  });
}

/** What retires gets no new images from that day on: where pages give both one day, a newer note of the one moves both. */
function movesImages({ phase, date, statedAt }: Retirement, ends: readonly LifecycleEnd[]): boolean {
  const find = (wanted: RetirementPhase) => ends.find((end) => end.phase === wanted && end.date !== null);
  const [retires, images] = [find('retirement'), find('no-new-images')];
  const isOne = images !== undefined && retires?.date === images.date;
  return isOne && phase === 'retirement' && date !== null && statedAt.slice(0, 10) > images.statedOn;
}

function wordOfFile(
  { date, fromKubernetes, statedOn, source, previous = [] }: LifecycleEnd,
  file: LifecycleFile,
): Word {
  const titleOf = (key: string): string => file.sources[key]?.title ?? key;
  return {
    stated: {
      date,
      fromKubernetes,
      statedOn,
      statedIn: titleOf(source),
      url: file.sources[source]?.url ?? '',
      quote: null,
    },
    previous: previous.map((word) => ({
      date: word.date ?? null,
      fromKubernetes: word.fromKubernetes ?? null,
      statedIn: titleOf(word.source),
    })),
  };
}

function wordOfNote(retirement: Retirement): Word {
  const previous = retirement.previous.map(({ date, statedIn }) => ({ date, fromKubernetes: null, statedIn }));
  return { stated: statedByNote(retirement), previous };
}

type Believed = Omit<LifecyclePhase, 'phase'>;

/** The newest word that says it is believed; what it was before is history, and contradicts nothing. */
function believeNewest(
  words: readonly Word[],
  says: (word: Pick<StatedDate, 'date' | 'fromKubernetes'>) => boolean,
  only: Partial<StatedDate>,
): Believed | null {
  const newestFirst = words
    .filter(({ stated }) => says(stated))
    .map(({ stated }) => ({ ...stated, ...only }))
    .sort((a, b) => compareTexts(b.statedOn, a.statedOn));
  const [winner, ...others] = newestFirst;
  if (!winner) return null;
  const earlier = words.flatMap(({ previous }) => previous.filter(says)).map((word) => ({ ...word, ...only }));
  const previous = earlier.filter(
    (word, index) => differs(word, winner) && earlier.findIndex((other) => !differs(other, word)) === index,
  );
  const contradictions = others.filter(
    (word) => differs(word, winner) && previous.every((before) => differs(word, before)),
  );
  return { ...winner, contradictions, ...(previous.length > 0 ? { previous } : {}) };
}

function differs(
  word: Pick<StatedDate, 'date' | 'fromKubernetes'>,
  other: Pick<StatedDate, 'date' | 'fromKubernetes'>,
): boolean {
  const isOtherBound = word.fromKubernetes !== null && word.fromKubernetes !== other.fromKubernetes;
  return isOtherBound || isOtherDay(word, other);
}

/** A missing date contradicts nothing, and neither does the month of the believed day. */
export function isOtherDay({ date }: Pick<StatedDate, 'date'>, believed: Pick<StatedDate, 'date'>): boolean {
  return date !== null && !isSameDay(date, believed.date);
}
