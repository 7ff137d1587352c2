import type { Command } from 'commander';
import { type DiscoveryReport, discoverFleet } from '../../../app/clusters/discover-fleet.ts';
import { withWorkLease } from '../../../app/work-lease.ts';
import type { CliEnvironment, GlobalOptions } from '../cli-environment.ts';
import { createProgressBar } from '../create-progress-bar.ts';
import { renderRejected } from '../render-rejected.ts';
import { runCommand } from '../run-command.ts';
import { stripControls } from '../strip-controls.ts';

/** The service may be polling at this moment. */
const PATIENCE_MS = 60_000;

/** `vhdwatch clusters discover`: asks Azure, whether the service does so on schedule or not. */
export function addDiscoverCommand(program: Command, clusters: Command, environment: CliEnvironment): void {
  clusters
    .command('discover')
    .description('register every cluster that the Azure identity can read, with the newest image offered to each pool')
    .action(async () => {
      const progress = createProgressBar(environment, 'Windows node pools asked for their newest image');
      const report = await runCommand(
        environment,
        program.opts<GlobalOptions>(),
        (context) =>
          discoverFleet(context, {
            onProgress: progress.show,
            save: (work) => withWorkLease(context, PATIENCE_MS, async () => work()),
          }).finally(progress.clear),
        renderDiscovery,
      );
      for (const problem of report.problems) environment.stderr(`${stripControls(problem)}\n`);
    });
}

function renderDiscovery({ clusters, nodePools, windowsNodePools, vanished, rejected }: DiscoveryReport): string {
  const gone = vanished > 0 ? ` ${vanished} cluster(s) found earlier are gone.` : '';
  const head = `Discovered ${clusters} cluster(s) with ${nodePools} node pool(s), ${windowsNodePools} of them Windows.${gone}`;
  return `${head}${renderRejected(rejected)}`;
}
