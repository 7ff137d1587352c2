import type { Card, CardButton } from '../../../messages/card.ts';
import { drawCard } from '../messages/card-blocks.ts';
import type { SlackMessage } from '../messages/slack-message.ts';

/** What vhdwatch answers to a person, before buttons for sharing and undoing are put under it. */
export interface Answer extends Card {
  /** Items that stand before the next page; absent on the last one. */
  readonly next?: number;
}

/** The answer as Slack takes it: within all limits, with its buttons in one row at the end. */
export function composeAnswer(answer: Answer, buttons: readonly CardButton[] = []): SlackMessage {
  return drawCard({ ...answer, buttons: [...(answer.buttons ?? []), ...buttons] });
}
