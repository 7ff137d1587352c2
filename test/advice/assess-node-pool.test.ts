import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessNodePool } from '../../src/advice/assess-node-pool.ts';
import type { NodePool } from '../../src/domain/cluster.ts';
import type { ImageArrival } from '../../src/domain/image-arrival.ts';
import type { NodePoolAssessment } from '../../src/domain/node-pool-assessment.ts';
import { AUGUST_2026, buildAugustCatalogue } from './support/august-2026.ts';
import { buildArrivals, buildCatalogue, buildImage, buildPool, buildSystemPool } from './support/builders.ts';
import { buildLifecycle } from './support/lifecycle.ts';

function assess(changes: Partial<NodePool>, catalogue = buildAugustCatalogue(), now = AUGUST_2026): NodePoolAssessment {
  return assessNodePool(buildPool(changes), catalogue, buildLifecycle(), now);
}

describe('assessNodePool', () => {
  it('calls a pool on the newest released image current', () => {
    expect(assess({})).toMatchObject({
      status: 'current',
      currentVersion: '20348.5386.260715',
      targetVersion: '20348.5386.260715',
      imagesBehind: 0,
      daysBehind: 0,
      ageDays: 36,
    });
  });

  it('counts the images and days between a pool and its target', () => {
    const assessment = assess({ nodeImageVersion: 'AKSWindows-2022-containerd-20348.5020.260415' });
    expect(assessment).toMatchObject({
      status: 'behind',
      targetVersion: '20348.5386.260715',
      imagesBehind: 3,
      daysBehind: 91,
      ageDays: 127,
      rebuildOnly: false,
    });
    expect(assessment.skipped.map((image) => image.version)).toEqual([
      '20348.5386.260715',
      '20348.5256.260610',
      '20348.5139.260513',
    ]);
  });

  it('compares versions as numbers, so that 26100.7462 is older than 26100.32230', () => {
    const old = assess({ nodeImageVersion: 'AKSWindows-2025-gen2-26100.7462.251212' });
    expect(old).toMatchObject({ status: 'behind', targetVersion: '26100.33158.260715', imagesBehind: 4 });
  });

  it('takes what Azure offers the pool over what is published, and names the newer image as pending', () => {
    const assessment = assess({
      nodeImageVersion: 'AKSWindows-2022-containerd-20348.5139.260513',
      latestNodeImageVersion: 'AKSWindows-2022-containerd-20348.5256.260610',
    });
    expect(assessment).toMatchObject({
      status: 'behind',
      targetVersion: '20348.5256.260610',
      pendingVersion: '20348.5499.260812',
      imagesBehind: 1,
    });
  });

  it('takes no offer of an image that AKS withdrew since', () => {
    const pool = { latestNodeImageVersion: 'AKSWindows-2022-containerd-20348.5499.260812' };
    const recall = { statedIn: '2026-09-04', statedAt: '2026-09-04T08:00:00Z', url: 'https://example.com', quote: 'q' };
    const catalogue = buildAugustCatalogue();
    const images = catalogue.images.map((image) =>
      image.version === '20348.5499.260812' ? { ...image, state: 'withdrawn' as const, recall } : image,
    );
    expect(assess(pool)).toMatchObject({ targetVersion: '20348.5499.260812' });
    expect(assess(pool, { ...catalogue, images })).toMatchObject({ targetVersion: '20348.5386.260715' });
  });

  it('says current, with a pending image, when the newest has not reached the region', () => {
    const assessment = assess({
      nodeImageVersion: 'AKSWindows-2022-containerd-20348.5256.260610',
      latestNodeImageVersion: 'AKSWindows-2022-containerd-20348.5256.260610',
    });
    expect(assessment).toMatchObject({ status: 'current', pendingVersion: '20348.5499.260812', imagesBehind: 0 });
  });

  it('counts an image that Azure offers and no note names', () => {
    const assessment = assess(
      { latestNodeImageVersion: 'AKSWindows-2022-containerd-20348.5499.260812' },
      buildCatalogue(['20348.5386.260715']),
    );
    expect(assessment).toMatchObject({ status: 'behind', imagesBehind: 1, skipped: [], daysBehind: 28 });
  });

  it('ignores an offered image of another Windows build', () => {
    const assessment = assess({ latestNodeImageVersion: 'AKSWindows-2025-gen2-26100.33158.260715' });
    expect(assessment).toMatchObject({ status: 'current', targetVersion: '20348.5386.260715' });
  });

  it('counts an image known only from a notes file once its rollout must be over', () => {
    const later = new Date('2026-09-02T00:00:00Z');
    expect(assess({}, undefined, later)).toMatchObject({ status: 'behind', targetVersion: '20348.5499.260812' });
    const sooner = new Date('2026-09-01T00:00:00Z');
    expect(assess({}, undefined, sooner)).toMatchObject({ status: 'current', pendingVersion: '20348.5499.260812' });
  });

  it('never takes a withdrawn image as target and never counts it', () => {
    const catalogue = buildCatalogue(['20348.5256.260610', buildImage('20348.5386.260715', { state: 'withdrawn' })]);
    const assessment = assess({ nodeImageVersion: 'AKSWindows-2022-containerd-20348.5256.260610' }, catalogue);
    expect(assessment).toMatchObject({ status: 'current', targetVersion: '20348.5256.260610', imagesBehind: 0 });
  });

  it('tells a rebuild of the same Windows updates from a new patch', () => {
    const catalogue = buildCatalogue(['20348.2966.241218', '20348.2966.241226']);
    const pool = { nodeImageVersion: 'AKSWindows-2022-containerd-20348.2966.241218' };
    expect(assess(pool, catalogue)).toMatchObject({
      status: 'behind',
      rebuildOnly: true,
      imagesBehind: 1,
      daysBehind: 8,
    });
  });

  it('calls the last image of a retired OS SKU unsupported, not current', () => {
    const annual = assess({ nodeImageVersion: 'AKSWindows-23H2-gen2-25398.2330.260513', osSku: 'WindowsAnnual' });
    expect(annual).toMatchObject({ status: 'unsupported', imagesBehind: 0, targetVersion: '25398.2330.260513' });
  });

  it('still shows the last image to a pool of a retired OS SKU that does not run it', () => {
    const old = assess({ nodeImageVersion: 'AKSWindows-2019-containerd-17763.8276.260114' });
    expect(old).toMatchObject({ status: 'unsupported', imagesBehind: 1, targetVersion: '17763.8389.260210' });
  });

  it('has no image to take from the day on which those of its OS SKU are removed', () => {
    const pool = { nodeImageVersion: 'AKSWindows-2019-containerd-17763.8276.260120' };
    const targets = ['2027-03-31', '2027-04-01'].map((day) => assess(pool, undefined, new Date(`${day}T00:00:00Z`)));
    expect(targets[0]).toMatchObject({ imagesBehind: 1, targetVersion: '17763.8389.260210' });
    expect(targets[1]).toMatchObject({
      ...{ status: 'unsupported', currentVersion: '17763.8276.260120', ageDays: 436 },
      ...{ imagesBehind: 0, targetVersion: null },
    });
  });

  it('turns unsupported on the day of the retirement, not before', () => {
    const pool = { nodeImageVersion: 'AKSWindows-2019-containerd-17763.8389.260210' };
    expect(assess(pool, undefined, new Date('2026-02-28T23:59:59Z')).status).toBe('current');
    expect(assess(pool, undefined, new Date('2026-03-01T00:00:00Z')).status).toBe('unsupported');
  });

  it('goes by the build of the image where Azure names another OS SKU', () => {
    const assessment = assess({ nodeImageVersion: 'AKSWindows-23H2-25398.2330.260513', osSku: 'Windows2022' });
    expect(assessment).toMatchObject({ osSku: 'WindowsAnnual', status: 'unsupported' });
  });

  it('is unknown when the image was never reported, and still names the newest one', () => {
    const assessment = assess({ nodeImageVersion: null });
    expect(assessment).toMatchObject({ status: 'unknown', currentVersion: null, targetVersion: '20348.5386.260715' });
  });

  it('is unsupported without an image when the OS SKU alone is retired', () => {
    expect(assess({ nodeImageVersion: null, osSku: 'Windows2019' }).status).toBe('unsupported');
  });

  it('takes the oldest image of the nodes when the pool itself reports none', () => {
    const nodeImages = {
      'AKSWindows-2022-containerd-20348.5386.260715': 1,
      'AKSWindows-2022-containerd-20348.5256.260610': 2,
    };
    expect(assess({ nodeImageVersion: null, nodeImages })).toMatchObject({
      status: 'behind',
      currentVersion: '20348.5256.260610',
    });
  });

  it('is unknown for an image of a build that nothing is published of', () => {
    const assessment = assess({ nodeImageVersion: 'AKSWindows-2027-27842.1000.260715', osSku: 'Windows2027' });
    expect(assessment).toMatchObject({ status: 'unknown', osSku: 'Windows27842', targetVersion: null, ageDays: 36 });
  });

  it('is unknown for a Linux pool', () => {
    const assessment = assessNodePool(buildSystemPool(), buildAugustCatalogue(), buildLifecycle(), AUGUST_2026);
    expect(assessment).toMatchObject({ status: 'unknown', osSku: null });
  });

  it('never asks for an older image and never throws, whatever is reported', () => {
    const version = fc
      .tuple(fc.constantFrom(17763, 20348, 25398, 26100, 27842), fc.nat(40000), fc.integer({ min: 1, max: 28 }))
      .map(
        ([build, revision, day]) =>
          `AKSWindows-2022-containerd-${build}.${revision}.2607${String(day).padStart(2, '0')}`,
      );
    const reported = fc.option(fc.oneof(version, fc.string()), { nil: null });
    fc.assert(
      fc.property(reported, reported, (nodeImageVersion, latestNodeImageVersion) => {
        const result = assess({ nodeImageVersion, latestNodeImageVersion });
        expect(result.imagesBehind).toBeGreaterThanOrEqual(0);
        expect(result.daysBehind).toBeGreaterThanOrEqual(0);
        if (result.status === 'current') expect(result.targetVersion).toBe(result.currentVersion);
        if (result.status === 'behind') expect(result.imagesBehind).toBeGreaterThan(0);
      }),
    );
  });
});

describe('what the release tracker says of the region', () => {
  const APRIL = { nodeImageVersion: 'AKSWindows-2022-containerd-20348.5020.260415' };
  const MAY = '20348.5139.260513';
  const JUNE = '20348.5256.260610';
  const JULY = '20348.5386.260715';
  const AUGUST = '20348.5499.260812';
  const assessIn = (
    arrivals: readonly ImageArrival[],
    {
      pool = APRIL as Partial<NodePool>,
      location = 'westeurope' as string | null,
      readOn = '2026-08-20',
      isStill = false,
    } = {},
  ): NodePoolAssessment => {
    // Some other region has what is new.
    const elsewhere = isStill
      ? []
      : buildArrivals('westcentralus', [AUGUST, JULY, '26100.33158.260715', '25398.2330.260513']);
    const catalogue = { ...buildAugustCatalogue(), regions: { readOn, arrivals: [...arrivals, ...elsewhere] } };
    return assessNodePool(buildPool(pool), catalogue, buildLifecycle(), AUGUST_2026, location);
  };
  const here = (...images: string[]) => buildArrivals('westeurope', images);

  it.each([
    [
      'the newest that the region has',
      here(`${JUNE}@2026-06-23`, MAY),
      { targetVersion: JUNE, pendingVersion: AUGUST },
    ],
    [
      'one that no release announces yet',
      here(`${AUGUST}@2026-08-19`),
      { targetVersion: AUGUST, pendingVersion: null },
    ],
    [
      'the one before it while that is being rolled out',
      here(`~${AUGUST}`, JULY),
      { targetVersion: JULY, pendingVersion: AUGUST },
    ],
    ['no image that nobody published', here('20348.9999.260818', MAY), { targetVersion: MAY, pendingVersion: AUGUST }],
    [
      'its own when the region has nothing that was published',
      here('20348.9999.260818'),
      { targetVersion: '20348.5020.260415', status: 'behind' },
    ],
    [
      'its own when the region has only older ones',
      here('20348.4893.260311'),
      { targetVersion: '20348.5020.260415', pendingVersion: AUGUST, status: 'behind', imagesBehind: 0 },
    ],
  ])('makes the image to take %s', (_, arrivals, expected) => {
    expect(assessIn(arrivals)).toMatchObject(expected);
  });

  it('tells since when, as of when, and how far the next one is', () => {
    expect(assessIn(here(`~${AUGUST}@2026-08-20`, `${JULY}@2026-08-04`, MAY), { readOn: '2026-08-18' }).region).toEqual(
      {
        name: 'westeurope',
        asOf: '2026-08-18',
        hasTarget: true,
        targetSince: '2026-08-04',
        pending: 'arriving',
      },
    );
    expect(assessIn(here(JULY)).region).toMatchObject({ hasTarget: true, targetSince: null, pending: 'absent' });
  });

  it('counts only the images up to what the region has', () => {
    const { skipped, imagesBehind } = assessIn(here(JUNE));
    expect(skipped.map(({ version }) => version)).toEqual([JUNE, MAY]);
    expect(imagesBehind).toBe(2);
  });

  it('never makes Azure’s own offer another one, and says since when the region has that', () => {
    const pool = { ...APRIL, latestNodeImageVersion: `AKSWindows-2022-containerd-${JUNE}` };
    expect(assessIn(here(`${JULY}@2026-08-04`, `${JUNE}@2026-06-23`), { pool })).toMatchObject({
      targetVersion: JUNE,
      region: { hasTarget: true, targetSince: '2026-06-23' },
    });
  });

  it.each([
    ['the region is not known', here(MAY), { location: null }],
    ['the tracker does not know the region', here(MAY), { location: 'eastus' }],
    ['it was read more than a week ago', here(MAY), { readOn: '2026-08-12' }],
    ['it will only be read later', here(MAY), { readOn: '2026-08-21' }],
    ['it was never read', undefined, {}],
    ['no region has what was announced two months ago, so that it stands still', here(MAY), { isStill: true }],
    ['it knows only the other generation', buildArrivals('westeurope', [MAY], { generation: 2 }), {}],
    ['the generation of the pool is not known', here(MAY), { pool: { nodeImageVersion: '20348.5020.260415' } }],
    [
      'it has nothing of Windows Server 2025',
      here(MAY),
      { pool: { nodeImageVersion: 'AKSWindows-2025-gen2-26100.32860.260513' } },
    ],
    [
      'the annual channel is gen1',
      buildArrivals('westeurope', ['25398.2274.260415'], { generation: 2 }),
      { pool: { nodeImageVersion: 'AKSWindows-23H2-25398.2274.260415' } },
    ],
  ])('changes nothing where %s', (_, arrivals, given) => {
    const { pool = APRIL } = given as { pool?: Partial<NodePool> };
    const assessment = arrivals ? assessIn(arrivals, given) : assess(APRIL);
    expect(assessment).toEqual(assess(pool));
    expect(assessment.region).toBeNull();
  });

  it.each(['West Europe', 'westeurope', 'WestEurope'])('finds the region by the name %s', (location) => {
    expect(assessIn(here(MAY), { location }).targetVersion).toBe(MAY);
  });

  it.each(['2026-08-13', '2026-08-20'])('counts when it was read on %s', (readOn) => {
    expect(assessIn(here(MAY), { readOn }).targetVersion).toBe(MAY);
  });

  it('tells the generations apart', () => {
    const arrivals = [...here(MAY), ...buildArrivals('westeurope', [JULY], { generation: 2 })];
    const pool = { nodeImageVersion: 'AKSWindows-2022-containerd-gen2-20348.5020.260415' };
    expect(assessIn(arrivals).targetVersion).toBe(MAY);
    expect(assessIn(arrivals, { pool }).targetVersion).toBe(JULY);
  });

  it('never makes the image to take older than the pool’s own', () => {
    const version = fc.constantFrom('20348.4893.260311', '20348.5020.260415', MAY, JUNE, JULY, AUGUST);
    fc.assert(
      fc.property(version, fc.array(version), fc.boolean(), (own, images, isArriving) => {
        const pool = { nodeImageVersion: `AKSWindows-2022-containerd-${own}` };
        const { targetVersion } = assessIn(buildArrivals('westeurope', images, { isArriving }), { pool });
        expect(Number(targetVersion?.split('.')[1])).toBeGreaterThanOrEqual(Number(own.split('.')[1]));
      }),
    );
  });
});
