import { publishHome } from '../../home/publish-home.ts';
import type { ActionHandler } from './action-handler.ts';

/** Publishes the Home tab of who clicked anew. */
export const refreshHome: ActionHandler = async ({ dependencies, actor }) => {
  await publishHome(dependencies, actor.id);
  return null;
};
