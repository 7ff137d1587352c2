import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AssessedPool, NodePoolStatus } from '../../src/domain/node-pool-assessment.ts';
import { referToPool } from '../../src/domain/pool-reference.ts';
import { atOnce } from '../../src/domain/steps.ts';
import {
  type ChangingIndex,
  type ConcernedCluster,
  createPoolIndex,
  exchangeClusters,
} from '../../src/routing/pool-index.ts';
import { buildCluster, buildPool } from '../advice/support/builders.ts';

interface Told {
  readonly id: number;
  readonly name: string;
  readonly channel: string | null;
  readonly owners: readonly string[];
  readonly statuses: readonly NodePoolStatus[];
}

const TOLD: fc.Arbitrary<Told> = fc.record({
  id: fc.integer({ min: 0, max: 11 }),
  name: fc.constantFrom('api', 'shop', 'web'),
  channel: fc.constantFrom(null, 'C1', 'C2'),
  owners: fc.uniqueArray(fc.constantFrom('ann', 'ben'), { maxLength: 2 }),
  statuses: fc.array(fc.constantFrom<NodePoolStatus>('current', 'behind', 'unsupported'), {
    minLength: 1,
    maxLength: 3,
  }),
});
const FLEET = fc.uniqueArray(TOLD, { selector: ({ id }) => id, maxLength: 12 });
const idOf = (id: number) => `cluster-${id}`;

function toPools({ id, name, channel, owners, statuses }: Told): ConcernedCluster {
  const ownership = { channel, owners, environment: null };
  // Namesakes are shown under titles, which sort otherwise.
  const cluster = { ...buildCluster({ name, ownership }), id: idOf(id), title: `${name} (${99 - id})` };
  const pools = statuses.map((status, index) => {
    const assessment = { status, currentVersion: status } as unknown as AssessedPool['assessment'];
    const pool = { cluster, nodePool: buildPool({ name: `win${index}` }), assessment, isLeftToAks: false };
    return { ...pool, ends: [status, 'all'], name: referToPool(pool) };
  });
  return { cluster, pools };
}

function listAll(index: ChangingIndex<ConcernedCluster>): object {
  const sorted = (groups: ReadonlyMap<string, unknown>) => Object.fromEntries([...groups].sort());
  const { all, pools, ofId, byOwner, byChannel, byWorst, byImage, byEnd } = index;
  const byId = Array.from({ length: 12 }, (_, id) => ofId(idOf(id)));
  return { all, pools, byId, groups: [byOwner, byChannel, byWorst, byImage, byEnd].map(sorted) };
}

test('exchanged some at a time, clusters stand as if the index had been made of the last ones', () => {
  const rounds = fc.array(fc.tuple(FLEET, fc.array(fc.integer({ min: 0, max: 11 }), { maxLength: 3 })), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(FLEET, rounds, (fleet, changes) => {
      let index = atOnce(createPoolIndex(fleet.map(toPools)));
      const known = new Map(index.all.map((own) => [own.cluster.id, own]));
      for (const [told, gone] of changes) {
        const others = told.map(toPools);
        const ids = new Set([...gone.map(idOf), ...others.map(({ cluster }) => cluster.id)]);
        index = atOnce(exchangeClusters(index, ids, others));
        for (const id of ids) known.delete(id);
        for (const own of others) known.set(own.cluster.id, own);
      }
      expect(listAll(index)).toEqual(listAll(atOnce(createPoolIndex([...known.values()]))));
    }),
  );
});

test('an exchange leaves the index that it began with as it was, however many there were', () => {
  const first = atOnce(
    createPoolIndex([toPools({ id: 0, name: 'web', channel: 'C1', owners: [], statuses: ['behind'] })]),
  );
  const before = listAll(first);
  let index = first;
  for (let id = 1; id <= 300; id += 1) {
    const own = toPools({ id, name: 'shop', channel: 'C1', owners: ['ann'], statuses: ['current'] });
    index = atOnce(exchangeClusters(index, new Set([own.cluster.id]), [own]));
  }
  expect(index.all).toHaveLength(301);
  expect(index.byChannel.get('C1')).toHaveLength(301);
  expect(index.ofId(idOf(300))).toBe(index.byOwner.get('ann')?.find(({ cluster }) => cluster.id === idOf(300)));
  expect(listAll(first)).toEqual(before);
});
