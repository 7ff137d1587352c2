import type { AppContext } from '../app-context.ts';

/** The picture of a message in the local inbox as PNG bytes; `null` when none is kept under that digest. */
export function findInboxPicture({ store }: AppContext, digest: string): Uint8Array | null {
  return store.pictures.find(digest)?.png ?? null;
}
