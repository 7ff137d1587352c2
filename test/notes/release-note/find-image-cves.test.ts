import { expect, test } from 'vitest';
import { findImageCves } from '../../../src/notes/release-note/find-image-cves.ts';

test('ties a CVE to an image by the passage that names both, or that speaks of Windows nodes', () => {
  const body = [
    '* Windows Server 2022 image is now 20348.5386.260715, with the fix of cve-2026-1111.',
    '* Every Windows node pool is open to [CVE-2026-2222](https://example.org) until it has this image.',
    '* The GPU device plug-in for Windows mends CVE-2026-3333.',
    '* Linux nodes: CVE-2026-4444.',
  ].join('\n');
  expect(findImageCves(body, '20348.5386.260715')).toEqual(['CVE-2026-1111', 'CVE-2026-2222']);
  expect(findImageCves(body, '26100.33158.260715')).toEqual(['CVE-2026-1111', 'CVE-2026-2222']);
});

test('finds nothing in a note without CVEs, and is quick about a huge one', () => {
  expect(findImageCves('* Windows Server 2022 image', '20348.5386.260715')).toEqual([]);
  const started = performance.now();
  findImageCves('* windows windows '.repeat(200_000), 'x');
  expect(performance.now() - started).toBeLessThan(2_000);
});
