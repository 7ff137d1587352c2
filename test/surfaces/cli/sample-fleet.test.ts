import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Cluster } from '../../../src/domain/cluster.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import { createFakeRelease, type FakeGitHub, startFakeGitHub } from '../../support/fake-github.ts';
import { runInProcess } from '../../support/run-in-process.ts';
import { makeFolder } from '../../support/run-vhdwatch.ts';
import { announceImage, createNote } from '../../support/sample-notes.ts';

const SAMPLES = resolve(import.meta.dirname, '../../../../shared/samples');
const absent = !existsSync(SAMPLES);
if (absent) process.stderr.write('test/surfaces/cli/sample-fleet: ../shared/samples is absent, skipped\n');

const RELEASES = [
  ['2026-07-17', '2026-07-24', announceImage('2022', '20348.5386.260715'), announceImage('2025', '26100.33158.260715')],
  ['2026-06-19', '2026-06-25', announceImage('2022', '20348.5256.260610'), announceImage('2025', '26100.32995.260610')],
  ['2026-02-08', '2026-02-12', announceImage('2019', '17763.8389.260210')],
].map(([tag = '', day = '', ...bullets]) =>
  createFakeRelease({ tag_name: tag, published_at: `${day}T18:00:00Z`, body: createNote(bullets) }),
);

let github: FakeGitHub;
let folder: ReturnType<typeof makeFolder>;

beforeEach(async () => {
  github = await startFakeGitHub({ releases: RELEASES });
  folder = makeFolder();
});
afterEach(async () => {
  await github.close();
  folder.remove();
});

async function run(database: string, args: string) {
  const env = { GITHUB_API_URL: github.url, RELEASE_TRACKER_URL: 'off', LOG_LEVEL: 'silent' };
  const DATABASE_PATH = join(folder.path, `${database}.sqlite`);
  const { code, stdout, stderr } = await runInProcess(`${args} --now 2026-08-07T08:00:00Z`.split(' '), {
    cwd: SAMPLES,
    env: { ...env, DATABASE_PATH },
  });
  expect({ args, code }).toEqual({ args, code: 0 });
  return { stdout, stderr };
}

async function json<T>(database: string, args: string): Promise<T> {
  return JSON.parse((await run(database, `${args} --json`)).stdout) as T;
}

/** What an expert says of this fleet on 7 August 2026, worst first, after the releases above: where, rule, severity, due. */
const EXPECTED = [
  'billing-legacy kubernetes-support high 2026-03-31',
  'orders-prod/win22a node-image-age high 2026-07-14',
  'billing-legacy/win19 os-sku-retirement high 2027-04-01',
  'edge-annual/annu os-sku-retirement high 2027-05-15',
  'hr-dev kubenet high 2028-03-31',
  'orders-prod/win22a node-image-behind medium 2026-07-14',
  'partners-npm network-policy medium 2026-09-30',
  'partners-npm node-os-upgrade-channel medium -',
  'qa-stopped/win22 node-image-behind low 2026-06-09',
  'orders-prod/win22b node-image-behind low 2026-09-08',
  'partners-npm/win22 node-image-behind low 2026-09-08',
  'hr-dev kubernetes-support low 2026-11-30',
  'orders-prod kubernetes-support low 2026-11-30',
  'qa-stopped kubernetes-support low 2026-11-30',
  'edge-annual lts-patches low -',
  'hr-dev/system system-pool-nodes low -',
  'lab-onenode/system system-pool-nodes low -',
  'orders-prod node-os-upgrade-channel low -',
  'qa-stopped/system system-pool-nodes low -',
  'lab-onenode/wvm node-image-behind info 2026-08-11',
  'hr-dev/win22 node-image-behind info 2026-09-08',
  'billing-legacy platform-upgrade info 2027-06-01',
  'qa-stopped not-running info 2027-08-07',
  ...['billing-legacy', 'hr-dev', 'orders-prod/win22a', 'orders-prod/win22b', 'partners-npm', 'payments-lts'].map(
    (where) => `${where.includes('/') ? where : `${where}/win22`} recommended-os-sku info 2028-06-30`,
  ),
  ...['billing-legacy', 'edge-annual', 'lab-onenode', 'orders-prod'].map((where) => `${where} network-policy info -`),
  'partners-npm node-subnet info -',
  'payments-lts network-policy info -',
  'shop-prod network-policy info -',
];

/** Clusters without what differs between two imports of the same fleet by right: where and when it was read. */
async function clustersOf(database: string): Promise<readonly Cluster[]> {
  const clusters = await json<Cluster[]>(database, 'clusters list');
  return clusters.map((cluster) => ({
    ...cluster,
    origin: '',
    asOf: '',
    sources: {},
    ownershipFacts: {},
    nodePools: cluster.nodePools.map((pool) => ({ ...pool, facts: {} })),
  }));
}

/** What the samples' Resource Graph query did not ask for. */
function asQueried(clusters: readonly Cluster[]): readonly object[] {
  return clusters
    .filter(({ nodePools }) => nodePools.some(({ osType }) => osType === 'Windows'))
    .map((cluster) => ({
      ...cluster,
      networkDataplane: null,
      nodeResourceGroup: undefined,
      nodePools: cluster.nodePools.map((pool) => ({
        ...pool,
        settings: undefined,
        fipsEnabled: null,
        count: pool.type === 'VirtualMachines' ? null : pool.count,
      })),
    }));
}

describe.skipIf(absent)('the ten sample clusters', () => {
  test('give exactly what an expert would say of them', async () => {
    await run('fleet', 'clusters import az_aks_list.json');
    await run('fleet', 'poll');
    const status = await json<{ findings: Finding[] }>('fleet', 'status');
    expect(status).toMatchObject({
      clusters: 10,
      windowsNodePools: 11,
      current: 3,
      behind: 6,
      unsupported: 2,
      unknown: 0,
      notices: [],
    });
    const findings = status.findings.map(({ cluster, nodePool, rule, severity, due }) =>
      [nodePool ? `${cluster}/${nodePool}` : cluster, rule, severity, due ?? '-'].join(' '),
    );
    expect(findings).toEqual(EXPECTED);
  });

  test('are the same clusters from az, from ARM pages in any order and from Resource Graph', async () => {
    await run('az', 'clusters import az_aks_list.json');
    const arm = ['sub2_page2', 'sub1', 'sub2_page1'].map((part) => `arm_managedclusters_list_${part}.json`);
    expect((await run('arm', `clusters import ${arm.join(' ')}`)).stderr).toBe('');
    expect((await run('graph', 'clusters import arg_response_page2.json arg_response_page1.json')).stderr).toBe('');
    const az = await clustersOf('az');
    expect(az).toHaveLength(10);
    expect(await clustersOf('arm')).toEqual(az);
    expect(await clustersOf('graph')).toEqual(asQueried(az));
  });

  test('stay the same when parts of them are imported besides', async () => {
    await run('az', 'clusters import az_aks_list.json');
    const before = await clustersOf('az');
    const pools = 'az_aks_nodepool_list_orders-prod.json arm_agentpools_list_orders-prod.json';
    await run('az', `clusters import ${pools} kubectl_get_nodes_orders-prod.json`);
    const after = await clustersOf('az');
    const withoutNodes = after.map((cluster) => ({
      ...cluster,
      nodePools: cluster.nodePools.map((pool) => ({ ...pool, nodeImages: {}, nodesSeen: undefined })),
    }));
    expect(withoutNodes).toEqual(before);
    const win22a = after.find(({ name }) => name === 'orders-prod')?.nodePools.find(({ name }) => name === 'win22a');
    expect(Object.values(win22a?.nodeImages ?? {})).toEqual([2, 1]);
  });

  test('miss a page of a list out loud', async () => {
    const arm = await run(
      'arm',
      'clusters import arm_managedclusters_list_sub1.json arm_managedclusters_list_sub2_page1.json',
    );
    expect(arm.stderr).toMatch(/sub2_page1.json is one page of several: import all of them\.\n$/);
    expect(await clustersOf('arm')).toHaveLength(8);
    const graph = await run('graph', 'clusters import arg_response_page2.json');
    expect(graph.stderr).toContain('arg_response_page2.json is one page of several');
  });
});
