import { describe, expect, it } from 'vitest';
import type { NodePool, NodePoolSettings } from '../../../src/domain/cluster.ts';
import { listRunnable, needsRebuild } from '../../../src/domain/os-sku.ts';
import type { Workload } from '../../../src/domain/workload.ts';
import { advise, adviseOnPool, ofRule, onlyOf } from '../support/advise.ts';
import { buildPool, buildSystemPool } from '../support/builders.ts';

const WIN25 = 'AKSWindows-2025-gen2-26100.33158.260715';
const NO_SETTINGS: NodePoolSettings = {
  labels: {},
  taints: [],
  zones: [],
  subnetId: null,
  maxPods: null,
  autoscaler: null,
};

function buildWorkload(image: string, baseBuild: number | null, changes: Partial<Workload> = {}): Workload {
  return {
    namespace: 'shop',
    kind: 'Deployment',
    name: 'web',
    nodePool: 'win22',
    nodeSelector: {},
    images: [{ image, baseBuild }],
    pods: 2,
    ...changes,
  };
}

const RETIRED = { nodeImageVersion: 'AKSWindows-2019-containerd-17763.8389.260210' };

describe('rule container-images', () => {
  it('names the images that cannot start on the host, and what to build from', () => {
    const workloads = [buildWorkload('reg/web:1', 17763), buildWorkload('reg/api:2', 20348)];
    const finding = onlyOf(adviseOnPool({}, {}, { workloads }), 'container-images');
    expect(finding).toMatchObject({ severity: 'high', nodePool: 'win22', subject: 'ContainerImages/Windows2022' });
    expect(finding.summary).toContain('1 container image cannot start on Windows Server 2022');
    expect(finding.summary).toContain('reg/web:1.');
    expect(finding.commands).toEqual([]);
    expect(finding.steps).toEqual([
      {
        kind: 'after-check',
        title: 'Rebuild these container images FROM an ltsc2022 base image, then roll them out; pods restart.',
        commands: [],
      },
    ]);
  });

  it('names each of many images where they are to be rebuilt, and a few of them before', () => {
    const images = Array.from({ length: 6 }, (_, index) => ({ image: `reg/app${index}:1`, baseBuild: 17763 }));
    const { summary, steps } = onlyOf(
      adviseOnPool({}, {}, { workloads: [buildWorkload('x', null, { images })] }),
      'container-images',
    );
    expect(summary).toMatch(/reg\/app2:1 and 3 more\.$/);
    expect(steps[0]?.title).toMatch(/; pods restart: reg\/app0:1, .*, reg\/app5:1\.$/);
  });

  it('counts images whose name hints at a Windows version that their tag does not tell', () => {
    const names = ['reg/erp-ltsc2019:7', 'reg/ltsc2019/erp:7', 'reg/erp:7-ws2019', 'reg/erp:7-windows2019'];
    const images = [...names, 'reg/erp:windowsserver2019-7', 'reg/web:1'].map((image) => ({ image, baseBuild: null }));
    const finding = onlyOf(
      adviseOnPool({}, {}, { workloads: [buildWorkload('x', null, { images })] }),
      'container-images',
    );
    expect(finding).toMatchObject({ severity: 'info', subject: 'ContainerImages/unknown' });
    expect(finding.summary).toContain('base of 5 container images is unknown');
  });

  it('lists what to rebuild before a pool of a retired OS SKU can move', () => {
    const workloads = [buildWorkload('reg/web:1', 17763), buildWorkload('reg/web:1', 17763, { name: 'worker' })];
    const finding = onlyOf(adviseOnPool(RETIRED, { kubernetesVersion: '1.32.1' }, { workloads }), 'container-images');
    expect(finding).toMatchObject({ severity: 'medium', subject: 'ContainerImages/Windows2025' });
    expect(finding.summary).toContain(
      '1 container image must be rebuilt before this pool can move to Windows Server 2025',
    );
  });

  it('rebuilds nothing for a Windows version that the pool has to leave', () => {
    const digest = `@sha256:${'a'.repeat(64)}`;
    const workloads = [
      buildWorkload(`reg/new:2${digest}`, 20348),
      // The same name, pushed anew: people have one image to rebuild.
      buildWorkload(`reg/new:2@sha256:${'b'.repeat(64)}`, 20348, { name: 'rolling-out' }),
      buildWorkload('reg/newest:3', 26100),
      buildWorkload('reg/ancient:1', 14393),
    ];
    const pool = { ...RETIRED, osSku: 'Windows2019' };
    const finding = onlyOf(adviseOnPool(pool, { kubernetesVersion: '1.32.1' }, { workloads }), 'container-images');
    expect(finding.summary).toContain('3 container images cannot start on Windows Server 2019');
    expect(finding.steps.map(({ title }) => title)).toEqual([
      'Leave as they are what Windows Server 2025, to which this pool has to move, runs: reg/new:2, reg/newest:3.',
      'Rebuild these container images FROM an ltsc2025 base image, then roll them out; pods restart: reg/ancient:1.',
    ]);
  });

  it('is silent for images that fit or do not tell, and for workloads of other pools', () => {
    const workloads = [
      buildWorkload('reg/a', 20348),
      buildWorkload('reg/b', null),
      buildWorkload('reg/c', 17763, { nodePool: 'other' }),
    ];
    expect(ofRule(adviseOnPool({}, {}, { workloads }), 'container-images')).toEqual([]);
  });

  it('counts a pending workload that selects the pool', () => {
    const nodeSelector = { 'kubernetes.azure.com/agentpool': 'win22' };
    const workloads = [buildWorkload('reg/a', 17763, { nodePool: null, nodeSelector })];
    expect(ofRule(adviseOnPool({}, {}, { workloads }), 'container-images')).toHaveLength(1);
  });

  describe('of a workload that waits for a node', () => {
    const win22 = buildPool({ settings: { ...NO_SETTINGS, labels: { team: 'till' } } });
    const win25 = buildPool({ name: 'win25', osSku: 'Windows2025', nodeImageVersion: WIN25 });
    const spot = { ...buildPool({ name: 'spot' }), spot: { evictionPolicy: 'Delete', maxPrice: -1 } };
    const PRIORITY = 'kubernetes.azure.com/scalesetpriority';
    const SPOT = { [PRIORITY]: 'spot' };
    const poolsOf = (nodeSelector: Record<string, string>, nodePools: NodePool[]) => {
      const waiting = buildWorkload('reg/a', 17763, { nodePool: null, nodeSelector });
      const found = advise({ nodePools: [buildSystemPool(), ...nodePools] }, { workloads: [waiting] });
      return ofRule(found, 'container-images').map(({ nodePool }) => nodePool);
    };

    it.each<[string, Record<string, string>, NodePool[], string[]]>([
      ['the only pool', { 'kubernetes.io/os': 'windows' }, [win22], ['win22']],
      ['each pool of the same Windows', {}, [win22, buildPool({ name: 'more' })], ['more', 'win22']],
      ['each of several Windows where it fits none', {}, [win22, win25], ['win22', 'win25']],
      ['those of the OS SKU it asks for', { 'kubernetes.azure.com/os-sku': 'windows2025' }, [win22, win25], ['win25']],
      ['those of the build', { 'node.kubernetes.io/windows-build': '10.0.20348' }, [win22, win25], ['win22']],
      ['those with the label', { team: 'till' }, [win22, { ...win25, settings: NO_SETTINGS }], ['win22']],
      ['no pool without the label', { team: 'desk' }, [win22], []],
      ['Spot pools where it asks for Spot', SPOT, [win22, spot], ['spot']],
      ['a Spot pool of another Windows', SPOT, [{ ...win25, settings: NO_SETTINGS }, spot], ['spot']],
      ['regular pools where it asks for those', { [PRIORITY]: 'regular' }, [win22, spot], ['win22']],
      ['a pool of which nobody told whether it is Spot', SPOT, [buildPool({ name: 'typed' }), spot], ['spot', 'typed']],
      ['the pool of the node it names', { 'kubernetes.io/hostname': 'aksspot000000' }, [win22, spot], ['spot']],
      ['no pool where the node is of none', { 'kubernetes.io/hostname': 'winnode-7' }, [win22], []],
      ['the pool that is not stopped', {}, [win22, { ...win25, powerState: 'Stopped' }], ['win22']],
      ['a stopped pool where no other is', {}, [{ ...win22, powerState: 'Stopped' }], ['win22']],
    ])('judges %s', (_which, selector, pools, named) => {
      expect(poolsOf(selector, pools)).toEqual(named);
    });

    it('says where it may land that does not run it, and how to keep it to those that do', () => {
      const waiting = buildWorkload('reg/new:1', 26100, { nodePool: null });
      const found = advise({ nodePools: [buildSystemPool(), win22, win25] }, { workloads: [waiting] });
      const finding = onlyOf(found, 'container-images');
      expect(finding).toMatchObject({ nodePool: 'win22', severity: 'medium', subject: 'ContainerImages/waiting' });
      expect(finding.summary).toBe(
        '1 container image of pods that wait for a node may land on this pool, and cannot start on Windows Server 2022: reg/new:1.',
      );
      expect(finding.steps[0]?.title).toContain('kubernetes.azure.com/os-sku: Windows2025');
    });

    it('keeps it to no Windows that only others run on', () => {
      const titlesOf = (...others: Workload[]) => {
        const waiting = buildWorkload('reg/new:1', 26100, { nodePool: null });
        const nodePools = [buildSystemPool(), win22, win25, buildPool({ ...RETIRED, name: 'win19' })];
        const found = ofRule(advise({ nodePools }, { workloads: [waiting, ...others] }), 'container-images');
        const finding = found.find(({ nodePool }) => nodePool === 'win22');
        return finding?.steps.map(({ title }) => title);
      };
      const alone = [expect.stringMatching(/^Give these workloads .*os-sku: Windows2025\)/)];
      expect(titlesOf(buildWorkload('reg/web:1', 20348))).toEqual(alone);
      expect(titlesOf(buildWorkload('reg/any:1', 20348, { nodePool: null }))).toEqual(alone);
      expect(titlesOf(buildWorkload('reg/old:1', 17763, { nodePool: null }))).toEqual([
        expect.stringMatching(/^Give the workloads of reg\/new:1 .*os-sku: Windows2025\)/),
        expect.stringMatching(/^Give the workloads of reg\/old:1 .*os-sku: Windows2019\)/),
      ]);
    });
  });

  it('keeps one line and a readable length, whatever images are called', () => {
    const names = [`a\nb\u202e`, 'x'.repeat(5000), 'c', 'd', 'e'];
    const workloads = names.map((name) => buildWorkload(name, 17763));
    const { summary } = onlyOf(adviseOnPool({}, {}, { workloads }), 'container-images');
    expect(summary).toMatch(/^[^\p{C}]+ and 2 more\.$/u);
    expect(summary.length).toBeLessThan(400);
  });
});

describe('container compatibility under process isolation', () => {
  it.each([
    ['Windows2019', ['Windows2019']],
    ['Windows2022', ['Windows2022']],
    ['WindowsAnnual', ['Windows2022']],
    ['Windows2025', ['Windows2022', 'Windows2025']],
  ] as const)('%s runs containers of %j', (host, runs) => {
    expect(listRunnable(host)).toEqual(runs);
  });

  it('asks for a rebuild when leaving 2019 or going anywhere unknown, and not from 2022 or annual to 2025', () => {
    expect(needsRebuild('Windows2019', 'Windows2022')).toBe(true);
    expect(needsRebuild('Windows2019', 'Windows2025')).toBe(true);
    expect(needsRebuild('Windows2022', 'Windows27842')).toBe(true);
    expect(needsRebuild('Windows2022', 'Windows2025')).toBe(false);
    expect(needsRebuild('WindowsAnnual', 'Windows2025')).toBe(false);
    expect(needsRebuild('Windows2025', 'Windows2022')).toBe(true);
  });
});

describe('rule container-base-updates', () => {
  const runs = (image: string, baseBuild: number, baseRevision?: number) =>
    buildWorkload(image, baseBuild, {
      images: [{ image, baseBuild, ...(baseRevision === undefined ? {} : { baseRevision }) }],
    });

  it('names the images whose base lacks the updates of the last Patch Tuesday, which the nodes may have', () => {
    const workloads = [runs('reg/web:10.0.20348.5386', 20348, 5386), runs('reg/api:10.0.20348.5499', 20348, 5499)];
    const finding = onlyOf(adviseOnPool({}, {}, { workloads }), 'container-base-updates');
    expect(finding).toMatchObject({ severity: 'low', nodePool: 'win22', subject: 'ContainerBase/Windows2022' });
    expect(finding.summary).toBe(
      '1 container image was not rebuilt since the Patch Tuesday of 11 Aug 2026: the Windows base lacks 1 round of updates, which an upgrade of the nodes does not bring: reg/web:10.0.20348.5386.',
    );
    expect(finding.steps?.[0]?.title).toContain('FROM the newest ltsc2022 base image');
  });

  it('matters more from the second month on', () => {
    const workloads = [runs('reg/web:10.0.20348.5256', 20348, 5256)];
    expect(onlyOf(adviseOnPool({}, {}, { workloads }), 'container-base-updates').severity).toBe('medium');
  });

  it.each([
    ['the tag tells no revision', runs('reg/web:ltsc2022', 20348)],
    ['the base is as new as the newest node image', runs('reg/web:10.0.20348.9000', 20348, 9000)],
    ['the image cannot start there at all', runs('reg/web:10.0.26100.1', 26100, 1)],
    ['it runs elsewhere', { ...runs('reg/web:10.0.20348.1', 20348, 1), nodePool: 'other' }],
  ])('is silent where %s', (_, workload) => {
    expect(ofRule(adviseOnPool({}, {}, { workloads: [workload] }), 'container-base-updates')).toEqual([]);
  });
});
