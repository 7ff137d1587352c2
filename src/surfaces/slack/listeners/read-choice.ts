import type { AppContext } from '../../../app/app-context.ts';
import { resolveClusterRefs } from '../../../app/fleet/list-choices.ts';
import type { SubscriptionChoice } from '../../../app/interactions/manage-subscriptions.ts';
import { NOTIFICATION_TOPICS } from '../../../domain/channel-subscription.ts';
import { SEVERITIES } from '../../../domain/finding.ts';
import type { OsSku } from '../../../domain/os-sku.ts';
import type { ViewState } from '../modals/read-state.ts';

/** What the form to subscribe says; unknown values are left out, and what is no day of the month becomes 0. */
export function readChoice(context: AppContext, state: ViewState): SubscriptionChoice {
  const day = state.text('day');
  const severity = state.choice('severity');
  return {
    channel: state.choice('channel'),
    clusterIds: resolveClusterRefs(context, state.choices('clusters')),
    owners: state
      .text('owners')
      .split(',')
      .map((owner) => owner.trim())
      .filter(Boolean)
      .slice(0, 50),
    osSkus: state.choices('os').filter((osSku): osSku is OsSku => /^Windows\w{1,30}$/.test(osSku)),
    topics: NOTIFICATION_TOPICS.filter((topic) => state.choices('topics').includes(topic)),
    minimumSeverity: SEVERITIES.find((one) => one === severity) ?? 'info',
    timeZone: state.text('zone'),
    reminderDay: day === '' ? null : Number(/^\d{1,2}$/.test(day) ? day : 0),
  };
}
