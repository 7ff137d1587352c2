import { expect, test } from 'vitest';
import { renderStatus } from '../../../src/surfaces/cli/status-text.ts';
import { createFinding } from '../../support/sample-finding.ts';

test('two clusters of one name have a row each, so that neither hides the other', () => {
  const findings = ['rg-a', 'rg-b'].map((group) =>
    createFinding({
      clusterId: `/subscriptions/s/resourcegroups/${group}/x`,
      title: `shop (${group})`,
      severity: 'high',
    }),
  );
  const text = renderStatus(
    {
      asOf: '2026-08-20T09:00:00.000Z',
      clusters: 2,
      windowsNodePools: 2,
      current: 0,
      behind: 2,
      unsupported: 0,
      unknown: 0,
      knowsImages: true,
      notices: [],
      findings,
      plans: [],
    },
    { isWhole: false, columns: null, isColoured: false },
  );
  expect(text).toMatch(/^high +shop \(rg-a\)\/web /m);
  expect(text).toMatch(/^high +shop \(rg-b\)\/web /m);
  expect(text).not.toContain('more)');
});
