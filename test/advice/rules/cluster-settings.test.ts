import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../../src/domain/cluster.ts';
import { advise, adviseOnPool, linesOf, ofRule, onlyOf, outlineOf } from '../support/advise.ts';
import { buildPool, buildSystemPool } from '../support/builders.ts';
import { buildLifecycle } from '../support/lifecycle.ts';
import { buildNovemberCatalogue, loadLifecycle } from '../support/situations.ts';

const at = (day: string): { readonly now: Date } => ({ now: new Date(`${day}T12:00:00Z`) });

describe('rule kubenet', () => {
  it('says that kubenet carries no Windows nodes, with its own end as due date', () => {
    const finding = onlyOf(adviseOnPool({}, { networkPlugin: 'kubenet' }), 'kubenet');
    expect(finding).toMatchObject({ severity: 'high', nodePool: null, due: '2028-03-31' });
    expect(linesOf(finding).at(-1)).toContain('--network-plugin azure --network-plugin-mode overlay');
  });

  it('is due on no day when no end is known, and silent for other plugins', () => {
    const lifecycle = buildLifecycle({ features: [] });
    expect(onlyOf(adviseOnPool({}, { networkPlugin: 'kubenet' }, { lifecycle }), 'kubenet').due).toBeNull();
    expect(ofRule(adviseOnPool({}, { networkPlugin: null }), 'kubenet')).toEqual([]);
  });
});

describe('rule network-policy', () => {
  const npm = { networkPolicy: 'azure' };

  it.each([
    ['2026-03-01', 'info', 'is unsupported from 30 Sep 2026'],
    ['2026-05-01', 'low', 'is unsupported from 30 Sep 2026'],
    ['2026-07-15', 'medium', 'is unsupported from 30 Sep 2026'],
    ['2026-09-29', 'high', 'is unsupported from 30 Sep 2026'],
    ['2026-09-30', 'high', 'has been unsupported since 30 Sep 2026'],
  ])('on %s Azure NPM on Windows is %s and %s', (day, severity, words) => {
    const finding = onlyOf(adviseOnPool({}, npm, at(day)), 'network-policy');
    expect(finding).toMatchObject({ severity, subject: 'NetworkPolicy/azure', due: '2026-09-30' });
    expect(finding.summary).toContain(words);
  });

  it('changes no engine under pools whose images are removed, since every pool is reimaged for that', () => {
    const lts = { kubernetesVersion: '1.30.110', supportPlan: 'AKSLongTermSupport', tier: 'Premium' };
    const pool = { nodeImageVersion: 'AKSWindows-2019-containerd-17763.8389.260210' };
    const input = { ...at('2027-05-20'), lifecycle: loadLifecycle(), catalogue: buildNovemberCatalogue() };
    const finding = onlyOf(adviseOnPool(pool, { ...npm, ...lts }, input), 'network-policy');
    expect(finding.summary).toMatch(/; move the pools of Windows Server 2019 first, .* then move to Calico\.$/);
    expect(linesOf(finding).join()).not.toContain('--network-policy');
  });

  it('turns on no channel that would replace the nodes of such pools', () => {
    const lts = { kubernetesVersion: '1.34.110', supportPlan: 'AKSLongTermSupport', tier: 'Premium' };
    const advised = (day: string): readonly unknown[] => {
      const input = { ...at(day), lifecycle: loadLifecycle(), catalogue: buildNovemberCatalogue() };
      return ofRule(adviseOnPool({ osSku: 'WindowsAnnual', nodeImageVersion: null }, lts, input), 'lts-patches');
    };
    expect(advised('2027-05-01')).toHaveLength(1);
    expect(advised('2027-05-20')).toEqual([]);
  });

  it('finds the end under the name that release notes give it', () => {
    const feature = {
      subject: 'WindowsFeature/AzureNetworkPolicyManager',
      phases: buildLifecycle().features[0]?.phases ?? [],
    };
    const finding = onlyOf(
      adviseOnPool({}, npm, { lifecycle: buildLifecycle({ features: [feature] }) }),
      'network-policy',
    );
    expect(finding.due).toBe('2026-09-30');
  });

  it.each([
    ['2027-06-20', '1.31.9', '2019-containerd-17763.8389.260210', /to Windows Server 2025, .* network security groups/],
    ['2027-09-05', '1.29.9', '2022-containerd-20348.5386.260715', /new cluster/],
    ['2027-09-05', '1.31.9', '2022-containerd-20348.5386.260715', /new cluster/],
  ])(
    'on %s no engine is advised to Kubernetes %s with AKSWindows-%s, which goes on without Calico',
    (day, version, image, words) => {
      const cluster = { ...npm, kubernetesVersion: version, asOf: `${day}T06:00:00.000Z` };
      const pool = { osSku: null, nodeImageVersion: `AKSWindows-${image}`, kubernetesVersion: version };
      const input = { ...at(day), lifecycle: loadLifecycle(), catalogue: buildNovemberCatalogue() };
      const finding = onlyOf(adviseOnPool(pool, cluster, input), 'network-policy');
      expect(finding.summary).toMatch(words);
      expect(linesOf(finding).join()).not.toContain('--network-policy');
    },
  );

  it('no upgrade brings an image to a cluster that has to be built anew', () => {
    const day = '2027-09-05';
    const cluster = { kubernetesVersion: '1.31.9', asOf: `${day}T06:00:00.000Z` };
    const pool = {
      osSku: null,
      nodeImageVersion: 'AKSWindows-2022-containerd-20348.5386.260715',
      kubernetesVersion: '1.31.9',
    };
    const input = { ...at(day), lifecycle: loadLifecycle(), catalogue: buildNovemberCatalogue() };
    const finding = onlyOf(adviseOnPool(pool, cluster, input), 'node-image-age');
    expect(finding.summary).not.toContain('Kubernetes upgrade brings');
    expect(JSON.stringify(finding.steps)).not.toContain('Kubernetes upgrade brings');
  });

  it('mentions as information that no policy engine is set, and nothing when it is not reported', () => {
    expect(onlyOf(adviseOnPool({}, { networkPolicy: 'none' }), 'network-policy').severity).toBe('info');
    expect(ofRule(adviseOnPool({}, { networkPolicy: null }), 'network-policy')).toEqual([]);
    expect(ofRule(adviseOnPool({}, { networkPolicy: 'calico' }), 'network-policy')).toEqual([]);
  });
});

describe('rule node-subnet', () => {
  it('names the oldest image that the change to Overlay takes, to pools that run an older one', () => {
    const say = (nodeImageVersion: string) =>
      onlyOf(adviseOnPool({ nodeImageVersion }, { networkPluginMode: null, networkPolicy: 'none' }), 'node-subnet')
        .summary;
    expect(say('AKSWindows-2022-containerd-20348.1607.230310')).toMatch(
      /reimages every pool at once, wants images of Windows Server 2022 from 20348\.1668 on, and has no way back/,
    );
    expect(say('AKSWindows-2022-containerd-20348.1668.230412')).not.toContain('1668');
  });
});

describe('rule pod-subnet', () => {
  it('recommends overlay for a pool with pod addresses from a subnet, and only for that pool', () => {
    const nodePools = [
      buildSystemPool(),
      buildPool({ name: 'a', podSubnetId: '/subnets/pods' }),
      buildPool({ name: 'b' }),
    ];
    const finding = onlyOf(adviseOnPool({}, { nodePools }), 'pod-subnet');
    expect(finding).toMatchObject({ severity: 'info', nodePool: 'a' });
    expect(finding.summary).toContain('Azure CNI Overlay is recommended over dynamic IP allocation');
  });
});

describe('rule system-pool-nodes', () => {
  const withSystem = (...counts: readonly (number | null)[]): Partial<Cluster> => ({
    nodePools: [...counts.map((count, index) => buildSystemPool({ name: `sys${index}`, count })), buildPool()],
  });

  it('asks for three nodes in the system pool', () => {
    const finding = onlyOf(adviseOnPool({}, withSystem(1)), 'system-pool-nodes');
    expect(finding).toMatchObject({ severity: 'low', nodePool: 'sys0' });
    expect(finding.commands[0]).toContain(
      'nodepool scale -g rg-shop-prod --cluster-name shop-prod --name sys0 --node-count 3',
    );
  });

  it('looks before it scales what only nodes tell of: an autoscaler may have the pool', () => {
    const evidence = { nodes: { asOf: '2026-08-20T09:00:00Z', nodes: [] } };
    const seen = { nodePools: [buildSystemPool({ count: 1, evidence }), buildPool()] };
    const { steps } = onlyOf(adviseOnPool({}, seen), 'system-pool-nodes');
    expect(steps.map(({ kind }) => kind)).toEqual(['now', 'after-check', 'alternative']);
    expect(steps[0]?.commands.join()).toContain('--query enableAutoScaling');
  });

  it('adds up several system pools and gives an unreported count the benefit of the doubt', () => {
    expect(ofRule(adviseOnPool({}, withSystem(1, 1)), 'system-pool-nodes')).toEqual([]);
    expect(ofRule(adviseOnPool({}, withSystem(null)), 'system-pool-nodes')).toEqual([]);
    expect(ofRule(adviseOnPool({}, withSystem()), 'system-pool-nodes')).toEqual([]);
  });
});

describe('rule node-os-upgrade-channel', () => {
  it.each([
    ['SecurityPatch', 'medium'],
    ['Unmanaged', 'low'],
    ['None', 'low'],
    ['none', 'low'],
  ])('says that %s does not patch Windows', (nodeOsUpgradeChannel, severity) => {
    const finding = onlyOf(adviseOnPool({}, { nodeOsUpgradeChannel }), 'node-os-upgrade-channel');
    expect(finding.severity).toBe(severity);
    expect(outlineOf(finding)).toEqual([
      'now az aks maintenanceconfiguration list',
      'after-check az aks maintenanceconfiguration add',
      'alternative az aks maintenanceconfiguration update',
      'after-check az aks update',
    ]);
    expect(linesOf(finding)[1]).toContain('aksManagedNodeOSUpgradeSchedule');
    expect(linesOf(finding).at(-1)).toContain('--node-os-upgrade-channel NodeImage');
  });

  it('says that there is no window only where all of them were told', () => {
    const windows = [{ name: 'aksManagedAutoUpgradeSchedule', when: 'daily' }];
    const outlineWith = (given: { readonly isPart?: true }) => {
      const cluster = { nodeOsUpgradeChannel: 'None', maintenance: { asOf: '', windows, ...given } };
      return outlineOf(onlyOf(adviseOnPool({}, cluster), 'node-os-upgrade-channel'));
    };
    expect(outlineWith({ isPart: true })).toContain('alternative az aks maintenanceconfiguration update');
    expect(outlineWith({})).not.toContain('alternative az aks maintenanceconfiguration update');
  });

  it('says that a channel which is not reported is none as far as is known, and which spelling is a legacy', () => {
    const unset = onlyOf(adviseOnPool({}, { nodeOsUpgradeChannel: null }), 'node-os-upgrade-channel');
    expect(unset).toMatchObject({ severity: 'info', summary: expect.stringContaining('as far as is known nobody') });
    const legacy = { nodeOsUpgradeChannel: 'None', upgradeChannel: 'node-image' };
    expect(onlyOf(adviseOnPool({}, legacy), 'node-os-upgrade-channel').summary).toContain('legacy spelling');
  });

  it('is silent where NodeImage does it, and where a source tells no channels', () => {
    for (const cluster of [
      { nodeOsUpgradeChannel: 'NodeImage' },
      { nodeOsUpgradeChannel: 'NodeImage', upgradeChannel: 'node-image' },
      { nodeOsUpgradeChannel: null, origin: 'kubectl' },
    ]) {
      expect(ofRule(adviseOnPool({}, cluster), 'node-os-upgrade-channel')).toEqual([]);
    }
  });
});

describe('rule linux-user-pool', () => {
  const production = { ownership: { channel: null, owners: [], environment: 'production' } };

  it('recommends a Linux pool of their own to the Linux workloads of production, as information', () => {
    const finding = onlyOf(advise(production), 'linux-user-pool');
    expect(finding).toMatchObject({ severity: 'info', nodePool: null, traits: { isOptional: true } });
    expect(linesOf(finding).join()).toContain('get pods -A -o wide --field-selector');
  });

  it('is silent with such a pool, and outside production', () => {
    const nodePools = [buildSystemPool(), buildSystemPool({ name: 'apps', mode: 'User' }), buildPool()];
    expect(ofRule(advise({ ...production, nodePools }), 'linux-user-pool')).toEqual([]);
    expect(ofRule(advise({}), 'linux-user-pool')).toEqual([]);
  });
});
