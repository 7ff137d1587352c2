import type { RespondFn } from '@slack/bolt';
import { button } from '../../answers/button.ts';
import { explainError } from '../../answers/explain-error.ts';
import { reply, toEphemeral } from '../reply.ts';
import type { ChangeCommand, CommandRequest } from './slack-command.ts';

/** Runs a change and tells who asked for it what changed, with a button to take it back. Never throws. */
export async function runChange(command: ChangeCommand, request: CommandRequest, respond: RespondFn): Promise<void> {
  const { context, command: name } = request.dependencies;
  const { logger } = context;
  try {
    const result = await command.run(request);
    if (result === null) return;
    const undo = result.undo === undefined ? [] : [button('change.undo', 'Undo', String(result.undo))];
    await reply(respond, toEphemeral(result.answer, logger, undo), logger);
  } catch (error) {
    await reply(respond, toEphemeral(explainError(error, logger, name), logger), logger);
  }
}
