import type { Command } from 'commander';
import { findLeading } from '../../../app/polling/list-sources.ts';
import { type PollReport, poll } from '../../../app/polling/poll.ts';
import { withWorkLease } from '../../../app/work-lease.ts';
import type { CliEnvironment, GlobalOptions } from '../cli-environment.ts';
import { renderTable } from '../render-table.ts';
import { runCommand } from '../run-command.ts';

const PATIENCE_MS = 20_000;

/** `vhdwatch poll`: one poll of every source, then delivery of what is due. */
export function addPollCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('poll')
    .description('poll every source once, then deliver what is due')
    .action(async () => {
      const options = program.opts<GlobalOptions>();
      const report = await runCommand(
        environment,
        options,
        (context) => withWorkLease(context, PATIENCE_MS, () => poll(context)),
        renderText,
      );
      const feed = findLeading(report.sources);
      if (feed?.error) environment.stderr(`${feed.error}\n`);
      if (report.failed > 0) {
        environment.stderr(`${report.failed} notification(s) were not delivered: "vhdwatch outbox list" shows why.\n`);
      }
      // The release feed is what the product lives on; another source that fails is reported, and asked again later.
      if (feed?.error || report.failed > 0) environment.setExitCode(1);
    });
}

function renderText({ sources, queued, delivered, failed }: PollReport): string {
  const rows = sources.map((source) => [
    source.name,
    source.requests,
    source.error ? 'failed' : source.notModified ? 'unchanged' : 'read',
    source.new,
    source.changed,
    source.error ?? '',
  ]);
  return `${renderTable(['SOURCE', 'REQUESTS', 'RESULT', 'NEW', 'CHANGED', 'ERROR'], rows)}\n\nqueued ${queued}, delivered ${delivered}, failed ${failed}`;
}
