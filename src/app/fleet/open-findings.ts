import {
  type ClusterFindings,
  compareFindings,
  type Finding,
  rankOfSeverity,
  withHolds,
} from '../../domain/finding.ts';
import { once } from '../../domain/once.ts';
import { keyOfPool } from '../../domain/pool-reference.ts';
import { atOnce, batchesOf, listInPages, type Steps } from '../../domain/steps.ts';
import type { FindingPart, FindingStore } from '../../store/finding-store.ts';
import { type AppContext, transact, type WritingContext } from '../app-context.ts';
import {
  type AdviceBasis,
  assessInSteps,
  describeBasis,
  type FleetAssessment,
  findClusterAdvice,
  followChanges,
  isFleetKept,
  listKnown,
  readAdviceBasis,
  readInsights,
} from './assess-fleet.ts';

/**
 * Everything that the owners of the registered clusters should know or do, as it is true now. `listOpenOf` knows
 * registered clusters only.
 */
export type OpenFindings = Pick<
  FindingStore,
  'listOpenOf' | 'listOpen' | 'listPlaces' | 'listSeverities' | 'countPlaces' | 'countOpen'
>;

/** The clusters that are asked about, and what advice on them rests on; for the whole fleet, also what is already worked out. */
type Advised = AdviceBasis &
  Pick<FleetAssessment, 'clusters'> &
  Partial<Pick<FleetAssessment, 'adviceOf' | 'findings' | 'isAdvised'>>;

/** What the findings rest on, as they were brought up to date last. */
interface FindingsState {
  /** Day, catalogue and program (a newer one may have other rules) in a few words. */
  readonly basis: string;
  readonly change: number;
}

/** The setting that keeps the state, so that it is rolled back with the findings. */
const STATE = 'findings';
/** Clusters worked on at a time, so that a fleet of any size needs the same memory. */
const BATCH = 500;
/** Clusters of one transaction where others wait for their turn: a few hundredths of a second. */
const STEP = 100;

/**
 * The one answer to what is open: the kept findings, or, where another day, catalogue or program or a change of a cluster
 * has overtaken those, new ones. Reads only.
 */
export function readOpenFindings(context: AppContext, fleet: Advised): OpenFindings {
  const held = fleet.held();
  const known = readKnown(context, fleet);
  if (held.length === 0) return known;
  // Kept without, since holds come and go.
  const say = (findings: readonly Finding[]) => findings.map((finding) => withHolds(finding, held));
  return {
    ...known,
    listOpen: () => say(known.listOpen()),
    listOpenOf: (ids) => say(known.listOpenOf(ids)),
    listPlaces: (...part) => say(known.listPlaces(...part)),
  };
}

/** The most urgent open findings of the fleet, worst first: they are of as many places at most. */
export function listWorst(open: OpenFindings, most: number): readonly Finding[] {
  const clusterIds = new Set(open.listPlaces(most).map(({ clusterId }) => clusterId));
  return open
    .listOpenOf([...clusterIds])
    .toSorted(compareFindings)
    .slice(0, most);
}

function readKnown(context: AppContext, fleet: Advised): OpenFindings {
  if (!isUpToDate(context)) return workOut(fleet);
  const { findings } = context.store;
  const { adviceOf, isAdvised } = fleet;
  if (!adviceOf || !isAdvised) return findings;
  // The process that brought them up to date still has them: for a large part, reading takes longer than the rest.
  const listOpenOf: OpenFindings['listOpenOf'] = (ids) =>
    ids.every(isAdvised) ? ids.flatMap((id) => listKnown(adviceOf(id))) : findings.listOpenOf(ids);
  return { ...findings, listOpenOf };
}

/** Works out the findings where the kept ones are out of date: a large fleet takes seconds, so others get their turn. */
export function* workOutInSteps(context: AppContext, { clusters, adviceOf }: FleetAssessment): Steps<void> {
  if (isUpToDate(context)) return;
  for (const { id } of clusters()) {
    adviceOf(id);
    yield;
  }
}

/** What is worked out for the whole fleet is remembered with it, what is worked out for a part is not. */
function workOut(fleet: Advised): OpenFindings {
  const clusters = once(() => new Map(fleet.clusters().map((cluster) => [cluster.id, cluster])));
  const adviseOn = (id: string) => {
    const cluster = clusters().get(id);
    return cluster ? findClusterAdvice(fleet, cluster) : null;
  };
  const findingsOf = (id: string) => listKnown((fleet.adviceOf ?? adviseOn)(id));
  const { findings = once(() => [...clusters().keys()].flatMap(findingsOf).sort(compareFindings)) } = fleet;
  const listPlaces = (part: FindingPart | null = null) => {
    const found = part ? findings().filter(createPartFilter(part)) : findings();
    return [...Map.groupBy(found, keyOfPool).values()].flatMap(([worst]) => worst ?? []);
  };
  return {
    listOpenOf: (ids) => ids.flatMap(findingsOf),
    listOpen: findings,
    listPlaces: (limit, part) => listPlaces(part).slice(0, limit),
    listSeverities: () => listPlaces(),
    countPlaces: (least, part) =>
      listPlaces(part).filter(({ severity }) => rankOfSeverity(severity) >= rankOfSeverity(least)).length,
    countOpen: () => {
      const counts = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
      for (const { severity } of findings()) counts[severity] += 1;
      return counts;
    },
  };
}

function createPartFilter({ clusterIds, pools }: FindingPart): (finding: Finding) => boolean {
  const clusters = new Set(clusterIds);
  const keys = pools && new Set(pools.map(keyOfPool));
  return (finding) =>
    clusters.has(finding.clusterId) && (finding.nodePool === null || keys === null || keys.has(keyOfPool(finding)));
}

export function areFindingsUpToDate(context: AppContext): boolean {
  return isUpToDate(context) || atOnce(listAll(context)).length === 0;
}

/**
 * Brings the kept findings up to date: of every cluster when the catalogue, the day or the program changed, else only
 * of the clusters that did.
 */
export function updateFindings(context: WritingContext): void {
  const now = readState(context);
  saveFindingsOf(context, atOnce(listOutdated(context, now)));
  saveState(context, now);
}

/**
 * Does the most of it in advance, in a transaction for some clusters each, between which others get their turn. When it
 * is ended in between, or overtaken, what is left is done by `updateFindings`.
 */
export function* updateFindingsInSteps(context: AppContext): Steps<void> {
  const now = readState(context);
  const outdated = yield* listOutdated(context, now);
  if (outdated.length === 0) return;
  // A process that ends with the import, or the poll, that it is there for needs no memory for a large fleet.
  const isOfAll = findState(context)?.basis !== now.basis;
  const fleet = isOfAll && isFleetKept(context) ? yield* assessInSteps(context) : null;
  const basis = fleet ?? readAdviceBasis(context);
  yield;
  const batches = batchesOf(outdated, STEP);
  for (const ids of batches) {
    const insightsOf = readInsights(context.store, ids);
    const found = yield* fleet
      ? adviseInSteps(ids, (id) => fleet.adviceOf(id, insightsOf))
      : adviseInSteps(context.store.clusters.listOf(ids), (cluster) =>
          findClusterAdvice({ ...basis, insightsOf }, cluster),
        );
    const save = (writing: WritingContext) => {
      // Where something was saved in the turn of others, it may be of one of these clusters.
      if (isSame(readState(writing), now)) writing.store.findings.refreshOf(ids, found);
      else saveFindingsOf(writing, ids);
      if (ids === batches.at(-1)) saveState(writing, now);
    };
    // What a power cut takes is worked out again; nothing was said by it before something was saved after it.
    transact(context, save, 'with-the-next');
    yield;
  }
}

/** IDs of the clusters whose kept findings were overtaken. */
function* listOutdated(context: AppContext, now: FindingsState): Steps<readonly string[]> {
  const before = findState(context);
  if (before?.basis !== now.basis) return yield* listAll(context);
  const outdated = new Set<string>();
  const { clusters, findings } = context.store;
  yield* followChanges(clusters.listChangedSince, before.change, (ids) => {
    for (const list of [clusters.listWindowsIds, findings.listClusterIds]) for (const id of list(ids)) outdated.add(id);
  });
  return [...outdated];
}

/** Brings the kept findings of these clusters up to date; the others stand as they were. */
export function updateFindingsOf(context: WritingContext, clusterIds: readonly string[]): void {
  saveFindingsOf(context, clusterIds);
  const now = readState(context);
  const before = findState(context);
  if (before?.basis !== now.basis) return;
  const changed = context.store.clusters.listChangedSince(before.change);
  if (changed.every(({ id }) => clusterIds.includes(id))) saveState(context, now);
}

function saveFindingsOf(context: WritingContext, clusterIds: readonly string[]): void {
  if (clusterIds.length === 0) return;
  const { store } = context;
  const basis = readAdviceBasis(context);
  for (const ids of batchesOf(clusterIds, BATCH)) {
    const insightsOf = readInsights(store, ids);
    const found = store.clusters.listOf(ids).map((cluster) => findClusterAdvice({ ...basis, insightsOf }, cluster));
    store.findings.refreshOf(ids, found);
  }
}

function* adviseInSteps<T>(
  on: readonly T[],
  adviseOn: (one: T) => ClusterFindings | null,
): Steps<readonly ClusterFindings[]> {
  const found: ClusterFindings[] = [];
  for (const one of on) {
    const advice = adviseOn(one);
    if (advice) found.push(advice);
    yield;
  }
  return found;
}

/** Clusters that advice may have something to say of, and those that only findings are left of. */
function* listAll({ store }: AppContext): Steps<readonly string[]> {
  const withWindows = yield* listInPages(store.clusters.listWindowsIdsAfter);
  return [...new Set([...withWindows, ...(yield* listInPages(store.findings.listClusterIdsAfter))])];
}

function readState({ store, clock, version }: AppContext): FindingsState {
  return {
    basis: `${version} ${describeBasis(store, clock.now())}`,
    change: store.clusters.findNewest().change,
  };
}

/** A short text that changes whenever the kept findings do. */
export function describeFindings(context: AppContext): string {
  return JSON.stringify(readState(context));
}

function isUpToDate(context: AppContext): boolean {
  return isSame(findState(context), readState(context));
}

function isSame(kept: FindingsState | null, now: FindingsState): boolean {
  return kept?.basis === now.basis && kept.change === now.change;
}

function findState({ store }: AppContext): FindingsState | null {
  return store.settings.findState<FindingsState>(STATE, { basis: 'text', change: 'number' });
}

function saveState({ store }: WritingContext, state: FindingsState): void {
  store.settings.saveState(STATE, state);
}
