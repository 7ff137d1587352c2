import { expect, test } from 'vitest';
import { describeSecurity, mergeSecurity } from '../../src/domain/image-security.ts';

test('names what an image brings, the newest update first, and cuts long lists short', () => {
  expect(describeSecurity({ updates: ['KB1'], cves: [] })).toBe('security update KB1');
  expect(describeSecurity({ updates: ['KB1', 'KB2'], cves: ['CVE-2026-1234'] })).toBe(
    'security updates KB2 and KB1; fixes CVE-2026-1234',
  );
  expect(describeSecurity({ updates: ['KB1', 'KB2', 'KB3', 'KB4', 'KB5'], cves: ['C1', 'C2', 'C3'] })).toBe(
    'security updates KB5, KB4, KB3 and 2 more; fixes C1, C2 and C3',
  );
  for (const nothing of [null, undefined, { updates: [], cves: [] }]) expect(describeSecurity(nothing)).toBe('');
});

test('puts together what several images bring, and knows nothing where nothing is known of any', () => {
  const known = { security: { updates: ['KB1'], cves: ['C1'] } };
  expect(mergeSecurity([known, { security: null }, { security: { updates: ['KB2'], cves: ['C1'] } }])).toEqual({
    updates: ['KB1', 'KB2'],
    cves: ['C1'],
  });
  expect(mergeSecurity([{ security: null }])).toBeNull();
});
