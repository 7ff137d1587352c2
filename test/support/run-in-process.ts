import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Beside, buildApp, restore } from '../../src/build-app.ts';
import { readConfig } from '../../src/config.ts';
import { writeText } from '../../src/messages/card-text.ts';
import { composeCard } from '../../src/messages/message-kinds.ts';
import { runCli } from '../../src/surfaces/cli/run-cli.ts';
import { readOnce } from './context-defaults.ts';
import { placeNewDatabase } from './open-test-store.ts';
import type { CommandResult } from './run-vhdwatch.ts';

/** The work of the processes beside, done here; none of what is tested with it looks at a picture. */
export const WORKED_HERE: Beside = {
  reader: { read: readOnce, close: async () => {} },
  drawer: { drawPng: async () => null, close: async () => {} },
  retryDelayMs: 1,
};

/**
 * Runs `vhdwatch ARGS` in this process, with everything real but processes: a hundred times faster than starting one.
 * Files named in ARGS are taken from `cwd`.
 */
export async function runInProcess(
  args: readonly string[],
  options: { cwd: string; env: Record<string, string>; input?: string; program?: string; columns?: number },
): Promise<CommandResult> {
  let stdout = '';
  let stderr = '';
  const readSettings = () => readConfig({ RELEASE_TRACKER_URL: 'off', ...options.env });
  const code = await runCli(
    args.map((arg) => (/\.(json|md|txt|db)$/.test(arg) ? join(options.cwd, arg) : arg)),
    {
      version: '0.0.0-test',
      ...(options.program && { program: options.program }),
      ...(options.columns && { columns: options.columns, isTerminal: true }),
      openApp: async (now, withoutDatabase) => {
        const settings = readSettings();
        placeNewDatabase(settings.databasePath);
        return buildApp(settings, now ? { now: () => now } : undefined, WORKED_HERE, withoutDatabase);
      },
      serve: async () => {},
      restore: (request) => restore(readSettings(), request),
      stdout: (text) => {
        stdout += text;
      },
      stderr: (text) => {
        stderr += text;
      },
      renderMessage: async (content) => writeText(composeCard(content)),
      openStdin: () => Readable.from([Buffer.from(options.input ?? '')]),
    },
  );
  return { code, stdout, stderr };
}
