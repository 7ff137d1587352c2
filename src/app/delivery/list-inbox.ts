import type { InboxMessage } from '../../domain/inbox.ts';
import type { AppContext } from '../app-context.ts';

/** The newest messages of the local inbox, newest first, thread replies among them. */
export function listInbox({ store }: AppContext, limit: number): readonly InboxMessage[] {
  return store.inbox.list(limit);
}
