import { clusterCommand, clustersCommand, importCommand, registerCommand, unregisterCommand } from './clusters.ts';
import type { SlackCommand } from './handlers.ts';
import { diffCommand, holdCommand, imageCommand, imagesCommand, releaseCommand, retirementsCommand } from './images.ts';
import { mentionCommand } from './mentions.ts';
import { createHelpCommand, outboxCommand, statusCommand } from './service.ts';
import { snoozeCommand } from './snoozes.ts';
import {
  subscribeCommand,
  subscriptionsCommand,
  testCommand,
  unsubscribeCommand,
  whyCommand,
} from './subscriptions.ts';

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
