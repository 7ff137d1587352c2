import { addDays, dayOf } from '../../domain/calendar-date.ts';
import type { CatalogueChange } from '../../domain/catalogue.ts';
import type { ReleaseNews } from '../../domain/notification.ts';
import { planReleaseNews } from '../../messages/release-news.ts';
import { findScope } from '../../routing/channel-scope.ts';
import { routeChannels } from '../../routing/route-channels.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import type { SubscriptionChoice } from './manage-subscriptions.ts';

/** What a channel would have got, had it made this choice three months ago, with the pools as they are today. */
export interface SubscriptionPreview {
  /** Releases it would have got news of, newest first. */
  readonly news: readonly ReleaseNews[];
  /** Windows node pools it would hear about, and how many of them a reminder would name today. */
  readonly pools: number;
  readonly poolsToUpgrade: number;
  /** False when the choice leaves reminders out. */
  readonly reminds: boolean;
}

const DAYS_BACK = 92;

/** Plays the releases of the last three months against a choice. Reads only. */
export function previewSubscription(context: AppContext, choice: SubscriptionChoice): SubscriptionPreview {
  const fleet = assessFleet(context);
  const subscription = { ...choice, id: 0 };
  const destinations = routeChannels({ subscriptions: [subscription], defaultChannel: null, clusters: [] });
  const scopes = destinations.map((destination) => findScope(destination, fleet.poolIndex, () => []));
  const since = addDays(dayOf(fleet.now), -DAYS_BACK);
  const { images, retirements } = fleet.catalogue;
  const changes: readonly CatalogueChange[] = [
    ...images.map((image) => ({ kind: 'image-added' as const, image })),
    ...retirements.map((retirement) => ({ kind: 'retirement-added' as const, retirement })),
  ].filter((change) => (instantOf(change) ?? '') >= since);
  const planned = [...Map.groupBy(changes, tagOf)].flatMap(([tag, ofRelease]) => {
    const release = { tag, title: tag, url: '', publishedAt: instantOf(ofRelease[0]) };
    return planReleaseNews({ release, edited: false, changes: ofRelease }, scopes, fleet.now);
  });
  const pools = scopes.flatMap((scope) => scope.pools);
  return {
    news: planned
      .map(({ content }) => content)
      .filter((content) => content.kind === 'release-news')
      .sort((a, b) => (b.release.publishedAt ?? '').localeCompare(a.release.publishedAt ?? '')),
    pools: pools.length,
    poolsToUpgrade: pools.filter(({ assessment }) => assessment.status !== 'current').length,
    reminds: choice.topics.includes('reminders'),
  };
}

function tagOf(change: CatalogueChange): string {
  return ('image' in change ? change.image.announcedIn : change.retirement.statedIn) ?? '';
}

function instantOf(change: CatalogueChange | undefined): string | null {
  if (change === undefined) return null;
  return 'image' in change ? change.image.announcedAt : change.retirement.statedAt;
}
