import type { RespondFn } from '@slack/bolt';
import { composeAnswer } from '../../answers/answer.ts';
import { button } from '../../answers/button.ts';
import { toSendable } from '../../answers/to-sendable.ts';
import { createResultModal } from '../../modals/result-modal.ts';
import { readText } from '../../read-payload.ts';
import { reply, toEphemeral } from '../reply.ts';
import type { Click, ClickReply } from './action-handler.ts';

/** Says it where the click was: beside the message, in it, to its channel; in a modal, or as a modal over the Home tab. */
export async function sayReply(click: Click, said: ClickReply, respond: RespondFn | undefined): Promise<void> {
  const { dependencies } = click;
  const { logger } = dependencies.context;
  const buttons = said.undo === undefined ? [] : [button('change.undo', 'Undo', String(said.undo))];
  if (click.view !== null || !respond) return sayInView(click, said, buttons);
  const message = toEphemeral(said.answer, logger, buttons);
  if (said.how === 'to-channel') await reply(respond, { ...message, response_type: 'in_channel' }, logger);
  else await reply(respond, { ...message, replace_original: said.how === 'instead' }, logger);
}

async function sayInView(click: Click, said: ClickReply, buttons: readonly ReturnType<typeof button>[]): Promise<void> {
  const { client, context } = click.dependencies;
  const view = createResultModal(toSendable(composeAnswer(said.answer, buttons), context.logger));
  try {
    if (readText(click.view, 'type') === 'modal')
      await client.views.update({ view_id: readText(click.view, 'id'), view });
    else await client.views.open({ trigger_id: click.triggerId, view });
  } catch {
    context.logger.warn('A click could not be answered', { in: readText(click.view, 'type') });
  }
}
