import type { CatalogueChange } from '../domain/catalogue.ts';
import type { PlannedNotification } from '../domain/notification.ts';
import { planReleaseNews } from '../outbox/plan-release-news.ts';
import { planWatchingSummary } from '../outbox/plan-watching-summary.ts';
import type { StoredChange } from '../store/change-store.ts';
import type { AppContext } from './app-context.ts';
import { assessFleet, type FleetAssessment } from './assess-fleet.ts';
import { findReleaseNews, listDestinations, tagOfChange } from './release-news.ts';
import { isSeeded, markSeeded } from './seeded.ts';
import { updateFindings, updateFindingsOf } from './update-findings.ts';

/**
 * Brings the findings up to date and puts what follows from unplanned changes into the outbox, in one transaction (T3).
 * The first time it only posts a summary. Returns how many notifications were queued.
 */
export function refreshFindings(context: AppContext): number {
  const { store } = context;
  // Before the transaction, because what is read inside one is not kept for the next asker.
  if (!store.isInTransaction()) assessFleet(context);
  return store.transaction(() => {
    updateFindings(context);
    const changes = store.changes.listUnplanned();
    if (changes.length === 0 && isSeeded(context)) return 0;
    const fleet = assessFleet(context);
    const at = fleet.now.toISOString();
    const planned = planNotifications(context, fleet, changes);
    if (planned === null) return 0;
    store.changes.markPlanned(
      changes.map(({ id }) => id),
      at,
    );
    return store.outbox.add(planned, at);
  });
}

/**
 * Brings the findings of these clusters up to date, after somebody changed them: the others stand as they were. Call it
 * in the transaction of the change.
 */
export function refreshFindingsOf(context: AppContext, clusterIds: readonly string[]): void {
  updateFindingsOf(context, clusterIds);
}

/** `null` while nothing was read yet: there is nothing to say, and the changes wait. */
function planNotifications(
  context: AppContext,
  fleet: FleetAssessment,
  changes: readonly StoredChange[],
): readonly PlannedNotification[] | null {
  const { store } = context;
  if (isSeeded(context))
    return planNews(
      context,
      fleet,
      changes.map(({ change }) => change),
    );
  const releasesRead = store.documents.countBySource('aks-releases');
  if (releasesRead === 0 || store.sources.find('aks-releases')?.lastSuccessAt === null) return null;
  markSeeded(context);
  return planSummary(context, fleet, releasesRead);
}

function planSummary(
  { defaultChannel, logger }: AppContext,
  fleet: FleetAssessment,
  releasesRead: number,
): readonly PlannedNotification[] {
  if (defaultChannel === null) {
    logger.warn('SLACK_CHANNEL is not set: release news goes only to channels that own clusters or subscribed');
    return [];
  }
  const { catalogue, lifecycle, pools, clusters, now } = fleet;
  return [
    planWatchingSummary(defaultChannel, {
      catalogue,
      lifecycle,
      pools,
      clusterCount: clusters.length,
      releasesRead,
      now,
    }),
  ];
}

function planNews(
  context: AppContext,
  fleet: FleetAssessment,
  changes: readonly CatalogueChange[],
): readonly PlannedNotification[] {
  const destinations = listDestinations(context, fleet.clusters);
  const byRelease = Map.groupBy(changes, tagOfChange);
  return [...byRelease].flatMap(([tag, ofRelease]) => {
    const found = tag === null ? null : findReleaseNews(context, tag);
    if (!found) return [];
    return planReleaseNews({ ...found, changes: ofRelease, pools: fleet.pools, destinations, now: fleet.now });
  });
}
