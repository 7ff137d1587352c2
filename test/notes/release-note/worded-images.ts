import type { NoteCase } from './note-cases.ts';

/** Images announced, replaced and left as they are. */
export const WORDED_IMAGES: readonly NoteCase[] = [
  [
    '* The Windows-2022 image went up (20348.5499.260812 to 20348.5608.260921), the one of Windows-2025 as well (26100.33150.260722 to 26100.33296.260921).',
    ['20348.5608.260921', '26100.33296.260921'],
  ],
  [
    "* Image 20348.5608.260909, which we announced on Monday, hasn't been released: nodes lost their network. Take 20348.5608.260921, available now.",
    ['20348.5608.260921'],
  ],
  [
    '* CVE-2026-4444 is fixed in image 20348.5608.260921 (Windows Server 2022), to be had in all regions since Friday.',
    ['20348.5608.260921'],
  ],
  [
    'Released today: 20348.5608.260921 for 2022, 26100.33296.260921 for 2025.',
    ['20348.5608.260921', '26100.33296.260921'],
  ],
  [
    '* Version 20348.5608.260909 has been pulled because of a regression and is replaced by [20348.5608.260921](vhd-notes/AKSWindows/2022/20348.5608.260921.txt).',
    ['20348.5608.260921 L'],
  ],
  [
    '* Windows Server 2022 image [20348.5608.260921](vhd-notes/AKSWindows/2022/20348.5608.260921.txt) mitigates a vulnerability in HTTP.sys.',
    ['20348.5608.260921 L'],
  ],
  [
    '* Server 2022 was rebuilt as [20348.5608.260921](vhd-notes/AKSWindows/2022/20348.5608.260921.txt), because the earlier build was affected by a regression.',
    ['20348.5608.260921 L'],
  ],
  ['* For Windows Server 2022 use 20348.5608.260921; it is rolling out now.', ['20348.5608.260921']],
  ['* Windows Server 2022 nodes get 20348.5608.260921 with this release.', ['20348.5608.260921']],
  [
    '* This release brings Windows Server 2022 to 20348.5608.260921 and Windows Server 2025 to 26100.33150.260722.',
    ['20348.5608.260921', '26100.33150.260722'],
  ],
  [
    '* Windows Server 2022 and 2025 move on to 20348.5608.260921 and 26100.33150.260722 respectively.',
    ['20348.5608.260921', '26100.33150.260722'],
  ],
  [
    '* Windows 2022 stays at 20348.5386.260715; Windows 2025 goes to [26100.33150.260722](vhd-notes/AKSWindows/2025/26100.33150.260722.txt).',
    ['26100.33150.260722 L'],
  ],
  [
    '* Windows Server 2025 [26100.33150.260722](vhd-notes/AKSWindows/2025/26100.33150.260722.txt) repairs the boot failure that some saw with 26100.33150.260715.',
    ['26100.33150.260722 L'],
  ],
  [
    '## Component updates\n\n* 20348.5608.260921 (Windows Server 2022) no longer contains the Docker engine.',
    ['20348.5608.260921'],
  ],
  [
    '* The Windows Server 2022 image is now 20348.5608.260921 with the KB5099887 fix; 20348.5499.260812 does not.',
    ['20348.5608.260921'],
  ],
  ['After moving from 20348.5386.260715 to 20348.5499.260812 pods on Windows Server 2022 lose DNS.', []],
  ['| SKU | Version | Released |\n|-|-|-|\n| Windows2022 | 20348.4405.251112 | 2025-11-12 |', ['20348.4405.251112']],
];
