import { describe, expect, it } from 'vitest';
import type { AdvisedFinding } from '../../../src/domain/finding.ts';
import { AZ_COMMANDS, GLOBAL } from '../../support/az-parameters.ts';
import { advise, linesOf } from '../support/advise.ts';
import { buildPool, buildSystemPool } from '../support/builders.ts';
import { buildFleet } from '../support/fleet.ts';
import { buildLifecycle } from '../support/lifecycle.ts';
import { SITUATIONS } from '../support/situations.ts';

/** Words of a line whose quoted values hold no escaped quote; names in these fleets have none. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)].map(([word]) => word.replace(/^['"]|['"]$/g, ''));
}

/** What az would refuse of a line; empty for one that it takes. */
function findFaults(line: string): readonly string[] {
  const words = wordsOf(line).slice(1);
  const firstOption = words.findIndex((word) => word.startsWith('-'));
  const verb = words.slice(0, firstOption === -1 ? undefined : firstOption).join(' ');
  const known = AZ_COMMANDS[verb];
  if (!known) return [`no command: ${verb}`];
  const options = { ...GLOBAL.options, ...known.options };
  const given = words.filter((word) => /^--?[a-z]/.test(word)).map((word) => word.split('=')[0] ?? '');
  const faults = given
    .filter((word) => !(word in options) && !known.flags.includes(word))
    .map((word) => `unknown ${word}`);
  const missing = known.required.filter((word) => !given.includes(word)).map((word) => `missing ${word}`);
  const clashes = (known.exclusive ?? []).filter((list) => list.filter((word) => given.includes(word)).length > 1);
  const wrong = Object.entries(options).flatMap(([option, allowed]) => {
    const value = words[words.indexOf(option) + 1];
    return allowed !== true && words.includes(option) && !allowed.includes(value ?? '') ? [`${option} ${value}`] : [];
  });
  return [...faults, ...missing, ...wrong, ...clashes.map((list) => `only one of ${list.join(', ')}`)];
}

const SETTINGS = {
  labels: { app: 'erp' },
  taints: ['os=windows:NoSchedule', 'kubernetes.azure.com/scalesetpriority=spot:NoSchedule'],
  zones: ['1', '2'],
  subnetId: '/subscriptions/s/subnets/nodes',
  maxPods: 60,
  autoscaler: { min: 1, max: 4 },
  osDiskType: 'Ephemeral',
  osDiskSizeGb: 256,
  encryptionAtHost: true,
  ultraSsd: true,
  nodePublicIp: true,
  capacityReservationGroupId: '/subscriptions/s/crg',
  proximityPlacementGroupId: '/subscriptions/s/ppg',
  hostGroupId: '/subscriptions/s/hosts',
  gpuDriver: 'Install',
  gpuInstanceProfile: 'MIG1g',
  kubeletConfig: true,
  disableOutboundNat: true,
  scaleDownMode: 'Deallocate',
  podIpAllocationMode: 'StaticBlock',
  drainTimeoutMinutes: 120,
  nodeSoakMinutes: 10,
  undrainableNodeBehavior: 'Cordon',
  maxUnavailable: '1',
  nodePublicIpPrefixId: '/subscriptions/s/prefix',
  vtpm: true,
  secureBoot: true,
};

const OLD = 'AKSWindows-2019-containerd-17763.8276.260114';
const MAY = 'AKSWindows-2022-containerd-gen2-20348.5139.260513';

/** Every kind of cluster and pool that decides which commands are given. */
function findAll(): readonly AdvisedFinding[] {
  const lifecycle = buildLifecycle({
    inPlaceMoves: [
      {
        from: 'Windows2022',
        to: 'Windows2025',
        stage: 'preview',
        since: '2026-09',
      },
    ],
  });
  const system = buildSystemPool({ count: 1, settings: { ...SETTINGS, autoscaler: { min: 1, max: 2 } } });
  const spot = { evictionPolicy: 'Delete', maxPrice: -1 };
  const pools = [
    buildPool({ name: 'a', nodeImageVersion: OLD, settings: SETTINGS, spot, count: 0, tags: { cost: '1' } }),
    buildPool({ name: 'b', nodeImageVersion: MAY, settings: SETTINGS, snapshotId: '/subscriptions/s/snap' }),
    buildPool({ name: 'c', nodeImageVersion: MAY, provisioningState: 'Failed', wantedKubernetesVersion: '1.34.9' }),
    buildPool({ name: 'd', nodeImageVersion: MAY, maxSurge: '100%', kubernetesVersion: '1.29.4' }),
    buildPool({ name: 'e', nodeImageVersion: MAY, powerState: 'Stopped', podSubnetId: '/subscriptions/s/pods' }),
    buildPool({ name: 'f', nodeImageVersion: MAY, nodeImages: { [MAY]: 2, [OLD.replace('2019', '2022')]: 1 } }),
  ];
  const base = { nodePools: [system, ...pools] };
  const kinds = [
    { ...base, kubernetesVersion: '1.32.4', networkPolicy: 'azure', nodeOsUpgradeChannel: 'SecurityPatch' },
    { ...base, kubernetesVersion: '1.34.4', networkPolicy: 'calico', networkPlugin: 'kubenet', isPrivate: true },
    { ...base, kubernetesVersion: '1.31.4', supportPlan: 'AKSLongTermSupport', networkPolicy: 'none' },
    { ...base, kubernetesVersion: '1.36.1', powerState: 'Stopped' as const, provisioningState: 'Failed' },
    { ...base, networkPluginMode: null, nodeOsUpgradeChannel: null, location: null },
    ...buildFleet(),
    ...Object.values(SITUATIONS),
  ];
  return kinds.flatMap((cluster) =>
    ['2026-08-20', '2026-11-27', '2027-07-01'].flatMap((day) =>
      advise(cluster, { lifecycle, now: new Date(`${day}T09:00:00Z`) }),
    ),
  );
}

const findings = findAll();

/** What az does only after a yes: upgrades of Kubernetes, and an update that names nothing to change. */
function isQuestion(line: string): boolean {
  if (line.includes(' --yes')) return false;
  return /^az aks (nodepool )?upgrade .*--kubernetes-version|^az aks update -g \S+ --name \S+( --subscription \S+)?$/.test(
    line,
  );
}

describe('the commands of every rule', () => {
  it('are those that az takes: names, required options, allowed words, and what excludes each other', () => {
    const lines = [...new Set(findings.flatMap(linesOf))].filter((line) => line.startsWith('az '));
    expect(lines.length).toBeGreaterThan(60);
    expect(lines.flatMap((line) => findFaults(line).map((fault) => `${fault}: ${line}`))).toEqual([]);
  });

  it('would be refused with a flag that az does not know', () => {
    expect(findFaults('az aks nodepool upgrade -g rg --cluster-name c --name p --node-images')).toEqual([
      'unknown --node-images',
    ]);
    expect(findFaults('az aks nodepool scale -g rg --cluster-name c --name p')).toEqual(['missing --node-count']);
  });

  it('ask a question only in the last line of a list: an earlier one would take the next line for its answer', () => {
    const lists = findings.flatMap(({ steps = [] }) => steps.map(({ commands }) => commands));
    const asking = lists.filter((lines) => lines.slice(0, -1).some(isQuestion));
    expect(lists.flat().some(isQuestion)).toBe(true);
    expect(asking).toEqual([]);
  });

  it('are safe to paste in one go: nothing that deletes, is one-way, or reimages every pool', () => {
    for (const { commands } of findings) {
      expect(commands.join('\n')).not.toMatch(/ delete |--network-|--tier|aks upgrade|--kubernetes-version|aks update/);
    }
  });

  it('of a finding for information never delete or change something one-way', () => {
    const informing = findings.filter(({ severity }) => severity === 'info');
    expect(informing.flatMap(({ steps }) => steps.map(({ kind }) => kind))).not.toContain('irreversible');
    expect(informing.flatMap(linesOf).join('\n')).not.toContain(' delete ');
  });

  it('carry what the old pool has, and put no Spot taint on the new one', () => {
    const added = findings.flatMap(linesOf).filter((line) => line.includes('nodepool add'));
    const rich = added.find((line) => line.includes('--enable-encryption-at-host')) ?? '';
    expect(rich).toMatch(/--priority Spot --eviction-policy Delete --spot-max-price -1/);
    expect(rich).toContain('--node-taints os=windows:NoSchedule --zones 1 2');
    expect(rich).toContain('--node-count 1');
    expect(rich).toContain('--pod-ip-allocation-mode StaticBlock');
    expect(added.some((line) => line.includes('scalesetpriority'))).toBe(false);
  });
});
