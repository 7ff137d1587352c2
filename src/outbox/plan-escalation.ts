import { createHash } from 'node:crypto';
import type { AssessedPool } from '../domain/assessed-pool.ts';
import { type CalendarDate, dayOf } from '../domain/calendar-date.ts';
import type { EscalationPolicy } from '../domain/escalation-policy.ts';
import { compareFindings, type Finding, keyOfFinding, rankOfSeverity } from '../domain/finding.ts';
import type { Escalation, EscalationItem, PlannedNotification } from '../domain/notification.ts';
import { findHeard, type PeaceRules } from './find-waiting.ts';
import { areWorthReminding } from './image-rules.ts';
import { listReachedLimits, type ReachedLimit } from './list-limits.ts';
import { type Destination, listPoolsOf } from './route-channels.ts';

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
  const limits = listLimits(destination, input).filter(({ key }) => !told.has(key));
  // A limit reached on the day of the last look was told then, or had been reached before its cluster was registered.
  const fresh = limits.filter(
    ({ reachedOn, isWeekly }) => reachedOn > (isWeekly ? (threadSince ?? '') : since.slice(0, 10)),
  );
  // What only the channel should hear can wait for the next reminder, which has it too.
  const worthAMessage = fresh.filter(({ isWeekly, level }) => !isWeekly && level !== 'channel');
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

function listLimits(
  destination: Destination,
  { policy, pools, findings, peace, now }: EscalationInput,
): readonly ReachedLimit[] {
  const own = listPoolsOf(destination, pools);
  const clusterIds = new Set(own.map(({ cluster }) => cluster.id));
  const poolById = new Map(own.map((pool) => [`${pool.cluster.id}/${pool.nodePool.name}`, pool]));
  return findings.flatMap((finding) => {
    const { clusterId, cluster, nodePool } = finding;
    const pool = poolById.get(`${clusterId}/${nodePool}`) ?? null;
    const isOwn = clusterIds.has(clusterId) && (nodePool === null || pool !== null);
    if (!isOwn || rankOfSeverity(finding.severity) < rankOfSeverity(destination.minimumSeverity)) return [];
    const group = { channel: destination.channel, clusterId, cluster, nodePool, findings: [finding], pool };
    if (!areWorthReminding(findHeard(group, peace).findings)) return [];
    return listReachedLimits(finding, pool, dayOf(now), policy);
  });
}

function toMessage(
  channel: string,
  limits: readonly ReachedLimit[],
  { isTaken, mentionsOf, now, threadKey }: EscalationInput,
): readonly PlannedNotification[] {
  if (limits.length === 0) return [];
  const pressing = isTaken ? [] : limits.filter(({ level }) => level !== 'channel');
  const mentions = [...new Set(pressing.flatMap(({ finding }) => mentionsOf(finding.clusterId)))];
  const content = createEscalation(mentions.length > 0 ? 'owners' : 'channel', limits, mentions);
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
  const content = createEscalation('operators', loud, []);
  return [
    { channel: operatorsChannel, dedupeKey: keyOf(`escalation/${channel}`, loud), dueAt: now.toISOString(), content },
  ];
}

function createEscalation(
  level: Escalation['level'],
  limits: readonly ReachedLimit[],
  mentions: readonly string[],
): Escalation {
  const findings = [...new Set(limits.map(({ finding }) => finding))].sort(compareFindings);
  const items = findings.map((finding): EscalationItem => {
    const { clusterId, cluster, nodePool, severity, due, summary, commands } = finding;
    const findingKey = keyOfFinding(finding);
    return { clusterId, cluster, nodePool, severity, due, summary, commands, findingKey };
  });
  return { kind: 'escalation', level, mentions, items };
}

function keyOf(prefix: string, limits: readonly ReachedLimit[]): string {
  const keys = limits.map(({ key }) => key).sort();
  return `${prefix}/${createHash('sha256').update(keys.join('\n')).digest('hex').slice(0, 16)}`;
}
