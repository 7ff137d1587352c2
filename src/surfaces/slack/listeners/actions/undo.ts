import { getUndoableChange, undoChange } from '../../../../app/interactions/undo-change.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import { ensureMayUndo } from '../ensure-may-undo.ts';
import type { ActionHandler } from './action-handler.ts';

/** Takes a change back, for those who may do so at the moment of the click. */
export const undo: ActionHandler = async ({ dependencies, actor, value }) => {
  const { context } = dependencies;
  const auditId = Number(/^\d{1,12}$/.test(value) ? value : 0);
  const change = getUndoableChange(context, auditId);
  await ensureMayUndo(dependencies, actor, change);
  undoChange(context, actor, auditId);
  return { answer: answerChange(`Undone: ${change.detail}.`), how: 'instead' };
};
