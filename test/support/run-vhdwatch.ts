import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = join(ROOT, 'dist/main.js');

/** The environment of the outside world, as far as it matters: none of its settings leak into a test, and no test out of this machine. */
function cleanEnvironment(): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, TZ: 'UTC', RELEASE_TRACKER_URL: 'off' };
}

/** Builds the program unless the build is as new as this checkout; the tests run what users run. */
export function buildProgram(): void {
  execFileSync(process.execPath, ['build.ts', '--if-outdated'], { cwd: ROOT, stdio: 'inherit' });
}

/** A folder for one test's database and files. */
export function makeFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'vhdwatch-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** What a finished command left. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `vhdwatch ARGS` as a process to its end. */
export function runVhdwatch(
  args: readonly string[],
  options: { env?: Record<string, string>; cwd: string; input?: string },
): Promise<CommandResult> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: options.cwd,
    env: { ...cleanEnvironment(), ...options.env },
  });
  child.stdin.end(options.input ?? '');
  return collect(child);
}

/** The service as a process. */
export interface RunningService {
  readonly child: ChildProcess;
  /** Everything on stderr so far. */
  log(): string;
  stop(signal?: NodeJS.Signals): Promise<CommandResult>;
}

/** Starts `vhdwatch serve`; it goes on until `stop`. */
export function startVhdwatch(options: { env: Record<string, string>; cwd: string }): RunningService {
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    cwd: options.cwd,
    env: { ...cleanEnvironment(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (chunk) => {
    log += String(chunk);
  });
  const finished = collect(child);
  return {
    child,
    log: () => log,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return finished;
    },
  };
}

function collect(child: ChildProcess): Promise<CommandResult> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    stderr += String(chunk);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
