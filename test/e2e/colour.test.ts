import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runInProcess } from '../support/run-in-process.ts';
import { makeFolder, ROOT, runVhdwatch } from '../support/run-vhdwatch.ts';

const folder = makeFolder();
const env = { DATABASE_PATH: join(folder.path, 'fleet.db'), LOG_LEVEL: 'silent' };
/** Runs a command on a terminal of its own. */
const SCRIPT = '/usr/bin/script';
const hasTerminal = spawnSync(SCRIPT, ['--version']).status === 0;

beforeAll(async () => {
  await runInProcess(['clusters', 'import', 'fleet.json'], { cwd: join(ROOT, 'demo'), env });
});
afterAll(() => folder.remove());

const COLOUR = '\u001b[';

// That a pipe has no colour otherwise is held by compiled-program.test.ts.
test.concurrent('FORCE_COLOR colours a pipe, and data never', async () => {
  const forced = { cwd: folder.path, env: { ...env, FORCE_COLOR: '1' } };
  const printed = await Promise.all([runVhdwatch(['status'], forced), runVhdwatch(['status', '--json'], forced)]);
  expect(printed.map(({ stdout }) => stdout.includes(COLOUR))).toEqual([true, false]);
});

test.skipIf(!hasTerminal)(
  `a terminal has colours, with NO_COLOR none (skipped without ${SCRIPT})`,
  { concurrent: true },
  async () => {
    const onTerminal = (more: Record<string, string>) =>
      promisify(execFile)(SCRIPT, ['-qec', `${process.execPath} ${join(ROOT, 'dist/main.js')} status`, '/dev/null'], {
        env: { PATH: process.env['PATH'], TERM: 'xterm', ...env, ...more },
      });
    const printed = await Promise.all([onTerminal({}), onTerminal({ NO_COLOR: '1' })]);
    expect(printed.map(({ stdout }) => stdout.includes(COLOUR))).toEqual([true, false]);
  },
);
