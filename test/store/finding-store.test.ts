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
  const refresh = (open: readonly Finding[], at: string) => {
    findings.refreshOf([FINDING.clusterId], open, at);
    return findings.listOpen();
  };
  expect(refresh([FINDING], 't1')).toEqual([FINDING]);
  expect(refresh([FINDING], 't2')).toEqual([FINDING]);
  const worse = { ...FINDING, severity: 'high' as const };
  expect(refresh([worse], 't3')).toEqual([worse]);
  expect(refresh([], 't4')).toEqual([]);
  expect(refresh([FINDING], 't5')).toEqual([FINDING]);
});

test('the findings of other clusters are left as they are', () => {
  const { findings } = openTestStore();
  findings.refreshOf([FINDING.clusterId], [FINDING], 't1');
  findings.refreshOf(['manual/other'], [], 't2');
  expect(findings.listOpen()).toEqual([FINDING]);
});
