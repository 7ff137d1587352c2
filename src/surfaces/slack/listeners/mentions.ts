import {
  changeMentionOptIn,
  type MentionStanding,
  readMentionStanding,
} from '../../../app/reminders/mention-opt-in.ts';
import { AppError } from '../../../domain/app-error.ts';
import { toLiteral } from '../../../domain/literal.ts';
import { joinWords } from '../../../messages/words.ts';
import { type Answer, answerSentence } from '../answer.ts';
import type { Change } from './handlers.ts';

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

const NAMES_SHOWN = 10;

function answerMention(standing: MentionStanding, command: string): Answer {
  const other = standing.wanted ? 'mention off' : 'mention me';
  return answerSentence(describeMention(standing), describeLimits(standing), `${command} ${other} changes that.`);
}

/** `Limits that mention owners: a node image of 75 and 90 days, and 30, 7 and 0 days before an end.` */
function describeLimits({ limits }: MentionStanding): string {
  const [ages, days] = [limits.imageAge.toReversed(), limits.beforeEnd.toReversed()].map((some) =>
    joinWords(some.map((limit) => String(limit.days))),
  );
  const kinds = [...(ages ? [`a node image of ${ages} days`] : []), ...(days ? [`${days} days before an end`] : [])];
  if (kinds.length === 0) return 'No limit is set at which owners are mentioned: ESCALATION_IMAGE_AGE and _BEFORE_END.';
  return `Limits that mention owners: ${kinds.join(', and ')}.`;
}

/** `You are mentioned when a limit of your clusters is crossed: billing and shop.` Literal. */
export function describeMention({ wanted, clusters }: MentionStanding): string {
  const state = wanted
    ? 'You are mentioned when a limit of your clusters is crossed'
    : 'You are not mentioned when a limit of your clusters is crossed';
  if (clusters.length === 0) return `${state}; no cluster names you as owner yet, so no limit concerns you.`;
  const names = clusters.map((name) => toLiteral(name, 80));
  return `${state}: ${joinWords(names, NAMES_SHOWN)}.`;
}
