import type { NotificationContent } from '../../../domain/notification.ts';
import { renderNotification } from './render-notification.ts';
import type { SlackMessage, TableDetail } from './slack-message.ts';
import { validateMessage } from './validate-blocks.ts';

/** A message that Slack takes as far as we know, and what was wrong with the blocks that were left out. */
export interface SendableMessage {
  readonly message: SlackMessage;
  readonly problems: readonly string[];
}

/** How a message is to look. */
export interface Rendering {
  readonly detail: TableDetail;
  /** Slack's ID of its uploaded picture; `null` for none. */
  readonly pictureFile: string | null;
  readonly plainText: boolean;
}

/** Renders and validates: blocks that break a limit are left out, since the text says everything by itself. */
export function renderSendable(content: NotificationContent, rendering: Rendering): SendableMessage {
  const { detail, pictureFile, plainText } = rendering;
  const message = renderNotification(content, detail, pictureFile);
  const problems = plainText ? [] : validateMessage(message);
  if (plainText || problems.length > 0) return { message: { text: message.text, blocks: [] }, problems };
  return { message, problems };
}
