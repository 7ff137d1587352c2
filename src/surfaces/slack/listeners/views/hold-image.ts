import { describeImage } from '../../../../app/images/describe-image.ts';
import { holdImage } from '../../../../app/suppressions/hold-image.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import { readText } from '../../read-payload.ts';
import type { ViewHandler } from './view-handler.ts';

/** Puts an image on hold. */
export const holdImageView: ViewHandler = async ({ dependencies, actor, state, metadata }) => {
  const { context } = dependencies;
  const reason = state.text('reason');
  const url = state.text('url');
  const isLink = url === '' || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol));
  if (reason === '' || !isLink) {
    return {
      problems: {
        ...(reason === '' ? { reason: 'Say what is wrong with it.' } : {}),
        ...(isLink ? {} : { url: 'A link starts with https:// or http://.' }),
      },
    };
  }
  const { image } = describeImage(context, readText(metadata, 'version'));
  await ensureMayChange(dependencies, actor, []);
  return {
    change: () => {
      const { auditId } = holdImage(context, actor, { version: image.version, reason, url: url || null });
      return { answer: answerChange(`${image.version} is on hold: nobody is reminded to take it.`), undo: auditId };
    },
  };
};
