import { expect, test } from 'vitest';
import { outlineOfFinding } from '../../../../src/surfaces/slack/answers/answer-clusters.ts';
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
    'Due now (limit 1 Apr 2027).',
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
    '4 node images behind. Once it is started.',
  ],
] as const)('a finding in one line says when it is to be done: %s, %s', (severity, due, summary, said) => {
  const words = outlineOfFinding(finding({ severity, due, summary }))
    .map((span) => ('text' in span ? span.text : ''))
    .join('');
  expect(words).toContain(`(${severity}): `);
  expect(words.endsWith(said)).toBe(true);
});
