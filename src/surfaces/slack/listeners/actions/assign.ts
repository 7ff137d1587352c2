import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { renderAssignModal } from '../../modals/assign-modal.ts';
import { clustersOfPools, getActionableMessage } from '../actionable-message.ts';
import { openModal } from '../commands/open-modal.ts';
import type { ActionHandler } from './action-handler.ts';

/** Opens the form that names who takes care of a posted message. */
export const assign: ActionHandler = async ({ dependencies, actor, channel, messageTs, triggerId }) => {
  const { context } = dependencies;
  const { pools } = getActionableMessage(context, channel, messageTs);
  await ensureMayChange(dependencies, actor, clustersOfPools(context, pools));
  await openModal(dependencies, triggerId, renderAssignModal({ channel, messageTs, userId: actor.id }));
  return null;
};
