import type { App, BlockAction } from '@slack/bolt';
import type { SlackDependencies } from '../slack-dependencies.ts';
import { createActionListener } from './actions/create-action-listener.ts';
import { createCommandListener } from './commands/create-command-listener.ts';
import { createEventListener } from './events/create-event-listener.ts';
import { createOptionsListener } from './options-listener.ts';
import { createViewListener } from './views/create-view-listener.ts';

/**
 * Registers one listener per kind of request; each hands on by name. Bolt runs every listener that matches, and a second
 * acknowledgement throws: so there are no exact listeners beside these.
 */
export function registerListeners(app: App, dependencies: SlackDependencies): void {
  app.command(/.*/, createCommandListener(dependencies));
  app.action<BlockAction>(/.*/, createActionListener(dependencies));
  app.view(/.*/, createViewListener(dependencies));
  app.view({ callback_id: /.*/, type: 'view_closed' }, ({ ack }) => ack());
  app.options<'block_suggestion'>(/.*/, createOptionsListener(dependencies));
  app.shortcut(/.*/, ({ ack }) => ack());
  app.event(/.*/, createEventListener(dependencies));
}
