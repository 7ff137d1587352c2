import type { App } from '@slack/bolt';
import type { SlackDependencies } from '../slack-dependencies.ts';
import { createCommandListener } from './commands/create-command-listener.ts';

/**
 * Registers one listener per kind of request; each hands on by name. Bolt runs every listener that matches, and a second
 * acknowledgement throws: so there are no exact listeners beside these.
 */
export function registerListeners(app: App, dependencies: SlackDependencies): void {
  app.command(/.*/, createCommandListener(dependencies));
}
