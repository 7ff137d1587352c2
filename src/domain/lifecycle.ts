import { addDays, type CalendarDate, lastDayOf } from './calendar-date.ts';
import { compareMinors, type KubernetesVersion, type SupportPlan } from './kubernetes-version.ts';
import type { OsSku } from './os-sku.ts';
import { parseSubject, type RetirementSubject } from './retirement-subject.ts';
import { compareTexts } from './text.ts';

export interface StatedDate {
  /** Day or month it takes effect; `null` where a Kubernetes version is the bound. */
  readonly date: CalendarDate | null;
  /** Kubernetes minor from which it applies. */
  readonly fromKubernetes: string | null;
  /** Day the source said so: of two sources the newer one is believed. */
  readonly statedOn: CalendarDate;
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
  /** Ends of a plan that release notes state otherwise. */
  readonly contradictions: readonly (StatedDate & { readonly plan: SupportPlan })[];
}

export interface InPlaceMove {
  readonly from: OsSku;
  readonly to: OsSku;
  readonly stage: 'preview' | 'ga';
  /** Month or day from which it is at that stage. */
  readonly since: CalendarDate;
}

/** A network policy engine, and the Windows versions on whose nodes it enforces policies. */
export interface NetworkEngine {
  /** As the cluster's `networkPolicy` names it. */
  readonly engine: string;
  readonly title: string;
  readonly osSkus: readonly OsSku[];
  readonly statedIn: string;
  readonly url: string;
}

/** What AKS still does for a minor past community support: the platform around it, no fixes of it. */
export interface PlatformSupport {
  /** Minors behind the newest generally available one that have it. */
  readonly minorsBehind: number;
}

/** AKS's own upgrade of clusters that left support. */
export interface PlatformUpgrades {
  /** First day on which AKS does it. */
  readonly from: CalendarDate;
  /** Days of platform support after the end of support. */
  readonly graceDays: number;
  readonly statedIn: string;
  readonly url: string;
}

export interface Lifecycle {
  readonly osSkus: readonly OsSkuLifecycle[];
  readonly features: readonly FeatureLifecycle[];
  /** Oldest minor first. */
  readonly kubernetesVersions: readonly KubernetesLifecycle[];
  readonly inPlaceMoves: readonly InPlaceMove[];
  readonly platformUpgrades: PlatformUpgrades;
  readonly platformSupport: PlatformSupport;
  readonly networkEngines: readonly NetworkEngine[];
}

/** The entry of an OS SKU; `null` when nothing is known about it. */
export function findOsSkuLifecycle(lifecycle: Lifecycle, osSku: string | null): OsSkuLifecycle | null {
  return lifecycle.osSkus.find((entry) => entry.osSku === osSku) ?? null;
}

/** How something ends, by a note, by the support calendar, or by AKS's own rule for what is out of support. */
export type EndPhase = keyof typeof PHRASES;

const PHRASES = {
  retirement: 'retires',
  'no-new-node-pools': 'takes no new node pools',
  'no-new-images': 'gets no new images',
  'image-removal': 'has its images removed',
  'lts-only': 'is supported with LTS only',
  'platform-support': 'moves to platform support',
  removal: 'is removed',
  'date-changed': 'ends at a changed date',
  'upgrade-by-aks': 'is upgraded by AKS',
};

/** What happens to it, as a verb: `retires`, `gets no new images`; a Kubernetes minor `leaves support` of its plan. */
export function phraseOfPhase(phase: EndPhase, subject: RetirementSubject, plan?: SupportPlan | null): string {
  const thing = parseSubject(subject);
  if (phase === 'retirement' && thing.kind === 'kubernetes')
    return plan === 'lts' ? 'leaves long-term support' : 'leaves support';
  if (phase === 'upgrade-by-aks' && plan) {
    const be = thing.kind === 'upgrade-by-aks' && thing.andOlder ? 'are' : 'is';
    return `${be} upgraded by AKS (${plan === 'lts' ? 'after' : 'unless on'} LTS)`;
  }
  return PHRASES[phase] ?? 'changes';
}

/** How it ends; one subject goes through several. */
export type RetirementPhase = Exclude<EndPhase, 'upgrade-by-aks'>;

/** One statement that ends, limits or moves support, as a note makes it. */
export interface RetirementStatement extends Pick<StatedDate, 'date' | 'fromKubernetes'> {
  readonly subject: RetirementSubject;
  readonly phase: RetirementPhase;
  /** The exact words of the note. */
  readonly quote: string;
  /** The support plan of a Kubernetes minor that it names; absent where it names none, or was stored before plans were read. */
  readonly plan?: SupportPlan;
  /** Set when the date is plainly mistyped: a sentence about the future with a date in the past. */
  readonly doubt: 'past-date' | null;
}

/** Whom an end concerns: who uses what ends, under that plan where it names one. */
export interface Concern {
  readonly subject: RetirementSubject;
  readonly plan?: SupportPlan | null | undefined;
}

/** One end by the newest word of notes, calendar and built-in dates: a day, or the Kubernetes minor that bounds it. */
export interface End extends Omit<StatedDate, 'statedOn'> {
  readonly subject: RetirementSubject;
  readonly phase: EndPhase;
  /** Support plan whose clusters it concerns; `null` where it is every one's. */
  readonly plan: SupportPlan | null;
  /** What other sources say, where it differs. */
  readonly contradictions: readonly StatedDate[];
  /** What it was before, newest first. */
  readonly previous: readonly EarlierWord[];
}

/** Ends by when they come. What has neither a day nor a bound is in none of them. */
export interface Ends {
  /** Nearest first; what only a Kubernetes version bounds comes last. */
  readonly ahead: readonly End[];
  /** Latest first. */
  readonly past: readonly End[];
}

/** What ends, and when: OS SKUs, features, and Kubernetes minors with each support plan. */
export function listEnds(lifecycle: Lifecycle, today: CalendarDate): Ends {
  const phases = [
    ...lifecycle.osSkus.map(({ osSku, phases: own }) => ({ subject: osSku, own })),
    ...lifecycle.features.map(({ subject, phases: own }) => ({ subject, own })),
  ].flatMap(({ subject, own }) =>
    own.map(({ statedOn: _, previous = [], ...phase }): End => ({ ...phase, subject, plan: null, previous })),
  );
  const ends = [
    ...phases,
    ...lifecycle.kubernetesVersions.flatMap(listKubernetesEnds),
    ...listPlatformUpgrades(lifecycle, 'community'),
    ...listPlatformUpgrades(lifecycle, 'lts'),
  ];
  const isPast = ({ date, fromKubernetes }: End): boolean =>
    date === null ? isOut(fromKubernetes, lifecycle, today) : lastDayOf(date) < today;
  const isKnown = ({ date, fromKubernetes }: End): boolean => date !== null || fromKubernetes !== null;
  return {
    ahead: ends.filter((end) => isKnown(end) && !isPast(end)).sort((a, b) => compareTexts(dayOfEnd(a), dayOfEnd(b))),
    past: ends.filter(isPast).sort((a, b) => compareTexts(dayOfEnd(b), dayOfEnd(a))),
  };
}

/** A bound says nothing any more once every minor that has some support lies beyond it. */
function isOut(minor: string | null, { kubernetesVersions }: Lifecycle, today: CalendarDate): boolean {
  const oldest = kubernetesVersions.find(({ endOfSupportOn, endOfLtsOn }) => {
    const end = endOfLtsOn ?? endOfSupportOn;
    return end !== null && lastDayOf(end) >= today;
  });
  return minor !== null && oldest !== undefined && compareMinors(minor, oldest.minor) <= 0;
}

function listKubernetesEnds(version: KubernetesLifecycle): readonly End[] {
  const { minor, endOfSupportOn, endOfLtsOn, sourceUrl: url, contradictions } = version;
  const subject = `Kubernetes/${minor}`;
  const row = { subject, fromKubernetes: null, statedIn: 'AKS support calendar', url, quote: null, previous: [] };
  const otherwise = (plan: SupportPlan) => contradictions.filter((word) => word.plan === plan);
  return [
    { ...row, phase: 'retirement', plan: 'community', date: endOfSupportOn, contradictions: otherwise('community') },
    { ...row, phase: 'retirement', plan: 'lts', date: endOfLtsOn, contradictions: otherwise('lts') },
  ];
}

/** First day on which AKS itself upgrades clusters whose support ended on `endOn`. */
export function dayOfPlatformUpgrade(endOn: CalendarDate, { from, graceDays }: PlatformUpgrades): CalendarDate {
  const earliest = addDays(lastDayOf(endOn), graceDays);
  return earliest > from ? earliest : from;
}

/** One end a minor; every minor that AKS upgrades on its first day, listed or older, shares one. */
function listPlatformUpgrades({ kubernetesVersions, platformUpgrades }: Lifecycle, plan: SupportPlan): readonly End[] {
  const { from, statedIn, url } = platformUpgrades;
  const upgrades = kubernetesVersions.flatMap(({ minor, endOfSupportOn, endOfLtsOn }) => {
    const endOn = plan === 'lts' ? (endOfLtsOn ?? endOfSupportOn) : endOfSupportOn;
    return endOn === null ? [] : { minor, date: dayOfPlatformUpgrade(endOn, platformUpgrades) };
  });
  const newestOfFirstDay = upgrades.findLast(({ date }) => date === from)?.minor;
  const row = { phase: 'upgrade-by-aks', plan, fromKubernetes: null, statedIn, url, quote: null } as const;
  return upgrades
    .filter(({ minor, date }) => date > from || minor === newestOfFirstDay)
    .map(({ minor, date }) => ({
      ...row,
      subject: `PlatformUpgrade/${minor}${date === from ? ' and older' : ''}`,
      date,
      contradictions: [],
      previous: [],
    }));
}

/** The day by which a subject goes in one respect; `null` where no source gives one. A minor's plan is the community's unless named. */
export function findDay({ ahead, past }: Ends, end: Concern & { readonly phase: EndPhase }): CalendarDate | null {
  const { subject, phase } = end;
  const plan = end.plan ?? (parseSubject(subject).kind === 'kubernetes' ? 'community' : null);
  const isIt = (one: End) => one.subject === subject && one.plan === plan && one.phase === phase;
  return [...ahead, ...past].find((one) => one.date !== null && isIt(one))?.date ?? null;
}

function dayOfEnd({ date }: End): string {
  return date === null ? '9999' : lastDayOf(date);
}
