import type { AssessedPool } from '../domain/assessed-pool.ts';
import { type Finding, rankOfSeverity } from '../domain/finding.ts';
import { keyOfPool } from './index-pools.ts';
import type { Destination } from './route-channels.ts';

/** The findings that a channel hears of: of its pools (by `keyOfPool`) and their clusters, severe enough for it. */
export function listHeardFindings(
  { minimumSeverity }: Destination,
  pools: ReadonlyMap<string, AssessedPool>,
  findings: readonly Finding[],
): readonly Finding[] {
  const clusterIds = new Set([...pools.values()].map(({ cluster }) => cluster.id));
  return findings.filter(
    (finding) =>
      clusterIds.has(finding.clusterId) &&
      (finding.nodePool === null || pools.has(keyOfPool(finding))) &&
      rankOfSeverity(finding.severity) >= rankOfSeverity(minimumSeverity),
  );
}
