import { findNearestName } from '../../../domain/text.ts';
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
  createHelpCommand(
    () => COMMANDS,
    (word) => findMeantCommand(word),
  ),
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

/** Words for what a command does, of people who do not know its name. */
const MEANT: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['plan', 'show', 'steps', 'pool'].map((word) => [word, 'cluster'])),
  ...Object.fromEntries(['pools', 'findings', 'report', 'mine', 'todo'].map((word) => [word, 'status'])),
  ...Object.fromEntries(['latest', 'newest', 'version', 'versions'].map((word) => [word, 'images'])),
  ...Object.fromEntries(['eol', 'end', 'ends', 'dates', 'kubernetes'].map((word) => [word, 'retirements'])),
  ...Object.fromEntries(['list', 'fleet'].map((word) => [word, 'clusters'])),
  ...Object.fromEntries(['remove', 'delete', 'forget'].map((word) => [word, 'unregister'])),
  ...Object.fromEntries(['mute', 'wait', 'later', 'ignore'].map((word) => [word, 'snooze'])),
  ...Object.fromEntries(['channels', 'routing'].map((word) => [word, 'subscriptions'])),
  add: 'register',
  compare: 'diff',
  notes: 'release',
};

/** The subcommand that a word most likely means, by what it does or by how it is written; `null` where none is near. */
export function findMeantCommand(word: string): string | null {
  const typed = word.toLowerCase();
  if (Object.hasOwn(MEANT, typed)) return MEANT[typed] ?? null;
  return findNearestName(
    typed,
    COMMANDS.map(({ name }) => name),
  );
}
