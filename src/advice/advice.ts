import type { Finding, FindingTraits } from '../domain/finding.ts';
import type { ClusterFacts } from './cluster-facts.ts';

/** A finding before the cluster and what its rule tells are put on it. */
export type Advice = Omit<Finding, 'clusterId' | 'cluster' | 'rule' | 'traits'>;

/** One rule with all that anyone needs to know of it; traits that it leaves out are those of `ORDINARY`. */
export interface AdviceRule extends Partial<FindingTraits> {
  /** Its file's name, which findings carry. */
  readonly name: string;
  /** Looks at a cluster and its Windows pools; pure, never throws, `[]` when it has nothing to say. */
  readonly find: (facts: ClusterFacts) => readonly Advice[];
}
