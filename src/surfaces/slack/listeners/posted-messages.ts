import type { AppContext } from '../../../app/app-context.ts';
import { findCluster } from '../../../app/fleet/find-clusters.ts';
import {
  acknowledgeMessage,
  assignMessage,
  findPostedMessage,
  postPlan,
  readPlan,
} from '../../../app/messages/posted-message.ts';
import { AppError } from '../../../domain/app-error.ts';
import type { Cluster } from '../../../domain/cluster.ts';
import { isUserId } from '../../../domain/cluster-ownership.ts';
import type { CardButton } from '../../../messages/card.ts';
import { keyOfPoolChoice, listPoolsOfMessage, type PoolOfMessage } from '../../../messages/message-kinds.ts';
import { nameOfPool } from '../../../messages/pool-words.ts';
import { answerChange, answerSentence, button } from '../answer.ts';
import { readText } from '../read-payload.ts';
import { textField } from '../screens.ts';
import { answerOnePlan, buttonsBefore } from './clusters.ts';
import type { Click, ClickHandler, FormHandler, Request } from './handlers.ts';

/** What was posted under this `ts`. @throws AppError `not_found` for what we did not post or that names no pool */
export function getActionableMessage(context: AppContext, channel: string, ts: string) {
  const message = findPostedMessage(context, channel, ts);
  if (!message)
    throw new AppError('not_found', 'vhdwatch does not know this message any more, so nothing can be done with it.');
  const pools = listPoolsOfMessage(message.content);
  if (pools.length === 0)
    throw new AppError('not_found', 'This message names no node pool any more; there is nothing to do.');
  return { message, pools, open: pools.filter(({ isSettled }) => !isSettled) };
}

export function clustersOfPools(context: AppContext, pools: readonly PoolOfMessage[]): readonly Cluster[] {
  return [...new Set(pools.map(({ clusterId }) => clusterId))]
    .map((id) => findCluster(context, id))
    .filter((cluster) => cluster !== null);
}

/** The same for whoever may change what concerns its pools. @throws AppError `forbidden`, too */
export async function getChangeableMessage({ context, access, actor }: Request, channel: string, ts: string) {
  const found = getActionableMessage(context, channel, ts);
  await access.ensureMayChange(actor, clustersOfPools(context, found.pools));
  return found;
}

/** Notes on a posted message that somebody did what it asks; whether a pool is up to date is seen from its reports. */
export const acknowledge: ClickHandler = async (click) => {
  const { context, actor, channel, messageTs } = click;
  await getChangeableMessage(click, channel, messageTs);
  const auditId = acknowledgeMessage(context, actor, { channel, ts: messageTs });
  if (auditId === null) return answerSentence('Somebody said so before; the message shows who.');
  const next = 'That holds until the next report of these pools; if it disagrees, the thread says so.';
  return answerChange(auditId, 'Marked as done; the message says so.', next);
};

export const assign: ClickHandler = async (click) => {
  const { actor, channel, messageTs } = click;
  await getChangeableMessage(click, channel, messageTs);
  return {
    id: 'message.assign',
    title: 'Assign',
    submit: 'Assign',
    metadata: { channel, messageTs },
    parts: [
      {
        kind: 'person',
        name: 'person',
        label: 'Who takes care of it',
        hint: 'They are named on the message, not notified.',
        chosen: actor.id,
      },
      textField('note', 'Note', { optional: true }),
    ],
  };
};

export const postCommandsOfPool: ClickHandler = async (click) => {
  const { context } = click;
  const { message, asked } = findAsked(click);
  const isNew = postPlan(context, message, readPlan(context, asked));
  const words = isNew ? 'The plan comes in the thread of this message.' : 'The plan is in the thread of this message.';
  return answerSentence(words);
};

/** The plan of the pool that the button names, or of the first that is open. */
export const showCommands: ClickHandler = async (click) => {
  const { open, asked, ts } = findAsked(click);
  const plan = readPlan(click.context, asked);
  const index = open.indexOf(asked);
  const next = open[index + 1];
  const buttons: CardButton[] = [
    ...buttonsBefore(plan, asked.clusterId),
    ...(next ? [button('message.plan', `Next: ${nameOfPool(next)}`, `${ts} ${keyOfPoolChoice(next)}`)] : []),
    button('message.post', 'Post in thread', `${ts} ${keyOfPoolChoice(asked)}`),
  ];
  const which = index >= 0 && open.length > 1 ? `${index + 1} of ${open.length}, worst first. As it stands now.` : '';
  return answerOnePlan(click, plan, which, buttons);
};

/** An answer is a message of its own: its buttons carry where the first one stands and the pool's key, believed in its channel only. */
function findAsked({ context, channel, messageTs, value }: Click) {
  const [ts = '', key] = value.split(' ');
  const { message, pools, open } = getActionableMessage(context, channel, ts || messageTs);
  const asked = key === undefined ? (open[0] ?? pools[0]) : pools.find((pool) => keyOfPoolChoice(pool) === key);
  if (!asked)
    throw new AppError(
      'not_found',
      'This button is out of date, so no plan is shown: press "Show commands" on the message again.',
    );
  return { message, open, asked, ts: ts || messageTs };
}

export const assignMessageView: FormHandler = async (submission) => {
  const { context, access, actor, state, metadata } = submission;
  const userId = state.choice('person');
  if (!isUserId(userId)) return { problems: { person: 'Choose a person.' } };
  const place = { channel: readText(metadata, 'channel'), ts: readText(metadata, 'messageTs') };
  await getChangeableMessage(submission, place.channel, place.ts);
  const name = userId === actor.id ? actor.name : await access.findName(userId);
  return {
    change: () => {
      const auditId = assignMessage(context, actor, place, { to: { id: userId, name }, note: state.text('note') });
      return answerChange(auditId, `${name} takes care of it; the message says so.`);
    },
  };
};
