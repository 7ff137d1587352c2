import { describeCluster } from '../../../../app/fleet/describe-cluster.ts';
import { answerCluster } from '../../answers/answer-cluster.ts';
import type { ActionHandler } from './action-handler.ts';

/** Shows one cluster to who clicked. */
export const showCluster: ActionHandler = async ({ dependencies, value }) => ({
  answer: answerCluster(describeCluster(dependencies.context, value)),
  how: 'beside',
});
