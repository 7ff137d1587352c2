import { DAY_MS } from '../../domain/calendar-date.ts';
import { titleOf } from '../../domain/cluster.ts';
import type { Steps } from '../../domain/steps.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet, assessInSteps } from './assess-fleet.ts';
import { findDiscoveryState } from './discovery-state.ts';
import { readOpenFindings, workOutInSteps } from './open-findings.ts';

/** Reads what that takes in turns with others, so that whoever asks next is answered at once. */
export function* readFleetInSteps(context: AppContext): Steps<void> {
  const fleet = yield* assessInSteps(context);
  yield* fleet.findEndsInSteps();
  yield* workOutInSteps(context, fleet);
}

/** Where the registered Windows node pools stand now, and what is open. Reads only. */
export function readFleetStatus(context: AppContext) {
  const fleet = assessFleet(context);
  return {
    ...fleet.overview(),
    now: fleet.now,
    /** Why the fleet may not be as it is shown, with what to do. */
    notices: listFleetWarnings(context),
    findings: readOpenFindings(context, fleet),
  };
}

/** Node images appear monthly and pools are upgraded any day: an older report says little about today. */
const STALE_DAYS = 7;

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
