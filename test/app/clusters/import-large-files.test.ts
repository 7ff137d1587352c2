import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { importClusters, importFiles } from '../../../src/app/clusters/import-clusters.ts';
import { registerByHand } from '../../../src/app/clusters/register-cluster.ts';
import { JsonItem } from '../../../src/inventory/json-items.ts';
import { azCluster, azPool, idOf, kubectlNode, type ModelPool, SYSTEM, WIN22 } from '../../inventory/fleet-builders.ts';
import { createTestApp } from '../../support/create-test-app.ts';
import { createAzCluster, createAzPool } from '../../support/sample-fleet.ts';

/** 3 MB of clusters, in two transactions: a list is saved while it is read from 2 MB on. */
const COUNT = 150;
/** Of pods and nodes it is from 16 MB on. */
const ITEMS = 280;
const ITEM_PADDING = 'x'.repeat(60_000);
const POOL = createAzPool('wina', 'Windows2022', 'AKSWindows-2022-containerd-20348.5256.260610');
/** What nobody reads of a cluster makes the file a large one. */
const PADDING = 'x'.repeat(20_000);

function clusterText(index: number): string {
  const cluster = createAzCluster(`shop-${index}`, `rg-${index}`, {}, index % 25 === 0 ? [POOL] : []);
  return JSON.stringify({ ...cluster, padding: PADDING });
}

async function* fileOf(texts: Iterable<string>): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

function* listOf(count: number): Generator<string> {
  yield '[';
  for (let index = 0; index < count; index += 1) yield `${index === 0 ? '' : ','}${clusterText(index)}`;
}

/** 130 clusters, so that it is a large file. */
function listFrom(from: number): string {
  return `[${Array.from({ length: 130 }, (_, index) => clusterText(from + index)).join(',')}]`;
}

const open = () => createTestApp({ githubUrl: 'http://127.0.0.1:9', now: '2026-08-25T09:00:00Z' });
const sourceOf = (texts: Iterable<string>) => [{ name: 'fleet.json', chunks: fileOf(texts) }];

test('a large file is imported as a small one is, with what follows from it', async () => {
  const { context, store } = open();
  const texts = [...listOf(COUNT), ']'];
  const report = await importFiles(context, sourceOf(texts));
  expect(report).toMatchObject({ clusters: COUNT, windowsNodePools: 6, rejected: [], notices: [] });
  expect(report.fleet).toBeDefined();
  expect(store.clusters.list()).toHaveLength(COUNT);
  expect(store.findings.listClusterIdsAfter('', COUNT)).toHaveLength(6);
  // One that is not in the list any more is named.
  const again = await importFiles(context, sourceOf([...listOf(COUNT - 1), ']']));
  expect(again.notices[0]).toContain('1 registered cluster of');
});

test('what one file of several lacks is not missing where another has it, or may have it', async () => {
  const { context } = open();
  const halves = [listFrom(0), listFrom(130)];
  const sources = (texts: readonly string[]) =>
    texts.map((text, at) => ({ name: `fleet-${at}.json`, chunks: fileOf([text]) }));
  await importFiles(context, sources(halves));
  expect(await importFiles(context, sources(halves))).toMatchObject({ clusters: 260, notices: [] });
  const [first = '', second = ''] = halves;
  expect(await importFiles(context, sources([first, second.slice(0, 100)]))).toMatchObject({ notices: [] });
  expect((await importFiles(context, sources([first]))).notices[0]).toContain('130 registered clusters of');
});

test('a large file with an answer that failed is no whole list, as a small one is not', async () => {
  const { context } = open();
  await importFiles(context, sourceOf([...listOf(COUNT), ']']));
  const failed = '\nERROR: (AuthorizationFailed) The client may not read that.\nCode: AuthorizationFailed\n';
  const report = await importFiles(context, sourceOf([...listOf(COUNT - 40), ']', failed]));
  expect(report).toMatchObject({
    clusters: COUNT - 40,
    complete: false,
    rejected: [{ item: 'fleet.json', reason: expect.stringMatching(/error in place of an answer .*Authorization/) }],
    notices: ['fleet.json: left out 2 lines beside the JSON.'],
  });
});

test('a name that somebody typed is that of no cluster where the file has two of it', async () => {
  const { context, store } = open();
  registerByHand(context, 'shop', { channel: 'C0BYHAND01' });
  const one = JSON.stringify({ ...createAzCluster('shop', 'rg-one', {}, []), padding: PADDING });
  const other = JSON.stringify({ ...createAzCluster('shop', 'rg-other', {}, []), padding: PADDING });
  // They stand in different transactions.
  const between = Array.from({ length: COUNT }, (_, index) => `,${clusterText(index)}`);
  await importFiles(context, sourceOf(['[', one, ...between, `,${other}`, ']']));
  expect(store.clusters.find('manual/shop')).not.toBeNull();
});

test('a file that ends too early says how much of it was imported', async () => {
  const { context, store } = open();
  await expect(importFiles(context, sourceOf(listOf(COUNT - 10)))).rejects.toThrow(
    /^fleet\.json is cut off behind item 140: write the file again\. Imported before it: 140 clusters/,
  );
  expect(store.clusters.list()).toHaveLength(140);
});

test('what stands before the damage is imported, to the last cluster', async () => {
  const { context, store } = open();
  const texts = [
    '[',
    [0, 1, 2].map(clusterText).join(','),
    ...Array.from({ length: 120 }, (_, at) => `,${clusterText(at + 3)}`),
  ];
  await expect(
    importFiles(context, sourceOf([...texts, `,${clusterText(123)},{"id" 5},${clusterText(124)}]`])),
  ).rejects.toThrow(/^fleet\.json is damaged behind item 124: write the file again\. Imported before it: 124 clusters/);
  expect(store.clusters.list()).toHaveLength(124);
});

test('a list is saved while it is read from 2 MB on, and a page, which others may belong to, is not', async () => {
  const { context, store } = open();
  await expect(importFiles(context, sourceOf(['{"value":', ...listOf(120)]))).rejects.toThrow();
  expect(store.clusters.list()).toEqual([]);
  await expect(importFiles(context, sourceOf(listOf(120)))).rejects.toThrow(/Imported before it: 120 clusters/);
  expect(store.clusters.list()).toHaveLength(120);
});

test('pages of one list in one large file are all of it, and not where the last one is missing', async () => {
  const { context } = open();
  const pageOf = (from: number, next: boolean) =>
    `{"value":[${Array.from({ length: 60 }, (_, index) => clusterText(from + index)).join(',')}]${next ? ',"nextLink":"https://management.azure.com/?page=2"' : ''}}`;
  const pages = [pageOf(0, true), pageOf(60, true), pageOf(120, false)];
  expect(await importFiles(context, sourceOf([`[${pages.join(',')}]`]))).toMatchObject({
    clusters: 180,
    complete: true,
  });
  expect(await importFiles(context, sourceOf([`[${pages.slice(0, 2).join(',')}]`]))).toMatchObject({
    clusters: 120,
    complete: false,
    notices: [expect.stringContaining('write all of them as one list')],
  });
});

test('gzip is unpacked, and says so where it cannot be; what cannot be read at all is another fault', async () => {
  const { context } = open();
  const packed = gzipSync(JSON.stringify([createAzCluster('shop', 'rg', {}, [])]));
  const source = (...chunks: Uint8Array[]) => [{ name: 'fleet.gz', chunks: Readable.from(chunks) }];
  expect(await importFiles(context, source(packed))).toMatchObject({ clusters: 1 });
  for (const damaged of [packed.subarray(0, 20), Buffer.concat([packed.subarray(0, 12), Buffer.alloc(99, 7)])])
    await expect(importFiles(context, source(damaged))).rejects.toThrow(
      'fleet.gz is gzip and cannot be unpacked: write the file again.',
    );
  const failing = (async function* () {
    yield packed.subarray(0, 20);
    throw new Error('the disk is gone');
  })();
  await expect(importFiles(context, [{ name: 'fleet.gz', chunks: failing }])).rejects.toThrow('the disk is gone');
});

test('what is refused is counted over the whole file', async () => {
  const { context } = open();
  const refused = Array.from({ length: 200 }, (_, index) => `${index === 0 ? '[' : ','}{"id":"x","y":"${PADDING}"}`);
  const { rejected } = await importFiles(context, sourceOf([...refused, ']']));
  expect(rejected).toHaveLength(21);
  expect(rejected.at(-1)?.item).toBe('180 more');
});

test('pods of any number are those of the cluster that is named, and of none that nobody names', async () => {
  const { context, store } = open();
  importClusters(context, [{ name: 'az.json', content: JSON.stringify([createAzCluster('shop', 'rg', {}, [POOL])]) }]);
  const pod = (index: number) => ({
    metadata: { name: `web-${index}`, namespace: 'web', annotations: { padding: ITEM_PADDING } },
    spec: {
      nodeSelector: { 'kubernetes.io/os': 'windows' },
      containers: [{ image: `registry.example/web-${index % 3}:ltsc2022` }],
    },
    status: { phase: 'Running' },
  });
  const texts = Array.from({ length: ITEMS }, (_, index) => `${index === 0 ? '' : ','}${JSON.stringify(pod(index))}`);
  const source = () => sourceOf(['{"kind":"PodList","items":[', ...texts, ']}']);
  await expect(importFiles(context, source())).rejects.toThrow('does not say of which cluster');
  const report = await importFiles(context, source(), { cluster: 'shop' });
  expect(report).toMatchObject({ clusters: 0, workloads: ITEMS, rejected: [] });
  const [shop] = store.clusters.listNamed('shop');
  expect(store.workloads.listByCluster([shop?.id ?? '']).get(shop?.id ?? '')).toHaveLength(ITEMS);
  // One that is a page counts as incomplete with the last page beside it as well, and says why.
  const page = sourceOf([
    '{"kind":"PodList","items":[',
    ...texts,
    '],"metadata":{"resourceVersion":"1","continue":"x"}}',
  ]);
  const last = { kind: 'PodList', metadata: { resourceVersion: '1' }, items: [pod(ITEMS)] };
  const pages = [...page, { name: 'last.json', chunks: fileOf([JSON.stringify(last)]) }];
  expect(await importFiles(context, pages, { cluster: 'shop' })).toMatchObject({
    complete: false,
    notices: expect.arrayContaining([
      'fleet.json is one page of several, too large to be read with the others: write all of them as one list.',
    ]),
  });
});

test('a cluster of several files, or of two places in one, is one cluster', async () => {
  const { context } = open();
  const texts = [...listOf(COUNT), ',', JSON.stringify(createAzCluster('shop-0', 'rg-0', {}, [POOL])), ']'];
  const small = { name: 'small.json', chunks: fileOf([JSON.stringify([createAzCluster('shop-1', 'rg-1', {}, [])])]) };
  const report = await importFiles(context, [...sourceOf(texts), small]);
  expect(report).toMatchObject({ clusters: COUNT, windowsNodePools: 6, fleet: { unknown: 6 } });
});

test('a file that is no JSON is refused by itself, be it beside a large one', async () => {
  const { context, store } = open();
  const [small, shop] = ['{', JSON.stringify([createAzCluster('quay', 'rg', {}, [POOL])])].map((text, index) => ({
    name: `small-${index}.json`,
    chunks: fileOf([text]),
  }));
  const damaged = { name: 'damaged.json', chunks: fileOf([...listOf(COUNT), ',{"id": "']) };
  const report = await importFiles(
    context,
    [...sourceOf([...listOf(COUNT), ']']), small, damaged, shop].flatMap((one) => one ?? []),
  );
  expect(report).toMatchObject({
    clusters: COUNT + 1,
    complete: false,
    refusedFiles: ['small-0.json', 'damaged.json'],
  });
  expect(report.rejected).toMatchObject([
    { item: 'small-0.json', reason: expect.stringContaining('is not JSON') },
    { item: 'damaged.json', reason: expect.stringMatching(/^(is|ends|holds)/) },
  ]);
  expect(store.clusters.list()).toHaveLength(COUNT + 1);
});

test('of a large file that breaks off beside others it is said how much was imported before', async () => {
  const { context } = open();
  const small = { name: 'small.json', chunks: fileOf([JSON.stringify([createAzCluster('quay', 'rg', {}, [POOL])])]) };
  const { clusters, rejected } = await importFiles(context, [...sourceOf(listOf(COUNT)), small]);
  expect(clusters).toBe(COUNT + 1);
  expect(rejected).toEqual([
    {
      item: 'fleet.json',
      reason: expect.stringMatching(`write the file again\\. Imported before it: ${COUNT} clusters\\.$`),
    },
  ]);
});

test('what was imported before a large file broke off is advised on at once, beside another that is refused too', async () => {
  const { context, store } = open();
  const none = { name: 'none.json', chunks: fileOf(['{']) };
  const { refusedFiles } = await importFiles(context, [...sourceOf(listOf(COUNT)), none]);
  expect(refusedFiles).toEqual(['fleet.json', 'none.json']);
  expect(store.findings.listClusterIdsAfter('', COUNT)).toHaveLength(6);
});

test.each(['Pod', 'Node'])('a large list of a %s finds the cluster that a small file brings', async (kind) => {
  const { context, store } = open();
  const shop = JSON.stringify([createAzCluster('shop', 'rg', {}, [POOL])]);
  const item = (index: number) =>
    JSON.stringify({
      apiVersion: 'v1',
      kind,
      metadata: {
        name: `${kind}-${index}`.toLowerCase(),
        namespace: 'web',
        labels: {
          'kubernetes.azure.com/agentpool': 'wina',
          'kubernetes.azure.com/cluster': 'MC_elsewhere',
          'kubernetes.io/os': 'windows',
        },
      },
      spec: { nodeSelector: { 'kubernetes.io/os': 'windows' }, containers: [{ name: 'web', image: 'web:ltsc2022' }] },
      status: { nodeInfo: { operatingSystem: 'windows', kubeletVersion: 'v1.33.5' } },
      padding: ITEM_PADDING,
    });
  function* large(): Generator<string> {
    yield '{"apiVersion": "v1", "items": [';
    for (let index = 0; index < ITEMS; index += 1) yield `${index === 0 ? '' : ','}${item(index)}`;
    yield '], "kind": "List"}';
  }
  const sources = [
    { name: 'large.json', chunks: fileOf(large()) },
    { name: 'shop.json', chunks: fileOf([shop]) },
  ];
  const refused = importFiles(context, [...sources].slice(0, 1), { cluster: 'shop' });
  await expect(refused).rejects.toMatchObject({ code: 'not_found' });
  const again = [{ name: 'large.json', chunks: fileOf(large()) }, ...sources.slice(1)];
  const report = await importFiles(context, again, { cluster: 'shop' });
  expect(report).toMatchObject({ rejected: [], ...(kind === 'Pod' && { workloads: ITEMS }) });
  expect(store.clusters.list()).toHaveLength(1);
});

test('a list that is told in the same words again is not read, and is as of then', async () => {
  const { context, store, clock } = open();
  const texts = [...listOf(COUNT), ']'];
  const { fleet, ...report } = await importFiles(context, sourceOf(texts));
  const asOf = store.clusters.getSummary().asOf;
  clock.advance(3_600_000);
  const change = store.clusters.findNewest().change;
  const parse = vi.spyOn(JsonItem.prototype, 'parse');
  expect(await importFiles(context, sourceOf(texts))).toEqual({ ...report, fleet, notices: [] });
  expect(parse).not.toHaveBeenCalled();
  expect(store.clusters.getSummary()).toEqual({ clusters: COUNT, asOf: '2026-08-25T10:00:00.000Z' });
  expect([asOf, store.clusters.findNewest().change]).toEqual(['2026-08-25T09:00:00.000Z', change]);
  // A newer program may read more.
  clock.advance(3_600_000);
  await importFiles({ ...context, version: 'newer' }, sourceOf(texts));
  expect(parse).toHaveBeenCalledTimes(COUNT);
});

test('a list beside a refused file is not taken for a whole one: what it lacks may stand in that', async () => {
  const { context, store, clock } = open();
  const shop = { name: 'shop', pools: [SYSTEM, WIN22] };
  const listNodes = (pools: readonly ModelPool[]) => pools.map((pool) => kubectlNode(shop, pool, 0));
  importClusters(context, [
    { name: 'az.json', content: Buffer.from(JSON.stringify([azCluster(shop)])) },
    { name: 'nodes.json', content: Buffer.from(JSON.stringify(listNodes(shop.pools))) },
  ]);
  const pools = [{ ...azPool(SYSTEM), id: `${idOf(shop)}/agentPools/${SYSTEM.name}` }];
  const pods = ['kube-system', 'web'].map((namespace) => ({
    kind: 'Pod',
    metadata: { name: 'iis', namespace },
    spec: { nodeSelector: { 'kubernetes.io/os': 'windows' }, containers: [{ image: 'iis:ltsc2022' }] },
  }));
  const take = (files: readonly unknown[], options = {}) => {
    clock.advance(3_600_000);
    const texts = files.map((file) => (typeof file === 'string' ? file : JSON.stringify(file)));
    const sources = texts.map((text, index) => ({ name: `${index}.json`, chunks: fileOf([text]) }));
    return importFiles(context, sources, options);
  };
  const known = { cluster: 'shop' };
  const other = { ...pods[0], metadata: { name: 'api', namespace: 'api' } };
  await take([[...pods, other]], known);
  await take([listNodes([SYSTEM]), '{'], known);
  await take([pools, '{']);
  await take([pods, '{'], known);
  const [cluster] = store.clusters.list();
  expect(cluster?.nodePools).toMatchObject([
    { name: SYSTEM.name, vanishedAt: null, nodesSeen: 1 },
    { name: WIN22.name, vanishedAt: null, nodesSeen: 1 },
  ]);
  expect(store.workloads.listFrom(cluster?.id ?? '', 'pods').map(({ namespace }) => namespace)).toContain('api');
});
