import { changeMentionWish } from '../../../../app/reminders/mention-wishes.ts';
import { ensureIsMember } from '../../access/ensure-is-member.ts';
import { publishHome } from '../../home/publish-home.ts';
import type { ActionHandler } from './action-handler.ts';

/** Mentions who clicked from now on. */
export const mentionMe: ActionHandler = (click) => changeOwnWish(click, true);

/** Mentions them no longer. */
export const mentionOff: ActionHandler = (click) => changeOwnWish(click, false);

/** The Home tab shows how it stands then, and its button takes it back. */
async function changeOwnWish({ dependencies, actor }: Parameters<ActionHandler>[0], wants: boolean): Promise<null> {
  await ensureIsMember(dependencies, actor);
  changeMentionWish(dependencies.context, actor, wants);
  await publishHome(dependencies, actor.id);
  return null;
}
