import type { NotificationContent } from '../../../domain/notification.ts';
import type { CardPlace } from '../../../messages/card.ts';
import { composeCard } from '../../../messages/message-kinds.ts';
import { drawCard, type SlackMessage, type TableDetail } from './card-blocks.ts';
import { validateMessage } from './validate-blocks.ts';

/** How a message is to look. */
export interface Rendering {
  readonly detail: TableDetail;
  /** Slack's ID of its uploaded picture; `null` for none: its words then stand alone. */
  readonly pictureFile: string | null;
  readonly plainText: boolean;
  /** Where the page is that has what a message leaves out; absent where none is set. */
  readonly place?: CardPlace;
}

/** As rich as it gets, without a picture. */
export const RICHEST: Rendering = { detail: 'data_table', pictureFile: null, plainText: false };

/** A message that Slack takes as far as we know, and what was wrong with the blocks that were left out. */
interface SendableMessage {
  readonly message: SlackMessage;
  readonly problems: readonly string[];
}

/** Any notification as Slack takes it. Pure. */
export function renderNotification(content: NotificationContent, rendering: Rendering = RICHEST): SlackMessage {
  return drawCard(composeCard(content, rendering.place), rendering);
}

/** Renders and validates: blocks that break a limit are left out, since the text says everything by itself. */
export function renderSendable(content: NotificationContent, rendering: Rendering): SendableMessage {
  const message = renderNotification(content, rendering);
  const problems = rendering.plainText ? [] : validateMessage(message);
  if (rendering.plainText || problems.length > 0) return { message: { text: message.text, blocks: [] }, problems };
  return { message, problems };
}
