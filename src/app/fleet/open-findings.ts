import { dayOf } from '../../domain/calendar-date.ts';
import { compareFindings, type Finding, type Severity } from '../../domain/finding.ts';
import type { PoolSeverity } from '../../store/finding-store.ts';
import type { AppContext, WritingContext } from '../app-context.ts';
import { type AdviceBasis, type FleetAssessment, findClusterAdvice, readAdviceBasis } from './assess-fleet.ts';

/** Everything that the owners of the registered clusters should know or do, as it is true now. */
export interface OpenFindings {
  /** Of one registered cluster, worst first. */
  listOf(clusterId: string): readonly Finding[];
  /** The most urgent ones, worst first. */
  listWorst(limit: number): readonly Finding[];
  /** The greatest severity of each pool's findings; `nodePool` null for those of a whole cluster. */
  listWorstOfPools(): readonly PoolSeverity[];
  count(): Readonly<Record<Severity, number>>;
}

/** What the findings rest on, as they were brought up to date last. */
interface FindingsState {
  /** A newer program may have other rules. */
  readonly version: string;
  readonly catalogueVersion: number;
  /** Absent in a state that an earlier version left. */
  readonly regionsReadOn?: string | null;
  readonly today: string;
  /** Number of the newest change of any cluster. */
  readonly change: number;
}

/** The setting that keeps the state, so that it is rolled back with the findings. */
const STATE = 'findings';
/** Clusters worked on at a time: a fleet of any size is held against the catalogue in the same memory. */
const BATCH = 500;

/**
 * The one answer to what is open. It is read from where it is kept, and worked out where what is kept was overtaken: by
 * another day, catalogue or program, or by a change of a cluster. Reads only.
 */
export function readOpenFindings(context: AppContext, fleet: FleetAssessment): OpenFindings {
  const { findings } = context.store;
  const now = readState(context);
  const kept = findState(context);
  if (isSameBasis(context, kept, now) && kept?.change === now.change)
    return {
      listOf: findings.listOpenOf,
      listWorst: findings.listWorst,
      listWorstOfPools: findings.listWorstOfPools,
      count: findings.countOpen,
    };
  return workOut(fleet);
}

function workOut(fleet: FleetAssessment): OpenFindings {
  const clusters = new Map(fleet.clusters.map((cluster) => [cluster.id, cluster]));
  const listOf = (id: string) => {
    const cluster = clusters.get(id);
    return cluster ? findClusterAdvice(fleet, cluster) : [];
  };
  let all: readonly Finding[] | null = null;
  const list = () => {
    all ??= [...clusters.keys()].flatMap(listOf).sort(compareFindings);
    return all;
  };
  return {
    listOf,
    listWorst: (limit) => list().slice(0, limit),
    // Of several the first is kept, which is the worst.
    listWorstOfPools: () => [
      ...new Map(
        list()
          .toReversed()
          .map((one) => [`${one.clusterId} ${one.nodePool ?? ''}`, one]),
      ).values(),
    ],
    count: () => {
      const counts = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
      for (const { severity } of list()) counts[severity] += 1;
      return counts;
    },
  };
}

/**
 * Brings the kept findings up to date: of every cluster when the catalogue, the day or the program changed, else only of
 * the clusters that did.
 */
export function updateFindings(context: WritingContext): void {
  const { store } = context;
  const now = readState(context);
  const before = findState(context);
  const changed =
    before && isSameBasis(context, before, now) ? store.clusters.listChangedSince(before.change) : listAll(context);
  if (changed.length > 0) saveFindingsOf(context, changed);
  saveState(context, now);
}

/** Brings the kept findings of these clusters up to date; the others stand as they were. */
export function updateFindingsOf(context: WritingContext, clusterIds: readonly string[]): void {
  saveFindingsOf(context, clusterIds);
  const now = readState(context);
  const before = findState(context);
  if (!before || !isSameBasis(context, before, now)) return;
  const changed = context.store.clusters.listChangedSince(before.change);
  if (changed.every((id) => clusterIds.includes(id))) saveState(context, now);
}

function saveFindingsOf(context: WritingContext, clusterIds: readonly string[]): void {
  const { store } = context;
  const basis = readAdviceBasis(context);
  for (let from = 0; from < clusterIds.length; from += BATCH) {
    const ids = clusterIds.slice(from, from + BATCH);
    const findings = ids.flatMap((id) => adviseOn(store, basis, id));
    store.findings.refreshOf(ids, findings, basis.now.toISOString());
  }
}

function adviseOn(store: AppContext['store'], basis: AdviceBasis, id: string): readonly Finding[] {
  const cluster = store.clusters.find(id);
  if (!cluster || cluster.vanishedAt !== null) return [];
  return findClusterAdvice(basis, {
    ...cluster,
    nodePools: cluster.nodePools.filter(({ vanishedAt }) => vanishedAt === null),
  });
}

/** Registered clusters, and those that only findings are left of. */
function listAll({ store }: AppContext): readonly string[] {
  return [...new Set([...store.clusters.listIds(), ...store.findings.listClusterIds()])];
}

function readState({ store, clock, version }: AppContext): FindingsState {
  return {
    version: version ?? '',
    catalogueVersion: store.catalogue.getVersion(),
    regionsReadOn: store.catalogue.findRegionsReadOn(),
    today: dayOf(clock.now()),
    change: store.clusters.findNewestChange(),
  };
}

/** Without a version nothing tells whether the rules are the same. */
function isSameBasis({ version }: AppContext, kept: FindingsState | null, now: FindingsState): boolean {
  return (
    version !== null &&
    kept?.version === now.version &&
    kept.catalogueVersion === now.catalogueVersion &&
    kept.regionsReadOn === now.regionsReadOn &&
    kept.today === now.today
  );
}

function findState({ store }: AppContext): FindingsState | null {
  const text = store.settings.find(STATE);
  return text === null ? null : (JSON.parse(text) as FindingsState);
}

function saveState({ store }: WritingContext, state: FindingsState): void {
  store.settings.save(STATE, JSON.stringify(state));
}
