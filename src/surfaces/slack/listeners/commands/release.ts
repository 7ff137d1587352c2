import { readRelease } from '../../../../app/images/read-release.ts';
import { answerRelease } from '../../answers/answer-release.ts';
import type { QueryCommand } from './slack-command.ts';

/** `release [tag]`: what the latest or one AKS release says about Windows. */
export const releaseCommand: QueryCommand = {
  kind: 'query',
  name: 'release',
  usage: '[tag]',
  does: 'what the latest AKS release, or one, says about Windows',
  example: 'release 2026-07-17',
  run: ({ dependencies: { context }, words }) => answerRelease(readRelease(context, words[0] ?? null)),
};
