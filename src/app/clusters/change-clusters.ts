import type { Actor } from '../../domain/actor.ts';
import type { UndoStep } from '../../domain/audit-entry.ts';
import { type Cluster, titleOf } from '../../domain/cluster.ts';
import { atOnce } from '../../domain/steps.ts';
import { countOf } from '../../domain/text.ts';
import { findConcerned } from '../../inventory/identity.ts';
import { parseJsonFile } from '../../inventory/json-text.ts';
import { readClusterFiles } from '../../inventory/parse-cluster-file.ts';
import { type AppContext, type RecordedChange, recordChange } from '../app-context.ts';
import { findCluster, getCluster } from '../fleet/find-clusters.ts';
import { importClusters } from './import-clusters.ts';
import { registerByHand, removeCluster, type TypedCluster } from './register-cluster.ts';
import type { ImportReport } from './save-fleet-import.ts';

/** Registers or edits a cluster for somebody, with an entry in the audit log. @throws AppError as `registerByHand` */
export function registerClusterFor(
  context: AppContext,
  actor: Actor,
  name: string,
  typed: TypedCluster,
): RecordedChange<Cluster> {
  return recordChange(context, (writing) => {
    const before = findCluster(writing, name);
    const undo = before ? [restoreOf(writing, before)] : null;
    const result = registerByHand(writing, name, typed);
    const detail = `${before ? 'Changed' : 'Registered'} cluster ${titleOf(result)} by hand`;
    const steps: readonly UndoStep[] = undo ?? [{ kind: 'remove-cluster', clusterId: result.id }];
    return { result, entry: { actor, action: 'register-cluster', subject: result.id, detail, undo: steps } };
  });
}

/** Forgets a cluster for somebody, with an entry in the audit log. @throws AppError `not_found`, `conflict` */
export function unregisterClusterFor(context: AppContext, actor: Actor, idOrName: string): RecordedChange<Cluster> {
  return recordChange(context, () => {
    const before = getCluster(context, idOrName);
    const undo = [restoreOf(context, before)];
    const result = removeCluster(context, before.id);
    const detail = `Unregistered cluster ${titleOf(result)} with ${countOf(result.nodePools.length, 'node pool')}`;
    return { result, entry: { actor, action: 'unregister-cluster', subject: result.id, detail, undo } };
  });
}

/** Imports pasted JSON for somebody, with an entry in the audit log. @throws AppError `invalid_input` */
export function importClustersFor(context: AppContext, actor: Actor, json: string): RecordedChange<ImportReport> {
  const { store, clock } = context;
  const file = { name: 'pasted', content: json };
  const imports = atOnce(readClusterFiles([parseJsonFile(file)], { asOf: clock.now().toISOString() }));
  return recordChange(context, () => {
    const concerned = imports.flatMap((imported) => findConcerned(imported, store.clusters));
    const before = new Map(concerned.map((cluster) => [cluster.id, cluster]));
    const since = store.clusters.findNewestChange();
    const result = importClusters(context, [file]);
    const undo = store.clusters.listChangedSince(since).map((clusterId): UndoStep => {
      const known = before.get(clusterId);
      return known ? restoreOf(context, known) : { kind: 'remove-cluster', clusterId };
    });
    const detail = `Imported ${countOf(result.clusters, 'cluster')} with ${countOf(result.nodePools, 'node pool')}`;
    return { result, entry: { actor, action: 'import-clusters', subject: 'pasted JSON', detail, undo } };
  });
}

function restoreOf({ store }: AppContext, cluster: Cluster): UndoStep {
  return { kind: 'restore-cluster', cluster, ownership: store.clusters.findManualOwnership(cluster.id) };
}
