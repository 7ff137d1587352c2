import type { ClusterImport, RejectedItem } from '../domain/cluster-import.ts';
import { parseClusterFile } from '../inventory/parse-cluster-file.ts';
import { planClusterImport } from '../inventory/plan-cluster-import.ts';
import type { AppContext } from './app-context.ts';
import { refreshFindings } from './refresh-findings.ts';

/** A file to import: its name for messages, and its bytes. */
export interface ClusterFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** What an import registered, as `clusters import --json` gives it. */
export interface ImportReport {
  readonly clusters: number;
  readonly nodePools: number;
  readonly windowsNodePools: number;
  /** What was refused or not taken as written; everything else is kept. */
  readonly rejected: readonly RejectedItem[];
  /** What to know besides: that a page of several is missing, for example. */
  readonly notices: readonly string[];
}

/**
 * Registers what the files tell of, all of it in one transaction. The same files a second time change nothing but the
 * "as of". @throws AppError `invalid_input` when a file is no JSON at all; nothing is imported then.
 */
export function importClusters(context: AppContext, files: readonly ClusterFile[]): ImportReport {
  const asOf = context.clock.now().toISOString();
  const imports = files.map(({ name, content }) => parseClusterFile(content, { asOf, fileName: name }));
  return context.store.transaction(() => {
    const reports = imports.map((imported) => saveImport(context, imported));
    refreshFindings(context);
    return sumReports(reports);
  });
}

function saveImport({ store, clock }: AppContext, imported: ClusterImport): ImportReport {
  const plan = planClusterImport(store.clusters.list({ includeVanished: true }), imported);
  for (const cluster of plan.clusters) store.clusters.save(cluster);
  for (const id of plan.vanished) store.clusters.markVanished(id, clock.now().toISOString());
  const pools = [...imported.clusters, ...imported.parts.map(({ cluster }) => cluster)].flatMap(
    ({ nodePools }) => nodePools,
  );
  return {
    clusters: plan.clusters.length,
    nodePools: pools.length,
    windowsNodePools: pools.filter(({ osType }) => osType === 'Windows').length,
    rejected: [...imported.rejected, ...plan.rejected],
    notices: imported.notices,
  };
}

function sumReports(reports: readonly ImportReport[]): ImportReport {
  return {
    clusters: reports.reduce((sum, report) => sum + report.clusters, 0),
    nodePools: reports.reduce((sum, report) => sum + report.nodePools, 0),
    windowsNodePools: reports.reduce((sum, report) => sum + report.windowsNodePools, 0),
    rejected: reports.flatMap(({ rejected }) => rejected),
    notices: reports.flatMap(({ notices }) => notices),
  };
}
