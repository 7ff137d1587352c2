import { addDays, dayOf } from '../../domain/calendar-date.ts';
import { findPoolAsOf } from '../../domain/cluster.ts';
import type { NotDone } from '../../domain/notification.ts';
import type { PostedMessage, Reminder } from '../../domain/outbox-entry.ts';
import type { Steps } from '../../domain/steps.ts';
import { composeContent, listOpenPools, type PoolOfMessage } from '../../messages/message-kinds.ts';
import { MARKING_DAYS, planNewsProgress } from '../../messages/release-revision.ts';
import type { ChannelScope, Destination } from '../../routing/route-channels.ts';
import { type AppContext, readSuppressions, transact, type WritingContext } from '../app-context.ts';
import { reviseCard } from '../delivery/compose-entry.ts';
import { assessInSteps } from '../fleet/assess-fleet.ts';
import { createScopes, listDestinations } from '../fleet/channel-scopes.ts';
import { readOpenFindings, updateFindingsInSteps } from '../fleet/open-findings.ts';
import { findNewsAsShown, noteProgress } from '../messages/posted-message.ts';
import type { ReminderFacts } from './read-reminder-facts.ts';

/**
 * Brings the cards that are open and the news of releases up to date, each in a step, and ends those with nothing left
 * to do. It posts no new card and no escalation. Costs next to nothing while no card is open.
 */
export function* reviseOpenInSteps(context: AppContext): Steps<void> {
  if (!context.store.reminders.hasOpen()) return;
  yield* updateFindingsInSteps(context);
  const fleet = yield* assessInSteps(context);
  const scopeOf = createScopes(fleet, readOpenFindings(context, fleet).listOpenOf);
  const destinations = listDestinations(context, fleet);
  yield* reviseInSteps(context, { fleet, destinations, scopeOf, suppressions: readSuppressions(context) });
}

/** The same as part of a larger run. The findings are up to date by then. */
export function* reviseInSteps(context: AppContext, facts: ReminderFacts): Steps<void> {
  for (const { channel, dedupeKey } of context.store.reminders.listOpenMessages()) {
    transact(context, (writing) => {
      // In the turn of others it may have been changed.
      const card = writing.store.reminders.find(channel, dedupeKey);
      if (card?.isOpen) reviseReminder(writing, card, facts);
    });
    yield;
  }
  for (const destination of facts.destinations) {
    reviseNews(context, destination, facts);
    yield;
  }
}

/** Takes the pools of a channel off its news of releases once they have what these ask for. */
function reviseNews(
  context: AppContext,
  destination: Destination,
  { fleet: { catalogue, now }, scopeOf, suppressions }: ReminderFacts,
): void {
  const news = context.store.outbox.listNewsOf(destination.channel, addDays(dayOf(now), -MARKING_DAYS));
  const planned = news
    .flatMap((row) => findNewsAsShown(context, row) ?? [])
    .flatMap((original) => planNewsProgress(original, scopeOf(destination), { catalogue, suppressions }));
  if (planned.length > 0) transact(context, ({ store }) => store.outbox.add(planned, now.toISOString()));
}

export function reviseReminder(
  context: WritingContext,
  open: Reminder,
  { fleet, destinations, scopeOf }: Omit<ReminderFacts, 'suppressions'>,
): void {
  const destination = destinations.find(({ channel }) => channel === open.channel);
  reviseCard(context, open, destination ? scopeOf(destination) : null, fleet.now);
}

/**
 * "Done" holds until a newer report of the cluster shows the pool. Where that still shows what the message asks for, the
 * mark is taken off the message, and its thread is told which pools. Returns how many replies were queued.
 */
export function disputeDone(context: WritingContext, facts: ReminderFacts): number {
  const { store } = context;
  let queued = 0;
  for (const { channel, ts, by, at } of store.interactions.listAcknowledged()) {
    const message = store.postedMessages.find(channel, ts);
    const destination = facts.destinations.find((one) => one.channel === channel);
    const scope = destination && message ? facts.scopeOf(destination) : null;
    const pools = message && scope ? listNotDone(context, facts, { message, scope, since: at }) : [];
    if (!message || pools.length === 0) continue;
    noteProgress(context, { channel, ts }, { acknowledged: null });
    const reply = {
      channel,
      dedupeKey: `${message.key}/not-done/${at}`,
      content: { kind: 'not-done' as const, by: by.name, at, pools },
      operation: 'reply' as const,
      parentKey: message.key,
    };
    queued += store.outbox.add([reply], facts.fleet.now.toISOString());
  }
  return queued;
}

/** The pools of a message that were reported since and still need what it asks for. */
function listNotDone(
  { store, reminders }: WritingContext,
  { fleet, suppressions }: ReminderFacts,
  { message, scope, since }: { message: PostedMessage; scope: ChannelScope; since: string },
): NotDone['pools'] {
  const card = store.reminders.find(message.channel, message.key);
  const content = composeContent(message.content, () => ({
    scope,
    card,
    isShown: true,
    catalogue: fleet.catalogue,
    policy: reminders.escalation,
    suppressions,
  }));
  if (content === null || (card !== null && !card.isOpen)) return [];
  return listOpenPools(content).flatMap((pool) => findReported(pool, scope, since));
}

/** The pool as it was reported after `since`; nothing while it was not, or while it is at work. */
function findReported(
  { clusterId, cluster, nodePool }: PoolOfMessage,
  { pools }: ChannelScope,
  since: string,
): NotDone['pools'] {
  const own = pools.filter((pool) => pool.cluster.id === clusterId);
  const found = own.find((pool) => nodePool === null || pool.nodePool.name === nodePool);
  // That it has no nodes says nothing of what they run.
  const reportedAt = found ? findPoolAsOf({ asOf: found.cluster.asOf }, found.nodePool) : since;
  if (!found || reportedAt <= since) return [];
  const isAtWork = [found.cluster, found.nodePool].some(({ provisioningState }) =>
    /^(?:Updating|Upgrading)/.test(provisioningState ?? ''),
  );
  if (isAtWork) return [];
  const version = nodePool === null ? null : found.assessment.currentVersion;
  return [{ cluster, nodePool, version, reportedAt }];
}
