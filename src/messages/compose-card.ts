import { type MessageProgress, NO_PROGRESS } from '../domain/actor.ts';
import { formatDate } from '../domain/calendar-date.ts';
import type { NotificationContent, TestMessage } from '../domain/notification.ts';
import { type Card, type CardButton, type CardPlace, createCardPlace, instant, type Line, plain } from './card.ts';
import { createEscalationCard } from './escalation.ts';
import { createImageHoldCard } from './image-hold.ts';
import { toLiteral } from './literal.ts';
import { createCommandsCard } from './message-pools.ts';
import { createMovedDatesCard } from './moved-dates.ts';
import { createOperatorAlarmCard } from './operator-alarm.ts';
import { createReleaseNewsCard } from './release-news-card.ts';
import { createReleaseDifferenceCard } from './release-revision.ts';
import { createNotDoneCard, createReminderDoneCard } from './reminder-progress.ts';
import { createUpgradeReminderCard } from './upgrade-reminder-card.ts';
import { createWatchingSummaryCard } from './watching-summary.ts';

const NOWHERE = createCardPlace(null);

/** Buttons of a message that asks to do something, by the ID that the chat's listeners know. They carry nothing: what
 * they are about is looked up by the message they stand under. */
const BUTTONS: readonly CardButton[] = [
  { id: 'message.commands', label: 'Show commands', style: 'primary' },
  { id: 'message.snooze', label: 'Snooze' },
  { id: 'message.assign', label: 'Assign' },
  { id: 'message.done', label: 'Done' },
];

/** Any notification as a card: what it says, what people did with it so far, and what they can do. */
export function composeCard(content: NotificationContent, place: CardPlace = NOWHERE): Card {
  const card = createCard(content, place);
  if (!asksToAct(content)) return card;
  const progress = content.progress ?? NO_PROGRESS;
  const buttons = BUTTONS.filter(({ id }) => id !== 'message.done' || progress.acknowledged === null);
  return { ...card, foot: [...(card.foot ?? []), ...describeProgress(progress)], buttons };
}

function createCard(content: NotificationContent, place: CardPlace): Card {
  switch (content.kind) {
    case 'watching-summary':
      return createWatchingSummaryCard(content, place);
    case 'release-news':
      return createReleaseNewsCard(content, place);
    case 'release-difference':
      return createReleaseDifferenceCard(content);
    case 'upgrade-reminder':
      return createUpgradeReminderCard(content, place);
    case 'reminder-done':
      return createReminderDoneCard(content);
    case 'not-done':
      return createNotDoneCard(content);
    case 'escalation':
      return createEscalationCard(content, place);
    case 'moved-dates':
      return createMovedDatesCard(content);
    case 'image-hold':
      return createImageHoldCard(content);
    case 'operator-alarm':
      return createOperatorAlarmCard(content);
    case 'test-message':
      return createTestMessageCard(content);
    case 'commands':
      return createCommandsCard(content);
  }
}

type Actionable = Extract<NotificationContent, { kind: 'release-news' | 'upgrade-reminder' | 'escalation' }>;

function asksToAct(content: NotificationContent): content is Actionable {
  switch (content.kind) {
    case 'release-news':
      return content.images.some(({ version, pools }) => pools.some((pool) => pool.version !== version));
    case 'upgrade-reminder':
      return content.items.some(({ settled }) => !settled);
    case 'escalation':
      return content.items.length > 0;
    default:
      return false;
  }
}

/** `Assigned to Ann`, `Snoozed until 3 Sep 2026 by Bob: change freeze`, `Done, said Cy …`, in one line; mentions nobody. */
function describeProgress({ assigned, snoozed, acknowledged }: MessageProgress): readonly Line[] {
  const said: Line[] = [
    ...(assigned ? [[plain(`Assigned to ${toLiteral(assigned.to.name, 60)}`)]] : []),
    ...(snoozed
      ? [
          [
            plain(
              `Snoozed until ${formatDate(snoozed.untilOn)} by ${toLiteral(snoozed.by.name, 60)}: ${toLiteral(snoozed.reason, 120)}`,
            ),
          ],
        ]
      : []),
    ...(acknowledged ? [[plain(`Done, said ${toLiteral(acknowledged.by.name, 60)} `), instant(acknowledged.at)]] : []),
  ];
  return said.length > 0 ? [said.flatMap((spans, index) => (index > 0 ? [plain(' · '), ...spans] : spans))] : [];
}

/** Proves that messages arrive. Names who asked without mentioning them. */
function createTestMessageCard({ requestedBy }: TestMessage): Card {
  const who = toLiteral(requestedBy, 80);
  return {
    headline: [plain(`vhdwatch can post here. This is a test, requested by ${who}; there is nothing to do.`)],
    parts: [],
  };
}
