import { findSubscriptionProblems, listSubscriptions, subscribeChannel } from '../../../../app/manage-subscriptions.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { answerChange } from '../../answers/answer-change.ts';
import { describeSubscription } from '../../answers/answer-subscriptions.ts';
import { clustersOfChoice } from '../clusters-of-choice.ts';
import { readChoice } from '../read-choice.ts';
import type { ViewHandler } from './view-handler.ts';

/** Field of the form for each part of a choice. */
const FIELDS: Readonly<Record<string, string>> = {
  clusterIds: 'clusters',
  timeZone: 'zone',
  reminderDay: 'day',
  osSkus: 'os',
};

/** Subscribes a channel. Who changes what a channel hears must be allowed both what it heard and what it will hear. */
export const saveSubscriptionView: ViewHandler = async ({ dependencies, actor, state }) => {
  const { context } = dependencies;
  const choice = readChoice(context, state);
  const problems = Object.entries(findSubscriptionProblems(context, choice));
  if (problems.length > 0) {
    return { problems: Object.fromEntries(problems.map(([name, problem]) => [FIELDS[name] ?? name, problem])) };
  }
  const [before] = listSubscriptions(context, choice.channel);
  await ensureMayChange(dependencies, actor, clustersOfChoice(context, choice));
  if (before) await ensureMayChange(dependencies, actor, clustersOfChoice(context, before));
  return {
    change: () => {
      const { result, auditId } = subscribeChannel(context, actor, choice);
      return { answer: answerChange(`${result.channel} now hears ${describeSubscription(result)}.`), undo: auditId };
    },
  };
};
