import type { Cluster } from '../../domain/cluster.ts';
import { isPlainText } from '../fields.ts';
import { readImageName } from '../windows-image.ts';
import type { AzureClients } from './azure-sdk.ts';
import { isSubscriptionWide, toAzureError } from './describe-azure-failure.ts';
import type { Pacing } from './list-cluster-rows.ts';

/** Pools asked for at the same time; ARM's budget of reads refills by the second. */
const WORKERS = 4;

/** A Windows pool to ask for. */
interface PoolToAsk {
  readonly cluster: Cluster;
  readonly nodePool: string;
}

/** The newest image that Azure offers each pool, by `keyOfPool`; and what could not be asked, in sentences. */
export interface ImageOffers {
  readonly offers: ReadonlyMap<string, string>;
  readonly problems: readonly string[];
}

/** Identity of a pool among all clusters. */
export function keyOfPool(clusterId: string, nodePool: string): string {
  return `${clusterId}/agentpools/${nodePool}`;
}

function findPoolsToAsk(clusters: readonly Cluster[]): PoolToAsk[] {
  return clusters.flatMap((cluster) => {
    const pools = cluster.nodePools.filter((pool) => pool.osType === 'Windows');
    return pools.map((pool) => ({ cluster, nodePool: pool.name }));
  });
}

async function fetchOffer(clients: AzureClients, { cluster, nodePool }: PoolToAsk, timeoutMs: number) {
  const client = clients.containerService(cluster.subscriptionId ?? '');
  const options = { abortSignal: AbortSignal.timeout(timeoutMs) };
  const profile = await client.agentPools.getUpgradeProfile(
    cluster.resourceGroup ?? '',
    cluster.name,
    nodePool,
    options,
  );
  const image = readImageName(profile.latestNodeImageVersion ?? null);
  return image !== null && isPlainText(image) ? image : null;
}

/**
 * Asks ARM for the upgrade profile of every Windows pool. A pool that cannot be asked is a problem, never a failure; after
 * a refusal that holds for the whole subscription its other pools are not asked.
 */
export async function fetchImageOffers(
  clients: AzureClients,
  clusters: readonly Cluster[],
  { timeoutMs }: Pacing,
  onProgress: (done: number, total: number) => void,
): Promise<ImageOffers> {
  const pools = findPoolsToAsk(clusters);
  const offers = new Map<string, string>();
  const problems = new Map<string, string>();
  const closed = new Set<string | null>();
  let done = 0;
  const ask = async (pool: PoolToAsk): Promise<void> => {
    const { subscriptionId, id, name } = pool.cluster;
    try {
      const image = await fetchOffer(clients, pool, timeoutMs);
      if (image !== null) offers.set(keyOfPool(id, pool.nodePool), image);
    } catch (error) {
      const wide = isSubscriptionWide(error);
      if (wide) closed.add(subscriptionId);
      const whose = wide ? `subscription ${subscriptionId}` : `${name}/${pool.nodePool}`;
      problems.set(whose, toAzureError(error, `Upgrade profiles of ${whose}`).message);
    }
  };
  const queue = [...pools];
  const work = async (): Promise<void> => {
    for (let pool = queue.shift(); pool; pool = queue.shift()) {
      if (!closed.has(pool.cluster.subscriptionId)) await ask(pool);
      done += 1;
      onProgress(done, pools.length);
    }
  };
  onProgress(0, pools.length);
  await Promise.all(Array.from({ length: WORKERS }, work));
  return { offers, problems: [...problems.values()].sort() };
}
