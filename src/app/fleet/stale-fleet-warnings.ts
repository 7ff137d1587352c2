import type { Cluster } from '../../domain/cluster.ts';
import type { AppContext } from '../app-context.ts';
import { findDiscoveryState } from './discovery-state.ts';

/** Node images appear monthly and pools are upgraded any day: an older report says little about today. */
const STALE_DAYS = 7;
const DAY_MS = 86_400_000;

/** Why the fleet may not be as it is shown, in sentences with what to do; empty while all reports are recent. */
export function listFleetWarnings(context: AppContext, clusters: readonly Cluster[]): readonly string[] {
  return [...findGaps(context), ...findStale(clusters, context.clock.now())];
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

function findStale(clusters: readonly Cluster[], now: Date): readonly string[] {
  const limit = new Date(now.getTime() - STALE_DAYS * DAY_MS).toISOString();
  const stale = clusters.filter(({ asOf }) => asOf < limit);
  const [oldest] = stale.reduce<readonly Cluster[]>(
    ([found], cluster) => [found && found.asOf <= cluster.asOf ? found : cluster],
    [],
  );
  if (!oldest) return [];
  const days = Math.floor((now.getTime() - Date.parse(oldest.asOf)) / DAY_MS);
  const whose = stale.length === 1 ? `The report of ${oldest.name} is` : `${stale.length} reports are`;
  return [
    `${whose} older than ${STALE_DAYS} days (oldest: ${oldest.name}, ${days} days): import again, or "vhdwatch clusters discover".`,
  ];
}
