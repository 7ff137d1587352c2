import { expect, test } from 'vitest';
import { compareFindings, describeDue } from '../../src/domain/finding.ts';
import { createFinding as finding } from '../support/sample-finding.ts';

test('findings come worst first, then as they are due, then by name, whatever order they are found in', () => {
  const ordered = [
    finding({ severity: 'critical', due: null }),
    finding({ severity: 'high', due: '2026-09-15' }),
    // A month is due on its last day: after the 15th, before the next month.
    finding({ severity: 'high', due: '2026-09' }),
    finding({ severity: 'high', due: '2026-10-01' }),
    finding({ severity: 'high', due: null }),
    finding({ cluster: 'billing', clusterId: 'manual/billing' }),
    finding({ nodePool: null }),
    finding({ nodePool: 'jobs' }),
    finding({ rule: 'node-image-age' }),
    finding({}),
    finding({ subject: 'Windows2025' }),
    finding({ clusterId: 'manual/shop2' }),
    finding({ severity: 'info', due: '2026-01-01' }),
  ];
  expect(ordered.toReversed().sort(compareFindings)).toEqual(ordered);
  for (const [index, one] of ordered.entries())
    for (const other of ordered.slice(index + 1))
      expect(compareFindings(one, other)).toBe(-compareFindings(other, one));
});

test('a day is said beside words that have another one, whose digits end with it', () => {
  const due = (summary: string) => describeDue(finding({ severity: 'medium', due: '2026-09-08', summary }), summary);
  expect(due('It leaves support on 18 Sep 2026.')).toBe('8 Sep 2026');
  expect(due('It reaches the 90 days that AKS supports on 8 Sep 2026.')).toBe('');
});
