import { AppError, type GivenValue, type NextStep } from '../../../domain/app-error.ts';
import type { Logger } from '../../../domain/logger.ts';
import type { Answer } from './answer.ts';
import { answerSentence } from './answer-sentence.ts';

const NAMES: Readonly<Record<GivenValue['name'], string>> = {
  channel: 'Channel',
  cluster: 'Cluster',
  'node-pool': 'Node pool',
  'container-image': 'Container image',
};

const NEXT_STEPS: Readonly<Record<NextStep, (command: string) => string>> = {
  'list-clusters': (command) => `"${command} clusters" shows what is registered.`,
  'list-images': (command) => `"${command} images" shows the known ones.`,
  'list-notifications': (command) => `"${command} outbox" shows the latest.`,
  'name-cluster': () => 'Pods are imported on the command line, with the name of their cluster.',
};

/**
 * What a person reads about a failure: an AppError in Slack's words; for anything else a reference that stands in the
 * log, and nothing of what it was.
 */
export function explainError(error: unknown, logger: Logger, command: string): Answer {
  if (error instanceof AppError && error.code !== 'storage') {
    return answerSentence(sayFailure(error, command));
  }
  const reference = Math.floor(Math.random() * 1e9).toString(36);
  logger.error('A Slack request failed', { error, reference });
  return answerSentence(
    `That did not work, and it is our fault. The log of vhdwatch has the details under ${reference}.`,
  );
}

function sayFailure({ message, subject, next, near }: AppError, command: string): string {
  const given = subject ? `${NAMES[subject.name]} ${subject.value}: ` : '';
  const meant = near ? ` Did you mean ${near}?` : '';
  return `${given}${message}${meant}${next ? ` ${NEXT_STEPS[next](command)}` : ''}`;
}
