import { planOf } from '../../advice/plan/cluster-plan.ts';
import { AppError } from '../../domain/app-error.ts';
import { type Cluster, referToCluster, titleOf } from '../../domain/cluster.ts';
import type { ClusterPlan, PlannedStage } from '../../domain/cluster-plan.ts';
import {
  compareDue,
  compareFindings,
  type Finding,
  type FindingOutline,
  rankOfSeverity,
  type Severity,
} from '../../domain/finding.ts';
import { type AssessedPool, countPools, type PoolCounts } from '../../domain/node-pool-assessment.ts';
import { keyOfPool, referToPool } from '../../domain/pool-reference.ts';
import { compareTexts, findNearestName } from '../../domain/text.ts';
import type { AppContext } from '../app-context.ts';
import { type AdviceBasis, adviseOn, assessFleet, assessPools, readAdviceBasis } from './assess-fleet.ts';
import { findDiscoveryState } from './discovery-state.ts';
import { getNamed } from './find-clusters.ts';
import { type FleetOverview, findOldestReport } from './fleet-overview.ts';
import { type OpenFindings, readOpenFindings } from './open-findings.ts';

/** How the whole fleet stands: the one answer that the command line, the page and the chat word. */
export interface FleetStatus extends FleetOverview {
  readonly now: Date;
  /** Why the fleet may not be as it is shown, with what to do. */
  readonly notices: readonly string[];
  readonly findings: OpenFindings;
}

/** Where the registered Windows node pools stand now, and what is open. Reads only. */
export function readFleetStatus(context: AppContext): FleetStatus {
  const fleet = assessFleet(context);
  return {
    ...fleet.overview(),
    now: fleet.now,
    notices: listFleetWarnings(context),
    findings: readOpenFindings(context, fleet),
  };
}

/** How the fleet, or a part of it, stands with all that is open, as `status --json` gives it. */
export interface StatusReport extends PoolCounts {
  /** False until the first poll read which images there are. */
  readonly knowsImages: boolean;
  /** Oldest report among the clusters; `null` without clusters. */
  readonly asOf: string | null;
  readonly clusters: number;
  readonly windowsNodePools: number;
  readonly notices: readonly string[];
  readonly findings: readonly Finding[];
  /** What to do about them, one plan for each cluster that has any, in the order in which to do it. */
  readonly plans: readonly ClusterPlan[];
}

/** In which order findings are listed: what is worst, what is due first, or by name. */
export type StatusOrder = 'severity' | 'due' | 'name';

/** What of the fleet is asked for; `null` is all of it. */
export interface StatusFilter {
  /** `cluster` or `cluster/pool`, in upper or lower case as Azure has it. */
  readonly name: string | null;
  readonly owner: string | null;
  readonly osSku: string | null;
  /** Findings that are as severe, or more. */
  readonly severity: Severity | null;
  readonly order: StatusOrder;
}

const EVERYTHING: StatusFilter = { name: null, owner: null, osSku: null, severity: null, order: 'severity' };

/** How it stands without what to do, which takes the longest to work out. */
export type StatusOutline = Omit<StatusReport, 'findings' | 'plans'> & { readonly findings: readonly FindingOutline[] };

/** All that is open, of the part that is asked for. Reads only. @throws AppError `not_found` for a name unknown */
export function getStatusReport(context: AppContext, filter: StatusFilter = EVERYTHING): StatusReport {
  const part = selectPart(context, filter);
  const advice = new Map(part.clusters.map((cluster) => [cluster.id, adviseOn(part, cluster)]));
  const all = [...advice.values()].flatMap((own) => own?.findings ?? []);
  const outline = describePart(context, part, filter, all);
  const byCluster = Map.groupBy(outline.findings, ({ clusterId }) => clusterId);
  return {
    ...outline,
    plans: part.clusters
      .filter(({ id }) => byCluster.has(id))
      .map((cluster) => planFor(cluster, advice.get(cluster.id)?.parts ?? [], byCluster.get(cluster.id) ?? [])),
  };
}

/** The same in so many words, from what is kept. */
export function getStatusOutline(context: AppContext, filter: StatusFilter = EVERYTHING): StatusOutline {
  const part = selectPart(context, filter);
  const open = readOpenFindings(context, part);
  const all = isOfAll(filter) ? open.listOutlines() : part.clusters.flatMap(({ id }) => open.listOpenOf(id));
  return describePart(context, part, filter, all);
}

function describePart<F extends FindingOutline>(
  context: AppContext,
  { pools, isOfPools, registered, catalogue }: Part,
  filter: StatusFilter,
  all: readonly F[],
) {
  return {
    ...registered,
    windowsNodePools: pools.length,
    ...countPools(pools),
    knowsImages: catalogue.images.length > 0,
    notices: listFleetWarnings(context),
    findings: all.filter(createFindingFilter(filter, isOfPools ? pools : null)).sort(COMPARE[filter.order]),
  };
}

/** What is asked about, and what advice on it rests on. */
interface Part extends AdviceBasis {
  /** Of the whole fleet, those with Windows node pools. */
  readonly clusters: readonly Cluster[];
  readonly pools: readonly AssessedPool[];
  /** Findings of single pools are asked for on these pools alone. */
  readonly isOfPools: boolean;
  readonly registered: Pick<StatusReport, 'clusters' | 'asOf'>;
}

function isOfAll({ name, owner }: StatusFilter): boolean {
  return name === null && owner === null;
}

function selectPart(context: AppContext, filter: StatusFilter): Part {
  const { store } = context;
  const { name, owner, osSku } = filter;
  const isOfSku = ({ assessment }: AssessedPool) =>
    osSku === null || assessment.osSku?.toLowerCase() === osSku.toLowerCase();
  if (isOfAll(filter)) {
    const fleet = assessFleet(context);
    refuseUnknownSku(filter, fleet.pools, fleet);
    const pools = fleet.pools.filter(isOfSku);
    return { ...fleet, pools, isOfPools: osSku !== null, registered: store.clusters.getSummary() };
  }
  const basis = readAdviceBasis(context);
  const { clusters: named, nodePool } = name === null ? { clusters: null, nodePool: null } : getNamed(context, name);
  const clusters = listAsked(context, named, owner);
  const pools = clusters.flatMap((cluster) => assessPools(cluster, basis));
  refuseUnknownSku(filter, pools, basis);
  return {
    ...basis,
    clusters,
    pools: pools.filter((pool) => (nodePool === null || pool.nodePool.name === nodePool) && isOfSku(pool)),
    isOfPools: osSku !== null || nodePool !== null,
    registered: { clusters: clusters.length, asOf: findOldestReport(clusters) },
  };
}

/** That nothing is to be done for what is mistyped would be believed. */
function refuseUnknownSku(
  { osSku }: StatusFilter,
  pools: readonly AssessedPool[],
  { catalogue }: Pick<AdviceBasis, 'catalogue'>,
): void {
  const known = [
    ...new Set([...pools.map(({ assessment }) => assessment.osSku), ...catalogue.images.map((image) => image.osSku)]),
  ].filter((one) => one !== null);
  if (osSku === null || catalogue.images.length === 0 || known.some((one) => one.toLowerCase() === osSku.toLowerCase()))
    return;
  throw new AppError('not_found', `No node pool and no image of ${osSku} is known.`, {
    near: findNearestName(osSku, known),
  });
}

function listAsked({ store }: AppContext, named: readonly Cluster[] | null, owner: string | null): readonly Cluster[] {
  const clusters = named ? store.clusters.listOf(named.map(({ id }) => id)) : store.clusters.list();
  if (owner === null) return clusters;
  return clusters.filter(({ ownership }) =>
    ownership.owners.some((each) => each.toLowerCase() === owner.toLowerCase()),
  );
}

/** Only the parts that settle one of these findings, with what comes before them; no plan without any. */
function planFor(cluster: Cluster, parts: readonly PlannedStage[], findings: readonly FindingOutline[]): ClusterPlan {
  const asked = new Set(findings.map(({ nodePool, rule }) => `${rule}/${nodePool ?? ''}`));
  const isAsked = ({ nodePool, rules }: PlannedStage) => rules.some((rule) => asked.has(`${rule}/${nodePool ?? ''}`));
  return { ...referToCluster(cluster), stages: planOf(parts, isAsked) };
}

const COMPARE: Readonly<Record<StatusOrder, (a: FindingOutline, b: FindingOutline) => number>> = {
  severity: compareFindings,
  due: (a, b) => compareDue(a, b) || compareFindings(a, b),
  name: (a, b) =>
    compareTexts(a.cluster, b.cluster) || compareTexts(a.nodePool ?? '', b.nodePool ?? '') || compareFindings(a, b),
};

/** What concerns a whole cluster concerns each of its pools, but is no finding of one OS SKU. `null`: of whatever pool. */
function createFindingFilter({ osSku, severity }: StatusFilter, pools: readonly AssessedPool[] | null) {
  const keys = pools && new Set(pools.map((pool) => keyOfPool(referToPool(pool))));
  return (finding: FindingOutline): boolean => {
    if (severity !== null && rankOfSeverity(finding.severity) < rankOfSeverity(severity)) return false;
    if (!keys) return true;
    return finding.nodePool === null ? osSku === null : keys.has(keyOfPool(finding));
  };
}

/** Node images appear monthly and pools are upgraded any day: an older report says little about today. */
const STALE_DAYS = 7;
const DAY_MS = 86_400_000;

/** Why the fleet may not be as it is shown, in sentences with what to do; empty while all reports are recent. */
export function listFleetWarnings(context: AppContext): readonly string[] {
  return [...findGaps(context), ...findStale(context)];
}

function findGaps(context: AppContext): readonly string[] {
  const state = findDiscoveryState(context);
  if (!state) return [];
  if (state.lastError === null) return describeProblems(state.problems);
  const good = state.lastSuccessAt ? `The last good one is of ${state.lastSuccessAt}.` : 'None succeeded yet.';
  return [`Discovery from Azure failed at ${state.lastAttemptAt}: ${state.lastError} ${good}`];
}

function describeProblems(problems: readonly string[]): readonly string[] {
  const [first] = problems;
  if (first === undefined) return [];
  const more = problems.length > 1 ? ` And ${problems.length - 1} more: "vhdwatch clusters discover" lists them.` : '';
  return [`Discovery from Azure could not learn everything. ${first}${more}`];
}

function findStale({ store, clock }: AppContext): readonly string[] {
  const now = clock.now();
  const stale = store.clusters.findStale(new Date(now.getTime() - STALE_DAYS * DAY_MS).toISOString());
  if (!stale) return [];
  const days = Math.floor((now.getTime() - Date.parse(stale.asOf)) / DAY_MS);
  const oldest = store.clusters.find(stale.id);
  const name = oldest ? titleOf(oldest) : stale.id;
  const whose = stale.count === 1 ? `The report of ${name} is` : `${stale.count} reports are`;
  return [
    `${whose} older than ${STALE_DAYS} days (oldest: ${name}, ${days} days): import again, or "vhdwatch clusters discover".`,
  ];
}
