import type { Cluster } from '../../domain/cluster.ts';
import type { Step } from '../../domain/finding.ts';
import { createAksCommand } from '../commands/az-aks.ts';
import { irreversible } from './step.ts';

/** Takes the network policy engine out, for another one or before the network plugin changes. */
export function removeNetworkEngine(cluster: Cluster): Step {
  return irreversible(
    'Remove the network policy engine: every node pool, Linux too, is reimaged at once, and from here on no policy is enforced.',
    createAksCommand(cluster, 'update', '--network-policy none'),
  );
}
