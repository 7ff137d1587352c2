import { runInProcess } from '../support/run-in-process.ts';
import type { CommandResult } from '../support/run-vhdwatch.ts';

/** A command in a `console` block of a document, and the lines the document shows of what it prints. */
export interface ShownCommand {
  readonly command: string;
  /** `…` alone stands for any lines, `…` at the end of a line for the rest of it. */
  readonly shown: readonly string[];
}

/** The commands of every `console` block; a line that begins with `$ ` is one. */
export function readConsoleBlocks(markdown: string): ShownCommand[] {
  return [...markdown.matchAll(/^```console\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [command = '', ...shown] = part.trimEnd().split('\n');
        return { command, shown };
      }),
  );
}

/** Runs `[NAME=value] npx vhdwatch …` in a folder of its own that has the checkout's `demo/`. */
export async function runShown(command: string, folder: string): Promise<CommandResult> {
  const [, name, value = '', args = ''] = /^(?:([A-Z_]+)=(\S+) )?npx vhdwatch (.+)$/.exec(command) ?? [];
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await runInProcess(args.split(' '), {
      cwd: '.',
      env: name ? { [name]: value } : {},
      program: 'npx vhdwatch',
    });
  } finally {
    process.chdir(before);
  }
}

/** The first shown line that the output does not have where it should be; `null` when all of it is true. */
export function findUntrueLine(shown: readonly string[], output: string): string | null {
  const lines = output.trimEnd().split('\n');
  let next = 0;
  let maySkip = false;
  for (const line of shown) {
    if (line === '…') {
      maySkip = true;
      continue;
    }
    const rest = lines.slice(next);
    const at = maySkip ? rest.findIndex((printed) => isLike(line, printed)) : isLike(line, rest[0]) ? 0 : -1;
    if (at === -1) return line;
    next += at + 1;
    maySkip = false;
  }
  return maySkip || next === lines.length ? null : `(end, but the output goes on: ${lines[next]})`;
}

function isLike(shown: string, printed: string | undefined): boolean {
  if (printed === undefined) return false;
  return shown.endsWith('…') ? printed.startsWith(shown.slice(0, -1).trimEnd()) : printed.trimEnd() === shown.trimEnd();
}
