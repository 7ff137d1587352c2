import type { AppContext } from '../app-context.ts';

export type { RestoreReport, RestoreRequest } from '../../store/restore-database.ts';

/** Copies the database to a file while it is in use; the file appears whole or not at all. @throws AppError */
export async function backUp({ store }: AppContext, file: string): Promise<void> {
  await store.backup(file);
}
