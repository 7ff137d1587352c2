import { describeImage } from '../../../../app/images/describe-image.ts';
import { holdImage } from '../../../../app/suppressions/hold-image.ts';
import { AppError } from '../../../../domain/app-error.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import { renderHoldModal } from '../../modals/hold-modal.ts';
import { needWord } from './need-word.ts';
import { openModal } from './open-modal.ts';
import type { ChangeCommand } from './slack-command.ts';

/** `hold VERSION [why]`: a known bad image, in a form or at once; a link among the words is kept as such. */
export const holdCommand: ChangeCommand = {
  kind: 'change',
  name: 'hold',
  usage: 'VERSION [why]',
  does: 'put a known bad image on hold: nobody is reminded to take it',
  example: 'hold 20348.5386.260715',
  run: async (request) => {
    const { dependencies, actor, channel, triggerId, words } = request;
    const { context } = dependencies;
    const { image, hold, pools } = describeImage(context, needWord(request, 0, 'hold 20348.5386.260715'));
    await ensureMayChange(dependencies, actor, []);
    if (hold)
      throw new AppError('conflict', `${image.version} is on hold already: ${hold.reason} (${hold.actor.name}).`);
    const why = words.slice(1);
    if (why.length === 0) {
      await openModal(dependencies, triggerId, renderHoldModal(image.version, channel));
      return null;
    }
    const url = why.map((word) => word.replace(/^<|>$|\|.*$/g, '')).find((word) => /^https?:\/\//.test(word)) ?? null;
    const { auditId } = holdImage(context, actor, { version: image.version, reason: why.join(' '), url });
    const runs = `${pools.length} registered node pool(s) run it.`;
    return {
      answer: answerChange(`${image.version} is on hold: nobody is reminded to take it. ${runs}`),
      undo: auditId,
    };
  },
};
