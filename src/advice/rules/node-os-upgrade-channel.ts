import type { Severity } from '../../domain/finding.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts } from '../cluster-facts.ts';
import { createAksCommand } from '../commands/az-aks.ts';
import { createMaintenanceWindow } from '../commands/maintenance-window.ts';
import { DOCS } from '../evidence.ts';
import { upgradesNodeImages } from '../upgrade-outlook.ts';

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

function findNodeOsUpgradeChannel({ cluster, windowsPools }: ClusterFacts): readonly Advice[] {
  const found = UNPATCHED.get(cluster.nodeOsUpgradeChannel?.toLowerCase() ?? '');
  if (!found || windowsPools.length === 0 || upgradesNodeImages(cluster)) return [];
  return [
    {
      nodePool: null,
      severity: found.severity,
      subject: 'NodeOsUpgradeChannel',
      due: null,
      summary: `The node OS upgrade channel ${found.words}; NodeImage upgrades them in your maintenance window.`,
      commands: [
        createMaintenanceWindow(cluster),
        createAksCommand(cluster, 'update', '--node-os-upgrade-channel NodeImage'),
      ],
      evidence: [DOCS.nodeOsChannel],
    },
  ];
}
