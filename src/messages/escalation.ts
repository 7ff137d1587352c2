import type { CalendarDate } from '../domain/calendar-date.ts';
import { isUserId } from '../domain/cluster-ownership.ts';
import { compareFindings, sayWhen } from '../domain/finding.ts';
import type { Escalation, EscalationItem } from '../domain/notification.ts';
import type { PlannedNotification } from '../domain/outbox-entry.ts';
import { pathOfPool } from '../domain/pool-reference.ts';
import type { EscalationPolicy } from '../domain/reminder-settings.ts';
import { capitalize, digestOf } from '../domain/text.ts';
import type { Suppressions } from '../reminders/suppressions.ts';
import { type CrossedThreshold, listCrossedThresholds } from '../reminders/thresholds.ts';
import type { ChannelScope } from '../routing/route-channels.ts';
import { type Card, type CardPart, type CardPlace, type Column, channelLink, line, plain } from './card.ts';
import {
  createOwnerWords,
  nameOfPool,
  type OwnerWords,
  rowsOfPools,
  sayAction,
  sayPoint,
  sayWhatToDo,
  spansOfFinding,
  symbolOf,
  withoutMove,
} from './pool-words.ts';
import { fitHeadline, sayMore } from './words.ts';

/** Messages a channel should get in a month at most, releases and the monthly reminder among them. */
const MOST_POSTS_A_MONTH = 3;

/** What thresholds are held against, for one channel. */
export interface EscalationInput {
  readonly policy: EscalationPolicy;
  readonly suppressions: Suppressions;
  /** Keys of thresholds that were said, or had been crossed before anybody watched. */
  readonly known: ReadonlySet<string>;
  /** Instant of the last look; a threshold crossed by that day is old news, and in the monthly reminder. */
  readonly since: string;
  /** Key of the message whose thread takes it: the open reminder, else an escalation of the last month; `null` without one. */
  readonly threadKey: string | null;
  /** Day of that message: what comes back is said from its next turn on. */
  readonly threadSince: CalendarDate | null;
  /** Somebody acknowledged or took that message: then nobody is pressed. */
  readonly isTaken: boolean;
  /** Messages that the channel got this month. */
  readonly postsThisMonth: number;
  /** User IDs who asked to be mentioned, among the owners of a cluster. */
  readonly mentionsOf: (clusterId: string) => readonly string[];
  /** Hears of what is let pass; `null` when nobody does. */
  readonly operatorsChannel: string | null;
}

/**
 * The thresholds that were crossed since the last look: in the thread of the channel's reminder, where that is open, so
 * that a month has one conversation; else in a message of their own, if the channel did not get enough this month.
 */
export function planEscalation(scope: ChannelScope, input: EscalationInput) {
  const { channel, topics } = scope.destination;
  if (!topics.has('reminders')) return { notifications: [], crossed: [] };
  const { policy, suppressions, known, since, threadKey, threadSince, postsThisMonth } = input;
  const thresholds = listCrossedThresholds(scope, policy, suppressions).filter(({ key }) => !known.has(key));
  // One crossed on the day of the last look was said then, or had been crossed before its cluster was registered.
  const lookedOn = since.slice(0, 10);
  const fresh = thresholds.filter(({ crossedOn, reachedOn, level, isRepeated }) => {
    if (isRepeated) return crossedOn > (threadSince ?? lookedOn);
    // What the message of the thread had to say itself is nothing to be said below it.
    const isSaid = level === 'channel' && threadSince !== null && reachedOn <= threadSince;
    return crossedOn > lookedOn && !isSaid;
  });
  // What only the channel should hear can wait for the next reminder, which has it too; not what has ended already.
  const worthAMessage = fresh.filter(({ isRepeated, level }) => isRepeated || level !== 'channel');
  const isLoud = worthAMessage.some(({ level }) => level === 'operators');
  const mayPost = isLoud || postsThisMonth < MOST_POSTS_A_MONTH - 1;
  const own = mayPost ? worthAMessage : [];
  return {
    notifications: [
      ...toMessage(channel, threadKey === null ? own : fresh, input),
      ...toOperators(channel, fresh, input),
    ],
    crossed: thresholds.map(({ key }) => key),
  };
}

function toMessage(
  channel: string,
  thresholds: readonly CrossedThreshold[],
  { isTaken, mentionsOf, threadKey }: EscalationInput,
): readonly PlannedNotification[] {
  if (thresholds.length === 0) return [];
  const items = listEscalationItems(thresholds, isTaken ? () => [] : mentionsOf);
  const content = createEscalation(items);
  const base = { channel, dedupeKey: keyOfEscalation('escalation', thresholds), content };
  return [threadKey === null ? base : { ...base, operation: 'reply', parentKey: threadKey }];
}

function toOperators(
  channel: string,
  thresholds: readonly CrossedThreshold[],
  { isTaken, operatorsChannel }: EscalationInput,
): readonly PlannedNotification[] {
  const loud = isTaken ? [] : thresholds.filter(({ level }) => level === 'operators');
  if (loud.length === 0 || operatorsChannel === null || operatorsChannel === channel) return [];
  const items = listEscalationItems(loud, () => []);
  const content: Escalation = { kind: 'escalation', level: 'operators', about: channel, items, mentions: [] };
  return [{ channel: operatorsChannel, dedupeKey: keyOfEscalation(`escalation/${channel}`, loud), content }];
}

function keyOfEscalation(prefix: string, thresholds: readonly CrossedThreshold[]): string {
  const keys = thresholds.map(({ key }) => key).sort();
  return `${prefix}/${digestOf(keys.join('\n'), 16)}`;
}

/**
 * The same escalation by the thresholds of the channel it is about that are still crossed, as their findings stand now,
 * with the people whom those concern; `null` when there are none.
 */
export function composeEscalation(
  escalation: Escalation,
  scope: ChannelScope,
  policy: EscalationPolicy,
  suppressions: Suppressions,
): Escalation | null {
  const crossed = new Map(listCrossedThresholds(scope, policy, suppressions).map((one) => [one.key, one]));
  const items = escalation.items.flatMap((item): readonly EscalationItem[] => {
    const left = item.limits.flatMap((key) => crossed.get(key) ?? []);
    return listEscalationItems(left, () => item.mentions ?? []);
  });
  if (items.length === 0) return null;
  return escalation.level === 'operators' ? { ...escalation, items } : createEscalation(items);
}

function createEscalation(items: readonly EscalationItem[]): Escalation {
  const mentions = [...new Set(items.flatMap((item) => item.mentions ?? []))];
  return { kind: 'escalation', level: mentions.length > 0 ? 'owners' : 'channel', mentions, items };
}

/** One item a finding, worst first, whichever of its thresholds were crossed; `mentionsOf` gives the owners to mention. */
function listEscalationItems(
  thresholds: readonly CrossedThreshold[],
  mentionsOf: (clusterId: string) => readonly string[],
): readonly EscalationItem[] {
  const byFinding = Map.groupBy(thresholds, ({ finding }) => finding);
  return [...byFinding]
    .sort(([a], [b]) => compareFindings(a, b))
    .map(([finding, own]): EscalationItem => {
      const { clusterId, cluster, nodePool, severity, due, summary, brief } = finding;
      const mentions = own.some(({ level }) => level !== 'channel') ? mentionsOf(clusterId) : [];
      return {
        clusterId,
        cluster,
        nodePool,
        severity,
        due,
        summary,
        brief,
        limits: own.map(({ key }) => key),
        mentions,
      };
    });
}

const COLUMNS: readonly Column[] = [{ title: 'Pool' }, { title: 'Due', said: 'due' }, { title: 'Why' }];

/** Limits that were crossed, worst first. Only owners who asked for it are mentioned. */
export function createEscalationCard(escalation: Escalation, place: CardPlace): Card {
  const { items, level, mentions, about } = escalation;
  const sayOwner = createOwnerWords(escalation);
  const [worst, ...rest] = items;
  const people = [...new Set(mentions.filter(isUserId))];
  const headline = sayHeadline(items, level);
  return {
    headline: [...(worst ? [symbolOf(worst.severity)] : []), plain(headline)],
    parts: [
      ...(people.length > 0 ? [line(...people.flatMap((id) => [{ kind: 'person' as const, id }, plain(' ')]))] : []),
      ...(worst ? [lineOfWorst(worst, sayOwner(worst), headline, place)] : []),
      ...tableOf(rest, sayOwner),
    ],
    foot: [
      about === undefined
        ? [plain('Snoozed and assigned node pools are left out. The monthly reminder has the whole list.')]
        : [channelLink(about), plain(' was told, and nobody there snoozed, took or did it.')],
    ],
  };
}

/** `shop/npwin: upgrade to 20348.5386.260715; 2 others below`, the next line has why; to operators with who let it pass. */
function sayHeadline(items: readonly EscalationItem[], level: Escalation['level']): string {
  const [worst] = items;
  const before = level === 'operators' ? 'Nobody acted: ' : '';
  if (!worst) return `${before}no limit is crossed any more`;
  const more = sayMore(items.length - 1);
  const name = `${before}${nameOfPool(worst)}`;
  return fitHeadline(
    ...sayAction(worst).map((action) => `${name}: ${action}${more}`),
    `${name}: ${sayPoint(worst)}${more}`,
    // Its name stands in the next line, however long it is.
    ...sayAction(worst).map((action) => capitalize(`${before}${action}${more}`)),
    `${name} cannot wait${more}`,
  );
}

/** What is so, without the image to take where the headline has that. */
function lineOfWorst(item: EscalationItem, whose: string, headline: string, place: CardPlace): CardPart {
  const { summary, brief } = item;
  const image = brief.takes?.image ?? null;
  const why = image !== null && headline.includes(image) ? withoutMove(summary, image) : summary;
  return line(
    ...spansOfFinding({ ...item, summary: why }, whose),
    ...place.linkTo(pathOfPool(item.cluster, item.nodePool), 'Its page'),
  );
}

function tableOf(items: readonly EscalationItem[], sayOwner: OwnerWords): readonly CardPart[] {
  if (items.length === 0) return [];
  const rows = items.map((item) => ({
    severity: item.severity,
    name: `${nameOfPool(item)}${sayOwner(item)}`,
    cells: [sayWhen(item), `${item.severity}: ${sayWhatToDo(item)}`],
  }));
  return [{ kind: 'table', title: 'What else cannot wait, worst first', columns: COLUMNS, rows: rowsOfPools(rows) }];
}
