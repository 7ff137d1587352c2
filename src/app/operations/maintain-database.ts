import { addDays, DAY_MS, dayOf, instantAfter } from '../../domain/calendar-date.ts';
import type { Steps } from '../../domain/steps.ts';
import { LEADING, listKits } from '../../sources/source-kits.ts';
import type { AppContext } from '../app-context.ts';

const KEY = 'thinned-out-on';
/** Nobody asks what these said before, and they may say something else four times a day. */
const NEWEST_ONLY = listKits('regions').map(({ name }) => name);
/** A year of weeks and some more, however short the rest is kept: a few bytes each, and what trends are drawn from. */
const LEAST_HISTORY_DAYS = 400;

/**
 * Once a day, deletes what is older than `RETENTION_DAYS` and not needed. Ages are never counted from a day after the newest
 * release: a clock that ran ahead must not take the past with it.
 */
export function* retainInSteps(context: AppContext): Steps<void> {
  const { store, clock, logger, retentionDays } = context;
  const today = dayOf(clock.now());
  if (store.settings.find(KEY) === today) return;
  const newest = store.documents.findLatest(LEADING.name)?.publishedAt ?? null;
  if (newest === null) return;
  const asOf = new Date(Math.min(clock.now().getTime(), Date.parse(newest)));
  const before = instantAfter(asOf, -retentionDays * DAY_MS);
  // All findings are read for it: a step by itself.
  store.transaction(({ findings }) => findings.forgetTexts(), 'with-the-next');
  yield;
  const thinned = store.transaction((writable) => {
    writable.settings.save(KEY, today);
    return writable.thinOut(before, addDays(dayOf(asOf), -Math.max(retentionDays, LEAST_HISTORY_DAYS)), NEWEST_ONLY);
  });
  if (Object.values(thinned).some((count) => count > 0)) logger.info('Thinned out what is old', { before, ...thinned });
}

export type { RestoreReport, RestoreRequest } from '../../store/restore-database.ts';

/** Copies the database to a file while it is in use; the file appears whole or not at all. @throws AppError */
export async function backUp({ store }: AppContext, file: string): Promise<void> {
  await store.backup(file);
}
