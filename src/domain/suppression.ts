import type { Actor } from './actor.ts';
import { addDays, type CalendarDate, dayOf, isDay } from './calendar-date.ts';
import type { OsSku } from './os-sku.ts';

interface SuppressionBase {
  readonly id: number;
  readonly reason: string;
  /** Where to read about it; http(s). */
  readonly url: string | null;
  readonly actor: Actor;
  /** UTC ISO text. */
  readonly createdAt: string;
}

/** A node pool, a cluster (`nodePool` null) or everything (both null), in one channel or in every one (`channel` null). */
export interface PoolScope {
  readonly channel: string | null;
  readonly clusterId: string | null;
  readonly nodePool: string | null;
}

/** Reminders of pools that wait until a day. They wait no longer when something worse is found of those pools. */
export interface Snooze extends SuppressionBase {
  readonly endsWhen: 'worse-finding';
  readonly scope: PoolScope;
  /** The first day on which it reminds again. */
  readonly untilOn: CalendarDate;
}

/** A known bad image that nobody should be sent to until the next one of its OS SKU comes. */
export interface Hold extends SuppressionBase {
  readonly endsWhen: 'next-image';
  readonly scope: { readonly version: string; readonly osSku: OsSku };
  readonly untilOn: null;
}

export type Suppression = Snooze | Hold;

export function isSnooze(one: Suppression): one is Snooze {
  return one.endsWhen === 'worse-finding';
}

export function isHold(one: Suppression): one is Hold {
  return one.endsWhen === 'next-image';
}

/** Longer than that is no snooze: unsubscribe, or say that the pool is not yours. */
const LONGEST_SNOOZE_DAYS = 180;
export const LONGEST_REASON = 500;

/** Why a snooze cannot be saved, by field; empty when it can. */
export function findSnoozeProblems(
  request: { readonly untilOn: CalendarDate; readonly reason: string },
  now: Date,
): Readonly<Partial<Record<'untilOn' | 'reason', string>>> {
  const { untilOn, reason } = request;
  const today = dayOf(now);
  const isInRange = isDay(untilOn) && untilOn > today && untilOn <= addDays(today, LONGEST_SNOOZE_DAYS);
  return {
    ...(isInRange ? {} : { untilOn: `Choose a day after today, at most ${LONGEST_SNOOZE_DAYS} days ahead.` }),
    ...(reason.trim() === '' ? { reason: 'Say why, so that the next one who looks understands.' } : {}),
    ...(reason.length > LONGEST_REASON ? { reason: `At most ${LONGEST_REASON} characters.` } : {}),
  };
}
