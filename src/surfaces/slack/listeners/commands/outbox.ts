import { listOutbox } from '../../../../app/delivery/manage-outbox.ts';
import { answerOutbox } from '../../answers/answer-outbox.ts';
import type { QueryCommand } from './slack-command.ts';

/** `outbox`: the newest notifications and what became of them. */
export const outboxCommand: QueryCommand = {
  kind: 'query',
  name: 'outbox',
  usage: '',
  does: 'the newest notifications and what became of them',
  example: 'outbox',
  run: ({ dependencies: { context } }) => answerOutbox(listOutbox(context)),
};
