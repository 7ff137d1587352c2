import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { runCli } from '../../../src/surfaces/cli/run-cli.ts';

async function completionFor(...args: string[]): Promise<{ code: number; text: string }> {
  let text = '';
  const refuse = () => Promise.reject(new Error('needs no database'));
  const code = await runCli(['completion', ...args], {
    version: '1.0.0',
    openApp: refuse,
    restore: refuse,
    serve: refuse,
    renderMessage: async () => '',
    stdout: (part) => {
      text += part;
    },
    stderr: () => {},
    openStdin: async function* () {},
  });
  return { code, text };
}

test('completes commands, their options and the choices of an option in bash', async () => {
  const { code, text } = await completionFor('bash');
  expect(code).toBe(0);
  const complete = (typed: string) =>
    execFileSync('bash', ['-s'], {
      input: `${text}\nCOMP_WORDS=(${typed}); COMP_CWORD=$((\${#COMP_WORDS[@]}-1)); _vhdwatch; echo "\${COMPREPLY[*]}"`,
      encoding: 'utf8',
    }).trim();
  expect(complete('vhdwatch clus')).toBe('clusters');
  expect(complete('vhdwatch clusters im')).toBe('import');
  expect(complete('vhdwatch --json status --fail')).toBe('--fail-on');
  expect(complete('vhdwatch status --fail-on hi')).toBe('high');
});

test.each(['zsh', 'fish', 'powershell'])('prints every command for %s', async (shell) => {
  const { code, text } = await completionFor(shell);
  expect(code).toBe(0);
  for (const word of ['clusters', 'discover', 'doctor', '--fail-on']) expect(text).toContain(word);
});

test('refuses another shell as wrong usage', async () => {
  expect((await completionFor('tcsh')).code).toBe(2);
});

test('is one JSON value with --json', async () => {
  expect(JSON.parse((await completionFor('bash', '--json')).text)).toBe((await completionFor('bash')).text.trimEnd());
});
