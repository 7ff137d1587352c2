import type { NoteCase } from './note-cases.ts';

/** What releases, documentation and issues of 2026 may say. Read blind once, F1 0.90. */
export const NINTH_BLIND_SET: readonly NoteCase[] = [
  [
    '* AKS Kubernetes version 1.32 standard support will be deprecated by March 30, 2027. Kindly upgrade your clusters to 1.33 community version or opt for 1.32 long term support.',
    ['Kubernetes/1.32 retirement 2027-03-30'],
  ],
  [
    '* Kubernetes 1.36 is now Generally Available (GA). Refer to the [release calendar](https://aka.ms/x). Kubernetes 1.33 is now in platform support.',
    ['Kubernetes/1.33 platform-support null'],
  ],
  [
    '* Windows Server 2019 node pools are no longer supported on AKS as of March 1, 2026, and AKS no longer produces new node images or security patches for them.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 no-new-images 2026-03-01'],
  ],
  [
    '> [!IMPORTANT]\n> Starting on **15 May 2026**, Azure Kubernetes Service (AKS) no longer supports Windows Server Annual Channel for Containers. New node pools can no longer be created after this date, and from **15 May 2027** all existing node images are removed, which means that scaling operations fail.\n',
    [
      'WindowsAnnual retirement 2026-05-15',
      'WindowsAnnual no-new-node-pools 2026-05-15',
      'WindowsAnnual image-removal 2027-05-15',
    ],
  ],
  [
    '## Retirements\n\n### Windows Server 2019\n\nWindows Server 2019 was retired on March 1, 2026. We recommend that you upgrade to Windows Server 2022 or later.\n\n### Windows Server 2022\n\nWindows Server 2022 will retire on June 30, 2028.\n',
    ['Windows2019 retirement 2026-03-01', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    'Is there an official date when Windows Server 2022 goes out of support on AKS?\n\nYes. We extended it: it is now June 30, 2028 instead of March 15, 2027.',
    ['Windows2022 date-changed 2028-06-30'],
  ],
  [
    'Hi @customer, Windows Server 2019 is only supported up to Kubernetes 1.32. If you upgrade the cluster to 1.33, the pool has to be deleted first.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    '@user AKS 1.30 will be end of life in July 2026 with LTS; community support ended a year earlier.',
    ['Kubernetes/1.30 retirement 2026-07'],
  ],
  [
    '| K8s version | Upstream release | AKS preview | AKS GA | End of life | Platform support |\n|--|--|--|--|--|--|\n| 1.33 | Apr 2025 | May 2025 | Jun 2025 | Jul 2026 | Until 1.37 GA |\n| 1.34 | Aug 2025 | Oct 2025 | Nov 2025 | Nov 2026 | Until 1.38 GA |\n',
    ['Kubernetes/1.33 retirement 2026-07', 'Kubernetes/1.34 retirement 2026-11'],
  ],
  [
    '| Windows Server version | Kubernetes versions | End of support |\n|--|--|--|\n| Windows Server 2025 | 1.32 and above | - |\n| Windows Server 2022 | 1.23 to 1.36 | June 30, 2028 |\n| Windows Server 2019 | up to 1.32 | March 1, 2026 |\n',
    ['Windows2022 retirement 2028-06-30', 'Windows2019 retirement 2026-03-01', 'Windows2019 no-new-node-pools null'],
  ],
  [
    'AKS supports Windows Server 2022 until June 30, 2028, and Windows Server 2025 until further notice.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'With the retirement of Windows Server 2019 on March 1, 2026, customers need to move their workloads to Windows Server 2022.',
    ['Windows2019 retirement 2026-03-01'],
  ],
  [
    'In preparation for the retirement of Windows Server 2022 (June 30, 2028), AKS has started to block it on new clusters with Kubernetes 1.37.',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 no-new-node-pools null'],
  ],
  [
    'Kubernetes versions 1.28 through 1.30 are only available through LTS.',
    ['Kubernetes/1.28 lts-only null', 'Kubernetes/1.29 lts-only null', 'Kubernetes/1.30 lts-only null'],
  ],
  ['From December 2026, the only way to stay on 1.34 is LTS.', ['Kubernetes/1.34 lts-only 2026-12']],
  ['If you want to stay on Kubernetes 1.31 after November 30, 2025, you need to enable LTS.', []],
  ['Kubernetes 1.29 LTS support is going away in April 2027.', ['Kubernetes/1.29 retirement 2027-04']],
  [
    'The end of life of AKS 1.33 has been pushed from July 2026 to August 2026 because of the holidays.',
    ['Kubernetes/1.33 date-changed 2026-08', 'Kubernetes/1.33 retirement 2026-08'],
  ],
  [
    'We decided to give customers more time: Windows Server 2022 will now retire on June 30, 2028 (previously March 15, 2027).',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '**Windows Server 2019 retirement**: AKS retired Windows Server 2019 on March 1, 2026. Node images will be deleted on April 1, 2027. Scaling existing node pools will fail after that.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    '* Docker runtime for Windows node pools was retired on May 1, 2023. From then on, only containerd is supported.',
    ['WindowsFeature/DockerRuntime retirement 2023-05-01'],
  ],
  [
    '* Support for Azure Network Policy Manager (NPM) on Windows nodes ends on September 30, 2026. Use Calico instead.',
    ['WindowsFeature/AzureNPM retirement 2026-09-30'],
  ],
  [
    '* Azure NPM for Windows nodes will be retired on 30 September 2026, and on Linux nodes on 30 September 2028.',
    ['WindowsFeature/AzureNPM retirement 2026-09-30'],
  ],
  [
    '* Windows Gen1 VM support is going to be removed for Windows Server 2025 node pools from Kubernetes 1.38.',
    ['WindowsFeature/Gen1 retirement null'],
  ],
  [
    '* Calico on Windows is no longer maintained by its vendor; the managed add-on for Windows nodes will be retired on March 31, 2027.',
    ['WindowsFeature/Calico retirement null', 'WindowsFeature/Managed retirement 2027-03-31'],
  ],
  ['* Ubuntu 20.04 is retired on March 17, 2027. You will no longer be able to create Ubuntu 20.04 node pools.', []],
  [
    '* Azure Linux 2.0 node images have been removed on March 31, 2026; scaling fails. Windows node pools are not affected.',
    [],
  ],
  ['* Basic Load Balancer retired on September 30, 2025.', []],
  ['* Kubernetes 1.34.1 patch version is removed from the list; use 1.34.2.', []],
  ['* Istio revision asm-1-25 is deprecated on AKS 1.33 and lower.', []],
  ['* The `windowsProfile.adminPassword` field is deprecated from API version 2026-03-01.', []],
  ['* Pod Identity (managed) is deprecated and will be archived in September 2026.', []],
  ['* Kubernetes 1.33 removes the flowcontrol v1beta3 API.', []],
  ['* AKS clusters below 1.30 no longer receive support tickets with severity A.', []],
  [
    'Expected behaviour: the upgrade to 1.34 works.\nActual: node pools with Windows Server 2019 cannot be upgraded because the image was removed.',
    [],
  ],
  ['Why did you remove Windows Server 2019 without a notice?', []],
  ['It would be great if AKS retired Kubernetes versions later.', []],
  ['We plan to decommission our own Windows Server 2019 node pools on July 1, 2026.', []],
  ['Our team stopped using Windows Server 2019 in March 2026.', []],
  ['Windows Server 2022 reached the end of mainstream support on October 13, 2026.', []],
  ['AKS on Azure Local: Windows Server 2019 node pools are not supported from version 2411.', []],
  [
    '* **Windows Server 2022 on Kubernetes 1.37+**: not supported. Use Windows Server 2025.',
    ['Windows2022 no-new-node-pools null'],
  ],
  ['Windows Server 2022 (until Kubernetes 1.36)', []],
  ['Kubernetes 1.37 drops Windows Server 2022.', ['Windows2022 no-new-node-pools null']],
  ["Windows Server 2022 won't be available as an OS SKU starting with 1.37.", ['Windows2022 no-new-node-pools null']],
  ['Clusters with Windows Server 2019 node pools cannot be upgraded to 1.33.', ['Windows2019 no-new-node-pools null']],
  [
    'AKS Version 1.27 LTS is deprecated, clusters will be automatically upgraded to 1.28 after August 1, 2026.',
    ['Kubernetes/1.27 retirement null'],
  ],
  [
    'Kubernetes 1.31 (LTS) and 1.34 (community) reach their end of life at the end of November 2026.',
    ['Kubernetes/1.31 retirement 2026-11', 'Kubernetes/1.34 retirement 2026-11'],
  ],
  [
    'In July 2026, community support for Kubernetes 1.33 and long term support for Kubernetes 1.30 come to an end.',
    ['Kubernetes/1.33 retirement 2026-07', 'Kubernetes/1.30 retirement 2026-07'],
  ],
  [
    '- Kubernetes 1.34 – community support ends on 30 November 2026, LTS ends on 30 November 2027',
    ['Kubernetes/1.34 retirement 2026-11-30', 'Kubernetes/1.34 retirement 2027-11-30'],
  ],
  [
    '1.30: end of LTS July 2026\n1.31: end of LTS November 2026\n',
    ['Kubernetes/1.30 retirement 2026-07', 'Kubernetes/1.31 retirement 2026-11'],
  ],
  [
    '### Announcements\n\n* AKS will be deprecating Kubernetes 1.33 soon. The exact date is July 31, 2026.\n',
    ['Kubernetes/1.33 retirement null'],
  ],
  [
    'After 31 July 2026 you will not be able to create new 1.33 clusters or node pools unless you use LTS.',
    ['Kubernetes/1.33 lts-only 2026-07-31', 'Kubernetes/1.33 no-new-node-pools 2026-07-31'],
  ],
  [
    'Security patches for Windows Server 2019 node images ended with the February 2026 release.',
    ['Windows2019 no-new-images 2026-02'],
  ],
  [
    'The last Windows Server 2019 node image was published on February 11, 2026.',
    ['Windows2019 no-new-images 2026-02-11'],
  ],
  [
    'Windows Server 2019 images were frozen in March 2026 and are deleted in April 2027.',
    ['Windows2019 no-new-images 2026-03', 'Windows2019 image-removal 2027-04'],
  ],
  [
    'Reimage and scale-out of Windows Server 2019 pools are going to fail once the images are gone on April 1, 2027.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    'Windows Annual Channel: preview ended, feature retired 2026-05-15, images removed 2027-05-15.',
    ['WindowsAnnual retirement 2026-05-15', 'WindowsAnnual image-removal 2027-05-15'],
  ],
];
