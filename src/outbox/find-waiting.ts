import type { AssessedPool } from '../domain/assessed-pool.ts';
import type { CalendarDate } from '../domain/calendar-date.ts';
import { type Finding, traitsOf } from '../domain/finding.ts';
import type { ImageHold } from '../domain/image-hold.ts';
import type { WaitingItem } from '../domain/notification.ts';
import { findSnoozeOf, type Snooze } from '../domain/snooze.ts';

/** What people said that leaves pools in peace. */
export interface PeaceRules {
  readonly snoozes: readonly Snooze[];
  readonly holds: readonly ImageHold[];
  readonly today: CalendarDate;
}

/** The findings of one pool, or of a cluster as a whole, as one channel hears of them. */
export interface FindingGroup {
  readonly channel: string;
  readonly clusterId: string;
  readonly cluster: string;
  readonly nodePool: string | null;
  readonly findings: readonly Finding[];
  /** The pool; `null` for a cluster as a whole. */
  readonly pool: AssessedPool | null;
}

/** What is left to be reminded of, or why it waits. */
export interface Heard {
  readonly findings: readonly Finding[];
  readonly waiting: WaitingItem | null;
}

/** Leaves out what is snoozed, and the image that is held: taking it is all that a pool behind could do. */
export function findHeard(group: FindingGroup, { snoozes, holds, today }: PeaceRules): Heard {
  const { cluster, nodePool, findings, pool } = group;
  const snooze = findSnoozeOf(snoozes, group, today);
  if (snooze) {
    const { untilOn, actor, reason } = snooze;
    return { findings: [], waiting: { cluster, nodePool, why: 'snoozed', untilOn, by: actor.name, reason } };
  }
  const target = pool?.assessment.targetVersion ?? null;
  const hold = holds.find(({ version }) => version === target);
  const left = hold ? findings.filter((finding) => traitsOf(finding).settledBy !== 'node-image') : findings;
  if (!hold || left.length > 0) return { findings: left, waiting: null };
  const { actor, reason } = hold;
  return { findings: [], waiting: { cluster, nodePool, why: 'held', untilOn: null, by: actor.name, reason } };
}
