import type { Finding } from '../domain/finding.ts';
import type { ClusterFacts } from './cluster-facts.ts';

/** A finding before the cluster and the name of the rule are put on it. */
export type Advice = Omit<Finding, 'clusterId' | 'cluster' | 'rule'>;

/** One rule: looks at a cluster and its Windows pools; pure, never throws, `[]` when it has nothing to say. */
export type AdviceRule = (facts: ClusterFacts) => readonly Advice[];
