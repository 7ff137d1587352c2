import type { Command } from 'commander';
import type { AppContext, DoctorCheck } from '../../../app/app-context.ts';
import { listOutbox, retryNotification } from '../../../app/delivery/manage-outbox.ts';
import { backUp, type RestoreReport } from '../../../app/operations/maintain-database.ts';
import { runDoctor } from '../../../app/operations/run-doctor.ts';
import { AppError } from '../../../domain/app-error.ts';
import { formatInstant } from '../../../domain/calendar-date.ts';
import { renderWholeTable, type Terminal } from '../render-table.ts';
import { type Cli, parseNow, printResult, runCommand } from '../run-command.ts';

export function addServeCommand(program: Command, cli: Cli): void {
  program
    .command('serve')
    .description('keep running: read what AKS publishes every 15 minutes, send messages and reminders, show the page')
    .action(() => cli.serve(parseNow(cli.options().now)));
}

export function addBackupCommand(program: Command, cli: Cli): void {
  program
    .command('backup')
    .description('copy the database to a file; the service may go on')
    .argument('<file>', 'where to; replaced when it exists')
    .action(async (file: string) => {
      await runCommand(
        cli,
        async (context) => {
          await backUp(context, file);
          return { file };
        },
        () => `Copied the database to ${file}.`,
      );
    });
}

interface RestoreFlags {
  readonly ifMissing?: boolean;
  readonly beforeUpgrade?: boolean;
}

export function addRestoreCommand(program: Command, cli: Cli): void {
  program
    .command('restore')
    .description('put a backup in the place of the database, which is kept beside it; stop the service first')
    .argument('[file]', 'made by "vhdwatch backup", or by a replication of the database')
    .option('--if-missing', 'only where there is no database, as at the first start of a container; else do nothing')
    .option('--before-upgrade', 'where a newer version wrote the database: the copy that was made before it did')
    .action(async (file: string | undefined, flags: RestoreFlags) => {
      const report = await cli.restore(readRequest(file, flags));
      printResult(cli, { file: report.file, kept: report.kept }, () => describe(report));
    });
}

function readRequest(file: string | undefined, { ifMissing = false, beforeUpgrade = false }: RestoreFlags) {
  if (beforeUpgrade) {
    if (file === undefined && !ifMissing) return { kind: 'before-upgrade' } as const;
    throw new AppError('invalid_usage', '--before-upgrade knows the file by itself: give it alone.');
  }
  if (file !== undefined) return { kind: 'file', file, onlyIfMissing: ifMissing } as const;
  throw new AppError('invalid_usage', 'Name the backup to restore: "vhdwatch restore FILE".');
}

function describe({ file, kept, reason }: RestoreReport): string {
  if (file === null) return reason ?? 'Nothing was restored.';
  return kept ? `Restored ${file}; the database that was there is now ${kept}.` : `Restored ${file}.`;
}

export function addDoctorCommand(program: Command, cli: Cli): void {
  program
    .command('doctor')
    .description('what is not in order, and what to do: settings, database, sources, chat, messages')
    .action(async () => {
      const check = async (context: AppContext) => ({ checks: await runDoctor(context) });
      const { checks } = await runCommand(cli, check, renderChecks, 'tell');
      const failed = checks.filter((check) => check.result === 'failed');
      if (failed.length === 0) return;
      cli.stderr(
        `Failed: ${joinReasons(failed)
          .map(({ name, detail }) => `${name} (${detail.replace(/\.$/, '')})`)
          .join('; ')}.\n`,
      );
      cli.setExitCode(1);
    });
}

/** What to look at first on top. */
const RESULTS: readonly DoctorCheck['result'][] = ['failed', 'warning', 'ok'];

function renderChecks({ checks }: { readonly checks: readonly DoctorCheck[] }, terminal: Terminal): string {
  return renderWholeTable(
    ['CHECK', 'RESULT', 'DETAIL'],
    joinSources(joinReasons(checks))
      .toSorted((a, b) => RESULTS.indexOf(a.result) - RESULTS.indexOf(b.result))
      .map(({ name, result, detail }) => [name, result, detail]),
    terminal,
  );
}

/** What holds of several sources is said once. */
function joinSources(checks: readonly DoctorCheck[]): readonly DoctorCheck[] {
  const alike = Map.groupBy(checks, ({ name, detail }) => (name.startsWith(SOURCE) ? detail : name));
  return [...alike.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined || own.length === 1) return own;
    const names = own.map(({ name }) => name.slice(SOURCE.length)).join(', ');
    return [{ ...first, name: 'sources', detail: `${first.detail.replace(/\.$/, '')} (${names})` }];
  });
}

/** A reason that a failed check before it gave is not given again. */
function joinReasons(checks: readonly DoctorCheck[]): readonly DoctorCheck[] {
  return checks.map((check, index) => {
    const isWhy = ({ result, detail }: DoctorCheck) => result === 'failed' && check.detail.includes(detail);
    const same = checks.slice(0, index).find(isWhy);
    return same ? { ...check, detail: check.detail.replace(same.detail, `see ${same.name}`) } : check;
  });
}

const SOURCE = 'source ';

export function addOutboxCommand(program: Command, cli: Cli): void {
  const outbox = program
    .command('outbox')
    .description('the messages: what was sent, what waits, what failed; try one again');
  outbox
    .command('list')
    .description('the newest hundred messages and what became of them')
    .action(async () => {
      await runCommand(cli, listOutbox, (entries, terminal, sayUnread) =>
        entries.length === 0
          ? ['The outbox is empty.', sayUnread()].filter(Boolean).join(' ')
          : renderWholeTable(
              ['ID', 'STATE', 'CHANNEL', 'KIND', 'TRIES', 'DUE AT', 'KEY', 'LAST ERROR'],
              entries.map((entry) => [
                entry.id,
                entry.state,
                entry.channel,
                entry.kind,
                entry.attempts,
                formatInstant(entry.dueAt),
                entry.dedupeKey,
                entry.lastError,
              ]),
              terminal,
            ),
      );
    });
  outbox
    .command('retry')
    .description('try a message again that was given up')
    .argument('<id>', 'its number in "outbox list"')
    .action(async (id: string) => {
      await runCommand(
        cli,
        (context) => retryNotification(context, id),
        (entry) => `Notification ${entry.id} is due again; the next poll sends it.`,
      );
    });
}
