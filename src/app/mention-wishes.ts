import type { AppContext } from './app-context.ts';

const USER_ID = /^[UW][A-Z0-9]{2,}$/;

/** Notes that somebody wants to be mentioned when a limit of their clusters is crossed, or no longer. */
export function saveMentionWish({ store }: AppContext, userId: string, wants: boolean): void {
  store.transaction(() => store.settings.save(`mention/${userId}`, wants ? 'yes' : 'no'));
}

/** True for a Slack user ID that asked to be mentioned. */
export function wantsMentions({ store }: AppContext, userId: string): boolean {
  return USER_ID.test(userId) && store.settings.find(`mention/${userId}`) === 'yes';
}
