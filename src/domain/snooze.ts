import type { Actor } from './actor.ts';
import type { CalendarDate } from './calendar-date.ts';

/** Reminders that wait until a day: whose, who said so, and why. */
export interface Snooze {
  readonly id: number;
  /** Slack channel ID; `null` in every channel. */
  readonly channel: string | null;
  /** `null` for every cluster that the channel hears about. */
  readonly clusterId: string | null;
  /** `null` for every node pool of the cluster. */
  readonly nodePool: string | null;
  /** The first day on which it reminds again. */
  readonly untilOn: CalendarDate;
  readonly reason: string;
  readonly actor: Actor;
  readonly createdAt: string;
  /** Set when somebody lifted it before its day. */
  readonly endedAt: string | null;
}

/** What a snooze can cover: a node pool, or a whole cluster (`nodePool` null), as one channel hears of it. */
export interface SnoozedThing {
  readonly channel: string;
  readonly clusterId: string;
  readonly nodePool: string | null;
}

/** The snooze that covers a thing on that day, the longest of several; `null` when it is to be reminded of. */
export function findSnoozeOf(snoozes: readonly Snooze[], thing: SnoozedThing, today: CalendarDate): Snooze | null {
  return snoozes
    .filter((snooze) => snooze.endedAt === null && snooze.untilOn > today && covers(snooze, thing))
    .reduce<Snooze | null>((longest, one) => (longest === null || one.untilOn > longest.untilOn ? one : longest), null);
}

function covers(snooze: Snooze, { channel, clusterId, nodePool }: SnoozedThing): boolean {
  return (
    (snooze.channel === null || snooze.channel === channel) &&
    (snooze.clusterId === null || snooze.clusterId === clusterId) &&
    (snooze.nodePool === null || snooze.nodePool === nodePool)
  );
}
