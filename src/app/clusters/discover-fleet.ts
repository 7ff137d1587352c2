import { AppError } from '../../domain/app-error.ts';
import type { AzureDiscoveryResult } from '../../inventory/azure/create-azure-discovery.ts';
import { type AppContext, transact } from '../app-context.ts';
import { findDiscoveryState, saveDiscoveryState } from '../fleet/discovery-state.ts';
import { refreshFindings } from '../polling/refresh-findings.ts';
import type { ImportReport } from './import-clusters.ts';
import { saveFleetImport } from './save-fleet-import.ts';

/** What a discovery found, as `clusters discover --json` gives it. */
export interface DiscoveryReport extends ImportReport {
  readonly asOf: string;
  /** Clusters that an earlier discovery found and that are gone. */
  readonly vanished: number;
  readonly problems: readonly string[];
}

/** How a discovery runs. */
export interface DiscoveryOptions {
  /** Counts the Windows pools asked for their newest image. */
  readonly onProgress?: (done: number, total: number) => void;
  /** The fleet is to be kept true by it, so that a failure is remembered even when none ever succeeded. */
  readonly isScheduled?: boolean;
  /** Runs the saving, which takes a moment after Azure was asked for minutes, while nobody else works on the database. */
  readonly save?: <T>(work: () => T) => Promise<T>;
}

/**
 * Asks Azure for every cluster that the identity can read and saves all of it in one transaction. When Azure cannot be
 * asked the last good fleet stays, and the state says why.
 * @throws AppError `invalid_config`, `unavailable`, `rate_limited` that says what to do
 */
export async function discoverFleet(context: AppContext, options: DiscoveryOptions = {}): Promise<DiscoveryReport> {
  const { discovery, clock } = context;
  const { onProgress, isScheduled = false, save = async (work) => work() } = options;
  if (!discovery) throw new AppError('invalid_config', 'Discovery from Azure is not available here.');
  const now = clock.now();
  let found: AzureDiscoveryResult;
  try {
    found = await discovery.discover(now, onProgress);
  } catch (error) {
    await save(() => saveFailure(context, now, error, isScheduled));
    throw error;
  }
  return save(() => saveFound(context, now, found));
}

function saveFound(context: AppContext, now: Date, found: AzureDiscoveryResult): DiscoveryReport {
  const asOf = now.toISOString();
  const { problems, notices } = found;
  return transact(context, (writing) => {
    const { unnamed: _, ids: _ids, ...saved } = saveFleetImport(writing, found, { everything: true });
    saveDiscoveryState(writing, { lastAttemptAt: asOf, lastSuccessAt: asOf, lastError: null, failures: 0, problems });
    refreshFindings(writing);
    return { asOf, ...saved, workloads: 0, notices, problems };
  });
}

function saveFailure(context: AppContext, now: Date, error: unknown, isScheduled: boolean): void {
  const before = findDiscoveryState(context);
  // Somebody tried it, and saw why it failed; the fleet comes from elsewhere.
  if (!before && !isScheduled) return;
  const state = {
    lastAttemptAt: now.toISOString(),
    lastSuccessAt: before?.lastSuccessAt ?? null,
    lastError: error instanceof AppError ? error.message : 'It failed in a way it should not; the log has the details.',
    failures: (before?.failures ?? 0) + 1,
    problems: before?.problems ?? [],
  };
  transact(context, (writing) => saveDiscoveryState(writing, state));
}
