import { AppError } from '../../domain/app-error.ts';
import { type Cluster, isCalled, listLivePools, titleOf } from '../../domain/cluster.ts';
import type { Finding } from '../../domain/finding.ts';
import type { OsSku } from '../../domain/os-sku.ts';
import { digestOf, findNearestName } from '../../domain/text.ts';
import type { ClusterName } from '../../store/cluster-names.ts';
import { type AppContext, listSnoozes } from '../app-context.ts';
import { assessFleet, assessPools } from './assess-fleet.ts';
import { readOpenFindings } from './open-findings.ts';

/** The clusters that are called so, by ID, title or name; one that is gone only where no other is. */
export function findCalled({ store }: AppContext, text: string): readonly Cluster[] {
  const byId = store.clusters.find(text.toLowerCase());
  if (byId) return [byId];
  const named = [text, text.replace(/ \([^()]*\)$/, '')].flatMap((name) => store.clusters.listNamed(name));
  const called = new Map(named.filter((one) => isCalled(one, text)).map((one) => [one.id, one]));
  const live = [...called.values()].filter(({ vanishedAt }) => vanishedAt === null);
  return live.length > 0 ? live : [...called.values()];
}

/** Finds a registered cluster by ID or title, or by a name that only one has. @throws AppError `not_found`, `conflict` */
export function getCluster(context: AppContext, text: string): Cluster {
  const found = findCluster(context, text);
  if (!found) throw createUnknown(context, text);
  return found;
}

/** A cluster, or one pool of it as `cluster/pool`. @throws AppError `not_found`, with what was probably meant; `conflict` */
export function getClusterOrPool(context: AppContext, text: string) {
  const { clusters, nodePool } = getNamed(context, text, findCalled);
  return { cluster: onlyOf(clusters) ?? getCluster(context, text), nodePool };
}

function findLive(context: AppContext, name: string): readonly Cluster[] {
  return findCalled(context, name).filter(({ vanishedAt }) => vanishedAt === null);
}

/**
 * The clusters that are called so, or that have the pool which `cluster/pool` names; `find` says among which. @throws
 * AppError `not_found`, with what was probably meant
 */
export function getNamed(context: AppContext, text: string, find = findLive) {
  const whole = find(context, text);
  if (whole.length > 0) return { clusters: whole, nodePool: null };
  const [, name = '', asked = ''] = /^(.+)\/([^/]+)$/.exec(text) ?? [];
  const called = find(context, name);
  const pools = called.flatMap((cluster) => listLivePools(cluster).map((pool) => ({ cluster, pool })));
  const found = pools.filter(({ pool }) => pool.name.toLowerCase() === asked.toLowerCase());
  const [first] = found;
  if (first) return { clusters: found.map(({ cluster }) => cluster), nodePool: first.pool.name };
  const names = pools.map(({ pool }) => pool.name);
  const near = findNearestName(asked, names);
  const named = pools.find(({ pool }) => pool.name === near)?.cluster ?? called[0];
  // Where there are more slashes, as in an ID, what stands before the last one is no name.
  if (!named) throw createUnknown(context, name === '' || name.includes('/') ? text : name);
  const title = titleOf(named);
  throw new AppError('not_found', `${title} has no node pool called ${asked}.`, { near: near && `${title}/${near}` });
}

/** True for a finding on that pool or on its cluster as a whole; of no pool in particular, for every one. */
export function isAbout({ nodePool }: Pick<Finding, 'nodePool'>, asked: string | null): boolean {
  return asked === null || nodePool === null || nodePool === asked;
}

const MOST_NAMED = 10;

/** As `getCluster`; `null` for a cluster that is not registered. @throws AppError `conflict` */
export function findCluster(context: AppContext, text: string): Cluster | null {
  return onlyOf(findCalled(context, text));
}

function onlyOf(called: readonly Cluster[]): Cluster | null {
  const [only, ...others] = called;
  if (!only || others.length === 0) return only ?? null;
  const all = [only, ...others];
  const named = all.slice(0, MOST_NAMED).map((cluster) => `${titleOf(cluster)}, ${cluster.id}`);
  const more = all.length > MOST_NAMED ? `; and ${all.length - MOST_NAMED} more` : '';
  throw new AppError(
    'conflict',
    `${all.length} clusters are called ${only.name}; say which one: ${named.join('; ')}${more}`,
  );
}

/** What was probably meant is looked for among this many names before and after the one that was typed. */
const NEIGHBOURS = 500;

/** The error for a name that nobody registered, with the one that was probably meant. */
function createUnknown(context: AppContext, name: string): AppError {
  const { store } = context;
  const pool = name.toLowerCase();
  const owners = store.clusters.listOwnersOfPool(name, MOST_NAMED + 1).map((owner) => `${titleOf(owner)}/${pool}`);
  if (owners.length > 1) {
    const more = owners.length > MOST_NAMED ? '; and more' : '';
    const named = owners.slice(0, MOST_NAMED).join('; ');
    return new AppError('conflict', `${pool} is a node pool of several clusters; say which one: ${named}${more}`);
  }
  const known = store.clusters.listNamesAround(name, NEIGHBOURS);
  const what = name.includes('/') ? 'Nothing' : 'No cluster';
  return new AppError('not_found', `${what} is registered as ${name}.`, {
    next: 'list-clusters',
    near:
      owners[0] ??
      findInTwoWords(context, name) ??
      findNearestName(name, [...new Set(known.flatMap((one) => [one.name, titleOf(one)]))]),
  });
}

/** The pool that is meant by `shop win22`. */
function findInTwoWords(context: AppContext, text: string): string | null {
  const [, name = '', asked = ''] = /^(.*\S)\s+(\S+)$/.exec(text.toLowerCase()) ?? [];
  const owner = findLive(context, name).find((one) => listLivePools(one).some((pool) => pool.name === asked));
  return owner ? `${titleOf(owner)}/${asked}` : null;
}

/** A cluster by ID or name, or one pool of it. @throws AppError `not_found`, `conflict` when several have that name */
export function describeCluster(context: AppContext, idOrName: string) {
  const { cluster, nodePool } = getClusterOrPool(context, idOrName);
  const fleet = assessFleet(context);
  return {
    cluster,
    pools: assessPools(cluster, fleet).filter((pool) => isAbout({ nodePool: pool.nodePool.name }, nodePool)),
    /** The images on hold. */
    held: fleet.held(),
    /** Worst first, as last worked out. */
    findings: readOpenFindings(context, fleet)
      .listOpenOf([cluster.id])
      .filter((finding) => isAbout(finding, nodePool)),
    snoozes: listSnoozes(context).filter(
      ({ scope: { clusterId, channel } }) => clusterId === cluster.id || (clusterId === null && channel === null),
    ),
  };
}

export type ClusterDescription = ReturnType<typeof describeCluster>;

interface ClusterChoice {
  /** Short and unique: an Azure ID is longer than what a choice may carry. */
  readonly ref: string;
  readonly name: string;
}

const DIGEST_LENGTH = 24;
/** With the digest, no more than the value of a choice in a form may have. */
const NAME_LENGTH = 100;

/** OS SKUs that AKS publishes images of or that registered pools run. */
export function listKnownOsSkus(context: AppContext): readonly OsSku[] {
  const { catalogue, pools } = assessFleet(context);
  const known = [...catalogue.images.map(({ osSku }) => osSku), ...pools.map(({ assessment }) => assessment.osSku)];
  return [...new Set(known)].filter((osSku) => osSku !== null).sort();
}

/** Those of these clusters that are registered, in that order. */
export function listRegistered({ store }: AppContext, clusterIds: readonly string[]): readonly Cluster[] {
  const read = store.clusters.listOf(clusterIds, { includeVanished: true });
  const byId = new Map(read.map((cluster) => [cluster.id, cluster]));
  return clusterIds.flatMap((id) => byId.get(id) ?? []);
}

export function nameClusters(context: AppContext, clusterIds: readonly string[]): readonly ClusterChoice[] {
  return listRegistered(context, clusterIds).map(toChoice);
}

function toChoice(cluster: ClusterName): ClusterChoice {
  return { ref: refOf(cluster), name: titleOf(cluster) };
}

/** Clusters whose name contains the text, those that begin with it first; of several of one name, those whose title begins with it. */
export function findClusterChoices({ store }: AppContext, text: string, limit: number): readonly ClusterChoice[] {
  const { listNamesakes, listNamesFrom, listNamesWith } = store.clusters;
  const [, name] = /^(.+?) \(/.exec(text) ?? [];
  const isMeant = (one: ClusterName) => titleOf(one).toLowerCase().startsWith(text.toLowerCase());
  const starting = name === undefined ? listNamesFrom(text, limit) : listNamesakes(name).filter(isMeant);
  const others = starting.length < limit && text !== '' ? listNamesWith(text, limit - starting.length) : [];
  return [...starting, ...others].slice(0, limit).map(toChoice);
}

/** The IDs behind chosen references, without those that lead to no registered cluster. */
export function resolveClusterRefs({ store }: AppContext, refs: readonly string[]): readonly string[] {
  const { listNamesakes, listNamesFrom } = store.clusters;
  const wanted = new Set(refs.map((ref) => ref.slice(0, DIGEST_LENGTH)));
  const called = refs.flatMap((ref) => {
    const name = ref.slice(DIGEST_LENGTH);
    // One that was cut has the beginning; one of an earlier version has nothing.
    return name.length > 0 && name.length < NAME_LENGTH - 1 ? listNamesakes(name) : listNamesFrom(name);
  });
  return [...new Set(called.filter(({ id }) => wanted.has(digestOf(id, DIGEST_LENGTH))).map(({ id }) => id))];
}

/**
 * A short, unique name of a cluster: an Azure ID is too long for an address or a choice. It contains the name, by which
 * the cluster is found again.
 */
export function refOf({ id, name }: Pick<Cluster, 'id' | 'name'>): string {
  return `${digestOf(id, DIGEST_LENGTH)}${name.slice(0, NAME_LENGTH).replace(/[\uD800-\uDBFF]$/, '')}`;
}
