import type { AdviceInput } from '../../advice/cluster-facts.ts';
import { adviseOnCluster, type ClusterAdvice } from '../../advice/find-advice.ts';
import { kindOf, type SharedAdvice, shareAdvice } from '../../advice/share-advice.ts';
import { isLeftToAks } from '../../advice/upgrade-outlook.ts';
import { loadLifecycleFile } from '../../catalogue/lifecycle.ts';
import { mergeLifecycle } from '../../catalogue/merge-lifecycle.ts';
import { dayOf } from '../../domain/calendar-date.ts';
import type { Catalogue } from '../../domain/catalogue.ts';
import { type Cluster, listWindowsPools, referToCluster } from '../../domain/cluster.ts';
import { type ClusterFindings, compareFindings, type Finding, listFindings } from '../../domain/finding.ts';
import type { Lifecycle } from '../../domain/lifecycle.ts';
import {
  type AssessedPool,
  countPool,
  countPools,
  POOL_STATUSES,
  type PoolCounts,
} from '../../domain/node-pool-assessment.ts';
import type { NewsRetirement } from '../../domain/notification.ts';
import { once } from '../../domain/once.ts';
import { atOnce, batchesOf, listInPages, PAGE, type Steps } from '../../domain/steps.ts';
import { listRetirementsAhead } from '../../messages/retirement-news.ts';
import {
  type ChangingIndex,
  type ClusterPools,
  type ConcernedCluster,
  type ConcernedPool,
  createPoolIndex,
  exchangeClusters,
  type PoolIndex,
} from '../../routing/pool-index.ts';
import type { ClusterChange } from '../../store/cluster-store.ts';
import type { Store } from '../../store/open-store.ts';
import { type FleetSource, listHolds } from '../app-context.ts';
import { createEndsOf, type FleetDate, keyOfEnd, listDatesOf } from './fleet-dates.ts';

/** The fleet against the catalogue, at one instant. */
export interface FleetAssessment {
  /** Those with Windows pools, put together when they are asked for: of a large fleet it takes a moment. */
  readonly clusters: () => readonly Cluster[];
  readonly catalogue: Catalogue;
  readonly lifecycle: Lifecycle;
  /** What is found on any cluster, and where any pool stands, as of that day. */
  readonly shared: SharedAdvice;
  readonly pools: readonly AssessedPool[];
  /** The same pools by whom they concern. */
  readonly poolIndex: PoolIndex;
  readonly overview: () => FleetOverview;
  /** What ends on Windows from today on, soonest first, with the pools it concerns. */
  readonly endsAhead: () => readonly NewsRetirement[];
  /** Ends ahead of OS SKUs, features and Kubernetes minors that the fleet uses, soonest first. */
  readonly dates: () => readonly FleetDate[];
  /** Everything the owners of a cluster should know or do, worked out once; nothing for one without Windows. */
  readonly adviceOf: (clusterId: string, insightsOf?: AdviceBasis['insightsOf']) => ClusterFindings | null;
  /** Everything of all of them, worst first. */
  readonly findings: () => readonly Finding[];
  /** Whether it is worked out already. */
  readonly isAdvised: (clusterId: string) => boolean;
  /** What runs on a cluster's Windows pools, and what was reported of them before; read when asked. */
  readonly insightsOf: (clusterId: string) => ClusterInsights;
  /** The images on hold, read when asked: what is found stays the same, what to run does not. */
  readonly held: () => readonly string[];
  readonly now: Date;
}

export interface FleetOverview {
  /** Oldest report among the clusters; `null` without clusters. */
  readonly asOf: string | null;
  /** Every registered cluster, Linux-only ones too. */
  readonly clusters: number;
  readonly windowsNodePools: number;
  readonly counts: PoolCounts;
  /** Clusters with Windows node pools, worst first, then by name. */
  readonly ranked: readonly ClusterPools[];
}

/** What advice on any cluster rests on besides the cluster. */
export type AdviceBasis = Pick<FleetAssessment, 'catalogue' | 'lifecycle' | 'shared' | 'insightsOf' | 'held' | 'now'>;

/** What advice on a cluster rests on besides its present report. */
type ClusterInsights = Required<Pick<AdviceInput, 'workloads' | 'history'>>;

/** What an assessment rests on; the same keys mean the same assessment. */
interface FleetKeys {
  readonly change: number;
  readonly dating: number;
  /** As `describeBasis` has it. */
  readonly basis: string;
}

/** An assessment with its parts by cluster, so that a change of one cluster costs only that cluster. */
interface KnownFleet {
  readonly keys: FleetKeys;
  readonly basis: FleetBasis;
  readonly index: ChangingIndex<FleetMember>;
  readonly assessment: Omit<FleetAssessment, 'insightsOf' | 'held' | 'now'>;
}

interface FleetBasis extends Pick<FleetAssessment, 'catalogue' | 'lifecycle' | 'shared'> {
  readonly ahead: readonly NewsRetirement[];
  readonly withEnds: (pool: AssessedPool) => ConcernedPool;
}

interface FleetMember extends ConcernedCluster {
  /** The same object for all clusters that are alike, so that it takes next to no room. */
  advice: ClusterFindings['findings'] | null;
  /** Which clusters those are, on any day; `null` until it is asked. */
  kind: string | null;
}

/** The one thing that is remembered between questions: the fleet of a database, with what follows from it. */
interface FleetMemory {
  known?: KnownFleet & { readonly number: number };
  /** Others who ask meanwhile continue it, instead of reading the same again. */
  reading?: Steps<KnownFleet>;
  /** How often it was begun to read. */
  begun: number;
}

const memories = new WeakMap<Store, FleetMemory>();

/**
 * Loads what is known and says where every registered Windows node pool stands. Reads only. What did not change since
 * the last call, in whatever process, is not read again, and unchanged arrays are the same objects.
 */
export function assessFleet(context: FleetSource): FleetAssessment {
  return atOnce(assessInSteps(context));
}

export function* assessInSteps({ store, clock }: FleetSource): Steps<FleetAssessment> {
  const memory = memories.get(store) ?? { begun: 0 };
  memories.set(store, memory);
  const answer = ({ assessment }: KnownFleet) => ({
    ...assessment,
    insightsOf: createInsights(store),
    held: readHeld({ store, clock }),
    now: clock.now(),
  });
  const keys = readKeys(store, clock.now());
  // What a transaction reads may be rolled back, and the number of its change used again.
  if (store.isInTransaction() && !(memory.known && isSame(memory.known.keys, keys)))
    return answer(yield* bringUpToDate(store, memory.known, keys, clock.now()));
  // What is being read already may lack what changed meanwhile.
  const needed = memory.begun + 1;
  for (;;) {
    const { known } = memory;
    if (known && (known.number >= needed || isSame(known.keys, keys))) return answer(known);
    advance(memory, store, clock.now());
    yield;
  }
}

function advance(memory: FleetMemory, store: Store, now: Date): void {
  if (memory.reading === undefined) memory.begun += 1;
  memory.reading ??= bringUpToDate(store, memory.known, readKeys(store, now), now);
  let isAtWork = false;
  try {
    const step = memory.reading.next();
    isAtWork = !step.done;
    if (step.done) memory.known = { ...step.value, number: memory.begun };
  } finally {
    if (!isAtWork) delete memory.reading;
  }
}

function readKeys(store: Store, now: Date): FleetKeys {
  return { ...store.clusters.findNewest(), basis: describeBasis(store, now) };
}

/** What advice on any cluster rests on, as a short text that changes with it: the catalogue and the day. */
export function describeBasis({ catalogue }: Store, now: Date): string {
  return `${catalogue.getVersion()} ${catalogue.findRegionsReadOn()} ${dayOf(now)}`;
}

/** True where the fleet was read before, and what changed since is all that is read. */
export function isFleetKept({ store }: FleetSource): boolean {
  return memories.get(store)?.known !== undefined;
}

/** True where a question can be answered at once. */
export function isFleetRead({ store, clock }: FleetSource): boolean {
  const known = memories.get(store)?.known;
  return known !== undefined && isSame(known.keys, readKeys(store, clock.now()));
}

/** Reads the fleet before anybody asks, so that the first answer is as quick as the others. */
export function* warmFleet(context: FleetSource): Steps<void> {
  const { overview, endsAhead, dates } = yield* assessInSteps(context);
  for (const workOut of [overview, endsAhead, dates]) {
    yield;
    workOut();
  }
}

export function* countFleet(source: FleetSource): Steps<PoolCounts> {
  const counts = { ...countPools([]) };
  yield* assessOnce(source, readAdviceBasis(source), (pools) => {
    for (const pool of pools) countPool(pool, counts);
  });
  return counts;
}

/** Hands over every Windows node pool, some at a time, without keeping the fleet in memory. */
export function* assessOnce(
  { store }: FleetSource,
  basis: Omit<AdviceBasis, 'insightsOf'>,
  take: (pools: readonly AssessedPool[]) => void,
): Steps<void> {
  for (const ids of batchesOf(yield* listInPages(store.clusters.listWindowsIdsAfter), STEP)) {
    yield;
    take(store.clusters.listOf(ids).flatMap((cluster) => assessPools(cluster, basis)));
  }
}

function readBasis(store: Store, now: Date): FleetBasis {
  const { insightsOf: _insights, held: _held, ...basis } = readAdviceBasis({ store, clock: { now: () => now } });
  const ahead = listRetirementsAhead(basis.lifecycle, [], now);
  return { ...basis, ahead, withEnds: createEndsOf(ahead) };
}

/** What changed is read; of another catalogue or day, what is known already is held against it without being read again. */
function* bringUpToDate(store: Store, known: KnownFleet | undefined, keys: FleetKeys, now: Date): Steps<KnownFleet> {
  const isSameBasis = known?.keys.basis === keys.basis;
  const basis = isSameBasis ? known.basis : readBasis(store, now);
  const ofMember = { ...basis, insightsOf: createInsights(store), now };
  if (!known) {
    const all = yield* readMembers(store, yield* listInPages(store.clusters.listWindowsIdsAfter), ofMember);
    return assemble(store, keys, basis, yield* createPoolIndex(all));
  }
  const { listChangedSince, listDatedSince, listWindowsIds } = store.clusters;
  const changed = new Set<string>();
  const present = new Set<string>();
  yield* followChanges(listChangedSince, known.keys.change, (ids) => {
    for (const id of ids) changed.add(id);
    for (const id of listWindowsIds(ids)) present.add(id);
  });
  yield* followChanges(listDatedSince, known.keys.dating, (ids) => {
    for (const id of ids) {
      if (changed.has(id) || !known.index.ofId(id)) continue;
      changed.add(id);
      present.add(id);
    }
  });
  const others = [...(yield* readMembers(store, [...present], ofMember))];
  if (isSameBasis) return assemble(store, keys, basis, yield* exchangeClusters(known.index, changed, others));
  for (const { cluster, kind } of known.index.all) {
    if (!changed.has(cluster.id)) others.push({ ...createMember(cluster, ofMember), kind });
    yield;
  }
  return assemble(store, keys, basis, yield* createPoolIndex(others));
}

/** Hands over the IDs of the clusters that changed after that change, some at a time. */
export function* followChanges(
  list: (since: number, most: number) => readonly ClusterChange[],
  since: number,
  take: (ids: readonly string[]) => void,
): Steps<void> {
  for (let page = list(since, PAGE); page.length > 0; page = list(page.at(-1)?.seq ?? since, PAGE)) {
    take(page.map(({ id }) => id));
    yield;
  }
}

/** Clusters that are read in one step: a few thousandths of a second. */
const STEP = 50;

function* readMembers(
  store: Store,
  ids: readonly string[],
  basis: Parameters<typeof createMember>[1],
): Steps<readonly FleetMember[]> {
  const members: FleetMember[] = [];
  for (const batch of batchesOf(ids, STEP)) {
    const read = store.clusters.listOf(batch).map((cluster) => createMember(cluster, basis));
    members.push(...read.filter(({ pools }) => pools.length > 0));
    yield;
  }
  return members;
}

function assemble(store: Store, keys: FleetKeys, basis: FleetBasis, index: ChangingIndex<FleetMember>): KnownFleet {
  const { catalogue, lifecycle, ahead, shared } = basis;
  const { all, pools, counts, byWorst, byEnd, ofId } = index;
  const adviceOf: FleetAssessment['adviceOf'] = (id, insightsOf = createInsights(store)) => {
    const member = ofId(id);
    if (!member) return null;
    const { cluster } = member;
    const read = () => ({ cluster, ...insightsOf(id) });
    member.kind ??= kindOf(read());
    member.advice ??= shared.findOn(member.kind, read);
    return { ...referToCluster(cluster), findings: member.advice };
  };
  const endsAhead = once(() => ahead.map((one) => ({ ...one, pools: byEnd.get(keyOfEnd(one)) ?? [] })));
  return {
    keys,
    basis,
    index,
    assessment: {
      clusters: once(() => all.map(({ cluster }) => cluster)),
      catalogue,
      lifecycle,
      shared,
      pools,
      poolIndex: index,
      overview: once(() => ({
        ...store.clusters.getSummary(),
        windowsNodePools: pools.length,
        counts,
        ranked: POOL_STATUSES.flatMap((status) => byWorst.get(status) ?? []),
      })),
      endsAhead,
      dates: once(() => listDatesOf(endsAhead(), pools)),
      adviceOf,
      findings: once(() => all.flatMap(({ cluster }) => listKnown(adviceOf(cluster.id))).sort(compareFindings)),
      isAdvised: (id) => ofId(id)?.advice != null,
    },
  };
}

/** What is known as findings by themselves. */
export function listKnown(advice: ClusterFindings | null): readonly Finding[] {
  return advice ? listFindings(advice) : [];
}

function createMember(cluster: Cluster, basis: Omit<AdviceBasis, 'held'> & Pick<FleetBasis, 'withEnds'>): FleetMember {
  const pools = assessPools(cluster, basis).map(basis.withEnds);
  return { cluster, pools, advice: null, kind: null };
}

export function assessPools(
  cluster: Cluster,
  { lifecycle, shared, now }: Pick<AdviceBasis, 'lifecycle' | 'shared' | 'now'>,
): readonly AssessedPool[] {
  const facts = { cluster, lifecycle, today: dayOf(now) };
  return listWindowsPools(cluster).map((nodePool) => {
    const assessment = shared.assess(nodePool, cluster.location);
    return { cluster, nodePool, assessment, isLeftToAks: isLeftToAks(facts, nodePool, assessment) };
  });
}

function isSame(a: FleetKeys, b: FleetKeys): boolean {
  return a.change === b.change && a.dating === b.dating && a.basis === b.basis;
}

function createInsights(store: Store): FleetAssessment['insightsOf'] {
  return (id) => readInsights(store, [id])(id);
}

function readHeld(source: FleetSource): FleetAssessment['held'] {
  return once(() => listHolds(source).map(({ scope }) => scope.version));
}

export function readInsights(store: Store, clusterIds: readonly string[]): FleetAssessment['insightsOf'] {
  const workloads = once(() => store.workloads.listByCluster(clusterIds));
  const history = once(() => store.nodePoolHistory.listByCluster(clusterIds));
  return (id) => ({ workloads: workloads().get(id) ?? [], history: history().get(id) ?? [] });
}

/** What advice on single clusters rests on, without reading the fleet. */
export function readAdviceBasis({ store, clock }: FleetSource): AdviceBasis {
  const catalogue = store.catalogue.get();
  const lifecycle = mergeLifecycle(catalogue, loadLifecycleFile());
  const now = clock.now();
  const shared = shareAdvice({ catalogue, lifecycle, now });
  return { catalogue, lifecycle, shared, insightsOf: createInsights(store), held: readHeld({ store, clock }), now };
}

/** Most of a large fleet may be Linux, about which no rule has anything to say. */
function hasWindows({ nodePools }: Cluster): boolean {
  return nodePools.some((pool) => pool.osType === 'Windows');
}

export function findClusterAdvice(
  { shared, insightsOf }: Pick<AdviceBasis, 'shared' | 'insightsOf'>,
  cluster: Cluster,
): ClusterFindings {
  const names = referToCluster(cluster);
  if (!hasWindows(cluster)) return { ...names, findings: [] };
  const on = { cluster, ...insightsOf(cluster.id) };
  return { ...names, findings: shared.findOn(kindOf(on), () => on) };
}

/** The findings and the plan of a cluster, with what to run; `null` without Windows. */
export function adviseOn(basis: Omit<AdviceBasis, 'shared'>, cluster: Cluster): ClusterAdvice | null {
  if (!hasWindows(cluster)) return null;
  const { catalogue, lifecycle, now } = basis;
  return adviseOnCluster({ cluster, catalogue, lifecycle, now, held: basis.held(), ...basis.insightsOf(cluster.id) });
}
