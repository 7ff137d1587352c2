import type { Command } from 'commander';
import { type ImportReport, importClusters } from '../../../app/clusters/import-clusters.ts';
import type { CliEnvironment, GlobalOptions } from '../cli-environment.ts';
import { readInput } from '../read-input.ts';
import { renderRejected } from '../render-rejected.ts';
import { runCommand } from '../run-command.ts';
import { stripControls } from '../strip-controls.ts';

const EMPTY =
  'the list is empty. "az account show" says which subscription was asked, "az aks list --subscription ID -o json" asks another';

/** `vhdwatch clusters import FILE…`: clusters, nodes, and with `--cluster` pods. */
export function addImportCommand(program: Command, clusters: Command, environment: CliEnvironment): void {
  clusters
    .command('import')
    .description('register clusters from the JSON of az, ARM, Resource Graph or kubectl')
    .argument('<file...>', 'files, or - for standard input')
    .option('--cluster <name>', 'cluster that pods or nodes of kubectl are of, where their file does not say')
    .action(async (names: string[], own: { cluster?: string }) => {
      const files = await Promise.all(
        names.map(async (name) => ({ name, content: await readInput(environment, name) })),
      );
      const report = await runCommand(
        environment,
        program.opts<GlobalOptions>(),
        (context) => importClusters(context, files, own),
        renderImport,
      );
      for (const notice of report.notices) environment.stderr(`${stripControls(notice)}\n`);
      if (report.clusters + report.workloads === 0) {
        const why = report.rejected.length > 0 ? 'see the reasons above' : EMPTY;
        environment.stderr(`Nothing was imported: ${why}.\n`);
        environment.setExitCode(1);
      }
    });
}

function renderImport({ clusters, nodePools, windowsNodePools, workloads, rejected, fleet }: ImportReport): string {
  const found = [
    ...(clusters > 0 || workloads === 0
      ? [`${clusters} cluster(s) with ${nodePools} node pool(s), ${windowsNodePools} of them Windows`]
      : []),
    ...(workloads > 0 ? [`${workloads} workload(s) on Windows`] : []),
  ];
  const next = fleet && windowsNodePools > 0 ? `\n${sayNext(fleet)}` : '';
  return `Imported ${found.join(', and ')}.${next}${renderRejected(rejected)}`;
}

/** How the fleet stands after it, and where to read on. */
function sayNext({ current, behind, unsupported, unknown }: NonNullable<ImportReport['fleet']>): string {
  const counts = [
    ...(behind > 0 ? [`${behind} behind`] : []),
    ...(unsupported > 0 ? [`${unsupported} unsupported`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(current > 0 ? [`${current} current`] : []),
  ];
  return `Windows node pools of the fleet: ${counts.join(', ') || 'none'}. Next: vhdwatch status`;
}
