import type { Actor } from '../../domain/actor.ts';
import { AppError } from '../../domain/app-error.ts';
import type { AuditEntry, UndoStep } from '../../domain/audit-entry.ts';
import { type Cluster, listLivePools } from '../../domain/cluster.ts';
import { ownershipOfTags } from '../../inventory/read-cluster.ts';
import { type AppContext, transact, type WritingContext } from '../app-context.ts';
import { updateFindingsOf } from '../fleet/open-findings.ts';
import { noteProgress } from '../messages/posted-message.ts';
import { listSubscriptions } from './manage-subscriptions.ts';

/**
 * A change that can be taken back. @throws AppError `not_found`; `conflict` when it was taken back before, or when the
 * same thing was changed again since: what was before would overwrite that
 */
export function getUndoableChange({ store }: AppContext, auditId: number): AuditEntry {
  const entry = store.audit.find(auditId);
  // Whoever is mentioned decides it with a word, also where an earlier version put a button beside it.
  if (!entry?.undo || entry.action === 'mention') throw new AppError('not_found', 'That change cannot be undone.');
  if (entry.undoneAt !== null) throw new AppError('conflict', 'That was undone already.');
  const newer = findNewerChange(store.audit, entry);
  if (newer) {
    const what = `${newer.actor.name}: ${newer.detail}`;
    throw new AppError(
      'conflict',
      `This was changed again since (${what}). Undo that first, or change it anew to what you want.`,
    );
  }
  return entry;
}

/**
 * The clusters that taking a change back would touch, as they are owned now, for whoever decides who may; `[]` for a
 * change that belongs to none.
 */
export function listClustersOfChange({ store }: AppContext, { undo }: AuditEntry): readonly Cluster[] {
  return (undo ?? []).flatMap((step): readonly Cluster[] => {
    // Owners as they were then may have lost the cluster since.
    if (step.kind === 'restore-cluster') return [store.clusters.find(step.cluster.id) ?? step.cluster];
    const scope = step.kind === 'end-suppression' ? store.suppressions.find(step.suppressionId)?.scope : step;
    const cluster =
      scope && 'clusterId' in scope && scope.clusterId !== null ? store.clusters.find(scope.clusterId) : null;
    return cluster ? [cluster] : [];
  });
}

/** The newest later change that still holds and that taking this one back would overwrite. */
function findNewerChange(audit: AppContext['store']['audit'], entry: AuditEntry): AuditEntry | null {
  const [newest] = audit.list(1);
  const subjects = new Set(subjectsOf(entry));
  const later = audit.list((newest?.id ?? entry.id) - entry.id).filter(({ id }) => id > entry.id);
  return later.find((one) => one.undoneAt === null && subjectsOf(one).some((subject) => subjects.has(subject))) ?? null;
}

/**
 * What a change put something else in place of. Taken from its steps: an import has many clusters, two notes on one
 * message (who does it, that it is done) do not touch each other, and a test message changes nothing.
 */
function subjectsOf({ subject, undo }: AuditEntry): readonly string[] {
  return (undo ?? []).flatMap((step) => subjectsOfStep(step, subject));
}

function subjectsOfStep(step: UndoStep, channel: string): readonly string[] {
  switch (step.kind) {
    case 'remove-cluster':
      return [`cluster ${step.clusterId}`];
    case 'restore-cluster':
      return [`cluster ${step.cluster.id}`];
    case 'remove-subscription':
    case 'restore-subscription':
      return [`channel ${channel}`];
    case 'restore-progress':
      return Object.keys(step.progress).map((note) => `message ${step.channel}/${step.ts} ${note}`);
    case 'end-suppression':
      return [`suppression ${step.suppressionId}`];
  }
}

/** Takes a change back, once. @throws AppError `not_found`, `conflict` */
export function undoChange(context: AppContext, actor: Actor, auditId: number): AuditEntry {
  return transact(context, (writing) => {
    const { store, clock } = writing;
    const at = clock.now().toISOString();
    const entry = getUndoableChange(writing, auditId);
    for (const step of entry.undo ?? []) takeStep(writing, step, at);
    store.audit.markUndone(auditId, actor.id, at);
    store.audit.add(
      { actor, action: 'undo', subject: entry.subject, detail: `Undid change ${auditId}: ${entry.detail}`, undo: null },
      at,
    );
    return entry;
  });
}

function takeStep(context: WritingContext, step: UndoStep, at: string): void {
  const { store } = context;
  switch (step.kind) {
    case 'remove-cluster':
      store.clusters.remove(step.clusterId);
      updateFindingsOf(context, [step.clusterId]);
      break;
    case 'restore-cluster':
      restoreCluster(context, step);
      updateFindingsOf(context, [step.cluster.id]);
      break;
    case 'remove-subscription':
      store.channelSubscriptions.remove(step.subscriptionId);
      break;
    case 'restore-subscription':
      // A channel has one subscription, also where another came without an entry in the audit log.
      for (const { id } of listSubscriptions(context, step.subscription.channel)) store.channelSubscriptions.remove(id);
      store.channelSubscriptions.add(step.subscription, at);
      break;
    case 'end-suppression':
      store.suppressions.end(step.suppressionId, at);
      break;
    case 'restore-progress':
      noteProgress(context, step, step.progress);
      break;
  }
}

function restoreCluster({ store }: WritingContext, step: Extract<UndoStep, { kind: 'restore-cluster' }>): void {
  const { cluster, ownership } = step;
  store.clusters.save({
    ...cluster,
    nodePools: listLivePools(cluster),
    ownership: ownershipOfTags(cluster.tags).ownership,
  });
  store.clusters.saveOwnership(cluster.id, ownership);
  if (cluster.vanishedAt !== null) store.clusters.markVanished(cluster.id, cluster.vanishedAt);
}
