import type { Cluster, NodePool } from './cluster.ts';
import type { NodePoolAssessment } from './node-pool-assessment.ts';

/** A registered Windows node pool with where it stands, and the commands that bring it to the newest image. */
export interface AssessedPool {
  readonly cluster: Cluster;
  readonly nodePool: NodePool;
  readonly assessment: NodePoolAssessment;
  readonly commands: readonly string[];
}
