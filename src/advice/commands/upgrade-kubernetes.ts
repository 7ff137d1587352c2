import type { Cluster } from '../../domain/cluster.ts';
import { createAksCommand } from './az-aks.ts';

/** How a cluster leaves its Kubernetes minor. */
export interface KubernetesUpgrade {
  /** Minor to upgrade to, `null` when the calendar does not say that it is available. */
  readonly to: string | null;
  /** True while Windows pools would make Azure refuse the upgrade. */
  readonly isBlocked: boolean;
  /** True when the cluster could stay on its minor under long-term support. */
  readonly canSwitchToLts: boolean;
}

/** The step after the move of an OS SKU that stood in the way. */
export function createUpgradeAfterMove(cluster: Cluster, to: string): readonly string[] {
  return [
    '# 4. Upgrade Kubernetes, when no other Windows node pool stands in the way.',
    createAksCommand(cluster, 'upgrade', ['--kubernetes-version', to]),
  ];
}

/** Asks what the cluster can be upgraded to, upgrades it, and names the way of staying under long-term support. */
export function createKubernetesUpgrade(cluster: Cluster, upgrade: KubernetesUpgrade): readonly string[] {
  const { to, isBlocked, canSwitchToLts } = upgrade;
  return [
    ...(isBlocked ? ['# First move the Windows node pools that stand in the way; the findings on them say how.'] : []),
    createAksCommand(cluster, 'get-upgrades', '-o table'),
    ...(to === null ? [] : [createAksCommand(cluster, 'upgrade', ['--kubernetes-version', to])]),
    ...(canSwitchToLts ? createLtsSwitch(cluster) : []),
  ];
}

function createLtsSwitch(cluster: Cluster): readonly string[] {
  return [
    '# Or stay on this version under long-term support (Premium tier).',
    createAksCommand(cluster, 'update', '--tier premium --k8s-support-plan AKSLongTermSupport'),
  ];
}
