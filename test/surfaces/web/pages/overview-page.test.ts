import { describe, expect, it } from 'vitest';
import { updateFindings } from '../../../../src/app/fleet/open-findings.ts';
import { AppError } from '../../../../src/domain/app-error.ts';
import { buildAugustCatalogue } from '../../../advice/support/august-2026.ts';
import { buildCluster, buildPool } from '../../../advice/support/builders.ts';
import { buildMessage, HOSTILE, type Served, serve } from '../support/serve.ts';

const CURRENT = 'AKSWindows-2022-containerd-20348.5386.260715';
const BEHIND = 'AKSWindows-2022-containerd-20348.5020.260415';
/** The newest before the one to take, which is no month old. */
const WINDOW = 'AKSWindows-2022-containerd-20348.5256.260610';
const RETIRED = 'AKSWindows-2019-containerd-17763.8389.260210';

const FAILURE = new AppError('unavailable', 'The name could not be resolved.');

async function serveWith(...images: readonly string[]): Promise<Served> {
  const served = await serve();
  const { store } = served;
  store.catalogue.replace(buildAugustCatalogue());
  store.sources.markSucceeded('aks-releases', {}, '2026-08-20T08:45:00.000Z');
  for (const [index, nodeImageVersion] of images.entries()) {
    const name = `shop-${index}`;
    store.clusters.save(
      buildCluster({ id: `manual/${name}`, name, nodePools: [buildPool({ name: 'web', nodeImageVersion })] }),
    );
  }
  return served;
}

describe('the overview', () => {
  it('says what to do first while nothing was read and nothing is registered', async () => {
    const { get } = await serve();
    const { status, body } = await get('/');
    expect(status).toBe(200);
    expect(body).toContain('Nothing was read yet.');
    expect(body).toContain('npx vhdwatch clusters import clusters.json');
    expect(body).toContain('never answered');
  });

  it('says commands as they are where there is no npx', async () => {
    const { get } = await serve({ isInstalled: true });
    for (const path of ['/', '/fleet', '/images', '/health']) {
      const { body } = await get(path);
      expect(body).toMatch(/(?:>|\n)vhdwatch [a-z]/);
      expect(body).not.toContain('npx');
    }
  });

  it('says them with it in a checkout, in notices too', async () => {
    const { get, store } = await serve();
    store.sources.markFailed('aks-releases', FAILURE, '2026-08-20T08:45:00.000Z');
    const { body } = await get('/fleet');
    expect(body).toContain('&#34;npx vhdwatch poll&#34; reads them');
    expect(body).not.toContain('&#34;vhdwatch ');
  });

  it('says why nothing was read, and what is known of a fleet without it', async () => {
    const { get, store } = await serve();
    store.sources.markFailed('aks-releases', FAILURE, '2026-08-20T08:45:00.000Z');
    expect((await get('/')).body).toContain('Nothing was read yet.</p><p>The name could not be resolved.');
    store.clusters.save(buildCluster({ nodePools: [buildPool({ name: 'web', nodeImageVersion: BEHIND })] }));
    const { body } = await get('/');
    expect(body).toContain('class="verdict verdict-bad"');
    expect(body).toContain('1 node pool runs an image past the 90 days that AKS supports.');
    expect(body).toContain('Which to take was not read yet. The name could not be resolved.');
  });

  it('does not say of pools without an image to compare with that they need an upgrade', async () => {
    const { get } = await serveWith(CURRENT, 'AKSWindows-nobody-knows');
    expect((await get('/')).body).toContain('How 1 of 2 Windows node pools stands is not known.');
  });

  it('asks for clusters once the images are known', async () => {
    const { get } = await serveWith();
    expect((await get('/')).body).toContain('No Windows node pools are registered.');
  });

  it('says in one sentence that all is fine', async () => {
    const { get } = await serveWith(CURRENT, CURRENT);
    const { body } = await get('/');
    expect(body).toContain('All 2 node pools are fine.');
    expect(body).toContain('class="verdict verdict-good"');
    // What there is none of has no colour.
    expect([...body.matchAll(/class="tile ([a-z-]+)"/g)].map(([, tile]) => tile)).toEqual(['tile-current']);
  });

  it('says how many need an upgrade, and how many are past the ninety days', async () => {
    const { get } = await serveWith(CURRENT, BEHIND, RETIRED);
    const { body } = await get('/');
    expect(body).toContain('2 of 3 Windows node pools need you.');
    expect(body).toContain(
      '1 behind, 1 with a Windows that gets no more images. 2 pools run an image past the 90 days that AKS supports.',
    );
    expect(body).toMatch(/href="\/fleet\?status=behind"><b>1<\/b>/);
    expect(body).toMatch(/href="\/fleet\?status=unsupported"><b>1<\/b>/);
  });

  it('counts apart what AKS does by itself: the first sentence is the sum of what needs somebody', async () => {
    const { get, store } = await serveWith(BEHIND, RETIRED);
    const nodePools = [buildPool({ name: 'web', nodeImageVersion: WINDOW })];
    store.clusters.save(
      buildCluster({ id: 'manual/auto', name: 'auto', nodeOsUpgradeChannel: 'NodeImage', nodePools }),
    );
    expect((await get('/')).body).toContain(
      '2 of 3 Windows node pools need you.</p><p>1 behind, 1 with a Windows that gets no more images. AKS itself upgrades 1 more.',
    );
    expect((await get('/')).body).toContain('<small>a newer image waits for them; 1 left to AKS</small>');
    const { body: fleet } = await get('/fleet');
    expect(fleet).toContain('1 unsupported, 2 behind (1 left to AKS)');
    expect(fleet.match(/<small>(?:take|AKS brings) /g)).toEqual(['<small>take ', '<small>AKS brings ']);
    expect((await get('/metrics')).body).not.toContain('leftToAks');
  });

  it('says once what is to be done first on many pools, beside the names of some', async () => {
    const { get } = await serveWith(...Array.from({ length: 9 }, () => RETIRED), BEHIND);
    const { body } = await get('/');
    const [, first = ''] = /First things first<\/h2>(.*?)<\/section>/s.exec(body) ?? [];
    expect(first.match(/Windows Server 2019 is retired/g)).toHaveLength(1);
    expect(first).toMatch(/shop-0\/web<\/a>, <a [^>]+>shop-1\/web<\/a>, <a [^>]+>shop-2\/web<\/a> and others<\/p>/);
    expect(first).toContain('>shop-9/web</a></p>');
  });

  it('tells two clusters of one name apart in what to do first', async () => {
    const { get, store } = await serveWith();
    for (const group of ['rg-eu', 'rg-us']) {
      const id = `/subscriptions/0/resourcegroups/${group}/providers/microsoft.containerservice/managedclusters/shop`;
      const nodePools = [buildPool({ name: 'web', nodeImageVersion: RETIRED })];
      store.clusters.save(buildCluster({ id, name: 'shop', resourceGroup: group, nodePools }));
    }
    const { body } = await get('/');
    for (const title of ['shop (rg-eu)', 'shop (rg-us)'])
      expect(body).toContain(`<a href="/clusters/${encodeURIComponent(title)}/web">${title}/web</a>`);
  });

  it.each([
    ['fine', [CURRENT]],
    ['behind', [CURRENT, BEHIND]],
  ])('says of a fleet that is %s that its news stopped', async (_how, images) => {
    const { get, store } = await serveWith(...images);
    store.sources.markSucceeded('aks-releases', {}, '2026-08-10T08:45:00.000Z');
    const { body } = await get('/');
    expect(body).toContain('But vhdwatch does not do its work: nobody polled aks-releases');
    expect(body).not.toContain('verdict-good');
  });

  it('draws each pool by the age of its image, and says the same in words', async () => {
    const { get } = await serveWith(CURRENT, BEHIND, RETIRED);
    const { body } = await get('/');
    expect(body.match(/<circle class="zone-/g)).toHaveLength(3);
    expect(body).toContain('1 under 60 days, 0 of 60 to 90 days, 2 of more than 90 days');
  });

  it('tells what ends next, what matters most, and when the next reminder is due', async () => {
    const { get, store, context } = await serveWith(RETIRED);
    store.transaction(() => updateFindings(context));
    const { body } = await get('/');
    expect(body).toMatch(/class="near-\w+"><p class="when"><b>[^<]+<\/b>/);
    expect(body).toContain('<a href="/clusters/shop-0/web">shop-0/web</a>');
    expect(body).toContain('<dt>Next reminder</dt><dd><time datetime="2026-09-21T07:00:00.000Z">');
  });

  it('does not call unknown what ended: all that is said is that no end is ahead', async () => {
    const now = () => new Date('2060-01-01T09:00:00Z');
    const { get, store } = await serve({}, { clock: { now } });
    store.clusters.save(buildCluster({ nodePools: [buildPool({ name: 'web', nodeImageVersion: RETIRED })] }));
    expect((await get('/')).body).toContain('No end ahead of what your pools use is known.');
  });

  it('leads to the newest messages while they stay here, and not when they go to Slack', async () => {
    const { get, store } = await serve();
    store.inbox.save(buildMessage(1, { text: 'New image\nmore of it' }));
    expect((await get('/')).body).toContain(`<a href="/inbox#m${buildMessage(1).ts}">New image</a>`);
    const { get: other } = await serve({ chat: 'Slack' }, { store });
    expect((await other('/')).body).not.toContain('New image');
  });

  it('keeps names from outside text', async () => {
    const { get, store, context } = await serveWith();
    store.clusters.save(
      buildCluster({
        id: 'manual/x',
        name: HOSTILE,
        nodePools: [buildPool({ name: HOSTILE, nodeImageVersion: RETIRED })],
      }),
    );
    store.inbox.save(buildMessage(1, { text: HOSTILE, channel: HOSTILE }));
    store.transaction(() => updateFindings(context));
    const { status, body } = await get('/');
    expect(status).toBe(200);
    expect(body).toContain('&#60;script&#62;');
    expect(body).not.toContain('<script>');
    expect(body).not.toContain('\u202e');
  });
});
