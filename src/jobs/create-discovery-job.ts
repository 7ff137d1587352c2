import type { AppContext } from '../app/app-context.ts';
import { discoverFleet } from '../app/clusters/discover-fleet.ts';
import { findDiscoveryState } from '../app/fleet/discovery-state.ts';
import { AppError } from '../domain/app-error.ts';

/** A fleet younger than this needs no discovery at start: a service that restarts often must not ask Azure as often. */
const FRESH_MS = 6 * 3_600_000;

/** Runs one job after the other, and logs what fails. */
type RunInTurn = (name: string, work: () => Promise<unknown>) => Promise<void>;

/** Discovery as a job. */
export interface DiscoveryJob {
  run(): Promise<void>;
  /** True when the fleet was not discovered for hours. */
  isDue(): boolean;
}

/** Asking Azure can take minutes, so that only the saving waits for its turn among the jobs. A failure is logged. */
export function createDiscoveryJob(context: AppContext, runInTurn: RunInTurn): DiscoveryJob {
  const { logger, clock } = context;
  return {
    run: async () => {
      try {
        const report = await discoverFleet(context, { isScheduled: true, save: (work) => saveInTurn(runInTurn, work) });
        const { clusters, windowsNodePools, vanished, problems } = report;
        logger.info('Discovered the fleet', { clusters, windowsNodePools, vanished, problems: problems.length });
      } catch (error) {
        const reason = error instanceof AppError ? error.message : error;
        logger.error('Discovery from Azure failed; the last good fleet stays', { error: reason });
      }
    },
    isDue: () => {
      const succeededAt = findDiscoveryState(context)?.lastSuccessAt ?? null;
      return succeededAt === null || clock.now().getTime() - Date.parse(succeededAt) >= FRESH_MS;
    },
  };
}

async function saveInTurn<T>(runInTurn: RunInTurn, work: () => T): Promise<T> {
  const results: T[] = [];
  await runInTurn('save-discovery', async () => void results.push(work()));
  const [result] = results;
  // The turn never came, or saving failed: either was logged.
  if (result === undefined && results.length === 0) throw new AppError('unavailable', 'What was found was not saved.');
  return result as T;
}
