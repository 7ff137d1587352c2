import { planForPool } from '../../advice/plan/cluster-plan.ts';
import type { Actor, MessageProgress } from '../../domain/actor.ts';
import type { PlanForPool } from '../../domain/cluster-plan.ts';
import type { OutboxEntry, PostedMessage } from '../../domain/outbox-entry.ts';
import { digestOf } from '../../domain/text.ts';
import type { PoolOfMessage } from '../../messages/message-kinds.ts';
import type { OriginalMessage } from '../../messages/release-revision.ts';
import { type AppContext, type FleetSource, recordChange, transact } from '../app-context.ts';
import { adviseOn, assessFleet } from '../fleet/assess-fleet.ts';

export interface MessagePlace {
  readonly channel: string;
  readonly ts: string;
}

export function findPostedMessage({ store }: AppContext, channel: string, ts: string): PostedMessage | null {
  return store.postedMessages.find(channel, ts);
}

/** News of a release as they stand in their channel; `null` where they do not. */
export function findNewsAsShown(
  { store }: AppContext,
  { channel, dedupeKey, content, state, createdAt, isDamaged }: OutboxEntry,
): OriginalMessage | null {
  if (isDamaged || state === 'dead' || state === 'dropped') return null;
  const latest = store.outbox.findLatestUpdate(channel, dedupeKey);
  const shown = latest?.content ?? content;
  if (shown.kind !== 'release-news') return null;
  return { key: dedupeKey, content: shown, revision: latest?.id ?? 0, queuedAt: createdAt };
}

/**
 * Notes what somebody did with a posted message and queues the message anew, so that it shows that in place. The same
 * note twice queues nothing: false.
 */
export function noteProgress(
  context: AppContext,
  { channel, ts }: MessagePlace,
  note: Partial<MessageProgress>,
): boolean {
  const at = context.clock.now().toISOString();
  return context.store.transaction((store) => {
    const message = store.postedMessages.find(channel, ts);
    if (!message) return false;
    const before = store.interactions.findProgress(channel, ts);
    const progress = { ...before, ...note };
    if (JSON.stringify(progress) === JSON.stringify(before)) return false;
    store.interactions.saveProgress(channel, ts, progress);
    const dedupeKey = `${message.key}/progress/${store.postedMessages.countUpdates(channel, message.key) + 1}`;
    const { content, key: parentKey } = message;
    store.outbox.add([{ channel, dedupeKey, content, operation: 'update', parentKey }], at);
    return true;
  });
}

/** Queues a plan as an answer in a message's thread; false when it stands there already. */
export function postPlan({ store, clock }: AppContext, message: PostedMessage, plan: PlanForPool): boolean {
  const at = clock.now().toISOString();
  const { channel, key: parentKey } = message;
  const reply = {
    channel,
    dedupeKey: `${parentKey}/commands/${digestOf(JSON.stringify(plan), 12)}`,
    content: { kind: 'commands' as const, pools: [plan] },
    operation: 'reply' as const,
    parentKey,
  };
  return store.transaction(({ outbox }) => {
    const isNew = !outbox.hasKey(channel, reply.dedupeKey);
    outbox.add([reply], at);
    return isNew;
  });
}

/** What is to be done about a pool (or a cluster as a whole) as it stands now; without stages where nothing is. */
export function readPlan(source: FleetSource, { clusterId, cluster, nodePool }: PoolOfMessage): PlanForPool {
  const fleet = assessFleet(source);
  const known = fleet.poolIndex.ofId(clusterId);
  const parts = (known ? adviseOn(fleet, known.cluster)?.parts : null) ?? [];
  return { cluster, nodePool, stages: planForPool(parts, nodePool) };
}

export function assignMessage(
  context: AppContext,
  actor: Actor,
  place: MessagePlace,
  { to, note }: { readonly to: Actor; readonly note: string },
): number {
  const { store, clock } = context;
  const before = store.interactions.findProgress(place.channel, place.ts).assigned;
  return recordChange(context, (writing) => ({
    result: noteProgress(writing, place, { assigned: { to, by: actor, at: clock.now().toISOString() } }),
    entry: {
      actor,
      action: 'assign',
      subject: `${place.channel}/${place.ts}`,
      detail: `Assigned a message to ${to.name}${note ? `: ${note}` : ''}`,
      undo: [{ kind: 'restore-progress', ...place, progress: { assigned: before } }],
    },
  })).auditId;
}

/** Notes on a posted message that somebody did what it asks; `null` when somebody had said so before. */
export function acknowledgeMessage(context: AppContext, actor: Actor, place: MessagePlace): number | null {
  return transact(context, (writing) => {
    const { store, clock } = writing;
    if (store.interactions.findProgress(place.channel, place.ts).acknowledged !== null) return null;
    return recordChange(writing, (own) => ({
      result: noteProgress(own, place, { acknowledged: { by: actor, at: clock.now().toISOString() } }),
      entry: {
        actor,
        action: 'acknowledge',
        subject: `${place.channel}/${place.ts}`,
        detail: 'Marked a message as done',
        undo: [{ kind: 'restore-progress', ...place, progress: { acknowledged: null } }],
      },
    })).auditId;
  });
}
