import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/domain/cluster.ts';
import { parseClusterFile } from '../support/parse-cluster-file.ts';

const SAMPLES = path.resolve(import.meta.dirname, '../../../shared/samples');
const absent = !existsSync(SAMPLES);
if (absent) process.stderr.write('test/inventory/samples: ../shared/samples is absent, skipped\n');

function read(...files: readonly string[]) {
  const text = files.map((file) => readFileSync(path.join(SAMPLES, file), 'utf8')).join('\n');
  return parseClusterFile(text, { asOf: '2026-08-07T08:00:00.000Z', fileName: files.join(', ') });
}

function byName(clusters: readonly Cluster[]) {
  return clusters.map(({ origin: _, ...rest }) => rest).sort((a, b) => a.name.localeCompare(b.name));
}

/** What the sample's older query did not project. */
function asOldQuery(cluster: Omit<Cluster, 'origin'>) {
  return {
    ...cluster,
    networkDataplane: null,
    nodeResourceGroup: undefined,
    nodePools: cluster.nodePools.map((pool) => ({
      ...pool,
      fipsEnabled: null,
      settings: undefined,
      count: pool.type === 'VirtualMachines' ? null : pool.count,
    })),
  };
}

describe.skipIf(absent)('the sample fleet', () => {
  const az = () => read('az_aks_list.json');

  it('has ten clusters and 22 pools, eleven of them Windows', () => {
    const { clusters, rejected } = az();
    expect(rejected).toEqual([]);
    expect(clusters).toHaveLength(10);
    const pools = clusters.flatMap((cluster) => cluster.nodePools);
    expect(pools).toHaveLength(22);
    expect(pools.filter((pool) => pool.osType === 'Windows')).toHaveLength(11);
  });

  it('is the same from ARM pages as from az', () => {
    const arm = read(
      'arm_managedclusters_list_sub1.json',
      'arm_managedclusters_list_sub2_page1.json',
      'arm_managedclusters_list_sub2_page2.json',
    );
    expect(arm).toMatchObject({ rejected: [], complete: true });
    expect(byName(arm.clusters)).toEqual(byName(az().clusters));
  });

  it('is the same from Resource Graph pages, for what that query asked', () => {
    const graph = read('arg_response_page1.json', 'arg_response_page2.json');
    expect(graph).toMatchObject({ rejected: [], complete: true });
    const windows = byName(az().clusters).filter((cluster) =>
      cluster.nodePools.some((pool) => pool.osType === 'Windows'),
    );
    expect(byName(graph.clusters)).toEqual(windows.map(asOldQuery));
  });

  it('has the pools that az and ARM list for one cluster', () => {
    const whole = az().clusters.find((cluster) => cluster.name === 'orders-prod');
    for (const file of ['az_aks_nodepool_list_orders-prod.json', 'arm_agentpools_list_orders-prod.json']) {
      const [part] = read(file).parts;
      expect(part?.cluster.id).toBe(whole?.id);
      expect(part?.cluster.nodePools).toEqual(whole?.nodePools);
    }
  });

  it('has the pools that kubectl shows, where nodes can tell', () => {
    const whole = az().clusters.find((cluster) => cluster.name === 'orders-prod');
    const [part] = read('kubectl_get_nodes_orders-prod.json').parts;
    expect(part?.cluster.id).toBe(whole?.id);
    const keys = [
      'name',
      'mode',
      'osType',
      'osSku',
      'nodeImageVersion',
      'vmSize',
      'kubernetesVersion',
      'type',
    ] as const;
    const facts = (cluster: Cluster | undefined) => cluster?.nodePools.map((pool) => keys.map((key) => pool[key]));
    expect(facts(part?.cluster)).toEqual(facts(whole));
    expect(Object.values(part?.cluster.nodePools[1]?.nodeImages ?? {})).toEqual([2, 1]);
  });

  it('has the newest images that upgrade profiles tell', () => {
    const { parts, rejected } = read(
      'az_aks_nodepool_get_upgrades_orders-prod_win22a.json',
      'arm_upgradeprofile_edge-annual_frozen.json',
    );
    expect(rejected).toEqual([]);
    expect(parts.map(({ cluster }) => cluster.nodePools[0]?.latestNodeImageVersion)).toEqual([
      'AKSWindows-2022-containerd-20348.5386.260715',
      'AKSWindows-23H2-gen2-25398.2330.260513',
    ]);
  });
});
