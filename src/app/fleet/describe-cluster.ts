import { dayOf } from '../../domain/calendar-date.ts';
import type { Cluster } from '../../domain/cluster.ts';
import type { Finding } from '../../domain/finding.ts';
import type { AssessedPool } from '../../domain/node-pool-assessment.ts';
import type { Snooze } from '../../domain/snooze.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet, assessPools } from './assess-fleet.ts';
import { getCluster } from './find-clusters.ts';
import { readOpenFindings } from './open-findings.ts';

/** One cluster with its Windows node pools, what to do, and what waits. */
export interface ClusterDescription {
  readonly cluster: Cluster;
  readonly pools: readonly AssessedPool[];
  /** Worst first, as last worked out. */
  readonly findings: readonly Finding[];
  readonly snoozes: readonly Snooze[];
}

/** A cluster by ID or name. @throws AppError `not_found`, `conflict` when several have that name */
export function describeCluster(context: AppContext, idOrName: string): ClusterDescription {
  const { store } = context;
  const cluster = getCluster(context, idOrName);
  const fleet = assessFleet(context);
  const { catalogue, lifecycle, now } = fleet;
  const live = { ...cluster, nodePools: cluster.nodePools.filter(({ vanishedAt }) => vanishedAt === null) };
  return {
    cluster,
    pools: assessPools(live, catalogue, lifecycle, now),
    findings: readOpenFindings(context, fleet).listOf(cluster.id),
    snoozes: store.snoozes
      .listOpen(dayOf(now))
      .filter(({ clusterId, channel }) => clusterId === cluster.id || (clusterId === null && channel === null)),
  };
}
