import { describe, expect, it } from 'vitest';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';

/** No note names an image that is built months after it: those of the summer are in one of September. */
function dayOfNote(note: string): string {
  return /\.2609\d\d|\.260[78]\d\d/.test(note) ? '2026-09-25T12:00:00Z' : '2026-05-29T12:00:00Z';
}

/** A note, and all that it says: statements as "subject phase date", images by their version, `L` for a link. */
const WORDINGS: readonly (readonly [note: string, found: readonly string[]])[] = [
  [
    '* Windows Server 2022 will NOT be retired on March 15, 2027; the new date is June 30, 2028.',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  ['* Windows Server 2025 will not be retired before 2034.', []],
  ['* Kubernetes 1.30 will not be removed from AKS in 2026.', []],
  ['* Fixed a bug where Kubernetes 1.30 deprecated API detection ended on June 1, 2026 instead of July 1.', []],
  ['* Windows node image bumped from 20348.5256.260610 to 20348.5386.260715.', ['20348.5386.260715']],
  ['* Kubernetes 1.29 LTS ends on April 30, 2026.', ['Kubernetes/1.29 retirement 2026-04-30']],
  [
    '* Kubernetes versions 1.28 and 1.29 long term support ends in April 2026.',
    ['Kubernetes/1.28 retirement 2026-04', 'Kubernetes/1.29 retirement 2026-04'],
  ],
  [
    '* Upgrade before July 31, 2026, when Kubernetes 1.30 LTS goes out of support.',
    ['Kubernetes/1.30 retirement 2026-07-31'],
  ],
  ['* Kubernetes 1.30 is supported until 31 July 2026 under LTS.', ['Kubernetes/1.30 retirement 2026-07-31']],
  [
    '* LTS for AKS 1.28 was extended until March 2027.',
    ['Kubernetes/1.28 date-changed 2027-03', 'Kubernetes/1.28 retirement 2027-03'],
  ],
  [
    '* Clusters running Kubernetes 1.29 must upgrade before April 30, 2026 as it will be removed from LTS.',
    ['Kubernetes/1.29 retirement 2026-04-30'],
  ],
  [
    "* Kubernetes v1.31's end of life has moved to Jan 31st, 2027.",
    ['Kubernetes/1.31 date-changed 2027-01-31', 'Kubernetes/1.31 retirement 2027-01-31'],
  ],
  [
    "* Windows Server 2022's retirement date moves from 15 March 2027 to 30 June 2028.",
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '* Kubernetes 1.28, 1.29, 1.30 & 1.31: end of support 31 Dec 2026.',
    [
      'Kubernetes/1.28 retirement 2026-12-31',
      'Kubernetes/1.29 retirement 2026-12-31',
      'Kubernetes/1.30 retirement 2026-12-31',
      'Kubernetes/1.31 retirement 2026-12-31',
    ],
  ],
  [
    '* Support for **AKS Windows\u200b Server\u00ad Annual\u2060 Channel (preview)** ends on `2026-05-15`.',
    ['WindowsAnnual retirement 2026-05-15'],
  ],
  [
    '* HostProcess containers preview on Windows node pools will be retired on March 31, 2027.',
    ['WindowsFeature/HostProcessContainers retirement 2027-03-31'],
  ],
  [
    '* The Windows GPU device plugin add-on for Windows node pools is deprecated and will be removed on 1 May 2027.',
    ['WindowsFeature/GPUDevicePlugin retirement 2027-05-01', 'WindowsFeature/GPUDevicePlugin removal 2027-05-01'],
  ],
  [
    '| Version | Retirement date |\n|---|---|\n| Windows Server 2019 | March 1, 2026 |\n| Windows Server 2022 | June 30, 2028 |\n',
    ['Windows2019 retirement 2026-03-01', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '| OS | Retired on | Images removed on |\n|---|---|---|\n| Windows Server 2019 | March 1, 2026 | 2027-04-01 |\n',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    '| Kubernetes version | End of community support | LTS end of life |\n|---|---|---|\n| 1.33 | July 31, 2026 | - |\n',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    '* Windows Server 2022 retirement is extended to June 30, 2028.',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '* Windows:\n  * 2019: 17763.8880.260715\n  * 2022: v20348.5386.260715.\n',
    ['17763.8880.260715', '20348.5386.260715'],
  ],
  ['| OS | Image |\n|---|---|\n| Windows Server 2022 | 20348.5386.260715 |\n', ['20348.5386.260715']],
  ['* Windows Server 2028 – `29000.1000.260501`\n', ['29000.1000.260501']],
  [
    '<ul>\n<li>Windows Server 2022 image <b>20348.5386.260715</b></li>\n<li>Windows Server 2025 image <b>26100.5386.260715</b></li>\n</ul>\n',
    ['20348.5386.260715', '26100.5386.260715'],
  ],
  [
    '* AKSWindows-2022-containerd-gen2-20348.5386.260715 is the newest Windows Server 2022 image.',
    ['20348.5386.260715'],
  ],
  ['* AKSWindows-2022-containerd-gen2-20348.5386.260715 is the newest.', ['20348.5386.260715']],
  ['* Windows 2022\n  20348.5386.260715\n', ['20348.5386.260715']],
  ['* Windows 2022\r\n  20348.5386.260715\r\n', ['20348.5386.260715']],
  [
    '* Windows Server 2022 Gen1/Gen2 – `20348.5386.260715`\n* Windows Server 2025 Gen1/Gen2 – `26100.5386.260715`\n',
    ['20348.5386.260715', '26100.5386.260715'],
  ],
  [
    '* Windows Server 2022 20348.5386.260715, Windows Server 2025 26100.5386.260715\n',
    ['20348.5386.260715', '26100.5386.260715'],
  ],
  [
    '* Windows Server 2022 [20348.5386.260715][a]\n\n[a]: vhd-notes/AKSWindows/2022/20348.5386.260715.txt\n',
    ['20348.5386.260715 L'],
  ],
  [
    '* Windows Server 2022 <a href="vhd-notes/AKSWindows/2022/20348.5386.260715.txt">20348.5386.260715</a>\n',
    ['20348.5386.260715 L'],
  ],
  ['* **Windows Server 2022** image: **20348.5386.260715**\n', ['20348.5386.260715']],
  [
    'Windows node images:\n\n```\nWindows Server 2022  20348.5386.260715\nWindows Server 2025  26100.5386.260715\n```\n',
    ['20348.5386.260715', '26100.5386.260715'],
  ],
  ['### Windows Server 2022 node image 20348.9999.260518\n\nFixes.\n', ['20348.9999.260518']],
  ['* Kubernetes version 1.32 will be out of support by end of March 2026.', ['Kubernetes/1.32 retirement 2026-03']],
  ['* Kubernetes 1.32 leaves support by the end of March 2026.', ['Kubernetes/1.32 retirement 2026-03']],
  [
    '* Windows Server 2019 no longer produces new images, and the existing images will be removed on 1 April 2027.',
    ['Windows2019 no-new-images null', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    '* From 1.37 Windows Server 2022 is no longer supported, and the images will be removed on 30 June 2029.',
    ['Windows2022 no-new-node-pools null', 'Windows2022 image-removal 2029-06-30'],
  ],
  [
    '* From Kubernetes 1.37 you cannot create Windows Server 2022 node pools, and the images will be removed on 30 June 2029.',
    ['Windows2022 no-new-node-pools null', 'Windows2022 image-removal 2029-06-30'],
  ],
  ['* Long-term support of AKS 1.28 closes on 31 March 2027.', ['Kubernetes/1.28 retirement 2027-03-31']],
  ['* LTS for Kubernetes 1.29 ends on April 30th 2027.', ['Kubernetes/1.29 retirement 2027-04-30']],
  ['* Kubernetes 1.29 has reached end of long-term support on May 4, 2026.', ['Kubernetes/1.29 retirement 2026-05-04']],
  [
    '* Kubernetes 1.32 is in its last weeks of standard support, which ends on June 30, 2026.',
    ['Kubernetes/1.32 retirement 2026-06-30'],
  ],
  [
    '* **1.32 leaves support.** Since June 30, 2026 Kubernetes 1.32 no longer gets community support.',
    ['Kubernetes/1.32 retirement 2026-06-30'],
  ],
  ['* Kubernetes 1.31 and older (LTS): support ends on May 1, 2027.', ['Kubernetes/1.31 retirement 2027-05-01']],
  ['* Kubernetes 1.28 is no longer a part of AKS.', ['Kubernetes/1.28 removal null']],
  [
    '* The minor versions 1.27 and 1.28 can no longer be used for new clusters after 1 July 2026.',
    ['Kubernetes/1.27 no-new-node-pools 2026-07-01', 'Kubernetes/1.28 no-new-node-pools 2026-07-01'],
  ],
  [
    '* `az aks nodepool add` with `--os-sku Windows2022` is refused from Kubernetes 1.37 on.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    '* The new end of support date of Kubernetes 1.31 LTS: 30 June 2027 instead of 31 May 2027.',
    ['Kubernetes/1.31 date-changed 2027-06-30', 'Kubernetes/1.31 retirement 2027-06-30'],
  ],
  [
    '* AKS postpones the end of community support for Kubernetes 1.33 to 31 August 2026.',
    ['Kubernetes/1.33 date-changed 2026-08-31', 'Kubernetes/1.33 retirement 2026-08-31'],
  ],
  [
    '* Kubernetes 1.33 is deprecated on July 31, 2026. On the same day, Kubernetes 1.30 LTS reaches end of life.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.30 retirement 2026-07-31'],
  ],
  [
    '* Move off Windows Server 2019 by 1 April 2027. The images will be removed on that day.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    '* Move to Windows Server 2025 by 1 April 2027. Kubernetes 1.32 is deprecated.',
    ['Kubernetes/1.32 retirement null'],
  ],
  [
    '* Windows Server 2019 is retired on March 1, 2027. AKS will not\r\n  publish new images for it\r\n  after April 1, 2027.\r\n',
    ['Windows2019 retirement 2027-03-01', 'Windows2019 no-new-images 2027-04-01'],
  ],
  [
    '* Windows Server 2019 images go away on April 1, 2027, and the Annual Channel ones follow on May 15, 2027.',
    ['Windows2019 image-removal 2027-04-01', 'WindowsAnnual image-removal 2027-05-15'],
  ],
  [
    '* Windows Server 2019 is retired on March 1, 2027. The same applies to Windows Server 2022 on June 30, 2028.',
    ['Windows2019 retirement 2027-03-01', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '* Windows Server 2019 is retired on March 1, 2027. News on Windows Server 2022 will follow in July 2026.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  ['* Windows Server 2022 images are not removed on June 30, 2028.', []],
  ["* AKS won't delete any Windows Server 2022 images in July 2026.", []],
  [
    '* Move to Windows Server 2022 by March 1, 2027. Windows Server 2019 is out of support after that date.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  ['* Windows: the fault is gone in 20348.5386.260715 and newer.', []],
  ['## Windows node images\n\n* No new images this week; Windows Server 2022 stays at 20348.5386.260715.\n', []],
  ['* New Windows Server 2022 image for Kubernetes 1.33 and above: 20348.5386.260715.', ['20348.5386.260715']],
];

describe('one thing said in many ways', () => {
  it.each(WORDINGS)('reads %j', (note, wanted) => {
    const { images, retirements, unread } = parseReleaseNote(note, dayOfNote(note));
    const statements = retirements.map(({ subject, phase, date }) => `${subject} ${phase} ${date}`);
    const versions = images.map(({ version, link }) => (link ? `${version} L` : version));
    expect([...statements, ...versions].sort()).toEqual([...wanted].sort());
    for (const { quote } of [...images, ...retirements]) expect(note).toContain(quote);
    if (wanted.length > 0) expect(unread).toEqual([]);
  });
});
