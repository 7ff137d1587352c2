import { setImmediate } from 'node:timers/promises';
import { listStages } from '../../advice/plan/cluster-plan.ts';
import { AppError } from '../../domain/app-error.ts';
import { type Cluster, referToCluster } from '../../domain/cluster.ts';
import type { ClusterPlan, PlannedStage } from '../../domain/cluster-plan.ts';
import {
  type AdvisedFinding,
  compareDue,
  compareFindings,
  type Finding,
  rankOfSeverity,
  type Severity,
} from '../../domain/finding.ts';
import { type AssessedPool, countPools, type PoolCounts } from '../../domain/node-pool-assessment.ts';
import { getOsSku, KNOWN_OS_SKUS } from '../../domain/os-sku.ts';
import { keyOfPool, referToPool } from '../../domain/pool-reference.ts';
import { batchesOf } from '../../domain/steps.ts';
import { compareNames, findNearestName } from '../../domain/text.ts';
import { listOwnedBy, type PoolIndex } from '../../routing/pool-index.ts';
import { listPoolsOf } from '../../routing/route-channels.ts';
import type { FindingPart } from '../../store/finding-store.ts';
import type { AppContext } from '../app-context.ts';
import { inTurns } from '../in-turns.ts';
import {
  type AdviceBasis,
  adviseOn,
  assessFleet,
  assessInSteps,
  assessPools,
  type FleetOverview,
  readAdviceBasis,
} from './assess-fleet.ts';
import { listDestinations } from './channel-scopes.ts';
import { getNamed } from './find-clusters.ts';
import { listFleetNotices, listNoticesOf, readFleetStatus } from './fleet-status.ts';
import { type OpenFindings, readOpenFindings } from './open-findings.ts';

/** Which part of the fleet is asked for; what is absent restricts nothing. */
export interface Question {
  /** `cluster` or `cluster/pool`, in upper or lower case as Azure has it. */
  readonly name?: string | undefined;
  readonly owner?: string | undefined;
  /** Those with Windows node pools that name this user of the chat as an owner. */
  readonly userId?: string;
  readonly channel?: string;
  readonly osSku?: string | undefined;
  /** Findings that are as severe, or more. */
  readonly severity?: Severity | undefined;
  readonly sort?: StatusOrder | undefined;
}

/** How the fleet, or a part of it, stands with all that is open, as `status --json` gives it. */
export interface StatusReport extends PoolCounts, Pick<FleetOverview, 'asOf' | 'clusters' | 'windowsNodePools'> {
  /** False until the first poll read which images there are. */
  readonly knowsImages: boolean;
  readonly notices: readonly string[];
  readonly findings: readonly AdvisedFinding[];
  /** What to do about them, one plan for each cluster that has any, in the order in which to do it. */
  readonly plans: readonly ClusterPlan[];
}

/** The same without what to do about it, which takes longest to work out. */
export type StatusOutline = Omit<StatusReport, 'findings' | 'plans'> & { readonly findings: readonly Finding[] };

/** All that is open in the part that is asked for. Reads only. @throws AppError `not_found` for an unknown name */
export function getStatusReport(context: AppContext, question: Question = {}): StatusReport {
  const part = selectPart(context, question);
  const advice = new Map(part.clusters().map((cluster) => [cluster.id, adviseOn(part, cluster)]));
  const all = [...advice.values()].flatMap((own) => own?.advised ?? []);
  const outline = describePart(context, question, part, all);
  const byCluster = Map.groupBy(outline.findings, ({ clusterId }) => clusterId);
  return {
    ...outline,
    plans: part
      .clusters()
      .filter(({ id }) => byCluster.has(id))
      .map((cluster) => planFor(cluster, advice.get(cluster.id)?.parts ?? [], byCluster.get(cluster.id) ?? [])),
  };
}

/** The same from the kept findings, without steps and plans. */
export function getStatusOutline(context: AppContext, question: Question = {}): StatusOutline {
  const part = selectPart(context, question);
  const open = readOpenFindings(context, part);
  const all = part.isWhole ? open.listOpen() : open.listOpenOf(part.clusters().map(({ id }) => id));
  return describePart(context, question, part, all);
}

/** How a part stands, with a page of what is open in it: a fleet may have tens of thousands of findings. */
export interface StatusPage extends Pick<Part, 'pools'>, Pick<FleetOverview, 'asOf' | 'clusters' | 'counts'> {
  /** Worst first. Where a name is asked for, each finding is an item of its own. */
  readonly items: readonly OpenPlace[];
  readonly open: number;
  /** Why it may not be as it is shown. */
  readonly notices: readonly string[];
}

/** A node pool, or a cluster as a whole, with something open. */
export interface OpenPlace {
  readonly worst: Finding;
  /** Findings that are open on it besides. */
  readonly others: number;
}

/**
 * One page of it: `limit` items after the first `offset`. @throws AppError `not_found` for an unknown name
 */
export function readStatusPage(
  context: AppContext,
  question: Question,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): StatusPage {
  const part = selectPart(context, question);
  const { pools, standing } = part;
  const all = readOpenFindings(context, part);
  const isAsked = createFilter(part, question);
  const isOfName = question.name !== undefined;
  const { items, open } =
    isOfName || pools.length <= FEW_POOLS
      ? pageOfFew(part, all, isAsked, isOfName)
      : pageOfMany(part, all, isAsked, offset + limit);
  const notices = listNoticesOf(context, part.clusters, part);
  const { clusters, asOf, counts } = standing;
  return { clusters, asOf, counts, pools, items: items.slice(offset, offset + limit), open, notices };
}

type IsAsked = (one: Pick<Finding, 'clusterId' | 'nodePool' | 'severity'>) => boolean;

function createFilter({ pools, isOfPools, least }: Part, { osSku }: Question): IsAsked {
  const keys = isOfPools ? new Set(pools.map((pool) => keyOfPool(referToPool(pool)))) : null;
  // What concerns a whole cluster concerns each of its pools, but is no finding of one OS SKU.
  const isOfPart = (one: Parameters<IsAsked>[0]) =>
    keys === null || (one.nodePool === null ? osSku === undefined : keys.has(keyOfPool(one)));
  return (one) => rankOfSeverity(one.severity) >= rankOfSeverity(least) && isOfPart(one);
}

/** For up to this many pools all that is open is read; for more, only what is shown. */
const FEW_POOLS = 200;

function pageOfFew({ clusters }: Part, all: OpenFindings, isAsked: IsAsked, isEach: boolean) {
  const own = all.listOpenOf(clusters().map(({ id }) => id)).filter(isAsked);
  const sorted = own.toSorted(compareFindings);
  const places = isEach ? sorted.map((one) => [one]) : [...Map.groupBy(sorted, keyOfPool).values()];
  const items = places.flatMap(([worst, ...others]) => (worst ? [{ worst, others: others.length }] : []));
  return { items, open: items.length };
}

function pageOfMany(asked: Part, all: OpenFindings, isAsked: IsAsked, most: number) {
  const { clusters, pools, isOfPools, isWhole, least } = asked;
  const ofPart = () => ({
    clusterIds: clusters().map(({ id }) => id),
    pools: isOfPools ? pools.map(referToPool) : null,
  });
  const part = isWhole && !isOfPools ? null : ofPart();
  const open = all.countPlaces(least, part);
  return { items: listWorstPlaces(all, Math.min(most, open), part, isAsked), open };
}

/** The first `most` pools, or clusters as a whole, with something open, worst first. */
export function listWorstPlaces(
  open: OpenFindings,
  most: number,
  part: FindingPart | null = null,
  isAsked: IsAsked = () => true,
): readonly OpenPlace[] {
  const places = open.listPlaces(most, part);
  const ofClusters = open.listOpenOf([...new Set(places.map(({ clusterId }) => clusterId))]);
  const found = Map.groupBy(ofClusters.filter(isAsked), keyOfPool);
  return places.map((worst) => ({ worst, others: (found.get(keyOfPool(worst))?.length ?? 1) - 1 }));
}

type Standing = Pick<FleetOverview, 'clusters' | 'asOf' | 'counts'>;

interface Part extends AdviceBasis {
  /** For the whole fleet, a user and a channel: those with Windows node pools. */
  readonly clusters: () => readonly Cluster[];
  readonly standing: Standing;
  readonly pools: readonly AssessedPool[];
  /** Of the fleet, where all of it is read. */
  readonly poolIndex?: PoolIndex;
  readonly isOfPools: boolean;
  readonly isWhole: boolean;
  readonly least: Severity;
}

function selectPart(context: AppContext, question: Question): Part {
  const { name, owner, osSku, severity: least = 'info' } = question;
  const isOfFew = name !== undefined || owner !== undefined;
  const part: Part = { least, ...(isOfFew ? readPart(context, name, owner) : findPart(context, question)) };
  if (osSku === undefined) return part;
  const own = part.pools.flatMap(({ assessment }) => assessment.osSku ?? []);
  const images = part.catalogue.images.map((image) => image.osSku);
  // Before the first poll nothing is known of any image.
  const wanted = getOsSku(osSku, [...own, ...(images.length === 0 ? KNOWN_OS_SKUS : images)]);
  const pools = part.pools.filter(({ assessment }) => assessment.osSku === wanted);
  return { ...part, standing: { ...part.standing, counts: countPools(pools) }, pools, isOfPools: true };
}

function readPart(context: AppContext, name: string | undefined, owner: string | undefined): Omit<Part, 'least'> {
  const { store } = context;
  const basis = readAdviceBasis(context);
  const { clusters: named, nodePool } =
    name === undefined ? { clusters: null, nodePool: null } : getNamed(context, name);
  const all = named ? store.clusters.listOf(named.map(({ id }) => id)) : store.clusters.list();
  const isMeant = (each: string) => each.toLowerCase() === owner?.toLowerCase();
  const clusters = owner === undefined ? all : all.filter(({ ownership }) => ownership.owners.some(isMeant));
  if (owner !== undefined && clusters.length === 0 && all.length > 0) {
    const owners = all.flatMap(({ ownership }) => ownership.owners);
    throw new AppError('not_found', `No registered cluster has the owner ${owner}.`, {
      near: findNearestName(owner, owners),
      next: 'list-clusters',
    });
  }
  const pools = clusters
    .flatMap((cluster) => assessPools(cluster, basis))
    .filter((pool) => nodePool === null || pool.nodePool.name === nodePool);
  return {
    ...basis,
    clusters: () => clusters,
    standing: standingOf(clusters, pools),
    pools,
    isOfPools: nodePool !== null,
    isWhole: false,
  };
}

/** The fleet as it is known already, or what concerns a channel or a user of it. */
function findPart(context: AppContext, { userId, channel }: Question): Omit<Part, 'least'> & { least?: Severity } {
  const fleet = assessFleet(context);
  const whole = { ...fleet, isOfPools: false, isWhole: true };
  if (channel === undefined && userId === undefined) return { ...whole, standing: fleet.overview() };
  const destination = listDestinations(context, fleet).find((one) => one.channel === channel);
  const heard = destination ? listPoolsOf(destination, fleet.poolIndex) : [];
  const pools = userId === undefined ? heard : listOwnedBy(fleet.poolIndex, userId).flatMap((own) => own.pools);
  const clusters = [...new Set(pools.map(({ cluster }) => cluster))];
  return {
    ...whole,
    clusters: () => clusters,
    standing: standingOf(clusters, pools),
    pools,
    isOfPools: (destination?.osSkus ?? []).length > 0,
    isWhole: pools.length === fleet.pools.length,
    ...(destination ? { least: destination.minimumSeverity } : {}),
  };
}

function standingOf(clusters: readonly Cluster[], pools: readonly AssessedPool[]): Standing {
  let oldest: string | null = null;
  for (const { asOf } of clusters) if (oldest === null || asOf < oldest) oldest = asOf;
  return { clusters: clusters.length, asOf: oldest, counts: countPools(pools) };
}

function describePart<F extends Finding>(context: AppContext, question: Question, part: Part, all: readonly F[]) {
  const { clusters, asOf, counts } = part.standing;
  return {
    clusters,
    asOf,
    windowsNodePools: part.pools.length,
    ...counts,
    knowsImages: part.catalogue.images.length > 0,
    notices: listFleetNotices(context, part),
    findings: all.filter(createFilter(part, question)).sort(COMPARE[question.sort ?? 'severity']),
  };
}

/** Only the parts that settle one of these findings, with what comes before them; no plan without any. */
function planFor(cluster: Cluster, parts: readonly PlannedStage[], findings: readonly Finding[]): ClusterPlan {
  const asked = new Set(findings.map(({ nodePool, rule }) => `${rule}/${nodePool ?? ''}`));
  const isAsked = ({ nodePool, rules }: PlannedStage) => rules.some((rule) => asked.has(`${rule}/${nodePool ?? ''}`));
  return { ...referToCluster(cluster), stages: listStages(parts, isAsked) };
}

const COMPARE = {
  severity: compareFindings,
  due: (a: Finding, b: Finding) => compareDue(a, b) || compareFindings(a, b),
  name: (a: Finding, b: Finding) =>
    compareNames(a.cluster, b.cluster) || compareNames(a.nodePool ?? '', b.nodePool ?? '') || compareFindings(a, b),
};

type StatusOrder = keyof typeof COMPARE;
export const STATUS_ORDERS = Object.keys(COMPARE) as readonly StatusOrder[];

/** Clusters written in one go: some milliseconds. */
const STEP = 20;

/**
 * The status of the whole fleet as JSON text in pieces, as `status --json` gives it, but cluster by cluster, those with
 * the worst findings first: nobody waits for the last one, and no memory holds all of them. Reads only.
 */
export async function* streamFindings(context: AppContext): AsyncGenerator<string> {
  const fleet = await inTurns(assessInSteps(context));
  const { counts, asOf, clusters, windowsNodePools, notices, findings } = readFleetStatus(context);
  const knowsImages = fleet.catalogue.images.length > 0;
  const head = JSON.stringify({ asOf, clusters, windowsNodePools, ...counts, knowsImages, notices });
  yield `${head.slice(0, -1)},"findings":[`;
  const worst = new Map<string, number>();
  for (const { clusterId, severity } of findings.listSeverities())
    worst.set(clusterId, Math.max(worst.get(clusterId) ?? 0, rankOfSeverity(severity)));
  const concerned = fleet
    .clusters()
    .filter(({ id }) => worst.has(id))
    .sort((a, b) => (worst.get(b.id) ?? 0) - (worst.get(a.id) ?? 0));
  yield* inSteps(concerned, (cluster) => adviseOn(fleet, cluster)?.advised ?? []);
  yield '],"plans":[';
  yield* inSteps(concerned, (cluster) => {
    const stages = listStages(adviseOn(fleet, cluster)?.parts ?? []);
    return stages.length > 0 ? [{ ...referToCluster(cluster), stages }] : [];
  });
  yield ']}\n';
}

/** What `give` makes of each, as items of one JSON list; others get their turn between two pieces. */
async function* inSteps<T>(all: readonly T[], give: (one: T) => readonly unknown[]): AsyncGenerator<string> {
  let separator = '';
  for (const batch of batchesOf(all, STEP)) {
    const items = batch.flatMap(give);
    if (items.length > 0) yield separator + items.map((item) => JSON.stringify(item)).join(',');
    if (items.length > 0) separator = ',';
    await setImmediate();
  }
}
