import type { NoteCase } from './note-cases.ts';

/** Mails, issues, documentation and changelog lines, written after the fifth set could be read. */
export const SIXTH_BLIND_SET: readonly NoteCase[] = [
  [
    '# Retirement of Windows Server 2019 on AKS\n\nWe will retire Windows Server 2019 on AKS on 1 March 2026. Starting with Kubernetes 1.33, Windows Server 2019 can no longer be used. Please move your workloads to Windows Server 2022 or 2025 before that.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 no-new-node-pools null'],
  ],
  [
    "You're receiving this notice because you use Windows Server 2019 node pools on AKS. On 1 March 2026, we'll retire this OS. After that date your node pools will no longer get security updates, and from 1 April 2027 you won't be able to scale them.",
    [
      'Windows2019 retirement 2026-03-01',
      'Windows2019 no-new-images 2026-03-01',
      'Windows2019 image-removal 2027-04-01',
    ],
  ],
  [
    'Update: the date for Windows Server 2022 has been changed. It now retires on June 30, 2028 rather than March 15, 2027.',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    'Kubernetes version 1.24 will leave AKS on July 30, 2023. From that day on clusters of version 1.24 are under platform support, which ends when 1.28 becomes GA.',
    ['Kubernetes/1.24 retirement 2023-07-30', 'Kubernetes/1.24 platform-support 2023-07-30'],
  ],
  [
    'AKS retires Kubernetes v1.21 by 31 July 2022; please take your clusters to v1.22 or later until then.',
    ['Kubernetes/1.21 retirement 2022-07-31'],
  ],
  [
    "After 30 June 2021 we don't support Kubernetes 1.18 anymore. You can then neither create clusters nor node pools of that version.",
    ['Kubernetes/1.18 retirement 2021-06-30', 'Kubernetes/1.18 no-new-node-pools 2021-06-30'],
  ],
  [
    'Following customer requests we prolong the support of Kubernetes 1.18 to July 31, 2021.',
    ['Kubernetes/1.18 date-changed 2021-07-31', 'Kubernetes/1.18 retirement 2021-07-31'],
  ],
  [
    'The Docker runtime on Windows nodes retires on 1 May 2023. Go to containerd before; afterwards node pools with Docker can be neither created nor scaled.',
    [
      'WindowsFeature/DockerRuntime retirement 2023-05-01',
      'WindowsFeature/DockerRuntime no-new-node-pools 2023-05-01',
      'WindowsFeature/DockerRuntime image-removal 2023-05-01',
    ],
  ],
  [
    'On 30 September 2026 Azure Network Policy Manager (NPM) for Windows nodes will be retired; on Linux it goes on until 30 September 2028.',
    ['WindowsFeature/AzureNPM retirement 2026-09-30'],
  ],
  [
    'Starting September 30, 2026, AKS no longer supports Network Policy Manager on Windows node pools. Use Calico instead.',
    ['WindowsFeature/AzureNPM retirement 2026-09-30'],
  ],
  [
    'On 15 May 2026 the Annual Channel for Windows Server on AKS comes to its end. No node pool of that OS SKU can be made after that day, and no further node images appear.',
    [
      'WindowsAnnual retirement 2026-05-15',
      'WindowsAnnual no-new-node-pools 2026-05-15',
      'WindowsAnnual no-new-images 2026-05-15',
    ],
  ],
  [
    'Retire notice: AKS clusters on Kubernetes 1.20 have to be upgraded by 7 April 2022, when we take that version off the service.',
    ['Kubernetes/1.20 removal 2022-04-07'],
  ],
  [
    '**Kubernetes 1.25 on AKS: end of support on 14 January 2024**\n\nOn that day version 1.25 passes to platform support.',
    ['Kubernetes/1.25 retirement 2024-01-14', 'Kubernetes/1.25 platform-support 2024-01-14'],
  ],
  [
    'Version 1.26 is removed from AKS with this release, as are 1.25 and 1.24.',
    ['Kubernetes/1.26 removal null', 'Kubernetes/1.25 removal null', 'Kubernetes/1.24 removal null'],
  ],
  [
    'When Kubernetes 1.29 is GA in March 2024, 1.26 moves out of support.',
    ['Kubernetes/1.26 retirement null', 'Kubernetes/1.26 retirement 2024-03'],
  ],
  [
    'LTS for 1.27 runs until July 2025; the community version ended in July 2024.',
    ['Kubernetes/1.27 retirement 2025-07'],
  ],
  [
    'The 1.27 LTS release is going out of support on July 31, 2025. If you are on it, plan an upgrade to 1.30 LTS.',
    ['Kubernetes/1.27 retirement 2025-07-31'],
  ],
  [
    'Kubernetes 1.30 and later can have LTS. Kubernetes 1.29 is the exception: its LTS ends in April 2026.',
    ['Kubernetes/1.29 retirement 2026-04'],
  ],
  [
    'AKS will allow 1.28 clusters without LTS until 15 January 2025. Later only clusters with LTS can stay on it.',
    ['Kubernetes/1.28 lts-only 2025-01-15'],
  ],
  [
    "> [!NOTE]\n> Windows Server 2019 retires after Kubernetes version 1.32 reaches end of life, and isn't supported in later versions.",
    ['Windows2019 retirement null', 'Windows2019 no-new-node-pools null'],
  ],
  [
    'Windows Server 2022 node pools can be created with Kubernetes versions up to 1.36.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    '> [!WARNING]\n> Do not use Windows Server 2019 in new clusters: it is no longer supported as of March 1, 2026.',
    ['Windows2019 retirement 2026-03-01'],
  ],
  [
    'Kubernetes version 1.33 drops Windows Server 2019; you need to remove those node pools before you upgrade the cluster.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    '| Kubernetes version | Breaking changes | Notes |\n|---|---|---|\n| 1.33 | Windows Server 2019 not supported | Windows Server 2022 is the default |\n| 1.34 | None | |\n| 1.37 | Windows Server 2022 not supported | |',
    ['Windows2019 no-new-node-pools null', 'Windows2022 no-new-node-pools null'],
  ],
  [
    '| Release | Community EOL | LTS EOL |\n|---|---|---|\n| Kubernetes 1.30 | Jul 2025 | Jul 2026 |\n| Kubernetes 1.31 | Nov 2025 | Nov 2026 |',
    [
      'Kubernetes/1.30 retirement 2025-07',
      'Kubernetes/1.30 retirement 2026-07',
      'Kubernetes/1.31 retirement 2025-11',
      'Kubernetes/1.31 retirement 2026-11',
    ],
  ],
  [
    'AKS supports three GA minor versions of Kubernetes. When 1.37 is released, 1.34 falls out of support.',
    ['Kubernetes/1.34 retirement null'],
  ],
  ['For example, when AKS introduces 1.17.a, support is removed for 1.14.x.', []],
  [
    'When a new minor version is introduced, the oldest minor version is deprecated and removed. For example, if the current list is 1.17, 1.16 and 1.15 and 1.18 is released, 1.15 is removed after 30 days.',
    [],
  ],
  [
    'Windows Server 2022 is supported on Kubernetes 1.23 to 1.36. Windows Server 2019 support ended with Kubernetes 1.32.',
    ['Windows2022 no-new-node-pools null', 'Windows2019 no-new-node-pools null'],
  ],
  ['The Windows Server Annual Channel image is available for Kubernetes 1.28 and higher.', []],
  ['To upgrade, the Windows Server 2019 node pool must be deleted and a Windows Server 2022 node pool created.', []],
  ['Run `az aks nodepool delete` to remove the Windows Server 2019 node pool.', []],
  [
    "How do I rotate the service principal for my Windows node pool? Windows node pools don't support rotation of the service principal during cluster creation.",
    [],
  ],
  [
    'Is Windows Server 2019 still supported? No. Support ended on March 1, 2026.',
    ['Windows2019 retirement 2026-03-01'],
  ],
  [
    'What happens to my Windows Server 2019 nodes after March 1, 2026? They keep running, but AKS no longer patches them.',
    ['Windows2019 no-new-images 2026-03-01'],
  ],
  [
    'Can I use Windows Server 2022 with Kubernetes 1.37? No, Windows Server 2022 ends with 1.36.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    "Windows containers must match the host: images based on Windows Server 2019 don't run on Windows Server 2022 hosts.",
    [],
  ],
  ["Dual-stack networking isn't supported for Windows Server 2019 node pools.", []],
  ["Azure Linux 2.0 goes out of support on November 30, 2025. This doesn't affect Windows Server 2022 node pools.", []],
  [
    '* Starting on March 1, 2026, Windows Server 2019 will no longer be supported on AKS. See [issue](https://github.com/Azure/AKS/issues/4091).',
    ['Windows2019 retirement 2026-03-01'],
  ],
  [
    '* Windows Server 2022 support has been extended to June 2028, in line with Kubernetes 1.36 LTS.',
    ['Windows2022 date-changed 2028-06', 'Windows2022 retirement 2028-06'],
  ],
  ['* Kubernetes versions 1.31.1 through 1.31.5 are removed, 1.31.9 is added.', []],
  [
    '* AKS has ended community support for 1.32. Clusters on 1.32 should enable LTS or upgrade.',
    ['Kubernetes/1.32 retirement null'],
  ],
  [
    '* AKS Kubernetes 1.28 LTS version has been deprecated. Please upgrade to 1.29 LTS or above.',
    ['Kubernetes/1.28 retirement null'],
  ],
  ['* LTS version 1.29 will be deprecated April 30, 2026.', ['Kubernetes/1.29 retirement 2026-04-30']],
  [
    '* Kubernetes 1.35 is now the default version. 1.32 is now LTS only. 1.29 is no longer available.',
    ['Kubernetes/1.32 lts-only null', 'Kubernetes/1.29 retirement null'],
  ],
  [
    '* AKS version 1.33 is now deprecated and is in platform support until 1.37 GA.',
    ['Kubernetes/1.33 retirement null', 'Kubernetes/1.33 platform-support null'],
  ],
  [
    "* The Windows Server 23H2 OS SKU can't be used on new clusters after May 15, 2026.",
    ['WindowsAnnual no-new-node-pools 2026-05-15'],
  ],
  [
    '* Windows Server 2025 is generally available. With this, the `AksWindows2025Preview` feature can no longer be registered.',
    [],
  ],
  [
    "* Starting with Kubernetes v1.36, Gen 1 VMs aren't supported for Windows Server 2025 node pools.",
    ['WindowsFeature/Gen1 retirement null'],
  ],
  ['* Fixed an issue where Windows Server 2019 node pools with Kubernetes 1.33 could be created.', []],
  [
    '* AKS will reject the creation of Windows Server 2019 node pools on clusters with Kubernetes 1.33+.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    '* Removed support for Kubernetes 1.28 and 1.29 in Azure CLI `aks-preview` 9.0.',
    ['Kubernetes/1.28 retirement null', 'Kubernetes/1.29 retirement null'],
  ],
  ["* Node auto-provisioning doesn't support Windows node pools.", []],
  ['* Support for Windows Server 2022 in Node Auto Provisioning has been delayed to the end of 2026.', []],
  ['* Windows Server 2022 GPU node pools: the NVIDIA GRID driver 15 is out of support.', []],
  ['* `kubernetes.azure.com/windows-2019` label is deprecated.', []],
  ['* Due to holiday freeze no Windows images are released in December 2025.', []],
  ['* Containerd 1.x support in Windows node pools ends with Kubernetes 1.36.', []],
  [
    'Microsoft announced that support for Windows Server 2019 in AKS will cease in March 2026, and three months ago it did the same for 23H2, with an end in May 2026.',
    ['Windows2019 retirement 2026-03', 'WindowsAnnual retirement 2026-05'],
  ],
  [
    'With LTS you get two years per version: 1.27 has support until July 2025, 1.30 until July 2026.',
    ['Kubernetes/1.27 retirement 2025-07', 'Kubernetes/1.30 retirement 2026-07'],
  ],
  ['On AKS the clock for Windows Server 2019 runs out on March 1, 2026.', ['Windows2019 retirement 2026-03-01']],
  [
    'Amazon EKS drops Windows Server 2019 on January 9, 2029, AKS already on March 1, 2026.',
    ['Windows2019 retirement 2026-03-01'],
  ],
  ['GKE stops Windows Server 2019 support in January 2027.', []],
  ['Windows Server 2019 mainstream support ended on January 9, 2024, extended support ends on January 9, 2029.', []],
  ['Azure Local (formerly Azure Stack HCI): AKS versions with Kubernetes 1.27 are retired in March 2025.', []],
  ['Rancher no longer supports Kubernetes 1.28 clusters on AKS.', []],
  ['Our Helm chart 4.0 requires Kubernetes 1.30; 1.29 is no longer supported.', []],
  [
    '* Windows node image versions in this release: `AKSWindows-2019-containerd-17763.8146.251213`, `AKSWindows-2022-containerd-20348.4529.251213` and `AKSWindows-2025-26100.7462.251213`.',
    ['17763.8146.251213', '20348.4529.251213', '26100.7462.251213'],
  ],
  [
    '* AKS Windows node images built on 2025-12-13 with the December Patch Tuesday: 2022 - 20348.4529.251213; 2025 - 26100.7462.251213; 23H2 - 25398.2025.251213.',
    ['20348.4529.251213', '26100.7462.251213', '25398.2025.251213'],
  ],
  ['"nodeImageVersion": "AKSWindows-2022-containerd-20348.2340.240401"', []],
  [
    'The output shows the version of the node image:\n\n```output\nAKSWindows-2022-containerd-20348.2340.240401\n```',
    [],
  ],
  [
    'I have the problem since the upgrade to AKSWindows-2019-containerd-17763.5458.240220, before that with 17763.5329.240202 all was good.',
    [],
  ],
  ['We could reproduce this on image 20348.2227.240117 and a fix will be in the next image.', []],
  ['* New Windows Server 2022 Gen2 VHD (20348.4529.251213), containing 12B.', ['20348.4529.251213']],
  ['* The fix is part of image version AKSWindows-2022-containerd-20348.2340.240401 and newer.', []],
  [
    'Latest Windows images:\n\n| SKU | Gen | Version |\n|--|--|--|\n| Windows2022 | 1 | 20348.4529.251213 |\n| Windows2022 | 2 | 20348.4529.251213 |\n| Windows2025 | 2 | 26100.7462.251213 |',
    ['20348.4529.251213', '26100.7462.251213'],
  ],
  ['* AKS Windows 2019 image is 17763.8146.251213, unchanged from last week.', []],
  [
    'az aks nodepool upgrade fails: "Node image 17763.5458.240220 is lower than the current version 17763.5576.240316".',
    [],
  ],
  [
    '* Windows 2022 node images have been updated to 20348.4529.251213 to address CVE-2025-62221.',
    ['20348.4529.251213'],
  ],
  [
    '* Update Windows 2022 (20348.4529.251213), Windows 2025 (26100.7462.251213) VHDs',
    ['20348.4529.251213', '26100.7462.251213'],
  ],
];
