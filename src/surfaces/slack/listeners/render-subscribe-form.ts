import type { types } from '@slack/bolt';
import type { AppContext } from '../../../app/app-context.ts';
import { listKnownOsSkus, nameClusters } from '../../../app/fleet/list-choices.ts';
import type { SubscriptionChoice } from '../../../app/interactions/manage-subscriptions.ts';
import type { SubscriptionPreview } from '../../../app/interactions/preview-subscription.ts';
import { renderSubscribeModal } from '../modals/subscribe-modal.ts';

/** The form to subscribe a channel, filled in with a choice. */
export function renderSubscribeForm(
  context: AppContext,
  choice: SubscriptionChoice,
  preview: SubscriptionPreview | null,
): types.ModalView {
  const clusters = nameClusters(context, choice.clusterIds).map(({ ref, name }) => ({ value: ref, label: name }));
  return renderSubscribeModal({ choice, clusters, osSkus: listKnownOsSkus(context), preview });
}
