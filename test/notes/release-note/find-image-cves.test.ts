import { describe, expect, test } from 'vitest';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';

const WS2022 = '20348.5386.260715';
const WS2025 = '26100.33158.260715';
const IMAGES = [
  '* Node images',
  `  * Windows Server 2022 image has been updated to [AKSWindows-2022-${WS2022}](https://example.org/2022/${WS2022}.txt).`,
  `  * Windows Server 2025 image has been updated to [AKSWindows-2025-${WS2025}](https://example.org/2025/${WS2025}.txt).`,
];

/** `version CVE,CVE` of what a note with these lines, beside its two images, ties to an image. */
function read(...lines: readonly string[]): readonly string[] {
  const note = parseReleaseNote([...lines, '', ...IMAGES].join('\n'), '2026-07-24T18:00:00Z');
  return note.imageCves.map(({ version, cves }) => `${version} ${cves.join(',')}`);
}

describe('a CVE is tied to the image that a passage names', () => {
  test.each([
    ['before it', `* Windows Server 2022 image ${WS2022} is out, with the fix of cve-2026-1111.`],
    ['behind it', `* CVE-2026-1111 is fixed in ${WS2022} and newer.`],
    ['in the sentence before', `* The Windows 2022 image is now ${WS2022}. It also mends CVE-2026-1111.`],
    ['by a link', `* [New image](https://example.org/2022/${WS2022}.txt) for CVE‑2026‑1111.`],
    ['as the first that is safe', `* Windows nodes with images older than ${WS2022} are vulnerable to CVE-2026-1111.`],
    ['after the one that is not', `* 20348.5256.260610 is affected by CVE-2026-1111; upgrade to ${WS2022}.`],
    ['in place of an older one', `* Windows image updated from 20348.5256.260610 to ${WS2022} to fix CVE-2026-1111.`],
    ['with the part of it that has it', `* Windows image ${WS2022} with containerd 1.7.29 mends CVE-2026-1111.`],
    ['beside a Linux image', `* Ubuntu image 202607.09.0 and Windows image ${WS2022} mend CVE-2026-1111.`],
    ['in a table', `| Image | Version | Fixes |\n|---|---|---|\n| Windows Server 2022 | ${WS2022} | CVE-2026-1111 |`],
    [
      'by the item it stands under',
      `* Windows Server 2022 image is now ${WS2022}:\n  * CVE-2026-1111\n  * Other things`,
    ],
  ])('%s', (_, passage) => {
    expect(read(passage)).toEqual([`${WS2022} CVE-2026-1111`]);
  });

  test('each to its own where one passage names two', () => {
    const own = [`${WS2022} CVE-2026-1111`, `${WS2025} CVE-2026-2222`];
    expect(read(`* Windows image ${WS2022} mends CVE-2026-1111, and ${WS2025} mends CVE-2026-2222.`)).toEqual(own);
    expect(read(`* CVE-2026-1111 is fixed in ${WS2022}, and CVE-2026-2222 in ${WS2025}.`).toSorted()).toEqual(own);
    expect(read(`* CVE-2026-1111 is fixed in ${WS2022}, as is CVE-2026-2222.`)).toEqual([
      `${WS2022} CVE-2026-1111,CVE-2026-2222`,
    ]);
    expect(read(`* Windows images ${WS2022} and ${WS2025} mend CVE-2026-1111.`)).toEqual([
      `${WS2022} CVE-2026-1111`,
      `${WS2025} CVE-2026-1111`,
    ]);
  });

  test('and to no other image of the note', () => {
    expect(read('* Windows nodes should be on 20348.5256.260610 or newer, which fixes CVE-2026-1111.')).toEqual([
      '20348.5256.260610 CVE-2026-1111',
    ]);
    expect(read('* CVE-2026-1111 impacts all Windows node pools. Update your nodes to VHD version 260610.')).toEqual([
      '260610 CVE-2026-1111',
    ]);
    expect(read('* 20348.5256.260610 is affected by CVE-2026-1111.')).toEqual([]);
  });
});

test('is tied to every image of the note that a passage about Windows images at large means', () => {
  const both = [`${WS2022} CVE-2026-1111`, `${WS2025} CVE-2026-1111`];
  for (const passage of [
    '* Every Windows node pool is open to [CVE-2026-1111](https://example.org) until it has this image.',
    '* Please review CVE-2026-1111, which affects all Windows nodes.',
    '* Linux and Windows node images are patched against CVE-2026-1111.',
    '* Updated Windows Kubernetes packages in all AKS versions to address CVE-2026-1111.',
    '## Windows node images\n\n* Fixes CVE-2026-1111',
  ])
    expect(read(passage), passage).toEqual(both);
  expect(read('* Windows Server 2022 node images are patched against CVE-2026-1111.')).toEqual(both.slice(0, 1));
  expect(read('* Windows Server 2019 and 2025 images are patched against CVE-2026-1111.')).toEqual(both.slice(1));
});

describe('a CVE that no Windows image mends is tied to none', () => {
  test.each([
    '* The GPU device plug-in for Windows was updated to 0.0.19 and mends CVE-2026-3333.',
    '* Updated the Retina image to v0.0.25 for Linux and Windows to address CVE-2026-3333.',
    '* Updated LTS patch version 1.30.102 for a command injection affecting Windows nodes to address CVE-2026-3333.',
    '* Linux and Windows addon-token-adapter image is updated. The new image patches CVE-2026-3333.',
    '* Fixed CVE-2026-3333 in the secrets store provider on Windows nodes.',
    '* Updated ip-masq for Windows nodes to address CVE-2026-3333.',
    '* The Azure Policy add-on, also on Windows node pools, fixes CVE-2026-3333.',
    '* Linux nodes: CVE-2026-3333.',
    '* Windows image is unchanged; Ubuntu image 202607.09.0 fixes CVE-2026-3333.',
    '* CVE-2026-3333 in the API server was mended in all regions.',
    `* Windows image ${WS2022} is out. NPM v1.6.40 fixes CVE-2026-3333.`,
    `* Windows Server 2022 image is now ${WS2022}:\n  * Azure CNI moves to v1.7.1 for CVE-2026-3333`,
    `* Windows image updated from ${WS2022}, which had CVE-2026-3333.`,
    `* Do not use ${WS2022}: it reintroduces CVE-2026-3333.`,
    `* ${WS2022} does not mend CVE-2026-3333.`,
    '* CVE-2026-3333 affects all Windows nodes. The fix will be included in the next image.',
    '* Windows node images do not have the fix of CVE-2026-3333 yet.',
    '* The upcoming Windows node images are patched against CVE-2026-3333.',
    '* Envoy mends CVE-2026-3333.',
    '* CVE-2026-33 and XCVE-2026-3333 are no identifiers; Windows node images are patched.',
  ])('%s', (passage) => {
    expect(read(passage)).toEqual([]);
  });
});

test('keeps the exact words, and leaves the rest of the note as it reads without', () => {
  const passage = `Windows Server 2022 image is now ${WS2022}, with **[CVE-2026-1111](https://example.org)** mended.`;
  const note = parseReleaseNote(`* ${passage}`, null);
  expect(note.imageCves[0]?.quote).toBe(passage);
  expect(note.images).toHaveLength(1);
});

test('is quick about a note made to be slow', () => {
  const started = process.threadCpuUsage();
  parseReleaseNote('updated windows windows CVE-2026-1111 image '.repeat(4_000), null);
  parseReleaseNote(`* ${'all every update '.repeat(500)} windows CVE-2026-1111\n`.repeat(20), null);
  const { user, system } = process.threadCpuUsage(started);
  expect((user + system) / 1_000).toBeLessThan(2_000);
});
