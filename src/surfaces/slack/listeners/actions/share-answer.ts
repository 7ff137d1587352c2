import { AppError } from '../../../../domain/app-error.ts';
import { context as contextBlock } from '../../messages/block-elements.ts';
import { toMrkdwn } from '../../messages/escape-text.ts';
import { claimOnce } from '../claim-once.ts';
import { findCommand } from '../commands/list-commands.ts';
import { splitWords } from '../commands/split-words.ts';
import type { ActionHandler } from './action-handler.ts';

/** Asks the same question again and says the answer to the whole channel. Only questions can be asked this way. */
export const shareAnswer: ActionHandler = async ({ dependencies, actor, value, channel, messageTs, triggerId }) => {
  const [word = '', ...words] = splitWords(value);
  const command = findCommand(word);
  if (command?.kind !== 'query') throw new AppError('invalid_input', 'That cannot be shared.');
  if (!claimOnce(dependencies.context, 'share', messageTs && `${channel}/${messageTs}`)) return null;
  const answer = command.run({ dependencies, actor, channel, triggerId, words });
  const { buttons: _buttons, ...shown } = answer;
  const by = contextBlock(
    `Shared by ${toMrkdwn(actor.name, 80)} · ${toMrkdwn(`${dependencies.command} ${value}`, 200)}`,
  );
  return { answer: { ...shown, tail: [...(answer.tail ?? []), by] }, how: 'to-channel' };
};
