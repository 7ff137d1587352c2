import { describe, expect, it } from 'vitest';
import { buildAugustCatalogue } from '../../advice/support/august-2026.ts';
import { buildArrivals, buildCluster, buildPool, buildSystemPool } from '../../advice/support/builders.ts';
import { HOSTILE, positionsOf, type Served, serve } from './support/serve.ts';

const BEHIND = 'AKSWindows-2022-containerd-20348.5020.260415';
const RETIRED = 'AKSWindows-2019-containerd-17763.8389.260210';

async function serveFleet(): Promise<Served> {
  const served = await serve();
  const { store } = served;
  store.catalogue.replace(buildAugustCatalogue());
  store.clusters.save(buildCluster({ name: 'alpha-fine', asOf: '2026-08-19T06:00:00.000Z' }));
  store.clusters.save(
    buildCluster({
      name: 'beta-late',
      ownership: { channel: 'C0BETA', owners: ['team-beta'], environment: 'production' },
      nodePools: [buildSystemPool(), buildPool({ name: 'winold', nodeImageVersion: BEHIND, count: 1 })],
    }),
  );
  store.clusters.save(
    buildCluster({
      name: 'gamma-retired',
      nodePools: [buildPool({ name: 'win19', osSku: 'Windows2019', nodeImageVersion: RETIRED, powerState: 'Stopped' })],
    }),
  );
  store.clusters.save(buildCluster({ name: 'linux-only', nodePools: [buildSystemPool()] }));
  return served;
}

describe('the fleet page', () => {
  it('says how to import clusters while there are none', async () => {
    const { get } = await serve();
    const { status, body } = await get('/fleet');
    expect(status).toBe(200);
    expect(body).toContain('az aks list -o json');
    expect(body).toContain('npx vhdwatch clusters import clusters.json');
    expect(body).toContain('No Windows node pools are registered.');
  });

  it('says so when clusters are registered but none has Windows node pools', async () => {
    const { get, store } = await serve();
    store.clusters.save(buildCluster({ name: 'linux-only', nodePools: [buildSystemPool()] }));
    expect((await get('/fleet')).body).toContain('1 registered, none of them with a Windows node pool');
  });

  it('counts the pools by how they stand, and says how old the oldest report is', async () => {
    const { get } = await serveFleet();
    const { body } = await get('/fleet');
    expect(body).toContain('3 Windows node pools: 1 current, 1 behind, 1 unsupported');
    expect(body).toContain(
      'Oldest report of a cluster: <time datetime="2026-08-19T06:00:00.000Z">19 Aug 2026, 08:00 CEST</time>',
    );
  });

  it('shows the worst cluster first, and none without Windows node pools', async () => {
    const { get } = await serveFleet();
    const { body } = await get('/fleet');
    const order = positionsOf(body, ['gamma-retired', 'beta-late', 'alpha-fine']);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(body).not.toContain('linux-only');
  });

  it('tells of a pool the image it has, the one to take, the distance, its owners and what to run', async () => {
    const { get } = await serveFleet();
    const { body } = await get('/fleet?status=behind');
    expect(body).toContain('winold<small>Windows Server 2022, 1 node</small>');
    expect(body).toContain('<code>20348.5020.260415</code>');
    expect(body).toContain('<code>20348.5386.260715</code>');
    expect(body).toContain('3 images, 91 days');
    expect(body).toContain('owned by team-beta');
    expect(body).toContain('<summary>Commands</summary>');
    expect(body).toContain('az aks nodepool upgrade');
  });

  it('tells since when the region has the image to take, and what it waits for', async () => {
    const { get, store } = await serveFleet();
    const arrivals = buildArrivals('westeurope', ['20348.5386.260715@2026-08-04']);
    store.catalogue.replace({ ...buildAugustCatalogue(), regions: { readOn: '2026-08-20', arrivals } });
    expect((await get('/fleet')).body).not.toContain('in westeurope');
    store.catalogue.markRegionsRead('2026-08-20');
    const { body } = await get('/fleet');
    expect(body).toContain('<code>20348.5386.260715</code><small>in westeurope since 4 Aug 2026</small>');
    expect(body).toContain('<small>20348.5499.260812 is not in westeurope yet</small>');
  });

  it('shows only clusters with a pool of the status asked for; an unknown status shows all', async () => {
    const { get } = await serveFleet();
    const behind = (await get('/fleet?status=behind')).body;
    expect(behind).toContain('beta-late');
    expect(behind).not.toContain('gamma-retired');
    expect(behind).not.toContain('alpha-fine');
    expect((await get('/fleet?status=nonsense')).body).toContain('alpha-fine');
    expect((await get('/fleet?status=behind&status=current')).body).toContain('alpha-fine');
  });

  it('marks a stopped pool', async () => {
    const { get } = await serveFleet();
    expect((await get('/fleet')).body).toContain('win19<small>Windows Server 2019, 3 nodes, stopped</small>');
  });

  it('shows fifty clusters on a page', async () => {
    const { get, store } = await serve();
    store.transaction(() => {
      for (let index = 100; index < 160; index += 1) store.clusters.save(buildCluster({ name: `cluster-${index}` }));
    });
    const first = (await get('/fleet')).body;
    expect(first).toContain('<h2>cluster-149</h2>');
    expect(first).not.toContain('<h2>cluster-150</h2>');
    expect(first).toContain('Page 1 of 2, 60 clusters');
    const second = (await get('/fleet?page=2')).body;
    expect(second).toContain('<h2>cluster-150</h2>');
    expect(second).not.toContain('<h2>cluster-149</h2>');
    expect((await get('/fleet?page=9')).body).toContain('No cluster here.');
    expect((await get('/fleet?page=-1')).body).toContain('Page 1 of 2');
  });

  it('escapes names, owners and whatever else was imported', async () => {
    const { get, store } = await serve();
    const pool = buildPool({ name: HOSTILE, nodeImageVersion: HOSTILE });
    const ownership = { channel: HOSTILE, owners: [HOSTILE], environment: HOSTILE };
    store.clusters.save(
      buildCluster({
        id: 'manual/x',
        name: HOSTILE,
        location: HOSTILE,
        kubernetesVersion: HOSTILE,
        ownership,
        nodePools: [pool],
        asOf: HOSTILE,
      }),
    );
    const { status, body } = await get('/fleet');
    expect(status).toBe(200);
    expect(body).toContain('&#60;script&#62;');
    expect(body).not.toContain('<script>');
    expect(body).not.toContain('\u202e');
  });
});
