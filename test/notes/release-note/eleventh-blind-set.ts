import type { NoteCase } from './note-cases.ts';

/** Written after the tenth set could be read. Read blind once, F1 0.86. */
export const ELEVENTH_BLIND_SET: readonly NoteCase[] = [
  [
    'Clusters on Kubernetes 1.31 and 1.32 run an unsupported version after November 30, 2025 and March 31, 2026 respectively.',
    ['Kubernetes/1.31 retirement 2025-11-30', 'Kubernetes/1.32 retirement 2026-03-31'],
  ],
  ['As of July 31, 2026, clusters on 1.33 run an unsupported version.', ['Kubernetes/1.33 retirement 2026-07-31']],
  ['> Can we stay on 1.30 for another year?\n\nNo, EOL on July 31, 2026.', ['Kubernetes/1.30 retirement 2026-07-31']],
  ['> What about 1.30 LTS?\n\nIt is EOL on July 31, 2026.', ['Kubernetes/1.30 retirement 2026-07-31']],
  ['> when is 1.33 EOL\n\nJuly 31, 2026, see the calendar.', ['Kubernetes/1.33 retirement 2026-07-31']],
  [
    "**Can I run Windows Server 2022 on 1.37?**\n\nNo. 1.37 and later don't support Windows Server 2022, which retires on June 30, 2028.",
    ['Windows2022 no-new-node-pools null', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    "Is Windows Server 2019 still usable? No. Kubernetes 1.33 and above don't support it, and the OS was retired on March 1, 2026.",
    ['Windows2019 no-new-node-pools null', 'Windows2019 retirement 2026-03-01'],
  ],
  [
    "Windows Server 2019 is retired. On April 1, 2027, we'll delete the remaining images, and node pools that use them stop scaling.",
    ['Windows2019 retirement null', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    "We retired Windows Server 2019 on March 1, 2026. On April 1, 2027 we will remove its node images; pools which use them can't scale.",
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    'Kubernetes 1.36 comes in July 2026, and we ask you to leave 1.33, whose community support runs out on the 31st.',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    'AKS no longer supports Kubernetes 1.32 as of today, May 29, 2026. Clusters on it only get platform support.',
    ['Kubernetes/1.32 retirement 2026-05-29', 'Kubernetes/1.32 platform-support 2026-05-29'],
  ],
  [
    'Windows Server 2022 to be retired: move your node pools by June 30, 2028, when support ends.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    '[Retirement] Windows Server 2019 on AKS: because its support ends with Kubernetes 1.32, please migrate by March 1, 2026.',
    [],
  ],
  ['Will Windows Server 2022 be retired on March 15, 2027 as the banner says?', []],
  [
    'I read that Windows Server 2022 will be retired in March 2027. Can you confirm?',
    ['Windows2022 retirement 2027-03'],
  ],
  ['Delete your Windows Server 2019 pools first: the nodes are drained and removed one by one.', []],
  ['When you delete a Windows Server 2019 node pool, its nodes and disks are removed.', []],
  [
    'Generation 1 VMs for Windows Server 2022 node pools will be retired on June 30, 2027.',
    ['WindowsFeature/Gen1 retirement 2027-06-30'],
  ],
  ['End of support: not yet announced (Windows Server 2025)', []],
  [
    'Community support for 1.34 has ended; LTS continues until November 30, 2027.',
    ['Kubernetes/1.34 retirement null', 'Kubernetes/1.34 retirement 2027-11-30'],
  ],
  [
    '* Standard support for Kubernetes version 1.33 ends July 31, 2026; opt in to LTS to stay on it until July 31, 2027.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.33 retirement 2027-07-31'],
  ],
  ['* Kubernetes 1.33 enters LTS-only on August 1, 2026.', ['Kubernetes/1.33 lts-only 2026-08-01']],
  ['From August 1, 2026 Kubernetes 1.33 is in LTS only mode.', ['Kubernetes/1.33 lts-only 2026-08-01']],
  [
    '* After community support ends on July 31, 2026, Kubernetes 1.33 is available to LTS clusters only.',
    ['Kubernetes/1.33 lts-only 2026-07-31'],
  ],
  [
    'Your node pool "win" runs Windows Server 2019, which was retired on March 1, 2026; its images will be removed on April 1, 2027.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    'Recommendation: Your AKS cluster is running Windows Server 2019. Support for it ended on March 1, 2026.',
    ['Windows2019 retirement 2026-03-01'],
  ],
  [
    'The Windows Server 2019 OS SKU has been removed for Kubernetes 1.33 and above.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    'AKS blocks the upgrade of clusters that have Windows Server 2019 node pools to Kubernetes 1.33.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    'Kubernetes 1.27 LTS has left support, and AKS now upgrades remaining clusters automatically.',
    ['Kubernetes/1.27 retirement null'],
  ],
  [
    'Windows Server 2022 end of support has been moved out by fifteen months to June 30, 2028.',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '~~Windows Server 2022 retires on March 15, 2027~~ Update: Windows Server 2022 retires on June 30, 2028.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'Correction: the retirement date for Windows Server 2022 is June 30, 2028, not March 15, 2027.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  ['The retirement of Windows Server 2022 is postponed.', []],
  ['* Kubernetes 1.32 community support is extended until Kubernetes 1.36 is GA.', []],
  [
    'AKS will stop producing Windows Server 2022 node images and security patches on June 30, 2028.',
    ['Windows2022 no-new-images 2028-06-30'],
  ],
  [
    'After that date (June 30, 2028), new Windows Server 2022 node pools cannot be created and no new images are built.',
    ['Windows2022 no-new-node-pools 2028-06-30', 'Windows2022 no-new-images 2028-06-30'],
  ],
  [
    'Windows Server 2022:\n- Support ends on June 30, 2028.\n- Node images are removed on June 30, 2029.\n- New node pools cannot be created after June 30, 2028.\n',
    [
      'Windows2022 retirement 2028-06-30',
      'Windows2022 image-removal 2029-06-30',
      'Windows2022 no-new-node-pools 2028-06-30',
    ],
  ],
  [
    '## Windows Server 2022\n\nThis OS will be retired on June 30, 2028. After this date, AKS no longer creates new node images or provides security patches. On June 30, 2029, the images are removed.\n',
    [
      'Windows2022 retirement 2028-06-30',
      'Windows2022 no-new-images 2028-06-30',
      'Windows2022 image-removal 2029-06-30',
    ],
  ],
  [
    '> [!NOTE]\n> AKS support for Kubernetes 1.33 ends on July 31, 2026. To keep running 1.33, enable [long-term support](https://aka.ms/lts).\n',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    'Version 1.34 of Kubernetes is supported until November 2026, version 1.33 only until July 2026.',
    ['Kubernetes/1.34 retirement 2026-11', 'Kubernetes/1.33 retirement 2026-07'],
  ],
  ['Kubernetes 1.33 (EOL July 2026)', ['Kubernetes/1.33 retirement 2026-07']],
  ['Supported: 1.34, 1.35, 1.36. No longer supported: 1.33.', ['Kubernetes/1.33 retirement null']],
  [
    'Supported versions: 1.34 (until November 2026), 1.35 (until March 2027).',
    ['Kubernetes/1.34 retirement 2026-11', 'Kubernetes/1.35 retirement 2027-03'],
  ],
];
