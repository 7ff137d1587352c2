import { assessFleet } from '../../../../app/fleet/assess-fleet.ts';
import { answerClusters } from '../../answers/answer-clusters.ts';
import type { QueryCommand } from './slack-command.ts';

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
