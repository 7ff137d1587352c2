import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createProgram } from '../../../src/surfaces/cli/run-cli.ts';

function listBelow({ commands }: Command): readonly Command[] {
  return commands.flatMap((command) => [command, ...listBelow(command)]);
}

test('the help of each command fits 80 columns, and ends with what to type', async () => {
  let text = '';
  const program = await createProgram({
    version: '0.0.0',
    openApp: () => Promise.reject(new Error('not asked for')),
    restore: () => Promise.reject(new Error('not asked for')),
    serve: () => Promise.reject(new Error('not asked for')),
    renderMessage: async () => '',
    stdout: (more) => {
      text += more;
    },
    stderr: () => {},
    openStdin: async function* () {},
    setExitCode: () => {},
  });
  const commands = listBelow(program);
  expect(commands.length).toBeGreaterThan(15);
  for (const command of commands) {
    text = '';
    command.outputHelp();
    expect(text, command.name()).toMatch(/\nExamples:\n {2}\S/);
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  }
});
