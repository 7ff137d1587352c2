import type { CardButton } from '../../../../messages/card.ts';
import type { Answer } from '../../answers/answer.ts';
import { answerSentence } from '../../answers/answer-sentence.ts';
import { button } from '../../answers/button.ts';
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

/** Under an answer to what was asked: its next page, where there is one, and to show it to the channel. */
export function buttonsOf({ next }: Answer, asked: string): readonly CardButton[] {
  const more = next === undefined ? [] : [button('answer.more', 'Show more', `+${next} ${asked}`)];
  return [...more, button('answer.share', 'Share to channel', asked)];
}

/** The question of a button, and how much of its answer was shown before. */
export function readAskedAgain(value: string): { readonly asked: string; readonly offset: number } {
  const [, offset = '0', asked = value] = /^\+(\d{1,6}) (.*)$/s.exec(value) ?? [];
  return { asked, offset: Number(offset) };
}
