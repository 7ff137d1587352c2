import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { createAksCommand, createNodePoolCommand } from '../commands/az-aks.ts';
import { DOCS } from '../evidence.ts';

/** Subject of what says that something is stopped; every other finding on it only waits. */
export const STOPPED = 'PowerState/Stopped';

/** A stopped or failed Windows pool; for a cluster that is stopped or failed as a whole, one finding on it. */
export const notRunning: AdviceRule = {
  name: 'not-running',
  find: findNotRunning,
};

function findNotRunning(facts: ClusterFacts): readonly Advice[] {
  const { cluster, windowsPools } = facts;
  if (windowsPools.length === 0) return [];
  const isStopped = cluster.powerState === 'Stopped';
  const whole = isStopped ? [createStoppedCluster(facts)] : [];
  const failed = isFailed(cluster.provisioningState) ? [createFailedCluster(facts)] : [];
  return [...whole, ...failed, ...windowsPools.flatMap((pool) => advisePool(facts, pool, isStopped))];
}

function isFailed(provisioningState: string | null): boolean {
  return /^(failed|canceled|cancelled)$/i.test(provisioningState ?? '');
}

function advisePool(facts: ClusterFacts, poolFacts: WindowsPoolFacts, isClusterStopped: boolean): readonly Advice[] {
  const { pool } = poolFacts;
  if (isFailed(pool.provisioningState)) return [createFailedPool(facts, poolFacts)];
  return pool.powerState === 'Stopped' && !isClusterStopped ? [createStoppedPool(facts, poolFacts)] : [];
}

function createStoppedCluster({ cluster }: ClusterFacts): Advice {
  return {
    nodePool: null,
    severity: 'info',
    subject: STOPPED,
    due: null,
    summary: 'The cluster is stopped: its nodes get no upgrades until it is started; delete it if nobody needs it.',
    commands: [createAksCommand(cluster, 'start')],
    evidence: [DOCS.startStop],
  };
}

function createStoppedPool({ cluster }: ClusterFacts, { pool }: WindowsPoolFacts): Advice {
  return {
    nodePool: pool.name,
    severity: 'info',
    subject: STOPPED,
    due: null,
    summary: 'The node pool is stopped: its nodes get no upgrades until it is started; delete it if nobody needs it.',
    commands: [createNodePoolCommand(cluster, pool.name, 'start')],
    evidence: [DOCS.startStop],
  };
}

function createFailedCluster({ cluster }: ClusterFacts): Advice {
  return {
    nodePool: null,
    severity: 'high',
    subject: 'ProvisioningState/Failed',
    due: null,
    summary: 'The last operation on the cluster failed; upgrades can be refused until it is repaired.',
    commands: [createAksCommand(cluster, 'show', '--query "{state:provisioningState,power:powerState.code}" -o json')],
    evidence: [DOCS.supportPolicies],
  };
}

function createFailedPool({ cluster }: ClusterFacts, { pool }: WindowsPoolFacts): Advice {
  return {
    nodePool: pool.name,
    severity: 'high',
    subject: 'ProvisioningState/Failed',
    due: null,
    summary: 'The last operation on the node pool failed; find the reason, then run it again.',
    commands: [
      createNodePoolCommand(cluster, pool.name, 'show', '--query provisioningState -o tsv'),
      createNodePoolCommand(cluster, pool.name, 'upgrade', '--node-image-only'),
    ],
    evidence: [DOCS.nodeImageUpgrade],
  };
}
