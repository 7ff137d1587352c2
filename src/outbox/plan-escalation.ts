import { createHash } from 'node:crypto';
import type { AssessedPool } from '../domain/assessed-pool.ts';
import { type CalendarDate, dayOf } from '../domain/calendar-date.ts';
import type { EscalationPolicy } from '../domain/escalation-policy.ts';
import type { Finding } from '../domain/finding.ts';
import type { Escalation, PlannedNotification } from '../domain/notification.ts';
import { createEscalation, listEscalationItems } from './create-escalation.ts';
import type { PeaceRules } from './find-waiting.ts';
import { listChannelLimits } from './list-channel-limits.ts';
import type { ReachedLimit } from './list-limits.ts';
import type { Destination } from './route-channels.ts';

/** Messages a channel should get in a month at most, releases and the monthly reminder among them. */
const MOST_POSTS_A_MONTH = 3;

/** What limits are held against, for one channel. */
export interface EscalationInput {
  readonly policy: EscalationPolicy;
  readonly pools: readonly AssessedPool[];
  readonly findings: readonly Finding[];
  readonly peace: PeaceRules;
  /** Keys of limits that were told, or had been reached before anybody watched. */
  readonly told: ReadonlySet<string>;
  /** Instant of the last look; a limit reached by that day is old news, and in the monthly reminder. */
  readonly since: string;
  /** Key of the message whose thread takes it: the open reminder, else a limit told lately; `null` without one. */
  readonly threadKey: string | null;
  /** Day of that message: what comes every week is told from the next week on. */
  readonly threadSince: CalendarDate | null;
  /** Somebody acknowledged or took that message: then nobody is pressed. */
  readonly isTaken: boolean;
  /** Messages that the channel got this month. */
  readonly postsThisMonth: number;
  /** Slack user IDs who asked to be mentioned, among the owners of a cluster. */
  readonly mentionsOf: (clusterId: string) => readonly string[];
  /** Hears of what is let pass; `null` when nobody does. */
  readonly operatorsChannel: string | null;
  readonly now: Date;
}

/** What to send, and the limits that are settled by it. */
export interface EscalationPlan {
  readonly notifications: readonly PlannedNotification[];
  readonly reached: readonly string[];
}

/**
 * The limits that were crossed since the last look: in the thread of the channel's reminder, where that is open, so that
 * a month has one conversation; else in a message of their own, if the channel has not heard enough this month.
 */
export function planEscalation(destination: Destination, input: EscalationInput): EscalationPlan {
  if (!destination.topics.has('reminders')) return { notifications: [], reached: [] };
  const { told, since, threadKey, threadSince, postsThisMonth } = input;
  const limits = listChannelLimits(destination, { ...input, today: dayOf(input.now) }).filter(
    ({ key }) => !told.has(key),
  );
  // A limit reached on the day of the last look was told then, or had been reached before its cluster was registered.
  const lookedOn = since.slice(0, 10);
  const fresh = limits.filter(
    ({ reachedOn, isWeekly }) => reachedOn > (isWeekly ? (threadSince ?? lookedOn) : lookedOn),
  );
  // What only the channel should hear can wait for the next reminder, which has it too; not what has ended already.
  const worthAMessage = fresh.filter(({ isWeekly, level }) => isWeekly || level !== 'channel');
  const isLoud = worthAMessage.some(({ level }) => level === 'operators');
  const mayPost = isLoud || postsThisMonth < MOST_POSTS_A_MONTH - 1;
  const own = mayPost ? worthAMessage : [];
  return {
    notifications: [
      ...toMessage(destination.channel, threadKey === null ? own : fresh, input),
      ...toOperators(destination.channel, fresh, input),
    ],
    reached: limits.map(({ key }) => key),
  };
}

function toMessage(
  channel: string,
  limits: readonly ReachedLimit[],
  { isTaken, mentionsOf, now, threadKey }: EscalationInput,
): readonly PlannedNotification[] {
  if (limits.length === 0) return [];
  const items = listEscalationItems(limits, isTaken ? () => [] : mentionsOf);
  const content = createEscalation(items);
  const base = { channel, dedupeKey: keyOf('escalation', limits), dueAt: now.toISOString(), content };
  return [threadKey === null ? base : { ...base, operation: 'reply', parentKey: threadKey }];
}

function toOperators(
  channel: string,
  limits: readonly ReachedLimit[],
  { isTaken, operatorsChannel, now }: EscalationInput,
): readonly PlannedNotification[] {
  const loud = isTaken ? [] : limits.filter(({ level }) => level === 'operators');
  if (loud.length === 0 || operatorsChannel === null || operatorsChannel === channel) return [];
  const items = listEscalationItems(loud, () => []);
  const content: Escalation = { kind: 'escalation', level: 'operators', about: channel, items, mentions: [] };
  return [
    { channel: operatorsChannel, dedupeKey: keyOf(`escalation/${channel}`, loud), dueAt: now.toISOString(), content },
  ];
}

function keyOf(prefix: string, limits: readonly ReachedLimit[]): string {
  const keys = limits.map(({ key }) => key).sort();
  return `${prefix}/${createHash('sha256').update(keys.join('\n')).digest('hex').slice(0, 16)}`;
}
