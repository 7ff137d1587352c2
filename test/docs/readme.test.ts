import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createProgram } from '../../src/surfaces/cli/run-cli.ts';
import { findUntrueLine, readConsoleBlocks, runShown } from './console-blocks.ts';
import { isInRepository, listSettings, ROOT, readRepositoryFile } from './repository.ts';

const README = readRepositoryFile('README.md');
const REFERENCE = readRepositoryFile('docs/reference.md');
const withoutBlocks = (text: string) => text.replace(/^```[\s\S]*?^```$/gm, '');
const PAGES = [
  'README.md',
  'ARCHITECTURE.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const ALL = PAGES.map(readRepositoryFile).join('\n');
const PROSE = withoutBlocks(`${README}\n${REFERENCE}`);
const CODE_SPANS = [...PROSE.matchAll(/`([^`\n]+)`/g)].map(([, text]) => text ?? '');

const program = await createProgram({
  version: '0',
  openApp: () => Promise.reject(new Error('not opened here')),
  restore: async () => ({ file: null, kept: null, reason: null }),
  serve: () => Promise.resolve(),
  stdout: () => {},
  stderr: () => {},
  renderMessage: async ({ kind }) => kind,
  openStdin: () => Readable.from([]),
  setExitCode: () => {},
});

describe('the commands in README and docs', () => {
  it.each(vhdwatchCommandsIn(ALL))('"vhdwatch %s" is one of the program, with its options', (text) => {
    const { command, unknown } = findCommand(text.split(' '));
    expect(unknown).toBeNull();
    const known = [...command.options, ...program.options].flatMap(({ long, short }) => [long, short]);
    for (const option of text.match(/(?<= )--?[a-z][a-z-]*/g) ?? []) expect(known).toContain(option);
  });

  it('are all of the program, and the table has no other', () => {
    const cells = [...REFERENCE.matchAll(/^\| (`vhdwatch [^|]*) \|/gm)].map(([, cell]) => cell ?? '');
    const inTable = cells.flatMap((cell) => [...cell.matchAll(/`vhdwatch ([a-z ]+)/g)].map(([, name]) => name?.trim()));
    expect(inTable.sort()).toEqual(listCommands(program).sort());
  });

  it.each([...new Set([...ALL.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name ?? ''))])(
    '"npm run %s" is a script of package.json',
    (name) => {
      const { scripts } = JSON.parse(readRepositoryFile('package.json')) as { scripts: Record<string, string> };
      expect(Object.keys(scripts)).toContain(name);
    },
  );
});

describe('the output in the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'readme-test-'));
  symlinkSync(join(ROOT, 'demo'), join(folder, 'demo'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // The demo's is looked at where the demo is run.
  const shown = readConsoleBlocks(README).filter(({ command }) => !command.startsWith('npm run demo'));

  it('is there to be checked', () => {
    expect(shown.length).toBeGreaterThanOrEqual(2);
  });

  // In the order of the document: one command's database is the next one's.
  it.each(shown.map((one) => [one.command, one] as const))('of "%s" is what it prints', async (command, one) => {
    const { code, stdout } = await runShown(command, folder);
    expect(code).toBe(0);
    expect(findUntrueLine(one.shown, stdout)).toBeNull();
  });
});

describe('the settings in the reference', () => {
  const rows = [...REFERENCE.matchAll(/^\| (`[A-Z][^|]*) \|([^|]*)\|/gm)].map(([, names = '', value = '']) => ({
    names: names.match(/[A-Z][A-Z_]+/g) ?? [],
    defaults: [...value.matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? ''),
  }));

  it('are those that the program reads', () => {
    const named = new Set(CODE_SPANS.filter((text) => /^[A-Z][A-Z_]{3,}$/.test(text)));
    expect([...named].sort()).toEqual(listSettings());
  });

  it('have the defaults that the program has', () => {
    const defaults = rows.flatMap(({ names, defaults: texts }) => names.map((name, index) => [name, texts[index]]));
    // A default that is the value of another setting stands in no schema.
    const given = defaults.filter((pair): pair is [string, string] => !/^(?:[A-Z_]+)?$/.test(pair[1] ?? ''));
    expect(given.length).toBeGreaterThan(5);
    for (const [name, text] of given) expect(readConfig({ [name]: text }), name).toEqual(readConfig({}));
  });
});

describe('the paths in README and docs', () => {
  const linksIn = (page: string) =>
    [...withoutBlocks(readRepositoryFile(page)).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, path]) =>
      join(dirname(page), path ?? ''),
    );
  const links = PAGES.flatMap(linksIn);
  const spans = CODE_SPANS.filter((text) => /^(?:\.\/)?\.?[\w-]+(?:\/[\w.-]+)*\/?$/.test(text) && /[./]/.test(text));
  // What the program makes, and what the reader does.
  const made = new Set(['./data/vhdwatch.db', '.env']);

  it.each([...new Set([...links, ...spans])].filter((path) => !made.has(path)))('%s exists', (path) => {
    expect(isInRepository(path)).toBe(true);
  });
});

function vhdwatchCommandsIn(text: string): string[] {
  const found = [...text.matchAll(/vhdwatch ((?:[a-z]+)(?:[ ]+[^\s`|]+)*)/g)];
  const isCode = (index: number) =>
    /(?:`|npx |\$ |exec -i vhdwatch )$/.test(text.slice(Math.max(0, index - 24), index));
  return [...new Set(found.filter(({ index }) => isCode(index)).map(([, words]) => words ?? ''))];
}

function findCommand(words: readonly string[]): { command: Command; unknown: string | null } {
  let command: Command = program;
  for (const word of words) {
    if (command.commands.length === 0) break;
    const next = command.commands.find((child) => child.name() === word);
    if (!next) return { command, unknown: word };
    command = next;
  }
  return { command, unknown: command.commands.length > 0 ? command.name() : null };
}

function listCommands(parent: Command, prefix = ''): string[] {
  return parent.commands.flatMap((child) =>
    child.commands.length > 0 ? listCommands(child, `${prefix}${child.name()} `) : [`${prefix}${child.name()}`],
  );
}
