import { isOwnedBy } from '../../domain/cluster.ts';
import { compareFindings, type Finding } from '../../domain/finding.ts';
import type { NewsRetirement } from '../../domain/notification.ts';
import type { SourceState } from '../../domain/source-document.ts';
import type { Snooze } from '../../domain/suppression.ts';
import { withoutForeignMinors } from '../../messages/retirement-news.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { listDestinations } from '../fleet/channel-scopes.ts';
import type { RankedCluster } from '../fleet/fleet-overview.ts';
import { type FleetStatus, readFleetStatus } from '../fleet/fleet-status.ts';
import { type MentionStanding, readMentionStanding } from '../reminders/mention-opt-in.ts';
import { listSnoozes } from '../suppressions/suppress.ts';

export interface HomeSummary {
  readonly fleet: FleetStatus;
  /** Clusters whose owner they are, worst first. */
  readonly mine: readonly RankedCluster[];
  /** Channels that hear of any of those clusters. */
  readonly channels: readonly string[];
  /** Open findings of those clusters, or the worst of all where they own none; worst first. */
  readonly findings: readonly Finding[];
  /** How many are open of those clusters, or of all; more than are listed. */
  readonly open: number;
  readonly snoozes: readonly Snooze[];
  readonly mentions: MentionStanding;
  readonly retirementsAhead: readonly NewsRetirement[];
  /** When the last upgrade reminder went out; `null` when none did. */
  readonly lastReminderAt: string | null;
  readonly reminderDay: number | null;
  readonly sources: readonly SourceState[];
  readonly waiting: number;
  readonly givenUp: number;
}

const CLUSTERS_READ = 20;
const FINDINGS_READ = 12;

export function readHome(context: AppContext, userId: string): HomeSummary {
  const { store, reminders } = context;
  const fleet = readFleetStatus(context);
  const mine = fleet.ranked.filter(({ cluster }) => isOwnedBy(cluster, userId));
  const part = mine.length > 0 ? { clusterIds: mine.map(({ cluster }) => cluster.id), pools: null } : null;
  const outbox = store.outbox.countByState();
  return {
    fleet,
    mine,
    channels: listChannelsOf(context, mine),
    findings: mine.length > 0 ? findingsOf(fleet, mine) : fleet.findings.listWorst(FINDINGS_READ),
    open: Object.values(fleet.findings.countOpen(part)).reduce((sum, count) => sum + count, 0),
    snoozes: listSnoozes(context),
    mentions: readMentionStanding(context, userId),
    retirementsAhead: withoutForeignMinors(assessFleet(context).endsAhead()),
    lastReminderAt: store.postedMessages.findNewest('upgrade-reminder', null)?.at ?? null,
    reminderDay: reminders.time.day,
    sources: store.sources.list(),
    waiting: outbox.pending + outbox.retrying + outbox.sending,
    givenUp: outbox.dead,
  };
}

function listChannelsOf(context: AppContext, mine: readonly RankedCluster[]): readonly string[] {
  const clusters = mine.map(({ cluster }) => cluster);
  return listDestinations(context, clusters)
    .filter(({ owns }) => clusters.some(owns))
    .map(({ channel }) => channel);
}

function findingsOf({ findings }: FleetStatus, mine: readonly RankedCluster[]): readonly Finding[] {
  const read = mine.slice(0, CLUSTERS_READ).map(({ cluster }) => cluster.id);
  return findings
    .listOpenOf(read)
    .toSorted(compareFindings)
    .slice(0, FINDINGS_READ * 2);
}

const LATELY_MS = 14 * 86_400_000;

export function markHomeViewer({ store, clock }: AppContext, userId: string): void {
  store.transaction(({ interactions }) => interactions.markHomeViewer(userId, clock.now().toISOString()));
}

/** Who opened the Home tab in the last two weeks, with a digest of what they were shown last. */
export function listHomeViewers({ store, clock }: AppContext) {
  return store.interactions.listHomeViewers(new Date(clock.now().getTime() - LATELY_MS).toISOString());
}

/** Keeps a digest of what somebody was shown, so that it is published again only when it changed. */
export function savePublishedHome({ store }: AppContext, userId: string, digest: string): void {
  store.transaction(({ interactions }) => interactions.saveHomeHash(userId, digest));
}
