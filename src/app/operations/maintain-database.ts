import { addDays } from '../../domain/calendar-date.ts';
import { SOURCE_KITS } from '../../sources/source-kits.ts';
import type { AppContext } from '../app-context.ts';

const KEY = 'thinned-out-on';
/** Nobody asks what these said before, and they may say something else four times a day. */
const NEWEST_ONLY = SOURCE_KITS.filter(({ keepsNewestOnly }) => keepsNewestOnly).map(({ name }) => name);
const DAY_MS = 86_400_000;
/** A year of weeks and some more, however short the rest is kept: a few bytes each, and what trends are drawn from. */
const LEAST_HISTORY_DAYS = 400;

/** Once a day lets go of what is older than `RETENTION_DAYS` and nothing needs, in one transaction. */
export function applyRetention(context: AppContext): void {
  const { store, clock, logger, retentionDays } = context;
  const now = clock.now();
  const today = now.toISOString().slice(0, 10);
  if (store.settings.find(KEY) === today) return;
  const before = new Date(now.getTime() - retentionDays * DAY_MS).toISOString();
  const thinned = store.transaction((writable) => {
    writable.settings.save(KEY, today);
    return writable.thinOut(before, addDays(today, -Math.max(retentionDays, LEAST_HISTORY_DAYS)), NEWEST_ONLY);
  });
  if (Object.values(thinned).some((count) => count > 0)) logger.info('Thinned out what is old', { before, ...thinned });
}

export type { RestoreReport, RestoreRequest } from '../../store/restore-database.ts';

/** Copies the database to a file while it is in use; the file appears whole or not at all. @throws AppError */
export async function backUp({ store }: AppContext, file: string): Promise<void> {
  await store.backup(file);
}
