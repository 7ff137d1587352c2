import { DAY_MS, instantAfter } from '../../domain/calendar-date.ts';
import { titleOf } from '../../domain/cluster.ts';
import { withoutForeignMinors } from '../../messages/retirement-news.ts';
import { listOwnedBy } from '../../routing/pool-index.ts';
import { type AppContext, listSnoozes } from '../app-context.ts';
import { listWorstPlaces, readStatusPage } from '../fleet/asked-status.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { listDestinations } from '../fleet/channel-scopes.ts';
import { readFleetStatus } from '../fleet/fleet-status.ts';
import { findLastDelivered } from '../operations/read-health.ts';
import { readMentionStanding } from '../reminders/mention-opt-in.ts';
import { findNextReminder } from '../reminders/read-reminder-facts.ts';

const DUE_SHOWN = 6;

export function readHome(context: AppContext, userId: string) {
  const { store } = context;
  const fleet = readFleetStatus(context);
  const { poolIndex, endsAhead, held } = assessFleet(context);
  const own = new Set(listOwnedBy(poolIndex, userId).map(({ cluster }) => cluster.id));
  const mine = own.size === 0 ? [] : fleet.ranked.filter(({ cluster }) => own.has(cluster.id));
  const status = mine.length > 0 ? readStatusPage(context, { userId }, { offset: 0, limit: DUE_SHOWN }) : null;
  const due = status?.items ?? listWorstPlaces(fleet.findings, DUE_SHOWN);
  const destinations = listDestinations(context, { poolIndex });
  const hearing = destinations.filter(({ owns }) => mine.some(({ cluster }) => owns(cluster)));
  const outbox = store.outbox.countByState();
  return {
    fleet,
    /** Clusters whose owner they are, worst first. */
    mine,
    /** The images on hold. */
    held: held(),
    /** Channels that hear of any of those clusters. */
    channels: hearing.map(({ channel }) => channel),
    /** Where something is open in those clusters, or in all where they own none; the worst, worst first. */
    due,
    /** How many more there are in those clusters. */
    dueLeft: status === null ? 0 : status.open - due.length,
    /** With how people are shown the cluster; `null` where it has no Windows pool, or the snooze is of no single one. */
    snoozes: listSnoozes(context).map((snooze) => {
      const found = poolIndex.ofId(snooze.scope.clusterId ?? '');
      return { snooze, title: found ? titleOf(found.cluster) : null };
    }),
    mentions: readMentionStanding(context, userId),
    retirementsAhead: withoutForeignMinors(endsAhead()),
    /** When the last upgrade reminder went out; `null` when none did. */
    lastReminderAt: findLastDelivered(context).reminder,
    /** To one of those channels, or to any where there are none; `null` where none gets one. UTC ISO text. */
    nextReminderAt: findNextReminder(context, hearing.length > 0 ? hearing : destinations),
    sources: store.sources.list(),
    refusals: store.channelRefusals.list(),
    waiting: outbox.pending + outbox.retrying + outbox.sending,
    givenUp: outbox.dead,
  };
}

export type HomeSummary = ReturnType<typeof readHome>;

const LATELY_MS = 14 * DAY_MS;

export function markHomeViewer({ store, clock }: AppContext, userId: string): void {
  store.transaction(({ interactions }) => interactions.markHomeViewer(userId, clock.now().toISOString()));
}

/** Who opened the Home tab in the last two weeks, with a digest of what they were shown last. */
export function listHomeViewers({ store, clock }: AppContext) {
  return store.interactions.listHomeViewers(instantAfter(clock.now(), -LATELY_MS));
}

/** Keeps a digest of what somebody was shown, so that it is published again only when it changed. */
export function savePublishedHome({ store }: AppContext, userId: string, digest: string): void {
  store.transaction(({ interactions }) => interactions.saveHomeHash(userId, digest));
}
