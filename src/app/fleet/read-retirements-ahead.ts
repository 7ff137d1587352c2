import type { AssessedPool } from '../../domain/assessed-pool.ts';
import type { NewsRetirement } from '../../domain/notification.ts';
import { listRetirementsAhead } from '../../messages/list-retirements-ahead.ts';
import { describeRetirement } from '../../messages/retirement-news.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet } from './assess-fleet.ts';

type PoolName = NewsRetirement['pools'][number];

/** A pool under the subjects that concern it; unchanged pools are the same objects, so this outlives most changes. */
interface ConcernedPool {
  readonly subjects: readonly string[];
  readonly name: PoolName;
}

/** `pools` of an assessment is the same array while nothing changed. */
const known = new WeakMap<readonly AssessedPool[], readonly NewsRetirement[]>();
let concerned = { of: '', pools: new WeakMap<AssessedPool, ConcernedPool>() };

/** What ends on Windows from today on, soonest first, with the registered pools it concerns. */
export function readRetirementsAhead(context: AppContext): readonly NewsRetirement[] {
  const { pools, lifecycle, now } = assessFleet(context);
  const before = known.get(pools);
  if (before) return before;
  const ahead = listRetirementsAhead(lifecycle, [], now);
  const bySubject = groupBySubject(ahead, pools);
  const found = ahead.map((one) => ({ ...one, pools: bySubject.get(one.subject) ?? [] }));
  known.set(pools, found);
  return found;
}

function groupBySubject(
  ahead: readonly NewsRetirement[],
  pools: readonly AssessedPool[],
): ReadonlyMap<string, readonly PoolName[]> {
  const bySubject = new Map(ahead.map(({ subject }) => [subject, [] as PoolName[]]));
  const subjects = JSON.stringify([...bySubject.keys()]);
  if (concerned.of !== subjects) concerned = { of: subjects, pools: new WeakMap() };
  for (const pool of pools) {
    let entry = concerned.pools.get(pool);
    if (!entry) {
      entry = findSubjects(ahead, pool);
      concerned.pools.set(pool, entry);
    }
    for (const subject of entry.subjects) bySubject.get(subject)?.push(entry.name);
  }
  return bySubject;
}

function findSubjects(ahead: readonly NewsRetirement[], pool: AssessedPool): ConcernedPool {
  const all = new Map(ahead.map((one) => [one.subject, one]));
  const subjects = [...all]
    .filter(([, one]) => describeRetirement(one, [pool]).pools.length > 0)
    .map(([subject]) => subject);
  const { cluster, nodePool } = pool;
  return { subjects, name: { clusterId: cluster.id, cluster: cluster.name, nodePool: nodePool.name } };
}
