import type { AppContext } from '../app/app-context.ts';
import { discoverFleet } from '../app/clusters/discover-fleet.ts';
import { deliverDue, isDeliveryDue } from '../app/delivery/deliver.ts';
import { followTrouble } from '../app/delivery/tell-operators.ts';
import { isFleetRead, warmFleet } from '../app/fleet/assess-fleet.ts';
import { findDiscoveryState } from '../app/fleet/discovery-state.ts';
import { inTurns } from '../app/in-turns.ts';
import { type PollReport, poll } from '../app/polling/poll.ts';
import { isReminderDue, remindDue } from '../app/reminders/remind-due.ts';
import { createDuty, findWorker, withWorkLease } from '../app/work-lease.ts';
import { AppError } from '../domain/app-error.ts';
import { findAgeMs } from '../domain/clock.ts';
import type { Logger } from '../domain/logger.ts';
import type { ChatSocket } from '../domain/sender.ts';
import { createSchedule } from './create-schedule.ts';

/** When the jobs run: cron expressions in an IANA time zone. Reminders know their own times. */
interface JobSchedules {
  readonly poll: string;
  /** `null` while discovery from Azure is off. */
  readonly discovery: string | null;
  readonly timeZone: string;
}

export interface PollRun {
  readonly durationMs: number;
  /** False where the source that leads gave no answer, or was not asked. */
  readonly isGood: boolean;
}

/** How often the jobs look for what is due: short enough for a schedule with seconds. */
const TICK_MS = 500;
const MINUTE_MS = 60_000;

/**
 * Polls at once, then on schedule; what fell due while nobody was running, or while the clock jumped, runs once and
 * late. Reminders and retries run when they are due. One job at a time, never overlapping.
 */
export function startJobs(
  base: AppContext,
  schedules: JobSchedules,
  onPolled: (run: PollRun) => void,
  socket: ChatSocket | null,
) {
  const stopping = new AbortController();
  const context: AppContext = { ...base, stopping: stopping.signal };
  const runner = createRunner(context);
  const pollOnce = () =>
    runner.run('poll', async () => {
      const startedAt = performance.now();
      let isGood = false;
      try {
        const report = await poll(context, { isScheduled: true, onProgress: createProgressLog(context) });
        isGood = isLeaderGood(context, report);
        logPoll(context, report);
      } finally {
        onPolled({ durationMs: performance.now() - startedAt, isGood });
      }
      await remindDue(context);
    });
  const begin = () => {
    const polls = createSchedule(schedules.poll, schedules.timeZone);
    const discover = createDiscovery(context, runner, schedules);
    const lookAround = createLookAround(context, runner, socket);
    void pollOnce();
    return () => {
      if (polls.isDue()) void pollOnce();
      discover();
      lookAround();
    };
  };
  const { stop, tick: takeTurn } = createTurns(context, begin);
  const warm = createWarming(context);
  const tick = () => {
    takeTurn();
    warm();
  };
  tick();
  const ticks = setInterval(tick, TICK_MS);
  return {
    stop: async () => {
      clearInterval(ticks);
      stopping.abort();
      await runner.stop();
      stop();
    },
  };
}

const READ_BETWEEN_LOGS = 25;

/** The first poll reads hundreds of files one by one: the log shows that it is going on. */
function createProgressLog({ logger }: AppContext) {
  return (source: string, done: number, total: number): void => {
    if (done > 0 && done % READ_BETWEEN_LOGS === 0) logger.info('Reading files of a source', { source, done, total });
  };
}

/** Starts the jobs when this service holds the lease, and again whenever it gets it back. */
function createTurns(context: AppContext, begin: () => () => void) {
  const duty = createDuty(context);
  let work: (() => void) | null = null;
  let isWaiting = false;
  return {
    tick: () => {
      if (duty.isOurs()) {
        if (isWaiting) context.logger.info('This process goes on with the work');
        isWaiting = false;
        work ??= begin();
        return work();
      }
      if (!isWaiting) sayWhyIdle(context);
      isWaiting = true;
      work = null;
    },
    stop: duty.end,
  };
}

/** Where nobody else has the work either, taking it could not be saved. */
function sayWhyIdle(context: AppContext): void {
  const worker = findWorker(context);
  if (worker === null)
    context.logger.warn('Nothing is done while the database cannot be written: "vhdwatch doctor" says why');
  else context.logger.info('Standing by: another process works on this database', { worker });
}

/** Assesses the fleet ahead, in steps: a page or a click would do it in one go, and hold up everybody. A service that stands by shows pages, too. */
function createWarming(context: AppContext): () => void {
  let isWarming = false;
  const warm = async () => {
    try {
      if (!isFleetRead(context)) await inTurns(warmFleet(context));
    } catch (error) {
      context.logger.debug('The fleet could not be read in advance', { error });
    }
    isWarming = false;
  };
  return () => {
    if (isWarming) return;
    isWarming = true;
    void warm();
  };
}

function createDiscovery(context: AppContext, runner: Runner, { discovery, timeZone }: JobSchedules): () => void {
  if (!discovery) return () => undefined;
  const schedule = createSchedule(discovery, timeZone);
  const job = createDiscoveryJob(context, runner.run);
  if (job.isDue()) void job.run();
  return () => {
    if (schedule.isDue()) void job.run();
  };
}

/** Checks whether a reminder or a delivery is due, while nothing else is running. A broken database is logged once. */
function createLookAround(context: AppContext, runner: Runner, socket: ChatSocket | null): () => void {
  let isBroken = false;
  let lastMinute: number | null = null;
  return () => {
    if (runner.isBusy()) return;
    // Reminders are due at full minutes: once in each it is looked for them.
    const minute = Math.floor(context.clock.now().getTime() / MINUTE_MS);
    try {
      if (minute !== lastMinute) followSocket(context, socket);
      const isDue = minute !== lastMinute && isReminderDue(context);
      if (!isDue) lastMinute = minute;
      if (isDue) void runner.run('remind', () => remindDue(context));
      else if (isDeliveryDue(context)) void runner.run('deliver', () => deliverDue(context));
      isBroken = false;
    } catch (error) {
      if (!isBroken) context.logger.error('The database cannot be read', { error });
      isBroken = true;
    }
  };
}

/** A chat closes its socket every few hours, and one comes back in seconds. */
const CLOSED_TOLERATED_MS = 15 * MINUTE_MS;

/** Messages need no socket, so one can report a socket that stays closed. */
export function followSocket(context: AppContext, socket: ChatSocket | null): void {
  if (socket) followTrouble(context, { name: 'socket', ...socket.alarm }, !socket.isOpen(), CLOSED_TOLERATED_MS);
}

function isLeaderGood({ sources: [leader] }: AppContext, { sources }: PollReport): boolean {
  return sources.some(({ name, error }) => name === leader?.name && error === null);
}

function logPoll({ logger }: AppContext, report: PollReport): void {
  const { sources, queued, delivered, failed } = report;
  const sum = (count: (source: (typeof sources)[number]) => number) =>
    sources.reduce((total, source) => total + count(source), 0);
  logger.info('Polled', {
    requests: sum((source) => source.requests),
    new: sum((source) => source.new),
    changed: sum((source) => source.changed),
    errors: sum((source) => (source.error ? 1 : 0)),
    queued,
    delivered,
    failed,
  });
}

/** A fleet younger than this needs no discovery at start: a service that restarts often must not ask Azure as often. */
const FRESH_MS = 6 * 3_600_000;

/** Asking Azure can take minutes, so that only the saving waits for its turn among the jobs. A failure is logged. */
export function createDiscoveryJob(context: AppContext, runInTurn: Runner['run']) {
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
      return succeededAt === null || findAgeMs(succeededAt, clock.now()) >= FRESH_MS;
    },
  };
}

async function saveInTurn<T>(runInTurn: Runner['run'], work: () => Promise<T>): Promise<T> {
  const results: T[] = [];
  await runInTurn('save-discovery', async () => void results.push(await work()));
  const [result] = results;
  // The turn never came, or saving failed: either was logged.
  if (result === undefined && results.length === 0) throw new AppError('unavailable', 'What was found was not saved.');
  return result as T;
}

interface Runner {
  /** Resolves when the job is done, or failed and was logged. */
  run(name: string, work: () => Promise<unknown>): Promise<void>;
  isBusy(): boolean;
  /** Resolves when the running job is done; those that wait are not started. */
  stop(): Promise<void>;
}

/** Runs one job after the other, none while another process works; a job that fails is logged, and the service goes on. */
function createRunner(context: AppContext): Runner {
  let queue: Promise<void> = Promise.resolve();
  let waiting = 0;
  let stopped = false;
  const runOne = async (name: string, work: () => Promise<unknown>) => {
    if (stopped) return;
    try {
      await withWorkLease(context, work);
    } catch (error) {
      context.logger.error('A job failed; its next turn tries again', { job: name, error });
    }
  };
  return {
    run: (name, work) => {
      waiting += 1;
      queue = queue
        .then(() => runOne(name, work))
        .finally(() => {
          waiting -= 1;
        });
      return queue;
    },
    isBusy: () => waiting > 0,
    stop: () => {
      stopped = true;
      return queue;
    },
  };
}

interface HeartbeatOptions {
  /** HEARTBEAT_URL; `null` without one. It may carry a secret and is never logged. */
  readonly url: string | null;
  readonly logger: Logger;
  readonly fetch?: typeof globalThis.fetch;
  readonly timeoutMs?: number;
}

/** Calls the URL. Never throws; that it could not be called is logged once, until it can be again. */
export function createHeartbeat({ url, logger, fetch = globalThis.fetch, timeoutMs = 10_000 }: HeartbeatOptions) {
  let isMissed = false;
  return async (): Promise<void> => {
    if (url === null) return;
    const problem = await call(url, fetch, timeoutMs);
    if (problem !== null && !isMissed) logger.warn('HEARTBEAT_URL could not be called', { reason: problem });
    isMissed = problem !== null;
  };
}

async function call(url: string, fetch: typeof globalThis.fetch, timeoutMs: number): Promise<string | null> {
  try {
    // Whoever answers there could lead it to addresses that only this machine reaches.
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    await response.body?.cancel();
    return response.ok ? null : `answered ${response.status}`;
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : 'cannot be reached';
  }
}
