import { expect, test } from 'vitest';
import { assessNodePool } from '../../../../src/advice/assess-node-pool.ts';
import { textOf } from '../../../../src/messages/card.ts';
import { PLAIN_WRITER, writeText } from '../../../../src/messages/card-text.ts';
import {
  answerCluster,
  answerClusters,
  buttonsBefore,
  describeAssessedPool,
  outlinePlaces,
} from '../../../../src/surfaces/slack/listeners/clusters.ts';
import { AUGUST_2026, buildAugustCatalogue } from '../../../advice/support/august-2026.ts';
import { buildCluster, buildPool } from '../../../advice/support/builders.ts';
import { buildLifecycle } from '../../../advice/support/lifecycle.ts';
import { finding } from '../sample-contents.ts';

test.each([
  [
    'low',
    '2026-09-03',
    '2 node images and 63 days behind: A → B.',
    '2 node images and 63 days behind. Due 3 Sep 2026.',
  ],
  [
    'high',
    '2027-04-01',
    'Windows Server 2019 is retired since 1 Mar 2026; move to a new pool.',
    'move to a new pool. Due now.',
  ],
  [
    'info',
    '2026-09-03',
    '1 node image behind: A → B; it will be done in your window, Sundays (channel).',
    '1 node image behind; it will be done in your window. Due 3 Sep 2026.',
  ],
  [
    'low',
    '2026-06-09',
    '4 node images behind: A → B; the cluster is stopped, so this applies when it is started.',
    '4 node images behind. Due once started.',
  ],
  [
    'low',
    '2026-10-13',
    '1 node image and 28 days behind; upgrade to 20348.5499.260812.',
    '1 node image and 28 days behind; upgrade to 20348.5499.260812. Due 13 Oct 2026.',
  ],
  [
    'low',
    '2026-10-13',
    'The Linux pool has 1 node: its loss takes DNS; 3 are recommended.',
    '; 3 are recommended. Due 13 Oct 2026.',
  ],
] as const)('a finding in one line says when it is to be done: %s, %s', (severity, due, summary, said) => {
  const [words = ''] = outlinePlaces([finding({ severity, due, summary })]).map(textOf);
  expect(words).toContain(`(${severity}): `);
  expect(words.endsWith(said)).toBe(true);
});

test('of each pool stands what is worst, with how much more there is on it', () => {
  const worst = finding({ severity: 'high', summary: 'The node image is 105 days old.' });
  const behind = finding({ severity: 'medium', summary: '3 node images behind.' });
  const other = finding({ nodePool: 'other', severity: 'low', summary: '1 node image behind.' });
  const lines = outlinePlaces([worst, other, behind]).map(textOf);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/ 1 more finding on it\.$/);
  expect(lines[1]).not.toContain('more finding');
});

test('a plan that begins in the plan of another pool leads there', () => {
  const part = { severity: 'high', rules: ['r'], topics: [], by: 'you' } as const;
  const first = { ...part, stage: 'unblock', nodePool: 'win19', note: 'This comes first.', steps: [] } as const;
  const own = { ...part, stage: 'image', nodePool: 'win22', note: null, steps: [] } as const;
  const plan = { cluster: 'ledger', nodePool: 'win22', stages: [first, own] };
  expect(buttonsBefore(plan, 'id/ledger')).toEqual([
    expect.objectContaining({ id: 'cluster.plan', label: 'First: win19', value: 'id/ledger win19' }),
  ]);
});

test('of a large fleet only the clusters that are shown are worded', () => {
  let worded = 0;
  const ranked = Array.from({ length: 1_000 }, (_, index) => ({
    pools: [],
    get cluster() {
      worded += 1;
      return buildCluster({ name: `shop-${index}` });
    },
  }));
  const counts = { current: 0, behind: 0, unsupported: 0, unknown: 0, leftToAks: 0 };
  const fleet = { asOf: null, clusters: 1_000, windowsNodePools: 0, counts, ranked };
  expect(answerClusters(fleet, '', 0).next).toBe(6);
  expect(worded).toBe(6);
});

test('what a pool is to take is not asked for while it is on hold', () => {
  const nodePool = buildPool({ nodeImageVersion: 'AKSWindows-2022-containerd-20348.5256.260610' });
  const assessment = assessNodePool(nodePool, buildAugustCatalogue(), buildLifecycle(), AUGUST_2026);
  const pool = { cluster: buildCluster(), nodePool, assessment, isLeftToAks: false };
  const target = String(assessment.targetVersion);
  expect(describeAssessedPool(pool, [])).toContain(`, upgrade to ${target} (`);
  expect(describeAssessedPool(pool, [target])).toContain(`, wait for the next image: ${target} is on hold (`);
  expect(describeAssessedPool({ ...pool, isLeftToAks: true }, [target])).toContain(
    `, AKS brings ${target}, which is on hold (`,
  );
});

test('a pool whose Windows is retired is one to look at, though AKS brings its images', () => {
  const nodePool = buildPool({
    nodeImageVersion: 'AKSWindows-2019-containerd-17763.7678.250814',
    osSku: 'Windows2019',
  });
  const assessment = assessNodePool(nodePool, buildAugustCatalogue(), buildLifecycle(), AUGUST_2026);
  expect(assessment.status).toBe('unsupported');
  const cluster = buildCluster();
  const pools = [{ cluster, nodePool, assessment, isLeftToAks: true }];
  const { headline } = answerCluster({ cluster, pools, held: [], findings: [], snoozes: [] });
  expect(textOf(headline)).toContain('1 Windows node pool, 1 to look at');
});

test('an answer about one cluster names its pools without it', () => {
  const cluster = buildCluster();
  const findings = [finding({ severity: 'high', nodePool: 'npwin' }), finding({ severity: 'low', nodePool: null })];
  const answer = answerCluster({ cluster, pools: [], held: [], findings, snoozes: [] });
  const said = writeText(answer, PLAIN_WRITER);
  expect(said).toMatch(/[^/]npwin \(high\): /);
  expect(said).toContain('The cluster (low): ');
});
