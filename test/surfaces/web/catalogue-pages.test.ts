import { describe, expect, it } from 'vitest';
import { buildArrivals, buildCatalogue, buildCluster, buildImage } from '../../advice/support/builders.ts';
import { NEWER, OLDER, saveTwoNotes } from '../../support/two-notes.ts';
import { buildRetirement, HOSTILE, positionsOf, serve } from './support/serve.ts';

const NOTHING = { images: [], retirements: [], kubernetesVersions: [] };

describe('the images page', () => {
  it('says how to get images while there are none', async () => {
    const { get } = await serve();
    expect((await get('/images')).body).toContain('npx vhdwatch poll');
  });

  it('lists images with where they were announced and how many pools run them', async () => {
    const { get, store } = await serve();
    const mistyped = buildImage('20348.5386.260715', { announcedAs: '20348.5386.260716' });
    const unannounced = buildImage('26100.33296.260812', { announcedIn: null, announcementUrl: null, notesUrl: null });
    store.catalogue.replace(buildCatalogue([mistyped, unannounced, '20348.5020.260415']));
    store.clusters.save(buildCluster());
    const { body } = await get('/images');
    const order = positionsOf(body, [
      '26100.33296.260812</code>',
      '20348.5386.260715</code>',
      '20348.5020.260415</code>',
    ]);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(body).toContain('<small>announced as 20348.5386.260716</small>');
    expect(body).toContain('not announced yet');
    expect(body).toContain('href="https://example.test/releases/2026-07-15"');
    expect(body.match(/<td data-label="Your pools" class="number">1<\/td>/g)).toHaveLength(1);
    expect(body).toContain('<a href="/images/20348.5386.260715">');
  });

  it('names twenty of the pools that run an image, and leads to all of them', async () => {
    const { get, store } = await serve();
    store.catalogue.replace(buildCatalogue(['20348.5386.260715']));
    store.transaction(() => {
      for (let index = 0; index < 21; index += 1) store.clusters.save(buildCluster({ name: `shop-${index}` }));
    });
    const { body } = await get('/images/20348.5386.260715');
    expect(body.match(/<a href="\/clusters\//g)).toHaveLength(20);
    expect(body).toContain('<a href="/fleet?q=20348.5386.260715">All 21</a>');
  });

  it('says what each mends', async () => {
    const { get, store } = await serve();
    const security = { updates: ['KB5063880', 'KB5065432'], cves: ['CVE-2026-1234', HOSTILE] };
    store.catalogue.replace(buildCatalogue([buildImage('20348.5386.260715', { security }), '20348.5020.260415']));
    const { body } = await get('/images');
    expect(body).toContain(
      '<td data-label="What it fixes">security updates KB5065432 and KB5063880; fixes CVE-2026-1234 and ',
    );
    expect(body).not.toContain(HOSTILE);
    expect(body.match(/<td data-label="What it fixes">/g)).toHaveLength(1);
  });

  it('has a page of each that tells its life, every step with its day and source', async () => {
    const { get, store } = await serve();
    const life = [
      { step: 'built', on: '2026-07-15', source: 'version' },
      { step: 'noted', on: null, source: 'image-notes' },
      { step: 'rolling-out', on: '2026-07-21', source: 'regions', regions: 12 },
      { step: 'noted', on: '2026-08-26', source: 'vhd-notes' },
      { step: 'announced', on: '2026-07-24', source: '2026-07-17' },
      { step: 'superseded', on: '2026-08-12', source: '20348.5499.260812' },
    ] as const;
    store.catalogue.replace(buildCatalogue([buildImage('20348.5386.260715', { life })]));
    const { body } = await get('/images/20348.5386.260715');
    const steps = body.match(/<li><p class="when">.*?<\/li>/g)?.map((step) => step.replace(/<[^>]+>/g, ' ').trim());
    expect(steps?.map((step) => step.replace(/ +/g, ' '))).toEqual([
      '15 Jul 2026 Built, as its version says',
      'day not known Its notes were seen in image-notes',
      '21 Jul 2026 Reached the first region, now in 12 regions',
      '24 Jul 2026 Announced: release 2026-07-17 was published',
      '12 Aug 2026 20348.5499.260812 was built, which is newer',
      '26 Aug 2026 Its notes were seen in vhd-notes',
    ]);
  });

  it('tells two clusters of one name apart that run an image', async () => {
    const { get, store } = await serve();
    store.catalogue.replace(buildCatalogue(['20348.5020.260415', '20348.5386.260715']));
    for (const group of ['rg-eu', 'rg-us']) {
      const id = `/subscriptions/0/resourcegroups/${group}/providers/microsoft.containerservice/managedclusters/shop`;
      store.clusters.save(buildCluster({ id, name: 'shop', resourceGroup: group }));
    }
    const { body } = await get('/images/20348.5386.260715');
    for (const title of ['shop (rg-eu)', 'shop (rg-us)'])
      expect(body).toContain(`<a href="/clusters/${encodeURIComponent(title)}/win22">${title}/win22</a>`);
  });

  it('shows a hundred images on a page', async () => {
    const { get, store } = await serve();
    const versions = Array.from({ length: 101 }, (_, index) => `20348.${1000 + index}.260715`);
    store.catalogue.replace(buildCatalogue(versions));
    expect((await get('/images')).body.match(/<th scope="row">/g)).toHaveLength(100);
    expect((await get('/images?page=2')).body.match(/<th scope="row">/g)).toHaveLength(1);
  });
});

describe('the retirements page', () => {
  it('has what is built in before anything was read, as the command line and the calendar have it', async () => {
    const { get } = await serve();
    const { body } = await get('/retirements');
    expect(body).toContain('Windows Server 2022');
    expect(body).toContain('leaves long-term support');
  });

  it('names the pools of clusters that AKS is going to upgrade, under the plan they are on', async () => {
    const { get, store } = await serve();
    store.clusters.save(buildCluster({ kubernetesVersion: '1.36.1' }));
    const { body } = await get('/retirements');
    const rows = body.split('<tr>').filter((row) => row.includes('1.36') && row.includes('upgraded by AKS'));
    expect(rows.map((row) => /Your pools">([^<]*)</.exec(row)?.[1] ?? null)).toEqual(['shop-prod/win22', null]);
    expect(rows[0]).toContain('unless on LTS');
    expect(rows[0]).toContain('29 Aug 2027');
  });

  it('lists the soonest first, then what a version bounds, and folds the past away, each with the days', async () => {
    const { get, store } = await serve();
    store.catalogue.replace({
      ...NOTHING,
      retirements: [
        buildRetirement({ subject: 'WindowsFeature/DockerRuntime', phase: 'removal', fromKubernetes: '1.37' }),
        buildRetirement({ subject: 'Windows2022', phase: 'retirement', date: '2028-06-30' }),
      ],
    });
    const { body } = await get('/retirements');
    const order = positionsOf(body.slice(body.indexOf('<h2>Ahead')), [
      'Azure NPM on Windows',
      'Kubernetes 1.34',
      'DockerRuntime',
      'have passed</summary>',
      'Kubernetes 1.29',
    ]);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(body).toContain('<td data-label="Days" class="number">680</td>');
    expect(body).toContain('<td data-label="Days" class="number">172 ago</td>');
    expect(body).toContain('from Kubernetes 1.37');
  });

  it('shows first what ends for the pools there are, and folds the rest away', async () => {
    const { get, store } = await serve();
    store.clusters.save(buildCluster({ kubernetesVersion: '1.36.1' }));
    const { body } = await get('/retirements');
    const [, ours = '', others = ''] = body.split(
      /<h2>Ahead, for your pools<\/h2>|ahead, none of your pools<\/summary>/,
    );
    expect(ours).toContain('<th scope="row">Kubernetes 1.36</th>');
    expect(ours).not.toContain('<th scope="row">Kubernetes 1.35</th>');
    expect(others).toContain('<th scope="row">Kubernetes 1.35</th>');
    expect(body.split('</svg>')[0]).not.toContain('>Kubernetes 1.35<');
  });

  it('strikes earlier dates through, says so to screen readers, and shows who says otherwise', async () => {
    const { get, store } = await serve();
    const moved = buildRetirement({
      subject: 'Windows2022',
      phase: 'retirement',
      date: '2028-09-30',
      previous: [{ date: '2027-03-15', statedIn: '2026-01-10' }],
    });
    store.catalogue.replace({ ...NOTHING, retirements: [moved] });
    const { body } = await get('/retirements');
    expect(body).toContain('<b>30 Sep 2028</b>');
    expect(body).toContain('<s class="earlier"><span class="spoken">earlier: </span>15 Mar 2027</s>');
    expect(body).toMatch(/<small>Upgrade the OS version of Windows workloads on AKS says 30 Jun 2028<\/small>/);
  });

  it('escapes subjects and quotes, and links to web pages only', async () => {
    const { get, store } = await serve();
    const hostile = buildRetirement({
      subject: `WindowsFeature/${HOSTILE}`,
      phase: 'removal',
      date: '2028-01-01',
      quote: HOSTILE,
      statedIn: HOSTILE,
      url: 'javascript:alert(1)',
    });
    store.catalogue.replace({ ...NOTHING, retirements: [hostile] });
    const { body } = await get('/retirements');
    expect(body).toContain('&#60;script&#62;');
    expect(body).not.toContain('<script>');
    expect(body).not.toContain('javascript:');
  });
});

describe('the page of an image', () => {
  it('has its life, and leads to the image before', async () => {
    const { get, store } = await serve();
    const life = [
      { step: 'built' as const, on: '2026-07-15', source: 'version' },
      { step: 'rolling-out' as const, on: '2026-08-04', source: 'release-tracker', regions: 12 },
    ];
    store.catalogue.replace(buildCatalogue([buildImage('20348.5386.260715', { life }), '20348.5020.260415']));
    store.clusters.save(buildCluster());
    const { status, body } = await get('/images/20348.5386.260715');
    expect(status).toBe(200);
    expect(body).toContain('Reached the first region, now in 12 regions');
    expect(body).toContain('<option value="20348.5020.260415" selected>');
    expect(body).toMatch(/<a href="\/clusters\/[^"]+\/win22">/);
    expect((await get('/images/20348.1.260715')).status).toBe(404);
    expect((await get('/images/%3Cscript%3E')).status).toBe(400);
  });

  it('says where the notes that a difference rests on are missing', async () => {
    const { get, store } = await serve();
    store.catalogue.replace(buildCatalogue(['20348.5386.260715', '20348.5020.260415']));
    const { status, body } = await get('/images/compare?old=20348.5020.260415&new=20348.5386.260715');
    expect(status).toBe(200);
    expect(body).toContain('no notes file of 20348.5020.260415');
    saveTwoNotes(store);
    const compared = await get(`/images/compare?old=${OLDER}&new=${NEWER}`);
    expect(compared.body).toMatch(/Windows updates<.+>KB5060001<.+>KB5070001</s);
    expect((await get(`/images/${NEWER}`)).body).toContain('KB5049617, KB5070001');
    const wrong = await get('/images/compare');
    expect([wrong.status, wrong.body.includes('<a href="/images">Back to Images</a>')]).toEqual([400, true]);
  });
});

describe('the regions page', () => {
  it('says which region has which image since when, those with your pools first', async () => {
    const { get, store } = await serve();
    expect((await get('/regions')).body).toContain('Nothing is known of regions');
    const arrivals = ['australiaeast', 'westeurope'].flatMap((region) =>
      buildArrivals(region, ['20348.5386.260715@2026-08-04']),
    );
    store.catalogue.replace({
      ...buildCatalogue(['20348.5386.260715', '26100.33158.260715']),
      regions: { readOn: '2026-08-20', arrivals },
    });
    store.catalogue.markRegionsRead('2026-08-20');
    store.clusters.save(buildCluster());
    const { body } = await get('/regions');
    const order = positionsOf(body, ['<th scope="row">westeurope', '<th scope="row">australiaeast']);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(body).toContain('href="/fleet?region=westeurope">1 pool of yours</a>');
    expect(body).toContain('<small>since 4 Aug 2026</small>');
    expect(body).toContain('it does not list Windows Server 2025</p>');
    const images = (await get('/images')).body;
    expect(images).toContain('<td data-label="Regions" class="nowrap">2 of 2</td>');
    expect(images).toContain('not in the release tracker');
    expect(images).toContain('▲ in its first region');
  });
});

describe('the health page', () => {
  it('says in one sentence whether it works, and what to do where it does not', async () => {
    const { get, store } = await serve();
    const { body } = await get('/health');
    expect(body).toContain('It does not do its work.');
    expect(body).toContain('aks-releases and vhd-notes were not polled successfully yet');
    for (const name of ['aks-releases', 'vhd-notes'] as const)
      store.sources.markSucceeded(name, {}, '2026-08-20T08:45:00.000Z');
    const well = (await get('/health')).body;
    expect(well).toContain('It does its work.');
    expect(well).toContain('15 minutes ago');
    store.sources.markSucceeded('aks-releases', {}, '2026-08-19T08:00:00.000Z');
    expect((await get('/health')).body).toContain('nobody polled aks-releases since 19 Aug 2026, 08:00 UTC');
  });
});
