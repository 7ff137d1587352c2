import { describe, expect, it } from 'vitest';
import { buildCatalogue, buildCluster, buildImage } from '../../advice/support/builders.ts';
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
    const order = positionsOf(body, ['26100.33296.260812', '20348.5386.260715', '20348.5020.260415']);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(body).toContain('<small>announced as 20348.5386.260716</small>');
    expect(body).toContain('not announced yet');
    expect(body).toContain('href="https://example.test/releases/2026-07-15"');
    expect(body.match(/<td class="number">1<\/td>/g)).toHaveLength(1);
  });

  it('says what each mends', async () => {
    const { get, store } = await serve();
    const security = { updates: ['KB5063880', 'KB5065432'], cves: ['CVE-2026-1234', HOSTILE] };
    store.catalogue.replace(buildCatalogue([buildImage('20348.5386.260715', { security }), '20348.5020.260415']));
    const { body } = await get('/images');
    expect(body).toContain('<td>security updates KB5065432 and KB5063880; fixes CVE-2026-1234 and ');
    expect(body).not.toContain(HOSTILE);
    expect(body.match(/<td>–<\/td>/g)).toHaveLength(1);
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
    expect(body).toContain('Leaves long-term support');
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
    const order = positionsOf(body, [
      'Azure NPM on Windows',
      'Kubernetes 1.34',
      'DockerRuntime',
      'that have passed</summary>',
      '>Past<',
      'Kubernetes 1.29',
    ]);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(body).toContain('<td class="number">680</td>');
    expect(body).toContain('<td class="number">172</td>');
    expect(body).toContain('from Kubernetes 1.37');
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
