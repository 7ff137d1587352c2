import { RULES } from '../../src/advice/find-advice.ts';
import { type ClusterFindings, type Finding, type FindingTraits, ORDINARY } from '../../src/domain/finding.ts';

/** What the rule of this name tells of its findings. */
function traitsOfRule(rule: string): FindingTraits {
  const { name: _, find: __, ...own } = RULES.find(({ name }) => name === rule) ?? { name: rule, find: () => [] };
  return { ...ORDINARY, ...own };
}

/** A finding of one pool, with these changes. */
export function createFinding(changes: Partial<Finding> = {}): Finding {
  const rule = changes.rule ?? 'node-image-behind';
  return {
    clusterId: 'manual/shop',
    cluster: 'shop',
    nodePool: 'web',
    rule,
    severity: 'low',
    subject: 'Windows2022',
    due: null,
    summary: 'It is behind.',
    evidence: [],
    traits: traitsOfRule(rule),
    ...changes,
  };
}

/** Findings, worst first, as the store takes them: by cluster. */
export function byCluster(findings: readonly Finding[]): readonly ClusterFindings[] {
  const found = findings.map(({ clusterId, cluster, title, ...bare }) => ({
    names: { clusterId, cluster, ...(title === undefined ? {} : { title }) },
    bare,
  }));
  return [...Map.groupBy(found, ({ names }) => JSON.stringify(names)).values()].flatMap((own) =>
    own.slice(0, 1).map(({ names }) => ({ ...names, findings: own.map(({ bare }) => bare) })),
  );
}
