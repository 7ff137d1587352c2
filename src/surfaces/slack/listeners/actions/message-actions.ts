import { acknowledgeMessage } from '../../../../app/messages/posted-message.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import { renderAssignModal } from '../../modals/assign-modal.ts';
import { clustersOfPools, getActionableMessage } from '../actionable-message.ts';
import { openModal } from '../commands/open-modal.ts';
import type { ActionHandler } from './action-handler.ts';

/** Notes on a posted message that somebody did what it asks; whether a pool is up to date is seen from its reports. */
export const acknowledge: ActionHandler = async ({ dependencies, actor, channel, messageTs }) => {
  const { context } = dependencies;
  const { pools } = getActionableMessage(context, channel, messageTs);
  await ensureMayChange(dependencies, actor, clustersOfPools(context, pools));
  const auditId = acknowledgeMessage(context, actor, { channel, ts: messageTs });
  if (auditId === null)
    return { answer: answerChange('Somebody said so before; the message shows who.'), how: 'beside' };
  const next = 'Reminders end by themselves when the pools report the new image.';
  return { answer: answerChange('Marked as done; the message says so.', [next]), undo: auditId, how: 'beside' };
};

/** Opens the form that names who takes care of a posted message. */
export const assign: ActionHandler = async ({ dependencies, actor, channel, messageTs, triggerId }) => {
  const { context } = dependencies;
  const { pools } = getActionableMessage(context, channel, messageTs);
  await ensureMayChange(dependencies, actor, clustersOfPools(context, pools));
  await openModal(dependencies, triggerId, renderAssignModal({ channel, messageTs, userId: actor.id }));
  return null;
};
