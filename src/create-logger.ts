import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import type { Config } from './config.ts';
import type { LogFields, Logger } from './domain/logger.ts';
import { redactSecrets } from './domain/secrets.ts';

/** Of this process, in each line of its log: which lines belong together where several processes log to one place. */
const RUN_ID = randomUUID().slice(0, 8);

/**
 * Logs one JSON object a line, or words where a person looks at it (`isTerminal`). Each line is cleaned of secrets as a
 * whole, wherever in it they may stand.
 */
export function createLogger(
  config: Config,
  write: (line: string) => unknown = writeToStderr,
  isTerminal = process.stderr.isTTY,
): Logger {
  const secrets = listSecrets(config);
  const least = LEVELS.indexOf(config.logLevel);
  const logAs =
    (level: keyof Logger) =>
    (msg: string, fields: LogFields = {}): void => {
      if (LEVELS.indexOf(level) < least) return;
      const line = writeJson({ level, time: new Date().toISOString(), run: RUN_ID, ...fields, msg });
      const clean = redactSecrets(`${line}\n`, secrets);
      write(isTerminal ? sayLine(clean) : clean);
    };
  return { debug: logAs('debug'), info: logAs('info'), warn: logAs('warn'), error: logAs('error') };
}

const LEVELS: readonly Config['logLevel'][] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
/** What libraries keep in their errors: requests and answers, with credentials in them. */
const WITHHELD = new Set(['token', 'authorization', 'headers', 'config', 'request', 'response']);

/** One line, whatever stands in it: what cannot be written, such as a thing that holds itself, is left out. */
function writeJson(record: LogFields): string {
  try {
    return JSON.stringify(record, (name, value: unknown) => {
      if (WITHHELD.has(name)) return '[redacted]';
      return value instanceof Error ? describeError(value) : value;
    });
  } catch {
    const { level, time, run, msg } = record;
    return JSON.stringify({ level, time, run, left: 'fields that cannot be written', msg });
  }
}

/** An error has no JSON of its own. */
function describeError(error: Error): object {
  const { message, stack, cause } = error;
  return {
    ...error,
    type: error.constructor.name,
    message,
    stack,
    ...(cause === undefined ? {} : { cause }),
    ...(error instanceof AggregateError ? { errors: error.errors } : {}),
  };
}

/** `09:00:12 warn  Polling a source failed: source vhd-notes, reason …`, in UTC. */
function sayLine(line: string): string {
  const { level, time, run: _run, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const words = Object.entries(fields).map(
    ([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const text = `${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${[msg, words.join(', ')].filter(Boolean).join(': ')}`;
  return `${text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')}\n`;
}

/** At once, so that the last words of a process are not lost. A reader that went away is no reason to end. */
export function writeToStderr(line: string): void {
  try {
    writeSync(2, line);
  } catch {}
}

/** The secrets of this installation, as they stand in JSON. Shorter ones would redact ordinary words. */
function listSecrets(config: Config): readonly string[] {
  return [...Object.values(config.secrets), process.env['AZURE_CLIENT_SECRET']]
    .filter((secret) => secret !== undefined)
    .filter((secret) => secret.length >= 8)
    .map((secret) => JSON.stringify(secret).slice(1, -1));
}
