import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createProgram } from '../../../src/surfaces/cli/run-cli.ts';
import { runInProcess } from '../../support/run-in-process.ts';
import { makeFolder } from '../../support/run-vhdwatch.ts';

function listBelow({ commands }: Command): readonly Command[] {
  return commands.flatMap((command) => [command, ...listBelow(command)]);
}

async function openProgram(stdout: (text: string) => void): Promise<Command> {
  return createProgram({
    version: '0.0.0',
    openApp: () => Promise.reject(new Error('not asked for')),
    restore: () => Promise.reject(new Error('not asked for')),
    serve: () => Promise.reject(new Error('not asked for')),
    renderMessage: async () => '',
    stdout,
    stderr: () => {},
    openStdin: async function* () {},
    setExitCode: () => {},
  });
}

test('the help of each command fits 80 columns, its words 60, and it ends with what to type', async () => {
  let text = '';
  const program = await openProgram((more) => {
    text += more;
  });
  const commands = listBelow(program);
  expect(commands.length).toBeGreaterThan(15);
  for (const command of commands) {
    text = '';
    command.outputHelp();
    expect(text, command.name()).toMatch(/\nExamples:\n {2}\S/);
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    text = '';
    command.configureOutput({ getOutHelpWidth: () => 60 }).outputHelp();
    // What can be copied stays in one line.
    const [words = ''] = text.split('\nExamples:');
    for (const line of words.split('\n')) expect(line.length, line).toBeLessThanOrEqual(60);
  }
});

test('the first help groups commands by what they are for, in words that need no glossary', async () => {
  let text = '';
  const program = await openProgram((more) => {
    text += more;
  });
  program.outputHelp();
  const headings = text.match(/^\S.*:$/gm);
  expect(headings).toContain('Look at your node pools:');
  expect(headings).not.toContain('Commands:');
  expect(text.indexOf('  status ')).toBeLessThan(text.indexOf('  serve '));
  for (const command of program.commands) {
    if (command.name() !== 'help')
      expect(command.description(), command.name()).not.toMatch(/catalogue|outbox|notification|document/i);
  }
});

const PROGRAM = /(?:^|\||&&|<\()\s*(?:[A-Z_]+=\S+ )*vhdwatch ([^|<>)]+)/g;
const WORD = /"([^"]*)"|(\S+)/g;
const POD = { kind: 'Pod', metadata: { name: 'a', namespace: 'b' }, spec: { containers: [{ name: 'c', image: 'd' }] } };
const PODS = JSON.stringify({ kind: 'List', items: [POD] });
/** Asks Azure of whoever is logged in on this machine. */
const OUTSIDE = /^clusters discover/;

test('each example in a --help is a line that runs: nothing in it is wrong usage', { timeout: 60_000 }, async () => {
  let text = '';
  const program = await openProgram((more) => {
    text += more;
  });
  for (const command of program.commands) command.outputHelp();
  const examples = [...text.matchAll(/\nExamples:\n((?: {2}.*\n?)+)/g)].flatMap(([, lines = '']) => lines.split('\n'));
  const asked = examples.flatMap((line) =>
    [...line.replace(/(?<=\S) {3,}.*/, '').matchAll(PROGRAM)].map(([, args = '']) => args),
  );
  expect(asked.length).toBeGreaterThan(25);
  const folder = makeFolder();
  try {
    cpSync(resolve(import.meta.dirname, '../../../demo/fleet.json'), join(folder.path, 'clusters.json'));
    cpSync(resolve(import.meta.dirname, '../../../demo/notes/2026-08-21.md'), join(folder.path, '2025-09-21.md'));
    const env = {
      DATABASE_PATH: join(folder.path, 'demo.sqlite'),
      GITHUB_API_URL: 'http://127.0.0.1:9',
      LOG_LEVEL: 'silent',
    };
    const run = (args: readonly string[]) => runInProcess(args, { cwd: folder.path, env, input: PODS });
    expect(await run(['clusters', 'import', 'clusters.json'])).toMatchObject({ code: 0 });
    for (const line of asked.filter((one) => !OUTSIDE.test(one))) {
      const args = [...line.matchAll(WORD)].map(([, quoted, plain = '']) => quoted ?? plain);
      // Played to this day it takes longer every day.
      if (args[0] === 'replay') args.push('--until', '2025-01-10');
      const { code, stderr } = await run(args.map((arg) => arg.replace(/^\/backup\//, '')));
      expect(code, `${line}: ${stderr}`).not.toBe(2);
      expect(stderr, line).not.toMatch(/in a way it should not|\n\s+at /);
    }
  } finally {
    folder.remove();
  }
});

test('a command without what it is about shows how it is typed', async () => {
  const options = { env: {}, cwd: '.', program: 'npx vhdwatch' };
  const { code, stderr } = await runInProcess(['clusters', 'tag'], options);
  expect(code).toBe(2);
  expect(stderr).toBe(
    "error: missing required argument 'id'\nExamples:\n  npx vhdwatch clusters tag shop-prod --channel C0123456789\n",
  );
  const replay = await runInProcess(['replay'], options);
  expect(replay.code).toBe(2);
  expect(replay.stderr).toBe(
    "error: required option '--from <day>' not specified\nExamples:\n  npx vhdwatch replay --from 2025-01-01 --upgrade-after never\n",
  );
});

test('a word that is near no command is answered with where all of them stand', async () => {
  const { code, stderr } = await runInProcess(['xyzzy'], { env: {}, cwd: '.', program: 'npx vhdwatch' });
  expect([code, stderr]).toEqual([2, `error: unknown command 'xyzzy'\n"npx vhdwatch --help" lists what there is.\n`]);
});
