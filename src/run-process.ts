import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import manifest from '../package.json' with { type: 'json' };
import { transact } from './app/app-context.ts';
import { endPause } from './app/delivery/sending-pause.ts';
import { buildApp, restore } from './build-app.ts';
import { listSettingFiles, readConfig } from './config.ts';
import { AppError } from './domain/app-error.ts';
import type { Logger } from './domain/logger.ts';
import { writeText } from './messages/card-text.ts';
import { composeCard } from './messages/message-kinds.ts';
import { startService } from './start-service.ts';
import { runCli } from './surfaces/cli/run-cli.ts';

/** How soon a secret that was rotated on disk is taken up; the kubelet takes a minute to put it there. */
const FILES_READ_EVERY_MS = 2_000;

/** The process: one command of the command line, with its exit code. Never throws. */
export async function runProcess(args: readonly string[]): Promise<void> {
  process.stdout.on('error', endOnClosedPipe);
  process.exitCode = await runCli(args, {
    version: manifest.version,
    openApp: async (now) => {
      endOnSignal();
      return buildApp(readConfig(readEnvironment()), now);
    },
    serve: (now) => serve(now),
    restore: (request, now) => restore(readConfig(readEnvironment()), request, now),
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    isTerminal: process.stderr.isTTY,
    columns: process.stdout.isTTY ? process.stdout.columns : null,
    isColoured: process.stdout.isTTY && process.stdout.hasColors(),
    openStdin: () => process.stdin,
    renderMessage: (content) => writeText(composeCard(content)),
  });
}

/** Until somebody ends it. A secret that is rotated on disk begins it anew, in the same process. */
async function serve(now: Date | null): Promise<void> {
  // Listened for from the first moment on: whoever stops it while it starts is not missed.
  const signal = waitForSignal().then(() => 'end' as const);
  while ((await serveOnce(now, signal)) !== 'end');
}

async function serveOnce(now: Date | null, signal: Promise<'end'>): Promise<'end' | 'anew'> {
  const app = await buildApp(readConfig(readEnvironment()), now);
  const { logger } = app.context;
  const watch = watchFiles({
    paths: listSettingFiles(readEnvironment()),
    everyMs: FILES_READ_EVERY_MS,
    isTaken: () => isConfigUsable(logger),
  });
  try {
    const service = await startService(app);
    const next = await Promise.race([signal, watch.changed.then(() => 'anew' as const)]);
    logger.info(
      next === 'end' ? 'Stopping: running work finishes first' : 'A setting changed on disk: starting anew with it',
    );
    await service.stop();
    if (next === 'anew') transact(app.context, (writing) => endPause(writing, 'credential'));
    return next;
  } finally {
    watch.stop();
    await app.close();
  }
}

/** A file that is half written, or wrong: the service goes on with what it has, and says why. */
function isConfigUsable(logger: Logger): boolean {
  try {
    readConfig(readEnvironment());
    return true;
  } catch (error) {
    const reason = error instanceof AppError ? error.message : 'unknown';
    logger.error('A setting changed on disk and cannot be used; the one before stays', { reason });
    return false;
  }
}

/** The environment, with what a `.env` file adds to it. */
function readEnvironment(): NodeJS.ProcessEnv {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code !== 'ENOENT')
      throw new AppError('invalid_config', `The file .env cannot be read (${code}): correct or remove it.`);
  }
  return process.env;
}

/** Whoever reads what is printed, `head` for example, has read enough. */
function endOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}

/** As the first process of a container nothing but the program itself ends it; what it has not committed is not lost. */
function endOnSignal(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.once(signal, () => process.exit(code));
}

function waitForSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

/** What to look at, and how often. */
export interface WatchOptions {
  readonly paths: readonly string[];
  readonly everyMs: number;
  /** Asked when a file says something else than at the start; `true` ends the watch, `false` looks on. */
  readonly isTaken: () => boolean;
}

/** A watch under way. */
export interface FileWatch {
  /** Resolves when a change was taken; never, where none is. */
  readonly changed: Promise<void>;
  stop(): void;
}

/** Looks at files by what is in them: Kubernetes swaps the folder around a Secret, which no event of a file tells. */
function watchFiles({ paths, everyMs, isTaken }: WatchOptions): FileWatch {
  let known = hashFiles(paths);
  let timer: NodeJS.Timeout | undefined;
  const changed = new Promise<void>((resolve) => {
    if (paths.length === 0) return;
    timer = setInterval(() => {
      const found = hashFiles(paths);
      if (found === known) return;
      known = found;
      if (!isTaken()) return;
      clearInterval(timer);
      resolve();
    }, everyMs);
  });
  return { changed, stop: () => clearInterval(timer) };
}

function hashFiles(paths: readonly string[]): string {
  return paths.map(hashFile).join();
}

function hashFile(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return 'unreadable';
  }
}
