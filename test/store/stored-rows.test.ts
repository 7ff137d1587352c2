import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { UpgradeReminder } from '../../src/domain/notification.ts';
import { planClusterImport } from '../../src/inventory/plan-cluster-import.ts';
import type { WritableStore } from '../../src/store/open-store.ts';
import { openTestStore } from '../support/open-test-store.ts';
import { parseClusterFile } from '../support/parse-cluster-file.ts';
import { createAzCluster, createAzPool } from '../support/sample-fleet.ts';

const REMINDER = { kind: 'upgrade-reminder', items: [] } as unknown as UpgradeReminder;
const AT = '2026-08-10T09:00:00.000Z';

let folder: string;
let store: WritableStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vhdwatch-rows-'));
  store = openTestStore(join(folder, 'rows.db'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

/** What another program, or a broken disk, did to the database. */
function damage(sql: string): void {
  const db = new Database(join(folder, 'rows.db'));
  db.exec(sql);
  db.close();
}

test.each(['{"kind":', '[]', '{}', '{"kind":7}'])('names a message that is not what was written: %s', (content) => {
  store.outbox.add([{ channel: 'C1', dedupeKey: 'k', content: { kind: 'test-message', requestedBy: 'Dana' } }], AT);
  expect(store.outbox.list(1)[0]?.content).toMatchObject({ requestedBy: 'Dana' });
  damage(`update outbox set content = '${content}'`);
  expect(store.outbox.list(1)).toMatchObject([{ isDamaged: true, content: { kind: 'test-message' } }]);
});

test('names a message with an instant that is none, which would throw wherever it is used', () => {
  const content = { kind: 'test-message', requestedBy: 'Dana' } as const;
  store.outbox.add([{ channel: 'C1', dedupeKey: 'k', content }], AT);
  expect(store.outbox.list(1)[0]?.isDamaged).toBeUndefined();
  for (const column of ['created_at', 'due_at', 'attempted_at', 'first_attempted_at', 'settles_at']) {
    damage(`update outbox set ${column} = 'soon'`);
    expect(store.outbox.list(1)[0]?.isDamaged).toBe(true);
    damage(`update outbox set ${column} = '${AT}'`);
  }
});

test('a row that breaks a rule of its table is named, and the file is intact', () => {
  store.outbox.add([{ channel: 'C1', dedupeKey: 'k', content: { kind: 'test-message' } as never }], AT);
  damage(`pragma ignore_check_constraints = on; update outbox set state = 'pendinf'`);
  expect(store.checkIntegrity()).toBe('ok');
  expect(store.listDamagedRows()).toEqual([{ table: 'outbox', row: 'unknown' }]);
});

test('leaves a damaged reminder out: no channel waits for another one’s', () => {
  store.reminders.open({ channel: 'C1', dedupeKey: 'k', month: '2026-08', content: REMINDER }, AT);
  expect(store.reminders.find('C1', 'k')).toMatchObject({ content: REMINDER, isOpen: true });
  damage(`update reminders set content = '{}'`);
  expect(store.reminders.find('C1', 'k')).toBeNull();
  expect(store.reminders.findLatest('C1')).toBeNull();
  expect(store.listDamagedRows()).toEqual([{ table: 'reminders', row: '1' }]);
});

test('leaves one damaged row out of many, and says which', () => {
  store.changes.add([{ kind: 'image-added', image: { version: '1' } }, { kind: 'image-added' }] as never, AT);
  expect(store.changes.listUnplanned()).toHaveLength(2);
  expect(store.listDamagedRows()).toEqual([]);
  damage(`update catalogue_changes set change = 'oops' where id = 1`);
  expect(store.changes.listUnplanned().map(({ id }) => id)).toEqual([2]);
  expect(store.changes.listUnplanned()).toHaveLength(1);
  expect(store.listDamagedRows()).toEqual([{ table: 'catalogue_changes', row: '1' }]);
});

test('leaves a damaged row of the catalogue, a report or a source out, each alone, and names it', () => {
  const images = ['20348.1.260101', '20348.2.260201'].map((version) => ({
    version,
    osSku: 'Windows2022',
    builtOn: AT,
    state: 'newest',
  }));
  const retirements = [{ subject: 'kubenet', phase: 'retired', quote: 'q', plan: '' }];
  store.catalogue.replace({ images, retirements, kubernetesVersions: [{ minor: '1.34' }] } as never);
  store.sources.markSucceeded('aks-releases', { etag: 'e' }, AT);
  expect(store.catalogue.get()).toMatchObject({ images, retirements, kubernetesVersions: [{ minor: '1.34' }] });
  damage(`update catalogue_entries set data = '{' where name like '%.1.%' or part = 'regions';
    update catalogue_entries set data = '[]' where part = 'retirements';
    update catalogue_entries set data = '' where part = 'kubernetesVersions'; update source_states set cursor = '7', listed = '7'`);
  expect(store.catalogue.get()).toEqual({
    images: [images[1]],
    retirements: [],
    kubernetesVersions: [],
  });
  expect(store.sources.findCursor('aks-releases')).toEqual({});
  expect(store.sources.findListed('aks-releases')).toEqual(new Map());
  expect(store.listDamagedRows()).toEqual([
    { table: 'catalogue_entries', row: 'images 20348.1.260101' },
    { table: 'catalogue_entries', row: 'retirements kubenet retired' },
    { table: 'catalogue_entries', row: 'kubernetesVersions 1.34' },
    { table: 'source_states', row: 'aks-releases' },
  ]);
});

test('leaves a damaged node pool out, and none of its cluster beside it', () => {
  const pools = ['win22', 'win25'].map((name) =>
    createAzPool(name, 'Windows2022', 'AKSWindows-2022-containerd-20348.5386.260715'),
  );
  const az = JSON.stringify([createAzCluster('shop', 'rg-shop', {}, pools)]);
  const [cluster] = planClusterImport([], parseClusterFile(az, { asOf: AT, fileName: 'az.json' })).clusters;
  if (!cluster) throw new Error('no cluster');
  store.clusters.save(cluster);
  const names = () => store.clusters.list().flatMap(({ nodePools }) => nodePools.map(({ name }) => name).slice(1));
  const row = `node pools of ${cluster.id}`;
  for (const torn of ['null', '[]', '5', '{"name":"win22"}']) {
    damage(`update clusters set pools = json_set(pools, '$[1]', json('${torn}'))`);
    expect(names()).toEqual(['win25']);
    expect(store.clusters.find(cluster.id)?.nodePools).toHaveLength(2);
    expect(store.listDamagedRows()).toEqual([{ table: 'clusters', row }]);
  }
  store.clusters.save({ ...cluster, nodePools: [] });
  expect(store.clusters.find(cluster.id)?.nodePools.slice(1)).toMatchObject([{ name: 'win25', vanishedAt: AT }]);
  damage("update clusters set pools = '{'");
  expect(names()).toEqual([]);
  store.clusters.save(cluster);
  expect(names()).toEqual(['win22', 'win25']);
});

test('takes a state that is not what was written for none', () => {
  store.settings.saveState('pause', { until: AT, by: 'me' });
  const find = () => store.settings.findState<{ until: string; by: string }>('pause', { until: 'text', by: 'text' });
  expect(find()).toEqual({ until: AT, by: 'me' });
  store.settings.save('pause', '');
  expect(find()).toBeNull();
  store.settings.save('pause', '{"until":1,"by":"me"}');
  expect(find()).toBeNull();
});

test('a damaged row that SQL looks into stops no question about the others', () => {
  const az = JSON.stringify(['shop', 'mill'].map((name) => createAzCluster(name, `rg-${name}`, {}, [])));
  const { clusters } = planClusterImport([], parseClusterFile(az, { asOf: AT, fileName: 'az.json' }));
  for (const cluster of clusters) store.clusters.save({ ...cluster, origin: 'resource-graph' });
  for (const ts of ['1', '2'])
    store.interactions.saveProgress('C1', ts, { acknowledged: { by: 'U1', at: AT } } as never);
  expect(store.clusters.listNamesFrom('', 9)).toHaveLength(2);
  expect(store.clusters.listDiscovered()).toHaveLength(2);
  expect(store.interactions.listAcknowledged()).toHaveLength(2);
  damage(
    `update clusters set data = '{"id' where name = 'shop'; update message_progress set data = '{' where ts = '1'`,
  );
  expect(store.clusters.listNamesFrom('', 9)).toMatchObject([{ name: 'mill' }]);
  expect(store.clusters.listDiscovered()).toMatchObject([{ name: 'mill' }]);
  expect(store.interactions.listAcknowledged()).toMatchObject([{ ts: '2' }]);
});

test('an instant of a source that is none says no more than nothing does', () => {
  store.sources.markSucceeded('aks-releases', {}, AT);
  damage(
    "update source_states set last_attempt_at = 'soon', last_success_at = '', retry_at = 'x', failing_since = 'y'",
  );
  expect(store.sources.find('aks-releases')).toMatchObject({
    lastAttemptAt: null,
    lastSuccessAt: null,
    retryAt: null,
    failingSince: null,
  });
  store.sources.markSucceeded('aks-releases', {}, AT);
  expect(store.sources.find('aks-releases')).toMatchObject({ lastAttemptAt: AT, lastSuccessAt: AT });
});
