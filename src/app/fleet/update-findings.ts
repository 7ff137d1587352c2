import { dayOf } from '../../domain/calendar-date.ts';
import type { AppContext, WritingContext } from '../app-context.ts';
import { type AdviceBasis, findClusterAdvice, readAdviceBasis } from './assess-fleet.ts';

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
 * Brings the findings up to date: of every cluster when the catalogue, the day or the program changed, else only of the
 * clusters that did.
 */
export function updateFindings(context: WritingContext): void {
  const { store, clock, version } = context;
  const now = {
    version: version ?? '',
    catalogueVersion: store.catalogue.getVersion(),
    regionsReadOn: store.catalogue.findRegionsReadOn(),
    today: dayOf(clock.now()),
    change: store.clusters.findNewestChange(),
  };
  const before = findState(store);
  const isSameBasis =
    // Without a version nothing tells whether the rules are the same.
    version !== null &&
    before?.version === now.version &&
    before.catalogueVersion === now.catalogueVersion &&
    before.regionsReadOn === now.regionsReadOn &&
    before.today === now.today;
  const changed = isSameBasis ? store.clusters.listChangedSince(before.change) : listAll(store);
  if (changed.length > 0) updateFindingsOf(context, changed);
  store.settings.save(STATE, JSON.stringify(now));
}

/** Brings the findings of these clusters up to date; the others stand as they were. */
export function updateFindingsOf(context: WritingContext, clusterIds: readonly string[]): void {
  const { store } = context;
  const basis = readAdviceBasis(context);
  for (let from = 0; from < clusterIds.length; from += BATCH) {
    const ids = clusterIds.slice(from, from + BATCH);
    const findings = ids.flatMap((id) => adviseOn(store, basis, id));
    store.findings.refreshOf(ids, findings, basis.now.toISOString());
  }
}

function adviseOn(store: AppContext['store'], basis: AdviceBasis, id: string) {
  const cluster = store.clusters.find(id);
  if (!cluster || cluster.vanishedAt !== null) return [];
  return findClusterAdvice(basis, {
    ...cluster,
    nodePools: cluster.nodePools.filter(({ vanishedAt }) => vanishedAt === null),
  });
}

/** Registered clusters, and those that only findings are left of. */
function listAll(store: AppContext['store']): readonly string[] {
  return [...new Set([...store.clusters.listIds(), ...store.findings.listClusterIds()])];
}

function findState(store: AppContext['store']): FindingsState | null {
  const text = store.settings.find(STATE);
  return text === null ? null : (JSON.parse(text) as FindingsState);
}
