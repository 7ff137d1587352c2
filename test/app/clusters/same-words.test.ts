import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../src/app/clusters/import-clusters.ts';
import { registerByHand, removeCluster, tagCluster } from '../../../src/app/clusters/register-cluster.ts';
import { AppError } from '../../../src/domain/app-error.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { createAzCluster, createAzPool } from '../../support/sample-fleet.ts';

/** With so many blanks, a list is read while it is saved. */
const START = Buffer.from(`[${' '.repeat(2.1 * 1024 * 1024)}`);
const GROUP = '/subscriptions/00000000-0000-4000-8000-000000000001/resourcegroups';
const HOUR_MS = 3_600_000;

const open = () => createTestApp({ githubUrl: 'http://127.0.0.1:9', now: '2026-08-25T09:00:00Z' });

async function importTexts({ context }: TestApp, texts: readonly string[], version: string, asOf?: string) {
  const chunks = async function* () {
    yield START;
    yield Buffer.from(`${texts.join(',')}]`);
  };
  return importFiles({ ...context, version }, [{ name: 'fleet.json', chunks: chunks() }], asOf ? { asOf } : {});
}

const WAYS = [
  'plain',
  'newer',
  'without pools',
  'stopped',
  'doubtful tag',
  'a pool is bad',
  'of one node group',
] as const;
type Way = (typeof WAYS)[number];

function textOf(name: string, way: Way, isInLines = true): string {
  const image = way === 'newer' ? '20348.5386.260715' : '20348.5256.260610';
  const pool = createAzPool('wina', 'Windows2022', `AKSWindows-2022-containerd-${image}`);
  const bad = way === 'a pool is bad' ? [{ ...createAzPool('winb', 'Windows2022', ''), count: -1 }] : [];
  const tags: Record<string, string> = way === 'doubtful tag' ? { 'vhdwatch-channel': '#shop' } : {};
  const cluster = {
    ...createAzCluster(name, `rg-${name}`, tags, way === 'without pools' ? [] : [pool, ...bad]),
    ...(way === 'stopped' ? { powerState: { code: 'Stopped' } } : {}),
    nodeResourceGroup: way === 'of one node group' ? 'mc_one' : `mc_${name}`,
  };
  return isInLines ? JSON.stringify(cluster, null, 2) : JSON.stringify(cluster);
}

/** A pool by itself, and a node: parts of a cluster. */
const poolText = (name: string, image: string) =>
  JSON.stringify({
    ...createAzPool('wina', 'Windows2022', `AKSWindows-2022-containerd-${image}`),
    id: `${GROUP}/rg-${name}/providers/Microsoft.ContainerService/managedClusters/${name}/agentPools/wina`,
    type: 'Microsoft.ContainerService/managedClusters/agentPools',
  });
const nodeText = (group: string) =>
  JSON.stringify({
    kind: 'Node',
    metadata: {
      name: 'akswina000000',
      labels: {
        'kubernetes.azure.com/cluster': group,
        'kubernetes.azure.com/agentpool': 'wina',
        'kubernetes.azure.com/node-image-version': 'AKSWindows-2022-containerd-20348.5256.260610',
        'kubernetes.io/os': 'windows',
      },
    },
    status: { nodeInfo: { operatingSystem: 'windows', kubeletVersion: 'v1.34.7' } },
  });

const name = fc.constantFrom('shop', 'mill', 'port');
const text = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(name, fc.constantFrom(...WAYS), fc.boolean()).map((told) => textOf(...told)) },
  { weight: 1, arbitrary: name.map((one) => poolText(one, '20348.5386.260715')) },
  { weight: 1, arbitrary: name.map((one) => nodeText(`mc_${one}`)) },
);
type Step = (app: TestApp, versionOf: (time: number) => string) => unknown;
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.array(text, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 3 }), fc.boolean())
      .map(
        ([texts, times, isOld]): Step =>
          async (app, versionOf) => {
            const asOf = isOld ? new Date(app.clock.now().getTime() - 1.5 * HOUR_MS).toISOString() : undefined;
            const reports: unknown[] = [];
            for (let time = 0; time < times; time += 1) {
              const { fleet: _, ...report } = await importTexts(app, texts, versionOf(time), asOf);
              reports.push(report);
              app.clock.advance(HOUR_MS);
            }
            return reports;
          },
      ),
  },
  {
    weight: 1,
    arbitrary: name.map(
      (one): Step =>
        ({ context }) =>
          registerByHand(context, one, { owner: ['ana'] }),
    ),
  },
  {
    weight: 1,
    arbitrary: name.map(
      (one): Step =>
        ({ context }) =>
          registerByHand(context, one, { kubernetesVersion: '1.33.1' }),
    ),
  },
  {
    weight: 1,
    arbitrary: name.map(
      (one): Step =>
        ({ context }) =>
          tagCluster(context, one, { channel: 'C0BYHAND01' }),
    ),
  },
  {
    weight: 1,
    arbitrary: name.map(
      (one): Step =>
        ({ context }) =>
          removeCluster(context, one),
    ),
  },
  {
    weight: 1,
    arbitrary: name.map(
      (one): Step =>
        ({ store, clock }) =>
          store.clusters.markVanished(
            `${GROUP}/rg-${one}/providers/microsoft.containerservice/managedclusters/${one}`,
            clock.now().toISOString(),
          ),
    ),
  },
);

async function outcomeOf(work: () => unknown): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

describe('the same words again', () => {
  it('say what they would if they were read again, whatever else was told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        const [knowing, reading] = [open(), open()];
        for (const [index, run] of steps.entries()) {
          const outcome = await outcomeOf(() => run(knowing, () => 'one program'));
          // Another program each time knows no words.
          expect(outcome).toEqual(await outcomeOf(() => run(reading, (time) => `program ${index}.${time}`)));
          for (const { clock } of [knowing, reading]) clock.advance(HOUR_MS);
          const [known, read] = [knowing, reading].map(({ store }) => store.clusters.list({ includeVanished: true }));
          expect(known).toEqual(read);
        }
        const [known, read] = [knowing, reading].map(({ store }) => [
          ...store.nodePoolHistory.listByCluster(store.clusters.list().map(({ id }) => id)),
        ]);
        expect(known).toEqual(read);
      }),
      { numRuns: process.env['SOAK'] ? 300 : 5 },
    );
  });
});
