import { getUndoableChange, listClustersOfChange, undoChange } from '../../../app/interactions/undo-change.ts';
import { findPostedMessage } from '../../../app/messages/posted-message.ts';
import type { Actor } from '../../../domain/actor.ts';
import { AppError } from '../../../domain/app-error.ts';
import type { AuditEntry } from '../../../domain/audit-entry.ts';
import type { Cluster } from '../../../domain/cluster.ts';
import { listPoolsOfMessage } from '../../../messages/message-kinds.ts';
import { ensureIsMember, ensureMayChange, ensureMaySubscribe } from '../access/rights.ts';
import { answerSentence } from '../answers/answer.ts';
import type { SlackDependencies } from '../slack-dependencies.ts';
import type { ActionHandler } from './handlers.ts';
import { clustersOfPools } from './posted-messages.ts';

export const undo: ActionHandler = async ({ dependencies, actor, value }) => {
  const { context } = dependencies;
  const auditId = Number(/^\d{1,12}$/.test(value) ? value : 0);
  const change = getUndoableChange(context, auditId);
  await ensureMayUndo(dependencies, actor, change);
  undoChange(context, actor, auditId);
  return { answer: answerSentence(`Undone: ${change.detail}.`), how: 'instead' };
};

/**
 * Lets those go on who may make the opposite change today. Who made the change has no right of their own: it may have
 * been taken from them since. @throws AppError `forbidden` that says who may
 */
async function ensureMayUndo(dependencies: SlackDependencies, actor: Actor, change: AuditEntry): Promise<void> {
  switch (change.action) {
    case 'subscribe':
    case 'unsubscribe':
      return ensureMayRestore(dependencies, actor, change);
    case 'assign':
    case 'acknowledge':
      return ensureMayChange(dependencies, actor, clustersOfMessages(dependencies, change));
    case 'mention':
      return ensureMayUndoOptIn(dependencies, actor, change);
    default:
      return ensureMayChange(dependencies, actor, listClustersOfChange(dependencies.context, change));
  }
}

/** Whoever is mentioned decides it, and nobody for them. */
async function ensureMayUndoOptIn(
  dependencies: SlackDependencies,
  actor: Actor,
  { subject }: AuditEntry,
): Promise<void> {
  if (subject !== actor.id)
    throw new AppError('forbidden', 'Everybody decides for themselves whether to be mentioned.');
  return ensureIsMember(dependencies, actor);
}

async function ensureMayRestore(
  dependencies: SlackDependencies,
  actor: Actor,
  { subject, undo }: AuditEntry,
): Promise<void> {
  await ensureMaySubscribe(dependencies, actor, subject, null);
  for (const step of undo ?? []) {
    if (step.kind === 'restore-subscription') await ensureMaySubscribe(dependencies, actor, subject, step.subscription);
  }
}

function clustersOfMessages({ context }: SlackDependencies, { undo }: AuditEntry): readonly Cluster[] {
  const pools = (undo ?? []).flatMap((step) => {
    const message = step.kind === 'restore-progress' ? findPostedMessage(context, step.channel, step.ts) : null;
    return message ? listPoolsOfMessage(message.content) : [];
  });
  return clustersOfPools(context, pools);
}
