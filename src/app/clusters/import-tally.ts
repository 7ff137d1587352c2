import type { RejectedItem } from '../../domain/cluster-import.ts';
import type { PoolCounts } from '../../domain/node-pool-assessment.ts';
import { Refusals } from '../../inventory/import-collector.ts';
import type { SavedImport, ToldPools } from './save-fleet-import.ts';

/** What an import registered, as `clusters import --json` gives it. */
export interface ImportReport extends ToldPools {
  readonly clusters: number;
  /** Workloads on Windows in files of pods. */
  readonly workloads: number;
  /** What was refused or not taken as written; everything else is kept. */
  readonly rejected: readonly RejectedItem[];
  /** How the Windows node pools of the whole fleet stand now; absent where nothing was imported, or nobody asked. */
  readonly fleet?: PoolCounts;
  /** What to know besides: that a page of several is missing, for example. */
  readonly notices: readonly string[];
}

/** Sums up what parts of one import did; a cluster of several parts is one cluster. */
export class ImportTally {
  readonly #told = new Map<string, ToldPools>();
  readonly #rejected: RejectedItem[] = [];
  readonly #unplaced = new Refusals();
  readonly #notices: string[] = [];
  #workloads = 0;

  /** Clusters saved so far. */
  get clusters(): number {
    return this.#told.size;
  }

  /** Of a cluster that was saved before, the later part tells of what the earlier one told, too. */
  addSaved({ told, rejected, unplaced }: SavedImport): void {
    for (const [id, pools] of told) this.#told.set(id, pools);
    this.#rejected.push(...rejected);
    for (const { item, reason } of unplaced) this.#unplaced.add(item, reason);
  }

  addPods({ workloads, rejected }: Pick<ImportReport, 'workloads' | 'rejected'>): void {
    this.#workloads += workloads;
    this.#rejected.push(...rejected);
  }

  note(notices: readonly string[]): void {
    this.#notices.push(...notices);
  }

  report(): ImportReport {
    const counts = { nodePools: 0, windowsNodePools: 0 };
    for (const { nodePools, windowsNodePools } of this.#told.values()) {
      counts.nodePools += nodePools;
      counts.windowsNodePools += windowsNodePools;
    }
    return {
      clusters: this.#told.size,
      ...counts,
      workloads: this.#workloads,
      rejected: [...this.#rejected, ...this.#unplaced.list()],
      notices: this.#notices,
    };
  }
}
