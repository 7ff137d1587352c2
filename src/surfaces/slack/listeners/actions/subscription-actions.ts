import { previewSubscription } from '../../../../app/interactions/preview-subscription.ts';
import { readViewState } from '../../modals/read-state.ts';
import { readText } from '../../read-payload.ts';
import { openModal } from '../commands/open-modal.ts';
import { proposeSubscription } from '../propose-subscription.ts';
import { readChoice } from '../read-choice.ts';
import { renderSubscribeForm } from '../render-subscribe-form.ts';
import type { ActionHandler } from './action-handler.ts';

/** Opens the form to subscribe a channel. */
export const subscribe: ActionHandler = async ({ dependencies, channel, triggerId }) => {
  const { context } = dependencies;
  const proposed = proposeSubscription(context, channel || (context.defaultChannel ?? ''));
  await openModal(dependencies, triggerId, renderSubscribeForm(context, proposed, null));
  return null;
};

/** Shows in the form what the channel would have got in the last three months. */
export const showPreview: ActionHandler = async ({ dependencies, view }) => {
  const { context, client } = dependencies;
  const choice = readChoice(context, readViewState(view));
  const form = renderSubscribeForm(context, choice, previewSubscription(context, choice));
  await client.views.update({ view_id: readText(view, 'id'), hash: readText(view, 'hash'), view: form });
  return null;
};
