import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RULES } from '../../src/advice/find-advice.ts';
import { listClusters } from '../../src/app/fleet/list-clusters.ts';
import type { PoolEvidence } from '../../src/domain/cluster.ts';
import type { UpgradeReminder } from '../../src/domain/notification.ts';
import { drawMessage } from '../../src/html/draw-message.ts';
import { poolOfNodes } from '../../src/inventory/read-node-pool.ts';
import { createCardPlace } from '../../src/messages/card.ts';
import { writeText } from '../../src/messages/card-text.ts';
import { createUpgradeReminderCard } from '../../src/messages/upgrade-reminder-card.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createTestApp } from '../support/create-test-app.ts';
import { MIGRATIONS, openTestStore } from '../support/open-test-store.ts';
import { briefOf, traitsOfRule } from '../support/sample-finding.ts';

/** A database of the version before, with rows as versions before that saved them. */
const NOW = '2026-08-21T09:00:00Z';
const AT = '2026-08-20T09:00:00.000Z';
const LAST_BEFORE = '0027_inserted_together.sql';
const FACTS = { supportPlan: null, tags: {}, ownership: { channel: null, owners: [], environment: null } };

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vhdwatch-shapes-'));
  path = join(folder, 'old.db');
  const before = join(folder, 'migrations');
  mkdirSync(before);
  for (const name of readdirSync(MIGRATIONS).filter((one) => one <= LAST_BEFORE))
    copyFileSync(new URL(name, MIGRATIONS), join(before, name));
  const db = openDatabase(path);
  migrate(db, pathToFileURL(`${before}/`), new Date(AT));
  db.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

function insert(table: string, row: Readonly<Record<string, string | number | null | object>>): void {
  const db = new Database(path);
  const values = Object.values(row).map((value) =>
    typeof value === 'object' && value ? JSON.stringify(value) : value,
  );
  db.prepare(`insert into ${table} (${Object.keys(row)}) values (${values.map(() => '?')})`).run(values);
  db.close();
}

function insertCluster(id: string, origin: string, more: object = {}): void {
  insert('clusters', {
    id,
    name: id.slice(-4),
    data: { id, name: id.slice(-4), origin, ...FACTS },
    as_of: AT,
    registered_at: AT,
    ...more,
  });
  const pool = {
    name: 'win',
    osType: 'Windows',
    nodeImageVersion: null,
    kubernetesVersion: '1.34.7',
    count: 2,
    tags: {},
  };
  insert('node_pools', { cluster_id: id, name: 'win', os_type: 'Windows', data: pool });
}

test('who told of a cluster and its pools is the source whose name stands with it', () => {
  insertCluster('/s/aaaa', 'az');
  insertCluster('/s/bbbb', 'kubectl');
  insertCluster('/s/cccc', 'manual', { manual_ownership: { channel: 'C0TEAM', owners: [], environment: 'prod' } });
  const app = createTestApp({ githubUrl: 'http://127.0.0.1:9', now: NOW, store: openTestStore(path, new Date(NOW)) });
  const listed = listClusters(app.context).toJSON();
  expect(listed.map(({ sources }) => sources)).toEqual([{ azure: AT }, { nodes: AT }, { typed: AT }]);
  expect(listed.map(({ nodePools: [pool] }) => pool?.facts.count)).toEqual([
    { source: 'azure', asOf: AT },
    { source: 'nodes', asOf: AT },
    { source: 'typed', asOf: AT },
  ]);
  expect(listed[2]?.ownershipFacts).toEqual({
    channel: { source: 'typed', asOf: null },
    environment: { source: 'typed', asOf: null },
  });
  app.store.close();
});

test('the pools of a cluster stand in its row, those that are gone as well, and nothing of it is news', () => {
  insertCluster('/s/aaaa', 'az');
  insertCluster('/s/bbbb', 'az');
  const pool = { osType: 'Linux', tags: {} };
  const gone = { cluster_id: '/s/aaaa', name: 'gone', os_type: 'Windows', vanished_at: AT };
  insert('node_pools', { ...gone, data: { ...pool, name: 'gone', osType: 'Windows' } });
  insert('node_pools', { cluster_id: '/s/aaaa', name: 'sys', os_type: 'Linux', data: { ...pool, name: 'sys' } });
  insert('node_pools', { cluster_id: '/s/aaaa', name: 'torn', os_type: 'Linux', data: '{' });
  const db = new Database(path);
  db.exec("update node_pools set vanished_at = '2026-08-19T09:00:00.000Z' where cluster_id = '/s/bbbb'");
  const changes = () => db.prepare('select * from cluster_changes').all();
  const before = changes();
  const { clusters, close } = openTestStore(path, new Date(NOW));
  const names = (pools: readonly { readonly name: string }[] = []) => pools.map(({ name }) => name);
  expect(names(clusters.find('/s/aaaa')?.nodePools)).toEqual(['gone', 'sys', 'win']);
  expect(clusters.find('/s/aaaa')?.nodePools.map(({ vanishedAt }) => vanishedAt)).toEqual([AT, null, null]);
  expect(clusters.list().map(({ nodePools }) => names(nodePools))).toEqual([['sys', 'win'], []]);
  expect(clusters.listWindowsIdsAfter('', 9)).toEqual(['/s/aaaa']);
  expect(clusters.listOwnersOfPool('win', 9).map(({ id }) => id)).toEqual(['/s/aaaa']);
  expect(changes()).toEqual(before);
  db.close();
  close();
});

test('the catalogue, and what a source lists, are as they were', () => {
  const image = { osSku: 'Windows2022', version: '20348.5499.260812', builtOn: '2026-08-12', state: 'newest' };
  insert('node_images', { version: image.version, os_sku: 'x', built_on: 'x', state: 'x', data: image });
  insert('source_states', { source: 'aks-releases', listed: ['2026-07-17', '2026-08-14'] });
  const end = { subject: 'Windows2019', phase: 'retirement', quote: 'It retires.', date: '2027-03-01' };
  insert('retirements', { subject: end.subject, phase: end.phase, plan: '', data: end });
  insert('kubernetes_versions', { minor: '1.34', data: { minor: '1.34' } });
  const arrival = { osSku: 'Windows2022', generation: 2, region: 'westeurope', version: image.version };
  insert('image_arrivals', {
    os_sku: 'Windows2022',
    generation: 2,
    region: 'westeurope',
    version: image.version,
    is_arriving: 1,
  });
  const db = new Database(path);
  db.exec("update catalogue_versions set regions_read_on = '2026-08-20'");
  db.close();
  const store = openTestStore(path, new Date(NOW));
  expect(store.catalogue.get()).toEqual({
    images: [{ ...image, security: null, life: [] }],
    retirements: [end],
    kubernetesVersions: [{ minor: '1.34' }],
    regions: { readOn: '2026-08-20', arrivals: [{ ...arrival, arrivedOn: null, isArriving: true }] },
  });
  expect([...store.sources.findListed('aks-releases')]).toEqual([
    ['2026-07-17', null],
    ['2026-08-14', null],
  ]);
  store.close();
});

test('a message of the inbox shows every command that it showed', () => {
  const groups = [{ name: 'a', commands: ['az one', 'az two'] }, { commands: ['az three'] }];
  const headline = [{ kind: 'text', text: 'Do it' }];
  const line = { kind: 'line', spans: [{ kind: 'text', text: 'Now.' }] };
  const card = { card: { headline, parts: [line, { kind: 'commands', groups }, line] }, picture: null };
  insert('inbox_messages', {
    ts: '1',
    channel: 'C1',
    dedupe_key: 'k',
    text: 'Do it',
    blocks: '[]',
    card,
    posted_at: AT,
  });
  const store = openTestStore(path, new Date(NOW));
  const html = store.inbox.list(9).map((message) => drawMessage(message, false).text);
  expect(html[0]).toContain('<p>Now.</p><pre>az one\naz two</pre><pre>az three</pre><p>Now.</p>');
  store.close();
});

test('a message of the inbox from before there were cards says the words of its links and days', () => {
  const text =
    'See <https://e.example/?a=1&amp;b=2|the note> at <!date^1784318700^{date}|17 Jul 2026, 20:05 UTC>\n*a &lt;b&gt;* 1 < 2 <!here> <b|c';
  const row = { channel: 'C1', text, blocks: '[]', posted_at: AT };
  insert('inbox_messages', { ...row, ts: '1', dedupe_key: 'a' });
  insert('inbox_messages', { ...row, ts: '2', dedupe_key: 'b', text: 'plain' });
  insert('inbox_messages', { ...row, ts: '3', dedupe_key: 'c', card: { card: {}, picture: null } });
  const store = openTestStore(path, new Date(NOW));
  expect(store.inbox.list(9).map((message) => message.text)).toEqual([
    text,
    'plain',
    'See the note at 17 Jul 2026, 20:05 UTC\n*a <b>* 1 < 2 <!here> <b|c',
  ]);
  store.close();
});

test('of nodes that were kept as a pool there are as many, and they show it, also where a change is taken back', () => {
  const [old, young] = ['AKSWindows-2022-20348.5020.260415', 'AKSWindows-2022-20348.5386.260715'];
  const look = { name: 'win', osType: 'Windows', osSku: 'Windows2022', mode: 'User', kubernetesVersion: '1.34.7' };
  const pools = [
    { ...look, nodeImages: { [old]: 2, [young]: 1 }, count: 3, fipsEnabled: true, evidence: { nodes: {} } },
    { name: 'few', evidence: { nodes: { asOf: AT, pool: { ...look, name: 'few', nodeImages: {}, count: 2 } } } },
    { name: 'one', evidence: { nodes: { nodes: [{ name: 'aks1' }, 'torn'] } } },
    { name: 'other', osType: 'Linux', evidence: { azure: { since: AT } } },
  ].map((pool) => ({ osType: 'Windows', tags: {}, ...pool }));
  insertCluster('/s/aaaa', 'kubectl');
  const db = new Database(path);
  db.exec('delete from node_pools');
  db.close();
  for (const pool of pools)
    insert('node_pools', { cluster_id: '/s/aaaa', name: pool.name, os_type: pool.osType, data: pool });
  insert('node_pools', { cluster_id: '/s/aaaa', name: 'torn', os_type: 'Linux', data: '"torn"' });
  const step = { kind: 'restore-cluster', cluster: { id: '/s/aaaa', nodePools: pools }, ownership: null };
  const undo = [{ kind: 'remove-cluster', clusterId: '/s/bbbb' }, step, 'torn'];
  const row = { at: AT, actor_id: 'U0ANN', actor_name: 'Ann', action: 'undo', subject: 'x', detail: 'x' };
  insert('audit_log', { ...row, undo });
  insert('audit_log', { ...row, undo: [undo[0] ?? ''] });
  const store = openTestStore(path, new Date(NOW));
  const nodesOf = (some: readonly { readonly name: string; readonly evidence?: PoolEvidence }[]) =>
    Object.fromEntries(some.map(({ name, evidence }) => [name, evidence?.nodes]));
  const found = nodesOf(store.clusters.find('/s/aaaa')?.nodePools ?? []);
  const shown = { mode: 'User', osType: 'Windows', osSku: 'Windows2022', vmSize: null, type: null, priority: null };
  const node = { ...shown, kubernetesVersion: '1.34.7', windowsUpdate: null, isProvisioned: false };
  expect(found['win']).toEqual({
    asOf: AT,
    nodes: [
      { ...node, name: `win ${old} 00001`, imageName: old, fips: 'true' },
      { ...node, name: `win ${old} 00002`, imageName: old, fips: 'true' },
      { ...node, name: `win ${young} 00001`, imageName: young, fips: 'true' },
    ],
  });
  expect(found['few']?.nodes).toEqual(
    [1, 2].map((n) => ({ ...node, name: `few  0000${n}`, imageName: null, fips: null })),
  );
  expect(found['one']?.nodes).toEqual([{ name: 'aks1', priority: null }, 'torn']);
  expect(found['other']).toBeUndefined();
  const read = poolOfNodes('win', found['win']?.nodes ?? []);
  expect('pool' in read && read.pool).toMatchObject({ ...look, count: 3, nodeImages: { [old]: 2, [young]: 1 } });
  const steps = store.audit.list(9).map((entry) => store.audit.find(entry.id));
  const raw = new Database(path).prepare('select undo from audit_log order by id').pluck().all().map(String);
  expect(steps).toHaveLength(2);
  const [first = [], second] = raw.map((text) => JSON.parse(text));
  expect(second).toEqual([undo[0]]);
  expect([first[0], first[2]]).toEqual([undo[0], 'torn']);
  expect(nodesOf(first[1].cluster.nodePools)['win']?.nodes).toEqual(found['win']?.nodes);
  expect({ ...first[1].cluster.nodePools[3] }).toEqual(pools[3]);
  store.close();
});

test('the nodes of a large fleet are brought up to date cluster by cluster', () => {
  const image = 'AKSWindows-2022-20348.5020.260415';
  const look = { name: 'win', osType: 'Windows', tags: {}, nodeImages: { [image]: 9 }, count: 9 };
  const pools = [
    { ...look, evidence: { nodes: { asOf: AT } } },
    { ...look, nodeImages: null, count: 2, evidence: { nodes: { asOf: AT } } },
    { ...look, evidence: { nodes: { asOf: AT, nodes: [{ name: 'aks1', imageName: image }] } } },
  ].map((pool, index) => ({ ...pool, name: `win${index}` }));
  const db = new Database(path);
  db.transaction(() => {
    const cluster = db.prepare('insert into clusters (id, name, data, as_of, registered_at) values (?, ?, ?, ?, ?)');
    const pool = db.prepare("insert into node_pools (cluster_id, name, os_type, data) values (?, ?, 'Windows', ?)");
    for (let n = 0; n < 3_000; n += 1) {
      cluster.run(`/s/${n}`, `${n}`, JSON.stringify({ id: `/s/${n}`, name: `${n}`, origin: 'az', ...FACTS }), AT, AT);
      for (const one of pools) pool.run(`/s/${n}`, one.name, JSON.stringify(one));
    }
  })();
  db.close();
  const startedAt = performance.now();
  const store = openTestStore(path, new Date(NOW));
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  const counts = store.clusters.find('/s/2999')?.nodePools.map(({ evidence }) => evidence?.nodes?.nodes.length);
  expect(counts).toEqual([9, 2, 1]);
  store.close();
});

test('a monthly card says what it said, and as of its own day', () => {
  const summary = 'The node image is 99 days old, past the 90 days that AKS supports; upgrade to 20348.5499.260812.';
  const found = { severity: 'medium', due: '2026-09-08', summary, evidence: [] };
  const item = (nodePool: string | null, targetVersion: string | null, rule = 'node-image-age') => ({
    cluster: 'shop',
    clusterId: 'manual/shop',
    nodePool,
    currentVersion: '20348.5386.260715',
    targetVersion,
    imagesBehind: 1,
    daysBehind: 28,
    findings: [{ ...found, rule }],
  });
  const items = [
    item('web', '20348.5499.260812'),
    item('api', '20348.5386.260715'),
    item(null, null, 'kubernetes-support'),
    ...RULES.map(({ name }) => item(name, '20348.5499.260812', name)),
  ];
  const content = { kind: 'upgrade-reminder', month: '2026-08', late: false, items, poolsOk: 3, retirementsAhead: [] };
  insert('reminders', { channel: 'C1', dedupe_key: 'k', month: '2026-08', content, opened_at: AT });
  const row = { channel: 'C1', due_at: AT, created_at: AT };
  insert('outbox', { ...row, dedupe_key: 'k', kind: 'upgrade-reminder', content });
  const done = { kind: 'reminder-done', month: '2026-08', done: 2, gone: 0, on: '2026-08-20' };
  insert('outbox', { ...row, dedupe_key: 'd', kind: 'reminder-done', content: done });
  insert('outbox', { ...row, dedupe_key: 'w', kind: 'watching-summary', content: { kind: 'watching-summary' } });
  insert('outbox', { ...row, dedupe_key: 'x', kind: 'upgrade-reminder', content: '{ damaged' });
  const ended =
    'Windows Server 2019 is retired; move to a new pool of Windows Server 2025 with rebuilt container images.';
  const stuck =
    'The nodes run 2 different node images (20348.5020.260415, 20348.5386.260715): the last upgrade is stuck; look for cordoned nodes.';
  const due = [
    summary,
    ended,
    'AKS takes no Windows node pools on kubenet: move the cluster to Azure CNI Overlay.',
    stuck,
    7,
  ];
  const told = due.map((one) => ({ ...items[0], summary: one }));
  const escalation = { kind: 'escalation', level: 'channel', mentions: [], items: told };
  insert('outbox', { ...row, dedupe_key: 'e', kind: 'escalation', content: escalation });
  const store = openTestStore(path, new Date(NOW));
  const card = store.reminders.find('C1', 'k')?.content as UpgradeReminder;
  expect(store.outbox.findByKey('C1', 'k')?.content).toEqual(card);
  expect(card).toMatchObject({ ...content, items, plannedOn: '2026-08-20', waiting: [], improved: [], silences: [] });
  expect(card.items.slice(0, 3).map(({ status }) => status)).toEqual(['behind', 'current', null]);
  for (const { findings } of card.items)
    expect(findings.map(({ traits, brief }) => [traits, brief])).toEqual(
      findings.map(({ rule }) => [traitsOfRule(rule), { ...briefOf(summary), isOnceStarted: false }]),
    );
  const text = writeText(createUpgradeReminderCard(card, createCardPlace(null)));
  expect(text).toContain('28 behind, 1 with support ending and 1 with something else (shop/api)');
  expect(text).toContain('3 other Windows node pools are up to date');
  expect(store.outbox.findByKey('C1', 'd')?.content).toEqual({ ...done, named: [] });
  expect(store.outbox.findByKey('C1', 'w')?.content).toMatchObject({ leftToAks: 0 });
  expect(store.outbox.findByKey('C1', 'x')?.isDamaged).toBe(true);
  expect(store.outbox.findByKey('C1', 'e')?.content).toMatchObject({
    items: [
      { brief: briefOf(summary) },
      { brief: { action: 'move to a new pool of Windows Server 2025', detail: ' with rebuilt container images' } },
      { brief: { action: 'move the cluster to Azure CNI Overlay' } },
      { brief: { point: 'nodes run 2 different node images', action: 'look for cordoned nodes' } },
      { brief: { point: '-', action: null } },
    ],
  });
  store.close();
});

test('messages that wait to be sent have what those of today have', () => {
  const pool = (nodePool: string, more: object = {}) => ({ clusterId: '/s/shop', cluster: 'shop', nodePool, ...more });
  const runs = { version: '20348.5386.260715' };
  const image = {
    version: '20348.5499.260812',
    pools: [
      pool('a', runs),
      pool('b', { version: null, target: null }),
      pool('c', { ...runs, isLeftToAks: true }),
      'x',
    ],
  };
  const limit = (key: string) => insert('reached_limits', { channel: 'C1', limit_key: key, reached_at: AT });
  for (const key of ['age//s/shop/a/node-image-age/1/90', 'age//s/shop/ab/node-image-age/1/90', 'end//s/shop//r/s/d/7'])
    limit(key);
  const add = (kind: string, channel: string, content: object) =>
    insert('outbox', {
      ...{ dedupe_key: kind, kind, channel, due_at: AT, created_at: AT, state: 'retrying' },
      content: { kind, ...content },
    });
  const own = pool('a', { limits: ['own'] });
  const about = { about: 'C1', items: [pool('a'), { ...pool('a'), nodePool: null }, null, own, pool('a')] };
  add('escalation', 'C9', { level: 'operators', mentions: [], ...about });
  add('release-news', 'C1', { images: [image, 'x', { version: 'y' }] });
  add('watching-summary', 'C1', { newestImages: [image, image] });
  add('commands', 'C1', { pools: [{ ...pool('a'), stages: [{ stage: 'pool-kubernetes' }, 7, { stage: '"' }] }] });
  const { outbox, close } = openTestStore(path, new Date(NOW));
  const read = (key: string, channel = 'C1') => outbox.findByKey(channel, key)?.content;
  expect(read('escalation', 'C9')).toMatchObject({
    items: [
      { limits: ['age//s/shop/a/node-image-age/1/90'] },
      { limits: ['end//s/shop//r/s/d/7'] },
      null,
      own,
      { limits: [] },
    ],
  });
  const [a, b, c] = image.pools.slice(0, 3).map((one) => ({ target: image.version, ...(one as object) }));
  expect(read('release-news')).toMatchObject({ images: [{ pools: [a, b, c, 'x'] }, 'x', { version: 'y' }] });
  expect(read('watching-summary')).toMatchObject({
    ...{ poolsBehind: 2, unknown: 0, newestImages: Array(2).fill({ pools: [a, b, c, 'x'] }) },
  });
  expect(read('commands')).toMatchObject({
    pools: [{ stages: [{ topics: ['Kubernetes of the pool'] }, 7, { stage: '"' }] }],
  });
  close();
});

test('what no version saved stays as it is, and stops nothing', () => {
  const commands = [{ commands: ['az one'] }, 'x'];
  const parts = ['x', 'groups', true, { kind: 'commands', groups: 'x' }, { kind: 'commands', groups: ['x'] }];
  const cards = ['groups', [...parts, { kind: 'commands', groups: commands }]];
  const items = ['x', [true, null, 'x', { nodePool: 'web', status: 'behind' }]];
  for (const [index, odd] of cards.entries()) {
    const message = {
      ts: `${index}`,
      channel: 'C1',
      dedupe_key: `${index}`,
      text: 'Do it',
      blocks: '[]',
      posted_at: AT,
    };
    insert('inbox_messages', { ...message, card: { card: { headline: [{ groups: 1 }], parts: odd }, picture: null } });
  }
  for (const [index, odd] of items.entries()) {
    const row = { channel: 'C1', dedupe_key: `${index}`, due_at: AT, created_at: AT, kind: 'upgrade-reminder' };
    insert('outbox', { ...row, content: { kind: 'upgrade-reminder', items: odd, others: 'x' } });
  }
  insert('source_states', { source: 'aks-releases', listed: ['2026-07-17', 1, null] });
  const store = openTestStore(path, new Date(NOW));
  expect([...store.sources.findListed('aks-releases').keys()]).toEqual(['2026-07-17']);
  store.close();
  const db = new Database(path);
  const listOf = (sql: string) =>
    db
      .prepare(sql)
      .pluck()
      .all()
      .map((text) => JSON.parse(String(text)));
  expect(listOf("select card -> '$.card.parts' from inbox_messages order by ts")).toEqual([
    'groups',
    [...parts, { kind: 'commands', commands: ['az one'] }],
  ]);
  expect(listOf("select content -> '$.items' from outbox order by dedupe_key")).toEqual(items);
  db.close();
});
