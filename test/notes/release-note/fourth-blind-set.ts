import type { NoteCase } from './note-cases.ts';

/** Passages of documentation, issues and mails, written after the first three sets could be read. */
export const FOURTH_BLIND_SET: readonly NoteCase[] = [
  [
    'Summary: Windows Server 2022 will be retired on AKS on March 15, 2027. Details: From that date on you cannot create Windows Server 2022 node pools on any Kubernetes version. Existing node pools remain but receive no security patches.',
    [
      'Windows2022 retirement 2027-03-15',
      'Windows2022 no-new-node-pools 2027-03-15',
      'Windows2022 no-new-images 2027-03-15',
    ],
  ],
  [
    '[Retirement] Windows Server 2022 on AKS\n\nHi everyone, we plan to retire Windows Server 2022 as an OS SKU. Starting March 15, 2027 AKS stops producing node images. On March 15, 2028 the existing images are deleted and you will not be able to scale your node pools any more.',
    ['Windows2022 retirement null', 'Windows2022 no-new-images 2027-03-15', 'Windows2022 image-removal 2028-03-15'],
  ],
  [
    'Kubernetes 1.33 enters its last month of support. It will be deprecated on August 31, 2026. After deprecation, clusters on 1.33 fall under platform support, unless they use Long Term Support.',
    ['Kubernetes/1.33 retirement 2026-08-31', 'Kubernetes/1.33 platform-support 2026-08-31'],
  ],
  [
    'AKS supports Windows Server 2022 until Kubernetes version 1.34 reaches end of life. Windows Server 2022 cannot be used with Kubernetes version 1.35 and newer.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    "Beginning in March 2027, AKS will no longer provide updated node images or security patches for Windows Server 2022. After this date, you won't be able to create new node pools with this OS version.",
    ['Windows2022 no-new-images 2027-03', 'Windows2022 no-new-node-pools 2027-03'],
  ],
  [
    'Azure Kubernetes Service on Kubernetes version 1.33 and above does not allow Windows Server 2019 node pools to be created.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    'The following table lists the retirement dates.\n\n| Operating system | Retirement | Node images removed |\n|---|---|---|\n| Windows Server 2019 | March 1, 2026 | April 1, 2027 |\n| Windows Server 2022 | March 15, 2027 | March 15, 2028 |\n| Azure Linux 2.0 | November 30, 2025 | March 31, 2026 |',
    [
      'Windows2019 retirement 2026-03-01',
      'Windows2019 image-removal 2027-04-01',
      'Windows2022 retirement 2027-03-15',
      'Windows2022 image-removal 2028-03-15',
    ],
  ],
  [
    '* AKS Kubernetes version 1.31 LTS support ends on November 30, 2026, upgrade to 1.34 LTS.\n* AKS Kubernetes version 1.37 is now GA.',
    ['Kubernetes/1.31 retirement 2026-11-30'],
  ],
  [
    'Heads up: we are going to drop 1.33 from AKS at the end of August 2026 since 1.36 is GA.',
    ['Kubernetes/1.33 removal 2026-08'],
  ],
  ['Kubernetes 1.32 is end-of-life as of March 31st 2026.', ['Kubernetes/1.32 retirement 2026-03-31']],
  ['Kubernetes v1.32 End Of Life - Mar 31, 2026', ['Kubernetes/1.32 retirement 2026-03-31']],
  ['End of life for AKS version 1.32: March 31, 2026', ['Kubernetes/1.32 retirement 2026-03-31']],
  ['1.32 EOL date: Mar 31, 2026 (AKS)', ['Kubernetes/1.32 retirement 2026-03-31']],
  ['AKS v1.32 sunset is planned for 31 March 2026.', ['Kubernetes/1.32 retirement 2026-03-31']],
  ['We intend to deprecate Kubernetes 1.33 in the first half of August 2026.', ['Kubernetes/1.33 retirement 2026-08']],
  ['The deprecation of Kubernetes 1.33 takes effect on August 31, 2026.', ['Kubernetes/1.33 retirement 2026-08-31']],
  ['As of today Kubernetes 1.32 is not supported anymore.', ['Kubernetes/1.32 retirement 2026-05-29']],
  ['Kubernetes 1.32 was officially retired from AKS on March 31, 2026.', ['Kubernetes/1.32 retirement 2026-03-31']],
  ['Kubernetes 1.32 drops out of the AKS support window with the GA of 1.35.', ['Kubernetes/1.32 retirement null']],
  [
    'Since 1.35 became GA on March 31, 2026, Kubernetes 1.32 is out of support.',
    ['Kubernetes/1.32 retirement 2026-03-31'],
  ],
  ['N-3 rule: 1.36 GA means Kubernetes 1.33 leaves support.', ['Kubernetes/1.33 retirement null']],
  [
    'Kubernetes 1.30, 1.31 and 1.32 remain available only with LTS.',
    ['Kubernetes/1.30 lts-only null', 'Kubernetes/1.31 lts-only null', 'Kubernetes/1.32 lts-only null'],
  ],
  ['Without an LTS subscription, Kubernetes 1.32 clusters no longer get support.', ['Kubernetes/1.32 retirement null']],
  [
    'The end of the platform support for Kubernetes 1.31 is on June 30, 2026.',
    ['Kubernetes/1.31 retirement 2026-06-30'],
  ],
  [
    'You can create clusters with Kubernetes 1.32 until June 30, 2026.',
    ['Kubernetes/1.32 no-new-node-pools 2026-06-30'],
  ],
  ['New Kubernetes 1.32 clusters are blocked now.', ['Kubernetes/1.32 no-new-node-pools null']],
  ['Kubernetes 1.30 is gone from AKS.', ['Kubernetes/1.30 removal null']],
  ['On September 1, 2026 we remove Kubernetes 1.30 LTS completely.', ['Kubernetes/1.30 removal 2026-09-01']],
  [
    'Microsoft will retire Windows Server Annual Channel on AKS on May 15, 2026.',
    ['WindowsAnnual retirement 2026-05-15'],
  ],
  [
    'Support for the Windows Server Annual Channel OS SKU was dropped on May 15, 2026.',
    ['WindowsAnnual retirement 2026-05-15'],
  ],
  ['AKS does no longer release new Annual Channel node images.', ['WindowsAnnual no-new-images null']],
  ['From June 2026 there will not be any new 23H2 node images.', ['WindowsAnnual no-new-images 2026-06']],
  ['The 23H2 images will be deleted one year later, on May 15, 2027.', ['WindowsAnnual image-removal 2027-05-15']],
  [
    'Windows Server 2019 (retiring March 1, 2027) can still be used with Kubernetes 1.32.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    'Please note that Windows Server 2019, which is retired on March 1, 2027, gets no new features.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  ['Windows Server 2019 is on its way out: support ends on March 1, 2027.', ['Windows2019 retirement 2027-03-01']],
  [
    'We will no longer accept the Windows2019 OS SKU for new node pools as of March 1, 2027.',
    ['Windows2019 no-new-node-pools 2027-03-01'],
  ],
  [
    'The last day you can create a Windows Server 2019 node pool is February 28, 2027.',
    ['Windows2019 no-new-node-pools 2027-02-28'],
  ],
  [
    'The Windows Server 2019 retirement, originally planned for March 1, 2026, was moved to March 1, 2027.',
    ['Windows2019 date-changed 2027-03-01', 'Windows2019 retirement 2027-03-01'],
  ],
  [
    'Retirement of Windows Server 2019 has been extended by 12 months and will now happen on March 1, 2027.',
    ['Windows2019 date-changed 2027-03-01', 'Windows2019 retirement 2027-03-01'],
  ],
  [
    'Windows Server 2019: retirement extended to March 1, 2027.',
    ['Windows2019 date-changed 2027-03-01', 'Windows2019 retirement 2027-03-01'],
  ],
  [
    'Support for Azure Network Policy Manager on Windows nodes is being removed on September 30, 2026.',
    ['WindowsFeature/AzureNPM retirement 2026-09-30'],
  ],
  [
    'Windows node pools: Azure NPM is retired on September 30, 2026.',
    ['WindowsFeature/AzureNPM retirement 2026-09-30'],
  ],
  ['Windows Server 2022 supports Kubernetes 1.25 and later.', []],
  ['Windows Server 2022 is only supported on Kubernetes 1.25 and above.', []],
  ['Windows Server 2025 requires Kubernetes 1.32; it is not available for older versions.', []],
  ['The default OS SKU changes from Windows Server 2022 to Windows Server 2025 in Kubernetes 1.36.', []],
  ['Windows Server 2019 node pools must be replaced before the cluster is upgraded to 1.33.', []],
  ['You may delete Windows Server 2019 node pools at any time.', []],
  ['az aks nodepool delete removes the Windows Server 2019 node pool.', []],
  ['To avoid disruption, migrate off Windows Server 2019 before you upgrade.', []],
  ['Cluster upgrade fails with "The OS SKU Windows2019 is not supported in Kubernetes version 1.33".', []],
  ['Is Windows Server 2022 deprecated?', []],
  ['Windows Server 2022 deprecation warnings in the portal are fixed.', []],
  ['kubelet 1.33 is no longer supported with API server 1.37.', []],
  ['Node auto-provisioning does not support Windows Server 2022 node pools.', []],
  ['The Kubernetes 1.36 release removes support for the AUFS storage driver.', []],
  ['API Server VNet Integration is no longer supported on Kubernetes 1.29.', []],
  ['The Azure Monitor add-on will stop supporting Windows Server 2019 nodes in June 2026.', []],
  ['Defender for Containers ends support for Windows Server 2019 on June 30, 2026.', []],
  ['Container images based on Windows Server 2019 are no longer serviced after January 2029.', []],
  ['SQL Server 2019 and Windows Server 2019 VMs outside of AKS are not affected.', []],
  ['In preview, Windows Server 2025 node pools could not be scaled to zero.', []],
  [
    'Updated the Windows Server 2022 node image to 20348.5139.260513, which removes the deprecated SMB1 protocol.',
    ['20348.5139.260513'],
  ],
  [
    '* Windows 2022 node image [20348.5139.260513](vhd-notes/AKSWindows/2022/20348.5139.260513.txt) fixes the issue that was introduced with 20348.5020.260415.',
    ['20348.5139.260513 L'],
  ],
  ['See [20348.5139.260513.txt](vhd-notes/AKSWindows/2022/20348.5139.260513.txt) as an example of our notes.', []],
  ['`az vmss list` shows `AKSWindows-2022-containerd-20348.5020.260415` for old pools.', []],
];
