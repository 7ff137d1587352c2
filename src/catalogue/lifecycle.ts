import { type CalendarDate, daysBetween } from '../domain/calendar-date.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { KubernetesVersion } from '../domain/kubernetes-version.ts';
import type {
  InPlaceMove,
  LifecyclePhase,
  NetworkEngine,
  OsSkuLifecycle,
  PlatformSupport,
  PlatformUpgrades,
} from '../domain/lifecycle.ts';
import type { RetirementSubject } from '../domain/retirement-subject.ts';
import lifecycleJson from './lifecycle.json' with { type: 'json' };

/** One end, and which source (a key of `sources`) stated it when. */
export interface LifecycleEnd extends Pick<LifecyclePhase, 'phase' | 'date' | 'fromKubernetes' | 'statedOn'> {
  readonly source: string;
  /** What the source said before, newest first. */
  readonly previous?: readonly EarlierEnd[];
}

/** A day or a bound that no longer holds. */
interface EarlierEnd {
  readonly date?: CalendarDate;
  readonly fromKubernetes?: string;
  /** `null` where the day on which it was said is not known. */
  readonly statedOn: CalendarDate | null;
  readonly source: string;
}

/** A fact of the file: with the key of its source, and when that said so. */
type FileFact<T> = Omit<T, 'statedIn' | 'url'> & { readonly source: string; readonly statedOn: CalendarDate };

/** An OS SKU as the file describes it; the meaning of the fields is that of `OsSkuLifecycle`. */
export interface LifecycleFileOsSku extends Omit<OsSkuLifecycle, 'phases'> {
  /** Several for one phase where sources disagree. */
  readonly ends: readonly LifecycleEnd[];
}

/** `lifecycle.json`: what the AKS documentation says about ends, checked by people on `asOf`. */
export interface LifecycleFile {
  readonly asOf: CalendarDate;
  readonly sources: Readonly<Record<string, { readonly title: string; readonly url: string }>>;
  readonly osSkus: readonly LifecycleFileOsSku[];
  readonly features: readonly { readonly subject: RetirementSubject; readonly ends: readonly LifecycleEnd[] }[];
  /** Used for minors that the polled calendar does not list, or before it was ever read. */
  readonly kubernetesVersions: readonly Omit<KubernetesVersion, 'sourceUrl'>[];
  readonly inPlaceMoves: readonly FileFact<InPlaceMove>[];
  readonly platformUpgrades: FileFact<PlatformUpgrades>;
  readonly platformSupport: FileFact<PlatformSupport>;
  readonly networkEngines: readonly FileFact<NetworkEngine>[];
}

/** The bundled lifecycle file. A new date is one line there; nothing in the code knows a date. */
export function loadLifecycleFile(): LifecycleFile {
  // JSON types widen `Windows2022` to string; the file's own test holds the rest.
  return lifecycleJson as LifecycleFile;
}

/** Without a newer fact for longer than this, what is built in is no more to be relied on. */
const OLD_AFTER_DAYS = 60;

/** The age of the built-in dates, where no release note has said anything about ends since. */
export function findLifecycleAge({ retirements }: Catalogue, { asOf }: LifecycleFile, today: CalendarDate) {
  const stated = retirements.map(({ statedAt }) => statedAt.slice(0, 10));
  const newestOn = [asOf, ...stated].sort().at(-1) ?? asOf;
  return { checkedOn: asOf, newestOn, isOld: daysBetween(newestOn, today) > OLD_AFTER_DAYS };
}
