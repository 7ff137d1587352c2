import { type CalendarDate, lastDayOf } from '../../domain/calendar-date.ts';
import type { Cluster } from '../../domain/cluster.ts';
import { minorOf } from '../../domain/kubernetes-version.ts';
import { phraseOfPhase } from '../../domain/lifecycle.ts';
import type { AssessedPool } from '../../domain/node-pool-assessment.ts';
import type { NewsRetirement } from '../../domain/notification.ts';
import { type PoolReference, referToPool } from '../../domain/pool-reference.ts';
import { parseSubject, titleOfSubject } from '../../domain/retirement-subject.ts';
import { createConcern, mergeSameDays } from '../../messages/retirement-news.ts';

/** A day on which something ends that the registered fleet uses. */
export interface FleetDate {
  /** Stays the same while the date moves, so that calendars move the entry. */
  readonly id: string;
  readonly on: CalendarDate;
  readonly title: string;
  readonly concerned: readonly string[];
  readonly url: string;
}

/** The ends ahead of OS SKUs, features and Kubernetes minors that these pools use, soonest first. */
export function listDatesOf(
  endsAhead: readonly NewsRetirement[],
  pools: readonly AssessedPool[],
): readonly FleetDate[] {
  const clusters = new Map(pools.map(({ cluster }) => [cluster.id, cluster]));
  return mergeSameDays(endsAhead.filter(({ pools: concerned }) => concerned.length > 0))
    .map((one) => toFleetDate(one, clusters))
    .sort((a, b) => a.on.localeCompare(b.on) || a.id.localeCompare(b.id));
}

function toFleetDate(retirement: NewsRetirement, clusters: ReadonlyMap<string, Cluster>): FleetDate {
  const { subject, phase, plan, date, pools, url } = retirement;
  const title = `${titleOfSubject(subject)} ${phraseOfPhase(phase, subject, plan)}`;
  return {
    // What entries of Kubernetes minors have always been called.
    id: plan ? `${subject}/${plan === 'lts' ? 'lts' : 'support'}` : `${subject}/${phase}`,
    on: lastDayOf(date ?? ''),
    title: plan && phase !== 'upgrade-by-aks' ? `${title} on AKS` : title,
    concerned: [...new Set(pools.map((pool) => nameOfConcerned(subject, pool, clusters.get(pool.clusterId))))],
    url,
  };
}

/** What AKS upgrades, and a minor that the control plane runs, is a whole cluster; else only the pool lags behind on it. */
function nameOfConcerned(subject: string, { cluster, nodePool }: PoolReference, own: Cluster | undefined): string {
  const thing = parseSubject(subject);
  const isWhole =
    thing.kind === 'upgrade-by-aks' ||
    (thing.kind === 'kubernetes' && thing.minor === minorOf(own?.kubernetesVersion ?? ''));
  return isWhole ? cluster : `${cluster}/${nodePool}`;
}

/** A pool under the ends that concern it, by subject and plan. */
export interface ConcernedPool {
  readonly ends: readonly string[];
  readonly name: PoolReference;
}

/** Every phase of a subject concerns the same pools, but for the plans of a Kubernetes minor. */
function keyOf({ subject, plan }: NewsRetirement): string {
  return `${subject} ${plan ?? ''}`;
}

export function createEndsOf(ahead: readonly NewsRetirement[]): (pool: AssessedPool) => ConcernedPool {
  const concerns = [...new Map(ahead.map((one) => [keyOf(one), createConcern(one)]))];
  return (pool) => ({
    ends: concerns.filter(([, isConcerned]) => isConcerned(pool)).map(([key]) => key),
    name: referToPool(pool),
  });
}

export function nameConcernedPools(
  ahead: readonly NewsRetirement[],
  pools: readonly ConcernedPool[],
): readonly NewsRetirement[] {
  const byKey = new Map(ahead.map((one) => [keyOf(one), [] as PoolReference[]]));
  for (const { ends, name } of pools) for (const end of ends) byKey.get(end)?.push(name);
  return ahead.map((one) => ({ ...one, pools: byKey.get(keyOf(one)) ?? [] }));
}
