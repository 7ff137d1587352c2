import { diffImages } from '../../../../app/images/describe-image.ts';
import { answerDiff } from '../../answers/answer-diff.ts';
import { needWord } from './need-word.ts';
import type { QueryCommand } from './slack-command.ts';

const USAGE = 'diff 20348.5020.260415 20348.5386.260715';

/** `diff OLD NEW`: what changed between two images. */
export const diffCommand: QueryCommand = {
  kind: 'query',
  name: 'diff',
  usage: 'OLD NEW',
  does: 'what changed between two images: updates, container runtime, base images',
  example: 'diff 20348.5256.260610 20348.5386.260715',
  run: (request) =>
    answerDiff(diffImages(request.dependencies.context, needWord(request, 0, USAGE), needWord(request, 1, USAGE))),
};
