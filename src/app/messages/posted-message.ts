import type { Actor, MessageProgress } from '../../domain/actor.ts';
import type { CommandsForPools } from '../../domain/notification.ts';
import type { PostedMessage } from '../../domain/posted-message.ts';
import { digestOf } from '../../domain/text.ts';
import type { PoolOfMessage } from '../../messages/message-pools.ts';
import { type AppContext, transact } from '../app-context.ts';
import { adviseOn, assessFleet } from '../fleet/assess-fleet.ts';
import { recordChange } from '../record-change.ts';

/** Where a message stands. */
export interface MessagePlace {
  readonly channel: string;
  readonly ts: string;
}

/** A message of ours with its newest content; `null` for one that we did not post. */
export function findPostedMessage({ store }: AppContext, channel: string, ts: string): PostedMessage | null {
  return store.postedMessages.find(channel, ts);
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
    store.outbox.add([{ channel, dedupeKey, content, dueAt: at, operation: 'update', parentKey }], at);
    return true;
  });
}

/** Queues what to run for these pools as an answer in a message's thread; false when it stands there already. */
export function postCommands(
  { store, clock }: AppContext,
  message: PostedMessage,
  pools: CommandsForPools['pools'],
): boolean {
  const at = clock.now().toISOString();
  const { channel, key: parentKey } = message;
  const shown = pools.map(({ cluster, nodePool, commands, steps }) => ({
    cluster,
    nodePool,
    commands,
    ...(steps ? { steps } : {}),
  }));
  const digest = digestOf(JSON.stringify(shown), 12);
  const reply = {
    channel,
    dedupeKey: `${parentKey}/commands/${digest}`,
    content: { kind: 'commands' as const, pools: shown },
    dueAt: at,
    operation: 'reply' as const,
    parentKey,
  };
  return store.transaction(({ outbox }) => {
    const isNew = outbox.findByKey(channel, reply.dedupeKey) === null;
    outbox.add([reply], at);
    return isNew;
  });
}

/**
 * What is to be done about a pool (or a cluster as a whole) as it stands now, in the order that works; what the message
 * said where nothing is found of it any more.
 */
export function readPlan(context: AppContext, pool: PoolOfMessage): CommandsForPools['pools'][number] {
  const { clusterId, cluster, nodePool, commands, steps } = pool;
  const fleet = assessFleet(context);
  const known = fleet.clusters.find(({ id }) => id === clusterId);
  const stages = (known ? adviseOn(fleet, known)?.plan.stages : null) ?? [];
  const now = stages.filter((stage) => stage.nodePool === nodePool).flatMap((stage) => stage.steps);
  if (now.length > 0) return { cluster, nodePool, commands: now.flatMap((step) => step.commands), steps: now };
  return { cluster, nodePool, commands, ...(steps && steps.length > 0 ? { steps } : {}) };
}

/** Notes on a posted message who takes care of it; returns the number in the audit log. */
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
