import { expect, test } from 'vitest';
import { usesWindowsFeature } from '../../src/messages/retirement-news.ts';
import { parseClusterFile } from '../support/parse-cluster-file.ts';
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
