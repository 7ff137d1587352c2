import type { Cluster } from '../../domain/cluster.ts';
import type { Severity, Step } from '../../domain/finding.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts } from '../cluster-facts.ts';
import { createAksCommand, createClusterChildCommand } from '../commands/az-aks.ts';
import { createMaintenanceWindow } from '../commands/maintenance-window.ts';
import { DOCS } from '../evidence.ts';
import { afterCheck, alternative, now } from '../plan/step.ts';
import { isMinorSupported, upgradesNodeImages } from '../upgrade-outlook.ts';

/** Channels that leave Windows unpatched. SecurityPatch is the worst: its name makes people believe the opposite. */
const UNPATCHED: ReadonlyMap<string, { readonly severity: Severity; readonly words: string }> = new Map([
  ['securitypatch', { severity: 'medium', words: 'SecurityPatch skips Windows nodes' }],
  ['unmanaged', { severity: 'low', words: 'Unmanaged does nothing on Windows nodes' }],
  ['none', { severity: 'low', words: 'None leaves every node image upgrade to you' }],
]);

/** The node OS upgrade channel does not patch Windows. An unreported channel says nothing. */
export const nodeOsUpgradeChannel: AdviceRule = {
  name: 'node-os-upgrade-channel',
  isOptional: true,
  find: findNodeOsUpgradeChannel,
};

function findNodeOsUpgradeChannel(facts: ClusterFacts): readonly Advice[] {
  const { cluster, windowsPools } = facts;
  const found = UNPATCHED.get(cluster.nodeOsUpgradeChannel?.toLowerCase() ?? '');
  if (!found || windowsPools.length === 0 || upgradesNodeImages(cluster)) return [];
  const idle = isMinorSupported(facts) ? '' : ', and only once the Kubernetes version is in support again';
  return [
    {
      nodePool: null,
      severity: found.severity,
      subject: 'NodeOsUpgradeChannel',
      due: null,
      summary: `The node OS upgrade channel ${found.words}; NodeImage upgrades them in your maintenance window${idle}.`,
      steps: planChannel(cluster),
      evidence: [DOCS.nodeOsChannel],
    },
  ];
}

/** A window that exists cannot be added: reports of clusters do not tell, so it is looked up first. */
function planChannel(cluster: Cluster): readonly Step[] {
  return [
    now(
      'See whether a maintenance window exists; nothing is changed.',
      createClusterChildCommand(cluster, 'maintenanceconfiguration list', '-o table'),
    ),
    afterCheck(
      'If aksManagedNodeOSUpgradeSchedule is not in the list, add a window at hours that suit.',
      createMaintenanceWindow(cluster, 'add'),
    ),
    alternative('If it is, change that one where its hours do not suit.', createMaintenanceWindow(cluster, 'update')),
    afterCheck(
      'Then turn the channel on: from now on AKS replaces Windows nodes monthly and Linux nodes weekly in that window.',
      createAksCommand(cluster, 'update', '--node-os-upgrade-channel NodeImage'),
    ),
  ];
}
