import type { Escalation } from '../domain/notification.ts';

/*
 * When a team hears more than once a month: the one place to change when people find it too loud or too quiet.
 * Each limit is told once. Reached limits of a channel come in one message.
 */

/** A limit and the loudest audience it reaches. */
export interface Limit {
  readonly days: number;
  readonly level: Escalation['level'];
}

/** `channel` is told in the thread of the open reminder or by the next one; the others are worth a message.
 * Days of image age: worth a word, pressing, past what AKS supports. */
export const AGE_LIMITS: readonly Limit[] = [
  { days: 90, level: 'operators' },
  { days: 75, level: 'owners' },
  { days: 60, level: 'channel' },
];

/** Days left before a phase of a retirement, or before support ends. */
export const COUNTDOWN_LIMITS: readonly Limit[] = [
  { days: 0, level: 'operators' },
  { days: 7, level: 'operators' },
  { days: 30, level: 'owners' },
  { days: 90, level: 'channel' },
  { days: 180, level: 'channel' },
];

/** Days after a newer image was announced before the age of the old one is held against anybody. */
export const GRACE_DAYS = 14;

/** Weeks past the end after which a weekly word also mentions the owners, and is also told to the operators. */
export const WEEKS_TO_OWNERS = 2;
export const WEEKS_TO_OPERATORS = 4;

/** Messages a channel should get in a month at most, releases and the monthly reminder among them. */
export const MOST_POSTS_A_MONTH = 3;
