import type { NoteCase } from './note-cases.ts';

/** Mails, tables of events, and what is none of AKS. Read blind once, F1 0.77. */
export const TWELFTH_BLIND_SET: readonly NoteCase[] = [
  [
    "## What's changing\n\nWindows Server 2022 support on AKS is ending.\n\n## When\n\nJune 30, 2028\n\n## What to do\n\nMove to Windows Server 2025.\n",
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    "Title: Windows Server 2019 retirement\n\nRetirement date: March 1, 2026\n\nAfter this date, AKS won't produce new node images.\n",
    ['Windows2019 retirement 2026-03-01', 'Windows2019 no-new-images 2026-03-01'],
  ],
  [
    '**[Retirement] Windows Server 2022 on AKS - June 30, 2028**\n\nDescription: AKS will no longer support Windows Server 2022 node pools from that day.\n',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    '* 2026-07-31: end of community support for 1.33\n* 2026-11-30: end of community support for 1.34\n* 2026-11-30: end of LTS for 1.31\n',
    [
      'Kubernetes/1.33 retirement 2026-07-31',
      'Kubernetes/1.34 retirement 2026-11-30',
      'Kubernetes/1.31 retirement 2026-11-30',
    ],
  ],
  [
    'Kubernetes 1.31: community support ended November 30, 2025; LTS ends November 30, 2026.',
    ['Kubernetes/1.31 retirement 2025-11-30', 'Kubernetes/1.31 retirement 2026-11-30'],
  ],
  [
    'AKS community support for 1.34 ends in November 2026 and LTS in November 2027.',
    ['Kubernetes/1.34 retirement 2026-11', 'Kubernetes/1.34 retirement 2027-11'],
  ],
  [
    "Starting with Kubernetes 1.37, Windows Server 2022 isn't supported. Windows Server 2022 itself retires June 30, 2028.",
    ['Windows2022 no-new-node-pools null', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    "Windows Server 2022 is supported on Kubernetes 1.36 and earlier. It's not supported on Kubernetes 1.37 and later.",
    ['Windows2022 no-new-node-pools null'],
  ],
  ["You can't use Windows Server 2022 with Kubernetes version 1.37 or higher.", ['Windows2022 no-new-node-pools null']],
  [
    "Windows Server 2022 node pools aren't supported on clusters running Kubernetes 1.37+.",
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    "Before upgrading to Kubernetes 1.37, migrate your Windows Server 2022 node pools, as they aren't supported on 1.37.",
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    "AKS doesn't support upgrading clusters with Windows Server 2019 node pools to Kubernetes 1.33 and above.",
    ['Windows2019 no-new-node-pools null'],
  ],
  ['Kubernetes 1.33 is the first version without Windows Server 2019.', ['Windows2019 no-new-node-pools null']],
  ['Kubernetes 1.36 is the last version to support Windows Server 2022.', ['Windows2022 no-new-node-pools null']],
  ['The last Kubernetes version for Windows Server 2022 is 1.36.', ['Windows2022 no-new-node-pools null']],
  [
    'Node images for Windows Server 2019 will be permanently deleted on April 1, 2027, so that scale out, reimage and upgrade operations will not work.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    'The Windows Server 2019 VHDs will be taken out of all regions on April 1, 2027.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    'New deployments of Windows Server Annual Channel node pools are disallowed as of May 15, 2026.',
    ['WindowsAnnual no-new-node-pools 2026-05-15'],
  ],
  [
    'Windows Server Annual Channel is not offered for new node pools since May 15, 2026.',
    ['WindowsAnnual no-new-node-pools 2026-05-15'],
  ],
  [
    'The Annual Channel preview is discontinued: no new node pools from May 15, 2026, image deletion on May 15, 2027.',
    ['WindowsAnnual no-new-node-pools 2026-05-15', 'WindowsAnnual image-removal 2027-05-15'],
  ],
  [
    'Windows Server 2022 lifecycle on AKS\n\n| Milestone | Date |\n|--|--|\n| Retirement | June 30, 2028 |\n| Last node image | June 2028 |\n| Node images removed | June 30, 2029 |\n',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 no-new-images 2028-06', 'Windows2022 image-removal 2029-06-30'],
  ],
  [
    '### Windows Server 2019\n\n| Event | When |\n|--|--|\n| End of support | March 1, 2026 |\n| Image removal | April 1, 2027 |\n',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    '| Date | OS | Event |\n|--|--|--|\n| March 1, 2026 | Windows Server 2019 | Retired |\n| April 1, 2027 | Windows Server 2019 | Images removed |\n| June 30, 2028 | Windows Server 2022 | Retired |\n',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '| OS | Support ends | New pools until | Images removed |\n|--|--|--|--|\n| Windows Server 2022 | June 30, 2028 | June 30, 2028 | June 30, 2029 |\n',
    [
      'Windows2022 retirement 2028-06-30',
      'Windows2022 no-new-node-pools 2028-06-30',
      'Windows2022 image-removal 2029-06-30',
    ],
  ],
  [
    'Dear customer, you receive this mail because you use Windows Server 2019 in AKS. On 1 March 2026 we will end support for it. Please act before this date.',
    ['Windows2019 retirement 2026-03-01'],
  ],
  [
    'TL;DR: Windows Server 2019 gone on March 1, 2026; images gone on April 1, 2027.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  ['AKS 1.33 → EOL 31 July 2026', ['Kubernetes/1.33 retirement 2026-07-31']],
  ['Kubernetes v1.33.x will be deprecated in AKS by 31-Jul-2026.', ['Kubernetes/1.33 retirement 2026-07-31']],
  ['Kubernetes 1.33 deprecation (7/31/2026)', ['Kubernetes/1.33 retirement 2026-07-31']],
  ['Support for Kubernetes 1.33 ends in Q3 2026.', ['Kubernetes/1.33 retirement null']],
  [
    'In 60 days, on July 28, 2026, Kubernetes 1.33 will no longer be supported.',
    ['Kubernetes/1.33 retirement 2026-07-28'],
  ],
  ['Kubernetes 1.32 has been deprecated for two months.', ['Kubernetes/1.32 retirement null']],
  [
    'Windows Server 2025 is going GA, and Windows Server 2022 will be retired June 30, 2028.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'Windows Server 2025 replaces Windows Server 2019, which was retired in March 2026.',
    ['Windows2019 retirement 2026-03'],
  ],
  [
    'Use Windows Server 2025 instead of Windows Server 2022, whose support ends on June 30, 2028.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'Unlike Windows Server 2019, which is out of support, Windows Server 2022 is supported until June 30, 2028.',
    ['Windows2019 retirement null', 'Windows2022 retirement 2028-06-30'],
  ],
  ['The NVIDIA driver for Windows Server 2019 node pools is no longer maintained.', []],
  ['.NET Framework 4.7 base images for Windows Server 2019 are no longer published by Microsoft.', []],
  ["Container images based on Windows Server 2019 can't run on Windows Server 2022 hosts.", []],
  ['containerd 1.6 reaches end of life in AKS Windows images in July 2026.', []],
  ['Kubernetes 1.33 no longer supports the in-tree Azure File driver on Windows.', []],
  ["Starting with Kubernetes 1.34, cgroup v1 isn't supported.", []],
  ['Known issue: scaling of Windows Server 2022 node pools fails when the subnet is full.', []],
  ['Windows Server 2022 node pools fail to scale in Sweden Central; we are working on a fix.', []],
  ['Image builds for Windows Server 2022 were stopped for a week and have resumed.', []],
  ['The upgrade to Kubernetes 1.34 is blocked while a deprecated API is in use.', []],
  ['The portal no longer shows Windows Server 2019 in the list.', []],
  ['Terraform provider 4.0 removes the Windows2019 value.', []],
  ['az aks nodepool add no longer defaults to Windows2019.', []],
  [
    'Kubernetes 1.30 reached end of life upstream on June 28, 2025, but AKS LTS supports it until July 31, 2026.',
    ['Kubernetes/1.30 retirement 2026-07-31'],
  ],
];
