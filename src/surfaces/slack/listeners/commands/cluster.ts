import { describeCluster } from '../../../../app/fleet/describe-cluster.ts';
import { answerCluster } from '../../answers/answer-cluster.ts';
import { needWord } from './need-word.ts';
import type { QueryCommand } from './slack-command.ts';

/** `cluster NAME`: one cluster, its pools and what to run. */
export const clusterCommand: QueryCommand = {
  kind: 'query',
  name: 'cluster',
  usage: 'NAME',
  does: 'one cluster: its Windows node pools and what to run',
  example: 'cluster shop',
  run: (request) => answerCluster(describeCluster(request.dependencies.context, needWord(request, 0, 'cluster NAME'))),
};
