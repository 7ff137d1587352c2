import type { Command } from 'commander';
import { listFailures, type PollReport, poll } from '../../../app/polling/poll.ts';
import { findLeading } from '../../../app/polling/poll-source.ts';
import { reparse } from '../../../app/polling/read-documents.ts';
import { withWorkLease } from '../../../app/work-lease.ts';
import { countOf } from '../../../domain/text.ts';
import { renderWholeTable, type Terminal, wrapText } from '../render-table.ts';
import { type Cli, reportFailed, runCommand } from '../run-command.ts';

export function addPollCommand(program: Command, cli: Cli): void {
  program
    .command('poll')
    .description('read what AKS publishes once, and send the messages that are due')
    .action(async () => {
      const report = await runCommand(
        cli,
        (context, show) =>
          withWorkLease(context, () =>
            poll(context, { onProgress: (source, done, total) => show(done, total, `files of ${source} read`) }),
          ),
        renderPoll,
        'begin',
      );
      const feed = findLeading(report.sources);
      if (feed?.error) cli.stderr(`${feed.error}\n`);
      reportFailed(cli, report.failed);
      // The release feed is what the product lives on; another source that fails is reported, and asked again later.
      if (feed?.error) cli.setExitCode(1);
    });
}

function renderPoll({ sources, queued, delivered, failed }: PollReport, terminal: Terminal): string {
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
  ]);
  // Why the feed failed is what the command ends with.
  const reasons = listFailures(sources)
    .filter(({ reason }) => reason !== findLeading(sources)?.error)
    .map(({ reason, names }) => wrapText(`${names.join(', ')}: ${reason}`, terminal));
  return [
    renderWholeTable(['SOURCE', 'REQUESTS', 'RESULT', 'NEW', 'CHANGED'], rows, terminal),
    ...reasons,
    `messages: ${queued} queued, ${delivered} delivered, ${failed} failed`,
  ].join('\n\n');
}

export function addReparseCommand(program: Command, cli: Cli): void {
  program
    .command('reparse')
    .description('read the stored AKS release notes again, where images or dates look wrong; sends nothing')
    .action(async () => {
      await runCommand(
        cli,
        (context, show) =>
          withWorkLease(context, () => reparse(context, (done, total) => show(done, total, 'documents read'))),
        ({ documents, changes }, _terminal, sayUnread) =>
          (documents === 0 ? sayUnread() : null) ??
          `read ${countOf(documents, 'document')} again; ${countOf(changes, 'change')} in the catalogue`,
      );
    });
}
