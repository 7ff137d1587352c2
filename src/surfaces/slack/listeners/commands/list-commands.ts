import {
  subscribeCommand,
  subscriptionsCommand,
  testCommand,
  unsubscribeCommand,
  whyCommand,
} from './channel-commands.ts';
import {
  clusterCommand,
  clustersCommand,
  importCommand,
  registerCommand,
  unregisterCommand,
} from './cluster-commands.ts';
import {
  diffCommand,
  holdCommand,
  imageCommand,
  imagesCommand,
  releaseCommand,
  retirementsCommand,
} from './image-commands.ts';
import { mentionCommand } from './mention.ts';
import { createHelpCommand, outboxCommand, statusCommand } from './service-commands.ts';
import type { SlackCommand } from './slack-command.ts';
import { snoozeCommand } from './snooze.ts';

/** Every subcommand, in the order of the help. */
export const COMMANDS: readonly SlackCommand[] = [
  createHelpCommand(() => COMMANDS),
  statusCommand,
  imagesCommand,
  imageCommand,
  diffCommand,
  retirementsCommand,
  releaseCommand,
  clustersCommand,
  clusterCommand,
  whyCommand,
  subscriptionsCommand,
  outboxCommand,
  registerCommand,
  importCommand,
  unregisterCommand,
  subscribeCommand,
  unsubscribeCommand,
  mentionCommand,
  snoozeCommand,
  holdCommand,
  testCommand,
];

/** A subcommand by its name; `null` for a word that is none. */
export function findCommand(word: string): SlackCommand | null {
  return COMMANDS.find(({ name }) => name === word.toLowerCase()) ?? null;
}
