import { AppError } from '../../../domain/app-error.ts';
import { findNearestName } from '../../../domain/text.ts';
import * as forms from './cluster-forms.ts';
import * as clusters from './clusters.ts';
import type { Change, ClickHandler, CommandHelp, FormHandler, Query } from './handlers.ts';
import { mentionMe, mentionOff } from './home.ts';
import * as images from './images.ts';
import { mentionCommand } from './mentions.ts';
import * as messages from './posted-messages.ts';
import * as service from './service.ts';
import { answerHelp, answerHelpOf } from './service.ts';
import * as snoozes from './snoozes.ts';
import * as subscriptions from './subscriptions.ts';
import { undo } from './undo.ts';

const helpCommand: Query = {
  name: 'help',
  usage: '[COMMAND]',
  does: 'this list, or one command with an example',
  example: 'help snooze',
  run: ({ command, words: [word] }) => {
    if (word === undefined) return answerHelp(command, QUERIES, CHANGES);
    const found = findNamed(COMMANDS, word);
    if (found) return answerHelpOf(command, found);
    throw new AppError('not_found', `"${word.slice(0, 60)}" is no command; ${command} help lists them all.`, {
      near: findNearCommand(word),
    });
  },
};

/** In the order of the help. */
export const QUERIES: readonly Query[] = [
  helpCommand,
  service.statusCommand,
  images.imagesCommand,
  images.imageCommand,
  images.diffCommand,
  images.retirementsCommand,
  images.releaseCommand,
  clusters.clustersCommand,
  clusters.clusterCommand,
  subscriptions.whyCommand,
  subscriptions.subscriptionsCommand,
  service.outboxCommand,
  service.healthCommand,
];

/** In the order of the help. */
export const CHANGES: readonly Change[] = [
  forms.registerCommand,
  forms.importCommand,
  forms.unregisterCommand,
  subscriptions.subscribeCommand,
  subscriptions.unsubscribeCommand,
  mentionCommand,
  snoozes.snoozeCommand,
  images.holdCommand,
  subscriptions.testCommand,
];

/** Every subcommand. */
export const COMMANDS: readonly CommandHelp[] = [...QUERIES, ...CHANGES];

/** The one of this name, in whatever case; `undefined` for a word that is none. */
export function findNamed<C extends CommandHelp>(commands: readonly C[], word: string): C | undefined {
  return commands.find(({ name }) => name === word.toLowerCase());
}

/** The subcommand that a word most likely means; `null` where none is near. */
export function findNearCommand(word: string): string | null {
  return findNearestName(
    word,
    COMMANDS.map(({ name }) => name),
  );
}

/** What buttons do, by `action_id`; of several equal buttons in a row each has a number after it (`outbox.retry.7`). */
export const CLICKS: Readonly<Record<string, ClickHandler>> = {
  'change.undo': undo,
  'cluster.edit': forms.editCluster,
  'cluster.plan': clusters.showClusterPlan,
  'cluster.register': forms.registerCluster,
  'cluster.show': clusters.showCluster,
  'cluster.snooze': snoozes.snoozeCluster,
  'mention.me': mentionMe,
  'mention.off': mentionOff,
  'message.commands': messages.showCommands,
  'message.plan': messages.showCommands,
  'message.post': messages.postCommandsOfPool,
  'message.snooze': snoozes.snoozeMessage,
  'message.assign': messages.assign,
  'message.done': messages.acknowledge,
  'outbox.retry': service.retryNotifications,
  'health.show': service.showHealth,
  'subscription.preview': subscriptions.showPreview,
  'subscription.choose': subscriptions.subscribe,
};

/** What a form does when it is sent, by its `id`. */
export const FORMS: Readonly<Record<string, FormHandler>> = {
  'cluster.save': forms.saveClusterView,
  'clusters.import': forms.importClustersView,
  'subscription.save': subscriptions.saveSubscriptionView,
  'snooze.save': snoozes.saveSnoozeView,
  'message.assign': messages.assignMessageView,
  'image.hold': images.holdImageView,
};
