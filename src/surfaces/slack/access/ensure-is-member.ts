import type { Actor } from '../../../domain/actor.ts';
import { AppError } from '../../../domain/app-error.ts';
import type { SlackDependencies } from '../slack-dependencies.ts';

/** Lets full members go on with what concerns only themselves. @throws AppError `forbidden` */
export async function ensureIsMember({ access }: SlackDependencies, actor: Actor): Promise<void> {
  const refusal = await access.refusalOfMember(actor);
  if (refusal !== null) throw new AppError('forbidden', refusal);
}
