import { readFleetStatus } from '../../../../app/fleet/fleet-status.ts';
import { listSources } from '../../../../app/polling/list-sources.ts';
import { listHolds } from '../../../../app/suppressions/hold-image.ts';
import { answerStatus } from '../../answers/answer-status.ts';
import type { QueryCommand } from './slack-command.ts';

/** `status`: how the fleet stands, worst first. */
export const statusCommand: QueryCommand = {
  kind: 'query',
  name: 'status',
  usage: '',
  does: 'how your Windows node pools stand, worst first',
  run: ({ dependencies: { context } }) =>
    answerStatus(readFleetStatus(context), listHolds(context), listSources(context)),
};
