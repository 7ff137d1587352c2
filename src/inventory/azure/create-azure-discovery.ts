import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from '../../domain/cluster.ts';
import type { ClusterImport } from '../../domain/cluster-import.ts';
import type { Logger } from '../../domain/logger.ts';
import { keyOfPool } from '../../domain/pool-reference.ts';
import { flattenResource, isRecord } from '../fields.ts';
import { collectClusterRow } from '../formats/azure-resources.ts';
import { ImportCollector } from '../import-collector.ts';
import { type AzureConnection, createAzureClients } from './azure-sdk.ts';
import {
  type ClusterRows,
  fetchClusterRows,
  fetchImageOffers,
  findGone,
  type KnownCluster,
  type Pacing,
} from './cluster-rows.ts';

export interface AzureDiscoveryResult extends ClusterImport {
  readonly problems: readonly string[];
  /** IDs of known clusters that are there no more. */
  readonly gone: readonly string[];
}

/** Finds every AKS cluster that an Azure identity can read. */
export interface AzureDiscovery {
  /** `onProgress` counts Windows pools. @throws AppError that names the setting when nothing can be listed; the last fleet stays. */
  discover(
    now: Date,
    known?: readonly KnownCluster[],
    onProgress?: (done: number, total: number) => void,
  ): Promise<AzureDiscoveryResult>;
}

interface AzureDiscoveryOptions extends AzureConnection {
  readonly logger?: Logger;
  readonly pacing?: Partial<Pacing>;
}

function readRows({ rows, complete }: ClusterRows, now: Date): ClusterImport {
  const into = new ImportCollector(now.toISOString());
  for (const [index, row] of rows.entries()) {
    const fields = isRecord(row) ? flattenResource(row) : {};
    const item = typeof fields['name'] === 'string' ? fields['name'] : `row ${index + 1}`;
    collectClusterRow(fields, item, into);
  }
  if (!complete) into.markIncomplete('Azure cut the list of clusters off; clusters that are missing are kept.');
  return into.result();
}

function withOffers(cluster: Cluster, offers: ReadonlyMap<string, string>): Cluster {
  const nodePools = cluster.nodePools.map((pool) => {
    const offer = offers.get(keyOfPool({ clusterId: cluster.id, nodePool: pool.name })) ?? null;
    return pool.osType === 'Windows' ? { ...pool, latestNodeImageVersion: offer } : pool;
  });
  return { ...cluster, nodePools };
}

function listMissing(known: readonly KnownCluster[], { clusters, unread, isWholeList }: ClusterImport) {
  const seen = new Set([...clusters.map(({ id }) => id), ...unread]);
  return isWholeList ? known.filter(({ id, name }) => !seen.has(id) && !seen.has(name.toLowerCase())) : [];
}

/** Creates the discovery: one Resource Graph query, then the upgrade profiles of Windows pools. Loads the SDK on use. */
export function createAzureDiscovery(options: AzureDiscoveryOptions): AzureDiscovery {
  const pacing: Pacing = { timeoutMs: 120_000, sleep: (ms) => delay(ms), ...options.pacing };
  return {
    async discover(now, known = [], onProgress = () => {}) {
      const clients = await createAzureClients(options);
      const found = readRows(await fetchClusterRows(clients.graph, pacing), now);
      const { offers, problems } = await fetchImageOffers(clients, found.clusters, pacing, onProgress);
      const { gone, kept } = await findGone(clients, listMissing(known, found), pacing);
      options.logger?.info('discovered clusters', { clusters: found.clusters.length, problems: problems.length });
      const clusters = found.clusters.map((cluster) => withOffers(cluster, offers));
      return {
        ...found,
        clusters,
        gone,
        problems: [...found.notices, ...problems, ...kept],
      };
    },
  };
}
