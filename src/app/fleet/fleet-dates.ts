import { type CalendarDate, lastDayOf } from '../../domain/calendar-date.ts';
import type { Cluster } from '../../domain/cluster.ts';
import { minorOf } from '../../domain/kubernetes-version.ts';
import { phraseOfPhase } from '../../domain/lifecycle.ts';
import type { AssessedPool } from '../../domain/node-pool-assessment.ts';
import type { NewsRetirement } from '../../domain/notification.ts';
import { once, remember } from '../../domain/once.ts';
import { type PoolReference, referToPool } from '../../domain/pool-reference.ts';
import { parseSubject, titleOfSubject } from '../../domain/retirement-subject.ts';
import { compareTexts } from '../../domain/text.ts';
import { createConcern, mergeSameDays } from '../../messages/retirement-news.ts';
import type { ConcernedPool } from '../../routing/pool-index.ts';

export interface FleetDate {
  readonly id: string;
  readonly on: CalendarDate;
  readonly title: string;
  /** Clusters and pools, put together when they are asked for: of a large fleet it takes a moment. */
  readonly concerned: readonly string[];
  readonly url: string;
}

/** The ends ahead of OS SKUs, features and Kubernetes minors that these pools use, soonest first. */
export function listDatesOf(
  endsAhead: readonly NewsRetirement[],
  pools: readonly AssessedPool[],
): readonly FleetDate[] {
  const clusters = once(() => new Map(pools.map(({ cluster }) => [cluster.id, cluster])));
  return mergeSameDays(endsAhead.filter(({ pools: concerned }) => concerned.length > 0))
    .map((one) => toFleetDate(one, clusters))
    .sort((a, b) => compareTexts(a.on, b.on) || compareTexts(a.id, b.id));
}

function toFleetDate(retirement: NewsRetirement, clusters: () => ReadonlyMap<string, Cluster>): FleetDate {
  const { subject, phase, plan, date, pools, url } = retirement;
  const concerned = once(() => nameConcerned(subject, pools, clusters()));
  const title = `${titleOfSubject(subject)} ${phraseOfPhase(phase, subject, plan)}`;
  return {
    // What entries of Kubernetes minors have always been called.
    id: plan ? `${subject}/${plan === 'lts' ? 'lts' : 'support'}` : `${subject}/${phase}`,
    on: lastDayOf(date ?? ''),
    title: plan && phase !== 'upgrade-by-aks' ? `${title} on AKS` : title,
    get concerned() {
      return concerned();
    },
    url,
  };
}

/** Upgrades by AKS and the minor of the control plane concern whole clusters, whose pools stand together; otherwise only a pool lags. */
function nameConcerned(
  subject: string,
  pools: readonly PoolReference[],
  clusters: ReadonlyMap<string, Cluster>,
): readonly string[] {
  const thing = parseSubject(subject);
  const isEnding = remember((version: string) => thing.kind === 'kubernetes' && thing.minor === minorOf(version));
  const isWhole = (clusterId: string) =>
    thing.kind === 'kubernetes'
      ? isEnding(clusters.get(clusterId)?.kubernetesVersion ?? '')
      : thing.kind === 'upgrade-by-aks';
  const names: string[] = [];
  let last = '';
  let isLastWhole = false;
  for (const { clusterId, cluster, nodePool } of pools) {
    const isNext = clusterId !== last;
    if (isNext) [last, isLastWhole] = [clusterId, isWhole(clusterId)];
    if (!isLastWhole) names.push(`${cluster}/${nodePool}`);
    else if (isNext) names.push(cluster);
  }
  return names;
}

/** Every phase of a subject concerns the same pools, but for the plans of a Kubernetes minor. */
export function keyOfEnd({ subject, plan }: NewsRetirement): string {
  return `${subject} ${plan ?? ''}`;
}

export function createEndsOf(ahead: readonly NewsRetirement[]): (pool: AssessedPool) => ConcernedPool {
  const concerns = [...new Map(ahead.map((one) => [keyOfEnd(one), createConcern(one)]))];
  const known = new Map<string, readonly string[]>();
  return (pool) => {
    const ends = concerns.flatMap(([key, isConcerned]) => (isConcerned(pool) ? key : []));
    const all = ends.join('\n');
    if (!known.has(all)) known.set(all, ends);
    return { ...pool, ends: known.get(all) ?? ends, name: referToPool(pool) };
  };
}
