import { retryNotificationFor } from '../../../../app/delivery/manage-outbox.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import type { ActionHandler } from './action-handler.ts';

/** Makes a notification that was given up due again. */
export const retryNotification: ActionHandler = async ({ dependencies, actor, value }) => {
  await ensureMayChange(dependencies, actor, []);
  const { result } = retryNotificationFor(dependencies.context, actor, value);
  return { answer: answerChange(`Notification ${result.id} to ${result.channel} is tried again.`), how: 'beside' };
};
