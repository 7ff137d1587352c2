import { changeMentionOptIn } from '../../../../app/reminders/mention-opt-in.ts';
import { ensureIsMember } from '../../access/ensure-is-member.ts';
import { publishHome } from '../../home/publish-home.ts';
import type { ActionHandler } from './action-handler.ts';

/** Mentions who clicked from now on. */
export const mentionMe: ActionHandler = (click) => changeOwnOptIn(click, true);

/** Mentions them no longer. */
export const mentionOff: ActionHandler = (click) => changeOwnOptIn(click, false);

/** The Home tab shows how it stands then, and its button takes it back. */
async function changeOwnOptIn({ dependencies, actor }: Parameters<ActionHandler>[0], wants: boolean): Promise<null> {
  await ensureIsMember(dependencies, actor);
  changeMentionOptIn(dependencies.context, actor, wants);
  await publishHome(dependencies, actor.id);
  return null;
}
