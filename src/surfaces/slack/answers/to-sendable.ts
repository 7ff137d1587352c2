import type { Logger } from '../../../domain/logger.ts';
import type { SlackMessage } from '../messages/slack-message.ts';
import { validateMessage } from '../messages/validate-blocks.ts';

/** The message, or only its text where the blocks break a limit: the text says everything by itself. */
export function toSendable(message: SlackMessage, logger: Logger): SlackMessage {
  const problems = validateMessage(message);
  if (problems.length === 0) return message;
  logger.error('An answer breaks the limits of Slack; sending its text only', { problems });
  return { text: message.text, blocks: [] };
}
