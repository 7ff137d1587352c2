import { createCheckedUpgrade } from '../../advice/plan/image-upgrade.ts';
import { titleOf } from '../../domain/cluster.ts';
import type { NotificationContent } from '../../domain/notification.ts';
import { remember } from '../../domain/once.ts';
import type { OutboxEntry, Reminder } from '../../domain/outbox-entry.ts';
import { composeContent, listOpenPools, type MessageFacts, takesProgress } from '../../messages/message-kinds.ts';
import { planReminderRevision } from '../../messages/reminder-progress.ts';
import { completeContent } from '../../messages/whole-content.ts';
import { type ChannelScope, findScope } from '../../routing/route-channels.ts';
import { type AppContext, listHolds, readSuppressions, transact, type WritingContext } from '../app-context.ts';
import { adviseOn, assessFleet } from '../fleet/assess-fleet.ts';
import { listDestinations } from '../fleet/channel-scopes.ts';
import { readOpenFindings } from '../fleet/open-findings.ts';
import { findReconcileSince } from './reconcile-since.ts';

/**
 * What a row says, as it is true now; `null` when nothing is left to say. Once it may be in the channel, it stays. A
 * card goes out as it would stand in the channel by now.
 */
export function composeEntry(context: AppContext, entry: OutboxEntry): NotificationContent | null {
  const { content, operation = 'post' } = entry;
  if (operation !== 'update' && findReconcileSince(context.store.settings, entry) !== null) return content;
  return composeContent(content, () => readMessageFacts(context, entry));
}

/** With the owners of what it asks something for; the same where it asks for nothing. */
export function nameOwners(context: AppContext, content: NotificationContent): NotificationContent {
  const pools = listOpenPools(content);
  if (!takesProgress(content) || pools.length === 0) return content;
  const { ofId } = assessFleet(context).poolIndex;
  const ids = new Set(pools.map(({ clusterId }) => clusterId));
  const clusters = [...ids].flatMap((id) => ofId(id) ?? []);
  const owned = clusters.flatMap(({ cluster }) =>
    cluster.ownership.owners.map((owner) => ({ owner, cluster: titleOf(cluster) })),
  );
  const byOwner = Map.groupBy(owned, ({ owner }) => owner);
  const owners = [...byOwner].map(([owner, own]) => ({ owner, clusters: own.map(({ cluster }) => cluster) }));
  return { ...content, owners };
}

export function wholeContent(context: AppContext, content: NotificationContent): NotificationContent {
  const fleet = assessFleet(context);
  return completeContent(content, {
    upgradeOf: ({ clusterId, nodePool }) => {
      const own = fleet.poolIndex.ofId(clusterId)?.pools ?? [];
      const pool = own.find((one) => one.nodePool.name === nodePool);
      return pool && !pool.nodePool.isProvisioned ? createCheckedUpgrade(pool.cluster, pool.nodePool) : [];
    },
    // A message has an item for each pool of a cluster.
    findingsOf: remember((id) => {
      const cluster = fleet.poolIndex.ofId(id)?.cluster;
      return (cluster && adviseOn(fleet, cluster)?.advised) ?? [];
    }),
    watched: () => ({ ...fleet, endsAhead: fleet.endsAhead() }),
  });
}

function readMessageFacts(context: AppContext, entry: OutboxEntry): MessageFacts {
  const { content, channel } = entry;
  const fleet = assessFleet(context);
  const about = content.kind === 'escalation' ? (content.about ?? channel) : channel;
  const destination = listDestinations(context, fleet).find((one) => one.channel === about);
  const scope = destination
    ? findScope(destination, fleet.poolIndex, readOpenFindings(context, fleet).listOpenOf)
    : null;
  return {
    scope,
    card: content.kind === 'upgrade-reminder' ? readCard(context, entry, scope, fleet.now) : null,
    isShown:
      entry.operation === 'update' ||
      (content.kind === 'release-news' && context.store.outbox.hasReleaseNews(channel, content.release.tag)),
    catalogue: fleet.catalogue,
    policy: context.reminders.escalation,
    suppressions: readSuppressions(context),
  };
}

/** The card of a row, brought up to date before it is sent the first time. */
function readCard(
  context: AppContext,
  { channel, dedupeKey, operation, parentKey }: OutboxEntry,
  scope: ChannelScope | null,
  now: Date,
): Reminder | null {
  const { store } = context;
  if (operation === 'update') return store.reminders.find(channel, parentKey ?? '');
  const card = store.reminders.find(channel, dedupeKey);
  if (!card?.isOpen) return card;
  transact(context, (writing) => reviseCard(writing, card, scope, now));
  return store.reminders.find(channel, dedupeKey);
}

/** `scope` null: the channel hears of nothing any more. Where the message may be in the channel, its update is queued. */
export function reviseCard(context: WritingContext, open: Reminder, scope: ChannelScope | null, now: Date): void {
  const { store } = context;
  const row = store.outbox.findByKey(open.channel, open.dedupeKey);
  const isShown = row !== null && (row.state === 'delivered' || findReconcileSince(store.settings, row) !== null);
  const held = listHolds(context).map((hold) => hold.scope.version);
  const revision = planReminderRevision(open, scope ?? { pools: [], findings: [] }, { isShown, held, now });
  if (!revision) return;
  const at = now.toISOString();
  store.reminders.revise(open.id, revision.content);
  if (revision.isDone) store.reminders.close(open.id, 'done', at);
  store.outbox.add(revision.notifications, at);
}
