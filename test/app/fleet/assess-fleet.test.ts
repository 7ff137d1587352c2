import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { importClusters } from '../../../src/app/clusters/import-clusters.ts';
import { registerByHand, removeCluster, tagCluster } from '../../../src/app/clusters/register-cluster.ts';
import { assessFleet, assessInSteps, type FleetAssessment } from '../../../src/app/fleet/assess-fleet.ts';
import { readDocuments } from '../../../src/app/polling/read-documents.ts';
import { listReachable } from '../../../src/routing/pool-index.ts';
import { azCluster, kubectlNode, SYSTEM, WIN22 } from '../../inventory/fleet-builders.ts';
import { addDocuments, createRelease, openScenario } from '../../scenarios/open-scenario.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { makeFolder } from '../../support/run-vhdwatch.ts';

const NOW = '2026-08-10T09:00:00Z';
const RELEASE = createRelease('2026-06-19', '2026-06-25T18:00:00Z', [['2022', '20348.5256.260610']]);
const WIN19 = { ...WIN22, name: 'win19', osSku: 'Windows2019', image: 'AKSWindows-2019-containerd-17763.8880.260610' };
const WEB = azCluster({ name: 'web', pools: [SYSTEM, WIN22] });
const POOLS = [[SYSTEM], [SYSTEM, WIN22], [SYSTEM, { ...WIN22, count: 2 }, WIN19]];
const TAGS = [null, { owner: 'ann' }, { owner: 'ann,ben' }, { 'vhdwatch-channel': 'C0SHOPTEAM1' }];

const change = fc.record({
  kind: fc.constantFrom(
    ...([
      'az',
      'again',
      'nodes',
      'hand',
      'tag',
      'images',
      'remove',
      'many',
      'release',
      'later',
      'steps',
      'undone',
    ] as const),
  ),
  isOther: fc.boolean(),
  isAsked: fc.boolean(),
  name: fc.constantFrom('api', 'shop', 'Shop'),
  group: fc.constantFrom('rg-a', 'rg-b'),
  pick: fc.nat({ max: 50 }),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0).reverse()) close();
});

/** `ids`: clusters that are or were registered. */
function seenOf(fleet: FleetAssessment, ids: ReadonlySet<string>): string {
  const { pools, poolIndex, overview, endsAhead, dates, findings, adviceOf } = fleet;
  const { all, byOwner, byChannel, byWorst, ofId } = poolIndex;
  const clusters = fleet.clusters();
  const groups = [byOwner, byChannel, byWorst].map((one) => [...one].sort(([a], [b]) => (a < b ? -1 : 1)));
  const reach = { clusterIds: clusters.slice(2, 4).map(({ id }) => id), owners: ['ann'], channels: ['C0SHOPTEAM1'] };
  const ofClusters = [...ids].map((id) => [ofId(id)?.cluster, adviceOf(id)]);
  const idsOf = (_key: string, value: unknown) => (value instanceof Map ? [...value] : value);
  const reached = listReachable(poolIndex, reach).map(({ cluster }) => cluster.id);
  const told = [clusters, pools, all.length, groups, ofClusters, reached, overview(), endsAhead(), dates(), findings()];
  return JSON.stringify(told, idsOf);
}

async function make(app: TestApp, { kind, name, group, pick }: Change): Promise<void> {
  const { context, store, clock } = app;
  clock.advance(60_000);
  const known = store.clusters.list();
  const id = known[pick % known.length]?.id ?? '';
  const model = { name, group, tags: TAGS[pick % 4] ?? null, pools: POOLS[pick % 3] ?? [] };
  const take = (content: unknown) =>
    importClusters(context, [{ name: 'f.json', content: Buffer.from(JSON.stringify(content)) }]);
  const pool = [`win=${WIN22.image}`];
  if (kind === 'az') take([azCluster(model)]);
  if (kind === 'again') take([WEB]);
  if (kind === 'nodes') take(model.pools.map((one, index) => kubectlNode(model, one, index)));
  if (kind === 'hand') registerByHand(context, 'edge', { pool, owner: ['ben'] });
  if (kind === 'images')
    registerByHand(context, 'edge', { pool, containerImage: [`iis:ltsc20${19 + 3 * (pick % 2)}`] });
  if (kind === 'tag' && id) tagCluster(context, id, { owner: ['ann'] });
  if (kind === 'remove' && id) removeCluster(context, id);
  if (kind === 'many' && pick < 10)
    take(Array.from({ length: 210 }, (_, n) => azCluster({ ...model, name: `shop-${n}` })));
  if (kind === 'later') clock.advance((pick + 1) * 3_600_000);
  if (kind === 'release') {
    addDocuments(app, [createRelease(`2026-08-${10 + pick}`, NOW, [['2022', `20348.${5300 + pick}.260812`]])]);
    await readDocuments(context);
  }
  if (kind === 'steps') {
    const reading = assessInSteps(context);
    for (let step = 0; step < pick && !reading.next().done; step += 1);
  }
  const undo = () =>
    store.transaction(() => {
      store.clusters.remove(id);
      assessFleet(context).findings();
      throw new Error('undone');
    });
  if (kind === 'undone') expect(undo).toThrow('undone');
}

test('the fleet that is remembered is the one that a fresh process reads, whatever two processes change', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 8, maxLength: 16 }), async (changes) => {
      const folder = makeFolder();
      const path = `${folder.path}/fleet.db`;
      const given = { store: openTestStore(path) };
      const own = await openScenario([RELEASE], [WEB], NOW, given);
      const { clock } = own;
      const opened = createTestApp({ githubUrl: 'http://127.0.0.1:9', store: openTestStore(path) });
      const other = { ...opened, clock, context: { ...opened.context, clock, wallClock: clock } };
      closers.push(folder.remove, own.store.close, other.store.close);
      const ids = new Set<string>();
      for (const [at, one] of changes.entries()) {
        for (const { id } of own.store.clusters.list()) ids.add(id);
        await make(one.isOther ? other : own, one);
        if (!one.isAsked) continue;
        const fresh = seenOf(assessFleet({ store: { ...other.store }, clock }), ids);
        for (const { context } of [own, other])
          expect(seenOf(assessFleet(context), ids) === fresh, `${at} ${one.kind}`).toBe(true);
      }
    }),
    { numRuns: process.env['SOAK'] ? 50 : 5 },
  );
}, 300_000);
