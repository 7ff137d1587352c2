import type { RejectedItem } from './rejected-item.ts';

/** The Windows base a container image was built from, as far as its tag tells. */
export interface ContainerImage {
  readonly image: string;
  /** Windows build of its base, 17763, 20348, 26100 …; `null` when the tag does not tell. */
  readonly baseBuild: number | null;
  /** Revision of that build, which the Windows updates of each month raise; absent where the tag does not tell. */
  readonly baseRevision?: number;
}

/** A Windows version in words of somebody's own, or in the name: it may be that of the base. */
const HINTS_AT_WINDOWS = /ltsc20\d\d|(?:windows|win|ws)(?:-?server)?[-_.]?20(?:16|19|22|25)/i;

/** Whether an image of unknown base has a Windows version in its name all the same: silence must not be read as "it fits". */
export function hintsAtWindows({ image, baseBuild }: ContainerImage): boolean {
  return baseBuild === null && HINTS_AT_WINDOWS.test(image);
}

/** Pods of one controller on one Windows node pool, as `kubectl get pods` shows them. */
export interface Workload {
  readonly namespace: string;
  /** `Deployment`, `DaemonSet`, …; `Pod` for one that nothing controls. */
  readonly kind: string;
  readonly name: string;
  /** From the name of its node; `null` while it is not scheduled or the name does not tell. */
  readonly nodePool: string | null;
  /** Labels that its node must have, those of its required node affinity counted; the host name of one that does not tell its pool. */
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Without those of HostProcess containers, which run on any host. */
  readonly images: readonly ContainerImage[];
  readonly pods: number;
}

/** What a file says of the workloads on the Windows nodes of one cluster. */
export interface WorkloadImport {
  readonly workloads: readonly Workload[];
  /** Of all its pods, those on Linux, too. */
  readonly namespaces: readonly string[];
  readonly rejected: readonly RejectedItem[];
}
