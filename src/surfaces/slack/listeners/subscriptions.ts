import type { AppContext } from '../../../app/app-context.ts';
import { queueTestMessage } from '../../../app/delivery/manage-outbox.ts';
import { getCluster, listKnownOsSkus, nameClusters, resolveClusterRefs } from '../../../app/fleet/find-clusters.ts';
import { explainNotifications } from '../../../app/interactions/explain-notifications.ts';
import {
  findSubscriptionProblems,
  listNamedChannels,
  listRefusals,
  listSubscriptions,
  previewSubscription,
  type SubscriptionChoice,
  type SubscriptionPreview,
  subscribeChannel,
  unsubscribeChannel,
} from '../../../app/interactions/manage-subscriptions.ts';
import { AppError } from '../../../domain/app-error.ts';
import { NOTIFICATION_TOPICS } from '../../../domain/channel-subscription.ts';
import { SEVERITIES } from '../../../domain/finding.ts';
import type { OsSku } from '../../../domain/os-sku.ts';
import { ensureIsMember, ensureMayChange, ensureMaySubscribe } from '../access/rights.ts';
import { answerSentence, withUndo } from '../answers/answer.ts';
import { answerSubscriptions, answerWhy, describeSubscription } from '../answers/answer-channels.ts';
import { renderSubscribeModal } from '../modals/subscribe-modal.ts';
import { type Form, type FormState, splitList } from '../screens.ts';
import { type ActionHandler, type ChangeCommand, needWord, type QueryCommand, type ViewHandler } from './handlers.ts';
import { openForm } from './interaction.ts';

export const subscribeCommand: ChangeCommand = {
  kind: 'change',
  name: 'subscribe',
  usage: '[all | CLUSTER …]',
  does: 'choose what this channel hears, in a form with a preview or at once',
  example: 'subscribe',
  run: async ({ dependencies, actor, channel, triggerId, words }) => {
    const { context } = dependencies;
    const proposed = proposeSubscription(context, channel);
    if (words.length === 0) {
      // What is chosen decides who may; a guest may nothing.
      await ensureIsMember(dependencies, actor);
      return openForm(dependencies, triggerId, renderSubscribeForm(context, proposed, null));
    }
    const clusters = words[0]?.toLowerCase() === 'all' ? [] : words.map((word) => getCluster(context, word));
    const choice = { ...proposed, clusterIds: clusters.map(({ id }) => id), owners: [] };
    await ensureMaySubscribe(dependencies, actor, channel, choice);
    const { result, auditId } = subscribeChannel(context, actor, choice);
    return withUndo(answerSentence(`This channel now hears ${describeSubscription(result)}.`), auditId);
  },
};

export const subscriptionsCommand: QueryCommand = {
  kind: 'query',
  name: 'subscriptions',
  usage: '',
  does: 'what each channel asked to hear',
  example: 'subscriptions',
  run: ({ dependencies: { context }, channel, offset }) =>
    answerSubscriptions(listSubscriptions(context, null), {
      defaultChannel: context.defaultChannel,
      asking: channel,
      named: listNamedChannels(context),
      refusals: listRefusals(context),
      offset,
    }),
};

export const unsubscribeCommand: ChangeCommand = {
  kind: 'change',
  name: 'unsubscribe',
  usage: '',
  does: 'end what this channel asked to hear',
  example: 'unsubscribe',
  run: async ({ dependencies, actor, channel }) => {
    const { context } = dependencies;
    if (listSubscriptions(context, channel).length === 0)
      throw new AppError('not_found', 'This channel has no subscription, so there is nothing to end.');
    await ensureMaySubscribe(dependencies, actor, channel, null);
    const { auditId } = unsubscribeChannel(context, actor, channel);
    const rest =
      channel === context.defaultChannel
        ? ' It is the default channel, so it still hears what nobody subscribed to.'
        : '';
    return withUndo(answerSentence(`This channel is not subscribed any more.${rest}`), auditId);
  },
};

export const whyCommand: QueryCommand = {
  kind: 'query',
  name: 'why',
  usage: 'CLUSTER[/POOL]',
  does: 'why a channel was told about a cluster or pool, or was not',
  example: 'why shop',
  run: (request) =>
    answerWhy(
      explainNotifications(request.dependencies.context, needWord(request, 0, 'why CLUSTER[/POOL]')),
      request.offset,
    ),
};

export const testCommand: ChangeCommand = {
  kind: 'change',
  name: 'test',
  usage: '',
  does: 'post a test message here, the way notifications go',
  example: 'test',
  run: async ({ dependencies, actor, channel, triggerId }) => {
    await ensureMayChange(dependencies, actor, []);
    queueTestMessage(dependencies.context, actor, channel, triggerId);
    const next = `If none comes in half a minute, ${dependencies.command} outbox says why.`;
    return answerSentence('A test message is on its way to this channel.', next);
  },
};

export const subscribe: ActionHandler = async ({ dependencies, actor, channel, triggerId }) => {
  const { context } = dependencies;
  await ensureIsMember(dependencies, actor);
  const proposed = proposeSubscription(context, channel || (context.defaultChannel ?? ''));
  return openForm(dependencies, triggerId, renderSubscribeForm(context, proposed, null));
};

export const showPreview: ActionHandler = async ({ dependencies, screen }) => {
  if (!screen) return null;
  const { context, screens } = dependencies;
  const choice = readChoice(context, screen.state);
  const form = renderSubscribeForm(context, choice, previewSubscription(context, choice));
  await screens.replace(screen, form);
  return null;
};

const FIELDS: Readonly<Record<string, string>> = {
  clusterIds: 'clusters',
  timeZone: 'zone',
  reminderDay: 'day',
  osSkus: 'os',
};

/** Subscribes a channel. Who changes what a channel hears must be allowed both what it got and what it will get. */
export const saveSubscriptionView: ViewHandler = async ({ dependencies, actor, state }) => {
  const { context } = dependencies;
  const choice = readChoice(context, state);
  const problems = Object.entries(findSubscriptionProblems(context, choice));
  if (problems.length > 0) {
    return { problems: Object.fromEntries(problems.map(([name, problem]) => [FIELDS[name] ?? name, problem])) };
  }
  await ensureMaySubscribe(dependencies, actor, choice.channel, choice);
  return {
    change: () => {
      const { result, auditId } = subscribeChannel(context, actor, choice);
      return withUndo(answerSentence(`${result.channel} now hears ${describeSubscription(result)}.`), auditId);
    },
  };
};

/** What a channel hears now, or everything where it chose nothing yet: what a form begins with. */
function proposeSubscription(context: AppContext, channel: string): SubscriptionChoice {
  const [current] = listSubscriptions(context, channel);
  if (!current) {
    return {
      channel,
      clusterIds: [],
      owners: [],
      osSkus: [],
      topics: NOTIFICATION_TOPICS,
      minimumSeverity: 'info',
      timeZone: context.timeZone,
      reminderDay: null,
    };
  }
  const { id: _id, ...choice } = current;
  return choice;
}

/** What the form to subscribe says; unknown values are left out, and what is no day of the month becomes 0. */
function readChoice(context: AppContext, state: FormState): SubscriptionChoice {
  const day = state.text('day');
  const severity = state.choice('severity');
  return {
    channel: state.choice('channel'),
    clusterIds: resolveClusterRefs(context, state.choices('clusters')),
    owners: splitList(state.text('owners')).slice(0, 50),
    osSkus: state.choices('os').filter((osSku): osSku is OsSku => /^Windows\w{1,30}$/.test(osSku)),
    topics: NOTIFICATION_TOPICS.filter((topic) => state.choices('topics').includes(topic)),
    minimumSeverity: SEVERITIES.find((one) => one === severity) ?? 'info',
    timeZone: state.text('zone'),
    reminderDay: day === '' ? null : Number(/^\d{1,2}$/.test(day) ? day : 0),
  };
}

function renderSubscribeForm(
  context: AppContext,
  choice: SubscriptionChoice,
  preview: SubscriptionPreview | null,
): Form {
  const clusters = nameClusters(context, choice.clusterIds).map(({ ref, name }) => ({ value: ref, label: name }));
  return renderSubscribeModal({ choice, clusters, osSkus: listKnownOsSkus(context), preview });
}
