import type { Command } from 'commander';
import type { DoctorCheck } from '../../../app/app-context.ts';
import { listOutbox, retryNotification } from '../../../app/delivery/manage-outbox.ts';
import { backUp, type RestoreReport } from '../../../app/operations/maintain-database.ts';
import { runDoctor } from '../../../app/operations/run-doctor.ts';
import { type PollReport, poll } from '../../../app/polling/poll.ts';
import { findLeading } from '../../../app/polling/poll-source.ts';
import { reparse } from '../../../app/polling/read-documents.ts';
import { withWorkLease } from '../../../app/work-lease.ts';
import { AppError } from '../../../domain/app-error.ts';
import { countOf } from '../../../domain/text.ts';
import { createProgressBar } from '../progress-bar.ts';
import { renderWholeTable } from '../render-table.ts';
import { type CliEnvironment, type GlobalOptions, parseNow, printResult, runCommand } from '../run-command.ts';

const PATIENCE_MS = 20_000;

/** `vhdwatch poll`: one poll of every source, then delivery of what is due. */
export function addPollCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('poll')
    .description('poll every source once, then deliver what is due')
    .action(async () => {
      const progress = createProgressBar(environment);
      const report = await runCommand(
        environment,
        program.opts<GlobalOptions>(),
        (context) =>
          withWorkLease(context, PATIENCE_MS, () =>
            poll(context, {
              onProgress: (source, done, total) => progress.show(done, total, `files of ${source} read`),
            }),
          ).finally(progress.clear),
        renderPoll,
      );
      const feed = findLeading(report.sources);
      if (feed?.error) environment.stderr(`${feed.error}\n`);
      if (report.failed > 0) {
        environment.stderr(
          `Not delivered: ${countOf(report.failed, 'notification')}. "vhdwatch outbox list" shows why.\n`,
        );
      }
      // The release feed is what the product lives on; another source that fails is reported, and asked again later.
      if (feed?.error || report.failed > 0) environment.setExitCode(1);
    });
}

function renderPoll({ sources, queued, delivered, failed }: PollReport, columns: number | null): string {
  const rows = sources.map((source) => [
    source.name,
    source.requests,
    source.error
      ? 'failed'
      : source.notModified
        ? 'unchanged'
        : source.left > 0
          ? `read, ${source.left} to come`
          : 'read',
    source.new,
    source.changed,
    source.error,
  ]);
  return `${renderWholeTable(['SOURCE', 'REQUESTS', 'RESULT', 'NEW', 'CHANGED', 'ERROR'], rows, columns)}\n\nqueued ${queued}, delivered ${delivered}, failed ${failed}`;
}

/** `vhdwatch reparse`: rebuilds announcements and catalogue from the kept documents, quietly. */
export function addReparseCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('reparse')
    .description('rebuild what is known from the kept documents, after an update of vhdwatch')
    .action(async () => {
      await runCommand(
        environment,
        program.opts<GlobalOptions>(),
        (context) => withWorkLease(context, PATIENCE_MS, () => reparse(context)),
        ({ documents, changes }) =>
          `read ${countOf(documents, 'document')} again; ${countOf(changes, 'change')} in the catalogue`,
      );
    });
}

/** `vhdwatch doctor`: is everything in order, and if not, what to do. */
export function addDoctorCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('doctor')
    .description('check the configuration, the database, the sources, the chat and the outbox')
    .action(async () => {
      const { checks } = await runCommand(
        environment,
        program.opts<GlobalOptions>(),
        async (context) => ({ checks: await runDoctor(context) }),
        renderChecks,
      );
      if (checks.some((check) => check.result === 'failed')) environment.setExitCode(1);
    });
}

function renderChecks({ checks }: { readonly checks: readonly DoctorCheck[] }, columns: number | null): string {
  return renderWholeTable(
    ['CHECK', 'RESULT', 'DETAIL'],
    checks.map(({ name, result, detail }) => [name, result, detail]),
    columns,
  );
}

/** `vhdwatch serve`: the service. */
export function addServeCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('serve')
    .description('run the service: poll on a schedule, deliver, remind, and show the inbox page')
    .action(() => environment.serve(parseNow(program.opts<GlobalOptions>().now)));
}

/** `vhdwatch backup FILE`: copies the live database. */
export function addBackupCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('backup')
    .description('copy the database to a file while the service goes on')
    .argument('<file>', 'where to; replaced when it exists')
    .action(async (file: string) => {
      await runCommand(
        environment,
        program.opts<GlobalOptions>(),
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

/** `vhdwatch restore FILE`: puts a backup in the place of the database. */
export function addRestoreCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('restore')
    .description('put a backup in the place of the database, which is kept beside it; stop the service first')
    .argument('[file]', 'made by "vhdwatch backup", or by a replication of the database')
    .option('--if-missing', 'only where there is no database, as at the first start of a container; else do nothing')
    .option('--before-upgrade', 'where a newer version wrote the database: the copy that was made before it did')
    .action(async (file: string | undefined, flags: RestoreFlags) => {
      const options = program.opts<GlobalOptions>();
      const report = await environment.restore(readRequest(file, flags), parseNow(options.now));
      printResult(environment, options, { file: report.file, kept: report.kept }, () => describe(report));
    });
}

function readRequest(file: string | undefined, { ifMissing = false, beforeUpgrade = false }: RestoreFlags) {
  if (beforeUpgrade) {
    if (file === undefined && !ifMissing) return { kind: 'before-upgrade' } as const;
    throw new AppError('invalid_usage', '--before-upgrade knows the file by itself: give it alone.');
  }
  if (file !== undefined) return { kind: 'file', file, onlyIfMissing: ifMissing } as const;
  throw new AppError('invalid_usage', 'Name the backup to restore: vhdwatch restore FILE.');
}

function describe({ file, kept, reason }: RestoreReport): string {
  if (file === null) return reason ?? 'Nothing was restored.';
  return kept ? `Restored ${file}; the database that was there is now ${kept}.` : `Restored ${file}.`;
}

/** `vhdwatch outbox list` and `outbox retry ID`. */
export function addOutboxCommand(program: Command, environment: CliEnvironment): void {
  const outbox = program.command('outbox').description('notifications and what became of them');
  outbox
    .command('list')
    .description('the newest hundred, newest first')
    .action(async () => {
      await runCommand(environment, program.opts<GlobalOptions>(), listOutbox, (entries, columns) =>
        entries.length === 0
          ? 'The outbox is empty.'
          : renderWholeTable(
              ['ID', 'STATE', 'CHANNEL', 'KIND', 'TRIES', 'DUE AT', 'KEY', 'LAST ERROR'],
              entries.map((entry) => [
                entry.id,
                entry.state,
                entry.channel,
                entry.kind,
                entry.attempts,
                entry.dueAt,
                entry.dedupeKey,
                entry.lastError,
              ]),
              columns,
            ),
      );
    });
  outbox
    .command('retry')
    .description('try a notification again that was given up')
    .argument('<id>', 'its number in "outbox list"')
    .action(async (id: string) => {
      await runCommand(
        environment,
        program.opts<GlobalOptions>(),
        (context) => retryNotification(context, id),
        (entry) => `Notification ${entry.id} is due again; the next poll sends it.`,
      );
    });
}
