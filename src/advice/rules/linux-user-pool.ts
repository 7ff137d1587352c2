import type { NodePool } from '../../domain/cluster.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts } from '../cluster-facts.ts';
import { createKubectl, selectorOfPool } from '../commands/kubectl.ts';
import { DOCS } from '../evidence.ts';
import { afterCheck, now } from '../plan/step.ts';

/** In production, Linux workloads want a pool of their own: beside Windows pools they would land on the system pool. */
export const linuxUserPool: AdviceRule = {
  name: 'linux-user-pool',
  stage: 'later',
  isOptional: true,
  find: findLinuxUserPool,
};

const PRODUCTION = /^prod/i;

function findLinuxUserPool({ cluster, windowsPools }: ClusterFacts): readonly Advice[] {
  const linux = cluster.nodePools.filter(({ osType, vanishedAt }) => osType === 'Linux' && vanishedAt === null);
  const [system] = linux;
  const isProduction = PRODUCTION.test(cluster.ownership.environment ?? '');
  if (!system || !isProduction || windowsPools.length === 0 || linux.some(({ mode }) => mode !== 'System')) return [];
  return [describe(cluster, system)];
}

function describe(cluster: ClusterFacts['cluster'], { name }: NodePool): Advice {
  return {
    nodePool: null,
    severity: 'info',
    subject: 'LinuxUserPool',
    due: null,
    summary:
      'Linux workloads of this production cluster share the system node pool with DNS and the other services of the cluster: a Linux node pool of their own is recommended, where there are any.',
    steps: [
      now(
        'See what runs on the system node pool; nothing is changed.',
        ...createKubectl(
          cluster,
          ['get nodes', ['-l', selectorOfPool(name)]],
          ['get pods -A -o wide --field-selector metadata.namespace!=kube-system'],
        ),
      ),
      afterCheck(
        'If workloads of yours are there, add a Linux user node pool for them (its nodes cost and need quota), move them, and keep the system pool to itself with the taint CriticalAddonsOnly=true:NoSchedule.',
      ),
    ],
    evidence: [DOCS.systemPools, DOCS.windowsPractices],
  };
}
