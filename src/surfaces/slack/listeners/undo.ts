import type { AppContext } from '../../../app/app-context.ts';
import { getUndoableChange, listClustersOfChange, undoChange } from '../../../app/interactions/undo-change.ts';
import { findPostedMessage } from '../../../app/messages/posted-message.ts';
import type { AuditEntry } from '../../../domain/audit-entry.ts';
import type { Cluster } from '../../../domain/cluster.ts';
import { listPoolsOfMessage } from '../../../messages/message-kinds.ts';
import { ensureMaySubscribe } from '../access/rights.ts';
import { answerSentence } from '../answer.ts';
import type { ClickHandler, Request } from './handlers.ts';
import { clustersOfPools } from './posted-messages.ts';

export const undo: ClickHandler = async (click) => {
  const { context, actor, value } = click;
  const auditId = Number(/^\d{1,12}$/.test(value) ? value : 0);
  const change = getUndoableChange(context, auditId);
  await ensureMayUndo(click, change);
  undoChange(context, actor, auditId);
  return answerSentence(`Undone: ${change.detail}.`);
};

/**
 * Lets those go on who may make the opposite change today. Who made the change has no right of their own: it may have
 * been taken from them since. @throws AppError `forbidden` that says who may
 */
async function ensureMayUndo(request: Request, change: AuditEntry): Promise<void> {
  const { context, access, actor } = request;
  switch (change.action) {
    case 'subscribe':
    case 'unsubscribe':
      return ensureMayRestore(request, change);
    case 'assign':
    case 'acknowledge':
      return access.ensureMayChange(actor, clustersOfMessages(context, change));
    default:
      return access.ensureMayChange(actor, listClustersOfChange(context, change));
  }
}

async function ensureMayRestore(request: Request, { subject, undo }: AuditEntry): Promise<void> {
  await ensureMaySubscribe(request, subject, null);
  for (const step of undo ?? []) {
    if (step.kind === 'restore-subscription') await ensureMaySubscribe(request, subject, step.subscription);
  }
}

function clustersOfMessages(context: AppContext, { undo }: AuditEntry): readonly Cluster[] {
  const pools = (undo ?? []).flatMap((step) => {
    const message = step.kind === 'restore-progress' ? findPostedMessage(context, step.channel, step.ts) : null;
    return message ? listPoolsOfMessage(message.content) : [];
  });
  return clustersOfPools(context, pools);
}
