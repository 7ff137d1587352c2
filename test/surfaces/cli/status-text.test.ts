import { expect, test } from 'vitest';
import type { PlannedStage } from '../../../src/domain/cluster-plan.ts';
import { renderCommands, renderStatus } from '../../../src/surfaces/cli/commands/status-command.ts';
import { NO_TERMINAL } from '../../../src/surfaces/cli/render-table.ts';
import { createFinding } from '../../support/sample-finding.ts';

const REPORT = {
  asOf: '2026-08-20T09:00:00.000Z',
  clusters: 2,
  windowsNodePools: 2,
  current: 0,
  behind: 2,
  leftToAks: 0,
  unsupported: 0,
  unknown: 0,
  knowsImages: true,
  notices: [],
  findings: [],
  plans: [],
};

const NARROW = { ...NO_TERMINAL, columns: 80 };

test('among the commands of a pool stands, as a comment, what another pool has to do first', () => {
  const own: PlannedStage = {
    stage: 'kubernetes',
    nodePool: null,
    severity: 'high',
    rules: ['r'],
    topics: ['the end of Kubernetes support'],
    by: 'you',
    note: null,
    steps: [{ title: 'Look.', kind: 'now', commands: ['az aks get-upgrades'] }],
  };
  const first: PlannedStage = { ...own, stage: 'unblock', nodePool: 'old', note: 'This comes first.', steps: [] };
  const plans = [{ clusterId: 'shop', cluster: 'shop', stages: [first, own] }];
  expect(renderCommands({ ...REPORT, plans }, 'bash', NO_TERMINAL).split('\n')).toEqual([
    '# shop/old: Move to another Windows version, before Kubernetes. This comes first.',
    '',
    '# shop: r',
    '# Ready to run: Look.',
    'az aks get-upgrades',
  ]);
});

test('two clusters of one name have a row each, so that neither hides the other', () => {
  const findings = ['rg-a', 'rg-b'].map((group) =>
    createFinding({
      clusterId: `/subscriptions/s/resourcegroups/${group}/x`,
      title: `shop (${group})`,
      severity: 'high',
    }),
  );
  const text = renderStatus({ ...REPORT, findings }, { ...NO_TERMINAL, isWhole: false, isColoured: false });
  expect(text).toMatch(/^high +shop \(rg-a\)\/web /m);
  expect(text).toMatch(/^high +shop \(rg-b\)\/web /m);
  expect(text).not.toContain('more)');
});

test('on 80 columns a row says why and what to do in whole, behind where and when', () => {
  const findings = [
    'Windows Server 2019 is retired since 1 Mar 2026 and gets no updates; move to a new pool of Windows Server 2025.',
    'AKS takes no Windows node pools on kubenet; move the cluster to Azure CNI Overlay before you add or rebuild one.',
    'The node image is 77 days old, and reaches the 90 days; upgrade to 20348.5499.260812; the Kubernetes upgrade brings the newest image.',
  ].map((summary, index) => {
    const severity = index < 2 ? 'high' : 'medium';
    return createFinding({ clusterId: `/c/${index}`, title: 'warehouse-production', severity, summary });
  });
  const text = renderStatus({ ...REPORT, findings }, { ...NARROW, isWhole: false, isColoured: false });
  expect(text.split('\n').slice(2, -2)).toEqual([
    'SEVERITY  WHERE, DUE: WHAT',
    'high      warehouse-production/web, due now: Windows Server 2019 is retired',
    '          since 1 Mar 2026 and gets no updates; move to a new pool of Windows',
    '          Server 2025',
    'high      warehouse-production/web, due now: AKS takes no Windows node pools on',
    '          kubenet; move the cluster to Azure CNI Overlay before you add or',
    '          rebuild one',
    'medium    warehouse-production/web: node image is 77 days old; upgrade to',
    '          20348.5499.260812; the Kubernetes upgrade brings the newest image',
  ]);
});

test('on 80 columns a row has three lines at the most, and a screen shows all of it', () => {
  const findings = Array.from({ length: 20 }, (_, index) =>
    createFinding({
      clusterId: `/c/${index}`,
      title: `warehouse-${index}`,
      severity: 'high',
      summary:
        index % 2 === 0
          ? 'The node image is 133 days old, past the 90 days that AKS supports; upgrade to the newest there is, today.'
          : `Windows Server 2019 is retired since ${'a very long time ago '.repeat(9)}and gets no updates.`,
    }),
  );
  const lines = renderStatus({ ...REPORT, findings }, { ...NARROW, isWhole: false, isColoured: false }).split('\n');
  expect(lines.length).toBeLessThanOrEqual(23);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(lines.slice(3, 8).map((line) => line.slice(10))).toEqual([
    'warehouse-0/web, due now: node image is 133 days old; upgrade to the',
    'newest there is',
    'warehouse-1/web, due now: Windows Server 2019 is retired since a very',
    expect.stringMatching(/^long time ago .* (?:very|long|time|ago|a)$/),
    expect.stringMatching(/ (?:very|long|time|ago|a)…$/),
  ]);
  expect(lines.slice(-2)).toEqual([
    '+ 14 more to act on: "vhdwatch status --all"',
    'What to do for one of them: "vhdwatch status NAME --steps"',
  ]);
});

test('where a sentence has room beside its names and its day, these have columns of their own', () => {
  const summary = 'The node image is 77 days old, and reaches the 90 days; upgrade to 20348.5499.260812.';
  const findings = [createFinding({ severity: 'medium', due: '2026-09-08', summary })];
  const lineAt = (columns: number) =>
    renderStatus({ ...REPORT, findings }, { ...NO_TERMINAL, columns, isWhole: false, isColoured: false }).split(
      '\n',
    )[3];
  expect(lineAt(110)).toMatch(/^medium {4}shop\/web {2}8 Sep 2026 {2}node image is 77 days old; upgrade to/);
  expect(lineAt(90)).toMatch(/^medium {4}shop\/web, due 8 Sep 2026: node image is 77 days old; upgrade to/);
});

test('what is pressing is due now, as the messages say, whatever day it has to be over; what is stopped, once started', () => {
  const high = createFinding({ severity: 'high', due: '2027-04-01', summary: 'Windows Server 2019 is retired.' });
  const stopped = createFinding({
    clusterId: 'qa',
    severity: 'medium',
    due: '2026-06-09',
    summary: '4 images behind; the cluster is stopped, so this applies when it is started.',
  });
  const report = { ...REPORT, findings: [high, stopped] };
  const view = { ...NO_TERMINAL, isWhole: false, isColoured: false };
  expect(renderStatus(report, view)).toMatch(
    /^high .* now +Windows Server 2019[\s\S]*^medium .* once started +4 images/m,
  );
  expect(renderStatus(report, { ...view, isWhole: true })).toMatch(/, due now {2}\([\s\S]*, due once started /);
});
