import type { CalendarDate } from './calendar-date.ts';
import type { KubernetesVersion } from './kubernetes-version.ts';
import { type OsSku, titleOfOsSku } from './os-sku.ts';
import type { RetirementPhase, RetirementSubject } from './retirement-statement.ts';

/** One source's word on when something ends. */
export interface StatedDate {
  /** Day or month it takes effect; `null` where a Kubernetes version is the bound. */
  readonly date: CalendarDate | null;
  /** Kubernetes minor from which it applies. */
  readonly fromKubernetes: string | null;
  /** Day the source said so: of two sources the newer one is believed. */
  readonly statedOn: CalendarDate;
  /** Release tag, or the title of a documentation page. */
  readonly statedIn: string;
  readonly url: string;
  /** The exact words where the source is a release note, else `null`. */
  readonly quote: string | null;
}

/** What a source said before: another day, or another bound. */
export type EarlierWord = Pick<StatedDate, 'date' | 'fromKubernetes' | 'statedIn'>;

/** When one phase of an end takes effect, by the newest source. */
export interface LifecyclePhase extends StatedDate {
  readonly phase: RetirementPhase;
  /** What other sources say still, where it differs; newest first. */
  readonly contradictions: readonly StatedDate[];
  /** What it was before by its own sources; absent where it never changed. */
  readonly previous?: readonly EarlierWord[];
}

/** What is true now about an OS SKU on AKS: where it may run and how it ends. */
export interface OsSkuLifecycle {
  readonly osSku: OsSku;
  /** First and last Kubernetes minor whose node pools may run it; `null` where there is no bound or none is known. */
  readonly minKubernetes: string | null;
  readonly maxKubernetes: string | null;
  /** True when a pool can only be created with FIPS enabled (`--enable-fips-image`). */
  readonly needsFips: boolean;
  /** Version of the last image there will be, for an OS SKU that gets no more; `null` while it gets new ones. */
  readonly lastImage: string | null;
  /** At most one day and one bound a phase, the day first; empty while no end is announced. */
  readonly phases: readonly LifecyclePhase[];
}

/** The end of something else that concerns Windows node pools, for example `WindowsFeature/DockerRuntime`. */
export interface FeatureLifecycle {
  readonly subject: RetirementSubject;
  readonly phases: readonly LifecyclePhase[];
}

/** A row of the Kubernetes calendar, with the release notes that say otherwise. */
export interface KubernetesLifecycle extends KubernetesVersion {
  /** Ends of support stated in release notes that are neither the end of support nor of LTS; newest first. */
  readonly contradictions: readonly StatedDate[];
}

/** A change of the Windows version that AKS makes on the pool itself. */
export interface InPlaceMove {
  readonly from: OsSku;
  readonly to: OsSku;
  readonly stage: 'preview' | 'ga';
  /** Month or day from which it is at that stage. */
  readonly since: CalendarDate;
  /** Day the source said so. */
  readonly statedOn: CalendarDate;
  readonly statedIn: string;
  readonly url: string;
}

/** A network policy engine, and the Windows versions on whose nodes it enforces policies. */
export interface NetworkEngine {
  /** As the cluster's `networkPolicy` names it. */
  readonly engine: string;
  readonly title: string;
  readonly osSkus: readonly OsSku[];
  readonly statedOn: CalendarDate;
  readonly statedIn: string;
  readonly url: string;
}

/** What AKS still does for a minor past community support: the platform around it, no fixes of it. */
export interface PlatformSupport {
  /** Minors behind the newest generally available one that have it. */
  readonly minorsBehind: number;
  readonly statedOn: CalendarDate;
  readonly statedIn: string;
  readonly url: string;
}

/** AKS's own upgrade of clusters that left support. */
export interface PlatformUpgrades {
  /** First day on which AKS does it. */
  readonly from: CalendarDate;
  /** Days of platform support after the end of support. */
  readonly graceDays: number;
  readonly statedOn: CalendarDate;
  readonly statedIn: string;
  readonly url: string;
}

/** Everything about ends that the advice stage needs: the bundled lifecycle file merged with what the notes say. */
export interface Lifecycle {
  /** Day the bundled file was last checked. */
  readonly asOf: CalendarDate;
  readonly osSkus: readonly OsSkuLifecycle[];
  readonly features: readonly FeatureLifecycle[];
  /** Oldest minor first. */
  readonly kubernetesVersions: readonly KubernetesLifecycle[];
  readonly inPlaceMoves?: readonly InPlaceMove[];
  readonly platformUpgrades?: PlatformUpgrades;
  readonly platformSupport?: PlatformSupport;
  readonly networkEngines?: readonly NetworkEngine[];
}

/** The entry of an OS SKU; `null` when nothing is known about it. */
export function findOsSkuLifecycle(lifecycle: Lifecycle, osSku: string | null): OsSkuLifecycle | null {
  return lifecycle.osSkus.find((entry) => entry.osSku === osSku) ?? null;
}

/** How something ends, by a note or by the support calendar. */
export type EndPhase = RetirementPhase | 'end-of-lts';

const PHRASES: Readonly<Record<EndPhase, string>> = {
  retirement: 'retires',
  'no-new-node-pools': 'takes no new node pools',
  'no-new-images': 'gets no new images',
  'image-removal': 'has its images removed',
  'lts-only': 'is supported with LTS only',
  'platform-support': 'moves to platform support',
  removal: 'is removed',
  'date-changed': 'ends at a changed date',
  'end-of-lts': 'leaves long-term support',
};

/** How people say what ends: `Windows Server 2022`, `Kubernetes 1.30`, `Azure NPM on Windows` for a feature. */
export function titleOfSubject(subject: RetirementSubject): string {
  const feature = /^WindowsFeature\/(.*)$/s.exec(subject)?.[1];
  if (feature !== undefined) return `${feature.replace(/([a-z])([A-Z])/g, '$1 $2')} on Windows`;
  return /^Windows\w+$/.test(subject) ? titleOfOsSku(subject as `Windows${string}`) : subject.replace('/', ' ');
}

/** What happens to it, as a verb: `retires`, `gets no new images`; a Kubernetes minor `leaves support`. */
export function phraseOfPhase(phase: EndPhase, subject: RetirementSubject = ''): string {
  if (phase === 'retirement' && subject.startsWith('Kubernetes/')) return 'leaves support';
  return PHRASES[phase] ?? 'changes';
}
