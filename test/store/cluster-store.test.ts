import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Cluster, NodePool } from '../../src/domain/cluster.ts';
import { planClusterImport } from '../../src/inventory/plan-cluster-import.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { MIGRATIONS, openTestStore } from '../support/open-test-store.ts';
import { parseClusterFile } from '../support/parse-cluster-file.ts';
import { createAzCluster, createAzPool } from '../support/sample-fleet.ts';

const AT = '2026-08-20T09:00:00.000Z';

function readCluster(pools: object[], tags: Record<string, string> = {}, asOf = AT, known: readonly Cluster[] = []) {
  const text = JSON.stringify([createAzCluster('shop', 'rg-shop', tags, pools)]);
  const [cluster] = planClusterImport(known, parseClusterFile(text, { asOf, fileName: 'az.json' })).clusters;
  if (!cluster) throw new Error('no cluster was read');
  return cluster;
}

const WIN_A = createAzPool('wina', 'Windows2022', 'AKSWindows-2022-containerd-20348.5256.260610');
const WIN_B = createAzPool('winb', 'Windows2022', 'AKSWindows-2022-containerd-20348.5386.260715');

test('gives back what was saved', () => {
  const { clusters } = openTestStore();
  const cluster = readCluster([WIN_A]);
  clusters.save(cluster);
  expect(clusters.list()).toEqual([cluster]);
  expect(clusters.find(cluster.id)).toEqual(cluster);
});

test('a pool that vanished is marked and not forgotten, and comes back when it is reported again', () => {
  const { clusters } = openTestStore();
  clusters.save(readCluster([WIN_A, WIN_B]));
  clusters.save(readCluster([WIN_A]));
  expect(clusters.list()[0]?.nodePools.map(({ name }) => name)).toEqual(['system', 'wina']);
  const kept = clusters.list({ includeVanished: true })[0]?.nodePools.find(({ name }) => name === 'winb');
  expect(kept?.vanishedAt).toBe(AT);
  clusters.save(readCluster([WIN_A, WIN_B]));
  expect(clusters.list()[0]?.nodePools.map(({ name }) => name)).toEqual(['system', 'wina', 'winb']);
});

test('ownership typed by hand wins over tags, also after the next import', () => {
  const { clusters } = openTestStore();
  const cluster = readCluster([WIN_A], { 'vhdwatch-channel': 'C0TAGGED1', 'vhdwatch-owner': 'team-a' });
  clusters.save(cluster);
  const typedAt = { channel: AT, environment: AT };
  clusters.saveOwnership(cluster.id, { channel: 'C0BYHAND1', owners: [], environment: 'prod', typedAt });
  clusters.save(cluster);
  expect(clusters.find(cluster.id)?.ownership).toEqual({
    channel: 'C0BYHAND1',
    owners: ['team-a'],
    environment: 'prod',
    typedAt,
  });
});

test('the same facts a day later write no node pool, whoever told them', () => {
  const { clusters } = openTestStore();
  const read = (asOf: string) => {
    const text = JSON.stringify([createAzCluster('shop', 'rg-shop', {}, [WIN_A])]);
    const profile = {
      id: `${readCluster([]).id}/agentPools/wina/upgradeProfiles/default`,
      latestNodeImageVersion: 'AKSWindows-2022-containerd-20348.5386.260715',
      osType: 'Windows',
    };
    const known = [text, JSON.stringify(profile)].reduce<readonly Cluster[]>(
      (before, content) => planClusterImport(before, parseClusterFile(content, { asOf, fileName: 'f.json' })).clusters,
      clusters.list({ includeVanished: true }),
    );
    for (const cluster of known) clusters.save(cluster);
    const [cluster] = clusters.list();
    return { ...cluster, asOf: '', evidence: {}, nodePools: cluster?.nodePools.map(toStoredPool.bind(null, cluster)) };
  };
  const first = read('2026-08-20T09:00:00.000Z');
  expect(read('2026-08-21T09:00:00.000Z')).toEqual(first);
});

/** A pool without the instants that its cluster has as well. */
function toStoredPool(cluster: Cluster, { evidence, ...pool }: NodePool): object {
  const instants = new Set(Object.values(cluster.evidence ?? {}));
  const reports = Object.entries(evidence ?? {}).map(([kind, { asOf, ...report }]) => [
    kind,
    report,
    instants.has(asOf),
  ]);
  return { ...pool, reports };
}

test('clusters that are as they were get the new instant, and nothing else is written', () => {
  const store = openTestStore();
  const first = readCluster([WIN_A, WIN_B]);
  store.clusters.saveAll([first]);
  const later = '2026-08-21T09:00:00.000Z';
  const again = readCluster([WIN_A, WIN_B], {}, later, [first]);
  const { change, dating } = store.clusters.findNewest();
  store.clusters.saveAll([again]);
  expect(store.clusters.find(first.id)).toMatchObject({ asOf: later, evidence: { azure: later } });
  expect(store.clusters.listChangedSince(change)).toEqual([]);
  expect(store.clusters.listDatedSince(dating)).toMatchObject([{ id: first.id }]);
  expect(store.clusters.find(first.id)?.nodePools.map(({ vanishedAt }) => vanishedAt)).toEqual([null, null, null]);
  store.clusters.saveAll([{ ...again, tier: 'Premium' }]);
  expect(store.clusters.find(first.id)?.tier).toBe('Premium');
});

test('a pool that changed within one instant is a change of its cluster', () => {
  const { clusters } = openTestStore();
  clusters.save(readCluster([WIN_A, WIN_B]));
  const before = clusters.findNewest().change;
  clusters.save(readCluster([WIN_A]));
  expect(clusters.listChangedSince(before)).toHaveLength(1);
});

/** A cluster called so, in its resource group of subscription `at`. */
function named(name: string, group: string, at = 1): Cluster {
  const id = `/subscriptions/${at}1111111-2222-3333-4444-555555555555/resourcegroups/${group}/managedclusters/${name}`;
  return { ...readCluster([WIN_A]), id: id.toLowerCase(), name };
}

test.each([
  ['one that is there is a change of both', [named('shop', 'a')], [named('Shop', 'b')], ['a', 'b']],
  ['several at once, of each', [named('shop', 'a')], [named('shop', 'b'), named('shop', 'c')], ['a', 'b', 'c']],
  [
    'two, whose titles it leaves, only of itself',
    [named('shop', 'a'), named('shop', 'b')],
    [named('shop', 'c')],
    ['c'],
  ],
  [
    'one in a group of the same name, of that as well',
    [named('shop', 'a'), named('x', 'b'), named('shop', 'b')],
    [named('shop', 'b', 2)],
    ['b', 'b'],
  ],
])('a cluster that is registered with the name of %s', (_what, before, inserted, changed) => {
  const { clusters } = openTestStore();
  clusters.saveAll(before);
  const { change } = clusters.findNewest();
  clusters.saveAll(inserted);
  const ids = clusters.listChangedSince(change).map(({ id }) => /groups\/(\w+)/.exec(id)?.[1]);
  expect(ids.toSorted()).toEqual(changed);
});

test('a database in which each row told of itself goes on, and no change of it is told twice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-clusters-'));
  const before = join(folder, 'migrations');
  const filter = (name: string) => !name.endsWith('.sql') || basename(name) < '0027';
  cpSync(fileURLToPath(MIGRATIONS), before, { recursive: true, filter });
  const path = join(folder, 'vhdwatch.db');
  const db = openDatabase(path);
  migrate(db, pathToFileURL(`${before}/`), new Date(AT));
  db.exec(
    `insert into clusters (id, name, data, as_of, registered_at) values ('manual/mill', 'mill', '{}', '${AT}', '${AT}')`,
  );
  db.close();
  const store = openTestStore(path);
  const { change } = store.clusters.findNewest();
  expect(change).toBeGreaterThan(0);
  store.clusters.saveAll([named('mill', 'a'), named('shop', 'a')]);
  const changed = store.clusters.listChangedSince(change).map(({ id }) => id);
  expect(changed.toSorted()).toEqual([named('mill', 'a').id, named('shop', 'a').id, 'manual/mill']);
  store.clusters.remove('manual/mill');
  expect(store.clusters.listChangedSince(change)).toHaveLength(3);
  store.close();
  rmSync(folder, { recursive: true });
});
