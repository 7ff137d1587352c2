import { queueTestMessage } from '../../../../app/delivery/manage-outbox.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import type { ChangeCommand } from './slack-command.ts';

/** `test`: a message to this channel through the outbox, as every notification goes. */
export const testCommand: ChangeCommand = {
  kind: 'change',
  name: 'test',
  usage: '',
  does: 'post a test message here, the way notifications go',
  example: 'test',
  run: async ({ dependencies, actor, channel, triggerId }) => {
    await ensureMayChange(dependencies, actor, []);
    queueTestMessage(dependencies.context, actor, channel, triggerId);
    const next = `If none comes in half a minute, ${dependencies.command} outbox says why; /invite the app where it is not a member.`;
    return { answer: answerChange('A test message is on its way to this channel.', [next]) };
  },
};
