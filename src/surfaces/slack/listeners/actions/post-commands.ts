import { postCommands } from '../../../../app/messages/posted-message.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import { getActionableMessage } from '../actionable-message.ts';
import type { ActionHandler } from './action-handler.ts';

/** Says in the thread of a posted message what to run, once. Everybody may ask for that. */
export const postCommandsOfMessage: ActionHandler = async ({ dependencies, channel, messageTs }) => {
  const { message, pools } = getActionableMessage(dependencies.context, channel, messageTs);
  const isNew = postCommands(dependencies.context, message, pools);
  const said = isNew
    ? 'The commands come in the thread of this message.'
    : 'The commands are in the thread of this message.';
  return { answer: answerChange(said), how: 'beside' };
};
