import { setTimeout as delay } from 'node:timers/promises';
import type { ResourceGraphClient } from '@azure/arm-resourcegraph';
import { type Cluster, listWindowsPools } from '../../domain/cluster.ts';
import type { ClusterImport } from '../../domain/cluster-import.ts';
import type { Logger } from '../../domain/logger.ts';
import { keyOfPool } from '../../domain/pool-reference.ts';
import { nameSome } from '../../domain/text.ts';
import { isPlainText } from '../field-readers.ts';
import { flattenResource, isRecord } from '../fields.ts';
import { collectClusterRow } from '../formats/azure-resources.ts';
import { ImportCollector, Refusals } from '../import-collector.ts';
import { parseClusterId } from '../read-cluster.ts';
import { readImageName } from '../read-node-pool.ts';
import {
  type AzureClients,
  type AzureConnection,
  createAzureClients,
  isNotThere,
  isSubscriptionWide,
  toAzureError,
} from './azure-sdk.ts';

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
      const rows = await fetchClusterRows(clients.graph, pacing).catch((error: unknown) => {
        throw toAzureError(error, 'Listing AKS clusters through Azure Resource Graph');
      });
      const found = readRows(rows, now);
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

/** Projections only, to stay within what Resource Graph surely knows; paging needs `id` and a stable order (AZURE facts 3.1). */
const CLUSTER_QUERY = `resources
| where type =~ 'microsoft.containerservice/managedclusters'
| project id, name, subscriptionId, resourceGroup, location, tags, pools = properties.agentPoolProfiles,
  tier = tostring(sku.tier), kubernetesVersion = tostring(properties.kubernetesVersion),
  currentKubernetesVersion = tostring(properties.currentKubernetesVersion), supportPlan = tostring(properties.supportPlan),
  powerState = tostring(properties.powerState.code), provisioningState = tostring(properties.provisioningState),
  nodeResourceGroup = tostring(properties.nodeResourceGroup), sku,
  apiServerAccessProfile = properties.apiServerAccessProfile,
  networkPlugin = tostring(properties.networkProfile.networkPlugin),
  networkPluginMode = tostring(properties.networkProfile.networkPluginMode),
  networkPolicy = tostring(properties.networkProfile.networkPolicy),
  networkDataplane = tostring(properties.networkProfile.networkDataplane),
  upgradeChannel = tostring(properties.autoUpgradeProfile.upgradeChannel),
  nodeOSUpgradeChannel = tostring(properties.autoUpgradeProfile.nodeOSUpgradeChannel)
| order by id asc`;

/** Well below the 1,000 rows and 16 MB that a page may have: a cluster with many pools is some 20 kB. */
const PAGE_SIZE = 250;
const MOST_PAGES = 400;
const LONGEST_WAIT_MS = 60_000;

export interface Pacing {
  /** Longest time one request may take, its repeats counted. */
  readonly timeoutMs: number;
  sleep(ms: number): Promise<void>;
}

interface ClusterRows {
  readonly rows: readonly unknown[];
  /** False when Azure cut the result off. */
  readonly complete: boolean;
}

/** `x-ms-user-quota-remaining: 0` with `x-ms-user-quota-resets-after: 00:00:05` asks to wait five seconds. */
function readWait(remaining: string | undefined, resetsAfter: string | undefined): number {
  if (Number(remaining ?? 1) > 0) return 0;
  const [hours = 0, minutes = 0, seconds = 0] = (resetsAfter ?? '00:00:05').split(':').map(Number);
  const wait = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return Number.isFinite(wait) ? Math.min(wait, LONGEST_WAIT_MS) : LONGEST_WAIT_MS;
}

async function fetchPage(graph: ResourceGraphClient, skipToken: string | null, { timeoutMs }: Pacing) {
  let waitMs = 0;
  const options = { resultFormat: 'objectArray' as const, top: PAGE_SIZE, ...(skipToken ? { skipToken } : {}) };
  const answer = await graph.resources(
    { query: CLUSTER_QUERY, options },
    {
      abortSignal: AbortSignal.timeout(timeoutMs),
      onResponse: ({ headers }) => {
        waitMs = readWait(headers.get('x-ms-user-quota-remaining'), headers.get('x-ms-user-quota-resets-after'));
      },
    },
  );
  if (!Array.isArray(answer.data)) throw new TypeError('no rows in the answer');
  return {
    rows: answer.data,
    skipToken: answer.skipToken || null,
    truncated: String(answer.resultTruncated) === 'true',
    waitMs,
  };
}

/** Asks Resource Graph for every cluster, page by page. */
async function fetchClusterRows(graph: ResourceGraphClient, pacing: Pacing): Promise<ClusterRows> {
  const rows: unknown[] = [];
  let skipToken: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await fetchPage(graph, skipToken, pacing);
    for (const row of answer.rows) rows.push(row);
    if (!answer.skipToken) return { rows, complete: !answer.truncated };
    if (answer.skipToken === skipToken) break;
    skipToken = answer.skipToken;
    if (answer.waitMs > 0) await pacing.sleep(answer.waitMs);
  }
  return { rows, complete: false };
}

/** Requests at the same time; ARM's budget of reads refills by the second. */
const WORKERS = 4;

/** So many refusals without an answer say that a subscription is closed; fewer may be of groups without a right. */
const MOST_REFUSALS = 20;

/** Asks `WORKERS` at a time. Of a subscription that refuses nothing more is asked: all of it is refused as the last was. */
async function askEach<T extends { readonly cluster: KnownCluster }>(
  all: readonly T[],
  ask: (one: T) => Promise<void>,
  refuse: (one: T, error: unknown) => void,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<void> {
  const subscriptions = new Map(
    all.map(({ cluster }) => [cluster.subscriptionId, { isOpen: false, refusals: 0, closedBy: null as unknown }]),
  );
  const take = async (one: T): Promise<void> => {
    const subscription = subscriptions.get(one.cluster.subscriptionId);
    if (!subscription) return;
    try {
      if (subscription.closedBy) throw subscription.closedBy;
      await ask(one);
      subscription.isOpen = true;
    } catch (error) {
      if (isNotThere(error)) subscription.isOpen = true;
      else subscription.refusals += 1;
      const isClosed = !subscription.isOpen && subscription.refusals >= MOST_REFUSALS;
      if (isSubscriptionWide(error) || isClosed) subscription.closedBy = error;
      refuse(one, error);
    }
  };
  const queue = [...all];
  let done = 0;
  const work = async (): Promise<void> => {
    for (let one = queue.shift(); one; one = queue.shift()) {
      await take(one);
      done += 1;
      onProgress(done, all.length);
    }
  };
  onProgress(0, all.length);
  await Promise.all(Array.from({ length: WORKERS }, work));
}

interface PoolToAsk {
  readonly cluster: Cluster;
  readonly nodePool: string;
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

/** Pools of one problem that are named. */
const MOST_NAMED = 3;

/**
 * The newest image that Azure offers each pool, by `keyOfPool`. A pool that cannot be asked is a problem, told in a
 * sentence, never a failure, and says nothing of others until a subscription has refused many.
 */
async function fetchImageOffers(
  clients: AzureClients,
  clusters: readonly Cluster[],
  { timeoutMs }: Pacing,
  onProgress: (done: number, total: number) => void,
) {
  const offers = new Map<string, string>();
  const refused: { readonly pool: PoolToAsk; readonly reason: string }[] = [];
  await askEach(
    clusters.flatMap((cluster) => listWindowsPools(cluster).map(({ name }) => ({ cluster, nodePool: name }))),
    async (pool) => {
      const image = await fetchOffer(clients, pool, timeoutMs);
      if (image !== null) offers.set(keyOfPool({ clusterId: pool.cluster.id, nodePool: pool.nodePool }), image);
    },
    (pool, error) => {
      const { message } = toAzureError(error, `in subscription ${pool.cluster.subscriptionId}`);
      refused.push({ pool, reason: message });
    },
    onProgress,
  );
  const problems = [...Map.groupBy(refused, ({ reason }) => reason)].map(([reason, of]) => {
    const names = of.map(({ pool: { cluster, nodePool } }) => `${cluster.name}/${nodePool}`).sort();
    return `Upgrade profiles of ${nameSome(names, MOST_NAMED)} ${reason}`;
  });
  return { offers, problems: problems.sort() };
}

/** A cluster that an earlier discovery found. */
type KnownCluster = Pick<Cluster, 'id' | 'name' | 'subscriptionId'>;

/**
 * Which clusters are gone, by ID, and in sentences why others that are not listed any more are kept. Resource Graph
 * leaves out what may not be read without a word, and is late: gone is only what ARM says is not there.
 */
async function findGone(clients: AzureClients, missing: readonly KnownCluster[], { timeoutMs }: Pacing) {
  const gone: string[] = [];
  const kept = new Refusals();
  const keep = ({ name }: KnownCluster, reason: string) =>
    kept.add(name, `is kept, though Azure lists it no more: ${reason}`);
  await askEach(
    missing.map((cluster) => ({ cluster })),
    async ({ cluster }) => {
      const { subscriptionId = '', resourceGroup = '', cluster: name = '' } = parseClusterId(cluster.id) ?? {};
      const abortSignal = AbortSignal.timeout(timeoutMs);
      await clients.containerService(subscriptionId).managedClusters.get(resourceGroup, name, { abortSignal });
      keep(cluster, 'it is there all the same.');
    },
    ({ cluster }, error) => {
      const { message } = toAzureError(error, 'Asking for it');
      if (isNotThere(error)) gone.push(cluster.id);
      else keep(cluster, `${message} Where it is gone: "vhdwatch clusters remove ID"`);
    },
  );
  return { gone, kept: kept.list().map(({ item, reason }) => `${item} ${reason}`) };
}
