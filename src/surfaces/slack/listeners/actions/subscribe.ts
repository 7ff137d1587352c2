import { openModal } from '../commands/open-modal.ts';
import { proposeSubscription } from '../propose-subscription.ts';
import { renderSubscribeForm } from '../render-subscribe-form.ts';
import type { ActionHandler } from './action-handler.ts';

/** Opens the form to subscribe a channel. */
export const subscribe: ActionHandler = async ({ dependencies, channel, triggerId }) => {
  const { context } = dependencies;
  const proposed = proposeSubscription(context, channel || (context.defaultChannel ?? ''));
  await openModal(dependencies, triggerId, renderSubscribeForm(context, proposed, null));
  return null;
};
