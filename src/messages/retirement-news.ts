import { type CalendarDate, dayOf, lastDayOf } from '../domain/calendar-date.ts';
import type { CatalogueChange } from '../domain/catalogue.ts';
import { type Cluster, hasLongTermSupport, type NodePool } from '../domain/cluster.ts';
import { compareMinors, minorOf } from '../domain/kubernetes-version.ts';
import { type Concern, type Ends, findDay, type Lifecycle, listEnds } from '../domain/lifecycle.ts';
import { parseNodeImageName } from '../domain/node-image-version.ts';
import type { AssessedPool } from '../domain/node-pool-assessment.ts';
import type { NewsRetirement, ReleaseNews } from '../domain/notification.ts';
import { remember } from '../domain/once.ts';
import { type PoolReference, referToPool } from '../domain/pool-reference.ts';
import { type EndingThing, isOfKubernetes, parseSubject } from '../domain/retirement-subject.ts';

type RetirementChange = Extract<CatalogueChange, { kind: 'retirement-added' | 'retirement-moved' }>;

/** True for a change that tells of a new or moved date. */
export function isRetirementChange(change: CatalogueChange): change is RetirementChange {
  return change.kind === 'retirement-added' || change.kind === 'retirement-moved';
}

/** A retirement with the registered pools it concerns, and by which days they go where its own is not the one. */
export function toRetirementNews(change: RetirementChange, pools: readonly AssessedPool[], ends: Ends): NewsRetirement {
  const news = createNewsRetirement(change.retirement, pools);
  const moved = change.kind === 'retirement-moved' ? { ...news, previousDate: change.from } : news;
  return news.date === null || news.doubt ? moved : { ...moved, ...findOtherDays(news, news.date, ends) };
}

/** What else there is to an end of that day: the day by which findings go instead, and what comes before it. */
function findOtherDays(
  news: NewsRetirement,
  date: CalendarDate,
  ends: Ends,
): Pick<NewsRetirement, 'otherwise' | 'before'> {
  const known = findDay(ends, news);
  if (known !== null && lastDayOf(known) !== lastDayOf(date)) return { otherwise: known };
  const first = ends.ahead.find(
    ({ subject, plan, phase, date: on }) =>
      subject === news.subject && plan === (news.plan ?? plan) && on !== null && phase !== 'no-new-node-pools',
  );
  return first?.date && lastDayOf(first.date) < lastDayOf(date) ? { before: first.date } : {};
}

export function createNewsRetirement(
  retirement: Concern & Omit<NewsRetirement, 'plan' | 'pools' | 'previousDate'>,
  pools: readonly AssessedPool[],
): NewsRetirement {
  const { subject, phase, plan, date, fromKubernetes, quote, url, doubt } = retirement;
  return {
    subject,
    phase,
    ...(plan ? { plan } : {}),
    date,
    fromKubernetes,
    quote,
    url,
    doubt,
    pools: listConcerned(retirement, pools),
  };
}

/** The pools that an end concerns. */
export function listConcerned(end: Concern, pools: readonly AssessedPool[]): readonly PoolReference[] {
  return pools.filter(createConcern(end)).map(referToPool);
}

export function createConcern({ subject, plan }: Concern): (pool: AssessedPool) => boolean {
  const thing = parseSubject(subject);
  switch (thing.kind) {
    case 'os-sku':
      return ({ assessment }) => assessment.osSku === thing.osSku;
    case 'feature':
      return ({ cluster, nodePool }) => usesWindowsFeature(thing.name, cluster, nodePool);
    case 'kubernetes': {
      // A large fleet has few versions. The minor is the pool's own or its control plane's; one that ended before has had its word.
      const isMeant = remember((version: string | null) => minorOf(version) === thing.minor);
      return ({ cluster, nodePool }) =>
        (isMeant(nodePool.kubernetesVersion) || isMeant(cluster.kubernetesVersion)) && isOnPlan(plan, cluster);
    }
    case 'upgrade-by-aks': {
      const isMeant = remember((version: string | null) => isUpgradedAs(thing, version));
      return ({ cluster }) => isMeant(cluster.kubernetesVersion) && isOnPlan(plan, cluster);
    }
  }
}

/** AKS upgrades a cluster by the minor of its control plane. */
function isUpgradedAs(
  { minor, andOlder }: Extract<EndingThing, { kind: 'upgrade-by-aks' }>,
  version: string | null,
): boolean {
  const own = minorOf(version);
  if (own === null) return false;
  return andOlder ? compareMinors(own, minor) <= 0 : own === minor;
}

function isOnPlan(plan: Concern['plan'], cluster: Cluster): boolean {
  return plan == null || (plan === 'lts') === hasLongTermSupport(cluster);
}

/** Who uses a feature whose end specifically concerns Windows; a feature that a cluster does not show has no entry. */
const USES: Readonly<Record<string, (cluster: Cluster, nodePool: NodePool) => boolean>> = {
  AzureNPM: (cluster) => cluster.networkPolicy === 'azure',
  Calico: (cluster) => cluster.networkPolicy === 'calico',
  Kubenet: (cluster) => cluster.networkPlugin === 'kubenet',
  // Docker nodes are those of 2019 without "containerd" in the name of their image.
  DockerRuntime: (_cluster, { nodeImageVersion }) => /^AKSWindows-2019$/i.test(definitionOf(nodeImageVersion)),
  Gen1: (_cluster, { nodeImageVersion }) =>
    definitionOf(nodeImageVersion) !== '' && !/-gen2/i.test(definitionOf(nodeImageVersion)),
};

export function usesWindowsFeature(name: string, cluster: Cluster, nodePool: NodePool): boolean {
  return USES[name]?.(cluster, nodePool) ?? false;
}

function definitionOf(nodeImageVersion: string | null): string {
  return parseNodeImageName(nodeImageVersion)?.definition ?? '';
}

/** What ends from today on and has a day, soonest first, Kubernetes minors by support plan, with the pools it concerns. */
export function listRetirementsAhead(
  lifecycle: Lifecycle,
  pools: readonly AssessedPool[],
  now: Date,
): readonly NewsRetirement[] {
  return listEnds(lifecycle, dayOf(now))
    .ahead.filter(({ date }) => date !== null)
    .map(({ quote, ...end }) => createNewsRetirement({ ...end, quote: quote ?? '', doubt: null }, pools));
}

/** Without the Kubernetes minors that nobody here runs: most of the calendar. */
export function withoutForeignMinors(ends: readonly NewsRetirement[]): readonly NewsRetirement[] {
  return ends.filter(({ subject, pools, poolCount = pools.length }) => poolCount > 0 || !isOfKubernetes(subject));
}

/** The ends of a release that a card tells: the same, unless there is nothing else to say. */
export function listEndsTold({ images, retirements }: ReleaseNews): ReleaseNews['retirements'] {
  const own = withoutForeignMinors(retirements);
  return own.length + images.length > 0 ? own : retirements;
}

/** Phases of one end that come on one day are one entry: that it retires, where it does. */
export function mergeSameDays(ends: readonly NewsRetirement[]): readonly NewsRetirement[] {
  const days = Map.groupBy(ends, ({ subject, plan, date }) => `${subject} ${plan ?? ''} ${lastDayOf(date ?? '')}`);
  return [...days.values()].flatMap((ofDay) => ofDay.find(({ phase }) => phase === 'retirement') ?? ofDay[0] ?? []);
}
