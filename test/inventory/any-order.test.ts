import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/domain/cluster.ts';
import type { ClusterImport } from '../../src/domain/cluster-import.ts';
import { planClusterImport } from '../../src/inventory/plan-cluster-import.ts';
import { parseClusterFile } from '../support/parse-cluster-file.ts';
import { azCluster, idOf, kubectlNode, type ModelCluster, type ModelPool, SYSTEM, WIN22 } from './fleet-builders.ts';

const IMAGES = ['20348.5020.260415', '20348.5256.260610', '20348.5386.260715'].map(
  (version) => `AKSWindows-2022-containerd-${version}`,
);
const CLUSTERS: readonly ModelCluster[] = [
  { name: 'alpha', pools: [SYSTEM, WIN22] },
  { name: 'beta', group: 'rg_b', pools: [SYSTEM, WIN22] },
];
const DAYS = 8;

/**
 * What Azure or the nodes of a cluster showed on a day, which image Azure offered, or which windows it had, all of them or
 * one: upgrades only go forward, and a deleted pool stays so.
 */
interface Look {
  readonly day: number;
  readonly source: 'az' | 'nodes' | 'offer' | 'windows' | 'window' | 'old nodes';
  readonly cluster: number;
}

interface Story {
  /** Image of the Windows pool on each day, as Azure reports it, then as the nodes run it. */
  readonly azure: readonly number[];
  readonly nodes: readonly number[];
  readonly deletedOn: number;
  /** Which of their values the other facts have on each day: states, counts, sizes, labels, drivers, channels, tags. */
  readonly facts: readonly number[];
  readonly looks: readonly Look[];
}

const forward = fc
  .array(fc.nat({ max: IMAGES.length - 1 }), { minLength: DAYS, maxLength: DAYS })
  .map((images) => images.toSorted());
const look = fc.record({
  day: fc.nat({ max: DAYS - 1 }),
  source: fc.constantFrom<Look['source']>('az', 'nodes', 'offer', 'windows', 'window', 'old nodes'),
  cluster: fc.nat({ max: CLUSTERS.length - 1 }),
});
const story: fc.Arbitrary<Story> = fc.record({
  azure: forward,
  nodes: forward,
  deletedOn: fc.integer({ min: 3, max: DAYS }),
  facts: fc.array(fc.nat({ max: 3 }), { minLength: DAYS, maxLength: DAYS }),
  looks: fc.uniqueArray(look, { minLength: 2, maxLength: 9, selector: (one) => JSON.stringify(one) }),
});

/** Facts of a pool that only Azure tells. */
function extraOf(fact: number): Record<string, unknown> {
  return {
    count: 2 + fact,
    vmSize: `Standard_D${2 ** fact}s_v5`,
    provisioningState: ['Succeeded', 'Upgrading', 'Failed', 'Scaling'][fact],
    powerState: { code: fact === 2 ? 'Stopped' : 'Running' },
    enableFips: fact > 1,
    upgradeSettings: { maxSurge: `${fact}0%` },
    maxPods: 30 + fact,
    nodeLabels: { stage: String(fact) },
    nodeTaints: fact === 0 ? null : [`only=${fact}:NoSchedule`],
    gpuProfile: fact === 3 ? null : { driver: 'Install', driverType: ['CUDA', 'GRID', null][fact] },
    enableAutoScaling: fact === 1,
    minCount: fact === 1 ? 1 : null,
    maxCount: fact === 1 ? 5 : null,
    scaleSetPriority: fact === 2 ? 'Spot' : null,
    tags: { day: String(fact) },
  };
}

/** Facts of a cluster that only Azure tells. */
function clusterFactsOf(fact: number): Record<string, unknown> {
  return {
    tags: { owner: `team-${fact}`, environment: ['prod', 'dev', 'test', 'prod'][fact] },
    powerState: { code: fact === 3 ? 'Stopped' : 'Running' },
    provisioningState: ['Succeeded', 'Updating', 'Failed', 'Succeeded'][fact],
    supportPlan: fact === 1 ? 'AKSLongTermSupport' : 'KubernetesOfficial',
    sku: { name: 'Base', tier: fact === 1 ? 'Premium' : 'Standard' },
    autoUpgradeProfile: {
      upgradeChannel: ['none', 'stable', 'patch', null][fact],
      nodeOsUpgradeChannel: ['NodeImage', 'None', 'SecurityPatch', null][fact],
    },
  };
}

/** The list is of one window or of both, and on its own each is told now and then. */
function windowsOf(id: string, fact: number): object[] {
  const weekly = { dayOfWeek: ['Monday', 'Friday', 'Sunday', 'Saturday'][fact], intervalWeeks: 1 };
  const maintenanceWindow = { durationHours: 4, startTime: '02:00', utcOffset: '+00:00', schedule: { weekly } };
  const type = 'Microsoft.ContainerService/managedClusters/maintenanceConfigurations';
  const names = ['aksManagedNodeOSUpgradeSchedule', 'aksManagedAutoUpgradeSchedule'].toSpliced(fact % 3, 1);
  return names.map((name) => ({ id: `${id}/maintenanceConfigurations/${name}`, name, type, maintenanceWindow }));
}

/** So many days late is a list of nodes that is told long after it was written. */
const LATE = 3;

function documentOf(story: Story, look: Look): unknown {
  if (look.source !== 'old nodes') return writtenOn(story, look);
  const written = { ...look, source: 'nodes', day: Math.max(0, look.day - LATE) } as const;
  const conditions = [{ lastHeartbeatTime: instantOf(written).replace('.000Z', 'Z') }];
  const nodes = writtenOn(story, written) as { readonly status: object }[];
  return nodes.map((node) => ({ ...node, status: { ...node.status, conditions } }));
}

function writtenOn({ azure, nodes, deletedOn, facts }: Story, { day, source, cluster }: Look): unknown {
  const fact = facts[day] ?? 0;
  const model = CLUSTERS[cluster] ?? { name: 'none', pools: [] };
  const imageOn = (on: number) => IMAGES[(source === 'az' ? azure : nodes)[Math.min(on, DAYS - 1)] ?? 0] ?? null;
  const image = imageOn(day);
  const pools = day < deletedOn ? [SYSTEM, { ...WIN22, image, extra: extraOf(fact) }] : [SYSTEM];
  const nodeResourceGroup = `nodes-of-${model.name}`;
  if (source === 'az') return [{ ...azCluster({ ...model, pools }), ...clusterFactsOf(fact), nodeResourceGroup }];
  if (source === 'windows') return windowsOf(idOf(model), fact);
  if (source === 'window') return windowsOf(idOf(model), fact)[0];
  if (source === 'offer') {
    const id = `${idOf(model)}/agentPools/win22/upgradeProfiles/default`;
    const profile = { osType: 'Windows', latestNodeImageVersion: IMAGES[fact % IMAGES.length] };
    return day < deletedOn ? [{ id, name: 'default', ...profile }] : [];
  }
  // One node after the other gets the image of the next look.
  const onNode = (pool: ModelPool, index: number) =>
    pool.name === WIN22.name ? { ...pool, image: imageOn(day + index) } : pool;
  return pools.flatMap((pool) =>
    [0, 1].map((index) => kubectlNode(model, onNode(pool, index), index, nodeResourceGroup)),
  );
}

/** Near enough that an upgrade may be rolling from one look to the next, and over two looks later. */
function instantOf({ day, source }: Look): string {
  return new Date(Date.UTC(2026, 7, 1, 13 * day, source === 'old nodes' ? 30 : 0)).toISOString();
}

function read(documents: unknown, look: Look): ClusterImport {
  const asOf = instantOf(look);
  return parseClusterFile(JSON.stringify(documents), { asOf, fileName: 'f.json' });
}

function takeAll(imports: readonly ClusterImport[]): readonly Cluster[] {
  return imports.reduce<readonly Cluster[]>((known, imported) => {
    const { clusters, absorbed } = planClusterImport(known, imported);
    const gone = new Set([...clusters.map(({ id }) => id), ...absorbed.map(({ id }) => id)]);
    return [...known.filter(({ id }) => !gone.has(id)), ...clusters];
  }, []);
}

/** What people see of a fleet; a name that nobody knows yet depends on nothing but the nodes. */
function seenOf(clusters: readonly Cluster[]) {
  return clusters
    .map(({ nodePools, evidence: _, ...cluster }) => ({
      ...cluster,
      nodePools: nodePools
        .filter(({ vanishedAt }) => vanishedAt === null)
        .map(({ evidence: __, ...pool }) => pool)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Offers and windows are refused of a cluster that nobody told of. */
const BEFORE = CLUSTERS.map((_, cluster): Look => ({ day: 0, source: 'az', cluster }));

describe('the same facts', () => {
  it('give the same fleet in any order, with any repetition', () => {
    const cases = story.chain((told) =>
      fc.tuple(
        fc.constant(told),
        fc.shuffledSubarray([...told.looks], { minLength: told.looks.length }),
        fc.array(fc.constantFrom(...told.looks), { maxLength: 4 }),
      ),
    );
    fc.assert(
      fc.property(cases, ([told, shuffled, again]) => {
        const inOrder = told.looks.toSorted((a, b) => a.day - b.day || (a.source < b.source ? -1 : 1));
        const take = (looks: readonly Look[]) =>
          takeAll([...BEFORE, ...looks].map((one) => read(documentOf(told, one), one)));
        expect(seenOf(take([...shuffled, ...again]))).toEqual(seenOf(take(inOrder)));
      }),
    );
  });

  it('give the same fleet however they are split over files', () => {
    fc.assert(
      fc.property(story, fc.array(fc.nat({ max: 2 }), { minLength: 30, maxLength: 30 }), (told, files) => {
        const one = { ...told.looks[0], day: 1 } as Look;
        const all: readonly unknown[] = CLUSTERS.flatMap((_, cluster) => documentOf(told, { ...one, cluster }));
        const parts = [0, 1, 2].map((file) => all.filter((_, index) => files[index] === file));
        const split = parts.filter((part) => part.length > 0).map((part) => read(part, one));
        expect(seenOf(takeAll(split))).toEqual(seenOf(takeAll([read(all, one)])));
      }),
    );
  });

  it('change nothing when they come again and are older', () => {
    fc.assert(
      fc.property(story, (told) => {
        const inOrder = [...BEFORE, ...told.looks.toSorted((a, b) => a.day - b.day)];
        const looks = inOrder.map((one) => read(documentOf(told, one), one));
        const known = takeAll(looks);
        expect(seenOf(takeAll([...looks, ...looks]))).toEqual(seenOf(known));
      }),
    );
  });
});
