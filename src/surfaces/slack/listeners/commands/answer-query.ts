import type { Answer } from '../../answers/answer.ts';
import { answerSentence } from '../../answers/answer-sentence.ts';
import { explainError } from '../../answers/explain-error.ts';
import type { CommandRequest, QueryCommand } from './slack-command.ts';

/** The answer to a question, or the sentence that says why there is none; only the former can be shared. */
export function answerQuery(command: QueryCommand, request: CommandRequest): { answer: Answer; isAnswered: boolean } {
  try {
    return { answer: command.run(request), isAnswered: true };
  } catch (error) {
    const { context, command: name } = request.dependencies;
    return { answer: explainError(error, context.logger, name), isAnswered: false };
  }
}

/** What somebody of another workspace reads. */
export function answerOutsider(): Answer {
  return answerSentence('vhdwatch answers only members of the workspace that installed it.');
}
