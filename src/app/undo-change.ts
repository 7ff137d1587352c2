import type { Actor } from '../domain/actor.ts';
import { AppError } from '../domain/app-error.ts';
import type { AuditEntry, UndoStep } from '../domain/audit-entry.ts';
import type { Cluster } from '../domain/cluster.ts';
import type { AppContext } from './app-context.ts';
import { noteProgress } from './note-progress.ts';
import { refreshFindingsOf } from './refresh-findings.ts';

/** A change that can be taken back. @throws AppError `not_found`, `conflict` when it was taken back before */
export function getUndoableChange({ store }: AppContext, auditId: number): AuditEntry {
  const entry = store.audit.find(auditId);
  if (!entry?.undo) throw new AppError('not_found', 'That change cannot be undone.');
  if (entry.undoneAt !== null) throw new AppError('conflict', 'That was undone already.');
  return entry;
}

/** The clusters that taking a change back would touch, for whoever decides who may. */
export function listClustersOfChange({ store }: AppContext, { undo }: AuditEntry): readonly Cluster[] {
  return (undo ?? []).flatMap((step): readonly Cluster[] => {
    if (step.kind === 'restore-cluster') return [step.cluster];
    const cluster = step.kind === 'remove-cluster' ? store.clusters.find(step.clusterId) : null;
    return cluster ? [cluster] : [];
  });
}

/** Takes a change back, once. @throws AppError `not_found`, `conflict` */
export function undoChange(context: AppContext, actor: Actor, auditId: number): AuditEntry {
  const { store, clock } = context;
  const at = clock.now().toISOString();
  return store.transaction(() => {
    const entry = getUndoableChange(context, auditId);
    for (const step of entry.undo ?? []) takeStep(context, step, at);
    store.audit.markUndone(auditId, actor.id, at);
    store.audit.add(
      { actor, action: 'undo', subject: entry.subject, detail: `Undid change ${auditId}: ${entry.detail}`, undo: null },
      at,
    );
    return entry;
  });
}

function takeStep(context: AppContext, step: UndoStep, at: string): void {
  const { store } = context;
  switch (step.kind) {
    case 'remove-cluster':
      store.clusters.remove(step.clusterId);
      refreshFindingsOf(context, [step.clusterId]);
      break;
    case 'restore-cluster':
      restoreCluster(context, step);
      refreshFindingsOf(context, [step.cluster.id]);
      break;
    case 'remove-subscription':
      store.channelSubscriptions.remove(step.subscriptionId);
      break;
    case 'restore-subscription':
      store.channelSubscriptions.save({ ...step.subscription, id: 0 }, at);
      break;
    case 'end-snooze':
      store.snoozes.end(step.snoozeId, at);
      break;
    case 'end-hold':
      store.imageHolds.end(step.holdId, at);
      break;
    case 'restore-progress':
      noteProgress(context, step, step.progress);
      break;
  }
}

function restoreCluster({ store }: AppContext, step: Extract<UndoStep, { kind: 'restore-cluster' }>): void {
  const { cluster, ownership } = step;
  const nodePools = cluster.nodePools.filter(({ vanishedAt }) => vanishedAt === null);
  store.clusters.save({ ...cluster, nodePools });
  store.clusters.saveOwnership(cluster.id, ownership);
  if (cluster.vanishedAt !== null) store.clusters.markVanished(cluster.id, cluster.vanishedAt);
}
