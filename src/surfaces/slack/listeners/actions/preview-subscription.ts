import { previewSubscription } from '../../../../app/interactions/preview-subscription.ts';
import { readViewState } from '../../modals/read-state.ts';
import { readText } from '../../read-payload.ts';
import { readChoice } from '../read-choice.ts';
import { renderSubscribeForm } from '../render-subscribe-form.ts';
import type { ActionHandler } from './action-handler.ts';

/** Shows in the form what the channel would have got in the last three months. */
export const showPreview: ActionHandler = async ({ dependencies, view }) => {
  const { context, client } = dependencies;
  const choice = readChoice(context, readViewState(view));
  const form = renderSubscribeForm(context, choice, previewSubscription(context, choice));
  await client.views.update({ view_id: readText(view, 'id'), hash: readText(view, 'hash'), view: form });
  return null;
};
