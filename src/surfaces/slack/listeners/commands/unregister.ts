import { unregisterClusterFor } from '../../../../app/clusters/change-clusters.ts';
import { getCluster } from '../../../../app/fleet/find-clusters.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import { needWord } from './need-word.ts';
import type { ChangeCommand } from './slack-command.ts';

/** `unregister NAME`: forgets a cluster; nobody hears about it any more. */
export const unregisterCommand: ChangeCommand = {
  kind: 'change',
  name: 'unregister',
  usage: 'NAME',
  does: 'forget a cluster',
  example: 'unregister shop',
  run: async (request) => {
    const { dependencies, actor } = request;
    const cluster = getCluster(dependencies.context, needWord(request, 0, 'unregister NAME'));
    await ensureMayChange(dependencies, actor, [cluster]);
    const { result, auditId } = unregisterClusterFor(dependencies.context, actor, cluster.id);
    return { answer: answerChange(`Forgot ${result.name}: nobody hears about it any more.`), undo: auditId };
  },
};
