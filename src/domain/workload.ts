/** The Windows base a container image was built from, as far as its tag tells. */
export interface ContainerImage {
  /** As the pod names it. */
  readonly image: string;
  /** Windows build of its base, 17763, 20348, 26100 …; `null` when the tag does not tell. */
  readonly baseBuild: number | null;
}

/** Pods of one controller on one Windows node pool, as `kubectl get pods` shows them. */
export interface Workload {
  readonly namespace: string;
  /** `Deployment`, `DaemonSet`, …; `Pod` for one that nothing controls. */
  readonly kind: string;
  readonly name: string;
  /** From the name of its node; `null` while it is not scheduled or the name does not tell. */
  readonly nodePool: string | null;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly images: readonly ContainerImage[];
  readonly pods: number;
}

/** What a file told of the workloads on the Windows nodes of one cluster. */
export interface WorkloadImport {
  readonly workloads: readonly Workload[];
  readonly rejected: readonly { readonly item: string; readonly reason: string }[];
}
