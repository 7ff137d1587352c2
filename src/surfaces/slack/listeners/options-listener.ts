import type { AllMiddlewareArgs, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import { findClusterChoices } from '../../../app/fleet/list-choices.ts';
import { isOutsider } from '../access/is-outsider.ts';
import { toOption } from '../modals/inputs.ts';
import { CLUSTER_OPTIONS } from '../modals/subscribe-modal.ts';
import { readText } from '../read-payload.ts';
import type { SlackDependencies } from '../slack-dependencies.ts';
import { readInteraction } from './read-interaction.ts';

const MOST_OPTIONS = 50;

/** The one listener for fields that are searched while typing: clusters by name. */
export function createOptionsListener({ context, workspace }: SlackDependencies) {
  return async ({ ack, body }: SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs): Promise<void> => {
    const { userTeam, teamId } = readInteraction(body);
    const isOurs = readText(body, 'action_id') === CLUSTER_OPTIONS && !isOutsider(workspace, userTeam, teamId);
    const found = isOurs ? findClusterChoices(context, readText(body, 'value'), MOST_OPTIONS) : [];
    await ack({ options: found.map(({ ref, name }) => toOption({ value: ref, label: name })) });
  };
}
