import { assignMessage } from '../../../../app/messages/posted-message.ts';
import { isUserId } from '../../../../domain/cluster.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import { readText } from '../../read-payload.ts';
import { clustersOfPools, getActionableMessage } from '../actionable-message.ts';
import type { ViewHandler } from './view-handler.ts';

/** Names on a message who takes care of it. */
export const assignMessageView: ViewHandler = async ({ dependencies, actor, state, metadata }) => {
  const { context } = dependencies;
  const userId = state.choice('person');
  if (!isUserId(userId)) return { problems: { person: 'Choose a person.' } };
  const place = { channel: readText(metadata, 'channel'), ts: readText(metadata, 'messageTs') };
  const { pools } = getActionableMessage(context, place.channel, place.ts);
  await ensureMayChange(dependencies, actor, clustersOfPools(context, pools));
  const name = userId === actor.id ? actor.name : await dependencies.access.findName(userId);
  return {
    change: () => {
      const auditId = assignMessage(context, actor, place, { to: { id: userId, name }, note: state.text('note') });
      return { answer: answerChange(`${name} takes care of it; the message says so.`), undo: auditId };
    },
  };
};
