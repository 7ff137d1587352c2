import { type AskedPart, readAskedStatus } from '../../../../app/fleet/asked-status.ts';
import { listSources } from '../../../../app/polling/list-sources.ts';
import { listHolds } from '../../../../app/suppressions/hold-image.ts';
import { answerStatus } from '../../answers/answer-status.ts';
import type { CommandRequest, QueryCommand } from './slack-command.ts';

/** `status`: how what this channel hears of stands, worst first; `mine`, `all` or a name ask for something else. */
export const statusCommand: QueryCommand = {
  kind: 'query',
  name: 'status',
  usage: '[mine | all | CLUSTER[/POOL]]',
  does: "how this channel's Windows node pools stand, worst first; or yours, all, or one",
  example: 'status shop/npwin',
  run: (request) => {
    const { context, command } = request.dependencies;
    const asked = readAsked(request);
    const status = readAskedStatus(context, asked);
    return answerStatus(status ?? readAskedStatus(context, { kind: 'all' }), {
      // In a channel that hears of nothing, the whole fleet is more use than nothing.
      asked: status ? asked : { kind: 'all' },
      command,
      offset: request.offset,
      holds: listHolds(context),
      sources: listSources(context),
    });
  },
};

function readAsked({ words, channel, actor }: CommandRequest): AskedPart {
  const text = words.join(' ').trim();
  if (text === '') return { kind: 'channel', channel };
  if (text.toLowerCase() === 'all') return { kind: 'all' };
  return text.toLowerCase() === 'mine' ? { kind: 'owner', userId: actor.id } : { kind: 'name', name: text };
}
