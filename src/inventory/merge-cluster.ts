import { instantAfter, laterOf } from '../domain/calendar-date.ts';
import {
  type Cluster,
  type ClusterEvidence,
  findPoolAsOf,
  listWindowsPools,
  type NodePool,
  operationOf,
  type PoolEvidence,
} from '../domain/cluster.ts';
import type { ClusterPart } from '../domain/cluster-import.ts';
import { isRecord } from './fields.ts';
import { evidenceOf, fillUnknown, joinEvidence, resolvePool } from './pool-evidence.ts';
import { joinWindows, ownershipOfTags } from './read-cluster.ts';

type ToldPools = ReadonlyMap<string, PoolEvidence>;

function azureEvidence(pool: NodePool, asOf: string): PoolEvidence {
  const offer = pool.latestNodeImageVersion === null ? {} : { offer: { asOf, pool } };
  return { azure: { asOf, since: asOf, pool: { ...pool, latestNodeImageVersion: null } }, ...offer };
}

function evidenceOfAll(pools: readonly NodePool[], toEvidence: (pool: NodePool) => PoolEvidence): ToldPools {
  return new Map(pools.map((pool) => [pool.name, toEvidence(pool)]));
}

/**
 * What a clock that was ahead wrote would be the newest word until that time: what is later than `now` counts as told
 * just before `asOf`, when the next word is told. UTC ISO text. Only our own instants: a tag may look like one.
 */
export function settleInstants(cluster: Cluster, now: string, asOf: string): Cluster {
  const { maintenance, evidence, vanishedAt } = cluster;
  const { windows = [] } = maintenance ?? {};
  const ofWindows = [maintenance, ...windows].map((told) => told?.asOf ?? '');
  const instants = [cluster.asOf, vanishedAt ?? '', ...ofWindows, ...Object.values(evidence ?? {})];
  if (instants.every((instant) => instant <= now)) return cluster;
  const before = instantAfter(asOf, -1);
  const settle = (told: unknown): unknown => {
    if (typeof told === 'string') return INSTANT.test(told) && told > now ? before : told;
    if (Array.isArray(told)) return told.map(settle);
    if (!isRecord(told)) return told;
    return Object.fromEntries(
      Object.entries(told).map(([key, value]) => [key, OF_PEOPLE.has(key) ? value : settle(value)]),
    );
  };
  return settle(cluster) as Cluster;
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
/** Parts whose texts are people's words, whatever they look like. */
const OF_PEOPLE: ReadonlySet<string> = new Set(['tags', 'labels', 'ownership']);

function joinInstants(a: ClusterEvidence, b: ClusterEvidence): ClusterEvidence {
  const joined: { -readonly [Key in keyof ClusterEvidence]: ClusterEvidence[Key] } = {};
  const keys = Object.keys({ ...a, ...b }).sort() as (keyof ClusterEvidence)[];
  for (const key of keys) {
    const later = laterOf(a[key], b[key]);
    if (later !== undefined) joined[key] = later;
  }
  // Which belongs to one list of nodes, or to the files of one.
  if (![a, b].every(({ nodes, nodesHeard }) => nodes !== joined.nodes || nodesHeard)) delete joined.nodesHeard;
  return joined;
}

/** States that last, with what a description of a cluster says of each; `null` where it is in none. */
const LASTING = {
  stopped: ({ powerState }: Cluster) => (powerState === 'Stopped' ? powerState : null),
  operating: operationOf,
} satisfies Partial<Record<keyof ClusterEvidence, (cluster: Cluster) => string | null>>;

/** Since when a cluster is in a state: the first of Azure's descriptions in a row that say so; nothing where the last does not. */
function sinceWhen(before: Cluster | null, now: Cluster): Pick<ClusterEvidence, keyof typeof LASTING> {
  const { described = now.asOf } = before?.evidence ?? {};
  const isNews = now.asOf >= described;
  const since = Object.entries(LASTING).flatMap(([key, sayOf]) => {
    const known = before?.evidence?.[key as keyof typeof LASTING] ?? described;
    const [said, other] = [now, before].map((one) => (one ? sayOf(one) : null));
    const [last, earlier] = isNews ? [said, other] : [other, said];
    if (last == null) return [];
    const [first = now.asOf] = last === earlier ? [known, now.asOf].sort() : [isNews ? now.asOf : known];
    return [[key, first]];
  });
  return Object.fromEntries(since);
}

/** The cluster with every pool as it stands after what was told now, as of the Windows pool that was told of longest ago. */
function resolve(cluster: Cluster, evidence: ClusterEvidence, told: ToldPools, listedAt?: string): Cluster {
  const known = new Map(cluster.nodePools.map((pool) => [pool.name, pool]));
  const names = new Set([...known.keys(), ...told.keys()]);
  const nodePools = [...names].flatMap((name): readonly NodePool[] => {
    const before = known.get(name);
    const joined = joinEvidence(
      before ? evidenceOf(before) : {},
      told.get(name) ?? {},
      before?.vanishedAt ?? undefined,
    );
    const now = told.has(name)
      ? 'told'
      : listedAt === evidence.listed && listedAt !== undefined
        ? 'missing'
        : 'untouched';
    const listing = { vanishedAt: before?.vanishedAt ?? null, now } as const;
    const pool = resolvePool(name, joined, { evidence, origin: cluster.origin }, listing);
    return pool ? [pool] : [];
  });
  const newest = [evidence.azure, evidence.nodes, evidence.typed].reduce(laterOf, undefined) ?? cluster.asOf;
  const asOfPools = listWindowsPools({ nodePools }).map((pool) => findPoolAsOf({ asOf: newest, evidence }, pool));
  const [asOf = newest] = [newest, ...asOfPools].sort();
  return { ...cluster, nodePools, evidence, asOf };
}

function describe(before: Cluster, now: Cluster): Cluster {
  const { described, kubernetesVersion } = before.evidence ?? {};
  if (described !== undefined && now.asOf < described) {
    return { ...before, ownership: ownershipOfTags(before.tags).ownership };
  }
  const isTypedLater = kubernetesVersion !== undefined && kubernetesVersion > now.asOf;
  const group = now.nodeResourceGroup ?? before.nodeResourceGroup;
  return {
    ...now,
    ...maintenanceOf(before, now),
    ...(group === undefined ? {} : { nodeResourceGroup: group }),
    kubernetesVersion: isTypedLater ? before.kubernetesVersion : (now.kubernetesVersion ?? before.kubernetesVersion),
    nodePools: before.nodePools,
  };
}

/** The windows as two reports tell them together. */
function maintenanceOf({ maintenance: a }: Cluster, { maintenance: b }: Cluster): Pick<Cluster, 'maintenance'> {
  const joined = a && b ? joinWindows(a, b) : (a ?? b);
  return joined ? { maintenance: joined } : {};
}

function isOverruled({ vanishedAt }: Cluster, asOf: string): boolean {
  return vanishedAt !== null && asOf < vanishedAt;
}

/** `isComplete`: pools that it does not list are gone. The same words in any order give the same cluster. */
export function mergeWholeCluster(known: Cluster | null, now: Cluster, isComplete: boolean): Cluster {
  const before = known && withOldNodes(known, [now.asOf]);
  if (before && isOverruled(before, now.asOf)) return before;
  const base = before ? describe(before, now) : { ...now, nodePools: [] };
  const { asOf } = now;
  const { stopped: _stopped, operating: _operating, ...others } = before?.evidence ?? {};
  const evidence = joinInstants(
    { ...others, ...sinceWhen(before, now) },
    {
      azure: asOf,
      described: asOf,
      ...(isComplete ? { listed: asOf } : {}),
      ...(now.nodePools.some(({ latestNodeImageVersion }) => latestNodeImageVersion !== null) ? { offer: asOf } : {}),
      ...(now.kubernetesVersion === null ? {} : { kubernetesVersion: asOf }),
    },
  );
  return resolve(
    { ...base, vanishedAt: null },
    evidence,
    evidenceOfAll(now.nodePools, (pool) => azureEvidence(pool, asOf)),
    isComplete ? asOf : undefined,
  );
}

function evidenceOfPart({ kind, cluster, nodes = {}, heardAt }: ClusterPart): ToldPools {
  const { asOf } = cluster;
  const heard = heardAt === undefined ? {} : { heardAt };
  return evidenceOfAll(cluster.nodePools, (pool): PoolEvidence => {
    if (kind === 'node-pools-of-cluster') return azureEvidence(pool, asOf);
    if (kind === 'upgrade-profile-of-node-pool') return { offer: { asOf, pool } };
    return { nodes: { asOf, ...heard, nodes: nodes[pool.name] ?? [] } };
  });
}

function instantsOfPart({ kind, allPools, heardAt, cluster: { asOf } }: ClusterPart): ClusterEvidence {
  if (kind === 'upgrade-profile-of-node-pool') return { offer: asOf };
  if (kind === 'maintenance-of-cluster') return {};
  if (kind === 'nodes-of-cluster') {
    const heard = heardAt === undefined ? {} : { nodesHeard: heardAt };
    return { nodes: asOf, ...heard, ...(allPools ? { nodesListed: asOf } : {}) };
  }
  return { azure: asOf, ...(allPools ? { listed: asOf } : {}) };
}

/** What a part says of the cluster itself: Azure's newer word over what was known, anything else below it. */
function describePart(before: Cluster, { kind, cluster }: ClusterPart): Cluster {
  const isNews = kind === 'node-pools-of-cluster' && cluster.asOf >= (before.evidence?.azure ?? '');
  const described = isNews ? fillUnknown(cluster, before) : fillUnknown(before, cluster);
  // Read again: the registered one may have been mixed with what was typed by hand.
  const ownership = ownershipOfTags(described.tags).ownership;
  const { id, name, origin, nodePools } = before;
  const maintenance = maintenanceOf(before, cluster);
  return { ...described, ...maintenance, id, name, origin, nodePools, ownership, vanishedAt: null };
}

/** When Azure or nodes told something of a cluster, as far as that is kept; of an old list, when its nodes were heard of. */
function listWords({ evidence = {}, nodePools }: Cluster): readonly (string | undefined)[] {
  const ofPools = nodePools.flatMap(({ evidence: { azure, nodes } = {} }) => [
    ...[azure?.asOf, azure?.since, azure?.differedAt],
    nodes?.heardAt ?? nodes?.asOf,
  ]);
  return [evidence.azure, evidence.nodesHeard ?? evidence.nodes, ...ofPools];
}

/** Whether a list of nodes that were all heard of long before is older than something that was told before the list. */
function isOverheard(heardAt: string | undefined, asOf: string, words: readonly (string | undefined)[]): boolean {
  return heardAt !== undefined && words.some((word) => word !== undefined && heardAt < word && word < asOf);
}

/** Nodes that were heard of before what is known of their cluster are of then, whenever their list is told. */
function datedByNodes(part: ClusterPart, words: readonly (string | undefined)[]): ClusterPart {
  const { heardAt, cluster } = part;
  if (heardAt === undefined || !isOverheard(heardAt, cluster.asOf, words)) return part;
  return { ...part, heardAt: undefined, cluster: { ...cluster, asOf: heardAt } };
}

/** A cluster of which old lists of nodes prove to be that old by words that come after them. */
function withOldNodes(cluster: Cluster, words: readonly (string | undefined)[]): Cluster {
  const { nodesHeard, ...evidence } = cluster.evidence ?? {};
  const redate = (pool: NodePool): NodePool => {
    const { evidence: { nodes, ...others } = {} } = pool;
    if (!nodes?.heardAt || !isOverheard(nodes.heardAt, nodes.asOf, words)) return pool;
    const { heardAt, ...report } = nodes;
    return { ...pool, evidence: { ...others, nodes: { ...report, asOf: heardAt } } };
  };
  const nodePools = cluster.nodePools.map(redate);
  if (nodesHeard === undefined && nodePools.every((pool, at) => pool === cluster.nodePools[at])) return cluster;
  const { nodes: told = '', nodesListed } = evidence;
  if (nodesHeard === undefined || !isOverheard(nodesHeard, told, words)) return { ...cluster, nodePools };
  const listed = nodesListed === told ? { nodesListed: nodesHeard } : {};
  return { ...cluster, evidence: { ...evidence, nodes: nodesHeard, ...listed }, nodePools };
}

/** A registered cluster (`null`: not registered yet) after a part of it was told. */
export function mergeClusterPart(known: Cluster | null, asTold: ClusterPart): Cluster {
  const part = known ? datedByNodes(asTold, listWords(known)) : asTold;
  const told = instantsOfPart(part);
  const before = known && withOldNodes(known, [told.azure, told.nodesHeard ?? told.nodes]);
  if (before && isOverruled(before, part.cluster.asOf)) return before;
  const base = before ? describePart(before, part) : { ...part.cluster, nodePools: [] };
  const evidence = joinInstants(before?.evidence ?? {}, told);
  return resolve(base, evidence, evidenceOfPart(part), told.listed);
}

/** What a person can type of a cluster. */
type TypedFacts = Pick<Cluster, 'asOf' | 'location' | 'kubernetesVersion' | 'nodePools'>;

/** A cluster, registered or not yet, after a person typed something of it. */
export function mergeTyped(before: Cluster, typed: TypedFacts): Cluster {
  const { asOf, location, kubernetesVersion, nodePools } = typed;
  const evidence = joinInstants(before.evidence ?? {}, {
    typed: asOf,
    ...(kubernetesVersion === null ? {} : { kubernetesVersion: asOf }),
  });
  const base = {
    ...before,
    location: location ?? before.location,
    kubernetesVersion: kubernetesVersion ?? before.kubernetesVersion,
    ownership: ownershipOfTags(before.tags).ownership,
  };
  const told = evidenceOfAll(nodePools, (pool) => ({ typed: { asOf, pool } }));
  return resolve(base, evidence, told);
}

/** A registered cluster with all that was told of another one that proved to be the same. */
export function absorbCluster(known: Cluster, same: Cluster): Cluster {
  const [into, from] = [withOldNodes(known, listWords(same)), withOldNodes(same, listWords(known))];
  const told = new Map(from.nodePools.map((pool) => [pool.name, evidenceOf(pool)]));
  const isNewer = (from.evidence?.kubernetesVersion ?? '') > (into.evidence?.kubernetesVersion ?? '');
  const merged = {
    ...into,
    ...maintenanceOf(from, into),
    location: into.location ?? from.location,
    kubernetesVersion: (isNewer ? from.kubernetesVersion : null) ?? into.kubernetesVersion ?? from.kubernetesVersion,
    ownership: ownershipOfTags(into.tags).ownership,
  };
  return resolve(merged, joinInstants(into.evidence ?? {}, from.evidence ?? {}), told);
}
