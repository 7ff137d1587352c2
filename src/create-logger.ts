import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import pino from 'pino';
import { type Config, readSecrets } from './config.ts';
import type { Logger } from './domain/logger.ts';
import { redactSecrets } from './domain/redact-secrets.ts';

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
  const log = pino(
    {
      level: config.logLevel,
      base: { run: RUN_ID },
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { error: pino.stdSerializers.err },
      redact: {
        paths: ['*.token', '*.authorization', '*.headers', 'error.config', 'error.request', 'error.response'],
        censor: '[redacted]',
      },
    },
    {
      write: (line: string) => {
        const clean = redactSecrets(line, secrets);
        write(isTerminal ? sayLine(clean) : clean);
      },
    },
  );
  return {
    debug: (message, fields) => log.debug(fields ?? {}, message),
    info: (message, fields) => log.info(fields ?? {}, message),
    warn: (message, fields) => log.warn(fields ?? {}, message),
    error: (message, fields) => log.error(fields ?? {}, message),
  };
}

/** `09:00:12 warn  Polling a source failed: source vhd-notes, reason …`, in UTC. */
function sayLine(line: string): string {
  const { level, time, run: _run, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const words = Object.entries(fields).map(
    ([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const text = `${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${[msg, words.join(', ')].filter(Boolean).join(': ')}`;
  // Text from outside moves no cursor.
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
  return [...Object.values(readSecrets(config)), process.env['AZURE_CLIENT_SECRET']]
    .filter((secret) => secret !== undefined)
    .filter((secret) => secret.length >= 8)
    .map((secret) => JSON.stringify(secret).slice(1, -1));
}
