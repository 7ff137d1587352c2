import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { importClusters, importFiles } from '../../../src/app/clusters/import-clusters.ts';
import { registerByHand, tagCluster } from '../../../src/app/clusters/register-cluster.ts';
import { getStatusReport } from '../../../src/app/fleet/asked-status.ts';
import { snoozeReminders } from '../../../src/app/suppressions/suppress.ts';
import { labelOfNodeGroup } from '../../../src/domain/cluster.ts';
import { azCluster, kubectlNode, type ModelCluster, SYSTEM, WIN22 } from '../../inventory/fleet-builders.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';

const JULY = 'AKSWindows-2022-containerd-20348.5386.260715';
const MILL: ModelCluster = { name: 'mill', group: 'rg-mill', pools: [SYSTEM, WIN22] };
const LONG = `rg-${'very-'.repeat(12)}(long)_nodes_`;

let app: TestApp;

beforeEach(() => {
  app = createTestApp({ githubUrl: 'http://127.0.0.1:9', now: '2026-08-25T09:00:00Z' });
});

function take(content: unknown, cluster?: string) {
  const file = { name: 'f.json', content: Buffer.from(JSON.stringify(content)) };
  return importClusters(app.context, [file], cluster === undefined ? {} : { cluster });
}

const az = (nodeResourceGroup: string) => [{ ...azCluster(MILL), nodeResourceGroup }];

/** Nodes whose label has a group as Kubernetes allows it, and whose provider ID has it whole. */
function nodesIn(group: string, label = group) {
  const items = [WIN22.image, JULY].map((image, index) => {
    const text = JSON.stringify(kubectlNode(MILL, { ...WIN22, image: image ?? null }, index, 'GROUP'));
    return JSON.parse(
      text.replaceAll('"GROUP"', JSON.stringify(label)).replaceAll('/group/', `/${group.toLowerCase()}/`),
    );
  });
  return { kind: 'List', items };
}

const names = () => app.store.clusters.list().map(({ name }) => name);
const pool = () => app.store.clusters.list()[0]?.nodePools.find(({ name }) => name === 'win22');

describe('a cluster with a node resource group of its own', () => {
  const inBothOrders = [
    ['a plain one', 'mill-nodes', 'mill-nodes'],
    ['one that the label cuts and alters', LONG, `rg-${'very-'.repeat(12)}`.replace(/-$/, 'z')],
  ] as const;

  it.each(inBothOrders)('is one cluster, with %s, whichever is imported first', (_what, group, label) => {
    for (const order of [
      [az(group), nodesIn(group, label)],
      [nodesIn(group, label), az(group)],
    ]) {
      app = createTestApp({ githubUrl: 'http://127.0.0.1:9', now: '2026-08-25T09:00:00Z' });
      for (const content of order) take(content);
      expect(names()).toEqual(['mill']);
      expect(pool()?.nodeImages).toEqual({ [String(WIN22.image)]: 1, [JULY]: 1 });
      expect(pool()?.maxSurge).toBe('10%');
    }
  });

  it('is not guessed where the label was cut so that two fit: the nodes are refused with both', () => {
    const [one, other] = ['one', 'two'].map((end) => `rg-${'very-'.repeat(12)}long_${end}`);
    const twin = { ...azCluster({ ...MILL, name: 'dune' }), nodeResourceGroup: other };
    const label = labelOfNodeGroup(String(one));
    const text = JSON.stringify(nodesIn('', label)).replaceAll('"providerID"', '"gone"');
    for (const order of [
      [[...az(String(one)), twin], JSON.parse(text)],
      [JSON.parse(text), [...az(String(one)), twin], JSON.parse(text)],
    ]) {
      app = createTestApp({ githubUrl: 'http://127.0.0.1:9', now: '2026-08-25T09:00:00Z' });
      const reports = order.map((content) => take(content));
      expect(reports.at(-1)?.rejected).toEqual([
        expect.objectContaining({ reason: expect.stringMatching(/(dune or mill|mill or dune).*--cluster/) }),
      ]);
      expect(
        app.store.clusters
          .list()
          .flatMap(({ nodePools }) => nodePools)
          .every(({ nodesSeen }) => nodesSeen === undefined || nodesSeen === 2),
      ).toBe(true);
    }
    expect(take(JSON.parse(text), 'mill').rejected).toEqual([]);
  });

  it('is not called like its node resource group before, in no command either', () => {
    const { notices } = take(nodesIn('mill-nodes'));
    expect(notices.join('\n')).toContain('--cluster NAME');
    expect(names()).not.toContain('mill-nodes');
    const commands = JSON.stringify(getStatusReport(app.context).findings);
    expect(commands).not.toMatch(/--(cluster-)?name '?mill-nodes/);
  });

  it('is the one that --cluster names', () => {
    registerByHand(app.context, 'mill', { location: 'westeurope' });
    take(nodesIn('mill-nodes'), 'mill');
    expect(names()).toEqual(['mill']);
    take(nodesIn('mill-nodes'));
    expect(names()).toEqual(['mill']);
    take(az('mill-nodes'));
    expect(names()).toEqual(['mill']);
    expect(app.store.clusters.list()[0]?.id).toContain('/managedclusters/mill');
  });
});

describe('nodes of a registered cluster', () => {
  it('are not taken for those of another one that --cluster names', () => {
    const dune = { ...azCluster({ ...MILL, name: 'dune' }), nodeResourceGroup: 'dune-nodes' };
    take([...az('mill-nodes'), dune]);
    const { rejected } = take(nodesIn('mill-nodes'), 'dune');
    expect(rejected).toMatchObject([{ reason: expect.stringMatching(/^is of mill .*, not of dune: leave out/) }]);
    expect(take(nodesIn('mill-nodes'), 'mill').rejected).toEqual([]);
  });
});

describe('what was typed of a cluster', () => {
  it('is kept when Azure says which it is: channel, owners, snoozes, findings', () => {
    const typed = registerByHand(app.context, 'mill', { pool: [`win22=${WIN22.image}`], channel: 'C0MILLERS1' });
    tagCluster(app.context, 'mill', { owner: ['ann'] });
    const actor = { id: 'U1', name: 'ann' };
    const target = { clusterId: typed.id, nodePool: null };
    snoozeReminders(app.context, actor, { channel: null, targets: [target], untilOn: '2026-10-01', reason: 'freeze' });
    take(az('MC_rg-mill_mill_westeurope'));
    const [cluster] = app.store.clusters.list();
    expect(names()).toEqual(['mill']);
    expect(cluster?.id).toContain('/subscriptions/');
    expect(cluster?.ownership).toMatchObject({ channel: 'C0MILLERS1', owners: ['ann'] });
    expect(app.store.suppressions.listOpen('2026-08-25')).toMatchObject([{ scope: { clusterId: cluster?.id } }]);
    expect(app.store.findings.listClusterIdsAfter('', 9)).toEqual([cluster?.id]);
  });

  it("is nobody's where two clusters have the name", () => {
    registerByHand(app.context, 'mill', { location: 'westeurope' });
    take([...az('a'), { ...azCluster({ ...MILL, group: 'rg-other' }), nodeResourceGroup: 'b' }]);
    expect(names()).toEqual(['mill', 'mill', 'mill']);
  });
});

describe('a list of a subscription', () => {
  const named = (...models: readonly string[]) =>
    models.map((name) => azCluster({ ...MILL, name, group: `rg-${name}`, tags: null }));

  it('says which registered clusters it lacks, and how to forget them', () => {
    expect(take(named('a', 'b', 'c')).notices).toEqual([]);
    const { notices } = take(named('a', 'b'));
    expect(notices).toEqual([
      expect.stringMatching(/: 1 registered cluster of .*managedclusters\/c\..*clusters remove/),
    ]);
  });

  it('of one resource group says nothing of others, nor does a single cluster', () => {
    take(named('a', 'b', 'c'));
    expect(take(named('a')).notices).toEqual([]);
    expect(take(named('a')[0]).notices).toEqual([]);
  });

  it('of one resource group says nothing of others beside another one, nor does the wider of two lists say it twice', () => {
    take(named('a', 'b', 'c'));
    const lists = (...told: readonly object[][]) =>
      importClusters(
        app.context,
        told.map((list, at) => ({ name: `${at}.json`, content: Buffer.from(JSON.stringify(list)) })),
      ).notices;
    expect(lists(named('a'), named('b'))).toEqual([]);
    expect(lists(named('a', 'b'), named('a'))).toEqual([expect.stringContaining('1 registered cluster of')]);
  });

  it('tells how the fleet stands after it', async () => {
    const importAs = (content: unknown) =>
      importFiles(app.context, [{ name: 'f.json', chunks: Readable.from([Buffer.from(JSON.stringify(content))]) }]);
    const { fleet } = await importAs(named('a', 'b'));
    expect(fleet).toEqual({ current: 0, behind: 0, unsupported: 0, unknown: 2, leftToAks: 0 });
    expect((await importAs([])).fleet).toBeUndefined();
  });
});
