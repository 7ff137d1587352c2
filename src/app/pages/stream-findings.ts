import { setImmediate } from 'node:timers/promises';
import { planOf } from '../../advice/plan/cluster-plan.ts';
import { referToCluster } from '../../domain/cluster.ts';
import { rankOfSeverity } from '../../domain/finding.ts';
import { batchesOf } from '../../domain/steps.ts';
import type { AppContext } from '../app-context.ts';
import { adviseOn, assessInSteps } from '../fleet/assess-fleet.ts';
import { readFleetStatus } from '../fleet/fleet-status.ts';
import { inTurns } from '../in-turns.ts';

/** Clusters written in one go: some milliseconds. */
const STEP = 20;

/**
 * The status of the whole fleet as JSON text in pieces, as `status --json` gives it, but cluster by cluster, those with
 * the worst findings first: nobody waits for the last one, and no memory holds all of them. Reads only.
 */
export async function* streamFindings(context: AppContext): AsyncGenerator<string> {
  const fleet = await inTurns(assessInSteps(context));
  const { counts, asOf, clusters, windowsNodePools, notices, findings } = readFleetStatus(context);
  const knowsImages = fleet.catalogue.images.length > 0;
  const head = JSON.stringify({ asOf, clusters, windowsNodePools, ...counts, knowsImages, notices });
  yield `${head.slice(0, -1)},"findings":[`;
  const worst = new Map<string, number>();
  for (const { clusterId, severity } of findings.listWorstOfPools())
    worst.set(clusterId, Math.max(worst.get(clusterId) ?? 0, rankOfSeverity(severity)));
  const concerned = fleet.clusters
    .filter(({ id }) => worst.has(id))
    .sort((a, b) => (worst.get(b.id) ?? 0) - (worst.get(a.id) ?? 0));
  yield* inSteps(concerned, (cluster) => adviseOn(fleet, cluster)?.advised ?? []);
  yield '],"plans":[';
  yield* inSteps(concerned, (cluster) => {
    const stages = planOf(adviseOn(fleet, cluster)?.parts ?? []);
    return stages.length > 0 ? [{ ...referToCluster(cluster), stages }] : [];
  });
  yield ']}\n';
}

/** What each gives, as items of one JSON list; others get their turn between two pieces. */
async function* inSteps<T>(all: readonly T[], give: (one: T) => readonly unknown[]): AsyncGenerator<string> {
  let separator = '';
  for (const batch of batchesOf(all, STEP)) {
    const items = batch.flatMap(give);
    if (items.length > 0) yield separator + items.map((item) => JSON.stringify(item)).join(',');
    if (items.length > 0) separator = ',';
    await setImmediate();
  }
}
