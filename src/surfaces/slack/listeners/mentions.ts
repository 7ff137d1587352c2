import { changeMentionOptIn, readMentionStanding } from '../../../app/reminders/mention-opt-in.ts';
import { AppError } from '../../../domain/app-error.ts';
import { answerMention } from '../answers/answer-channels.ts';
import { publishHome } from '../home.ts';
import type { Change, Click, ClickHandler } from './handlers.ts';

export const mentionCommand: Change = {
  name: 'mention',
  usage: '[me | off]',
  does: 'be mentioned when a limit of your clusters is crossed, or no longer',
  example: 'mention me',
  run: async ({ context, command, access, actor, words }) => {
    if (words.length > 0) {
      const wants = readOptIn(words, command);
      await access.ensureIsMember(actor);
      changeMentionOptIn(context, actor, wants);
    }
    return answerMention(readMentionStanding(context, actor.id), command);
  },
};

/** @throws AppError `invalid_usage` for anything but `me` and `off`, somebody else's name among it */
function readOptIn(words: readonly string[], command: string): boolean {
  const [word = '', ...rest] = words.map((one) => one.toLowerCase());
  if (rest.length > 0 || (word !== 'me' && word !== 'off')) {
    const usage = `Write it as ${command} mention me, or ${command} mention off`;
    throw new AppError('invalid_usage', `${usage}: everybody decides that for themselves.`);
  }
  return word === 'me';
}

export const mentionMe: ClickHandler = (click) => changeOwnOptIn(click, true);

export const mentionOff: ClickHandler = (click) => changeOwnOptIn(click, false);

/** The Home tab shows how it stands then, and its button takes it back. */
async function changeOwnOptIn(click: Click, wants: boolean): Promise<null> {
  const { context, access, actor } = click;
  await access.ensureIsMember(actor);
  changeMentionOptIn(context, actor, wants);
  await publishHome(click, actor.id);
  return null;
}
