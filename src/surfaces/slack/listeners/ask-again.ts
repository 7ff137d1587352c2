import { AppError } from '../../../domain/app-error.ts';
import { type CardButton, plain } from '../../../messages/card.ts';
import { toLiteral } from '../../../messages/literal.ts';
import { type Answer, button } from '../answers/answer.ts';
import { type ActionHandler, type Click, splitWords } from './handlers.ts';
import { claimOnce } from './interaction.ts';
import { findCommand } from './registry.ts';

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

/** Under an answer to what was asked: its next page, where there is one, and to show it to the channel. */
export function buttonsOf({ next }: Answer, asked: string): readonly CardButton[] {
  const more = next === undefined ? [] : [button('answer.more', 'Show more', `+${next} ${asked}`)];
  return [...more, button('answer.share', 'Share to channel', asked)];
}

/** The question of a button, and how much of its answer was shown before. */
function readAskedAgain(value: string): { readonly asked: string; readonly offset: number } {
  const [, offset = '0', asked = value] = /^\+(\d{1,6}) (.*)$/s.exec(value) ?? [];
  return { asked, offset: Number(offset) };
}
