import { getUndoableChange, listClustersOfChange, undoChange } from '../../../../app/undo-change.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { answerChange } from '../../answers/answer-change.ts';
import type { ActionHandler } from './action-handler.ts';

/** Takes a change back: by who made it, or by those who may make it. */
export const undo: ActionHandler = async ({ dependencies, actor, value }) => {
  const { context } = dependencies;
  const auditId = Number(/^\d{1,12}$/.test(value) ? value : 0);
  const change = getUndoableChange(context, auditId);
  // Who made a change a moment ago may take it back, unless they lost the right to change anything.
  const isOwn = change.actor.id === actor.id;
  await ensureMayChange(dependencies, actor, isOwn ? ownOf(actor.id) : listClustersOfChange(context, change));
  undoChange(context, actor, auditId);
  return { answer: answerChange(`Undone: ${change.detail}.`), how: 'instead' };
};

function ownOf(userId: string) {
  return [{ ownership: { channel: null, owners: [userId], environment: null } }];
}
