import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  SlackEventMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
} from '@slack/bolt';
import { findClusterChoices } from '../../../app/fleet/find-clusters.ts';
import { isOutsider } from '../access/rights.ts';
import { publishHome } from '../home.ts';
import { CLUSTER_OPTIONS, toOption } from '../modals/modal.ts';
import { readText } from '../read-payload.ts';
import type { SlackConnection, SlackDependencies } from '../slack-dependencies.ts';
import { createActionListener } from './create-action-listener.ts';
import { createCommandListener } from './create-command-listener.ts';
import { createViewListener } from './create-view-listener.ts';
import { claimOnce, readInteraction, readOrigin } from './interaction.ts';

/**
 * Registers one listener per kind of request; each hands on by name. Bolt runs every listener that matches, and a second
 * acknowledgement throws: so there are no exact listeners beside these.
 */
export function registerListeners(app: App, dependencies: SlackDependencies, connection: SlackConnection): void {
  app.command(/.*/, createCommandListener(dependencies, connection));
  app.action<BlockAction>(/.*/, createActionListener(dependencies, connection));
  app.view(/.*/, createViewListener(dependencies, connection));
  app.view({ callback_id: /.*/, type: 'view_closed' }, ({ ack }) => ack());
  app.options<'block_suggestion'>(/.*/, createOptionsListener(dependencies, connection));
  app.shortcut(/.*/, ({ ack }) => ack());
  app.event(/.*/, createEventListener(dependencies, connection));
}

const MOST_OPTIONS = 50;

/** The one listener for fields that are searched while typing: clusters by name. */
function createOptionsListener({ context }: SlackDependencies, { workspace }: SlackConnection) {
  return async ({ ack, body }: SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs): Promise<void> => {
    const isOurs =
      readText(body, 'action_id') === CLUSTER_OPTIONS && !isOutsider(workspace, readInteraction(body).origin);
    const found = isOurs ? findClusterChoices(context, readText(body, 'value'), MOST_OPTIONS) : [];
    await ack({ options: found.map(({ ref, name }) => toOption({ value: ref, label: name })) });
  };
}

/** The one listener for events: somebody opened the Home tab. Bolt has acknowledged an event before it comes here. */
function createEventListener(dependencies: SlackDependencies, { workspace }: SlackConnection) {
  const { context } = dependencies;
  return async ({ event, body }: SlackEventMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    if (readText(event, 'type') !== 'app_home_opened' || readText(event, 'tab') !== 'home') return;
    if (isOutsider(workspace, readOrigin(body))) return;
    if (!claimOnce(context, 'event', readText(body, 'event_id'))) return;
    await publishHome(dependencies, readText(event, 'user'));
  };
}
