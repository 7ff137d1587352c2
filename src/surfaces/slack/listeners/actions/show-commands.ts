import { postCommands, readPlan } from '../../../../app/messages/posted-message.ts';
import type { CardButton } from '../../../../messages/card.ts';
import { plain } from '../../../../messages/card.ts';
import { composeCard } from '../../../../messages/compose-card.ts';
import { nameOfPool } from '../../../../messages/pool-words.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import { button } from '../../answers/button.ts';
import { getActionableMessage } from '../actionable-message.ts';
import type { ActionHandler, Click } from './action-handler.ts';

/** Tells who asks what to do about the worst pool of a message, step by step; everybody may ask for that. */
export const showCommands: ActionHandler = async (click) => ({ answer: answerPlan(click), how: 'beside' });

/** The plan of another pool of the message, in the place of the one before. */
export const showNextCommands: ActionHandler = async (click) => ({ answer: answerPlan(click), how: 'instead' });

/** Says the plan of a pool in the thread of the message that names it, once. */
export const postCommandsOfPool: ActionHandler = async (click) => {
  const { context } = click.dependencies;
  const { message, pools, index } = findAsked(click);
  const isNew = postCommands(
    context,
    message,
    pools.slice(index, index + 1).map((pool) => readPlan(context, pool)),
  );
  const words = isNew ? 'The plan comes in the thread of this message.' : 'The plan is in the thread of this message.';
  return { answer: answerChange(words), how: 'beside' };
};

function answerPlan(click: Click) {
  const { pools, index, ts } = findAsked(click);
  const pool = pools[index];
  const card = composeCard({
    kind: 'commands',
    pools: pool ? [readPlan(click.dependencies.context, pool)] : [],
  });
  const next = pools[index + 1];
  const buttons: CardButton[] = [
    ...(next ? [button('message.plan', `Next: ${nameOfPool(next)}`, `${ts} ${index + 1}`)] : []),
    button('message.post', 'Post in thread', `${ts} ${index}`),
  ];
  const foot =
    pools.length > 1 ? { foot: [[plain(`${index + 1} of ${pools.length}, worst first. As it stands now.`)]] } : {};
  return { ...card, ...foot, buttons };
}

/**
 * The message and the pool that a button is about. An answer is a message of its own, so its buttons carry where the
 * first one stands: `1756000000.000100 2`. That is looked up in the channel of the click, and nowhere else.
 */
function findAsked({ dependencies, channel, messageTs, value }: Click) {
  const [, ts = messageTs, place = '0'] = /^(\d{1,12}\.\d{6}) (\d{1,4})$/.exec(value) ?? [];
  const { message, pools } = getActionableMessage(dependencies.context, channel, ts);
  return { message, pools, ts, index: Math.min(Number(place), pools.length - 1) };
}
