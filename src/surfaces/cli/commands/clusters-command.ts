import type { Command } from 'commander';
import { type ImportReport, importClusters } from '../../../app/import-clusters.ts';
import { removeCluster } from '../../../app/manage-clusters.ts';
import { registerByHand } from '../../../app/register-cluster.ts';
import type { Cluster } from '../../../domain/cluster.ts';
import type { CliEnvironment, GlobalOptions } from '../cli-environment.ts';
import { readInput } from '../read-input.ts';
import { renderTable } from '../render-table.ts';
import { runCommand } from '../run-command.ts';
import { stripControls } from '../strip-controls.ts';

/** `vhdwatch clusters list | import FILE… | add | remove ID`. */
export function addClustersCommand(program: Command, environment: CliEnvironment): void {
  const clusters = program.command('clusters').description('the registered clusters');
  addList(program, clusters, environment);
  addImport(program, clusters, environment);
  addAdd(program, clusters, environment);
  clusters
    .command('remove')
    .description('forget a cluster and its node pools')
    .argument('<id>', 'its ID, or its name when only one has it')
    .action(async (id: string) => {
      await runCommand(
        environment,
        program.opts<GlobalOptions>(),
        (context) => removeCluster(context, id),
        (cluster) => `Forgot ${cluster.name} (${cluster.id}).`,
      );
    });
}

function addList(program: Command, clusters: Command, environment: CliEnvironment): void {
  clusters
    .command('list')
    .description('every registered cluster with its node pools')
    .action(async () => {
      await runCommand(
        environment,
        program.opts<GlobalOptions>(),
        ({ store }) => store.clusters.list(),
        renderClusters,
      );
    });
}

function addImport(program: Command, clusters: Command, environment: CliEnvironment): void {
  clusters
    .command('import')
    .description('register clusters from the JSON of az, ARM, Resource Graph or kubectl')
    .argument('<file...>', 'files, or - for standard input')
    .action(async (names: string[]) => {
      const options = program.opts<GlobalOptions>();
      const files = await Promise.all(
        names.map(async (name) => ({ name, content: await readInput(environment, name) })),
      );
      const report = await runCommand(environment, options, (context) => importClusters(context, files), renderImport);
      for (const notice of report.notices) environment.stderr(`${stripControls(notice)}\n`);
      if (report.clusters === 0 && report.rejected.length > 0) {
        environment.stderr('Nothing was imported: see the reasons above.\n');
        environment.setExitCode(1);
      }
    });
}

function addAdd(program: Command, clusters: Command, environment: CliEnvironment): void {
  clusters
    .command('add')
    .description('register a cluster by hand, or set who hears about a registered one')
    .argument('<name>', 'name, or ID of a registered cluster')
    .option('--resource-group <name>', 'Azure resource group')
    .option('--subscription <id>', 'Azure subscription ID')
    .option('--location <region>', 'Azure region')
    .option('--kubernetes-version <version>', 'for example 1.34.7')
    .option('--pool <name=image>', 'a Windows node pool and its nodeImageVersion; repeat for more', collect, [])
    .option('--channel <id>', 'Slack channel ID that hears about it')
    .option('--owner <name>', 'who owns it; repeat for more', collect, [])
    .option('--environment <name>', 'for example prod')
    .action(async (name: string, own: Parameters<typeof registerByHand>[2]) => {
      await runCommand(
        environment,
        program.opts<GlobalOptions>(),
        (context) => registerByHand(context, name, own),
        (cluster) => `Registered ${cluster.name} (${cluster.id}) with ${cluster.nodePools.length} node pool(s).`,
      );
    });
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

function renderClusters(clusters: readonly Cluster[]): string {
  if (clusters.length === 0)
    return 'No clusters are registered: "az aks list -o json > clusters.json", then "vhdwatch clusters import clusters.json".';
  const rows = clusters.flatMap((cluster) =>
    cluster.nodePools.map((pool) => [
      cluster.name,
      pool.name,
      pool.osSku,
      pool.nodeImageVersion,
      pool.count,
      pool.kubernetesVersion,
      cluster.ownership.channel,
      cluster.asOf,
    ]),
  );
  return renderTable(['CLUSTER', 'NODE POOL', 'OS SKU', 'NODE IMAGE', 'NODES', 'KUBERNETES', 'CHANNEL', 'AS OF'], rows);
}

function renderImport({ clusters, nodePools, windowsNodePools, rejected }: ImportReport): string {
  const head = `Imported ${clusters} cluster(s) with ${nodePools} node pool(s), ${windowsNodePools} of them Windows.`;
  if (rejected.length === 0) return head;
  return `${head}\n\nRefused or not taken as written:\n${renderTable(
    ['ITEM', 'REASON'],
    rejected.map(({ item, reason }) => [item, reason]),
  )}`;
}
