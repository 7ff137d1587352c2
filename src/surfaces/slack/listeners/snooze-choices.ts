import type { Cluster } from '../../../domain/cluster.ts';
import type { PostedMessage } from '../../../domain/posted-message.ts';
import { listPoolsOfMessage, type PoolOfMessage } from '../../../messages/message-pools.ts';
import type { Choice } from '../modals/inputs.ts';
import { EVERYTHING } from '../modals/snooze-modal.ts';

const MOST_CHOICES = 99;

/** A cluster and each of its Windows node pools. */
export function choicesOfCluster(cluster: Cluster): readonly Choice[] {
  const pools = cluster.nodePools.filter(({ osType, vanishedAt }) => osType === 'Windows' && vanishedAt === null);
  return [
    { value: EVERYTHING, label: `All of ${cluster.name}` },
    ...pools.slice(0, MOST_CHOICES).map(({ name }) => ({ value: name, label: name })),
  ];
}

/** Everything that a channel hears about. */
export function choicesOfChannel(): readonly Choice[] {
  return [{ value: EVERYTHING, label: 'Every reminder of this channel' }];
}

/** What a posted message names, by its place in the message. */
export function choicesOfMessage(message: PostedMessage): readonly Choice[] {
  const pools = listPoolsOfMessage(message.content);
  return [
    {
      value: EVERYTHING,
      label: pools.length === 1 ? 'What this message names' : `All ${pools.length} that this message names`,
    },
    ...(pools.length === 1
      ? []
      : pools.slice(0, MOST_CHOICES).map((pool) => ({ value: keyOfPool(pool), label: nameOf(pool) }))),
  ];
}

/** Short and unique within a message: what a choice carries. */
export function keyOfPool({ index }: PoolOfMessage): string {
  return `pool-${index}`;
}

function nameOf({ cluster, nodePool }: PoolOfMessage): string {
  return nodePool === null ? cluster : `${cluster}/${nodePool}`;
}
