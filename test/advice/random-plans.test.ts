import fc from 'fast-check';
import { expect, it } from 'vitest';
import { adviseOnCluster } from '../../src/advice/find-advice.ts';
import { listStages } from '../../src/advice/plan/cluster-plan.ts';
import type { Cluster, NodePool } from '../../src/domain/cluster.ts';
import { buildCluster, buildPool, buildSystemPool } from './support/builders.ts';
import { listRefused } from './support/referee.ts';
import { buildNovemberCatalogue, loadLifecycle } from './support/situations.ts';

/** Minors between which each Windows version runs, with an image of it. */
const VERSIONS = [
  { from: 23, to: 32, image: 'AKSWindows-2019-containerd-17763.8389.260210' },
  { from: 23, to: 36, image: 'AKSWindows-2022-containerd-20348.5386.260715' },
  { from: 23, to: 36, image: 'AKSWindows-2022-containerd-gen2-20348.5830.261111' },
  { from: 28, to: 33, image: 'AKSWindows-23H2-gen2-25398.2330.260513' },
  { from: 32, to: 99, image: 'AKSWindows-2025-gen2-26100.33620.261111' },
] as const;

const SPOT = { evictionPolicy: 'Delete', maxPrice: -1 };
const rarely = fc.integer({ min: 0, max: 9 }).map((number) => number === 0);

const pool = (plane: number, index: number): fc.Arbitrary<NodePool> =>
  fc
    .record({
      version: fc.constantFrom(...VERSIONS),
      lag: fc.constantFrom(0, 0, 0, 1, 2, 3),
      isSpot: rarely,
      isStopped: rarely,
      isPinned: rarely,
      state: fc.constantFrom('Succeeded', 'Succeeded', 'Succeeded', 'Succeeded', 'Failed', 'Canceled'),
      maxSurge: fc.constantFrom('10%', '33%', '100%', '0'),
    })
    .filter(({ version, lag }) => plane - lag >= Math.max(28, version.from) && plane - lag <= version.to)
    .map(({ version, lag, isSpot, isStopped, isPinned, state, maxSurge }) =>
      buildPool({
        name: `win${index}`,
        osSku: null,
        nodeImageVersion: version.image,
        kubernetesVersion: `1.${plane - lag}.9`,
        provisioningState: state,
        powerState: isStopped ? 'Stopped' : 'Running',
        maxSurge,
        ...(isSpot ? { spot: SPOT } : {}),
        ...(isPinned ? { snapshotId: '/subscriptions/s/snapshots/golden' } : {}),
      }),
    );

const cluster: fc.Arbitrary<Cluster> = fc.integer({ min: 29, max: 37 }).chain((plane) =>
  fc
    .record({
      pools: fc
        .integer({ min: 1, max: 3 })
        .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => pool(plane, index)))),
      isLts: fc.boolean(),
      isStopped: rarely,
      upgradeChannel: fc.constantFrom(null, 'none', 'patch', 'stable', 'rapid', 'node-image'),
      nodeOsUpgradeChannel: fc.constantFrom('None', 'NodeImage', 'SecurityPatch', 'Unmanaged'),
      networkPolicy: fc.constantFrom('none', 'none', 'calico', 'azure'),
    })
    .map(({ pools, isLts, isStopped, ...settings }) =>
      buildCluster({
        kubernetesVersion: `1.${plane}.9`,
        nodePools: [buildSystemPool({ kubernetesVersion: `1.${plane}.9` }), ...pools],
        powerState: isStopped ? 'Stopped' : 'Running',
        asOf: '2026-11-27T06:00:00.000Z',
        ...(isLts ? { tier: 'Premium', supportPlan: 'AKSLongTermSupport' } : {}),
        ...settings,
      }),
    ),
);

it.each(['2026-11-27', '2027-02-20', '2027-06-20', '2027-07-20', '2027-09-05', '2028-05-10'])(
  'no plan has a step that AKS would refuse, followed from the first to the last (%s)',
  (day) => {
    const [catalogue, lifecycle] = [buildNovemberCatalogue(), loadLifecycle()];
    fc.assert(
      fc.property(cluster, (one) => {
        const { parts } = adviseOnCluster({ cluster: one, catalogue, lifecycle, now: new Date(`${day}T09:00:00Z`) });
        expect(listRefused(one, listStages(parts), lifecycle, day)).toEqual([]);
      }),
      { numRuns: process.env['SOAK'] ? 1_000 : 25, seed: 4423, endOnFailure: true },
    );
  },
);
