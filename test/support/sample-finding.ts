import { RULES } from '../../src/advice/find-advice.ts';
import {
  type ClusterFindings,
  type Finding,
  type FindingBrief,
  type FindingTraits,
  ORDINARY,
} from '../../src/domain/finding.ts';

/** What the rule of this name tells of its findings. */
export function traitsOfRule(rule: string): FindingTraits {
  const { settledBy, isEnd, isOptional, escalatesBy } = { ...ORDINARY, ...RULES.find(({ name }) => name === rule) };
  return { settledBy, isEnd, isOptional, escalatesBy };
}

/** `The node image is old; upgrade it` says its point and what to do. */
export function briefOf(summary: string): FindingBrief {
  const clauses = summary.replace(/^The |\.$/g, '').split('; ');
  const [point = '', act = null] = clauses.map((clause) => clause.split(/[:,] /)[0] ?? '');
  if (summary.includes('applies when it is started')) return { point, action: null, asides: [], isOnceStarted: true };
  const [action = null, inBrackets] = act?.split(' (') ?? [];
  return { point, action, ...(inBrackets ? { detail: ` (${inBrackets}` } : {}), asides: clauses.slice(2) };
}

/** A finding of one pool, with these changes. */
export function createFinding(changes: Partial<Finding> = {}): Finding {
  const { rule = 'node-image-behind', summary = 'It is behind.' } = changes;
  return {
    clusterId: 'manual/shop',
    cluster: 'shop',
    nodePool: 'web',
    rule,
    severity: 'low',
    subject: 'Windows2022',
    due: null,
    summary,
    brief: briefOf(summary),
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
