import type { NotificationContent } from '../../../domain/notification.ts';
import { renderNotification } from './render-notification.ts';
import type { SlackMessage, TableDetail } from './slack-message.ts';
import { validateMessage } from './validate-blocks.ts';

/** A message that Slack takes as far as we know, and what was wrong with the blocks that were left out. */
export interface SendableMessage {
  readonly message: SlackMessage;
  readonly problems: readonly string[];
}

/** Renders and validates: blocks that break a limit are left out, since the text says everything by itself. */
export function renderSendable(content: NotificationContent, detail: TableDetail, plainText: boolean): SendableMessage {
  const message = renderNotification(content, detail);
  const problems = plainText ? [] : validateMessage(message);
  if (plainText || problems.length > 0) return { message: { text: message.text, blocks: [] }, problems };
  return { message, problems };
}
