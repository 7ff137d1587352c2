import type { RespondArguments, RespondFn } from '@slack/bolt';
import type { Logger } from '../../../domain/logger.ts';
import { type Answer, composeAnswer } from '../answers/answer.ts';
import type { button } from '../answers/button.ts';
import { toSendable } from '../answers/to-sendable.ts';

/** An answer that only the person who asked sees. */
export function toEphemeral(
  answer: Answer,
  logger: Logger,
  buttons: readonly ReturnType<typeof button>[] = [],
): RespondArguments & { text: string } {
  const { text, blocks } = toSendable(composeAnswer(answer, buttons), logger);
  return {
    response_type: 'ephemeral',
    replace_original: false,
    text,
    ...(blocks.length > 0 ? { blocks: [...blocks] } : {}),
  };
}

/** Sends through a `response_url`. Never throws: the change is made whether or not its confirmation arrives. */
export async function reply(respond: RespondFn | undefined, message: RespondArguments, logger: Logger): Promise<void> {
  try {
    await respond?.(message);
  } catch (error) {
    logger.warn('An answer could not be sent', { reason: error instanceof Error ? error.name : 'unknown' });
  }
}
