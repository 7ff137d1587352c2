import { expect, test } from 'vitest';
import type { Cluster } from '../../src/domain/cluster.ts';
import type { AssessedPool } from '../../src/domain/node-pool-assessment.ts';
import { referToPool } from '../../src/domain/pool-reference.ts';
import { atOnce } from '../../src/domain/steps.ts';
import { type ConcernedPool, createPoolIndex } from '../../src/routing/pool-index.ts';
import { type Destination, listPoolsOf, routeChannels } from '../../src/routing/route-channels.ts';
import { buildCluster, buildPool } from '../advice/support/builders.ts';
import { createSubscription } from '../support/sample-subscription.ts';

/** Clusters of channels `C0` … `C9`, owners `team-0` … `team-6`, every fifth of nobody; two Windows pools each. */
const clusters = Array.from({ length: 60 }, (_, index) =>
  buildCluster({
    name: `shop-${String(index).padStart(2, '0')}`,
    ownership: {
      channel: index % 5 === 0 ? null : `C${index % 10}`,
      owners: index % 5 === 0 ? [] : [`team-${index % 7}`, 'everybody'],
      environment: null,
    },
  }),
);
const fleet = clusters.map((cluster) => ({
  cluster,
  pools: [poolOf(cluster, 'Windows2022'), poolOf(cluster, 'Windows2019')],
}));
const pools = fleet.flatMap((one) => one.pools);

const index = atOnce(createPoolIndex(fleet));

function poolOf(cluster: Cluster, osSku: 'Windows2022' | 'Windows2019'): ConcernedPool {
  const assessment = { osSku } as unknown as AssessedPool['assessment'];
  const pool = { cluster, nodePool: buildPool({ name: osSku.slice(-4) }), assessment, isLeftToAks: false };
  return { ...pool, ends: [], name: referToPool(pool) };
}

const idOf = (index: number) => clusters[index]?.id ?? '';
const route = (defaultChannel: string | null) =>
  routeChannels({
    subscriptions: [
      createSubscription('C0ALL'),
      createSubscription('C02019', { osSkus: ['Windows2019'] }),
      createSubscription('C0OWNERS', { owners: ['team-3', 'everybody', 'nobody'] }),
      createSubscription('C0BOTH', { owners: ['team-2'], clusterIds: [idOf(59), idOf(0), idOf(2), 'gone'] }),
    ],
    defaultChannel,
    channels: index.byChannel.keys(),
  });

test('every channel has the pools of the clusters that it owns, each once and in their order', () => {
  for (const destination of [...route('C0PLATFORM'), ...route('C3'), ...route(null)]) {
    const { owns, osSkus } = destination;
    const expected = pools.filter(
      ({ cluster, assessment: { osSku } }) =>
        owns(cluster) && (osSkus.length === 0 || (osSku !== null && osSkus.includes(osSku))),
    );
    expect(expected.length, destination.channel).toBeGreaterThan(0);
    expect(listPoolsOf(destination, index), destination.channel).toEqual(expected);
  }
});

test('a channel is asked only about clusters that it may own, and once about each, however many pools they have', () => {
  const countAsked = (channel: string) => {
    const asked: string[] = [];
    const destination = route(null).find((one) => one.channel === channel) as Destination;
    const owns = (cluster: Cluster) => {
      asked.push(cluster.id);
      return destination.owns(cluster);
    };
    listPoolsOf({ ...destination, owns }, index);
    return asked.length;
  };
  expect(countAsked('C7')).toBe(6);
  expect(countAsked('C0BOTH')).toBe(
    3 + clusters.filter(({ ownership }) => ownership.owners.includes('team-2')).length - 1,
  );
  expect(countAsked('C0ALL')).toBe(60);
});
