import { createReadStream } from 'node:fs';
import type { AppContext } from '../../app/app-context.ts';
import type { RestoreReport, RestoreRequest } from '../../app/operations/maintain-database.ts';
import { describeDamage, sayUnread } from '../../app/operations/read-health.ts';
import { AppError } from '../../domain/app-error.ts';
import { addDays } from '../../domain/calendar-date.ts';
import type { NotificationContent } from '../../domain/notification.ts';
import type { PlannedNotification } from '../../domain/outbox-entry.ts';
import { countOf } from '../../domain/text.ts';
import { nameProgram, type Terminal, terminalOf } from './render-table.ts';

/** What a command does where there is no database: it fails, it begins one, or it tells of that itself. Who begins none may also read one that cannot be written. */
type WithoutDatabase = 'fail' | 'begin' | 'tell';

/** Opens the application, runs `work`, prints its result as JSON or as text, and closes again, also after a failure. */
export async function runCommand<T>(
  cli: Cli,
  work: (context: AppContext, showProgress: ShowProgress) => T | Promise<T>,
  renderText: (result: T, terminal: Terminal, sayUnread: () => string | null) => string,
  withoutDatabase: WithoutDatabase = 'fail',
): Promise<T> {
  const app = await cli.openApp(parseNow(cli.options().now), withoutDatabase);
  const progress = createProgressBar(cli);
  try {
    const result = await work(app.context, progress.show);
    progress.clear();
    printResult(cli, result, (value, terminal) => renderText(value, terminal, () => sayUnread(app.context)));
    for (const damage of describeDamage(app.context)) cli.stderr(`${damage}\n`);
    return result;
  } finally {
    progress.clear();
    await app.close();
  }
}

const BAR_WIDTH = 24;
/** What is over sooner needs no progress. */
const SHOWN_AFTER_MS = 1_000;
/** Back to the start of the line, and away with what stands there. */
const CLEAR = '\r\u001b[K';

/** Shows how far something is; `what` is counted: `Windows node pools`. */
export type ShowProgress = (done: number, total: number, what: string) => void;

/** A progress bar on stderr from a second on; draws nothing where stderr is no terminal. */
function createProgressBar({ stderr, isTerminal = false }: CliEnvironment) {
  let shown = '';
  const startedAt = performance.now();
  const draw = (line: string): void => {
    // Thousands of pools are hundreds of identical lines.
    if (isTerminal && line !== shown) stderr(`${CLEAR}${line}`);
    shown = line;
  };
  const show: ShowProgress = (done, total, what) => {
    if (performance.now() - startedAt < SHOWN_AFTER_MS) return;
    const part = total === 0 ? 1 : done / total;
    const bar = '#'.repeat(Math.round(part * BAR_WIDTH)).padEnd(BAR_WIDTH, '.');
    draw(`[${bar}] ${done} of ${total} ${what}`);
  };
  return { show, clear: () => draw('') };
}

/**
 * One JSON value on stdout for programs, or text for people, for whom it fits their terminal.
 */
export function printResult<T>(cli: Cli, result: T, renderText: (result: T, terminal: Terminal) => string): void {
  const terminal = terminalOf(cli);
  const text = () => nameProgram(renderText(result, terminal), terminal.program);
  cli.stdout(`${cli.options().json ? JSON.stringify(result) : text()}\n`);
}

/** Reads `--now`, or another option that says when. @throws AppError `invalid_usage` */
export function parseNow(text: string | undefined, option = '--now'): Date | null {
  if (text === undefined) return null;
  const instant = new Date(text);
  const day = text.slice(0, 10);
  // Of a day that its month does not have, Date makes one of the next.
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && addDays(day, 0) === day;
  if (Number.isNaN(instant.getTime()) || !isDay) {
    throw new AppError(
      'invalid_usage',
      `${option} ${text} is no instant: write it as 2026-08-20 or 2026-08-20T09:00:00Z.`,
    );
  }
  return instant;
}

export const NO_CLUSTERS =
  'No clusters are registered: "az aks list -o json > clusters.json", then "vhdwatch clusters import clusters.json".';

/** Says how many messages did not get through; the command then ends with 1. */
export function reportFailed(cli: Cli, failed: number): void {
  if (failed === 0) return;
  cli.stderr(`Not delivered: ${countOf(failed, 'notification')}. "vhdwatch outbox list" shows why.\n`);
  cli.setExitCode(1);
}

/** A message as it is printed, `operation` being what it does in its channel. */
export async function toPrinted(
  { renderMessage }: Cli,
  { channel, operation = 'post', content }: Pick<PlannedNotification, 'channel' | 'operation' | 'content'>,
) {
  return { channel, operation, kind: content.kind, text: await renderMessage(content) };
}

export interface GlobalOptions {
  readonly json?: boolean;
  readonly now?: string;
}

/** An opened application; `close` lets go of the database. */
interface OpenApp {
  readonly context: AppContext;
  close(): Promise<void>;
}

/** What the command line is given by `main.ts`; the commands name no concrete class. */
export interface CliEnvironment {
  readonly version: string;
  /** How it was called, where that is not by its name alone: `npx vhdwatch` in a checkout. */
  readonly program?: string;
  /** Reads the configuration and opens the database. @throws AppError `invalid_config`, `storage` */
  openApp(now: Date | null, withoutDatabase: WithoutDatabase): Promise<OpenApp>;
  /** Puts a backup in the place of the database, which need not open. @throws AppError */
  restore(request: RestoreRequest): Promise<RestoreReport>;
  serve(now: Date | null): Promise<void>;
  /** A message as its channel reads it, as text. */
  readonly renderMessage: (content: NotificationContent) => Promise<string>;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly isTerminal?: boolean;
  /** Width of the terminal that stdout is; `null` or absent where it is none, and nothing is cut. */
  readonly columns?: number | null;
  readonly isColoured?: boolean;
  readonly openStdin: () => AsyncIterable<Uint8Array>;
  /** Called with 1 when a command ran and something failed. */
  setExitCode(code: number): void;
}

export interface Cli extends CliEnvironment {
  /** What was given to every command; known once it runs. */
  readonly options: () => GlobalOptions;
}

const CHUNK_BYTES = 1024 * 1024;
/** A document is never larger: what is belongs to something else, or has no end. */
const MOST_BYTES = 16 * CHUNK_BYTES;

/** The bytes of a file, or of standard input for `-`, as they are read. @throws AppError `invalid_input` that names the file */
export async function* openInput(environment: CliEnvironment, file: string): AsyncGenerator<Uint8Array> {
  if (file === '-') {
    yield* environment.openStdin();
    return;
  }
  try {
    yield* createReadStream(file, { highWaterMark: CHUNK_BYTES });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new AppError(
      'invalid_input',
      reason === 'ENOENT'
        ? `${file}: there is no such file.`
        : reason === 'EISDIR'
          ? `${file} is a folder: name the files in it.`
          : `${file} cannot be read (${reason}): check the path.`,
      { cause: error },
    );
  }
}

/** All bytes of a document, or of standard input for `-`. @throws AppError `invalid_input` that names the file */
export async function readInput(environment: CliEnvironment, file: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of openInput(environment, file)) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_BYTES)
      throw new AppError('invalid_input', `${file} is larger than a release note can be (16 MB): check the path.`);
  }
  return Buffer.concat(chunks);
}
