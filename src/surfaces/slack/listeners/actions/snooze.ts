import { getCluster } from '../../../../app/fleet/find-clusters.ts';
import { addDays, dayOf } from '../../../../domain/calendar-date.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { EVERYTHING, renderSnoozeModal } from '../../modals/snooze-modal.ts';
import { clustersOfPools, getActionableMessage } from '../actionable-message.ts';
import { openModal } from '../commands/open-modal.ts';
import { choicesOfCluster, choicesOfMessage } from '../snooze-choices.ts';
import type { ActionHandler } from './action-handler.ts';

const PROPOSED_DAYS = 14;

/** Opens the form to snooze a cluster. */
export const snoozeCluster: ActionHandler = async ({ dependencies, actor, value, channel, triggerId }) => {
  const { context } = dependencies;
  const cluster = getCluster(context, value);
  await ensureMayChange(dependencies, actor, [cluster]);
  const untilOn = addDays(dayOf(context.clock.now()), PROPOSED_DAYS);
  const choices = choicesOfCluster(cluster);
  const options = { channel, messageTs: '', clusterId: cluster.id, choices, chosen: EVERYTHING, untilOn };
  await openModal(dependencies, triggerId, renderSnoozeModal(options));
  return null;
};

/** Opens the form to snooze what a posted message names. */
export const snoozeMessage: ActionHandler = async ({ dependencies, actor, channel, messageTs, triggerId }) => {
  const { context } = dependencies;
  const { message, pools } = getActionableMessage(context, channel, messageTs);
  await ensureMayChange(dependencies, actor, clustersOfPools(context, pools));
  const untilOn = addDays(dayOf(context.clock.now()), PROPOSED_DAYS);
  const choices = choicesOfMessage(message);
  const options = { channel, messageTs, clusterId: '', choices, chosen: EVERYTHING, untilOn };
  await openModal(dependencies, triggerId, renderSnoozeModal(options));
  return null;
};
