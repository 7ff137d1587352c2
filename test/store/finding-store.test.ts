import { expect, test } from 'vitest';
import { type Finding, ORDINARY } from '../../src/domain/finding.ts';
import { openTestStore } from '../support/open-test-store.ts';
import { briefOf, byCluster } from '../support/sample-finding.ts';

const FINDING: Finding = {
  clusterId: 'manual/shop',
  cluster: 'shop',
  nodePool: 'npwin',
  rule: 'node-image-behind',
  severity: 'medium',
  subject: 'Windows2022',
  due: '2026-09-08',
  summary: 'behind',
  brief: briefOf('behind'),
  evidence: [],
  traits: ORDINARY,
};

test('what is found is open until it is found no more', () => {
  const { findings } = openTestStore();
  const refresh = (open: readonly Finding[]) => {
    findings.refreshOf([FINDING.clusterId], byCluster(open));
    return findings.listOpen();
  };
  expect(refresh([FINDING])).toEqual([FINDING]);
  expect(refresh([FINDING])).toEqual([FINDING]);
  for (const change of [
    { severity: 'high' },
    { summary: 'far behind' },
    { due: null },
    { title: 'shop (rg)' },
  ] as const) {
    const changed = { ...FINDING, ...change };
    expect(refresh([changed])).toEqual([changed]);
  }
  expect(refresh([])).toEqual([]);
  expect(refresh([FINDING])).toEqual([FINDING]);
});

test('the findings of other clusters are left as they are', () => {
  const { findings } = openTestStore();
  findings.refreshOf([FINDING.clusterId], byCluster([FINDING]));
  findings.refreshOf(['manual/other'], []);
  expect(findings.listOpen()).toEqual([FINDING]);
});

test('the same words of many pools are kept once, until nothing is found with them', () => {
  const store = openTestStore();
  const many = ['a', 'b', 'c'].map((nodePool) => ({ ...FINDING, nodePool }));
  store.findings.refreshOf([FINDING.clusterId], byCluster(many));
  store.findings.forgetTexts();
  expect(store.findings.listOpenOf([FINDING.clusterId])).toEqual(many);
  const other = { ...FINDING, nodePool: 'b', summary: 'far behind' };
  store.findings.refreshOf([FINDING.clusterId], byCluster([other]));
  store.findings.forgetTexts();
  expect(store.findings.listOpen()).toEqual([other]);
});

test('what a newer version takes for an end is one, though nothing else of it changed', () => {
  const { findings } = openTestStore();
  findings.refreshOf([FINDING.clusterId], byCluster([FINDING]));
  expect(findings.listEnds()).toEqual([]);
  findings.refreshOf([FINDING.clusterId], byCluster([{ ...FINDING, traits: { ...ORDINARY, isEnd: true } }]));
  expect(findings.listEnds()).toMatchObject([{ nodePool: 'npwin', due: '2026-09-08' }]);
});
