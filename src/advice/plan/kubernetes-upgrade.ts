import { formatDate } from '../../domain/calendar-date.ts';
import type { NodePool } from '../../domain/cluster.ts';
import type { Step } from '../../domain/finding.ts';
import { minorOf } from '../../domain/kubernetes-version.ts';
import type { ClusterFacts } from '../cluster-facts.ts';
import { createAksCommand, createNodePoolCommand } from '../commands/az-aks.ts';
import type { KubernetesPath } from './kubernetes-path.ts';
import { afterCheck, alternative, irreversible, now } from './step.ts';

/** What an upgrade does, whichever way it is made. */
const CONSEQUENCE =
  'the control plane and every node pool, Linux too, whose nodes are drained and replaced in turn; calls of removed APIs stop it, and there is no way back';

/** Asks AKS, goes the path hop by hop, and names the other ways. `isBlocked`: Windows pools make AKS refuse it. */
export function planKubernetesUpgrade(facts: ClusterFacts, path: KubernetesPath, isBlocked: boolean): readonly Step[] {
  const { cluster } = facts;
  const offers = createAksCommand(cluster, 'get-upgrades', '-o table');
  return [
    now('See which versions AKS offers this cluster; nothing is changed.', offers),
    ...(isBlocked
      ? [afterCheck('Move the Windows pools that stand in the way first; the findings on them say how.')]
      : []),
    ...bringPools(facts, path),
    ...path.hops.flatMap((hop, index) => planHop(facts, path, hop, index)),
    ...(isBlocked && !path.isRecovery ? holdPools(facts, path) : []),
    ...(path.isRecovery ? [describeNewCluster()] : []),
    ...(path.ltsUntil === null ? [] : [switchToLts(facts, path.ltsUntil)]),
  ];
}

/** A pool further behind than that keeps AKS from upgrading the control plane. */
const MOST_MINORS_BEHIND = 3;

function bringPools(facts: ClusterFacts, { hops: [hop] }: KubernetesPath): readonly Step[] {
  if (hop === undefined) return [];
  const lagging = listLive(facts).filter(({ kubernetesVersion }) => {
    const minor = minorOf(kubernetesVersion ?? '');
    return minor !== null && Number(hop.split('.')[1]) - Number(minor.split('.')[1]) > MOST_MINORS_BEHIND;
  });
  return lagging.length === 0
    ? []
    : [afterCheck('Bring the pools that are too far behind to the control plane first; the findings on them say how.')];
}

function planHop(facts: ClusterFacts, path: KubernetesPath, hop: string, index: number): readonly Step[] {
  const { cluster } = facts;
  const spot = listLive(facts).filter((pool) => pool.spot !== undefined);
  const lead = index === 0 ? `If ${hop} is offered, upgrade to it` : `Then, when all pools run that, on to ${hop}`;
  const recovery =
    path.isRecovery && index === 0 ? ' (from outside support AKS calls this recovery, and tests no such jump)' : '';
  if (spot.length === 0)
    return [
      afterCheck(
        `${lead}${recovery}: ${CONSEQUENCE}.`,
        createAksCommand(cluster, 'upgrade', ['--kubernetes-version', hop]),
      ),
    ];
  if (path.isRecovery && index === 0)
    return [
      afterCheck(
        `${lead}: only all at once, which a Spot pool does not allow, so replace the Spot pools first or build a new cluster.`,
      ),
    ];
  return [
    afterCheck(
      `${lead}, the control plane alone, since a Spot pool keeps AKS from taking all at once: nothing that runs is touched, and there is no way back.`,
      createAksCommand(cluster, 'upgrade', '--control-plane-only', ['--kubernetes-version', hop]),
    ),
    afterCheck(
      'Then each pool: its nodes are drained and replaced in turn.',
      ...listLive(facts).map((pool) =>
        createNodePoolCommand(cluster, pool.name, 'upgrade', ['--kubernetes-version', hop]),
      ),
    ),
  ];
}

function listLive({ cluster }: ClusterFacts): readonly NodePool[] {
  return cluster.nodePools.filter(({ vanishedAt }) => vanishedAt === null);
}

/** Within the skew a control plane may go ahead; AKS refuses that where it upgrades the cluster by itself. */
function holdPools({ cluster }: ClusterFacts, { hops }: KubernetesPath): readonly Step[] {
  const [hop] = hops;
  const channel = cluster.upgradeChannel?.toLowerCase() ?? 'none';
  if (hop === undefined || !['none', 'node-image'].includes(channel)) return [];
  return [
    alternative(
      `Or, where the pools cannot move yet, upgrade only the control plane: they may stay up to 3 minors behind; nothing that runs is touched, and there is no way back.`,
      createAksCommand(cluster, 'upgrade', '--control-plane-only', ['--kubernetes-version', hop]),
    ),
  ];
}

function describeNewCluster(): Step {
  return alternative('Or build a new cluster on a supported version and move the workloads; it costs twice meanwhile.');
}

function switchToLts({ cluster }: ClusterFacts, until: string): Step {
  return irreversible(
    `Or instead stay on this version under long-term support until ${formatDate(until)}: the Premium tier is paid by the hour, the patch channel keeps the cluster on a supported patch, and the plan cannot be switched off for a version past community support.`,
    createAksCommand(
      cluster,
      'update',
      '--tier premium --k8s-support-plan AKSLongTermSupport --auto-upgrade-channel patch',
    ),
  );
}
