import type { InboxMessage } from '../../domain/inbox.ts';
import type { AppContext } from '../app-context.ts';

/** The newest messages of the local inbox, newest first, thread replies among them. */
export function listInbox({ store }: AppContext, limit: number): readonly InboxMessage[] {
  return store.inbox.list(limit);
}

/** The picture of a message in the local inbox as PNG bytes; `null` when none is kept under that digest. */
export function findInboxPicture({ store }: AppContext, digest: string): Uint8Array | null {
  return store.pictures.find(digest)?.png ?? null;
}
