import type { Finding, FindingTraits, Step } from '../domain/finding.ts';
import type { ClusterFacts } from './cluster-facts.ts';

/** A finding before the cluster and what its rule tells are put on it. */
export interface Advice extends Omit<Finding, 'clusterId' | 'cluster' | 'rule' | 'traits' | 'commands' | 'steps'> {
  /** The whole plan, in order. */
  readonly steps: readonly Step[];
  /** True for what matters just as much while the nodes are stopped. */
  readonly mattersWhileStopped?: boolean;
}

/** One rule with all that anyone needs to know of it; traits that it leaves out are those of `ORDINARY`. */
export interface AdviceRule extends Partial<FindingTraits> {
  /** Its file's name, which findings carry. */
  readonly name: string;
  /** Looks at a cluster and its Windows pools; pure, never throws, `[]` when it has nothing to say. */
  readonly find: (facts: ClusterFacts) => readonly Advice[];
}
