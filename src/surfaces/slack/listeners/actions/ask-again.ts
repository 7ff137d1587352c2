import { AppError } from '../../../../domain/app-error.ts';
import { plain } from '../../../../messages/card.ts';
import { toLiteral } from '../../../../messages/literal.ts';
import { claimOnce } from '../claim-once.ts';
import { buttonsOf, readAskedAgain } from '../commands/answer-query.ts';
import { findCommand } from '../commands/list-commands.ts';
import { splitWords } from '../commands/slack-command.ts';
import type { ActionHandler, Click } from './action-handler.ts';

/** Says the answer to the whole channel. */
export const shareAnswer: ActionHandler = async (click) => {
  const { dependencies, actor, channel, messageTs } = click;
  const { answer, asked } = askAgain(click);
  if (!claimOnce(dependencies.context, 'share', messageTs && `${channel}/${messageTs}`)) return null;
  const { buttons: _buttons, ...shown } = answer;
  const by = [plain(`Shared by ${toLiteral(actor.name, 80)} · ${toLiteral(`${dependencies.command} ${asked}`, 200)}`)];
  return { answer: { ...shown, foot: [...(answer.foot ?? []), by] }, how: 'to-channel' };
};

/** The next page of an answer, in the place of the one before. */
export const showMore: ActionHandler = async (click) => {
  const { answer, asked } = askAgain(click);
  return { answer: { ...answer, buttons: [...(answer.buttons ?? []), ...buttonsOf(answer, asked)] }, how: 'instead' };
};

/** Asks the question of a button again. Only questions can be asked this way. */
function askAgain({ dependencies, actor, value, channel, triggerId }: Click) {
  const { asked, offset } = readAskedAgain(value);
  const [word = '', ...words] = splitWords(asked);
  const command = findCommand(word);
  if (command?.kind !== 'query') throw new AppError('invalid_input', 'That cannot be shared.');
  return { answer: command.run({ dependencies, actor, channel, triggerId, words, offset }), asked };
}
