import type { Catalogue } from '../domain/catalogue.ts';
import type { NotificationContent } from '../domain/notification.ts';
import type { KnownReminder } from '../domain/posted-message.ts';
import type { EscalationPolicy } from '../domain/reminder-settings.ts';
import { isHold } from '../domain/suppression.ts';
import type { Suppressions } from '../reminders/suppressions.ts';
import type { ChannelScope } from '../routing/channel-scope.ts';
import { composeEscalation } from './escalation.ts';
import { composeHoldNotice } from './image-hold.ts';
import { composeMovedDates } from './moved-dates.ts';
import { composeReleaseNews } from './release-news.ts';
import { composeUpgradeReminder } from './upgrade-reminder.ts';

/** What is true when a message is sent. */
export interface MessageFacts {
  /** The channel that the message is about; `null` when it hears of nothing any more. */
  readonly scope: ChannelScope | null;
  /** The monthly card that the message is or changes; `null` for any other. */
  readonly card: KnownReminder | null;
  /** True where it changes, or takes back, what the channel has. */
  readonly isShown: boolean;
  readonly catalogue: Catalogue;
  readonly policy: EscalationPolicy;
  readonly suppressions: Suppressions;
}

/**
 * What a message says, as it is true now: nobody hears of a pool that was upgraded, moved or removed since it was
 * planned. `null` when nothing is left to say. What rests on no pool stays as it was
 * planned, and asks for no facts.
 */
export function composeContent(
  content: NotificationContent,
  readFacts: () => MessageFacts,
): NotificationContent | null {
  switch (content.kind) {
    case 'upgrade-reminder': {
      const { card, isShown } = readFacts();
      return composeUpgradeReminder(content, card, isShown);
    }
    case 'release-news': {
      const facts = readFacts();
      return facts.scope && composeReleaseNews(content, facts.scope, facts);
    }
    case 'escalation': {
      const { scope, policy, suppressions } = readFacts();
      return scope && composeEscalation(content, scope, policy, suppressions);
    }
    case 'moved-dates': {
      const { scope } = readFacts();
      return scope && composeMovedDates(content.dates, scope);
    }
    case 'image-hold': {
      const { scope, suppressions } = readFacts();
      const hold = suppressions.open.filter(isHold).find(({ scope: held }) => held.version === content.version);
      return hold && scope ? composeHoldNotice(hold, scope) : null;
    }
    default:
      return content;
  }
}

/** Kinds that show what people did with them: a message that is replaced goes on showing it. */
export function takesProgress(
  content: NotificationContent,
): content is Extract<NotificationContent, { progress?: unknown }> {
  return content.kind === 'release-news' || content.kind === 'upgrade-reminder' || content.kind === 'escalation';
}

/** Kinds that are a message of their own where the one whose thread they were for was never posted. */
export function standsAlone({ kind }: NotificationContent): boolean {
  return kind === 'escalation';
}
