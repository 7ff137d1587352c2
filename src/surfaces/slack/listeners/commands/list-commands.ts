import { clusterCommand } from './cluster.ts';
import { clustersCommand } from './clusters.ts';
import { diffCommand } from './diff.ts';
import { createHelpCommand } from './help.ts';
import { holdCommand } from './hold.ts';
import { imageCommand } from './image.ts';
import { imagesCommand } from './images.ts';
import { importCommand } from './import.ts';
import { mentionCommand } from './mention.ts';
import { outboxCommand } from './outbox.ts';
import { registerCommand } from './register.ts';
import { releaseCommand } from './release.ts';
import { retirementsCommand } from './retirements.ts';
import type { SlackCommand } from './slack-command.ts';
import { snoozeCommand } from './snooze.ts';
import { statusCommand } from './status.ts';
import { subscribeCommand } from './subscribe.ts';
import { subscriptionsCommand } from './subscriptions.ts';
import { testCommand } from './test.ts';
import { unregisterCommand } from './unregister.ts';
import { unsubscribeCommand } from './unsubscribe.ts';
import { whyCommand } from './why.ts';

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
