import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeliveryDue } from '../../src/app/delivery/deliver.ts';
import { poll } from '../../src/app/polling/poll.ts';
import { remind } from '../../src/app/reminders/remind.ts';
import { withWorkLease } from '../../src/app/work-lease.ts';
import { buildApp } from '../../src/build-app.ts';
import { readConfig } from '../../src/config.ts';
import { type FakeGitHub, startFakeGitHub } from './fake-github.ts';
import { type FakeSlack, startFakeSlack } from './fake-slack.ts';
import { WORKED_HERE } from './run-in-process.ts';
import { makeFolder } from './run-vhdwatch.ts';
import { createSampleReleases } from './sample-notes.ts';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const PRELOAD = new URL('./crash-preload.mjs', import.meta.url).href;

/** Where the process is killed: right before or after its Nth commit, or the first that followed such a request. */
export interface CrashPoint {
  readonly when: 'before' | 'after';
  readonly commit: number | 'after-request' | 'after-message';
}

/** How a process ended, and how often it had committed something. */
export interface CrashRun {
  readonly killed: boolean;
  readonly commits: number;
}

/** A GitHub, a Slack and a database of one's own. */
export interface CrashWorld {
  readonly github: FakeGitHub;
  readonly slack: FakeSlack;
  readonly env: Record<string, string>;
  readonly folder: string;
  /** Runs the built program as a process. */
  run(args: readonly string[], crashPoint?: CrashPoint | null): Promise<CrashRun>;
  /** The same, with a way for the harness to kill it when a fake sees something. */
  runUntil(args: readonly string[], arrange: (kill: () => void) => void): Promise<CrashRun>;
  /** Does it again in a process that nobody kills, with more and more time passing, until nothing is left to send. */
  recover(command: 'poll' | 'remind'): Promise<void>;
  /** What the channels hold: every key with its channel, and every update, sorted. */
  outcome(): readonly string[];
  close(): Promise<void>;
}

/** Starts a world; with `from`, on a copy of that world's database, which must be closed. */
export async function startCrashWorld(from?: CrashWorld): Promise<CrashWorld> {
  const github = await startFakeGitHub({ releases: createSampleReleases() });
  const slack = await startFakeSlack({ channels: ['C0PLATFORM', 'C0BILLING1'], paceMs: 0 });
  const folder = makeFolder();
  const database = join(folder.path, 'vhdwatch.db');
  // With the mark beside it: to the program it is the same database at the same place.
  for (const suffix of from ? ['', '.sent'] : []) {
    const file = `${from?.env['DATABASE_PATH']}${suffix}`;
    if (existsSync(file)) copyFileSync(file, `${database}${suffix}`);
  }
  const env = {
    GITHUB_API_URL: github.url,
    RELEASE_TRACKER_URL: 'off',
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.token,
    SLACK_CHANNEL: 'C0PLATFORM',
    DATABASE_PATH: database,
    // A process for each picture of each kill takes most of the time; the full run has them.
    SLACK_PICTURES: process.env['SOAK'] ? 'on' : 'off',
    LOG_LEVEL: 'error',
  };
  return {
    github,
    slack,
    env,
    folder: folder.path,
    run: (args, crashPoint = null) => runProgram(args, { env, folder: folder.path, crashPoint }),
    runUntil: (args, arrange) => runProgram(args, { env, folder: folder.path, crashPoint: null, arrange }),
    recover: (command) => recoverAhead(env, command),
    outcome: () => describeOutcome(slack),
    close: async () => {
      await Promise.all([github.close(), slack.close()]);
      folder.remove();
    },
  };
}

interface RunOptions {
  readonly env: Record<string, string>;
  readonly folder: string;
  readonly crashPoint: CrashPoint | null;
  readonly arrange?: (kill: () => void) => void;
}

function runProgram(args: readonly string[], { env, folder, crashPoint, arrange }: RunOptions): Promise<CrashRun> {
  const log = join(folder, 'commits.log');
  rmSync(log, { force: true });
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', PRELOAD, MAIN, ...args], {
    cwd: folder,
    env: {
      PATH,
      HOME,
      TZ: 'UTC',
      ...env,
      CRASH_LOG: log,
      ...(crashPoint ? { CRASH_AT: `${crashPoint.when}:${crashPoint.commit}` } : {}),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  arrange?.(() => child.kill('SIGKILL'));
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 2 || /should not/.test(stderr)) reject(new Error(stderr));
      const commits = existsSync(log) ? readFileSync(log, 'utf8').length : 0;
      resolve({ killed: signal === 'SIGKILL', commits });
    });
  });
}

const MOST_RUNS = 60;

/** Works in this process until nothing is left to send; half a minute passes between two runs, and nobody waits for it. */
async function recoverAhead(env: Record<string, string>, command: 'poll' | 'remind'): Promise<void> {
  const { context, close } = await buildApp(readConfig(env), undefined, WORKED_HERE);
  try {
    for (let run = 1; run <= MOST_RUNS; run += 1) {
      const later = {
        now: () => new Date(Date.now() + run * 30_000),
        uptimeMs: () => performance.now() + run * 30_000,
      };
      const ahead = { ...context, clock: later, wallClock: later };
      const again = () => (command === 'poll' ? poll(ahead) : remind(ahead, { force: false }));
      await withWorkLease<unknown>(context, again, 5_000);
      const left = context.store.outbox.findNextDueAt(later.now().toISOString());
      if (run > 1 && left === null && !isDeliveryDue(ahead)) return;
    }
  } finally {
    await close();
  }
  throw new Error(`After ${MOST_RUNS} runs something is still to be sent`);
}

function describeOutcome(slack: FakeSlack): readonly string[] {
  return slack
    .messages()
    .map(({ channel, metadata, edits, threadTs }) => {
      const key = String(metadata?.event_payload['key'] ?? '');
      return `${channel} ${key}${threadTs ? ' in a thread' : ''}${edits > 0 ? ' updated' : ''}`;
    })
    .sort();
}

/** Runs `work` on every item, a few at a time. */
export async function forEachOf<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const run = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, run));
}
