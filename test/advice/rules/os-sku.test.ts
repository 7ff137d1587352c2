import { describe, expect, it } from 'vitest';
import { advise, adviseOnPool, linesOf, ofRule, onlyOf, outlineOf } from '../support/advise.ts';
import { buildPool, buildSystemPool } from '../support/builders.ts';
import { buildLifecycle, buildOsSkuLifecycle, buildPhase } from '../support/lifecycle.ts';

const WIN2019 = { name: 'win19', nodeImageVersion: 'AKSWindows-2019-containerd-17763.8389.260210' };
const ANNUAL = { name: 'annu', nodeImageVersion: 'AKSWindows-23H2-gen2-25398.2330.260513' };
const at = (day: string): { readonly now: Date } => ({ now: new Date(`${day}T12:00:00Z`) });
const on132 = { kubernetesVersion: '1.32.11', networkPolicy: 'none' };

describe('rule os-sku-retirement', () => {
  it('says since when, what comes next, where to go, and gives the three steps in order', () => {
    const finding = onlyOf(adviseOnPool(WIN2019, on132), 'os-sku-retirement');
    expect(finding).toMatchObject({ severity: 'high', subject: 'Windows2019', due: '2027-04-01' });
    expect(finding.summary).toBe(
      'Windows Server 2019 is retired since 1 Mar 2026 and gets no Windows updates, its images are removed on 1 Apr 2027, after which scaling and reimaging fail; move to a new pool of Windows Server 2025 with rebuilt container images; until then AKS refuses the upgrade to Kubernetes 1.33 and above.',
    );
    expect(outlineOf(finding)).toEqual([
      'now az vm list-usage',
      'after-check az aks nodepool add',
      'after-check az aks get-credentials',
      'after-check az aks get-credentials',
      'irreversible az aks nodepool delete',
    ]);
    expect(finding.steps?.[2]?.title).toContain('Rebuild the container images FROM an ltsc2025 base image');
    expect(finding.steps?.[1]?.title).toContain('set up by hand: every other setting of the old pool');
    expect(linesOf(finding)[1]).toBe(
      'az aks nodepool add -g rg-shop-prod --cluster-name shop-prod --name win25 --os-type Windows --os-sku Windows2025 --enable-fips-image --node-count 3 --node-vm-size Standard_D4s_v5 --max-surge 10% --subscription 00000000-0000-0000-0000-000000000001',
    );
    expect(linesOf(finding).at(-2)).toContain('drain -l kubernetes.azure.com/agentpool=win19');
  });

  it('sets the new pool up like the old one where Azure told how that was', () => {
    const settings = {
      labels: { team: 'orders & co', 'kubernetes.azure.com/mode': 'user' },
      taints: ['os=windows:NoSchedule', 'gpu=:NoExecute'],
      zones: ['1', '2'],
      subnetId: '/subscriptions/s/subnets/nodes',
      maxPods: 30,
      autoscaler: { min: 2, max: 9 },
    };
    const commands = linesOf(onlyOf(adviseOnPool({ ...WIN2019, settings }, on132), 'os-sku-retirement'));
    expect(commands[1]).toContain(
      "--labels 'team=orders & co' --node-taints 'os=windows:NoSchedule,gpu=:NoExecute' --zones 1 2 --vnet-subnet-id /subscriptions/s/subnets/nodes --max-pods 30 --enable-cluster-autoscaler --min-count 2 --max-count 9",
    );
    expect(commands[1]).not.toContain('kubernetes.azure.com');
  });

  it('carries no surge where the old pool gives up nodes instead, but not all of them', () => {
    const settings = { labels: {}, taints: [], zones: [], subnetId: null, maxPods: null, autoscaler: null };
    const addWith = (maxUnavailable: string) =>
      linesOf(
        onlyOf(
          adviseOnPool({ ...WIN2019, maxSurge: '0', settings: { ...settings, maxUnavailable } }, on132),
          'os-sku-retirement',
        ),
      )[1];
    expect(addWith('1')).toMatch(/--max-surge 0 .*--max-unavailable 1( |$)/);
    expect(addWith('100%')).toMatch(/--max-surge 33%(?!.*--max-unavailable)/);
  });

  it('leaves out what the old pool does not have', () => {
    const settings = { labels: {}, taints: [], zones: [], subnetId: null, maxPods: null, autoscaler: null };
    const commands = linesOf(onlyOf(adviseOnPool({ ...WIN2019, settings }, on132), 'os-sku-retirement'));
    expect(commands[1]).not.toMatch(/--(labels|node-taints|zones|vnet-subnet-id|max-pods|enable-cluster)/);
  });

  it('asks for no rebuild where the same container images run on the new Windows version', () => {
    const finding = onlyOf(
      adviseOnPool(ANNUAL, { kubernetesVersion: '1.33.1', networkPolicy: 'none' }),
      'os-sku-retirement',
    );
    expect(finding.summary).toMatch(
      /; move to a new pool of Windows Server 2025; until then AKS refuses the upgrade to Kubernetes 1\.34 and above\.$/,
    );
    expect(finding.steps?.map(({ title }) => title).join()).toContain('container images run there unchanged');
  });

  it('goes to Windows Server 2022 without the FIPS flag where Kubernetes is too old for 2025', () => {
    const finding = onlyOf(adviseOnPool(WIN2019, { kubernetesVersion: '1.31.9' }), 'os-sku-retirement');
    expect(finding.summary).toContain('move to a new pool of Windows Server 2022 with rebuilt container images');
    expect(linesOf(finding)[1]).toContain('--name win22 --os-type Windows --os-sku Windows2022 --node-count');
  });

  it.each([
    ['2025-09-01', null],
    ['2025-09-02', 'low'],
    ['2025-12-01', 'medium'],
    ['2026-01-30', 'high'],
    ['2026-02-28', 'high'],
    ['2026-03-01', 'high'],
    ['2026-12-31', 'high'],
    ['2027-01-01', 'critical'],
    ['2027-06-01', 'critical'],
  ])('on %s Windows Server 2019 is %s', (day, severity) => {
    const findings = ofRule(adviseOnPool(WIN2019, on132, at(day)), 'os-sku-retirement');
    expect(findings.map((finding) => finding.severity)).toEqual(severity ? [severity] : []);
  });

  it('asks the cluster for its region where that was not told, before the quota of that', () => {
    const pool = { osSku: 'Windows2019', nodeImageVersion: 'AKSWindows-2019-containerd-17763.8389.260210' };
    const finding = onlyOf(adviseOnPool(pool, { location: null }), 'os-sku-retirement');
    expect(finding.steps?.[0]?.commands.map((line) => line.replace(/ --subscription \S+/, ''))).toEqual([
      expect.stringMatching(/^az aks show .* --query location -o tsv$/),
      "az vm list-usage --location '<location>' -o table",
    ]);
  });

  it('counts the days before the end and is due on it', () => {
    const finding = onlyOf(adviseOnPool(WIN2019, on132, at('2026-02-01')), 'os-sku-retirement');
    expect(finding.due).toBe('2026-03-01');
    expect(finding.summary).toContain('retires on 1 Mar 2026 (28 days left)');
  });

  it('says that scaling fails once the images are removed', () => {
    const finding = onlyOf(adviseOnPool(WIN2019, on132, at('2027-04-01')), 'os-sku-retirement');
    expect(finding.summary).toContain('its images were removed on 1 Apr 2027, so scaling and reimaging fail');
  });

  it('sends no pool through a Kubernetes upgrade once its images are removed, which would replace its nodes', () => {
    const lts = { kubernetesVersion: '1.31.110', supportPlan: 'AKSLongTermSupport', tier: 'Premium' };
    const ways = ['2026-09-01', '2027-04-02'].map(
      (day) => onlyOf(adviseOnPool(WIN2019, lts, at(day)), 'os-sku-retirement').summary,
    );
    expect(ways[0]).toMatch(/; upgrade Kubernetes to 1\.32 first, which still allows it, then move/);
    expect(ways[1]).toMatch(
      /; move to a new pool of Windows Server 2022 with rebuilt container images; until then no upgrade to Kubernetes 1\.32 and above gets past this pool\.$/,
    );
  });

  it('asks for no surge, and ends no pin, of a pool that a Kubernetes upgrade finds gone', () => {
    const pools = [WIN2019, { name: 'win22' }].map((pool) =>
      buildPool({ ...pool, maxSurge: '100%', snapshotId: 'golden' }),
    );
    for (const day of ['2026-09-01', '2027-04-02']) {
      const nodePools = [buildSystemPool(), ...pools];
      const { steps } = onlyOf(advise({ ...on132, nodePools }, at(day)), 'kubernetes-support');
      const upgrade = steps.find(({ commands }) => commands.join().includes('az aks upgrade'));
      expect(upgrade?.title).toContain('; win22 leaves its snapshot with it; set the surge of win22 first.');
    }
  });

  it('runs no upgrade that is stuck again, once nodes cannot come back', () => {
    const nodeImages = {
      'AKSWindows-2019-containerd-17763.8389.260210': 1,
      'AKSWindows-2019-containerd-17763.8146.260112': 1,
    };
    const found = ['2027-03-20', '2027-04-02'].map((day) =>
      onlyOf(adviseOnPool({ ...WIN2019, nodeImages }, on132, at(day)), 'node-images-mixed'),
    );
    expect(found.map(({ brief }) => brief.action)).toEqual([
      'look for cordoned or NotReady nodes and run it again',
      'look for cordoned or NotReady nodes',
    ]);
    expect(found.map((finding) => linesOf(finding).join().includes('nodepool upgrade'))).toEqual([true, false]);
  });

  it('follows a date that moved, and shows who still says the old one', () => {
    const old = {
      ...buildPhase('retirement', '2027-03-15', { statedIn: '2024-03-17' }),
      url: 'https://example.test/old',
    };
    const ends = buildOsSkuLifecycle('Windows2022', {
      phases: [buildPhase('retirement', '2026-10-01', { contradictions: [old] })],
    });
    const finding = onlyOf(
      adviseOnPool({}, {}, { lifecycle: buildLifecycle({ osSkus: [ends] }) }),
      'os-sku-retirement',
    );
    expect(finding.due).toBe('2026-10-01');
    expect(finding.evidence).toContainEqual({
      label: 'AKS release 2024-03-17 says 15 Mar 2027',
      url: 'https://example.test/old',
    });
    expect(finding.steps).toEqual([]);
    expect(finding.summary).toMatch(/move to a supported Windows Server version\.$/);
  });

  it('never sends anyone to an OS SKU that is known by its images alone', () => {
    const preview = buildOsSkuLifecycle('Windows27842');
    const [old] = buildLifecycle().osSkus;
    const lifecycle = buildLifecycle({ osSkus: [...(old ? [old] : []), preview] });
    expect(onlyOf(adviseOnPool(WIN2019, on132, { lifecycle }), 'os-sku-retirement').steps).toEqual([]);
  });

  it.each([
    ['is retired itself', { phases: [buildPhase('retirement', '2026-05-15')] }],
    ['takes no new node pools any more', { phases: [buildPhase('no-new-node-pools', '2026-08-01')] }],
    ['ends before the pool has to leave', { phases: [buildPhase('retirement', '2026-02-01')] }],
    ['does not run on this Kubernetes minor', { maxKubernetes: '1.31' }],
  ])('never sends anyone to an OS SKU that %s', (_reason, changes) => {
    const [old] = buildLifecycle().osSkus;
    const other = buildOsSkuLifecycle('Windows2022', { minKubernetes: '1.23', ...changes });
    const lifecycle = buildLifecycle({ osSkus: [...(old ? [old] : []), other] });
    expect(onlyOf(adviseOnPool(WIN2019, on132, { lifecycle }), 'os-sku-retirement').steps).toEqual([]);
    const open = buildOsSkuLifecycle('Windows2022', { minKubernetes: '1.23' });
    const control = buildLifecycle({ osSkus: [...(old ? [old] : []), open] });
    const sent = onlyOf(adviseOnPool(WIN2019, on132, { lifecycle: control }), 'os-sku-retirement');
    expect(linesOf(sent)[1]).toContain('--os-sku Windows2022');
  });

  it('recommends no Windows version that ends sooner than the own one', () => {
    const sooner = buildOsSkuLifecycle('Windows2025', {
      minKubernetes: '1.32',
      phases: [buildPhase('retirement', '2027-12-31')],
    });
    const own = buildLifecycle().osSkus.filter(({ osSku }) => osSku === 'Windows2022');
    const lifecycle = buildLifecycle({ osSkus: [...own, sooner] });
    expect(ofRule(adviseOnPool({}, {}, { lifecycle }), 'recommended-os-sku')).toEqual([]);
  });

  it('shows an address that several phases share once', () => {
    const url = 'https://example.test/ends/image-removal';
    const phases = [buildPhase('retirement', '2026-03-01', { url }), buildPhase('image-removal', '2027-04-01')];
    const lifecycle = buildLifecycle({ osSkus: [buildOsSkuLifecycle('Windows2019', { phases })] });
    const { evidence } = onlyOf(adviseOnPool(WIN2019, on132, { lifecycle }), 'os-sku-retirement');
    expect(evidence.filter((link) => link.url === url)).toHaveLength(1);
  });

  it('gives two pools of a cluster different new names', () => {
    const nodePools = [buildSystemPool(), buildPool(WIN2019), buildPool({ ...WIN2019, name: 'win19b' })];
    const found = ofRule(adviseOnPool({}, { ...on132, nodePools }), 'os-sku-retirement');
    expect(found.map((finding) => /--name (\w+)/.exec(linesOf(finding)[1] ?? '')?.[1])).toEqual(['win25', 'win25b']);
  });
});

describe('rule os-sku-kubernetes', () => {
  it('names the upgrade that will be refused, and the move that has to come first', () => {
    const on136 = { kubernetesVersion: '1.36.2', networkPolicy: 'none' };
    const finding = onlyOf(adviseOnPool({}, on136, at('2026-11-15')), 'os-sku-kubernetes');
    expect(finding.summary).toBe(
      'The upgrade to Kubernetes 1.37 and above will be refused while this pool runs Windows Server 2022; before it, move to a new pool of Windows Server 2025.',
    );
    expect(finding.brief.action).toBe('move to a new pool of Windows Server 2025');
    expect(finding.due).toBe('2027-06-30');
    const order = ['nodepool add', 'kubectl', 'nodepool delete'];
    const places = order.map((words) => linesOf(finding).findIndex((command) => command.includes(words)));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('warns a Windows Server 2022 pool on 1.36, and deletes nothing before 1.37 is available', () => {
    const before = onlyOf(adviseOnPool({}, { kubernetesVersion: '1.36.2' }), 'os-sku-kubernetes');
    expect(before).toMatchObject({ severity: 'info', due: '2027-06-30' });
    expect(outlineOf(before)).not.toContain('irreversible az aks nodepool delete');
    const after = onlyOf(adviseOnPool({}, { kubernetesVersion: '1.36.2' }, at('2026-11-15')), 'os-sku-kubernetes');
    expect(after.severity).toBe('low');
    expect(outlineOf(after)).toContain('irreversible az aks nodepool delete');
  });

  it('is silent while the next minor still takes the OS SKU, or the version is unknown', () => {
    expect(ofRule(adviseOnPool({}, { kubernetesVersion: '1.35.6' }), 'os-sku-kubernetes')).toEqual([]);
    expect(ofRule(adviseOnPool(WIN2019, { kubernetesVersion: null }), 'os-sku-kubernetes')).toEqual([]);
  });

  it('goes by the long-term end for a cluster on that plan', () => {
    const lts = { kubernetesVersion: '1.36.2', supportPlan: 'AKSLongTermSupport' };
    expect(onlyOf(adviseOnPool({}, lts), 'os-sku-kubernetes').due).toBe('2028-06-30');
  });

  it('is one finding with the end of the OS SKU, which asks for the same move and names the upgrade too', () => {
    const found = adviseOnPool(WIN2019, on132);
    expect(ofRule(found, 'os-sku-kubernetes')).toEqual([]);
    expect(onlyOf(found, 'os-sku-retirement').summary).toMatch(
      /until then AKS refuses the upgrade to Kubernetes 1\.33 and above/,
    );
  });

  it('tells of the cluster channel that it holds up', () => {
    const rapid = { kubernetesVersion: '1.36.2', upgradeChannel: 'rapid' };
    expect(onlyOf(adviseOnPool({}, rapid, at('2026-11-15')), 'os-sku-kubernetes').summary).toMatch(
      /channel rapid would do it, and is held up by the pools of Windows Server 2022\.$/,
    );
  });
});

describe('rule recommended-os-sku', () => {
  it('recommends the longest-lived Windows version as information', () => {
    const finding = onlyOf(adviseOnPool({}), 'recommended-os-sku');
    expect(finding).toMatchObject({ severity: 'info', due: '2028-06-30' });
    expect(finding.summary).toContain(
      'Windows Server 2022 retires on 30 Jun 2028, and Kubernetes 1.36 is the last that takes it; Windows Server 2025 is recommended',
    );
    expect(finding.steps?.map(({ kind }) => kind)).not.toContain('irreversible');
  });

  it('is silent on the recommended version, and where another finding already asks for the move', () => {
    const on2025 = { nodeImageVersion: 'AKSWindows-2025-gen2-26100.33158.260715' };
    expect(ofRule(adviseOnPool(on2025), 'recommended-os-sku')).toEqual([]);
    expect(ofRule(adviseOnPool(WIN2019, on132), 'recommended-os-sku')).toEqual([]);
    expect(ofRule(adviseOnPool({}, { kubernetesVersion: '1.36.1' }), 'recommended-os-sku')).toEqual([]);
    expect(ofRule(adviseOnPool({}, {}, at('2028-03-01')), 'recommended-os-sku')).toEqual([]);
  });

  it('is silent where Kubernetes is too old for it', () => {
    expect(ofRule(adviseOnPool({}, { kubernetesVersion: '1.31.2' }), 'recommended-os-sku')).toEqual([]);
  });
});
