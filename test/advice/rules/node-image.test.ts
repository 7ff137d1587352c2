import { describe, expect, it } from 'vitest';
import { assessNodePool } from '../../../src/advice/assess-node-pool.ts';
import type { NodeImage } from '../../../src/domain/catalogue.ts';
import type { Cluster } from '../../../src/domain/cluster.ts';
import { withHolds } from '../../../src/domain/finding.ts';
import { agePartOf } from '../../../src/domain/node-pool-assessment.ts';
import { adviseOnPool, ofRule, onlyOf } from '../support/advise.ts';
import { buildAugustCatalogue } from '../support/august-2026.ts';
import { buildArrivals, buildCatalogue, buildCluster, buildImage, buildPool } from '../support/builders.ts';
import { buildLifecycle } from '../support/lifecycle.ts';

const JUNE = 'AKSWindows-2022-containerd-20348.5256.260610';
const APRIL = 'AKSWindows-2022-containerd-20348.5020.260415';
const BY_HAND = { nodeOsUpgradeChannel: 'None' };

describe('the image that somebody put on hold', () => {
  const held = ['20348.5386.260715'];

  it('is nothing to paste: whether to wait for the next one is asked first', () => {
    const finding = onlyOf(adviseOnPool({ nodeImageVersion: APRIL }, BY_HAND, { held }), 'node-image-behind');
    expect(finding.commands.join()).not.toContain('upgrade --');
    expect(finding.commands.join()).not.toContain('--node-image-only');
    expect(finding.steps[1]?.kind).toBe('after-check');
    expect(finding.steps[1]?.title).toMatch(
      /^20348\.5386\.260715 is on hold: wait for the next image\. Upgrade only where/,
    );
  });

  it('is on hold for a pool that is pinned to a snapshot, too', () => {
    const pinned = { nodeImageVersion: APRIL, snapshotId: '/subscriptions/s/snapshots/golden' };
    const { steps } = onlyOf(adviseOnPool(pinned, BY_HAND, { held }), 'node-image-behind');
    expect(steps[1]?.title).toMatch(/^20348\.5386\.260715 is on hold: wait for the next image\. If the pool may leave/);
  });

  it('is in no summary as what to upgrade to', () => {
    const waits = '; wait for the next image: 20348.5386.260715 is on hold';
    const old = adviseOnPool({ nodeImageVersion: APRIL }, BY_HAND, { held });
    const [age, behind] = ['node-image-age', 'node-image-behind'].map((rule) => onlyOf(old, rule));
    expect(age?.summary).toMatch(new RegExp(`past the 90 days that AKS supports${waits}\\.$`));
    expect(behind?.summary).toMatch(new RegExp(`${waits}\\.$`));
    expect([age, behind].map((one) => one?.brief.action)).toEqual(Array(2).fill('wait for the next image'));
  });

  it('is waited for by nobody where AKS upgrades by itself', () => {
    const say = (nodeImageVersion: string) =>
      onlyOf(adviseOnPool({ nodeImageVersion }, { nodeOsUpgradeChannel: 'NodeImage' }, { held }), 'node-image-behind')
        .summary;
    const soon = say('AKSWindows-2022-containerd-20348.5256.260612');
    expect(soon).toMatch(/; it will be done in your window .*; 20348\.5386\.260715 is on hold\.$/);
    const late = say(APRIL);
    expect(late).toMatch(/should have done it by now.*; 20348\.5386\.260715 is on hold\.$/);
    expect(`${soon} ${late}`).not.toContain('wait for');
  });

  it('is waited for where some nodes run it already, and Azure says that the pool does', () => {
    const JULY = 'AKSWindows-2022-containerd-20348.5386.260715';
    const mixed = { nodeImages: { [APRIL]: 1, [JULY]: 2 }, nodeImageVersion: JULY };
    const { summary, steps } = onlyOf(adviseOnPool(mixed, BY_HAND, { held }), 'node-images-mixed');
    expect(summary).toContain('wait for the next image: 20348.5386.260715 is on hold');
    expect(steps[1]?.title).toMatch(/^20348\.5386\.260715 is on hold: wait for the next image\. If /);
  });

  it('comes with a Kubernetes upgrade, which is said', () => {
    const input = { held: ['20348.5499.260812'], now: new Date('2026-11-27T00:00:00Z') };
    const findings = adviseOnPool({ nodeImageVersion: APRIL }, { kubernetesVersion: '1.34.4', ...BY_HAND }, input);
    const titles = onlyOf(findings, 'kubernetes-support').steps.map(({ title }) => title);
    expect(titles.join('\n')).toContain('; it brings 20348.5499.260812, which is on hold');
  });

  it('comes with a Kubernetes upgrade that is repeated, which is said, and so is what else comes with it', () => {
    const pool = { nodeImageVersion: JUNE, snapshotId: '/subscriptions/s/snapshots/golden', maxSurge: '100%' };
    const failed = { provisioningState: 'Failed', wantedKubernetesVersion: '1.36.2' };
    const repeat = onlyOf(adviseOnPool(pool, failed, { held }), 'not-running').steps[1]?.title;
    expect(repeat).toMatch(/^When the reason is gone, repeat the upgrade: /);
    expect(repeat).toContain('; it brings 20348.5386.260715, which is on hold; win22 leaves its snapshot with it');
    expect(repeat).toContain('; set the surge of win22 first.');
  });

  it.each([
    ['node-pool-kubernetes', 'Succeeded'],
    ['not-running', 'Failed'],
  ])('comes with a Kubernetes upgrade of the pool, which %s says', (rule, provisioningState) => {
    const pinned = { nodeImageVersion: JUNE, snapshotId: '/subscriptions/s/snapshots/golden' };
    const pool = { ...pinned, provisioningState, kubernetesVersion: '1.34.7' };
    expect(onlyOf(adviseOnPool(pool, BY_HAND, { held }), rule).steps[1]?.title).toContain(
      'they get the newest node image with it; it brings 20348.5386.260715, which is on hold; win22 leaves its snapshot',
    );
  });

  it('is waited for by whoever repeats an upgrade, too', () => {
    const { id: clusterId } = buildCluster();
    const upgrade = { observedAt: '2026-08-10T02:00:00.000Z', nodeImageVersion: JUNE, kubernetesVersion: '1.35.6' };
    const observations = [{ ...upgrade, provisioningState: 'UpgradingNodeImageVersion' }];
    const history = [{ clusterId, nodePool: 'win22', observations }];
    const pool = { nodeImageVersion: JUNE, kubernetesVersion: '1.35.6' };
    const mixed = { nodeImages: { [APRIL]: 1, [JUNE]: 2 }, nodeImageVersion: JUNE };
    const findings = [
      onlyOf(adviseOnPool({ ...pool, provisioningState: 'Failed' }, BY_HAND, { held }), 'not-running'),
      onlyOf(adviseOnPool(mixed, BY_HAND, { held }), 'node-images-mixed'),
      onlyOf(adviseOnPool(pool, BY_HAND, { held, history }), 'upgrade-without-effect'),
    ];
    const upgrades = findings.flatMap(({ steps }) =>
      steps.filter(({ commands }) => commands.join().includes('--node-image-only')),
    );
    expect(upgrades).toHaveLength(3);
    for (const { title } of upgrades)
      expect(title).toMatch(/20348\.5386\.260715 is on hold: wait for the next image\. If /);
  });

  it('comes with the channel all the same, which is said', () => {
    const finding = onlyOf(adviseOnPool({ nodeImageVersion: JUNE }, {}, { held }), 'node-image-behind');
    expect(finding.steps.map(({ title }) => title).join()).toContain(
      '20348.5386.260715 is on hold, and the channel takes it all the same',
    );
    expect(finding.steps.flatMap(({ commands }) => commands).join()).not.toContain('--node-image-only');
  });
});

describe('rule node-image-behind', () => {
  it('says how many images and days, what they bring, by when, and what to run', () => {
    const finding = onlyOf(adviseOnPool({ nodeImageVersion: APRIL }, BY_HAND), 'node-image-behind');
    expect(finding).toMatchObject({ severity: 'medium', subject: 'Windows2022', due: '2026-07-14' });
    expect(finding.summary).toBe(
      '3 node images and 91 days behind: 20348.5020.260415 → 20348.5386.260715, with 3 rounds of Windows updates (20348.5499.260812 is built and not announced yet).',
    );
    expect(finding.brief).toMatchObject({
      point: '3 node images and 91 days behind',
      action: 'upgrade to 20348.5386.260715',
    });
    const target = '-g rg-shop-prod --cluster-name shop-prod';
    const subscription = '--subscription 00000000-0000-0000-0000-000000000001';
    expect(finding.commands).toEqual([
      `az aks nodepool get-upgrades ${target} --nodepool-name win22 --query latestNodeImageVersion -o tsv ${subscription}`,
      `az aks nodepool upgrade ${target} --name win22 --node-image-only ${subscription}`,
      `az aks nodepool show ${target} --name win22 --query nodeImageVersion -o tsv ${subscription}`,
    ]);
    expect(finding.evidence.map(({ label }) => label)).toEqual([
      '20348.5386.260715',
      '20348.5256.260610',
      '20348.5139.260513',
      'Node images',
    ]);
  });

  it('is only information when the difference is a rebuild of the same Windows updates', () => {
    const catalogue = buildCatalogue(['20348.5386.260715', '20348.5386.260717']);
    const finding = onlyOf(adviseOnPool({}, BY_HAND, { catalogue }), 'node-image-behind');
    expect(finding.severity).toBe('info');
    expect(finding.summary).toContain('1 node image and 2 days behind');
    expect(finding.summary).toContain('a rebuild of the same Windows updates');
  });

  describe('with what is known of the images it lacks', () => {
    const JULY = '20348.5386.260715';
    const behind = (security: NodeImage['security'], cluster: Partial<Cluster> = BY_HAND, version = JULY) => {
      const catalogue = buildCatalogue(['20348.5256.260610', buildImage(version, { security })]);
      return onlyOf(adviseOnPool({ nodeImageVersion: JUNE }, cluster, { catalogue }), 'node-image-behind');
    };

    it('is this month’s work where they bring a security update, and urgent where a note ties a CVE to one', () => {
      expect(behind(null).severity).toBe('low');
      expect(behind({ updates: [], cves: [] }).severity).toBe('low');
      expect(behind({ updates: ['KB5063880'], cves: [] }).severity).toBe('medium');
      expect(behind({ updates: [], cves: ['CVE-2026-1234'] }).severity).toBe('high');
    });

    it('names them', () => {
      expect(behind({ updates: ['KB5063880'], cves: ['CVE-2026-1234'] }).summary).toBe(
        `1 node image and 35 days behind: 20348.5256.260610 → ${JULY}, with new Windows updates, security update KB5063880; fixes CVE-2026-1234.`,
      );
    });

    it('adds up what every image in between brings', () => {
      const catalogue = buildCatalogue([
        '20348.5020.260415',
        buildImage('20348.5139.260513', { security: { updates: ['KB1'], cves: ['CVE-2026-1234'] } }),
        buildImage(JULY, { security: { updates: ['KB2'], cves: [] } }),
      ]);
      const { severity, summary } = onlyOf(
        adviseOnPool({ nodeImageVersion: APRIL }, BY_HAND, { catalogue }),
        'node-image-behind',
      );
      expect(severity).toBe('high');
      expect(summary).toContain('with 2 rounds of Windows updates, security updates KB2 and KB1; fixes CVE-2026-1234.');
    });

    it('stays information while AKS does it by itself in its window', () => {
      const lacking = { updates: ['KB5063880'], cves: ['CVE-2026-1234'] };
      const { severity, summary } = behind(lacking, { nodeOsUpgradeChannel: 'NodeImage' });
      expect(severity).toBe('info');
      expect(summary).toContain('fixes CVE-2026-1234; it will be done in your window');
    });

    it('is urgent with a mere rebuild that mends a CVE, and information with one that mends nothing', () => {
      const rebuilt = '20348.5256.260612';
      expect(behind({ updates: [], cves: ['CVE-2026-1234'] }, BY_HAND, rebuilt)).toMatchObject({
        severity: 'high',
        summary: expect.stringContaining('a rebuild of the same Windows updates, fixes CVE-2026-1234.'),
      });
      expect(behind({ updates: [], cves: [] }, BY_HAND, rebuilt).severity).toBe('info');
    });
  });

  it('says that AKS will do it in the window, with the NodeImage channel and a recent image', () => {
    for (const cluster of [
      { nodeOsUpgradeChannel: 'NodeImage' },
      { nodeOsUpgradeChannel: null, upgradeChannel: 'node-image' },
    ]) {
      const finding = onlyOf(adviseOnPool({ nodeImageVersion: JUNE }, cluster), 'node-image-behind');
      expect(finding.severity).toBe('info');
      expect(finding.summary).toContain('will be done in your window');
    }
  });

  it('says that the channel missed its window when a whole rollout and a month have passed', () => {
    const finding = onlyOf(adviseOnPool({ nodeImageVersion: APRIL }), 'node-image-behind');
    expect(finding.severity).toBe('medium');
    expect(finding.summary).toContain('should have done it by now, so check the maintenance window');
    expect(finding.steps?.[0]?.commands[0]).toContain('az aks maintenanceconfiguration list');
  });

  it('does not leave to AKS what its window reaches only after the 90 days', () => {
    const window = (opensOn: string) => ({
      maintenance: {
        asOf: '2026-08-19T00:00:00Z',
        windows: [{ name: 'aksManagedNodeOSUpgradeSchedule', when: 'every 3 months on day 1', opensOn: [opensOn] }],
      },
    });
    const find = (opensOn: string) =>
      onlyOf(adviseOnPool({ nodeImageVersion: JUNE }, window(opensOn)), 'node-image-behind');
    expect(find('2026-09-08')).toMatchObject({ severity: 'info', summary: expect.stringContaining('in your window') });
    const late = find('2026-09-09');
    expect(late.severity).not.toBe('info');
    expect(late.summary).toContain('opens only on 9 Sep 2026, after the 90th day, so do not wait for that.');
    const { image = '' } = late.brief.takes ?? {};
    // Nobody is told to wait and to upgrade in one breath.
    expect(withHolds(late, [image]).summary).toMatch(/wait for the next image: \S+ is on hold\.$/);
    expect(withHolds(late, [image]).summary).not.toContain('so upgrade');
  });

  it('says that a published image is not yet in the region, when Azure offers an older one', () => {
    const pool = { nodeImageVersion: APRIL, latestNodeImageVersion: JUNE };
    const finding = onlyOf(adviseOnPool(pool, BY_HAND), 'node-image-behind');
    expect(finding.summary).toContain('→ 20348.5256.260610');
    expect(finding.summary).toContain('(20348.5499.260812 is not yet in your region)');
  });

  it.each([
    ['20348.5386.260715@2026-08-04', '20348.5499.260812 is not yet in your region, westeurope'],
    ['~20348.5499.260812@2026-08-20', '20348.5499.260812 is being rolled out in your region, westeurope'],
  ])('names the region that waits for a newer image (%s)', (first, words) => {
    const arrivals = buildArrivals('westeurope', [first, '20348.5386.260715@2026-08-04', '20348.5256.260610']);
    const catalogue = { ...buildAugustCatalogue(), regions: { readOn: '2026-08-19', arrivals } };
    const finding = onlyOf(adviseOnPool({ nodeImageVersion: JUNE }, BY_HAND, { catalogue }), 'node-image-behind');
    expect(finding.summary).toContain(`→ 20348.5386.260715`);
    expect(finding.summary).toContain(`(${words})`);
  });

  it('says so when the region has what Azure did not offer yet', () => {
    const arrivals = buildArrivals('westeurope', ['20348.5499.260812', '20348.5256.260610']);
    const catalogue = { ...buildAugustCatalogue(), regions: { readOn: '2026-08-19', arrivals } };
    const pool = { nodeImageVersion: APRIL, latestNodeImageVersion: JUNE };
    const finding = onlyOf(adviseOnPool(pool, BY_HAND, { catalogue }), 'node-image-behind');
    expect(finding.summary).toContain(
      '(20348.5499.260812 is in your region, westeurope, and was not offered when Azure was asked)',
    );
  });

  it('is silent when the release tracker says that the region has nothing newer, and the age counts all the same', () => {
    const arrivals = buildArrivals('westeurope', ['20348.5256.260610@2026-06-23']);
    const catalogue = { ...buildAugustCatalogue(), regions: { readOn: '2026-08-19', arrivals } };
    const findings = adviseOnPool({ nodeImageVersion: JUNE }, BY_HAND, { catalogue });
    expect(ofRule(findings, 'node-image-behind')).toEqual([]);
    expect(onlyOf(findings, 'node-image-age')).toMatchObject({
      severity: 'low',
      summary: expect.stringContaining('the newer 20348.5499.260812 is not yet in your region, westeurope'),
    });
  });

  it('is silent when the region has nothing newer', () => {
    const findings = adviseOnPool({ nodeImageVersion: JUNE, latestNodeImageVersion: JUNE }, BY_HAND);
    expect(ofRule(findings, 'node-image-behind')).toEqual([]);
  });

  it('only watches while an upgrade is under way', () => {
    const pool = { nodeImageVersion: APRIL, provisioningState: 'UpgradingNodeImageVersion' };
    const findings = adviseOnPool(pool, BY_HAND);
    const finding = onlyOf(findings, 'node-image-behind');
    expect(finding).toMatchObject({ severity: 'info' });
    expect(finding.commands).toHaveLength(1);
    expect(finding.commands[0]).toContain('nodepool show');
    expect(ofRule(findings, 'node-image-age')).toEqual([]);
  });

  it('tells a retired pool of a newer image of its own OS SKU, and is silent on its last one', () => {
    const old = adviseOnPool({ nodeImageVersion: 'AKSWindows-2019-containerd-17763.8276.260114' });
    expect(onlyOf(old, 'node-image-behind').summary).toContain('→ 17763.8389.260210');
    const last = adviseOnPool({ nodeImageVersion: 'AKSWindows-2019-containerd-17763.8389.260210' });
    expect(ofRule(last, 'node-image-behind')).toEqual([]);
  });

  it('waits quietly while the pool is stopped, and says so', () => {
    const findings = adviseOnPool({ nodeImageVersion: JUNE, powerState: 'Stopped' });
    const finding = onlyOf(findings, 'node-image-behind');
    expect(finding.severity).toBe('low');
    expect(finding.summary).not.toContain('window');
    expect(finding.summary).toMatch(/; the node pool is stopped, so this applies when it is started\.$/);
    expect(ofRule(findings, 'node-image-age')).toEqual([]);
  });
});

describe('rule node-image-age', () => {
  it.each([
    ['2026-08-08', null],
    ['2026-08-09', 'low'],
    ['2026-08-23', 'low'],
    ['2026-08-24', 'medium'],
    ['2026-09-07', 'medium'],
    ['2026-09-08', 'high'],
    ['2027-06-01', 'high'],
  ])('on %s an image of 10 June is %s', (day, severity) => {
    const findings = adviseOnPool({ nodeImageVersion: JUNE }, BY_HAND, { now: new Date(`${day}T12:00:00Z`) });
    expect(ofRule(findings, 'node-image-age').map((finding) => finding.severity)).toEqual(severity ? [severity] : []);
  });

  it('does not wait for the window of a channel once the image is past its time, and leaves the upgrade to it', () => {
    const catalogue = buildCatalogue(['20348.5256.260610', '20348.5520.260908']);
    const ageOn = (day: string) =>
      ofRule(
        adviseOnPool({ nodeImageVersion: JUNE }, {}, { catalogue, now: new Date(`${day}T12:00:00Z`) }),
        'node-image-age',
      );
    expect(ageOn('2026-09-08')).toEqual([]);
    const [finding] = ageOn('2026-09-09');
    expect(finding).toMatchObject({ severity: 'medium', due: '2026-09-08' });
    expect(finding?.summary).toMatch(
      /^The node image is 91 days old, past the 90 days .*; it will be done in your window/,
    );
    expect(finding?.commands.join()).not.toContain('--node-image-only');
  });

  it('counts days as everything else does', () => {
    const pool = { nodeImageVersion: 'AKSWindows-2022-containerd-20348.1607.230310' };
    expect(onlyOf(adviseOnPool(pool, BY_HAND), 'node-image-age').summary).toMatch(/^The node image is 1,259 days old,/);
  });

  it('names the day on which 90 days are full, as its due date', () => {
    const finding = onlyOf(adviseOnPool({ nodeImageVersion: JUNE }, BY_HAND), 'node-image-age');
    expect(finding.due).toBe('2026-09-08');
    expect(finding.summary).toBe(
      'The node image is 71 days old, and reaches the 90 days that AKS supports on 8 Sep 2026; upgrade to 20348.5386.260715.',
    );
  });

  it('counts by itself: where Azure offered nothing newer it asks again, and upgrades nothing before that', () => {
    const pool = { nodeImageVersion: APRIL, latestNodeImageVersion: APRIL };
    const finding = onlyOf(adviseOnPool(pool, BY_HAND), 'node-image-age');
    expect(finding.severity).toBe('high');
    expect(finding.summary).toContain('Azure offered no newer one when it was asked last: ask again');
    expect(finding.commands.join()).not.toContain(' upgrade ');
    expect(finding.steps?.[1]).toMatchObject({ kind: 'after-check' });
  });

  it('is shown as soon too old from 60 days on', () => {
    expect([59, 60].map(agePartOf)).toEqual(['young', 'soon']);
  });

  it.each([
    ['2026-09-07', 'current', 'soon', 'reaches'],
    ['2026-09-08', 'current', 'soon', 'reaches'],
    ['2026-09-09', 'behind', 'over', 'past'],
  ])('has one answer on %s to whether the newest known image is too old: %s', (day, status, part, words) => {
    const now = new Date(`${day}T12:00:00Z`);
    const catalogue = { ...buildAugustCatalogue(), images: [buildImage('20348.5256.260610')] };
    const assessment = assessNodePool(buildPool({ nodeImageVersion: JUNE }), catalogue, buildLifecycle(), now);
    expect([assessment.status, agePartOf(assessment.ageDays ?? 0)]).toEqual([status, part]);
    const finding = onlyOf(adviseOnPool({ nodeImageVersion: JUNE }, BY_HAND, { catalogue, now }), 'node-image-age');
    expect(finding.summary).toContain(`${words} the 90 days that AKS supports`);
  });

  it('leaves a retired OS SKU to its own finding', () => {
    const findings = adviseOnPool({ nodeImageVersion: 'AKSWindows-2019-containerd-17763.8389.260210' });
    expect(ofRule(findings, 'node-image-age')).toEqual([]);
    expect(onlyOf(findings, 'os-sku-retirement').severity).toBe('high');
  });

  it('takes the age limit for Windows versions whose ends nobody knows', () => {
    const lifecycle = buildLifecycle({ osSkus: [] });
    const pool = { nodeImageVersion: 'AKSWindows-2019-containerd-17763.8389.260210' };
    expect(onlyOf(adviseOnPool(pool, BY_HAND, { lifecycle }), 'node-image-age').severity).toBe('high');
  });

  it('counts by itself: that no newer image is known says nothing about there being none', () => {
    const images = [buildImage('20348.5256.260610')];
    const catalogue = { ...buildAugustCatalogue(), images };
    const found = (day: string) =>
      ofRule(
        adviseOnPool({ nodeImageVersion: JUNE }, BY_HAND, { catalogue, now: new Date(`${day}T12:00:00Z`) }),
        'node-image-age',
      );
    expect(found('2026-08-09').map(({ severity }) => severity)).toEqual(['low']);
    expect(found('2026-08-24').map(({ severity }) => severity)).toEqual(['medium']);
    expect(found('2026-09-08').map(({ severity }) => severity)).toEqual(['high']);
    expect(found('2026-09-08')[0]?.summary).toContain(
      'no newer one is known since 10 Jun 2026, which does not say that there is none',
    );
    expect(found('2026-09-08')[0]?.commands).toEqual([expect.stringContaining('nodepool get-upgrades')]);
  });

  it('says of a channel that does nothing on a version out of support, also where no newer image is known', () => {
    const input = { catalogue: { ...buildAugustCatalogue(), images: [buildImage('20348.5256.260610')] } };
    const found = (kubernetesVersion: string) =>
      onlyOf(
        adviseOnPool(
          { nodeImageVersion: JUNE },
          { kubernetesVersion, nodeOsUpgradeChannel: 'NodeImage' },
          { ...input, now: new Date('2026-09-20T12:00:00Z') },
        ),
        'node-image-age',
      ).summary;
    expect(found('1.32.11')).toMatch(
      /; the node OS upgrade channel does nothing while the Kubernetes version is out of/,
    );
    expect(found('1.35.6')).not.toMatch(/does nothing/);
  });
});

describe('rule node-image-withdrawn', () => {
  const JULY = '20348.5386.260715';
  const recall = {
    statedIn: '2026-08-14',
    statedAt: '2026-08-14T12:00:00Z',
    url: 'https://example.test/recall',
    quote: 'It was withdrawn.',
  };
  const withdrawn = (changes: object) =>
    buildCatalogue(['20348.5256.260610', buildImage('20348.5386.260715', { state: 'withdrawn', ...changes })]);

  it('says that AKS took back the image that a pool runs, where, and the two ways out', () => {
    const catalogue = withdrawn({ recall });
    const finding = onlyOf(
      adviseOnPool({ nodeImageVersion: `AKSWindows-2022-containerd-${JULY}` }, BY_HAND, { catalogue }),
      'node-image-withdrawn',
    );
    expect(finding).toMatchObject({ severity: 'medium', subject: JULY });
    expect(finding.summary).toMatch(
      /^AKS withdrew the node image 20348\.5386\.260715, which this pool runs \(release 2026-08-14\)/,
    );
    expect(finding.evidence[0]?.url).toBe('https://example.test/recall');
    expect(finding.commands.join()).not.toMatch(/ upgrade | rollback /);
    expect(finding.steps.map(({ commands }) => commands.join())).toEqual([
      expect.stringContaining('get-upgrades'),
      expect.stringContaining('nodepool rollback'),
    ]);
  });

  it('says low that what announced the image is gone, where nothing newer is there to go on to', () => {
    const nodeImageVersion = `AKSWindows-2022-containerd-${JULY}`;
    const gone = { announcedIn: '2026-07-17', announcedAt: '2026-07-24T18:00:00Z' };
    const finding = onlyOf(
      adviseOnPool({ nodeImageVersion }, BY_HAND, { catalogue: withdrawn(gone) }),
      'node-image-withdrawn',
    );
    expect(finding).toMatchObject({ severity: 'low', subject: JULY });
    expect(finding.summary).toMatch(/^AKS no longer lists the node image 20348\.5386\.260715, .*: release 2026-07-17/);
    expect(finding.commands).toEqual([expect.stringContaining('get-upgrades')]);
    const newer = [buildImage(JULY, { state: 'withdrawn', ...gone }), '20348.5499.260812'];
    const behind = adviseOnPool({ nodeImageVersion }, BY_HAND, { catalogue: buildCatalogue(newer) });
    expect(ofRule(behind, 'node-image-withdrawn')).toEqual([]);
    expect(ofRule(behind, 'node-image-behind')).toHaveLength(1);
  });

  it('is silent on a pool with another image, and on an image that no release ever named', () => {
    expect(
      ofRule(
        adviseOnPool({ nodeImageVersion: JUNE }, BY_HAND, { catalogue: withdrawn({ recall }) }),
        'node-image-withdrawn',
      ),
    ).toEqual([]);
    const unlisted = adviseOnPool({ nodeImageVersion: `AKSWindows-2022-containerd-${JULY}` }, BY_HAND, {
      catalogue: withdrawn({ announcedIn: null }),
    });
    expect(ofRule(unlisted, 'node-image-withdrawn')).toEqual([]);
  });
});
