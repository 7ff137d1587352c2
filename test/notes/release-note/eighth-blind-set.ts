import type { NoteCase } from './note-cases.ts';

/** Documentation and issues: lists below a day, states in tables, questions with answers. Read blind once, F1 0.62. */
export const EIGHTH_BLIND_SET: readonly NoteCase[] = [
  [
    'On October 31, 2026 the following versions go out of support:\n\n- 1.33 (community)\n- 1.30 (LTS)\n',
    ['Kubernetes/1.33 retirement 2026-10-31', 'Kubernetes/1.30 retirement 2026-10-31'],
  ],
  [
    'The following Kubernetes versions reach end of support on 30 November 2026:\n\n* 1.34 (standard support)\n* 1.31 (long-term support)\n',
    ['Kubernetes/1.34 retirement 2026-11-30', 'Kubernetes/1.31 retirement 2026-11-30'],
  ],
  [
    'After July 31, 2026, AKS no longer supports these versions:\n\n1. Kubernetes 1.33 (community support)\n2. Kubernetes 1.30 with LTS\n',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.30 retirement 2026-07-31'],
  ],
  [
    'These OS versions will be retired on March 1, 2027:\n- Windows Server 2019 (all generations)\n- Windows Server Annual Channel (preview)\n',
    ['Windows2019 retirement 2027-03-01', 'WindowsAnnual retirement 2027-03-01'],
  ],
  ['The following node pool types are affected by the image removal on April 1, 2027:\n', []],
  [
    '### 1.33\n\n- End of community support: July 31, 2026\n- End of LTS: July 31, 2027\n',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.33 retirement 2027-07-31'],
  ],
  [
    '## Kubernetes 1.32\n\n* Community support ends: March 2026\n* LTS support ends: March 2027\n* Platform support until: July 2026\n',
    ['Kubernetes/1.32 retirement 2026-03', 'Kubernetes/1.32 retirement 2027-03'],
  ],
  [
    '**v1.31**\n\nEnd of standard support: November 30, 2025\n\nEnd of long term support: November 30, 2026\n',
    ['Kubernetes/1.31 retirement 2025-11-30', 'Kubernetes/1.31 retirement 2026-11-30'],
  ],
  [
    '#### Windows Server 2019\n\n- Retirement: March 1, 2026\n- Removal of node images: April 1, 2027\n',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    '### Windows Server 2022\n\n- Retirement date: June 30, 2028\n- Image removal: June 30, 2029\n- Last Kubernetes version: 1.36\n',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 image-removal 2029-06-30'],
  ],
  [
    'Community support of 1.33: until July 31, 2026. LTS of 1.33: until July 31, 2027.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.33 retirement 2027-07-31'],
  ],
  [
    '* Standard support of Kubernetes 1.34: until November 30, 2026; long-term support: until November 30, 2027.',
    ['Kubernetes/1.34 retirement 2026-11-30', 'Kubernetes/1.34 retirement 2027-11-30'],
  ],
  ['Security updates for Windows Server 2019: until March 1, 2026.', ['Windows2019 no-new-images 2026-03-01']],
  ['Support for Windows Server 2022: until June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  [
    'AKS no longer supports Kubernetes 1.31 in its community plan as of today, November 30, 2025. Such clusters get platform support only.',
    ['Kubernetes/1.31 retirement 2025-11-30', 'Kubernetes/1.31 platform-support 2025-11-30'],
  ],
  ['As of today, May 29, 2026, Kubernetes 1.32 is no longer supported.', ['Kubernetes/1.32 retirement 2026-05-29']],
  ['Kubernetes 1.32 left community support today (May 29, 2026).', ['Kubernetes/1.32 retirement 2026-05-29']],
  [
    'Clusters on 1.33, whose community support ends on July 31, 2026, should be upgraded.',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    'Kubernetes 1.36 is GA in July 2026. We ask users of Kubernetes 1.33, whose standard support runs out on July 31, 2026, to upgrade.',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  ['LTS of 1.30 runs out on July 31, 2026.', ['Kubernetes/1.30 retirement 2026-07-31']],
  [
    'Windows Server 2019, whose support ended on March 1, 2026, can no longer be scaled from April 1, 2027.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    'Clusters on 1.31 and 1.32 are out of support after November 30, 2025 and March 31, 2026 respectively.',
    ['Kubernetes/1.31 retirement 2025-11-30', 'Kubernetes/1.32 retirement 2026-03-31'],
  ],
  [
    'Node pools on Windows Server 2019 and Windows Server 2022 are unsupported from March 1, 2026 and June 30, 2028, respectively.',
    ['Windows2019 retirement 2026-03-01', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    'The long-term support of Kubernetes 1.28 is coming to an end. After **August 2026** the version receives no more patches.',
    ['Kubernetes/1.28 retirement 2026-08'],
  ],
  [
    'Support for Windows Server 2022 is coming to an end. After **June 30, 2028** it receives no further support.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'We are saying goodbye to Kubernetes 1.31. From **December 1, 2025** it is no longer supported.',
    ['Kubernetes/1.31 retirement 2025-12-01'],
  ],
  ['Kubernetes 1.33 goes out of community support at the end of July 2026.', ['Kubernetes/1.33 retirement 2026-07']],
  ['At the end of July 2026 version 1.33 goes out of community support.', ['Kubernetes/1.33 retirement 2026-07']],
  ['AKS 1.30 will be out of LTS at the end of July 2026.', ['Kubernetes/1.30 retirement 2026-07']],
  ['Following the GA of 1.35, support for 1.32 has ended.', ['Kubernetes/1.32 retirement null']],
  [
    'With the general availability of Kubernetes 1.36, community support for version 1.33 has come to an end.',
    ['Kubernetes/1.33 retirement null'],
  ],
  ['Now that 1.36 is generally available, 1.33 is deprecated.', ['Kubernetes/1.33 retirement null']],
  [
    'Your cluster aks-win runs Kubernetes 1.33, whose standard support ends in 63 days (July 31, 2026).',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    'Cluster prod-1 is on version 1.31. Standard support for this version ends in 30 days, on June 28, 2026.',
    ['Kubernetes/1.31 retirement 2026-06-28'],
  ],
  [
    'Your cluster uses Kubernetes 1.32; its community support ended 60 days ago, on March 30, 2026.',
    ['Kubernetes/1.32 retirement 2026-03-30'],
  ],
  ['> How long can I stay on 1.30?\n\nEOL on July 31, 2026 with LTS.', ['Kubernetes/1.30 retirement 2026-07-31']],
  ['> Until when is Windows Server 2022 supported?\n\nUntil June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  ['Q: When does Windows Server 2019 retire?\n\nA: On March 1, 2026.', ['Windows2019 retirement 2026-03-01']],
  ['**When is Kubernetes 1.33 out of support?**\n\nOn July 31, 2026.', ['Kubernetes/1.33 retirement 2026-07-31']],
  [
    "You can't create clusters on Kubernetes 1.31 unless you choose the LTS plan.",
    ['Kubernetes/1.31 lts-only null', 'Kubernetes/1.31 no-new-node-pools null'],
  ],
  [
    'New clusters on 1.30 are rejected unless LTS is enabled.',
    ['Kubernetes/1.30 lts-only null', 'Kubernetes/1.30 no-new-node-pools null'],
  ],
  ['Kubernetes 1.31 can only be used if long-term support is on.', ['Kubernetes/1.31 lts-only null']],
  [
    '## Amazon EKS\n\n- Kubernetes 1.29 has been removed from the list of versions.\n- Windows Server 2019 AMIs are no longer published.\n',
    [],
  ],
  ['### GKE\n\nKubernetes 1.30 reaches end of life on July 31, 2026.\n', []],
  [
    '## AKS\n\n- Kubernetes 1.29 has been removed from AKS.\n\n## EKS\n\n- Kubernetes 1.30 has been removed.\n',
    ['Kubernetes/1.29 removal null'],
  ],
  [
    'EKS drops Kubernetes 1.31 on November 26, 2026, while AKS ends its support on November 30, 2026.',
    ['Kubernetes/1.31 retirement 2026-11-30'],
  ],
  [
    '> [!WARNING]\n> AKS retires Windows Server 2019 on March 1, 2026. From then on there are no node images. Scaling fails from April 1, 2027.\n',
    [
      'Windows2019 retirement 2026-03-01',
      'Windows2019 no-new-images 2026-03-01',
      'Windows2019 image-removal 2027-04-01',
    ],
  ],
  ['AKS retires Windows Server Annual Channel on May 15, 2026.', ['WindowsAnnual retirement 2026-05-15']],
  ['Azure Kubernetes Service retires Kubernetes 1.33 in July 2026.', ['Kubernetes/1.33 retirement 2026-07']],
  [
    '| OS | Status |\n|---|---|\n| Windows Server 2025 | Supported |\n| Windows Server 2022 | Supported; retires June 30, 2028 |\n| Windows Server 2019 | Retired March 1, 2026; images removed April 1, 2027 |\n',
    ['Windows2022 retirement 2028-06-30', 'Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    '| Version | State |\n|---|---|\n| 1.33 | In community support until July 31, 2026 |\n| 1.30 | LTS only, ends July 31, 2026 |\n',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.30 retirement 2026-07-31'],
  ],
  [
    "**Does Windows Server 2022 work with Kubernetes 1.37?**\n\nNo. Kubernetes 1.37 and later don't support Windows Server 2022. The OS is retired on June 30, 2028.",
    ['Windows2022 no-new-node-pools null', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    'Can I use Windows Server 2019 on 1.33? No, 1.33 and above do not support it.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    'As Kubernetes 1.33 has no support for Windows Server 2019, you need to migrate the pools before you upgrade.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    'Since Kubernetes 1.37 does not support Windows Server 2022, move to Windows Server 2025 first.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'Because Windows Server 2019 is not available on 1.33 and later, plan for Windows Server 2022.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    'Windows Server 2019 and Windows Server Annual Channel: both will be retired in 2026, on March 1 and May 15 respectively.',
    ['Windows2019 retirement 2026-03-01', 'WindowsAnnual retirement 2026-05-15'],
  ],
  [
    'Windows Server 2019 is out of support. On April 1, 2027 we will remove the remaining node images, and pools that use them can no longer scale.',
    ['Windows2019 retirement null', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    'Windows Server 2019 retired on March 1, 2026. From April 1, 2027, node images are deleted and node pools cannot scale out.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  ['AKS ends support for Windows Server 2022 at the latest on June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  ['Support for Kubernetes 1.33 ends on July 31, 2026 at the latest.', ['Kubernetes/1.33 retirement 2026-07-31']],
  ['Windows Server 2022 will be retired no later than June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  [
    'Windows Server 2022 is to be retired: you have until June 30, 2028 to move.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'Windows Server 2019 to be retired: because it leaves support together with Kubernetes 1.32, you have until March 1, 2026 to migrate.',
    ['Windows2019 retirement 2026-03-01'],
  ],
  ['When will Windows Server 2022 be retired? We could not find a date.', []],
  ['Is it true that Kubernetes 1.33 goes out of support in July 2026?', []],
  ['Can you confirm whether Windows Server 2019 will be removed on April 1, 2027?', []],
  ['Delete the Windows Server 2019 node pool with `az aks nodepool delete`; its nodes are removed.', []],
  ['Once the Windows Server 2022 pool is empty, remove it and its images.', []],
  [
    'Gen1 images of Windows Server 2022 will be retired on June 30, 2027; Gen2 is not affected.',
    ['WindowsFeature/Gen1 no-new-images 2027-06-30'],
  ],
  ['### Windows Server 2025\n\n- End of support: not announced\n- Image removal: not announced\n', []],
  ['### Kubernetes 1.36\n\n- End of community support: TBD\n', []],
  [
    '<ul><li>Windows Server 2019: retired March 1, 2026</li><li>Windows Server 2022: retires June 30, 2028</li></ul>',
    ['Windows2019 retirement 2026-03-01', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '<p>The following will be retired on July 31, 2026:</p>\n<ul>\n<li>Kubernetes 1.33</li>\n<li>Kubernetes 1.30 LTS</li>\n</ul>\n',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.30 retirement 2026-07-31'],
  ],
  [
    '- March 1, 2026: Windows Server 2019 is retired.\n- April 1, 2027: Windows Server 2019 node images are removed.\n',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    'Timeline for Windows Server 2022:\n\n- June 30, 2028: end of support\n- June 30, 2029: node images removed\n',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 image-removal 2029-06-30'],
  ],
  [
    'Windows Server 2019 timeline\n\n- **March 1, 2026** - No new images or security patches\n- **April 1, 2027** - Images removed, scaling fails\n',
    ['Windows2019 no-new-images 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    '| Date | What happens |\n|---|---|\n| March 1, 2026 | Windows Server 2019 is retired |\n| July 31, 2026 | Kubernetes 1.33 goes out of support |\n',
    ['Windows2019 retirement 2026-03-01', 'Kubernetes/1.33 retirement 2026-07-31'],
  ],
  ['1.33 is out of support.', ['Kubernetes/1.33 retirement null']],
  ['* 1.30 will be deprecated on July 31, 2026', ['Kubernetes/1.30 retirement 2026-07-31']],
  ['Support for 1.33 ends July 31, 2026.', ['Kubernetes/1.33 retirement 2026-07-31']],
  [
    'Kubernetes 1.33 community support ends July 31, 2026 and 1.30 LTS support ends on the same day.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.30 retirement 2026-07-31'],
  ],
  [
    'Windows Server 2022 support ends on June 30, 2028. A year later, on June 30, 2029, all its images will be deleted.',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 image-removal 2029-06-30'],
  ],
  [
    'Retirement of Windows Server 2019: March 1, 2026 (no support), April 1, 2027 (images removed).',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    'We will retire Windows Server 2019 on March 1, 2026 instead of January 1, 2026.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 date-changed 2026-03-01'],
  ],
];
