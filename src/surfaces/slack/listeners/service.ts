import { listHolds } from '../../../app/app-context.ts';
import { listOutbox, retryNotificationsFor } from '../../../app/delivery/manage-outbox.ts';
import { type Question, readStatusPage } from '../../../app/fleet/asked-status.ts';
import { readHealth } from '../../../app/operations/read-health.ts';
import { listSources } from '../../../app/polling/poll-source.ts';
import { joinWords } from '../../../messages/words.ts';
import { type Answer, answerSentence, ITEMS_SHOWN } from '../answers/answer.ts';
import { answerHealth, answerOutbox, answerStatus } from '../answers/answer-service.ts';
import type { ClickHandler, CommandRequest, Query, Request } from './handlers.ts';

export const statusCommand: Query = {
  name: 'status',
  usage: '[mine | all | CLUSTER[/POOL]]',
  does: "this channel's Windows node pools, worst first; or yours, all, or one",
  example: 'status shop/npwin',
  run: (request) => {
    const { context, command, offset } = request;
    const asked = readAsked(request);
    const page = { offset, limit: ITEMS_SHOWN };
    const status = readStatusPage(context, asked, page);
    // In a channel that hears of nothing, the whole fleet is more use than nothing.
    const isOfAll = status.clusters === 0 && asked.channel !== undefined;
    return answerStatus(isOfAll ? readStatusPage(context, {}, page) : status, {
      asked: isOfAll ? {} : asked,
      command,
      offset,
      holds: listHolds(context),
      sources: listSources(context),
    });
  },
};

function readAsked({ words, channel, actor }: CommandRequest): Question {
  const text = words.join(' ').trim();
  if (text === '') return { channel };
  if (text.toLowerCase() === 'all') return {};
  return text.toLowerCase() === 'mine' ? { userId: actor.id } : { name: text };
}

export const outboxCommand: Query = {
  name: 'outbox',
  does: 'the newest messages and what became of them',
  run: ({ context, offset }) => answerOutbox(listOutbox(context), offset),
};

export const healthCommand: Query = {
  name: 'health',
  does: 'whether vhdwatch itself does its work',
  run: showHealth,
};

export function showHealth({ context }: Request): Answer {
  return answerHealth(readHealth(context));
}

export const retryNotifications: ClickHandler = async ({ context, access, actor, value }) => {
  await access.ensureMayChange(actor, []);
  const { result } = retryNotificationsFor(context, actor, value.split(' '));
  const named = result.map(({ id, channel }) => `${id} to ${channel}`);
  const what = `Notification${named.length === 1 ? '' : 's'} ${joinWords(named, 5)}`;
  return answerSentence(`${what} ${named.length === 1 ? 'is' : 'are'} tried again.`);
};
