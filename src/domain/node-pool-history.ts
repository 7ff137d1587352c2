/** What was reported of a pool at one instant. */
export interface NodePoolObservation {
  /** Instant of the report, UTC ISO text. */
  readonly observedAt: string;
  /** Full name as Azure returned it. */
  readonly nodeImageVersion: string | null;
  readonly kubernetesVersion: string | null;
  readonly provisioningState: string | null;
}

/** Earlier reports of one pool. */
export interface NodePoolHistory {
  readonly clusterId: string;
  readonly nodePool: string;
  /** Oldest first; the present report is not needed among them. */
  readonly observations: readonly NodePoolObservation[];
}
