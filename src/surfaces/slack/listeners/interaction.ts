import type { RespondArguments, RespondFn } from '@slack/bolt';
import type { AppContext } from '../../../app/app-context.ts';
import { claimInteraction } from '../../../app/interactions/claim-interaction.ts';
import type { Logger } from '../../../domain/logger.ts';
import type { RequestOrigin } from '../access/rights.ts';
import { type Answer, answerSentence } from '../answers/answer.ts';
import { drawCard } from '../messages/card-blocks.ts';
import { readFields, readText } from '../read-payload.ts';
import type { Form } from '../screens.ts';
import type { CommandRequest } from './handlers.ts';

/** Slack repeats events, people click twice, and a signed request can be sent again. What has no key is not held back. */
export function claimOnce(context: AppContext, kind: string, key: string): boolean {
  return key === '' || claimInteraction(context, `${kind}/${key.slice(0, 200)}`);
}

/** What every interactive payload tells. Never throws: what is missing is empty. */
export function readInteraction(body: unknown) {
  const user = readFields(body, 'user');
  const id = readText(user, 'id');
  return {
    actor: { id, name: readText(user, 'username') || readText(user, 'name') || id },
    origin: {
      userTeam: readText(user, 'team_id') || null,
      teamId: readText(readFields(body, 'team'), 'id') || null,
      enterpriseId:
        readText(readFields(body, 'enterprise'), 'id') || readText(readFields(body, 'team'), 'enterprise_id') || null,
    },
    triggerId: readText(body, 'trigger_id'),
  };
}

export function toEphemeral(answer: Answer): RespondArguments & { text: string } {
  const { text, blocks } = drawCard(answer);
  return { response_type: 'ephemeral', replace_original: false, text, blocks: [...blocks] };
}

/** Sends through a `response_url`. Never throws: the change is made whether or not its confirmation arrives. */
export async function reply(respond: RespondFn | undefined, message: RespondArguments, logger: Logger): Promise<void> {
  try {
    await respond?.(message);
  } catch (error) {
    logger.warn('An answer could not be sent', { reason: error instanceof Error ? error.name : 'unknown' });
  }
}

/** Opens a form for who clicked or typed, which is all of the answer. @throws AppError `unavailable` */
export async function openForm(
  { screens, triggerId }: Pick<CommandRequest, 'screens' | 'triggerId'>,
  form: Form,
): Promise<null> {
  await screens.open(triggerId, form);
  return null;
}

/** Where a command or an event is from: its fields stand beside each other. */
export function readOrigin(body: unknown): RequestOrigin {
  const textOf = (name: string) => readText(body, name) || null;
  return { userTeam: null, teamId: textOf('team_id'), enterpriseId: textOf('enterprise_id') };
}

export function answerOutsider(): Answer {
  return answerSentence('vhdwatch answers only members of the workspace that installed it.');
}
