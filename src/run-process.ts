import { styleText } from 'node:util';
import manifest from '../package.json' with { type: 'json' };
import { runCli } from './surfaces/cli/run-cli.ts';

/** The process: one command of the command line, with its exit code. What it needs is loaded as it needs it. Never throws. */
export async function runProcess(args: readonly string[]): Promise<void> {
  process.stdout.on('error', endOnFailedOutput);
  process.exitCode = await runCli(args, {
    version: manifest.version,
    ...(isRunByNpx(process.env) && { program: 'npx vhdwatch' }),
    openApp: async (now, withoutDatabase) => {
      endOnSignal();
      const { buildApp } = await import('./build-app.ts');
      return buildApp(await configure(), now ? { now: () => now } : undefined, null, withoutDatabase);
    },
    serve: async (now) => (await import('./start-service.ts')).serve(now),
    restore: async (request) => {
      endOnSignal();
      const { restore } = await import('./build-app.ts');
      return restore(await configure(), request);
    },
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    isTerminal: process.stderr.isTTY,
    columns: process.stdout.isTTY ? process.stdout.columns : null,
    // As Node decides it: on a terminal, and by NO_COLOR and FORCE_COLOR.
    isColoured: styleText('red', 'x', { stream: process.stdout }) !== 'x',
    openStdin: () => process.stdin,
    renderMessage: async (content) => {
      const [{ writeText }, { composeCard }] = await Promise.all([
        import('./messages/card-text.ts'),
        import('./messages/message-kinds.ts'),
      ]);
      return writeText(composeCard(content));
    },
  });
}

/** In a checkout, where no other way finds it. */
function isRunByNpx({ npm_lifecycle_event: by, npm_lifecycle_script: command = '' }: NodeJS.ProcessEnv): boolean {
  return by === 'npx' && /^["']?vhdwatch\b/.test(command);
}

async function configure() {
  const [{ readConfig, SETTING_NAMES }, { readEnvironment }] = await Promise.all([
    import('./config.ts'),
    import('./setting-files.ts'),
  ]);
  return readConfig(readEnvironment(SETTING_NAMES));
}

/** Whoever reads what is printed, `head` for example, may have read enough; a full disk has not taken all of it. */
function endOnFailedOutput(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  process.stderr.write(`The output could not be written (${error.message}): free space there, and run it again.\n`);
  process.exit(1);
}

/** As the first process of a container nothing but the program itself ends it; what it has not committed is not lost. */
function endOnSignal(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.once(signal, () => process.exit(code));
}
