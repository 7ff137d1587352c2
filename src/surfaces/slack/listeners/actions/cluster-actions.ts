import { describeCluster } from '../../../../app/fleet/describe-cluster.ts';
import { getCluster } from '../../../../app/fleet/find-clusters.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { answerCluster } from '../../answers/answer-cluster.ts';
import { renderClusterModal } from '../../modals/cluster-modal.ts';
import { openModal } from '../commands/open-modal.ts';
import type { ActionHandler } from './action-handler.ts';

/** Shows one cluster to who clicked. */
export const showCluster: ActionHandler = async ({ dependencies, value }) => ({
  answer: answerCluster(describeCluster(dependencies.context, value)),
  how: 'beside',
});

/** Opens the form of a registered cluster. */
export const editCluster: ActionHandler = async ({ dependencies, actor, value, channel, triggerId }) => {
  const cluster = getCluster(dependencies.context, value);
  await ensureMayChange(dependencies, actor, [cluster]);
  await openModal(dependencies, triggerId, renderClusterModal(cluster, channel));
  return null;
};

/** Opens the form of a new cluster. */
export const registerCluster: ActionHandler = async ({ dependencies, actor, channel, triggerId }) => {
  await ensureMayChange(dependencies, actor, []);
  await openModal(dependencies, triggerId, renderClusterModal(null, channel));
  return null;
};
