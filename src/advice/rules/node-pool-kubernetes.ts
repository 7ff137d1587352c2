import { daysBetween, formatDate } from '../../domain/calendar-date.ts';
import type { NodePool } from '../../domain/cluster.ts';
import type { Severity, Step } from '../../domain/finding.ts';
import { compareMinors, minorOf, minorsBetween } from '../../domain/kubernetes-version.ts';
import { countOf, sayDaysLeft } from '../../domain/text.ts';
import { type Advice, type AdviceRule, afterCheck, now, onPools, say } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { createAksCommand, createNodePoolCommand } from '../commands/az-aks.ts';
import { DOCS } from '../evidence.ts';
import { allowsKubernetes } from '../find-os-sku-target.ts';
import { endOfKubernetesSupport, isOutOfSupport } from '../kubernetes-support.ts';
import { describeReplacement } from '../plan/image-upgrade.ts';
import { findRefusedUpgrade, isOsSkuEnding, MOST_MINORS_BEHIND } from '../plan/kubernetes-path.ts';
import { describePoolUpgrade } from '../plan/kubernetes-upgrade.ts';
import { planOsSkuMove } from '../plan/os-sku-move.ts';
import { noMoreThan, severityOfCountdown } from '../severity-policy.ts';

/** A pool runs an older Kubernetes minor than its control plane. A failed upgrade has a finding of its own, and so has one that hangs. */
export const nodePoolKubernetes: AdviceRule = {
  name: 'node-pool-kubernetes',
  topic: 'the Kubernetes version of the pool',
  stage: 'pool-kubernetes',
  find(facts) {
    const plane = facts.minor;
    if (plane === null) return findEndingNodes(facts);
    return facts.stayingPools
      .filter((pool) => pool.provisioningState !== 'Failed' && !isFollowing(facts, pool, plane))
      .flatMap((pool) => {
        const minor = minorOf(pool.kubernetesVersion);
        const isBehind = minor !== null && compareMinors(minor, plane) < 0;
        return isBehind ? [describe(facts, pool, plane, minor)] : [];
      });
  },
};

/** True while the upgrade to its control plane's minor runs. */
function isFollowing(
  { windowsPools }: ClusterFacts,
  { name, wantedKubernetesVersion }: NodePool,
  plane: string,
): boolean {
  const isAsked = wantedKubernetesVersion !== undefined && minorOf(wantedKubernetesVersion) === plane;
  return isAsked && windowsPools.some(({ pool, isUpgrading }) => pool.name === name && isUpgrading);
}

/** Where only nodes were seen, nobody knows what the control plane runs: at least as much as they do. */
const findEndingNodes = onPools(({ pool, ends, title }, facts) => {
  const minor = minorOf(pool.kubernetesVersion);
  if (minor === null) return null;
  const endOn = endOfKubernetesSupport(facts, minor);
  const daysLeft = endOn === null ? null : daysBetween(facts.today, endOn);
  const isOver = isOutOfSupport(facts, minor);
  const severity = isOver ? 'high' : daysLeft === null ? null : severityOfCountdown(daysLeft);
  if (severity === null) return null;
  const end =
    isOver || endOn === null
      ? describeSupport(facts, minor)
      : `, which leaves support on ${formatDate(endOn)} (${sayDaysLeft(daysLeft ?? 0)})`;
  const isLeftBehind = ends !== null && ends.maxKubernetes !== null && isOutOfSupport(facts, ends.maxKubernetes);
  return {
    severity: noMoreThan(severity, 'high'),
    subject: 'NodePoolKubernetes',
    due: endOn,
    ...say(
      `The nodes run Kubernetes ${minor}${end}`,
      '; ',
      { action: 'ask Azure what the control plane runs' },
      isLeftBehind
        ? `, and move the pool: no version in community support takes ${title}`
        : ', and upgrade to a supported version',
    ),
    steps: () => [
      now(
        'See what the control plane runs and what AKS offers it; nothing is changed.',
        createAksCommand(facts.cluster, 'show', '--query currentKubernetesVersion -o tsv'),
        createAksCommand(facts.cluster, 'get-upgrades', '-o table'),
      ),
      ...(isLeftBehind
        ? []
        : [
            afterCheck(
              `Upgrade the control plane first where it is as old, then ${pool.name}: ${describeReplacement(facts.cluster, pool)}.`,
            ),
          ]),
    ],
    evidence: [DOCS.kubernetesVersions],
  };
});

function describe(facts: ClusterFacts, pool: NodePool, plane: string, minor: string): Advice {
  const behind = minorsBetween(minor, plane);
  const windows = facts.windowsPools.find((each) => each.pool.name === pool.name);
  const canFollow = !windows?.ends || allowsKubernetes(windows.ends, plane);
  const move = canFollow ? null : planOsSkuMove(facts, windows);
  const way = move
    ? [`${windows?.title} cannot follow, so `, { action: move.action, detail: move.detail }, move.how]
    : [{ action: 'upgrade the pool' }];
  const runs = `The pool runs Kubernetes ${minor}`;
  const support = describeSupport(facts, minor);
  const lag = `, ${countOf(behind, 'minor')} behind its control plane (${plane})`;
  const edge = behind >= MOST_MINORS_BEHIND ? ', so the next control-plane upgrade will be refused' : '';
  return {
    nodePool: pool.name,
    severity: severityOf(facts, minor, behind),
    subject: 'NodePoolKubernetes',
    due: endOfKubernetesSupport(facts, minor),
    ...say(`${runs}${support || lag}`, `${support === '' ? '' : lag}${edge}; `, ...way),
    ...(canFollow ? {} : { stage: 'unblock' as const }),
    steps: () => (canFollow ? planUpgrade(facts, pool, windows) : planReplacement(facts, windows)),
    evidence: [DOCS.controlPlane, DOCS.kubernetesVersions],
  };
}

/** An unsupported kubelet is as bad as an unsupported control plane, and the edge blocks the whole cluster. */
function severityOf(facts: ClusterFacts, minor: string, behind: number): Severity {
  if (isOutOfSupport(facts, minor) || behind >= MOST_MINORS_BEHIND) return 'high';
  return behind > 1 ? 'medium' : 'low';
}

function describeSupport(facts: ClusterFacts, minor: string): string {
  const endOn = endOfKubernetesSupport(facts, minor);
  if (!isOutOfSupport(facts, minor)) return '';
  return endOn === null ? ', which left support long ago' : `, which left support on ${formatDate(endOn)}`;
}

/** Where the OS SKU has a finding of its own, the steps stand there. */
function planReplacement(facts: ClusterFacts, windows: WindowsPoolFacts): readonly Step[] {
  if (!isOsSkuEnding(facts, windows) && findRefusedUpgrade(facts, windows) === null)
    return planOsSkuMove(facts, windows).steps();
  return [];
}

function planUpgrade(facts: ClusterFacts, pool: NodePool, windows: WindowsPoolFacts | undefined): readonly Step[] {
  const { cluster } = facts;
  const version = cluster.kubernetesVersion ?? '';
  return [
    now(
      'See which versions AKS offers the pool; nothing is changed.',
      createNodePoolCommand(cluster, pool.name, 'get-upgrades', '-o table'),
    ),
    afterCheck(
      `If calls of deprecated APIs are ruled out, upgrade the pool to its control plane's version: ${describePoolUpgrade(facts, pool, windows)}.`,
      createNodePoolCommand(cluster, pool.name, 'upgrade', ['--kubernetes-version', version]),
    ),
  ];
}
