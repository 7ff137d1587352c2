import { AppError } from '../../domain/app-error.ts';
import type { FeedResult, Source, SourceName } from '../../domain/source-document.ts';
import { findKit, LEADING } from '../../sources/source-kits.ts';
import { type AppContext, transact } from '../app-context.ts';
import { alarmOfFailures, alarmOfRefusals, reportRecovery } from './alarm-of-failures.ts';

/** How polling one source went. */
export interface SourceReport {
  readonly name: SourceName;
  readonly requests: number;
  readonly notModified: boolean;
  readonly new: number;
  readonly changed: number;
  readonly vanished: number;
  readonly rejected: number;
  /** Why it failed and what to do; `null` when it worked. */
  readonly error: string | null;
}

/** Asks one source and saves its documents together with the cursor they came with (T1), or nothing. Never throws for a source's failure. */
export async function pollSource(context: AppContext, source: Source): Promise<SourceReport> {
  const { store, logger } = context;
  let result: FeedResult;
  try {
    result = await source.poll(store.sources.findCursor(source.name), store.documents.findKnown(source.name));
  } catch (error) {
    return recordFailure(context, source, error);
  }
  for (const { item, reason } of result.rejected) {
    logger.warn('A document was refused', { source: source.name, item, reason });
  }
  return saveResult(context, source, result);
}

function recordFailure(context: AppContext, { name, addressHash }: Source, error: unknown): SourceReport {
  if (!(error instanceof AppError)) throw error;
  const { clock, logger, stopping } = context;
  const report = {
    name,
    requests: 0,
    notModified: false,
    new: 0,
    changed: 0,
    vanished: 0,
    rejected: 0,
    error: error.message,
  };
  // Cut off because this process stops: that says nothing about the source.
  if (stopping.aborted) return report;
  transact(context, (writing) => {
    writing.store.sources.markFailed(name, error, clock.now().toISOString(), addressHash);
    alarmOfFailures(writing, name);
  });
  logger.warn('Polling a source failed; what is known stays as it was', {
    source: name,
    code: error.code,
    reason: error.message,
  });
  return report;
}

function saveResult(context: AppContext, { name, addressHash }: Source, result: FeedResult): SourceReport {
  const at = context.clock.now().toISOString();
  const { added, changed } = transact(context, (writing) => {
    const { store } = writing;
    reportRecovery(writing, name);
    // Elsewhere single files are odd for good; a release that cannot be read is news that nobody hears.
    if (name === LEADING.name) alarmOfRefusals(writing, name, result.rejected);
    const saved = result.documents.map((document) => store.documents.save(document, at));
    for (const externalId of result.vanished) store.documents.markVanished(name, externalId, at);
    store.sources.markSucceeded(name, result.cursor, at, addressHash);
    if (findKit(name)?.content === 'regions') store.catalogue.markRegionsRead(at.slice(0, 10));
    if (result.listed) store.sources.saveListed(name, result.listed);
    return { added: saved.filter((as) => as === 'new').length, changed: saved.filter((as) => as === 'changed').length };
  });
  return {
    name,
    requests: result.requests,
    notModified: result.notModified,
    new: added,
    changed,
    vanished: result.vanished.length,
    rejected: result.rejected.length,
    error: null,
  };
}
