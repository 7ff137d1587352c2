import type { NoteCase } from './note-cases.ts';

/** Images in tables and lists, and builds that a report only names. */
export const LISTED_IMAGES: readonly NoteCase[] = [
  ['We see the same on `AKSWindows-2022-containerd-20348.5074.260510`, and a restart helps.', []],
  // Notes name images because they are new: no word of news is needed.
  ['* Windows\n  * 2022, both generations → `20348.5139.260513`\n', ['20348.5139.260513']],
  ['* Windows VHD of May: AKSWindows-2022-containerd-20348.5139.260513\n', ['20348.5139.260513']],
  ['The July batch for Windows comes as 20348.5386.260715.', ['20348.5386.260715']],
  ['We recommend the new Windows image 20348.5386.260715, which was released on July 21.', ['20348.5386.260715']],
  // What somebody has, is shown, or passes on is not.
  ['A Windows image version looks like 20348.5386.260715: a build, a revision and a day.', []],
  ['A name such as AKSWindows-2022-containerd-20348.5386.260715 tells the OS and the version.', []],
  ['Windows pools that were created before 20348.5386.260715 was released have the older driver.', []],
  ['Error: the Windows image 20348.5386.260715 could not be pulled.', []],
  ['In this tutorial the Windows node pool has 20348.5386.260715.', []],
  ['Our pods on Windows lose DNS. Image: AKSWindows-2022-containerd-20348.5020.260415.', []],
  ['The node label reads AKSWindows-2022-containerd-20348.5020.260415.', []],
  ['Windows pools take `--node-image-version AKSWindows-2022-containerd-20348.5020.260415`.', []],
  [
    'Node images:\n\n| OS SKU | Version |\n|---|---|\n| `Ubuntu2204` | `202605.12.0` |\n| `Windows2022` | `20348.5139.260513` |\n| `Windows2025` | `26100.32860.260513` |\n',
    ['20348.5139.260513', '26100.32860.260513'],
  ],
  [
    '| OS SKU | Node image version |\n|--|--|\n| AzureLinux | AKSAzureLinux-V3gen2-202605.12.0 |\n| Windows2022 | 20348.5139.260513 |\n',
    ['20348.5139.260513'],
  ],
  [
    '| OS | Build |\n|--|--|\n| Ubuntu 22.04 | 202605.12.0 |\n| Windows Server 2025 | 26100.32860.260513 |\n',
    ['26100.32860.260513'],
  ],
  [
    '| Image | Old | New |\n|--|--|--|\n| Windows Server 2022 | 20348.5020.260415 | 20348.5139.260513 |\n',
    ['20348.5139.260513'],
  ],
  [
    '* Windows node images:\n  * Windows Server 2022 → 20348.5139.260513\n  * Windows Server 2025 → 26100.32860.260513\n',
    ['20348.5139.260513', '26100.32860.260513'],
  ],
  [
    '- Updated node images\n  - Windows Server 2022 -> `20348.5139.260513`\n  - Windows Server 23H2 => `25398.2330.260513`\n',
    ['20348.5139.260513', '25398.2330.260513'],
  ],
  ['* Windows Server 2022: 20348.5020.260415 → 20348.5139.260513\n', ['20348.5139.260513']],
  [
    'The Windows Server 2022 image 20348.5020.260415 was pulled; a replacement, 20348.5139.260513, starts rolling out this week.',
    ['20348.5139.260513'],
  ],
  ['Image 20348.5020.260415 has been withdrawn. Its replacement is 20348.5139.260513.', ['20348.5139.260513']],
  ['20348.5139.260513 is rolling out to all regions as the new Windows Server 2022 node image.', ['20348.5139.260513']],
  [
    '**Environment**\n\n- Kubernetes version: 1.33.2\n- Node image: AKSWindows-2022-containerd-20348.5020.260415\n- Region: westeurope\n',
    [],
  ],
  ['### Environment:\n- AKS version 1.32\n- Windows Server 2022 image version 20348.5020.260415\n- CNI: Azure\n', []],
  ['I am running Windows Server 2022 with node image 20348.5020.260415 and see DNS errors.', []],
  ['We are on AKSWindows-2022-containerd-gen2-20348.5020.260415.', []],
  ['To reproduce: create a pool with image 20348.5020.260415.', []],
  [
    'AKS Windows images are now at 20348.5139.260513 (2022) and 26100.32860.260513 (2025).',
    ['20348.5139.260513', '26100.32860.260513'],
  ],
  [
    'Windows Server 2025 node image: `AKSWindows-2025-gen2-26100.32860.260513`, which includes the May security update.',
    ['26100.32860.260513'],
  ],
  ['* Fix for nodes on 20348.5020.260415 that fail to join: upgrade to 20348.5139.260513.', []],
  ['nodeImageVersion: AKSWindows-2022-containerd-20348.5020.260415', []],
  ['<table><tr><td>Windows Server 2022</td><td>20348.5139.260513</td></tr></table>', ['20348.5139.260513']],
  ['Windows node image version 20348.5139.260513 is released.', ['20348.5139.260513']],
  [
    'Released: AKSWindows-2022 20348.5139.260513, AKSWindows-2025 26100.32860.260513',
    ['20348.5139.260513', '26100.32860.260513'],
  ],
  ['After upgrading to 20348.5139.260513 our pods restart constantly.', []],
  ['Does anybody know when 20348.5139.260513 will be available?', []],
  ['Skip 20348.5020.260415 and wait for the next one.', []],
  ['The Windows Server 2022 VHD was refreshed (20348.5139.260513).', ['20348.5139.260513']],
  ['AKS releases Windows Server 2022 20348.5139.260513 with containerd 2.0.', ['20348.5139.260513']],
  [
    'New in this release: Windows 2022 image 20348.5139.260513; Windows 2025 image 26100.32860.260513.',
    ['20348.5139.260513', '26100.32860.260513'],
  ],
  [
    '**What this PR does / why we need it**: Take the Windows base images of 2026.5B.\n\n- Windows 2022: May 12, 2026 (OS Build 20348.5139). AKS version: 20348.5139.260513',
    ['20348.5139.260513'],
  ],
  ['Customers who upgraded to 20348.5139.260513 should upgrade their Windows node pools once more.', []],
];
