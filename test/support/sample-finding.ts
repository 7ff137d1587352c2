import type { Finding } from '../../src/domain/finding.ts';

/** A finding of one pool, with these changes. */
export function createFinding(changes: Partial<Finding> = {}): Finding {
  return {
    clusterId: 'manual/shop',
    cluster: 'shop',
    nodePool: 'web',
    rule: 'node-image-behind',
    severity: 'low',
    subject: 'Windows2022',
    due: null,
    summary: 'It is behind.',
    commands: [],
    evidence: [],
    ...changes,
  };
}
