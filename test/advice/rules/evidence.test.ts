import { describe, expect, it } from 'vitest';
import type { NodePool } from '../../../src/domain/cluster.ts';
import { adviseOnPool, linesOf, ofRule, onlyOf } from '../support/advise.ts';
import { buildPool } from '../support/builders.ts';

const APRIL = 'AKSWindows-2022-containerd-20348.5020.260415';
const JULY = 'AKSWindows-2022-containerd-20348.5386.260715';
const AT = '2026-08-19T09:00:00.000Z';

/** A pool as the nodes show it, beside what Azure reported. */
function seen(azure: Partial<NodePool>, nodes: Partial<NodePool>): Partial<NodePool> {
  const report = { asOf: AT, since: AT, pool: buildPool(azure) };
  return { ...azure, evidence: { azure: report, nodes: { asOf: AT, nodes: [] } }, ...nodes };
}

describe('rule azure-and-nodes-differ', () => {
  const upgraded = (changes: Partial<NodePool> = {}) =>
    seen(
      { nodeImageVersion: JULY, count: 2 },
      { nodeImageVersion: APRIL, nodeImages: { [APRIL]: 2 }, nodesSeen: 2, ...changes },
    );

  it('finds nodes that an upgrade did not reach, with the way to reconcile', () => {
    const finding = onlyOf(adviseOnPool(upgraded()), 'azure-and-nodes-differ');
    expect(finding).toMatchObject({ severity: 'high', nodePool: 'win22', subject: 'Evidence/image' });
    expect(finding.summary).toBe(
      'Azure reports 20348.5386.260715, and all 2 nodes run 20348.5020.260415 (nodes as of 19 Aug 2026): the upgrade did not reach the nodes.',
    );
    expect(linesOf(finding).join('\n')).toContain('az aks update');
  });

  it('comes before the upgrade, which would call the pool up to date', () => {
    const { commands, steps } = onlyOf(adviseOnPool(upgraded(), { nodeOsUpgradeChannel: 'None' }), 'node-image-behind');
    expect(commands.join()).not.toContain('--node-image-only');
    expect(steps[1]).toMatchObject({ kind: 'after-check' });
    expect(steps[1]?.title).toMatch(/^Reconcile first, .* if nodes still run the old image, upgrade: /);
  });

  it('is pointed to by no pool that it says nothing of', () => {
    const stopped = adviseOnPool(upgraded({ powerState: 'Stopped' }), { nodeOsUpgradeChannel: 'None' });
    expect(JSON.stringify(onlyOf(stopped, 'node-image-behind').steps)).not.toContain('as the finding on');
  });

  it.each<[string, Partial<NodePool>]>([
    ['nodes of both images, which have a rule of their own', upgraded({ nodeImages: { [APRIL]: 1, [JULY]: 1 } })],
    ['nodes that are newer than what Azure said', seen({ nodeImageVersion: APRIL }, { nodeImages: { [JULY]: 2 } })],
    ['an upgrade that is under way', upgraded({ provisioningState: 'UpgradingNodeImageVersion' })],
    ['a pool that is stopped', upgraded({ powerState: 'Stopped' })],
    ['nodes that agree', seen({ nodeImageVersion: JULY, count: 2 }, { nodeImages: { [JULY]: 2 }, nodesSeen: 2 })],
    ['a pool whose nodes were never seen', { nodeImageVersion: JULY }],
  ])('is silent for %s', (_what, pool) => {
    expect(ofRule(adviseOnPool(pool), 'azure-and-nodes-differ')).toEqual([]);
  });

  it('finds a pool whose nodes are gone, and nodes that are too many', () => {
    const gone = onlyOf(adviseOnPool(seen({ count: 3 }, { nodesSeen: 0 })), 'azure-and-nodes-differ');
    expect(gone).toMatchObject({ severity: 'medium', subject: 'Evidence/nodes' });
    expect(gone.summary).toContain('3 nodes by Azure');
    const more = onlyOf(adviseOnPool(seen({ count: 3 }, { nodesSeen: 4 })), 'azure-and-nodes-differ');
    expect(more).toMatchObject({ severity: 'low' });
  });
});

describe('rule node-pool-kubernetes, where only nodes were seen', () => {
  const nodesOnly = { kubernetesVersion: null, origin: 'kubectl' };

  it('finds nodes on a version out of support, and asks Azure about the control plane', () => {
    const finding = onlyOf(adviseOnPool({ kubernetesVersion: '1.31.9' }, nodesOnly), 'node-pool-kubernetes');
    expect(finding).toMatchObject({ severity: 'high', nodePool: 'win22' });
    expect(finding.summary).toContain('1.31, which left support on');
    expect(linesOf(finding).join('\n')).toContain('az aks show');
  });

  it('finds nodes on a version whose support ends, before it does', () => {
    const finding = onlyOf(adviseOnPool({ kubernetesVersion: '1.34.9' }, nodesOnly), 'node-pool-kubernetes');
    expect(finding).toMatchObject({ severity: 'low', due: '2026-11-30' });
    expect(finding.summary).toContain('1.34, which leaves support on 30 Nov 2026 (102 days left); ask Azure');
  });

  it('sends no pool to a version that takes it no more, and names the pool of each step', () => {
    const nodeImageVersion = 'AKSWindows-2019-containerd-17763.8389.260210';
    const old = onlyOf(
      adviseOnPool({ kubernetesVersion: '1.31.9', nodeImageVersion }, nodesOnly),
      'node-pool-kubernetes',
    );
    expect(old.summary).toMatch(
      /; ask Azure what the control plane runs, and move the pool: no version in community support takes Windows Server 2019\.$/,
    );
    expect(old.steps.map(({ kind }) => kind)).toEqual(['now']);
    const other = onlyOf(adviseOnPool({ kubernetesVersion: '1.31.9' }, nodesOnly), 'node-pool-kubernetes');
    expect(other.summary).toMatch(/, and upgrade to a supported version\.$/);
    expect(other.steps[1]?.title).toMatch(/^Upgrade the control plane first where it is as old, then win22: /);
  });

  it('is silent on a supported one', () => {
    expect(ofRule(adviseOnPool({ kubernetesVersion: '1.35.2' }, nodesOnly), 'node-pool-kubernetes')).toEqual([]);
  });
});

describe('rule node-pool-kubernetes', () => {
  it('is silent while the upgrade to its control plane runs', () => {
    const behind = { kubernetesVersion: '1.33.9', wantedKubernetesVersion: '1.35.6' };
    const stateOf = (provisioningState: string) =>
      ofRule(adviseOnPool({ ...behind, provisioningState }), 'node-pool-kubernetes');
    expect(stateOf('Upgrading')).toEqual([]);
    // Why stands in short lines, too.
    expect(stateOf('Succeeded').map(({ brief }) => brief.point)).toEqual([
      'pool runs Kubernetes 1.33, which left support on 31 Jul 2026',
    ]);
    const pool = { kubernetesVersion: '1.34.7' };
    expect(onlyOf(adviseOnPool(pool), 'node-pool-kubernetes').brief.point).toBe(
      'pool runs Kubernetes 1.34, 1 minor behind its control plane (1.35)',
    );
  });
});

describe('rule node-image-unknown', () => {
  it.each<[string, Partial<NodePool>, string, string]>([
    ['an image that nobody told', { nodeImageVersion: null }, 'low', 'was never reported'],
    [
      'a name without a version',
      { nodeImageVersion: 'AKSWindows-2022-containerd-gen2' },
      'low',
      '"AKSWindows-2022-containerd-gen2"',
    ],
    [
      'an update that no known image has',
      { nodeImageVersion: null, windowsUpdate: '20348.5001' },
      'medium',
      'runs Windows update 5001 (20348.5001); the newest image known',
    ],
    [
      'a Windows build of which no image is known',
      { nodeImageVersion: 'AKSWindows-2027-28000.1.260101' },
      'low',
      'no published image',
    ],
  ])('says of %s which pool and why', (_what, pool, severity, words) => {
    const finding = onlyOf(adviseOnPool(pool), 'node-image-unknown');
    expect(finding).toMatchObject({ severity, nodePool: 'win22' });
    expect(finding.summary).toContain(words);
  });

  it('leaves a pool whose nodes tell the update of a known image to those of its age and distance', () => {
    const findings = adviseOnPool({ nodeImageVersion: null, windowsUpdate: '20348.5020' });
    expect(ofRule(findings, 'node-image-unknown')).toEqual([]);
    expect(onlyOf(findings, 'node-image-age')).toMatchObject({ severity: 'high' });
    expect(onlyOf(findings, 'node-image-behind').summary).toContain('by Windows update 20348.5020 of nodes');
  });

  it('waits for the image of a pool that is being made, but not for ever', () => {
    const creating = { nodeImageVersion: null, provisioningState: 'Creating' };
    expect(ofRule(adviseOnPool(creating), 'node-image-unknown')).toEqual([]);
    const old = { asOf: '2026-07-01T06:00:00.000Z' };
    expect(ofRule(adviseOnPool(creating, old), 'node-image-unknown')).toHaveLength(1);
  });

  it('is silent where the image is known, and while none is', () => {
    expect(ofRule(adviseOnPool({}), 'node-image-unknown')).toEqual([]);
    const none = { catalogue: { images: [], retirements: [], kubernetesVersions: [] } };
    expect(ofRule(adviseOnPool({ nodeImageVersion: null }, {}, none), 'node-image-unknown')).toEqual([]);
  });
});
