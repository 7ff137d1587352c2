import type { NoteCase } from './note-cases.ts';

/** What notes, pages and issue threads of the next year may say, written before the reader was looked at. Read blind once, F1 0.81. */
export const SEVENTEENTH_BLIND_SET: readonly NoteCase[] = [
  [
    '* Standard support for AKS version 1.33 is over as of July 1, 2026. Clusters that stay on it need the Premium tier and long-term support.',
    ['Kubernetes/1.33 retirement 2026-07-01', 'Kubernetes/1.33 lts-only 2026-07-01'],
  ],
  [
    '* Kubernetes 1.33 leaves community support on 31 July 2026; its long-term support runs through 31 July 2027.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.33 retirement 2027-07-31'],
  ],
  [
    '| Version | Community end | LTS end |\n|---|---|---|\n| 1.32 | ended March 2026 | March 2027 |\n| 1.33 | July 2026 | July 2027 |',
    [
      'Kubernetes/1.32 retirement 2026-03',
      'Kubernetes/1.32 retirement 2027-03',
      'Kubernetes/1.33 retirement 2026-07',
      'Kubernetes/1.33 retirement 2027-07',
    ],
  ],
  [
    'Community support for 1.34 ends on November 30, 2026, and the LTS edition follows twelve months later.',
    ['Kubernetes/1.34 retirement 2026-11-30', 'Kubernetes/1.34 retirement 2027-11-30'],
  ],
  ['* Kubernetes 1.32 is available to LTS clusters alone since April 2026.', ['Kubernetes/1.32 lts-only 2026-04']],
  [
    '* With the general availability of 1.37, version 1.34 enters platform support.',
    ['Kubernetes/1.34 platform-support null'],
  ],
  [
    '* AKS Kubernetes version 1.31 LTS reaches end of life on November 30, 2026. Please upgrade to a supported version.',
    ['Kubernetes/1.31 retirement 2026-11-30'],
  ],
  [
    '* Versions 1.29 and older can no longer be selected when you create a cluster.',
    ['Kubernetes/1.29 no-new-node-pools null'],
  ],
  [
    'The end of life of AKS 1.33 was pushed back from June 30 to July 31, 2026.',
    ['Kubernetes/1.33 date-changed 2026-07-31', 'Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    '* We are extending community support of Kubernetes 1.33 by one month, until 31 August 2026.',
    ['Kubernetes/1.33 date-changed 2026-08-31', 'Kubernetes/1.33 retirement 2026-08-31'],
  ],
  [
    'Clusters on 1.30 LTS will be upgraded automatically to 1.31 from 1 August 2026, because support for 1.30 ends on 31 July 2026.',
    ['Kubernetes/1.30 retirement 2026-07-31'],
  ],
  ['Upgrade from 1.32 to 1.33 before your maintenance window of 30 June 2026.', []],
  ['* Kubernetes 1.36 is now generally available in all regions.', []],
  ['* The add-on `kaito` is not supported on clusters with Kubernetes 1.31 or lower.', []],
  [
    '* Windows Server 2022 is supported on AKS through Kubernetes 1.36; from 1.37 on you need Windows Server 2025.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    '* Windows Server 2022 retires on AKS on June 30, 2028. You cannot create Windows Server 2022 node pools on Kubernetes 1.37 or later.',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 no-new-node-pools null'],
  ],
  [
    '* Since March 1, 2026 Windows Server 2019 gets neither node images nor support.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 no-new-images 2026-03-01'],
  ],
  [
    'All Windows Server 2019 node images are removed on April 1, 2027. From that day node pools of that kind cannot be scaled.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    'Windows Server 2019 node pools: support ran out on 1 March 2026, the images go on 1 April 2027.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    '1. Move workloads off Windows Server 2019 (support ran out in March 2026).\n2. Delete the old node pools.',
    ['Windows2019 retirement 2026-03'],
  ],
  [
    'The retirement of Windows Server 2022 was scheduled for March 2027; it has been postponed to June 30, 2028.',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    'Windows Server 2022 was scheduled to retire in October 2026 and stays supported until June 30, 2028.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    '* Windows Server Annual Channel node pools stop working after Kubernetes 1.34.',
    ['WindowsAnnual no-new-node-pools null'],
  ],
  [
    '* Windows Server Annual Channel (preview) was retired on May 15, 2026. The images stay in place until May 15, 2027 and are deleted then.',
    ['WindowsAnnual retirement 2026-05-15', 'WindowsAnnual image-removal 2027-05-15'],
  ],
  ['* The Windows Server Annual Channel preview isn’t available for new subscriptions.', []],
  ['* Windows Server 2025 is generally available, starting with Kubernetes 1.32.', []],
  ['* Windows Server 2025 does not support the `Standard_D2_v2` VM size.', []],
  ['* Generation 1 VMs are no longer supported with Windows Server 2025 node pools.', []],
  ['* Windows Server 2025 node pools use containerd 2.0, and containerd 1.7 is no longer supported there.', []],
  [
    'Microsoft ends mainstream support for Windows Server 2022 on October 13, 2026; AKS supports it until June 30, 2028.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  ['Windows Server 2022 is supported by its vendor until October 14, 2031.', []],
  [
    '## Windows Server 2019\n\nSupport ended: March 1, 2026\n\nImages removed: April 1, 2027',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    '| OS | AKS support ends | Last Kubernetes version |\n|---|---|---|\n| Windows Server 2022 | June 30, 2028 | 1.36 |\n| Windows Server 2025 | not announced | - |',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 no-new-node-pools null'],
  ],
  [
    '### Retirements\n\n* Windows Server 2019, March 1, 2026\n* Windows Server Annual Channel, May 15, 2026\n* Kubernetes 1.32, March 31, 2026',
    [
      'Windows2019 retirement 2026-03-01',
      'WindowsAnnual retirement 2026-05-15',
      'Kubernetes/1.32 retirement 2026-03-31',
    ],
  ],
  [
    '### Node images\n\n* Windows Server 2019 - 17763.8755.260514\n* Windows Server 2022 - 20348.5139.260514\n* Windows Server 2025 - 26100.8655.260514',
    ['17763.8755.260514', '20348.5139.260514', '26100.8655.260514'],
  ],
  [
    '| OS SKU | Node image version | Windows update |\n|---|---|---|\n| Windows2022 | AKSWindows-2022-containerd-gen2-20348.5139.260514 | KB5058385 |\n| Windows2025 | AKSWindows-2025-gen2-26100.8655.260514 | KB5058411 |',
    ['20348.5139.260514', '26100.8655.260514'],
  ],
  [
    '* AKS Windows Server 2022 image has been updated to [20348.5139.260514](https://example.com/20348.5139.260514.txt).',
    ['20348.5139.260514 L'],
  ],
  [
    '* Windows Server 2025 image `26100.8655.260514` was pulled because nodes did not become ready; use `26100.8521.260410`.',
    [],
  ],
  ['* Nodes below image 20348.4893.260318 need the fix for the CNI leak.', []],
  [
    'For example, `az aks nodepool show` prints `AKSWindows-2022-containerd-20348.5139.260514` as the node image version.',
    [],
  ],
  [
    '* There will be no Windows Server 2019 image in this release or in later ones.',
    ['Windows2019 no-new-images null'],
  ],
  ['* This is the last release with a Windows Server 2019 image.', ['Windows2019 no-new-images null']],
  ['* No Windows image this week.', []],
  [
    '* Docker as a container runtime for Windows is not offered with 1.24, nor is dockershim with 1.25.',
    ['WindowsFeature/DockerRuntime retirement null'],
  ],
  [
    'Kubernetes 1.33 is the first version on which Windows Server 2019 isn’t offered.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    'Windows Server 2019 isn’t available with Kubernetes 1.33, nor is Windows Server 2022 with 1.37.',
    ['Windows2019 no-new-node-pools null', 'Windows2022 no-new-node-pools null'],
  ],
  [
    '**Q: When does support of Windows Server 2022 on AKS end?**\n\nA: On June 30, 2028.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  ['Hi team, will Windows Server 2022 be retired in October 2026? Our auditors ask for a date.', []],
  [
    'Are you still running Windows Server 2019? Support for it is gone since 1 March 2026.',
    ['Windows2019 retirement 2026-03-01'],
  ],
  ['If Windows Server 2022 were retired in 2027, you would have to move your pools.', []],
  [
    '* Kubernetes 1.30 is only receiving platform support from June 1, 2026 on.',
    ['Kubernetes/1.30 platform-support 2026-06-01'],
  ],
  [
    'AKS will stop supporting Kubernetes versions 1.32 and 1.33 on March 31 and July 31, 2026 respectively.',
    ['Kubernetes/1.32 retirement 2026-03-31', 'Kubernetes/1.33 retirement 2026-07-31'],
  ],
  ['* 1.28.100, 1.29.100 and 1.30.100 are the new LTS patch versions; 1.28.15 has been removed.', []],
  ['* Kubernetes patch versions 1.33.1 and 1.33.2 are deprecated and removed from the list of available versions.', []],
  [
    '* The last Windows Server 2019 node image was published in March 2026; no further patches follow.',
    ['Windows2019 no-new-images 2026-03'],
  ],
  [
    '* From 15 June 2026 node pools with the Windows Server Annual Channel can’t be added to new or existing clusters.',
    ['WindowsAnnual no-new-node-pools 2026-06-15'],
  ],
  [
    'We plan to remove the images of the Windows Server Annual Channel from the gallery in the second half of 2027.',
    ['WindowsAnnual image-removal null'],
  ],
  ['* Known issue: creating Windows Server 2025 node pools fails in West Europe. A fix is rolling out.', []],
  ['* Calico on Windows Server 2022 is no longer tested from Kubernetes 1.37 on.', []],
];
