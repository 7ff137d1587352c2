import { describe, expect, it } from 'vitest';
import { mergeWholeCluster } from '../../../src/inventory/merge-cluster.ts';
import { buildAugustCatalogue } from '../../advice/support/august-2026.ts';
import { buildArrivals, buildCluster, buildPool, buildSystemPool } from '../../advice/support/builders.ts';
import { buildMessage, HOSTILE, type Served, serve } from './support/serve.ts';

const BEHIND = 'AKSWindows-2022-containerd-20348.5020.260415';

async function serveLate(): Promise<Served> {
  const served = await serve();
  const { store } = served;
  store.catalogue.replace(buildAugustCatalogue());
  const cluster = buildCluster({
    name: 'beta-late',
    asOf: '2026-08-19T06:00:00.000Z',
    ownership: { channel: 'C0BETA', owners: ['team-beta'], environment: 'production' },
    nodePools: [buildSystemPool(), buildPool({ name: 'winold', nodeImageVersion: BEHIND, count: 1 })],
  });
  store.clusters.save(mergeWholeCluster(null, cluster, true));
  store.nodePoolHistory.record([cluster], cluster.asOf);
  return served;
}

describe('the page of a cluster', () => {
  it('has its facts with their source and day, its pools, and who hears about it and why', async () => {
    const { get } = await serveLate();
    const { status, body } = await get('/clusters/beta-late');
    expect(status).toBe(200);
    expect(body).toContain('<time datetime="2026-08-19T06:00:00.000Z">19 Aug 2026, 08:00 CEST</time>');
    expect(body).toContain('<dt>Owned by</dt><dd>team-beta</dd>');
    expect(body).toMatch(/From Azure, <time datetime="2026-08-19T06:00:00.000Z">[^<]+<\/time>/);
    expect(body).toContain('<a href="/clusters/beta-late/winold">winold</a>');
    expect(body).toContain('<b>C0BETA</b>, because the cluster names it as its channel.');
    expect(body).not.toContain('Suppressions');
  });

  it('says what is silent and why, and which channel does not take messages', async () => {
    const { get, store } = await serveLate();
    const actor = { id: 'U0ANN', name: 'Ann' };
    const said = { actor, createdAt: '2026-08-19T08:00:00.000Z', url: null };
    const scope = { clusterId: null, nodePool: null, channel: 'C0BETA' };
    const hold = { version: '20348.5020.260415', osSku: 'Windows2022' as const };
    const until = { untilOn: '2026-09-04', endsWhen: 'worse-finding' } as const;
    store.suppressions.add({ ...said, ...until, reason: 'a test of the partner', scope });
    store.suppressions.add({
      ...said,
      reason: 'nodes do not join',
      scope: hold,
      untilOn: null,
      endsWhen: 'next-image',
    });
    store.channelRefusals.note('C0BETA', 'not_in_channel', said.createdAt);
    const { body } = await get('/clusters/beta-late');
    expect(body).toContain('<h2>Suppressions</h2>');
    expect(body).toMatch(
      /Reminders of every pool wait until <b>4 Sep 2026<\/b> in C0BETA.*Ann: a test of the partner/s,
    );
    expect(body).toMatch(/Nobody is sent to <a href="\/images\/20348\.5020\.260415">.*Ann: nodes do not join/s);
    expect(body).toMatch(/The chat refuses it since .*: not_in_channel/);
    expect(body).toContain('Snoozed until 4 Sep 2026: a test of the partner');
  });

  it('leads to each of several clusters that have one name', async () => {
    const { get, store } = await serveLate();
    for (const id of ['manual/one', 'manual/two']) store.clusters.save(buildCluster({ id, name: 'twin' }));
    const { body } = await get('/clusters/twin');
    expect(body).toContain('2 clusters have this name.');
    const links = [...body.matchAll(/href="(\/clusters\/~[0-9a-f]{24}twin)"/g)].map(([, link]) => String(link));
    expect(links).toHaveLength(2);
    const [one, two] = await Promise.all(links.map((link) => get(link)));
    expect([one?.status, two?.status]).toEqual([200, 200]);
    expect(one?.body).toContain('href="/clusters/~');
  });

  it('is 404 for a name that nobody registered', async () => {
    const { get } = await serveLate();
    expect((await get('/clusters/nowhere')).status).toBe(404);
    expect((await get('/clusters/beta-late/nowhere')).status).toBe(404);
    expect((await get('/clusters/beta-late/system')).status).toBe(404);
  });
});

describe('the page of a node pool', () => {
  it('has the image it runs and the one to take, since when its region has it, and what it waits for', async () => {
    const { get, store } = await serveLate();
    const arrivals = buildArrivals('westeurope', ['20348.5386.260715@2026-08-04']);
    store.catalogue.replace({ ...buildAugustCatalogue(), regions: { readOn: '2026-08-20', arrivals } });
    expect((await get('/clusters/beta-late/winold')).body).not.toContain('westeurope since');
    store.catalogue.markRegionsRead('2026-08-20');
    const { body } = await get('/clusters/beta-late/winold');
    expect(body).toContain('<dt>Behind</dt><dd>3 images, 91 days</dd>');
    expect(body).toContain('westeurope since 4 Aug 2026 (release tracker, 20 Aug 2026)');
    expect(body).toContain('<dt>Not there yet</dt><dd>20348.5499.260812</dd>');
    expect(body).toContain('href="/images/compare?old=20348.5020.260415&#38;new=20348.5386.260715"');
  });

  it('says who told most facts and when, and of each other one who did', async () => {
    const { get, store } = await serveLate();
    const [cluster] = store.clusters.list();
    const azure = { asOf: '2026-08-19T06:00:00.000Z', since: '2026-08-19T06:00:00.000Z' };
    const node = { mode: null, osType: 'windows', osSku: null, vmSize: null, type: null, fips: null, priority: null };
    const look = {
      asOf: '2026-08-20T06:00:00.000Z',
      nodes: [1, 2, 3, 4, 5].map((number) => ({
        ...node,
        name: `akswin${number}`,
        imageName: BEHIND,
        kubernetesVersion: '1.34.7',
        windowsUpdate: null,
        isProvisioned: false,
      })),
    };
    const evidence = { azure: { ...azure, pool: buildPool({ name: 'winold', count: 1 }) }, nodes: look };
    const pool = buildPool({ name: 'winold', nodeImageVersion: BEHIND, count: 1, fipsEnabled: false, evidence });
    store.clusters.save({
      ...buildCluster(cluster),
      kubernetesVersion: '1.34.9',
      evidence: { azure: azure.asOf, described: azure.asOf, typed: look.asOf, kubernetesVersion: look.asOf },
      maintenance: { asOf: look.asOf, windows: [{ name: 'aksManagedNodeOSUpgradeSchedule', when: null }] },
      nodePools: [pool],
    });
    const toldBy = (body: string, name: string) =>
      (
        new RegExp(`<dt>${name}</dt><dd>[^/]*<small>([^,]+), <time datetime="([^"]+)"`).exec(body) ??
        /From ([^,]+), <time datetime="([^"]+)">[^<]+<\/time>, unless said otherwise/.exec(body)
      )?.slice(1);
    const { body } = await get('/clusters/beta-late/winold');
    // In a tab and on paper the name of a pool alone could be anybody's.
    expect(body).toContain('<h1>beta-late/winold</h1>');
    expect(body).toContain('<title>beta-late/winold · vhdwatch</title>');
    // Windows has FIPS on whatever Azure's field says, so that only its yes says something.
    expect(body).not.toContain('FIPS');
    // The cluster is as old as its pool that was told of longest ago.
    expect(body).toMatch(/reported it, <time datetime="2026-08-20T06:00:00.000Z">/);
    expect(toldBy(body, 'Nodes')).toEqual(['Azure', azure.asOf]);
    expect(toldBy(body, 'Full image name')).toEqual(['its nodes', look.asOf]);
    const { body: whole } = await get('/clusters/beta-late');
    expect(toldBy(whole, 'Region')).toEqual(['Azure', azure.asOf]);
    expect(toldBy(whole, 'Owned by')).toEqual(['Azure', azure.asOf]);
    expect(toldBy(whole, 'Kubernetes')).toEqual(['by hand', look.asOf]);
    expect(toldBy(whole, 'Maintenance windows')).toEqual(['Azure', look.asOf]);
  });

  it('has the plan step by step, each with its commands to copy and when they may be run', async () => {
    const { get } = await serveLate();
    const { body } = await get('/clusters/beta-late/winold');
    expect(body).toContain('ready to run');
    expect(body).toMatch(/<pre tabindex="0"><code>[^<]*az aks nodepool upgrade/);
    expect(body).toContain('<button type="button" data-copy>Copy</button>');
  });

  it('has what is to be done on its cluster as well, and names the pool that comes first', async () => {
    const { get, store } = await serveLate();
    const old = buildPool({ name: 'win19', nodeImageVersion: 'AKSWindows-2019-containerd-17763.8389.260210' });
    const nodePools = [buildSystemPool(), old, buildPool({ name: 'winold', nodeImageVersion: BEHIND })];
    store.clusters.save(buildCluster({ name: 'beta-late', kubernetesVersion: '1.32.9', nodePools }));
    const { body } = await get('/clusters/beta-late/winold');
    expect(body).toContain('This comes first; its steps are in the plan of node pool win19.');
    expect(body).toContain('az aks upgrade');
    expect(body).not.toContain('--name win19');
    const opened = body.match(/<details open>.*?<\/details>/gs) ?? [];
    expect(opened).toHaveLength(2);
    expect(opened[1]).toContain('data-copy');
  });

  it('has the images it ran, and the messages that named its cluster', async () => {
    const { get, store } = await serveLate();
    const image = 'AKSWindows-2022-containerd-20348.5386.260715';
    const nodePools = [buildPool({ name: 'winold', nodeImageVersion: image })];
    store.nodePoolHistory.record([buildCluster({ name: 'beta-late', nodePools })], '2026-08-20T06:00:00.000Z');
    const { body } = await get('/clusters/beta-late/winold');
    expect(body).toMatch(
      /20348\.5386\.260715<\/code><\/p><p class="soft small">first reported .*20348\.5020\.260415<\/code><\/p><p class="soft small">first reported/s,
    );
  });

  it('keeps names from outside text, and finds them by their address', async () => {
    const { get, store } = await serve();
    const nodePools = [buildPool({ name: HOSTILE, nodeImageVersion: HOSTILE })];
    store.clusters.save(buildCluster({ id: 'manual/x', name: HOSTILE, location: HOSTILE, nodePools }));
    store.inbox.save(buildMessage(1));
    const name = encodeURIComponent(HOSTILE);
    for (const path of [`/clusters/${name}`, `/clusters/${name}/${name}`]) {
      const { status, body } = await get(path);
      expect(status).toBe(200);
      expect(body).toContain('&#60;script&#62;');
      expect(body).not.toContain('<script>');
      expect(body).not.toContain('\u202e');
    }
  });
});
