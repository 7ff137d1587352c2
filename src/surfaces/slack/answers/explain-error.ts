import { AppError } from '../../../domain/app-error.ts';
import type { Logger } from '../../../domain/logger.ts';
import type { Answer } from './answer.ts';
import { answerSentence } from './answer-sentence.ts';

/**
 * What a person is told about a failure: the message of an AppError, with the slash command in place of the command
 * line's name; for anything else a reference that stands in the log, and nothing of what it was.
 */
export function explainError(error: unknown, logger: Logger, command: string): Answer {
  if (error instanceof AppError && error.code !== 'storage') {
    return answerSentence(
      error.message
        .replaceAll('vhdwatch clusters list', 'vhdwatch clusters')
        .replace(/(?<![\w/])vhdwatch(?= [a-z])/g, command),
    );
  }
  const reference = Math.floor(Math.random() * 1e9).toString(36);
  logger.error('A Slack request failed', { error, reference });
  return answerSentence(
    `That did not work, and it is our fault. The log of vhdwatch has the details under ${reference}.`,
  );
}
