import { explainNotifications } from '../../../../app/interactions/explain-notifications.ts';
import { answerWhy } from '../../answers/answer-why.ts';
import { needWord } from './need-word.ts';
import type { QueryCommand } from './slack-command.ts';

/** `why NAME`: which channels hear about a cluster, why, and what they were told. */
export const whyCommand: QueryCommand = {
  kind: 'query',
  name: 'why',
  usage: 'NAME',
  does: 'why a channel was told about a cluster, or was not',
  example: 'why shop',
  run: (request) => answerWhy(explainNotifications(request.dependencies.context, needWord(request, 0, 'why NAME'))),
};
