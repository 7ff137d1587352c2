import { registerClusterFor } from '../../../../app/clusters/change-clusters.ts';
import { findCluster } from '../../../../app/fleet/find-clusters.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import { renderClusterModal } from '../../modals/cluster-modal.ts';
import { openModal } from './open-modal.ts';
import type { ChangeCommand } from './slack-command.ts';

/** `register [NAME] [POOL=IMAGE…]`: a form, or a cluster at once when pools are given. Also edits a registered one. */
export const registerCommand: ChangeCommand = {
  kind: 'change',
  name: 'register',
  usage: '[NAME] [POOL=IMAGE …]',
  does: 'register or edit a cluster, in a form or at once',
  example: 'register',
  run: async ({ dependencies, actor, channel, triggerId, words }) => {
    const { context } = dependencies;
    const [name = '', ...pool] = words;
    const known = name === '' ? null : findCluster(context, name);
    await ensureMayChange(dependencies, actor, known ? [known] : []);
    if (pool.length === 0) {
      await openModal(dependencies, triggerId, renderClusterModal(known, channel, name));
      return null;
    }
    const { result, auditId } = registerClusterFor(context, actor, name, { pool, owner: [] });
    const done = `${known ? 'Changed' : 'Registered'} ${result.name} with ${pool.join(', ')}.`;
    return { answer: answerChange(done), undo: auditId };
  },
};
