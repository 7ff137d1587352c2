import type { NoteCase } from './note-cases.ts';

/** Written after the sixth set could be read, and read blind once. */
export const SEVENTH_BLIND_SET: readonly NoteCase[] = [
  [
    '* AKS Kubernetes version 1.32 is now out of community support. Move to 1.33 or later, or opt in to [LTS](https://aka.ms/aks-lts).',
    ['Kubernetes/1.32 retirement null'],
  ],
  [
    '* Starting May 1, 2026 new node pools of Windows Server Annual Channel are no longer possible.',
    ['WindowsAnnual no-new-node-pools 2026-05-01'],
  ],
  [
    '* The Windows Server 2022 retirement on AKS, previously planned for March 2027, is now planned for June 30, 2028.',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '* Kubernetes versions 1.30, 1.31 and 1.32 are removed from the list of versions for new clusters without LTS.',
    ['Kubernetes/1.30 removal null', 'Kubernetes/1.31 removal null', 'Kubernetes/1.32 removal null'],
  ],
  [
    '* Windows Server 2019 node images are no longer available. Scaling and reimaging of existing node pools fail.',
    ['Windows2019 image-removal null'],
  ],
  [
    '* AKS Windows Server 2019 retired on March 1, 2026. The node images will be deleted on April 1, 2027.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    '* Effective June 15, 2026, Kubernetes 1.33 transitions to Platform Support.',
    ['Kubernetes/1.33 platform-support 2026-06-15'],
  ],
  ['* Upcoming deprecation: Kubernetes 1.34 - November 2026.', ['Kubernetes/1.34 retirement 2026-11']],
  ['* As of Kubernetes 1.37, WS2022 support is dropped.', ['Windows2022 no-new-node-pools null']],
  ['* The last day of support for Kubernetes 1.33 is June 30, 2026.', ['Kubernetes/1.33 retirement 2026-06-30']],
  ['* Kubernetes 1.29 LTS will exit support at the end of April 2026.', ['Kubernetes/1.29 retirement 2026-04']],
  [
    '* We have deprecated Kubernetes 1.33; clusters can still be upgraded to 1.34.',
    ['Kubernetes/1.33 retirement null'],
  ],
  [
    '* `1.31` reaches end of LTS in November 2026 and `1.34` end of community support in the same month.',
    ['Kubernetes/1.31 retirement 2026-11', 'Kubernetes/1.34 retirement 2026-11'],
  ],
  ['* Heads-up for Windows users: on 2026-05-15 the 23H2 OS SKU retires.', ['WindowsAnnual retirement 2026-05-15']],
  [
    '* Windows Server 23H2 is deprecated: new node pools are blocked since May 15, 2026 and images are no longer updated.',
    [
      'WindowsAnnual retirement null',
      'WindowsAnnual no-new-node-pools 2026-05-15',
      'WindowsAnnual no-new-images null',
      'WindowsAnnual no-new-images 2026-05-15',
    ],
  ],
  ['* From July 2026 AKS publishes no more images for Windows Server 23H2.', ['WindowsAnnual no-new-images 2026-07']],
  [
    '* Windows Annual Channel node pools can no longer be upgraded beyond Kubernetes 1.35.',
    ['WindowsAnnual no-new-node-pools null'],
  ],
  ['* If you use Windows Server 2022 with Kubernetes 1.36 or earlier, no action is required until June 2028.', []],
  [
    '* Clusters that still run Kubernetes 1.28 will be upgraded automatically, because this version is no longer supported.',
    ['Kubernetes/1.28 retirement null'],
  ],
  [
    '* Kubernetes 1.37 preview is available. Kubernetes 1.34 will be deprecated in November.',
    ['Kubernetes/1.34 retirement 2026-11'],
  ],
  ['* Kubernetes 1.27 and older: removed.', ['Kubernetes/1.27 removal null']],
  ['* Calico on Windows node pools is retired on September 30, 2027.', ['WindowsFeature/Calico retirement 2027-09-30']],
  ['* Support for `containerd` 1.6 on Windows ended.', []],
  ['* AKS no longer supports the creation of Windows Server 2022 node pools without Trusted Launch.', []],
  ['* Existing Windows Server 2022 clusters are not affected by the retirement of the kubenet plugin.', []],
  ['* The retirement of Azure Linux 2.0 was completed on March 31, 2026.', []],
  ['* Windows Server 2025 with Kubernetes 1.31 is not supported.', []],
  ['* Windows Server 2025 node pools require Kubernetes 1.32 or later.', []],
  ["* Artifact Streaming isn't supported for Windows Server 2022 node pools.", []],
  ['* The Kubernetes 1.36 upstream release removes the `gitRepo` volume driver.', []],
  ['* Windows gMSA v2 preview ended; the feature is GA.', []],
  ['* The AKS Windows exporter dashboard is deprecated.', []],
  [
    'AKS offers LTS for every version. The LTS period of 1.31 lasts until November 2026.',
    ['Kubernetes/1.31 retirement 2026-11'],
  ],
  [
    'Support for Windows Server 2019 by AKS has expired; the OS itself is under extended support by Microsoft until January 9, 2029.',
    ['Windows2019 retirement null'],
  ],
  [
    'As Kubernetes 1.32, the last version with Windows Server 2019, left LTS in March 2027, these nodes cannot be patched any more.',
    ['Windows2019 no-new-node-pools null', 'Windows2019 no-new-images 2027-03'],
  ],
  [
    '## Windows Server 2022\n\nMicrosoft recommends migrating to Windows Server 2025. Retirement date: **June 30, 2028**.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    '**Action required by 30 June 2028:** move from Windows Server 2022 to Windows Server 2025 on AKS. We are retiring Windows Server 2022 on that date.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'From 30 June 2028 you will not be able to create, scale or upgrade Windows Server 2022 node pools.',
    ['Windows2022 no-new-node-pools 2028-06-30', 'Windows2022 image-removal 2028-06-30'],
  ],
  [
    'After 30 June 2028:\n\n- Windows Server 2022 node pools are unsupported.\n- No new node images are built for Windows Server 2022.\n- Windows Server 2022 images are removed.',
    [
      'Windows2022 retirement 2028-06-30',
      'Windows2022 no-new-images 2028-06-30',
      'Windows2022 image-removal 2028-06-30',
    ],
  ],
  [
    'Timeline for Windows Server 2022:\n\n1. June 30, 2028: end of support\n2. June 30, 2029: node images removed',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 image-removal 2029-06-30'],
  ],
  [
    'Hi @all, AKS v1.29 support will be gone by March 2025. Anyone know if terraform handles it?',
    ['Kubernetes/1.29 retirement 2025-03'],
  ],
  [
    'I tried to create a Windows Server 2019 pool on 1.33 and got: "OSSKU Windows2019 is not supported for Kubernetes 1.33".',
    ['Windows2019 no-new-node-pools null'],
  ],
  ['Do you have plans to deprecate Windows Server 2022 soon?', []],
  ['We plan to keep Windows Server 2022 until at least June 2028.', []],
  [
    'Versions 1.26 and 1.27 lose community support this July, 1.25 already lost it in January 2024.',
    ['Kubernetes/1.26 retirement 2026-07', 'Kubernetes/1.27 retirement 2026-07', 'Kubernetes/1.25 retirement 2024-01'],
  ],
  [
    'According to the AKS release calendar, 1.33 reaches EOL in June 2026 and 1.34 in November 2026.',
    ['Kubernetes/1.33 retirement 2026-06', 'Kubernetes/1.34 retirement 2026-11'],
  ],
  ['Kubernetes 1.30 became LTS-only on August 1, 2025.', ['Kubernetes/1.30 lts-only 2025-08-01']],
  ['Microsoft Azure will discontinue Windows Server 2019 for AKS by March 2026.', ['Windows2019 retirement 2026-03']],
  [
    'AKS Windows 2019 nodes: no patches after March 1, 2026, no images after April 1, 2027.',
    ['Windows2019 no-new-images 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    'Docker as Windows container runtime is out: since May 1, 2023 AKS supports containerd only.',
    ['WindowsFeature/DockerRuntime retirement 2023-05-01'],
  ],
  [
    'Azure NPM for Windows reaches end of life on September 30, 2026, and for Linux on September 30, 2028.',
    ['WindowsFeature/AzureNPM retirement 2026-09-30'],
  ],
  [
    '* Windows Server 2025 image 26100.32860.260513 replaces 26100.32690.260415, which was withdrawn.',
    ['26100.32860.260513'],
  ],
  [
    '* The Windows images of this release are 20348.5139.260513 (2022) and 26100.32860.260513 (2025).',
    ['20348.5139.260513', '26100.32860.260513'],
  ],
  [
    '* Windows 2022 and 2025 images (20348.5139.260513, 26100.32860.260513) include the May security updates.',
    ['20348.5139.260513', '26100.32860.260513'],
  ],
  ['* Nodes on 26100.32690.260415 must be reimaged.', []],
  ['* Known issue in 20348.5139.260513: HNS crash. Stay on 20348.5020.260415.', []],
  ['* For Windows Server 2022 use 20348.5139.260513 or later.', []],
  [
    '* Windows Server 2022: 20348.5139.260513\n* Windows Server 2025: 26100.32860.260513\n* Azure Linux: 202605.13.0',
    ['20348.5139.260513', '26100.32860.260513'],
  ],
  ['* New AKS Windows VHDs: 20348.5139.260513, 26100.32860.260513', ['20348.5139.260513', '26100.32860.260513']],
  ['kubectl get nodes shows `AKSWindows-2022-containerd-20348.5139.260513` as the image.', []],
];
