import { expect, test } from 'vitest';
import type { ChannelSubscription } from '../../src/domain/channel-subscription.ts';
import type { Cluster } from '../../src/domain/cluster.ts';
import { routeChannels } from '../../src/routing/route-channels.ts';
import { parseClusterFile } from '../support/parse-cluster-file.ts';
import { createSampleFleet } from '../support/sample-fleet.ts';
import { createSubscription } from '../support/sample-subscription.ts';

const clusters = parseClusterFile(JSON.stringify(createSampleFleet()), {
  asOf: '2026-08-20T09:00:00Z',
  fileName: 'az.json',
}).clusters;
const channels = clusters.flatMap(({ ownership }) => ownership.channel ?? []);
const SUBSCRIPTION = createSubscription('C0BILLING1');

function describeRoutes(subscriptions: readonly ChannelSubscription[], defaultChannel: string | null) {
  return routeChannels({ subscriptions, defaultChannel, channels }).map((destination) => ({
    channel: destination.channel,
    news: destination.hearsAllNews,
    clusters: clusters.filter((cluster: Cluster) => destination.owns(cluster)).map(({ name }) => name),
  }));
}

test('pools nobody owns belong to the default channel, owned ones to their own', () => {
  expect(describeRoutes([], 'C0PLATFORM')).toEqual([
    { channel: 'C0PLATFORM', news: true, clusters: ['shop', 'legacy'] },
    { channel: 'C0BILLING1', news: false, clusters: ['billing'] },
  ]);
});

test('without a default channel only owners hear something', () => {
  expect(describeRoutes([], null).map(({ channel }) => channel)).toEqual(['C0BILLING1']);
});

test('an explicit subscription replaces what a channel would get by default', () => {
  const legacyOnly = { ...SUBSCRIPTION, clusterIds: [clusters.find(({ name }) => name === 'legacy')?.id ?? ''] };
  expect(describeRoutes([legacyOnly], null)).toEqual([{ channel: 'C0BILLING1', news: false, clusters: ['legacy'] }]);
  expect(describeRoutes([SUBSCRIPTION], null)).toEqual([
    { channel: 'C0BILLING1', news: true, clusters: ['shop', 'billing', 'legacy'] },
  ]);
});
