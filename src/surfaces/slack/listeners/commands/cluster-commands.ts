import { registerClusterFor, unregisterClusterFor } from '../../../../app/clusters/change-clusters.ts';
import { assessFleet } from '../../../../app/fleet/assess-fleet.ts';
import { describeCluster } from '../../../../app/fleet/describe-cluster.ts';
import { findCluster, getCluster } from '../../../../app/fleet/find-clusters.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { answerCluster } from '../../answers/answer-cluster.ts';
import { answerClusters } from '../../answers/answer-clusters.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import { renderClusterModal } from '../../modals/cluster-modal.ts';
import { renderImportModal } from '../../modals/import-modal.ts';
import { openModal } from './open-modal.ts';
import { type ChangeCommand, needWord, type QueryCommand } from './slack-command.ts';

/** `clusters [text]`: the registered clusters with Windows node pools, worst first. */
export const clustersCommand: QueryCommand = {
  kind: 'query',
  name: 'clusters',
  usage: '[text]',
  does: 'registered clusters, worst first; or those whose name or owner has the text',
  example: 'clusters payments',
  run: ({ dependencies: { context }, words, offset }) =>
    answerClusters(assessFleet(context).overview(), words.join(' '), offset),
};

/** `cluster NAME`: one cluster, its pools and what to run. */
export const clusterCommand: QueryCommand = {
  kind: 'query',
  name: 'cluster',
  usage: 'NAME',
  does: 'one cluster: its Windows node pools and what to run',
  example: 'cluster shop',
  run: (request) => answerCluster(describeCluster(request.dependencies.context, needWord(request, 0, 'cluster NAME'))),
};

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

/** `import`: a form to paste what `az aks list` prints. */
export const importCommand: ChangeCommand = {
  kind: 'change',
  name: 'import',
  usage: '',
  does: 'register clusters from what az aks list prints',
  example: 'import',
  run: async ({ dependencies, actor, channel, triggerId }) => {
    await ensureMayChange(dependencies, actor, []);
    await openModal(dependencies, triggerId, renderImportModal(channel));
    return null;
  },
};
