import { type Actor, type MessageProgress, NO_PROGRESS } from '../domain/actor.ts';
import { formatDate } from '../domain/calendar-date.ts';
import { findUserOfOwner } from '../domain/cluster-ownership.ts';
import { toLiteral } from '../domain/literal.ts';
import type { NotificationContent, WithProgress } from '../domain/notification.ts';
import type { Reminder } from '../domain/outbox-entry.ts';
import { keyOfPool, type PoolOrCluster } from '../domain/pool-reference.ts';
import type { EscalationPolicy } from '../domain/reminder-settings.ts';
import { digestOf, formatCount } from '../domain/text.ts';
import type { ChannelScope } from '../routing/route-channels.ts';
import {
  type Card,
  type CardButton,
  type CardPlace,
  createCardPlace,
  instant,
  type Line,
  note,
  plain,
} from './card.ts';
import { composeEscalation, createEscalationCard } from './escalation.ts';
import { composeImageHold, createImageHoldCard } from './image-hold.ts';
import { composeMovedDates, createMovedDatesCard } from './moved-dates.ts';
import { createOperatorAlarmCard, createTestMessageCard } from './operator-alarm.ts';
import { createCommandsCard } from './plan-card.ts';
import { composeReleaseNews, type NewsFacts } from './release-news.ts';
import { createReleaseNewsCard } from './release-news-card.ts';
import { createReleaseDifferenceCard } from './release-revision.ts';
import { createNotDoneCard, createReminderDoneCard } from './reminder-progress.ts';
import { composeUpgradeReminder } from './upgrade-reminder.ts';
import { createUpgradeReminderCard } from './upgrade-reminder-card.ts';
import { createWatchingSummaryCard } from './watching-summary.ts';
import { joinWords, split } from './words.ts';

export interface MessageFacts extends NewsFacts {
  /** The channel that the message is about; `null` when it hears of nothing any more. */
  readonly scope: ChannelScope | null;
  /** The monthly card that the message is or changes; `null` for any other. */
  readonly card: Reminder | null;
  readonly policy: EscalationPolicy;
}

interface MessageKind<Content extends NotificationContent> {
  /** What it says, before any chat draws it. */
  readonly draw: (content: Content, place: CardPlace) => Card;
  /** What it says as it is true now, `null` when nothing is left; absent where it stays as it was planned. */
  readonly compose?: (content: Content, facts: MessageFacts) => Content | null;
  /** What it asks to do something about, in its order; absent in kinds that ask for nothing and show no progress. */
  readonly pools?: (content: Content) => readonly PoolOfMessage[];
  /** True where it is a message of its own when the one whose thread it is for was never posted. */
  readonly standsAlone?: boolean;
}

/** A node pool (or whole cluster, `nodePool` null) that a message asks to do something about. */
export interface PoolOfMessage extends PoolOrCluster {
  /** True when what the message asked for is done: it is shown, and nothing is offered for it. */
  readonly isSettled: boolean;
}

function toPool({ clusterId, cluster, nodePool }: PoolOrCluster): PoolOfMessage {
  return { clusterId, cluster, nodePool, isSettled: false };
}

type ContentOf<Kind> = Extract<NotificationContent, { kind: Kind }>;

const KINDS: { readonly [Kind in NotificationContent['kind']]: MessageKind<ContentOf<Kind>> } = {
  'watching-summary': { draw: createWatchingSummaryCard },
  'release-news': {
    draw: createReleaseNewsCard,
    compose: (news, facts) => facts.scope && composeReleaseNews(news, facts.scope, facts),
    pools: ({ images, withdrawn }) =>
      [
        // What AKS took back is the most pressing there is.
        ...(withdrawn?.images ?? []).flatMap(({ recall, pools }) => (recall ? pools : [])),
        ...images.flatMap(({ version, pools }) =>
          pools.filter((pool) => pool.version !== version && !pool.isLeftToAks),
        ),
      ].map(toPool),
  },
  'release-difference': { draw: createReleaseDifferenceCard },
  'upgrade-reminder': {
    draw: createUpgradeReminderCard,
    compose: (reminder, { card, isShown }) => composeUpgradeReminder(reminder, card, isShown),
    pools: ({ items }) => items.map((item) => ({ ...toPool(item), isSettled: item.settled !== undefined })),
  },
  'reminder-done': { draw: createReminderDoneCard },
  'not-done': { draw: createNotDoneCard },
  escalation: {
    draw: createEscalationCard,
    compose: (escalation, { scope, policy, suppressions }) =>
      scope && composeEscalation(escalation, scope, policy, suppressions),
    pools: ({ items }) => items.map(toPool),
    standsAlone: true,
  },
  'moved-dates': {
    draw: createMovedDatesCard,
    compose: ({ dates }, { scope }) => scope && composeMovedDates(dates, scope),
  },
  'image-hold': {
    draw: createImageHoldCard,
    compose: (notice, { scope, suppressions }) => scope && composeImageHold(notice, scope, suppressions),
  },
  'operator-alarm': { draw: createOperatorAlarmCard },
  'test-message': { draw: createTestMessageCard },
  commands: { draw: createCommandsCard },
};

/** The entry of a content's own kind: TypeScript does not see that the key of the table says which content it takes. */
function kindOf<Content extends NotificationContent>({ kind }: Content): MessageKind<Content> {
  return KINDS[kind] as unknown as MessageKind<Content>;
}

/**
 * Nobody hears of a pool upgraded, moved or removed since it was planned; `null` when nothing is left. What rests on no
 * pool stays, and asks for no facts.
 */
export function composeContent(
  content: NotificationContent,
  readFacts: () => MessageFacts,
): NotificationContent | null {
  const { compose } = kindOf(content);
  return compose ? compose(content, readFacts()) : content;
}

/** Kinds that show what people did with them: a message that is replaced goes on showing it. */
export function takesProgress(content: NotificationContent): content is Extract<NotificationContent, WithProgress> {
  return kindOf(content).pools !== undefined;
}

/** What a message asks to do something about, each once, in its order; empty for a message that asks for nothing. */
export function listPoolsOfMessage(content: NotificationContent): readonly PoolOfMessage[] {
  const pools = kindOf(content).pools?.(content) ?? [];
  return [...new Map(pools.map((pool) => [keyOfPool(pool), pool])).values()];
}

/** Those of them of which something is still to be done. */
export function listOpenPools(content: NotificationContent): readonly PoolOfMessage[] {
  return listPoolsOfMessage(content).filter(({ isSettled }) => !isSettled);
}

/** What a button or a choice carries for a pool: short, and the same wherever the pool stands in its message. */
export function keyOfPoolChoice({ clusterId, nodePool }: Pick<PoolOrCluster, 'clusterId' | 'nodePool'>): string {
  return digestOf(keyOfPool({ clusterId, nodePool }), 16);
}

/** Whether it is a message of its own where the one whose thread it is for was never posted. */
export function standsAlone(content: NotificationContent): boolean {
  return kindOf(content).standsAlone === true;
}

const NOWHERE = createCardPlace(null);

/** Buttons of a message that asks to do something, by the ID that the chat's listeners know. They carry nothing: what
 * they are about is looked up by the message they stand under. */
const BUTTONS: readonly CardButton[] = [
  { id: 'message.commands', label: 'Show commands', style: 'primary' },
  { id: 'message.snooze', label: 'Snooze' },
  { id: 'message.assign', label: 'Assign' },
  { id: 'message.done', label: 'Done' },
];

export function composeCard(content: NotificationContent, place: CardPlace = NOWHERE): Card {
  const card = kindOf(content).draw(content, place);
  if (!takesProgress(content) || listOpenPools(content).length === 0) return card;
  const progress = content.progress ?? NO_PROGRESS;
  const buttons = BUTTONS.filter(({ id }) => id !== 'message.done' || progress.acknowledged === null);
  const who = [...sayWhose(content, progress), ...describeProgress(progress)];
  const [top, ...below] = card.parts;
  // What a message is and whom it asks are one small line.
  const [first, parts] = top?.kind === 'note' ? [[top.spans], below] : [[], card.parts];
  const notes = [...first, ...who].flatMap((spans) => [plain(' · '), ...spans]).slice(1);
  return {
    ...card,
    parts: [...(notes.length > 0 ? [note(...notes)] : []), ...parts],
    foot: [...(card.foot ?? []), ...(content.isFirst ? [introductionOf(place)] : [])],
    buttons,
  };
}

const OWNERS_NAMED = 12;

/** Whom the first line asks, while nobody is assigned: the owners by the names the register has, mentioning nobody. */
function sayWhose({ owners }: WithProgress, { assigned }: MessageProgress): readonly Line[] {
  if (owners === undefined || assigned !== null) return [];
  if (owners.length === 0) return [[plain('Owner: nobody is named; press Assign to say who does it')]];
  const [people, named] = split(owners, ({ owner }) => findUserOfOwner(owner) !== null);
  const said = [
    ...named.slice(0, OWNERS_NAMED).map(({ owner }) => toLiteral(owner, 60)),
    ...(named.length > OWNERS_NAMED ? [`${named.length - OWNERS_NAMED} more`] : []),
    ...(people.length > 0 ? [people.length === 1 ? '1 person' : `${formatCount(people.length)} people`] : []),
  ];
  return [[plain(`${owners.length === 1 ? 'Owner' : 'Owners'}: ${joinWords(said)}`)]];
}

function introductionOf({ command }: CardPlace): Line {
  const what = 'First message here: vhdwatch tells the owners of Windows node pools on AKS what to do, and by when.';
  return [
    plain(
      command === null
        ? what
        : `${what} ${command} help: what you can ask · ${command} subscribe: choose what comes here, or less`,
    ),
  ];
}

/** `Assigned to Ann`, `Snoozed until 3 Sep 2026 by Bob: change freeze`, `Done, as Cy said on …`; mentions nobody. */
function describeProgress({ assigned, snoozed, acknowledged }: MessageProgress): readonly Line[] {
  const name = ({ name }: Actor) => toLiteral(name, 60);
  return [
    ...(assigned ? [[plain(`Assigned to ${name(assigned.to)}`)]] : []),
    ...(snoozed
      ? [
          [
            plain(
              `Snoozed until ${formatDate(snoozed.untilOn)} by ${name(snoozed.by)}: ${toLiteral(snoozed.reason, 120)}`,
            ),
          ],
        ]
      : []),
    ...(acknowledged ? [[plain(`Done, as ${name(acknowledged.by)} said on `), instant(acknowledged.at)]] : []),
  ];
}
