import type { AppContext } from '../../../app/app-context.ts';
import { findCluster } from '../../../app/fleet/find-clusters.ts';
import { findPostedMessage } from '../../../app/messages/posted-message.ts';
import { AppError } from '../../../domain/app-error.ts';
import type { Cluster } from '../../../domain/cluster.ts';
import type { PostedMessage } from '../../../domain/posted-message.ts';
import { listPoolsOfMessage, type PoolOfMessage } from '../../../messages/message-pools.ts';

/** A message of ours that asks to do something, as it stands in the channel. */
export interface ActionableMessage {
  readonly message: PostedMessage;
  readonly pools: readonly PoolOfMessage[];
}

/** What was posted under this `ts`. @throws AppError `not_found` for what we did not post or that names no pool */
export function getActionableMessage(context: AppContext, channel: string, ts: string): ActionableMessage {
  const message = findPostedMessage(context, channel, ts);
  if (!message)
    throw new AppError('not_found', 'vhdwatch does not know this message any more, so nothing can be done with it.');
  const pools = listPoolsOfMessage(message.content);
  if (pools.length === 0)
    throw new AppError('not_found', 'This message names no node pool any more; there is nothing to do.');
  return { message, pools };
}

/** The registered clusters of these pools, each once. */
export function clustersOfPools(context: AppContext, pools: readonly PoolOfMessage[]): readonly Cluster[] {
  return [...new Set(pools.map(({ clusterId }) => clusterId))]
    .map((id) => findCluster(context, id))
    .filter((cluster) => cluster !== null);
}
