import { expect, test } from 'vitest';
import type { End } from '../../src/domain/lifecycle.ts';
import type { NewsRetirement } from '../../src/domain/notification.ts';
import { parseClusterFile } from '../../src/inventory/parse-cluster-file.ts';
import { textOf } from '../../src/messages/card.ts';
import { groupEnds, lineOfEnd } from '../../src/messages/end-words.ts';
import { usesWindowsFeature, withOtherDay } from '../../src/messages/retirement-news.ts';
import { createAzCluster, createAzPool } from '../support/sample-fleet.ts';

function uses(feature: string, image: string, network: object = {}): boolean {
  const az = {
    ...createAzCluster('shop', 'rg', {}, [createAzPool('win', 'Windows2019', image)]),
    networkProfile: network,
  };
  const [cluster] = parseClusterFile(JSON.stringify([az]), {
    asOf: '2026-08-20T09:00:00Z',
    fileName: 'az.json',
  }).clusters;
  const pool = cluster?.nodePools.find(({ name }) => name === 'win');
  if (!cluster || !pool) throw new Error('the cluster was not read');
  return usesWindowsFeature(feature, cluster, pool);
}

test.each([
  ['AzureNPM', 'AKSWindows-2022-containerd-20348.5256.260610', { networkPolicy: 'azure' }, true],
  ['AzureNPM', 'AKSWindows-2022-containerd-20348.5256.260610', { networkPolicy: 'calico' }, false],
  ['Kubenet', 'AKSWindows-2022-containerd-20348.5256.260610', { networkPlugin: 'kubenet' }, true],
  ['DockerRuntime', 'AKSWindows-2019-17763.1817.210310', {}, true],
  ['DockerRuntime', 'AKSWindows-2019-containerd-17763.8389.260210', {}, false],
  ['Gen1', 'AKSWindows-2022-containerd-gen2-20348.5256.260610', {}, false],
  ['SomethingNew', 'AKSWindows-2022-containerd-20348.5256.260610', {}, false],
])('%s concerns a pool on %s with %j: %s', (feature, image, network, expected) => {
  expect(uses(feature, image, network)).toBe(expected);
});

test('a day that a note moves and the calendar does not is told with the day that findings go by', () => {
  const news: NewsRetirement = {
    subject: 'Kubernetes/1.34',
    phase: 'retirement',
    date: '2027-01-31',
    previousDate: '2026-11-30',
    fromKubernetes: null,
    quote: 'q',
    url: 'https://example.com',
    doubt: null,
    pools: [{ clusterId: 'c', cluster: 'shop', nodePool: 'npwin' }],
  };
  const end = (plan: End['plan'], date: string): End => {
    const source = { statedIn: 'calendar', url: 'https://example.com', quote: null, contradictions: [], previous: [] };
    return { ...source, subject: 'Kubernetes/1.34', phase: 'retirement', plan, date, fromKubernetes: null };
  };
  const say = (...ends: readonly End[]) =>
    groupEnds([withOtherDay(news, ends)]).map((event) => textOf(lineOfEnd(event)))[0];
  const lts = { ...end('lts', '2027-11-30'), phase: 'end-of-lts' as const };
  expect(say(lts, end('community', '2026-11'))).toContain(
    "30 Nov 2026 → 31 Jan 2027 · AKS's calendar says Nov 2026, and your 1 node pool goes by that",
  );
  expect(say(lts, end('community', '2027-01'))).toContain('your 1 node pool may stay until then');
});
