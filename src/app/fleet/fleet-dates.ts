import type { AssessedPool } from '../../domain/assessed-pool.ts';
import { type CalendarDate, dayOf, lastDayOf } from '../../domain/calendar-date.ts';
import { hasLongTermSupport } from '../../domain/cluster.ts';
import { minorOf } from '../../domain/kubernetes-version.ts';
import { type Lifecycle, phraseOfPhase, titleOfSubject } from '../../domain/lifecycle.ts';
import type { NewsRetirement } from '../../domain/notification.ts';
import { listRetirementsAhead, mergeSameDays } from '../../messages/list-retirements-ahead.ts';
import { describeRetirement } from '../../messages/retirement-news.ts';

/** A day on which something ends that the registered fleet uses. */
export interface FleetDate {
  /** Stays the same while the date moves, so that calendars move the entry. */
  readonly id: string;
  readonly on: CalendarDate;
  readonly title: string;
  /** The pools or clusters it concerns, by name. */
  readonly concerned: readonly string[];
  /** Where it is stated. */
  readonly url: string;
}

/** What the dates rest on: the whole fleet, or some of its pools. */
interface DatedPools {
  readonly pools: readonly AssessedPool[];
  readonly lifecycle: Lifecycle;
  readonly now: Date;
}

/** Ends ahead of OS SKUs, features and Kubernetes minors that these pools use, soonest first. */
export function listDatesOf(fleet: DatedPools): readonly FleetDate[] {
  const ahead = listRetirementsAhead(fleet.lifecycle, fleet.pools, fleet.now).filter(
    ({ pools, date }) => pools.length > 0 && date !== null,
  );
  const retirements = mergeSameDays(ahead).map(toFleetDate);
  return [...retirements, ...listKubernetesDates(fleet)].sort(
    (a, b) => a.on.localeCompare(b.on) || a.id.localeCompare(b.id),
  );
}

function toFleetDate({ subject, phase, date, pools, url }: NewsRetirement): FleetDate {
  return {
    id: `${subject}/${phase}`,
    on: lastDayOf(date ?? ''),
    title: `${titleOfSubject(subject)} ${phraseOfPhase(phase)}`,
    concerned: pools.map(({ cluster, nodePool }) => `${cluster}/${nodePool}`),
    url,
  };
}

function listKubernetesDates({ pools, lifecycle, now }: DatedPools): readonly FleetDate[] {
  const clusters = [...new Set(pools.map(({ cluster }) => cluster))];
  const byMinor = Map.groupBy(clusters, ({ kubernetesVersion }) => minorOf(kubernetesVersion ?? ''));
  return lifecycle.kubernetesVersions.flatMap(({ minor, endOfSupportOn, endOfLtsOn, sourceUrl }) => {
    const all = byMinor.get(minor) ?? [];
    const isOver = endOfSupportOn !== null && lastDayOf(endOfSupportOn) < dayOf(now);
    const ends = [
      {
        id: `Kubernetes/${minor}/support`,
        on: endOfSupportOn,
        title: `Kubernetes ${minor} leaves support on AKS`,
        clusters: all.filter((cluster) => !hasLongTermSupport(cluster)),
      },
      {
        id: `Kubernetes/${minor}/lts`,
        on: endOfLtsOn,
        title: `Kubernetes ${minor} leaves long-term support on AKS`,
        // Once support is over, it is all that is left for the others as well.
        clusters: all.filter((cluster) => isOver || hasLongTermSupport(cluster)),
      },
    ];
    return ends.flatMap(({ id, on, title, clusters: concerned }) =>
      on === null || lastDayOf(on) < dayOf(now) || concerned.length === 0
        ? []
        : [{ id, on: lastDayOf(on), title, concerned: concerned.map(({ name }) => name), url: sourceUrl }],
    );
  });
}

/** A pool under the subjects of the ends that concern it. */
export interface ConcernedPool {
  readonly subjects: readonly string[];
  readonly name: NewsRetirement['pools'][number];
}

/** Which of the ends ahead concern a pool. */
export function findEndsOf(ahead: readonly NewsRetirement[], pool: AssessedPool): ConcernedPool {
  const bySubject = new Map(ahead.map((one) => [one.subject, one]));
  const subjects = [...bySubject]
    .filter(([, one]) => describeRetirement(one, [pool]).pools.length > 0)
    .map(([subject]) => subject);
  const { cluster, nodePool } = pool;
  return { subjects, name: { clusterId: cluster.id, cluster: cluster.name, nodePool: nodePool.name } };
}

/** The ends ahead, each with the pools it concerns. */
export function nameConcernedPools(
  ahead: readonly NewsRetirement[],
  pools: readonly ConcernedPool[],
): readonly NewsRetirement[] {
  const bySubject = new Map(ahead.map(({ subject }) => [subject, [] as NewsRetirement['pools'][number][]]));
  for (const { subjects, name } of pools) for (const subject of subjects) bySubject.get(subject)?.push(name);
  return ahead.map((one) => ({ ...one, pools: bySubject.get(one.subject) ?? [] }));
}
