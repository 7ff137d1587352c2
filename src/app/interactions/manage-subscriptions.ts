import type { Actor } from '../../domain/actor.ts';
import { AppError } from '../../domain/app-error.ts';
import type { UndoStep } from '../../domain/audit-entry.ts';
import { addDays, dayOf, isTimeZone } from '../../domain/calendar-date.ts';
import type { CatalogueChange } from '../../domain/catalogue.ts';
import { type ChannelSubscription, isChannelId, NOTIFICATION_TOPICS } from '../../domain/channel-subscription.ts';
import { listEnds } from '../../domain/lifecycle.ts';
import { compareTexts } from '../../domain/text.ts';
import { planReleaseNews } from '../../messages/release-news.ts';
import { findScope, routeChannels } from '../../routing/route-channels.ts';
import { type AppContext, type RecordedChange, recordChange } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { tagOfChange } from '../polling/revise-releases.ts';

export type SubscriptionChoice = Omit<ChannelSubscription, 'id'>;

export function listSubscriptions({ store }: AppContext, channel: string): readonly ChannelSubscription[] {
  return store.channelSubscriptions.list().filter((one) => one.channel === channel);
}

/** What each channel hears, and which takes no messages. */
export function listHearing(context: AppContext) {
  const { store, defaultChannel } = context;
  const subscriptions = store.channelSubscriptions.list();
  const subscribed = new Set(subscriptions.map(({ channel }) => channel));
  return {
    defaultChannel,
    subscriptions,
    /** Channels that hear of clusters with Windows node pools because they name them, in a tag or by hand. */
    named: [...assessFleet(context).poolIndex.byChannel]
      .flatMap(([channel, own]) =>
        subscribed.has(channel) ? [] : { channel, clusters: own.map(({ cluster }) => cluster) },
      )
      .sort((a, b) => compareTexts(a.channel, b.channel)),
    refusals: store.channelRefusals.list(),
  };
}

export type Hearing = ReturnType<typeof listHearing>;

/** Sets what a channel hears, in place of its subscription before. @throws AppError `invalid_input` that names what is wrong */
export function subscribeChannel(
  context: AppContext,
  actor: Actor,
  choice: SubscriptionChoice,
): RecordedChange<ChannelSubscription> {
  const problems = Object.values(findSubscriptionProblems(context, choice));
  if (problems.length > 0) throw new AppError('invalid_input', problems.join(' '));
  return recordChange(context, ({ store, clock }) => {
    const before = listSubscriptions(context, choice.channel);
    for (const { id } of before) store.channelSubscriptions.remove(id);
    const id = store.channelSubscriptions.add(choice, clock.now().toISOString());
    const undo: readonly UndoStep[] = [{ kind: 'remove-subscription', subscriptionId: id }, ...before.map(restoreOf)];
    const detail = `${before.length > 0 ? 'Changed' : 'Added'} the subscription of ${choice.channel}`;
    return {
      result: { ...choice, id },
      entry: { actor, action: 'subscribe', subject: choice.channel, detail, undo },
    };
  });
}

/** Removes what a channel asked for. @throws AppError `not_found` */
export function unsubscribeChannel(context: AppContext, actor: Actor, channel: string): RecordedChange<number> {
  return recordChange(context, ({ store }) => {
    const before = listSubscriptions(context, channel);
    if (before.length === 0)
      throw new AppError('not_found', 'This channel has no subscription, so there is nothing to end.');
    for (const { id } of before) store.channelSubscriptions.remove(id);
    const detail = `Ended the subscription of ${channel}`;
    return {
      result: before.length,
      entry: { actor, action: 'unsubscribe', subject: channel, detail, undo: before.map(restoreOf) },
    };
  });
}

/** Why a choice cannot be saved, by field; empty when it can. */
export function findSubscriptionProblems(
  { store }: AppContext,
  choice: SubscriptionChoice,
): Readonly<Partial<Record<keyof SubscriptionChoice, string>>> {
  const unknown = choice.clusterIds.filter((id) => store.clusters.find(id) === null);
  const { reminderDay: day } = choice;
  const isDay = day === null || (Number.isInteger(day) && day >= 1 && day <= 28);
  return {
    ...(isChannelId(choice.channel) ? {} : { channel: 'Choose a channel.' }),
    ...(unknown.length > 0 ? { clusterIds: `Not registered: ${unknown.slice(0, 5).join(', ')}.` } : {}),
    ...(choice.topics.length > 0 && choice.topics.every((topic) => NOTIFICATION_TOPICS.includes(topic))
      ? {}
      : { topics: 'Choose at least one kind of message.' }),
    ...(isTimeZone(choice.timeZone) ? {} : { timeZone: 'Write an IANA time zone such as Europe/Berlin.' }),
    ...(isDay ? {} : { reminderDay: 'Write a day of the month, 1 to 28.' }),
  };
}

function restoreOf(subscription: ChannelSubscription): UndoStep {
  return { kind: 'restore-subscription', subscription };
}

const DAYS_BACK = 92;

/** Plays the releases of the last three months against a choice. Reads only. */
export function previewSubscription(context: AppContext, choice: SubscriptionChoice) {
  const fleet = assessFleet(context);
  const subscription = { ...choice, id: 0 };
  const destinations = routeChannels({ subscriptions: [subscription], defaultChannel: null, channels: [] });
  const scopes = destinations.map((destination) => findScope(destination, fleet.poolIndex, () => []));
  const since = addDays(dayOf(fleet.now), -DAYS_BACK);
  const { images, retirements } = fleet.catalogue;
  const changes: readonly CatalogueChange[] = [
    ...images.map((image) => ({ kind: 'image-added' as const, image })),
    ...retirements.map((retirement) => ({ kind: 'retirement-added' as const, retirement })),
  ].filter((change) => (instantOf(change) ?? '') >= since);
  const ends = listEnds(fleet.lifecycle, dayOf(fleet.now));
  const planned = [...Map.groupBy(changes, (change) => tagOfChange(change) ?? '')].flatMap(([tag, ofRelease]) => {
    const release = { tag, title: tag, url: '', publishedAt: instantOf(ofRelease[0]) };
    return planReleaseNews({ release, edited: false, ends, changes: ofRelease }, scopes);
  });
  const pools = scopes.flatMap((scope) => scope.pools);
  return {
    /** Releases it would have got news of, newest first. */
    news: planned
      .map(({ content }) => content)
      .filter((content) => content.kind === 'release-news')
      .sort((a, b) => compareTexts(b.release.publishedAt ?? '', a.release.publishedAt ?? '')),
    /** Windows node pools it would hear about, and how many of them a reminder would name today. */
    pools: pools.length,
    poolsToUpgrade: pools.filter(({ assessment }) => assessment.status !== 'current').length,
    reminds: choice.topics.includes('reminders'),
  };
}

export type SubscriptionPreview = ReturnType<typeof previewSubscription>;

function instantOf(change: CatalogueChange | undefined): string | null {
  if (change === undefined) return null;
  return 'image' in change ? change.image.announcedAt : change.retirement.statedAt;
}
