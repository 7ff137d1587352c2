import { type Cluster, hasLongTermSupport } from '../../domain/cluster.ts';
import type { Severity, Step } from '../../domain/finding.ts';
import { type Advice, type AdviceRule, afterCheck, now, say } from '../advice.ts';
import type { ClusterFacts } from '../cluster-facts.ts';
import { createAksCommand } from '../commands/az-aks.ts';
import { DOCS } from '../evidence.ts';
import { createPatchChannel } from '../plan/kubernetes-upgrade.ts';
import { planWindow } from '../plan/maintenance-window.ts';
import { findWindow, isMinorSupported, upgradesNodeImages } from '../upgrade-outlook.ts';

/** Channels that leave Windows unpatched. SecurityPatch is the worst: its name makes people believe the opposite. */
const UNPATCHED: ReadonlyMap<string, ChannelState> = new Map([
  ['securitypatch', { severity: 'medium', words: 'SecurityPatch skips Windows nodes' }],
  ['unmanaged', { severity: 'low', words: 'Unmanaged does nothing on Windows nodes' }],
  ['none', { severity: 'low', words: 'None leaves every node image upgrade to you' }],
]);

export const nodeOsUpgradeChannel: AdviceRule = {
  name: 'node-os-upgrade-channel',
  topic: 'the node OS upgrade channel',
  stage: 'channel',
  isOptional: true,
  find(facts) {
    const { cluster, windowsPools } = facts;
    // What is pinned or gets no more images no channel upgrades.
    if (windowsPools.every(({ pool, isFrozen }) => isFrozen || pool.snapshotId !== undefined)) return null;
    if (upgradesNodeImages(cluster)) return isLegacy(cluster) ? describe(facts, LEGACY) : null;
    const isUnset = cluster.nodeOsUpgradeChannel === null && REPORTS_CHANNELS.has(cluster.origin);
    const found = isUnset ? UNSET : UNPATCHED.get(cluster.nodeOsUpgradeChannel?.toLowerCase() ?? '');
    return found ? describe(facts, found) : null;
  },
};

const REPORTS_CHANNELS: ReadonlySet<string> = new Set(['az', 'arm', 'resource-graph']);

interface ChannelState {
  readonly severity: Severity;
  /** Stands after "The node OS upgrade channel". */
  readonly words: string;
  /** What follows from it, as it goes on. */
  readonly so?: string;
  /** True where AKS does it already, under another name. */
  readonly isLegacy?: boolean;
}

const UNSET: ChannelState = {
  severity: 'info',
  words: 'is not reported',
  so: ', so as far as is known nobody upgrades the images of Windows nodes but you',
};

const LEGACY: ChannelState = {
  severity: 'info',
  words: 'is set by its legacy spelling',
  so: ', the cluster channel node-image, which keeps patch, stable and rapid from being used',
  isLegacy: true,
};

function isLegacy({ nodeOsUpgradeChannel }: Cluster): boolean {
  return nodeOsUpgradeChannel?.toLowerCase() !== 'nodeimage';
}

function describe(
  facts: ClusterFacts,
  { severity, words, so = '', isLegacy: isNamedAnew = false }: ChannelState,
): Advice {
  const idle = isMinorSupported(facts) ? '' : ', and only once the Kubernetes version is in support again';
  return {
    severity,
    subject: 'NodeOsUpgradeChannel',
    ...say(
      `The node OS upgrade channel ${words}`,
      `${so}; ${isNamedAnew ? 'NodeImage is the same under its own name' : `NodeImage upgrades Windows nodes in your maintenance window${idle}`}`,
    ),
    steps: () => (isNamedAnew ? renameChannel(facts.cluster) : planChannel(facts)),
    evidence: [DOCS.nodeOsChannel],
  };
}

function renameChannel(cluster: Cluster): readonly Step[] {
  const effect = 'nodes are replaced in the same window as before, Linux nodes weekly';
  return [
    now(
      'See both channels; nothing is changed.',
      createAksCommand(cluster, 'show', '--query autoUpgradeProfile -o json'),
    ),
    hasLongTermSupport(cluster)
      ? afterCheck(
          `Set the node OS channel, and the cluster channel to patch, which long-term support wants: ${effect}, and Kubernetes gets its patches.`,
          createPatchChannel(cluster),
        )
      : afterCheck(
          `Set the node OS channel and free the cluster channel: ${effect}; choose patch instead of none for Kubernetes patches.`,
          createAksCommand(cluster, 'update', '--node-os-upgrade-channel NodeImage --auto-upgrade-channel none'),
        ),
  ];
}

function planChannel(facts: ClusterFacts): readonly Step[] {
  const { cluster } = facts;
  const from = isMinorSupported(facts) ? 'from now on' : 'once the Kubernetes version is in support again,';
  return [
    ...planWindow(cluster, 'node images'),
    afterCheck(
      `${findWindow(cluster, 'node images') === null ? 'Then turn' : 'If those hours suit, turn'} the channel on: ${from} AKS replaces Windows nodes monthly and Linux nodes weekly in that window.`,
      createAksCommand(cluster, 'update', '--node-os-upgrade-channel NodeImage'),
    ),
  ];
}
