import { findSubscriptionProblems, subscribeChannel } from '../../../../app/interactions/manage-subscriptions.ts';
import { ensureMaySubscribe } from '../../access/ensure-may-subscribe.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import { describeSubscription } from '../../answers/answer-subscriptions.ts';
import { readChoice } from '../read-choice.ts';
import type { ViewHandler } from './view-handler.ts';

/** Field of the form for each part of a choice. */
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
      return { answer: answerChange(`${result.channel} now hears ${describeSubscription(result)}.`), undo: auditId };
    },
  };
};
