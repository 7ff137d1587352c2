import type { NotificationContent } from '../../../domain/notification.ts';
import type { CardPlace } from '../../../messages/card.ts';
import { composeCard } from '../../../messages/message-kinds.ts';
import { type Drawing, drawCard, RICH, type SlackMessage } from './card-blocks.ts';

/** How a message is to look. */
export interface Rendering extends Drawing {
  /** Only the text, which says everything by itself: for a message whose blocks were refused. */
  readonly plainText: boolean;
  /** Where the page is that has what a message leaves out; absent where none is set. */
  readonly place?: CardPlace;
}

/** As rich as it gets, without a picture. */
export const RICHEST: Rendering = { ...RICH, plainText: false };

export function renderNotification(content: NotificationContent, rendering: Rendering = RICHEST): SlackMessage {
  const message = drawCard(composeCard(content, rendering.place), rendering);
  return rendering.plainText ? { text: message.text, blocks: [] } : message;
}
