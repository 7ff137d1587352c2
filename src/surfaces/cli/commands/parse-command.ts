import type { Command } from 'commander';
import { parseNote } from '../../../app/polling/read-documents.ts';
import type { ParsedNote } from '../../../domain/announcement.ts';
import { AppError } from '../../../domain/app-error.ts';
import { countOf, decodeBytes } from '../../../domain/text.ts';
import { renderTable } from '../render-table.ts';
import { type Cli, printResult, readInput } from '../run-command.ts';

interface ParsedFile {
  readonly file: string;
  readonly images: readonly object[];
  /** Versions that it says were taken back. */
  readonly withdrawn: readonly string[];
  readonly retirements: readonly object[];
  readonly unread: readonly string[];
}

/** `vhdwatch parse FILE…`: what vhdwatch reads in a release note; needs no database and no network. */
export function addParseCommand(program: Command, cli: Cli): void {
  program
    .command('parse')
    .description('what vhdwatch understands of a release note: its Windows images, and what it says that ends')
    .argument('<file...>', 'files, or - for standard input')
    .action(async (files: string[]) => {
      const refused: AppError[] = [];
      for (const file of files) {
        const body = await readInput(cli, file).catch((error: unknown) => {
          if (!(error instanceof AppError)) throw error;
          refused.push(error);
        });
        if (body) printResult(cli, toParsedFile(file, await parseNote(decodeBytes(body), file)), renderText);
      }
      const [first] = refused;
      if (first) throw new AppError(first.code, refused.map(({ message }) => message).join('\n'), { cause: first });
    });
}

function toParsedFile(file: string, note: ParsedNote): ParsedFile {
  return {
    file,
    images: note.images.map(({ osSku, version, linkedVersion }) => ({ osSku, version, linkedVersion })),
    withdrawn: note.recalls.map(({ version }) => version),
    retirements: note.retirements.map(({ subject, phase, date, quote, fromKubernetes, doubt }) => ({
      subject,
      phase,
      date,
      quote,
      fromKubernetes,
      doubt,
    })),
    unread: note.unread,
  };
}

function renderText({ file, images, withdrawn, retirements, unread }: ParsedFile): string {
  const lines = [`${file}: ${countOf(images.length, 'image')}, ${countOf(retirements.length, 'retirement statement')}`];
  if (images.length > 0) lines.push('', renderRows(images, ['osSku', 'version', 'linkedVersion']));
  if (withdrawn.length > 0) lines.push('', `Withdrawn: ${withdrawn.join(', ')}`);
  if (retirements.length > 0) lines.push('', renderRows(retirements, ['subject', 'phase', 'date', 'fromKubernetes']));
  if (unread.length > 0)
    lines.push('', `Not understood: ${countOf(unread.length, 'passage')} about Windows`, ...unread);
  return lines.join('\n');
}

function renderRows(rows: readonly object[], columns: readonly string[]): string {
  return renderTable(
    columns,
    rows.map((row) => columns.map((column) => (row as Readonly<Record<string, string | null>>)[column] ?? null)),
  );
}
