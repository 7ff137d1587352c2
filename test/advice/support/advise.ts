import type { AdviceInput } from '../../../src/advice/cluster-facts.ts';
import { adviseOnCluster } from '../../../src/advice/find-advice.ts';
import type { Cluster, NodePool } from '../../../src/domain/cluster.ts';
import type { AdvisedFinding } from '../../../src/domain/finding.ts';
import { AUGUST_2026, buildAugustCatalogue } from './august-2026.ts';
import { buildCluster, buildPool, buildSystemPool } from './builders.ts';
import { buildLifecycle } from './lifecycle.ts';

/** Advice on a cluster on 20 August 2026; override what the test is about. */
export function advise(cluster: Partial<Cluster>, input: Partial<AdviceInput> = {}): readonly AdvisedFinding[] {
  return adviseOnCluster({
    cluster: buildCluster(cluster),
    catalogue: buildAugustCatalogue(),
    lifecycle: buildLifecycle(),
    now: AUGUST_2026,
    ...input,
  }).advised;
}

/** Advice on a healthy cluster with this one Windows pool. */
export function adviseOnPool(
  pool: Partial<NodePool>,
  cluster: Partial<Cluster> = {},
  input: Partial<AdviceInput> = {},
): readonly AdvisedFinding[] {
  return advise({ nodePools: [buildSystemPool(), buildPool(pool)], ...cluster }, input);
}

/** The findings of one rule. */
export function ofRule(findings: readonly AdvisedFinding[], rule: string): readonly AdvisedFinding[] {
  return findings.filter((finding) => finding.rule === rule);
}

/** The only finding of a rule; fails the test when there is none or more than one. */
export function onlyOf(findings: readonly AdvisedFinding[], rule: string): AdvisedFinding {
  const [finding, ...others] = ofRule(findings, rule);
  if (!finding || others.length > 0)
    throw new Error(`${1 + others.length} or no findings of ${rule}: ${JSON.stringify(findings)}`);
  return finding;
}

/** The command lines of every step, in order. */
export function linesOf({ steps }: AdvisedFinding): readonly string[] {
  return steps.flatMap(({ commands }) => commands);
}

/** Kinds and first words of the steps: `after-check az aks nodepool add`. */
export function outlineOf({ steps }: AdvisedFinding): readonly string[] {
  return steps.map(({ kind, commands: [first = ''] }) => `${kind} ${first.split(' -')[0]}`.trim());
}
