import { AppError } from '../../../../domain/app-error.ts';
import type { CommandRequest } from './slack-command.ts';

/** The word at that place. @throws AppError `invalid_usage` that shows how it is written */
export function needWord({ words, dependencies }: CommandRequest, index: number, usage: string): string {
  const word = words[index];
  if (word === undefined || word.trim() === '') {
    throw new AppError('invalid_usage', `Write it as ${dependencies.command} ${usage}.`);
  }
  return word.trim();
}
