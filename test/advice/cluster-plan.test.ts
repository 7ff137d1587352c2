import { describe, expect, it } from 'vitest';
import { adviseOnCluster } from '../../src/advice/find-advice.ts';
import { listStages, planForPool } from '../../src/advice/plan/cluster-plan.ts';
import type { Cluster, NodePool } from '../../src/domain/cluster.ts';
import type { PlannedStage } from '../../src/domain/cluster-plan.ts';
import { AUGUST_2026, buildAugustCatalogue } from './support/august-2026.ts';
import { buildCluster, buildPool, buildSystemPool } from './support/builders.ts';
import { buildNovemberCatalogue, loadLifecycle, NOVEMBER_2026, SITUATIONS } from './support/situations.ts';

function partsOf(name: string): readonly PlannedStage[] {
  const cluster = SITUATIONS[name];
  if (!cluster) throw new Error(`no such situation: ${name}`);
  const input = { catalogue: buildNovemberCatalogue(), lifecycle: loadLifecycle(), now: NOVEMBER_2026 };
  return adviseOnCluster({ cluster, ...input }).parts;
}

function outlineOf(stages: readonly PlannedStage[]): readonly string[] {
  return stages.map(({ stage, nodePool, steps }) =>
    [stage, nodePool ?? '', steps.length === 0 ? '(named)' : ''].join(' ').replace(/ +/g, ' ').trim(),
  );
}

const linesOf = (stages: readonly PlannedStage[]) =>
  stages.flatMap(({ steps }) => steps.flatMap(({ commands }) => commands));

describe('the plan of a cluster', () => {
  const planned = (cluster: Partial<Cluster>) => {
    const input = { catalogue: buildAugustCatalogue(), lifecycle: loadLifecycle(), now: AUGUST_2026 };
    return listStages(adviseOnCluster({ cluster: buildCluster(cluster), ...input }).parts);
  };

  it('starts no stopped pool that it has deleted by then', () => {
    const old = { osSku: 'Windows2019', nodeImageVersion: 'AKSWindows-2019-containerd-17763.8389.260210' };
    const pool = buildPool({ name: 'win19', powerState: 'Stopped', ...old });
    const lines = linesOf(planned({ kubernetesVersion: '1.32.9', nodePools: [buildSystemPool(), pool] }));
    expect(lines.join('\n')).toContain('az aks nodepool delete');
    expect(lines.join('\n')).not.toContain('az aks nodepool start');
  });

  it.each([
    ['nobody knows where it could go', null],
    ['only a new cluster takes it', '1.22.9'],
  ])('says of a move without steps that there is nothing to run, where %s', (_why, kubernetesVersion) => {
    const old = { osSku: 'Windows2019', nodeImageVersion: 'AKSWindows-2019-containerd-17763.8389.260210' };
    const pool = buildPool({ name: 'win19', kubernetesVersion, ...old });
    const plan = planned({ kubernetesVersion, nodePools: [buildSystemPool(), pool] });
    expect(plan.filter(({ stage }) => stage === 'move')).toEqual([
      expect.objectContaining({
        nodePool: 'win19',
        note: 'There is nothing to run for this: the finding on it says what to do.',
        steps: [],
      }),
    ]);
  });

  it('waits for no image from an upgrade of the control plane alone', () => {
    const spot = buildPool({ name: 'wspot', spot: { evictionPolicy: 'Delete', maxPrice: null } });
    const pool = buildPool({ nodeImageVersion: 'AKSWindows-2022-containerd-20348.5020.260415' });
    const failed = { provisioningState: 'Failed', wantedKubernetesVersion: '1.36.2', nodeOsUpgradeChannel: 'None' };
    const plan = planned({ ...failed, nodePools: [buildSystemPool(), pool, spot] });
    expect(linesOf(plan).join('\n')).toContain('--control-plane-only --kubernetes-version 1.36.2');
    expect(plan.filter(({ stage }) => stage === 'image')).toHaveLength(1);
    expect(JSON.stringify(plan)).not.toContain('The Kubernetes upgrade brings the newest image');
  });
});

describe('the plan for one pool', () => {
  it('has what is to be done on it and on its cluster, and names the pool that has to move first', () => {
    const stages = planForPool(partsOf('2019-unsupported'), 'win22');
    expect(outlineOf(stages).slice(0, 2)).toEqual(['unblock win19 (named)', 'kubernetes']);
    expect(stages[0]?.note).toBe('This comes first; its steps are in the plan of node pool win19.');
    expect(linesOf(stages).filter((line) => line.includes('win19'))).toEqual([]);
  });

  it('keeps the order of the plan of the cluster', () => {
    const whole = outlineOf(listStages(partsOf('2019-unsupported')));
    const own = outlineOf(planForPool(partsOf('2019-unsupported'), 'win19'));
    expect(own).toEqual(whole.filter((part) => !part.includes('win22')));
  });

  it('begins with the start of a stopped cluster, for whichever pool', () => {
    expect(outlineOf(planForPool(partsOf('stopped-cluster-old'), 'win19'))[0]).toBe('start');
  });

  it('has a change that another pool shares, which the plan of the cluster has once', () => {
    const failed = (name: string): NodePool => buildPool({ name, provisioningState: 'Failed' });
    const cluster = buildCluster({ nodePools: [buildSystemPool(), failed('wina'), failed('winb')] });
    const input = { catalogue: buildNovemberCatalogue(), lifecycle: loadLifecycle(), now: AUGUST_2026 };
    const { parts } = adviseOnCluster({ cluster, ...input });
    const isReconcile = (line: string) => line.startsWith('az aks update ');
    expect(linesOf(listStages(parts)).filter(isReconcile)).toHaveLength(1);
    for (const pool of ['wina', 'winb']) expect(linesOf(planForPool(parts, pool)).filter(isReconcile)).toHaveLength(1);
  });

  it('says of a part whose change stands in an earlier one that it does', () => {
    const pool = buildPool({
      provisioningState: 'Canceled',
      kubernetesVersion: '1.32.9',
      wantedKubernetesVersion: '1.33.9',
    });
    const cluster = buildCluster({ kubernetesVersion: '1.33.9', nodePools: [buildSystemPool(), pool] });
    const input = { catalogue: buildNovemberCatalogue(), lifecycle: loadLifecycle(), now: NOVEMBER_2026 };
    const { parts } = adviseOnCluster({ cluster, ...input });
    const own = listStages(parts).find(({ stage }) => stage === 'pool-kubernetes');
    expect(own).toMatchObject({ nodePool: 'win22', note: 'What changes it is in an earlier part of this plan.' });
    expect(linesOf(own ? [own] : []).join()).not.toContain('nodepool upgrade');
  });

  it('says of a part whose only look stands in an earlier one where that is', () => {
    const image = 'AKSWindows-2025-gen2-26100.33158.260715';
    const pools = ['wina', 'winb'].map((name) => buildPool({ name, nodeImageVersion: image }));
    const cluster = buildCluster({ networkPolicy: 'calico', nodePools: [buildSystemPool(), ...pools] });
    const input = { catalogue: buildNovemberCatalogue(), lifecycle: loadLifecycle(), now: NOVEMBER_2026 };
    const own = listStages(adviseOnCluster({ cluster, ...input }).parts).filter(({ stage }) => stage === 'network');
    expect(own.map(({ steps, note }) => [steps.length, note])).toEqual([
      [1, null],
      [0, 'Its steps are in an earlier part of this plan.'],
    ]);
  });

  it('repeats no look and no condition of an upgrade that an earlier part has', () => {
    const spot = buildPool({ name: 'wspot', spot: { evictionPolicy: 'Delete', maxPrice: null } });
    const cluster = buildCluster({ kubernetesVersion: '1.34.9', nodePools: [buildSystemPool(), spot] });
    const input = {
      catalogue: buildNovemberCatalogue(),
      lifecycle: loadLifecycle(),
      now: new Date('2027-05-01T09:00:00Z'),
    };
    const { parts } = adviseOnCluster({ cluster, ...input });
    const titles = listStages(parts).flatMap(({ steps }) => steps.map(({ title }) => title));
    expect(titles.filter((title) => /^(See which versions|Replace the Spot pools)/.test(title))).toHaveLength(2);
    expect(titles.filter((title) => title.includes("region's quota"))).toHaveLength(1);
  });

  it('has nothing of a pool that is not there but what concerns its cluster', () => {
    expect(planForPool(partsOf('surge-all'), 'nosuch').filter(({ nodePool }) => nodePool === 'win22')).toEqual([]);
  });
});
