import { dayOf } from '../../domain/calendar-date.ts';
import type { CatalogueChange } from '../../domain/catalogue.ts';
import { listEnds } from '../../domain/lifecycle.ts';
import type { PlannedNotification } from '../../domain/outbox-entry.ts';
import { atOnce, type Steps } from '../../domain/steps.ts';
import { planMovedDates } from '../../messages/moved-dates.ts';
import { planReleaseNews } from '../../messages/release-news.ts';
import {
  planWatchingSummary,
  planWatchingUpdate,
  WATCHING_FLEET_KEY,
  WATCHING_KEY,
  type WatchingSummaryInput,
} from '../../messages/watching-summary.ts';
import type { ChannelScope } from '../../routing/route-channels.ts';
import { LEADING } from '../../sources/source-kits.ts';
import type { StoredChange } from '../../store/catalogue-store.ts';
import { type AppContext, transact, type WritingContext } from '../app-context.ts';
import { isFirstRunDone, markFirstRunDone } from '../first-run.ts';
import { assessFleet, assessInSteps, type FleetAssessment, readAdviceBasis } from '../fleet/assess-fleet.ts';
import { listDestinations, listScopes } from '../fleet/channel-scopes.ts';
import { areFindingsUpToDate, updateFindings, updateFindingsInSteps } from '../fleet/open-findings.ts';
import { tellImageSilence } from '../reminders/tell-image-silence.ts';
import { findReleaseNews, tagOfChange } from './revise-releases.ts';

/**
 * Brings the findings up to date and puts what follows from unplanned changes into the outbox, in one transaction (T3).
 * The first time it only posts a summary. Returns how many notifications were queued.
 */
export function refreshFindings(context: AppContext): number {
  return atOnce(refreshInSteps(context));
}

/** The same, most of it in advance and in steps; the messages are planned in the last one, with what is left. */
export function* refreshInSteps(context: AppContext): Steps<number> {
  yield* updateFindingsInSteps(context);
  const hasNews = hasSomethingToSay(context);
  if (!hasNews && areFindingsUpToDate(context)) return 0;
  // Before the transaction, because what is read inside one is not kept for the next asker.
  if (hasNews && !context.store.isInTransaction()) yield* assessInSteps(context);
  return transact(context, (writing) => {
    const { store } = writing;
    updateFindings(writing);
    if (isFirstRunDone(writing)) tellImageSilence(writing, readAdviceBasis(writing));
    if (!hasNews) return 0;
    const changes = store.changes.listUnplanned();
    const fleet = assessFleet(writing);
    const at = fleet.now.toISOString();
    const planned = planNotifications(writing, fleet, changes);
    if (planned === null) return 0;
    store.changes.markPlanned(
      changes.map(({ id }) => id),
      at,
    );
    return store.outbox.add(planned, at);
  });
}

/** While nothing was read yet there is nothing to say, and the changes wait. */
function hasSomethingToSay(context: AppContext): boolean {
  const { store } = context;
  if (!isFirstRunDone(context)) return hasReadReleases(context);
  return store.changes.listUnplanned().length > 0 || !isSummaryPosted(context) || lacksFleet(context);
}

function hasReadReleases({ store }: AppContext): boolean {
  return store.documents.countBySource(LEADING.name) > 0 && store.sources.find(LEADING.name)?.lastSuccessAt != null;
}

/** `null` while nobody could hear of it: the changes wait. */
function planNotifications(
  context: WritingContext,
  fleet: FleetAssessment,
  changes: readonly StoredChange[],
): readonly PlannedNotification[] | null {
  const { store } = context;
  const releasesRead = store.documents.countBySource(LEADING.name);
  const summary = planSummary(context, fleet, releasesRead);
  if (isFirstRunDone(context)) {
    const all = changes.map(({ change }) => change);
    const moves = all.filter((change) => change.kind === 'support-date-moved');
    const news = all.filter((change) => change.kind !== 'support-date-moved');
    const scopes = listScopes(context, fleet);
    return [...summary, ...planNews(context, news, scopes, fleet), ...planMovedDates(moves, scopes, fleet.now)];
  }
  if (listDestinations(context, fleet.clusters).length === 0) {
    context.logger.warn('No channel is known yet: set SLACK_CHANNEL; what was found waits until then');
    return null;
  }
  markFirstRunDone(context);
  return summary;
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

function planSummary(
  context: AppContext,
  fleet: FleetAssessment,
  releasesRead: number,
): readonly PlannedNotification[] {
  const { defaultChannel } = context;
  if (defaultChannel === null) return [];
  const { catalogue, lifecycle, pools, now } = fleet;
  const input: WatchingSummaryInput = {
    catalogue,
    lifecycle,
    pools,
    clusterCount: context.store.clusters.getSummary().clusters,
    releasesRead,
    now,
  };
  if (!isSummaryPosted(context)) return [planWatchingSummary(defaultChannel, input)];
  return lacksFleet(context) ? [planWatchingUpdate(defaultChannel, input)] : [];
}

function planNews(
  context: AppContext,
  changes: readonly CatalogueChange[],
  scopes: readonly ChannelScope[],
  { lifecycle, now }: Pick<FleetAssessment, 'lifecycle' | 'now'>,
): readonly PlannedNotification[] {
  const ends = listEnds(lifecycle, dayOf(now));
  const byRelease = Map.groupBy(changes, tagOfChange);
  return [...byRelease].flatMap(([tag, ofRelease]) => {
    const found = tag === null ? null : findReleaseNews(context, tag);
    return found ? planReleaseNews({ ...found, ends, changes: ofRelease }, scopes, now) : [];
  });
}
