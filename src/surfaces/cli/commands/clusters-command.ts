import { statSync } from 'node:fs';
import type { Command } from 'commander';
import type { AppContext } from '../../../app/app-context.ts';
import { type DiscoveryReport, discoverFleet } from '../../../app/clusters/discover-fleet.ts';
import { importFiles } from '../../../app/clusters/import-clusters.ts';
import {
  registerByHand,
  removeCluster,
  type TypedCluster,
  type TypedOwnership,
  tagCluster,
} from '../../../app/clusters/register-cluster.ts';
import type { ImportReport } from '../../../app/clusters/save-fleet-import.ts';
import { type ClusterList, listClusters } from '../../../app/fleet/list-clusters.ts';
import { withWorkLease } from '../../../app/work-lease.ts';
import { AppError } from '../../../domain/app-error.ts';
import { formatInstant } from '../../../domain/calendar-date.ts';
import { type Cluster, type EvidenceSource, titleOf } from '../../../domain/cluster.ts';
import { type PoolCounts, sayPoolCounts } from '../../../domain/node-pool-assessment.ts';
import type { RejectedItem } from '../../../domain/rejected-item.ts';
import { countOf, formatCount } from '../../../domain/text.ts';
import { renderWholeTable, stripControls, type Terminal, wrapText } from '../render-table.ts';
import { type Cli, NO_CLUSTERS, openInput, parseNow, runCommand, type ShowProgress } from '../run-command.ts';

export function addClustersCommand(program: Command, cli: Cli): void {
  const clusters = program.command('clusters').description('your clusters: import, discover, list, add, tag, remove');
  clusters
    .command('list')
    .description('every registered cluster with its node pools')
    .option('--gone', 'also clusters and node pools that are gone')
    .action(async (own: { gone?: boolean }) => {
      await runCommand(cli, (context) => listClusters(context, own.gone), renderClusters);
    });
  addImportCommand(clusters, cli);
  addDiscoverCommand(clusters, cli);
  addAdd(clusters, cli);
  const tag = clusters
    .command('tag')
    .description('say who hears about a registered cluster; wins over its tags in Azure')
    .argument('<id>', 'its ID, or its name when only one has it');
  addOwnershipOptions(tag).action(async (id: string, own: TypedOwnership) => {
    await runCommand(cli, (context) => tagCluster(context, id, own), renderTagged);
  });
  clusters
    .command('remove')
    .description('forget a cluster and its node pools')
    .argument('<id>', 'its ID, or its name when only one has it')
    .action(async (id: string) => {
      await runCommand(
        cli,
        (context) => removeCluster(context, id),
        (cluster) => `Forgot ${titleOf(cluster)} (${cluster.id}).`,
      );
    });
}

function addAdd(clusters: Command, cli: Cli): void {
  const add = clusters
    .command('add')
    .description('register a cluster by hand, or add to a registered one')
    .argument('<name>', 'name, or ID of a registered cluster')
    .option('--resource-group <name>', 'Azure resource group')
    .option('--subscription <id>', 'Azure subscription ID')
    .option('--location <region>', 'Azure region')
    .option('--kubernetes-version <version>', 'for example 1.34.7')
    .option('--pool <name=image>', 'a Windows node pool and its nodeImageVersion; repeat for more', collect)
    .option(
      '--container-image <pool=image>',
      'a container image whose tag tells its Windows version; repeat for more',
      collect,
    );
  addOwnershipOptions(add).action(async (name: string, own: TypedCluster) => {
    await runCommand(
      cli,
      (context) => registerByHand(context, name, own),
      (cluster) =>
        `Registered ${titleOf(cluster)} (${cluster.id}) with ${countOf(cluster.nodePools.length, 'node pool')}.`,
      'begin',
    );
  });
}

function addOwnershipOptions(command: Command): Command {
  return command
    .option('--channel <id>', 'ID of the channel that hears about it')
    .option('--owner <name>', 'who owns it; repeat for more', collect)
    .option('--environment <name>', 'for example prod');
}

function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

function renderTagged(cluster: Cluster): string {
  const { channel, owners, environment } = cluster.ownership;
  return `${titleOf(cluster)}: channel ${channel ?? 'default'}, owners ${owners.join(', ') || 'none'}, environment ${environment ?? 'none'}.`;
}

function renderClusters({ clusters }: ClusterList, terminal: Terminal): string {
  if (clusters.length === 0) return wrapText(NO_CLUSTERS, terminal);
  const rows = clusters.flatMap((cluster) => {
    const [title, sources] = [titleOf(cluster), saySources(cluster)];
    return cluster.nodePools.map((pool) => [
      title,
      pool.name,
      pool.osSku,
      pool.nodeImageVersion,
      pool.count,
      pool.kubernetesVersion,
      cluster.ownership.channel,
      cluster.ownership.owners.join(', ') || null,
      sources,
    ]);
  });
  return renderWholeTable(
    ['CLUSTER', 'NODE POOL', 'OS SKU', 'NODE IMAGE', 'NODES', 'KUBERNETES', 'CHANNEL', 'OWNER', 'AS OF'],
    rows,
    terminal,
  );
}

const SOURCE_WORDS: Readonly<Record<EvidenceSource, string>> = { azure: 'Azure', nodes: 'nodes', typed: 'by hand' };

/** `Azure 20 Aug 2026, 06:00 UTC; nodes 25 Aug 2026, 09:00 UTC`: the newest word of each source. */
function saySources({ evidence = {}, asOf }: Cluster): string {
  const words = (['azure', 'nodes', 'typed'] as const).flatMap((source) => {
    const instant = evidence[source];
    return instant === undefined ? [] : [`${SOURCE_WORDS[source]} ${formatInstant(instant)}`];
  });
  return words.length === 0 ? formatInstant(asOf) : words.join('; ');
}

function addDiscoverCommand(clusters: Command, cli: Cli): void {
  clusters
    .command('discover')
    .description('register every cluster that the Azure identity can read, with the newest image offered to each pool')
    .action(async () => {
      const report = await runCommand(
        cli,
        (context, show) =>
          discoverFleet(context, {
            onProgress: (done, total) => show(done, total, 'Windows node pools asked for their newest image'),
            save: (work) => withWorkLease(context, async () => work()),
          }),
        renderDiscovery,
        'begin',
      );
      for (const problem of report.problems) cli.stderr(`${stripControls(problem)}\n`);
    });
}

function renderDiscovery(
  { clusters, nodePools, windowsNodePools, vanished, rejected }: DiscoveryReport,
  terminal: Terminal,
): string {
  const gone = vanished > 0 ? ` Gone since the last time: ${countOf(vanished, 'cluster')}.` : '';
  const head = `Discovered ${countOf(clusters, 'cluster')} with ${countOf(nodePools, 'node pool')}, ${formatCount(windowsNodePools)} of them Windows.${gone}`;
  return `${wrapText(head, terminal)}${renderRejected(rejected, terminal)}`;
}

const EMPTY =
  'the list is empty. "az account show" says which subscription was asked, "az aks list --subscription ID -o json" asks another';

function addImportCommand(clusters: Command, cli: Cli): void {
  clusters
    .command('import')
    .description('register clusters from the JSON of az, ARM, Resource Graph or kubectl')
    .argument('<file...>', 'files, or - for standard input')
    .option('--cluster <name>', 'cluster that pods or nodes of kubectl are of, where their file does not say')
    .option('--as-of <instant>', 'when the files were written, such as 2026-08-20, where that was not just now')
    .option('--strict', 'exit code 1 where something was refused, or a page of several is missing')
    .action(async (names: string[], own: { cluster?: string; strict?: boolean; asOf?: string }) => {
      const isJson = cli.options().json === true;
      const report = await runCommand(
        cli,
        (context, show) => {
          const read = followReading(names, show);
          const sources = names.map((name) => ({ name, chunks: read(openInput(cli, name)) }));
          return importFiles(context, sources, { cluster: own.cluster, ...readAsOf(own.asOf, context) }).catch(
            (error) => reportRefused(error, names, isJson),
          );
        },
        renderImport,
        'begin',
      );
      for (const notice of report.notices) cli.stderr(`${stripControls(notice)}\n`);
      if (report.clusters + report.workloads === 0) {
        const why = report.rejected.length > 0 ? 'see the reasons above' : EMPTY;
        cli.stderr(`Nothing was imported: ${why}.\n`);
        cli.setExitCode(1);
      } else if (report.refusedFiles) {
        cli.stderr(
          `Imported without what could not be read of ${report.refusedFiles.join(', ')}: see the reasons above.\n`,
        );
        cli.setExitCode(1);
      } else if (own.strict && !report.complete) {
        cli.stderr('Not all of it was imported: see the reasons above.\n');
        cli.setExitCode(1);
      }
    });
}

/** @throws AppError `invalid_usage` */
function readAsOf(text: string | undefined, { clock }: AppContext): { readonly asOf?: string } {
  const asOf = parseNow(text, '--as-of');
  if (asOf && asOf > clock.now()) throw new AppError('invalid_usage', `--as-of ${text} lies ahead.`);
  return asOf ? { asOf: asOf.toISOString() } : {};
}

const MEGABYTE = 1_000_000;

/** Shows how much of all files is read: a large one is saved meanwhile. */
function followReading(names: readonly string[], show: ShowProgress) {
  const sizes = names.map((name) => statSync(name, { throwIfNoEntry: false })?.size ?? 0);
  const size = sizes.reduce((sum, one) => sum + one, 0);
  let bytes = 0;
  return async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      yield chunk;
      bytes += chunk.length;
      // Of a pipe nobody knows how much there is.
      show(...([bytes, Math.max(bytes, size)].map((one) => Math.ceil(one / MEGABYTE)) as [number, number]), 'MB read');
    }
  };
}

/** A file that is no JSON at all, as a program reads it: refused as an item of one is. @throws what it was given, for people */
function reportRefused(error: unknown, names: readonly string[], isJson: boolean): ImportReport {
  if (!isJson || !(error instanceof AppError) || error.code !== 'invalid_input') throw error;
  const none = { clusters: 0, nodePools: 0, windowsNodePools: 0, workloads: 0, complete: false };
  return { ...none, rejected: [{ item: names.join(', '), reason: error.message }], notices: [] };
}

function renderImport(
  { clusters, nodePools, windowsNodePools, workloads, maintained = 0, rejected, fleet, knowsImages }: ImportReport,
  terminal: Terminal,
): string {
  const hasClusters = nodePools > 0 || (workloads === 0 && maintained === 0) || clusters > maintained;
  const found = [
    ...(hasClusters
      ? [
          `${countOf(clusters, 'cluster')} with ${countOf(nodePools, 'node pool')}, ${formatCount(windowsNodePools)} of them Windows`,
        ]
      : []),
    ...(maintained > 0 ? [`the maintenance windows of ${countOf(maintained, 'cluster')}`] : []),
    ...(workloads > 0 ? [`${countOf(workloads, 'workload')} on Windows`] : []),
  ];
  const next = fleet && windowsNodePools > 0 ? `\n${wrapText(sayNext(fleet, knowsImages), terminal)}` : '';
  return `Imported ${found.join(', and ')}.${next}${renderRejected(rejected, terminal)}`;
}

function sayNext(fleet: PoolCounts, knowsImages: boolean | undefined): string {
  const isBlind = fleet.unknown > 0 && !knowsImages;
  return `Windows node pools of the fleet: ${sayPoolCounts(fleet) || 'none'}. Next: ${isBlind ? '"vhdwatch poll" reads what AKS publishes, then "vhdwatch status"' : '"vhdwatch status"'}`;
}

const MOST_ROWS = 40;

/** What was refused and why, to stand below a first line; empty when nothing was. */
function renderRejected(rejected: readonly RejectedItem[], terminal: Terminal): string {
  if (rejected.length === 0) return '';
  const rows = rejected.slice(0, MOST_ROWS).map(({ item, reason }) => [item, reason]);
  const more = rejected.length > rows.length ? `\n+ ${rejected.length - rows.length} more lines: --json` : '';
  return `\n\nRefused or not taken as written:\n${renderWholeTable(['ITEM', 'REASON'], rows, terminal)}${more}`;
}
