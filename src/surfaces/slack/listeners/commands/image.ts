import { describeImage } from '../../../../app/images/describe-image.ts';
import { answerImage } from '../../answers/answer-image.ts';
import { needWord } from './need-word.ts';
import type { QueryCommand } from './slack-command.ts';

/** `image VERSION`: one image, what is in it and who runs it. */
export const imageCommand: QueryCommand = {
  kind: 'query',
  name: 'image',
  usage: 'VERSION',
  does: 'one image: what is in it, who runs it',
  example: 'image 20348.5386.260715',
  run: (request) =>
    answerImage(describeImage(request.dependencies.context, needWord(request, 0, 'image 20348.5386.260715'))),
};
