import { dayOf } from '../../domain/calendar-date.ts';
import { listEnds } from '../../domain/lifecycle.ts';
import type { AssessedPool } from '../../domain/node-pool-assessment.ts';
import type { PlannedNotification } from '../../domain/outbox-entry.ts';
import { atOnce, type Steps } from '../../domain/steps.ts';
import { planMovedDates } from '../../messages/moved-dates.ts';
import { planReleaseNews, type ReleaseNewsInput } from '../../messages/release-news.ts';
import { listConcerned, listRetirementsAhead } from '../../messages/retirement-news.ts';
import {
  describePart,
  planWatchingSummary,
  planWatchingUpdate,
  WATCHING_FLEET_KEY,
  WATCHING_KEY,
  type WatchingSummaryInput,
} from '../../messages/watching-summary.ts';
import { LEADING } from '../../sources/source-kits.ts';
import type { StoredChange } from '../../store/catalogue-store.ts';
import { type AppContext, isFirstRunDone, markFirstRunDone, transact, type WritingContext } from '../app-context.ts';
import { assessInSteps, assessOnce, type FleetAssessment, readAdviceBasis } from '../fleet/assess-fleet.ts';
import { listDestinations, listScopes } from '../fleet/channel-scopes.ts';
import { areFindingsUpToDate, updateFindings, updateFindingsInSteps } from '../fleet/open-findings.ts';
import { tellImageSilence } from '../reminders/tell-image-silence.ts';
import { findReleaseNews, tagOfChange } from './revise-releases.ts';

/**
 * Brings the findings up to date and puts what follows from unplanned changes into the outbox (T3). The first time it
 * only posts a summary. Returns how many notifications were queued.
 */
export function refreshFindings(context: AppContext): number {
  return atOnce(refreshInSteps(context));
}

/**
 * The same in steps. The changes count as planned in the last one, when all that follows from them is in the outbox: when
 * it is ended in between, the next one plans the same messages, and their keys stop those that are there. In somebody's
 * transaction all of it is that one.
 */
export function* refreshInSteps(context: AppContext): Steps<number> {
  yield* updateFindingsInSteps(context);
  if (isFirstRunDone(context)) tellImageSilence(context);
  const hasNews = hasSomethingToSay(context);
  if (!hasNews && areFindingsUpToDate(context)) return 0;
  const summary = hasNews ? yield* planSummary(context) : [];
  const { changes, isAll } = listChanges(context);
  // For the summary alone the fleet is not kept.
  const isAsked = hasNews && (changes.length > 0 || !isFirstRunDone(context));
  const fleet = isAsked ? yield* assessInSteps(context) : null;
  const told = hasNews && isFirstRunDone(context) ? yield* tellInSteps(context, fleet, changes, summary) : 0;
  const last = transact(context, (writing) => {
    updateFindings(writing);
    return fleet ? finishTelling(writing, fleet, changes, summary) : 0;
  });
  return told + last + (isAll ? 0 : yield* refreshInSteps(context));
}

const BEGUN = 'changes-begun';

/** The changes to announce: first those that only some channels have heard of. */
function listChanges({ store }: AppContext): { readonly changes: readonly StoredChange[]; readonly isAll: boolean } {
  const all = store.changes.listUnplanned();
  const newest = Number(store.settings.find(BEGUN) ?? 0);
  const begun = all.filter(({ id }) => id <= newest);
  const changes = begun.length > 0 ? begun : all;
  return { changes, isAll: changes.length === all.length };
}

/** How many pools the messages of one step speak of: a few hundredths of a second. */
const STEP = 500;

/** Queues what follows for each channel, for some channels at a time. */
function* tellInSteps(
  context: AppContext,
  fleet: FleetAssessment | null,
  changes: readonly StoredChange[],
  summary: readonly PlannedNotification[],
): Steps<number> {
  const at = context.clock.now().toISOString();
  const save = (planned: readonly PlannedNotification[]) =>
    transact(context, ({ store }) => {
      store.settings.save(BEGUN, String(changes.at(-1)?.id ?? 0));
      return store.outbox.add(planned, at);
    });
  let queued = summary.length > 0 ? save(summary) : 0;
  if (!fleet) return queued;
  const news = listNews(context, changes, fleet);
  yield;
  let planned: PlannedNotification[] = [];
  let pools = 0;
  for (const scope of news.length > 0 ? listScopes(context, fleet) : []) {
    planned.push(...news.flatMap((one) => planReleaseNews(one, [scope])));
    pools += scope.pools.length;
    yield;
    if (pools < STEP) continue;
    queued += save(planned);
    [planned, pools] = [[], 0];
    yield;
  }
  return planned.length > 0 ? queued + save(planned) : queued;
}

/**
 * Queues the last messages and marks the changes as told; they wait while there is no channel. What another process told
 * while this one slept, on a day that made another key, counts as told.
 */
function finishTelling(
  context: WritingContext,
  fleet: FleetAssessment,
  listed: readonly StoredChange[],
  summary: readonly PlannedNotification[],
): number {
  const { store } = context;
  const at = fleet.now.toISOString();
  const open = new Set(store.changes.listUnplanned().map(({ id }) => id));
  const changes = listed.filter(({ id }) => open.has(id));
  const planned = isFirstRunDone(context) ? planMoves(context, fleet, changes) : beginTelling(context, fleet, summary);
  if (planned === null) return 0;
  const ids = changes.map(({ id }) => id);
  store.changes.markPlanned(ids, at);
  store.settings.save(BEGUN, '0');
  return store.outbox.add(planned, at);
}

function hasSomethingToSay(context: AppContext): boolean {
  const { store } = context;
  if (!isFirstRunDone(context)) return hasReadReleases(context);
  return store.changes.listUnplanned().length > 0 || isSummaryDue(context);
}

/** While another process reads what came with the first poll, all of it is still to become news. */
function hasReadReleases({ store }: AppContext): boolean {
  return (
    store.documents.countBySource(LEADING.name) > 0 &&
    store.sources.find(LEADING.name)?.lastSuccessAt != null &&
    store.documents.listUnread().length === 0
  );
}

/** The first summary; `null` while nobody could hear of it. */
function beginTelling(
  context: WritingContext,
  fleet: FleetAssessment,
  summary: readonly PlannedNotification[],
): readonly PlannedNotification[] | null {
  if (listDestinations(context, fleet).length === 0) {
    context.logger.warn('No channel is known yet: set SLACK_CHANNEL; what was found waits until then');
    return null;
  }
  markFirstRunDone(context);
  return summary;
}

function planMoves(
  context: AppContext,
  fleet: FleetAssessment,
  changes: readonly StoredChange[],
): readonly PlannedNotification[] {
  const moves = changes.map(({ change }) => change).filter((change) => change.kind === 'support-date-moved');
  return moves.length > 0 ? planMovedDates(moves, listScopes(context, fleet), fleet.now) : [];
}

/** True when the default channel got the summary of what is watched: a channel that takes its place gets one, too. */
function isSummaryPosted({ store, defaultChannel }: AppContext): boolean {
  return defaultChannel === null || store.outbox.hasKey(defaultChannel, WATCHING_KEY);
}

/** True when the summary was posted before any cluster was registered, and one is by now. */
function lacksFleet({ store, defaultChannel }: AppContext): boolean {
  if (defaultChannel === null || store.outbox.hasKey(defaultChannel, WATCHING_FLEET_KEY)) return false;
  return (
    store.outbox.findWatchedClusters(defaultChannel, WATCHING_KEY) === 0 && store.clusters.getSummary().clusters > 0
  );
}

function isSummaryDue(context: AppContext): boolean {
  return context.defaultChannel !== null && (!isSummaryPosted(context) || lacksFleet(context));
}

function* planSummary(context: AppContext): Steps<readonly PlannedNotification[]> {
  const { defaultChannel, store } = context;
  if (defaultChannel === null || !isSummaryDue(context)) return [];
  const basis = readAdviceBasis(context);
  const ahead = listRetirementsAhead(basis.lifecycle, [], basis.now);
  const describe = (pools: readonly AssessedPool[]) => {
    const endsAhead = ahead.map((one) => ({ ...one, pools: listConcerned(one, pools) }));
    return describePart({ ...basis, endsAhead, pools });
  };
  const parts = [describe([])];
  yield* assessOnce(context, basis, (pools) => void parts.push(describe(pools)));
  const input: WatchingSummaryInput = {
    parts,
    clusterCount: store.clusters.getSummary().clusters,
    releasesRead: store.documents.countBySource(LEADING.name),
  };
  const isPosted = isSummaryPosted(context);
  return [isPosted ? planWatchingUpdate(defaultChannel, input) : planWatchingSummary(defaultChannel, input)];
}

function listNews(
  context: AppContext,
  changes: readonly StoredChange[],
  { lifecycle, now }: Pick<FleetAssessment, 'lifecycle' | 'now'>,
): readonly ReleaseNewsInput[] {
  const ends = listEnds(lifecycle, dayOf(now));
  const news = changes.map(({ change }) => change).filter((change) => change.kind !== 'support-date-moved');
  return [...Map.groupBy(news, tagOfChange)].flatMap(([tag, ofRelease]) => {
    const found = tag === null ? null : findReleaseNews(context, tag);
    return found ? [{ ...found, ends, changes: ofRelease }] : [];
  });
}
