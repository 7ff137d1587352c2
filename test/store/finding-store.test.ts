import { expect, test } from 'vitest';
import type { Finding } from '../../src/domain/finding.ts';
import { openTestStore } from '../support/open-test-store.ts';

const FINDING: Finding = {
  clusterId: 'manual/shop',
  cluster: 'shop',
  nodePool: 'npwin',
  rule: 'node-image-behind',
  severity: 'medium',
  subject: 'Windows2022',
  due: '2026-09-08',
  summary: 'behind',
  commands: [],
  evidence: [],
};

test('a finding is opened, changed and resolved, and the same again changes nothing', () => {
  const { findings } = openTestStore();
  expect(findings.refresh([FINDING], 't1')).toMatchObject({ opened: [FINDING], changed: [], resolved: [] });
  expect(findings.refresh([FINDING], 't2')).toEqual({ opened: [], changed: [], resolved: [] });
  const worse = { ...FINDING, severity: 'high' as const };
  expect(findings.refresh([worse], 't3')).toMatchObject({ opened: [], changed: [worse] });
  expect(findings.refresh([], 't4')).toMatchObject({ resolved: [worse] });
  expect(findings.listOpen()).toEqual([]);
  expect(findings.refresh([FINDING], 't5')).toMatchObject({ opened: [FINDING] });
});
