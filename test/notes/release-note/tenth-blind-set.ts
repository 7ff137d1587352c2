import type { NoteCase } from './note-cases.ts';

/** Layouts, other products and systems, half-sentences. Read blind once, F1 0.72. */
export const TENTH_BLIND_SET: readonly NoteCase[] = [
  [
    '# Windows Server 2019 retirement FAQ\n\n**What happens on March 1, 2026?**\n\nAKS stops producing new Windows Server 2019 node images.\n\n**What happens on April 1, 2027?**\n\nAKS removes the existing node images, and scaling fails.\n',
    ['Windows2019 no-new-images 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    '|  | Windows Server 2019 | Windows Server 2022 |\n|--|--|--|\n| End of support | March 1, 2026 | June 30, 2028 |\n| Images removed | April 1, 2027 | June 30, 2029 |\n',
    [
      'Windows2019 retirement 2026-03-01',
      'Windows2022 retirement 2028-06-30',
      'Windows2019 image-removal 2027-04-01',
      'Windows2022 image-removal 2029-06-30',
    ],
  ],
  [
    '| Kubernetes version | Community support ends | LTS ends |\n|--|--|--|\n| 1.30 | Jul 2025 | Jul 2026 |\n| 1.31 | Nov 2025 | Nov 2026 |\n',
    [
      'Kubernetes/1.30 retirement 2025-07',
      'Kubernetes/1.30 retirement 2026-07',
      'Kubernetes/1.31 retirement 2025-11',
      'Kubernetes/1.31 retirement 2026-11',
    ],
  ],
  [
    'Ubuntu 20.04 retires on March 17, 2027. Windows Server 2022 retires on June 30, 2028.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'Windows Server 2022 retires on June 30, 2028. Azure Linux 2.0 retired on November 30, 2025, and its images were removed on March 31, 2026.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'Windows Server 2019 and 2022 are retired on March 1, 2026 and June 30, 2028, respectively.',
    ['Windows2019 retirement 2026-03-01', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    'Kubernetes 1.30 and 1.33 go out of support in July 2026, the former under LTS, the latter under community support.',
    ['Kubernetes/1.30 retirement 2026-07', 'Kubernetes/1.33 retirement 2026-07'],
  ],
  [
    'Kubernetes 1.28–1.30 are LTS only.',
    ['Kubernetes/1.28 lts-only null', 'Kubernetes/1.29 lts-only null', 'Kubernetes/1.30 lts-only null'],
  ],
  ['Windows Server 2022 is not supported with Kubernetes >= 1.37.', ['Windows2022 no-new-node-pools null']],
  [
    '* **Retirements**\n  * Windows Server 2019 (March 1, 2026)\n  * Windows Server Annual Channel (May 15, 2026)\n',
    ['Windows2019 retirement 2026-03-01', 'WindowsAnnual retirement 2026-05-15'],
  ],
  [
    '## Upcoming retirements\n\n| What | When |\n|--|--|\n| Windows Server 2022 | June 30, 2028 |\n| Kubernetes 1.33 (community) | July 31, 2026 |\n',
    ['Windows2022 retirement 2028-06-30', 'Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    '## Deprecations\n\n- Kubernetes 1.33: July 31, 2026\n- Windows Server 2022: June 30, 2028\n',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '1. Kubernetes 1.33\n   - GA: June 2025\n   - End of life: July 2026\n2. Kubernetes 1.34\n   - GA: November 2025\n   - End of life: November 2026\n',
    ['Kubernetes/1.33 retirement 2026-07', 'Kubernetes/1.34 retirement 2026-11'],
  ],
  [
    '**Kubernetes 1.33**\nReleased: June 2025\nEnd of community support: July 31, 2026\n',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    'Upgrade your Windows Server 2019 node pools to Windows Server 2022 or 2025 before March 1, 2026, the date on which Windows Server 2019 is retired.',
    ['Windows2019 retirement 2026-03-01'],
  ],
  [
    'You need to migrate from Windows Server 2019 before March 1, 2026, since it will be out of support by then.',
    ['Windows2019 retirement 2026-03-01'],
  ],
  [
    'Windows Server 2019 customers have until March 1, 2026 before support ends.',
    ['Windows2019 retirement 2026-03-01'],
  ],
  [
    'The deadline for Windows Server 2019 is March 1, 2026: after that, no support tickets are accepted and no images are built.',
    ['Windows2019 no-new-images 2026-03-01'],
  ],
  [
    'We are removing the Windows Server 2019 option from the portal on March 1, 2026; the API rejects it from Kubernetes 1.33.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    'Support policy: AKS supports three minor versions. When 1.37 is released, 1.34 falls out of support.',
    ['Kubernetes/1.34 retirement null'],
  ],
  ['For example, when AKS introduces 1.37, support for 1.33 is removed.', []],
  ['An error like "Kubernetes version 1.29 is not supported in this region" is shown.', []],
  ['Error: OS SKU Windows2019 is not supported for Kubernetes 1.33.', []],
  ['```\nERROR: (K8sVersionNotSupported) Managed cluster is on version 1.27.9 which is not supported\n```', []],
  ['Windows Server 2025 is now the default OS SKU from Kubernetes 1.36. Windows Server 2022 remains supported.', []],
  ['There is no plan to retire Windows Server 2025 at this time.', []],
  ['Windows Server 2022 will continue to be supported after June 30, 2028 on AKS Arc only.', []],
  ['Fixed: node pools on Windows Server 2019 could not be scaled after the upgrade to 1.32.', []],
  ['Resolved an issue where Windows Server 2022 images were deleted from the gallery too early.', []],
  ['In Azure Government, Windows Server 2019 is retired on June 1, 2026.', ['Windows2019 retirement 2026-06-01']],
  ['If AKS removed Windows Server 2022 in 2027, many customers would be affected.', []],
  [
    'GKE ended support for Windows Server 2019 in 2025. AKS follows on March 1, 2026.',
    ['Windows2019 retirement 2026-03-01'],
  ],
  [
    'On Amazon EKS, Kubernetes 1.31 leaves standard support on November 26, 2026. On AKS, it leaves community support on November 30, 2025.',
    ['Kubernetes/1.31 retirement 2025-11-30'],
  ],
  [
    'The Kubernetes community ends support for 1.33 on June 28, 2026; AKS keeps it until July 31, 2026.',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    'Microsoft ends mainstream support of Windows Server 2022 on October 13, 2026, but AKS supports it until June 30, 2028.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  ['AKS will retire Windows Server 2022. Retirement date: June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  [
    'Heads up: 30 June 2028 is the last day on which Windows Server 2022 is supported on AKS.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  ['No Windows Server 2022 images after June 30, 2028.', ['Windows2022 no-new-images 2028-06-30']],
  ['**Reminder** Kubernetes 1.33 EOL 31 July 2026.', ['Kubernetes/1.33 retirement 2026-07-31']],
  [
    'EOL announcement: K8s 1.33 (2026-07-31), K8s 1.30 LTS (2026-07-31).',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.30 retirement 2026-07-31'],
  ],
  [
    '* v1.33: EOL 2026-07-31\n* v1.34: EOL 2026-11-30\n',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.34 retirement 2026-11-30'],
  ],
  ['Windows Server 2019 support was dropped in Kubernetes 1.33.', ['Windows2019 no-new-node-pools null']],
  [
    'Minimum supported Kubernetes version is now 1.34; 1.33 and older are out of support.',
    ['Kubernetes/1.33 retirement null'],
  ],
  [
    'AKS has deprecated Kubernetes 1.32 and removed 1.31.',
    ['Kubernetes/1.32 retirement null', 'Kubernetes/1.31 removal null'],
  ],
  [
    'Kubernetes 1.33 was deprecated on July 31, 2026, 1.32 was removed on the same day.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.32 removal 2026-07-31'],
  ],
  [
    '<ol>\n<li>June 30, 2028: Windows Server 2022 retires.</li>\n<li>June 30, 2029: its images are removed.</li>\n</ol>',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 image-removal 2029-06-30'],
  ],
  [
    '<details><summary>Windows Server 2022</summary>\n\nRetires on June 30, 2028.\n\n</details>',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'Windows Server 2022: GA since 2022, retirement 2028-06-30, last Kubernetes version 1.36.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'As part of the Windows Server 2019 retirement, on 1 April 2027 AKS will delete all node images for it.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    'Existing Windows Server 2019 node pools continue to run, but they cannot be scaled or reimaged from April 1, 2027.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    'Existing node pools keep running after June 30, 2028, but AKS no longer patches Windows Server 2022.',
    ['Windows2022 no-new-images 2028-06-30'],
  ],
];
