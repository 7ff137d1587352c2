import { findAgeMs } from '../../domain/clock.ts';
import { asksToWait, type Source, type SourceName } from '../../domain/source-document.ts';
import { SIX_HOURS_MS } from '../../sources/source-kit.ts';
import { findKit, LEADING, listKits } from '../../sources/source-kits.ts';
import type { AppContext } from '../app-context.ts';
import { deliverDue } from '../delivery/deliver.ts';
import { assessInSteps } from '../fleet/assess-fleet.ts';
import { inTurns } from '../in-turns.ts';
import { retainInSteps } from '../operations/maintain-database.ts';
import { reviseOpenInSteps } from '../reminders/revise-reminders.ts';
import { pollSource, type SourceReport } from './poll-source.ts';
import { readDocuments } from './read-documents.ts';
import { refreshInSteps } from './refresh-findings.ts';
import { tellOfSources } from './source-alarms.ts';

export interface PollReport {
  readonly sources: readonly SourceReport[];
  readonly queued: number;
  readonly delivered: number;
  /** Earlier messages that were brought up to date. */
  readonly updated: number;
  readonly failed: number;
}

interface PollOptions {
  readonly isScheduled?: boolean;
  readonly onProgress?: (source: SourceName, done: number, total: number) => void;
}

/**
 * One poll of every source that is due, then everything that follows from it, then delivery. A scheduled poll leaves a
 * source alone for as long as it asked; a person who asks is answered. It sends no reminder: those have their own times.
 */
export async function poll(
  context: AppContext,
  { isScheduled = false, onProgress }: PollOptions = {},
): Promise<PollReport> {
  const sources: SourceReport[] = [];
  for (const source of context.sources) {
    if (isScheduled && asksToWait(context.store.sources.find(source.name), context.clock.now())) continue;
    const hasNews = sources.some((report) => report.new + report.changed > 0);
    if (isDue(context, source, hasNews))
      sources.push(await pollSource(context, source, (done, total) => onProgress?.(source.name, done, total)));
  }
  // What breaks off since the process ends is nothing to mend.
  for (const { reason, names } of context.stopping.aborted ? [] : listFailures(sources))
    context.logger.warn('Polling failed; what is known stays as it was', { sources: names.join(', '), reason });
  tellOfSources(context);
  forgetSwitchedOff(context);
  await readDocuments(context);
  // Open cards need the fleet in any case: what is found then follows from it, and it is not read twice.
  if (!isScheduled && context.store.reminders.hasOpen()) await inTurns(assessInSteps(context));
  const queued = await inTurns(refreshInSteps(context));
  // The service looks after everything about reminders next, open cards among it, and answers from the fleet as it is now.
  if (isScheduled) await inTurns(assessInSteps(context));
  else await inTurns(reviseOpenInSteps(context));
  const deliveries = await deliverDue(context);
  await inTurns(retainInSteps(context));
  return { sources, queued, ...deliveries };
}

/** Why sources failed, each reason once: without a network all of them have the same. */
export function listFailures(sources: readonly SourceReport[]) {
  const failed = sources.flatMap(({ name, error }) => (error === null ? [] : [{ name, error }]));
  return [...Map.groupBy(failed, ({ error }) => error)].map(([reason, own]) => ({
    reason,
    names: own.map(({ name }) => name),
  }));
}

/** What a source said about regions no longer counts once it is switched off. */
function forgetSwitchedOff({ store, sources }: AppContext): void {
  for (const { name } of listKits('regions')) {
    if (sources.some((source) => source.name === name) || !store.sources.find(name)) continue;
    store.transaction((writable) => {
      writable.sources.forget(name);
      writable.catalogue.markRegionsRead(null);
    });
  }
}

/**
 * A source is due when its last attempt is long enough ago; unless it rests also at news of another, and when it failed
 * in a way that passes: what is not there will hardly be there in a quarter of an hour. None of this holds at another
 * address: whoever corrected it waits for the answer.
 */
function isDue({ store, clock }: AppContext, source: Source, hasNews: boolean): boolean {
  const { name, addressHash } = source;
  const { pace } = findKit(name) ?? {};
  const state = store.sources.find(name);
  if (!state?.lastAttemptAt || state.addressHash !== (addressHash ?? null)) return true;
  const isMissing = state.lastErrorCode === 'not_found' && name !== LEADING.name;
  const everyMs = Math.max(pace?.everyMs ?? 0, isMissing ? SIX_HOURS_MS : 0);
  if (findAgeMs(state.lastAttemptAt, clock.now()) >= everyMs) return true;
  if (pace?.rests) return false;
  if (source.hasMore?.(store.sources.findCursor(name))) return true;
  return hasNews || (state.lastErrorCode !== null && !isMissing);
}
