import { AppError } from '../../domain/app-error.ts';
import type { Steps } from '../../domain/steps.ts';
import type { AzureDiscoveryResult } from '../../inventory/azure/create-azure-discovery.ts';
import { type AppContext, transact } from '../app-context.ts';
import { followTrouble } from '../delivery/tell-operators.ts';
import { findDiscoveryState, saveDiscoveryState } from '../fleet/discovery-state.ts';
import { inTurns } from '../in-turns.ts';
import { refreshInSteps } from '../polling/refresh-findings.ts';
import { FleetSaving, type ImportReport, ImportTally } from './save-fleet-import.ts';

/** What a discovery found, as `clusters discover --json` gives it. */
export interface DiscoveryReport extends ImportReport {
  readonly asOf: string;
  /** Clusters that an earlier discovery found and that are gone. */
  readonly vanished: number;
  readonly problems: readonly string[];
}

interface DiscoveryOptions {
  /** Counts the Windows pools asked for their newest image. */
  readonly onProgress?: (done: number, total: number) => void;
  /** The fleet is to be kept true by it, so that a failure is remembered even when none ever succeeded. */
  readonly isScheduled?: boolean;
  /** Runs the saving, which takes a moment after Azure was asked for minutes, while nobody else works on the database. */
  readonly save?: <T>(work: () => Promise<T>) => Promise<T>;
}

/**
 * Asks Azure for every cluster that the identity can read and saves it in steps; what is gone is marked at the end, when
 * all was saved. When Azure cannot be asked the last good fleet stays, and the state says why.
 * @throws AppError `invalid_config`, `unavailable`, `rate_limited` that says what to do
 */
export async function discoverFleet(context: AppContext, options: DiscoveryOptions = {}): Promise<DiscoveryReport> {
  const { discovery, clock } = context;
  const { onProgress, isScheduled = false, save = (work) => work() } = options;
  const now = clock.now();
  let found: AzureDiscoveryResult;
  try {
    found = await discovery.discover(now, context.store.clusters.listDiscovered(), onProgress);
  } catch (error) {
    await save(async () => saveFailure(context, now, error, isScheduled));
    throw error;
  }
  return save(() => inTurns(saveFound(context, now, found)));
}

function* saveFound(context: AppContext, now: Date, found: AzureDiscoveryResult): Steps<DiscoveryReport> {
  const asOf = now.toISOString();
  const { problems, gone } = found;
  const tally = new ImportTally();
  const saving = new FleetSaving(context, tally);
  yield* saving.save(found, { everything: true });
  yield* saving.finish({ everything: true });
  // What it lacks is gone once all of it is saved, not before.
  if (gone.length > 0)
    transact(context, ({ store }) => {
      for (const id of gone) store.clusters.markVanished(id, asOf);
    });
  const state = { lastAttemptAt: asOf, lastSuccessAt: asOf, lastError: null, failures: 0, problems };
  transact(context, (writing) => saveDiscoveryState(writing, state));
  followDiscovery(context, null);
  yield* refreshInSteps(context);
  const report = tally.report();
  const complete = report.complete && problems.length === 0;
  return { asOf, ...report, complete, vanished: gone.length, problems };
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
  // Who tries it by hand sees why it failed.
  if (isScheduled) followDiscovery(context, state.lastError);
}

/** Fewer hours are a hiccup of Azure; the fleet changes slowly. */
const FAILING_TOLERATED_MS = 3 * 3_600_000;

function followDiscovery(context: AppContext, reason: string | null): void {
  const words = {
    name: 'discovery',
    title: 'vhdwatch cannot read the fleet from Azure',
    lines: ['The last good fleet stays as it was; what changed since is not known.', reason ?? ''].filter(
      (line) => line !== '',
    ),
    titleWhenOver: 'vhdwatch reads the fleet from Azure again',
  };
  followTrouble(context, words, reason !== null, FAILING_TOLERATED_MS);
}
