import type { NoteCase } from './note-cases.ts';

/** Ends, images and what is neither, as release notes, Azure Updates and documentation would put them. */
export const FIFTH_BLIND_SET: readonly NoteCase[] = [
  ['AKS support for Windows Server 2022 ends on June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  [
    '* Windows Server 2022 node pools on AKS reach end of support in June 2028. Plan your migration to Windows Server 2025.',
    ['Windows2022 retirement 2028-06'],
  ],
  [
    'The retirement date for Windows Server 2022 on AKS has been moved from March 15, 2027 to June 30, 2028.',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    'We extended the retirement of Windows Server 2022 until 30 June 2028 based on customer feedback.',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    "Windows Server Annual Channel for Containers on AKS will be retired on May 15, 2026. After that date, no new node images are published for it, and new node pools can't be created.",
    [
      'WindowsAnnual retirement 2026-05-15',
      'WindowsAnnual no-new-images 2026-05-15',
      'WindowsAnnual no-new-node-pools 2026-05-15',
    ],
  ],
  [
    '> [!IMPORTANT]\n> Starting on **15 May 2027**, AKS no longer supports Windows Server Annual Channel.\n> On **15 May 2028**, AKS deletes the remaining node images, which means that scale operations fail.',
    ['WindowsAnnual retirement 2027-05-15', 'WindowsAnnual image-removal 2028-05-15'],
  ],
  [
    'Windows Server 2019 has been out of support on AKS since March 1, 2026. Remaining node pools no longer receive security patches.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 no-new-images null'],
  ],
  [
    'As announced, we stopped building Windows Server 2019 node images after the February 2026 release.',
    ['Windows2019 no-new-images null', 'Windows2019 no-new-images 2026-02'],
  ],
  [
    'The last Windows Server 2019 image was 17763.8389.260211; there will be no further updates.',
    ['Windows2019 no-new-images null'],
  ],
  [
    'Creating node pools with OS SKU Windows2019 is blocked in all regions as of April 1, 2026.',
    ['Windows2019 no-new-node-pools 2026-04-01'],
  ],
  [
    '`Windows2019` is no longer a valid value for `--os-sku` from Kubernetes 1.33.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    'Requests to create a Windows Server 2019 node pool will be rejected with Kubernetes 1.33 or newer.',
    ['Windows2019 no-new-node-pools null'],
  ],
  ["Windows Server 2022 isn't supported on Kubernetes version 1.37 or later.", ['Windows2022 no-new-node-pools null']],
  ['Kubernetes 1.36 will be the last version to support Windows Server 2022.', ['Windows2022 no-new-node-pools null']],
  [
    'Starting with Kubernetes 1.37, Windows Server 2022 node pools can no longer be added to a cluster.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'Windows Server 2022 reaches its end of life on AKS together with Kubernetes 1.36, which is planned for March 2028.',
    ['Windows2022 retirement 2028-03'],
  ],
  [
    'Windows Server 2025 replaces Windows Server 2022, which is scheduled for retirement on June 30th, 2028.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'We are announcing the retirement of Windows Server 2022 on Azure Kubernetes Service, effective 30 June 2028.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'Retirement notice: transition your Windows Server 2022 node pools to Windows Server 2025 by 30 June 2028',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'Azure Kubernetes Service (AKS) will stop supporting Windows Server 2022 on 30 June 2028. Please upgrade to Windows Server 2025 before that date.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'You have until June 30, 2028 to move off Windows Server 2022, when AKS ends its support.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  ['Windows Server 2022 VHDs will no longer be produced from July 2028 onward.', ['Windows2022 no-new-images 2028-07']],
  [
    'After June 30, 2028 the Windows Server 2022 images will be purged from the service and any node pool still using them cannot be scaled out.',
    ['Windows2022 image-removal 2028-06-30'],
  ],
  [
    'Existing Windows Server 2022 workloads keep running after retirement on June 30, 2028, but AKS provides neither security fixes nor technical support.',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 no-new-images 2028-06-30'],
  ],
  [
    '# Windows Server 2022 retirement\n\n- **Retirement date:** June 30, 2028\n- **Last Kubernetes version:** 1.36\n- **Image removal:** June 30, 2029',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 image-removal 2029-06-30'],
  ],
  [
    '## Retirements\n\n### Windows Server 2022\n\nSupport ends June 30, 2028. New node pools are not possible with Kubernetes 1.37+.',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 no-new-node-pools null'],
  ],
  [
    '| OS SKU | End of support | Images deleted |\n|---|---|---|\n| Windows2022 | 2028-06-30 | 2029-06-30 |\n| Windows2025 | TBD | TBD |\n| Ubuntu2204 | 2027-04-30 | 2028-04-30 |',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 image-removal 2029-06-30'],
  ],
  [
    '| Windows version | Supported Kubernetes versions | Status |\n|:--|:--|:--|\n| Windows Server 2025 | 1.32 and later | GA |\n| Windows Server 2022 | 1.23 - 1.36 | Retiring June 30, 2028 |\n| Windows Server 2019 | 1.14 - 1.32 | Retired March 1, 2026 |',
    ['Windows2022 retirement 2028-06-30', 'Windows2019 retirement 2026-03-01'],
  ],
  [
    'Windows Server 2019 and Windows Server 2022 retire on March 1, 2026 and June 30, 2028, respectively.',
    ['Windows2019 retirement 2026-03-01', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    'Both Windows Server 2019 and Windows Server 23H2 lose support on March 1, 2026.',
    ['Windows2019 retirement 2026-03-01', 'WindowsAnnual retirement 2026-03-01'],
  ],
  ['Windows Server 2022 retires no earlier than June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  ['Windows Server 2019 support ends by the end of Q1 2026.', ['Windows2019 retirement 2026-03']],
  ['WS2022 is going away on AKS in mid-2028.', ['Windows2022 retirement null']],
  [
    'Support for Windows Server 2019 (LTSC 2019) on AKS concluded on 2026-03-01.',
    ['Windows2019 retirement 2026-03-01'],
  ],
  ['AKS on Windows Server 2019 is discontinued effective March 1st 2026.', ['Windows2019 retirement 2026-03-01']],
  [
    'Please be informed that Windows 2019 nodepools go out of support on 01 March 2026.',
    ['Windows2019 retirement 2026-03-01'],
  ],
  ['Windows Server 2022 will enter retirement on 30/06/2028.', ['Windows2022 retirement 2028-06-30']],
  ['FYI the sunset of Windows Server 2022 in AKS is set for 2028/06/30.', ['Windows2022 retirement 2028-06-30']],
  [
    'From 1 July 2028, node pools running Windows Server 2022 will be out of support.',
    ['Windows2022 retirement 2028-07-01'],
  ],
  [
    'Windows Server 2022 node pools stop receiving new node images on June 30, 2028.',
    ['Windows2022 no-new-images 2028-06-30'],
  ],
  [
    "AKS won't publish Windows Server 2022 node images after the June 2028 Patch Tuesday.",
    ['Windows2022 no-new-images null', 'Windows2022 no-new-images 2028-06'],
  ],
  [
    'No more monthly security updates are delivered for Windows Server 2022 images as of July 2028.',
    ['Windows2022 no-new-images 2028-07'],
  ],
  [
    'Upgrading a cluster with Windows Server 2019 node pools to Kubernetes 1.33 is not supported.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    'Before you upgrade to Kubernetes 1.37, delete or migrate your Windows Server 2022 node pools, because that version only runs Windows Server 2025.',
    ['Windows2022 no-new-node-pools null'],
  ],
  ['Kubernetes versions 1.37 and up no longer come with Windows Server 2022.', ['Windows2022 no-new-node-pools null']],
  ['Windows Server 2022 is only available up to Kubernetes 1.36.', ['Windows2022 no-new-node-pools null']],
  ['* Kubernetes version 1.33 is deprecated on August 31, 2026.', ['Kubernetes/1.33 retirement 2026-08-31']],
  [
    '* AKS version 1.32 community support ended on March 31, 2026; only LTS clusters remain supported.',
    ['Kubernetes/1.32 retirement 2026-03-31', 'Kubernetes/1.32 lts-only 2026-03-31'],
  ],
  [
    '* Kubernetes 1.29 LTS reaches end of life on April 30, 2026. Upgrade to 1.32 LTS or later.',
    ['Kubernetes/1.29 retirement 2026-04-30'],
  ],
  [
    '* AKS Kubernetes versions 1.30 (LTS) and 1.33 (community) are going out of support in August 2026.',
    ['Kubernetes/1.30 retirement 2026-08', 'Kubernetes/1.33 retirement 2026-08'],
  ],
  [
    '* Starting July 2026, Kubernetes 1.32 is only available through Long Term Support.',
    ['Kubernetes/1.32 lts-only 2026-07'],
  ],
  ['* 1.31 is now LTS-only.', ['Kubernetes/1.31 lts-only null']],
  ['* Kubernetes 1.30 enters platform support on September 1, 2026.', ['Kubernetes/1.30 platform-support 2026-09-01']],
  ['* With 1.36 GA, version 1.32 moves to platform support.', ['Kubernetes/1.32 platform-support null']],
  ['* v1.28.x was removed from AKS on May 4.', ['Kubernetes/1.28 removal 2026-05-04']],
  ['* Clusters can no longer be created with Kubernetes 1.31.', ['Kubernetes/1.31 no-new-node-pools null']],
  [
    "* You can't create new 1.31 clusters or node pools anymore, as this version was deprecated on Nov 1, 2025.",
    ['Kubernetes/1.31 retirement 2025-11-01', 'Kubernetes/1.31 no-new-node-pools null'],
  ],
  [
    '* The deprecation of Kubernetes 1.32 has been postponed by one month to April 30, 2026.',
    ['Kubernetes/1.32 date-changed 2026-04-30', 'Kubernetes/1.32 retirement 2026-04-30'],
  ],
  [
    '* Kubernetes 1.32 support has been extended through July 2026 because 1.36 was delayed.',
    ['Kubernetes/1.32 date-changed 2026-07', 'Kubernetes/1.32 retirement 2026-07'],
  ],
  ['* End of life for Kubernetes 1.33: Aug 2026.', ['Kubernetes/1.33 retirement 2026-08']],
  [
    '* EOL dates: 1.32 - Mar 2026, 1.33 - Jul 2026, 1.34 - Nov 2026.',
    ['Kubernetes/1.32 retirement 2026-03', 'Kubernetes/1.33 retirement 2026-07', 'Kubernetes/1.34 retirement 2026-11'],
  ],
  [
    '| Kubernetes version | GA | End of life |\n|---|---|---|\n| 1.33 | Jun 2025 | Jun 2026 |\n| 1.34 | Nov 2025 | Nov 2026 |',
    ['Kubernetes/1.33 retirement 2026-06', 'Kubernetes/1.34 retirement 2026-11'],
  ],
  [
    '* AKS now supports Kubernetes 1.36 in preview. 1.33 will be deprecated when 1.36 becomes GA.',
    ['Kubernetes/1.33 retirement null'],
  ],
  ['* Kubernetes 1.32 and below are out of support.', ['Kubernetes/1.32 retirement null']],
  ['* The following Kubernetes versions are no longer supported: 1.30.14, 1.31.13.', []],
  ['* Patch versions 1.33.2 and 1.33.3 were removed; 1.33.5 is the new default.', []],
  ['* Kubernetes patch 1.34.0 is deprecated due to a regression; use 1.34.1.', []],
  [
    '* Kubernetes `1.32` will reach end of standard support on `2026-03-31`. See [LTS](https://aka.ms/aks/lts) for options.',
    ['Kubernetes/1.32 retirement 2026-03-31'],
  ],
  [
    '* Customers on K8s 1.31 must upgrade by November 30th; the version leaves support then.',
    ['Kubernetes/1.31 retirement 2026-11-30'],
  ],
  ['* Reminder: Kubernetes 1.32 support is ending this month.', ['Kubernetes/1.32 retirement 2026-05']],
  ["* Kubernetes 1.30's LTS window closes on July 31, 2026.", ['Kubernetes/1.30 retirement 2026-07-31']],
  [
    '* AKS LTS for 1.28 has ended. These clusters will be upgraded automatically to 1.29.',
    ['Kubernetes/1.28 retirement null'],
  ],
  [
    '* On 31 July 2026 we retire Kubernetes v1.33 and v1.30 LTS.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.30 retirement 2026-07-31'],
  ],
  [
    '* Kubernetes 1.34 becomes generally available in November, at which point support for 1.31 is dropped.',
    ['Kubernetes/1.31 retirement null', 'Kubernetes/1.31 retirement 2026-11'],
  ],
  ['* AKS 1.33 is approaching its end of life (July 2026).', ['Kubernetes/1.33 retirement 2026-07']],
  [
    '* If you are still on 1.27, note that this version has been unsupported since August 2025.',
    ['Kubernetes/1.27 retirement 2025-08'],
  ],
  [
    '* Kubernetes 1.31 is deprecated. New clusters with 1.31 can only be created with LTS enabled.',
    ['Kubernetes/1.31 retirement null', 'Kubernetes/1.31 lts-only null'],
  ],
  [
    '* Kubernetes versions 1.28, 1.29 and 1.30 LTS retire in the first half of 2026.',
    ['Kubernetes/1.28 retirement null', 'Kubernetes/1.29 retirement null', 'Kubernetes/1.30 retirement null'],
  ],
  ["* We'll end support for Kubernetes 1.33 thirty days after 1.36 goes GA.", ['Kubernetes/1.33 retirement null']],
  ['Kubernetes 1.33 End of Support\n---\nDate: 31 July 2026', ['Kubernetes/1.33 retirement 2026-07-31']],
  [
    '* Kubernetes 1.32 [end of life](https://learn.microsoft.com/azure/aks/supported-kubernetes-versions#aks-kubernetes-release-calendar)\n  is March 31,\n  2026.',
    ['Kubernetes/1.32 retirement 2026-03-31'],
  ],
  [
    '* **Kubernetes 1.32** is **deprecated** as of **March 31, 2026**<sup>1</sup>.',
    ['Kubernetes/1.32 retirement 2026-03-31'],
  ],
  ['* Kubernetes 1.36 is now generally available.', []],
  ['* Kubernetes 1.33 is supported until July 2026.', ['Kubernetes/1.33 retirement 2026-07']],
  ['* In Kubernetes 1.35 the `flowcontrol.apiserver.k8s.io/v1beta3` API is removed.', []],
  ['* Kubernetes 1.34 deprecates the kube-proxy IPVS mode.', []],
  ['* Azure Linux 2.0 node images will be removed on March 31, 2026.', []],
  ["* Ubuntu 20.04 isn't supported on Kubernetes 1.33 or later.", []],
  ['* The Kubenet plugin retires on March 31, 2028.', []],
  ['* Windows Server 2022 on Azure Stack HCI will no longer be supported after October 2026.', []],
  ['* AKS enabled by Azure Arc drops Kubernetes 1.30 in July 2026.', []],
  ['* Azure Red Hat OpenShift 4.14 reaches end of life on May 1, 2026; Kubernetes 1.27 goes with it.', []],
  ['* Windows 10 reached end of support on October 14, 2025.', []],
  ['* SQL Server 2016 support ends July 14, 2026; containers on Windows Server 2022 are affected.', []],
  ['* If Windows Server 2022 were ever retired, we would announce it one year in advance.', []],
  ["* What happens when a Kubernetes version is deprecated? After deprecation you can't create new clusters.", []],
  ['* Will Windows Server 2019 be removed in March? No, existing node pools keep running.', []],
  ['* Fixed a bug where Windows Server 2022 nodes were not able to join the cluster after an upgrade to 1.33.', []],
  ['* Node pools with Windows Server 2022 cannot be created with FIPS disabled.', []],
  ["* Windows Server 2025 doesn't support Generation 1 VMs.", []],
  ['* The preview feature flag `AKSWindows2025Preview` is removed; Windows Server 2025 is now GA.', []],
  ['* Windows Server 2022 remains the default for Kubernetes 1.35 and below.', []],
  ['* Support for Windows Server 2025 was added on Kubernetes 1.32 and later.', []],
  ['* containerd 1.7 reaches end of life in Kubernetes 1.36; Windows node pools move to containerd 2.0.', []],
  ['* GPU drivers on Windows Server 2019 with NVads series are not supported.', []],
  ['* Ephemeral OS disks are not available for Windows Server 2019.', []],
  ["* Azure CNI Overlay doesn't support Windows Server 2019 node pools.", []],
  [
    '* Upgrade of Windows node pools fails with `Windows Server 2019 is not supported in kubernetes version 1.33. Please see https://aka.ms/aks/windows2019`.',
    [],
  ],
  ['Contoso: we are retiring our Windows Server 2019 cluster next month and moved to 2022.', []],
  ['* Windows Server 2022 and 2025 are unaffected by the retirement of Azure Linux 2.0 on 30 November 2025.', []],
  ['* Kubernetes 1.32 will not be deprecated before 1.36 is available in all regions.', []],
  ['* Long Term Support is now available for Kubernetes 1.33.', []],
  ['* The `--windows-admin-password` parameter is deprecated.', []],
  [
    '* Docker as a container runtime for Windows node pools was removed on May 1, 2023.',
    ['WindowsFeature/DockerRuntime retirement 2023-05-01', 'WindowsFeature/DockerRuntime removal 2023-05-01'],
  ],
  ['* Windows node pools: support for HostProcess containers with the alpha annotation ends in Kubernetes 1.37.', []],
  [
    '* Generation 1 VMs for Windows node pools will be retired on September 30, 2027.',
    ['WindowsFeature/Gen1 retirement 2027-09-30'],
  ],
  ['* Starting in Kubernetes 1.36, Windows Server 2025 is the default OS for new Windows node pools.', []],
  [
    '* Windows node images are refreshed: Windows Server 2022: 20348.5020.260415, Windows Server 2025: 26100.32690.260415.',
    ['20348.5020.260415', '26100.32690.260415'],
  ],
  ['* Windows Server 2025 Gen2 image version 26100.32690.260415 is rolling out.', ['26100.32690.260415']],
  ['* AKSWindows-2022-containerd-gen2-20348.5020.260415 is now available.', ['20348.5020.260415']],
  [
    '| Image | Version |\n|---|---|\n| Windows Server 2022 | 20348.5020.260415 |\n| Windows Server 2025 | 26100.32690.260415 |\n| Ubuntu 22.04 | 202604.13.0 |',
    ['20348.5020.260415', '26100.32690.260415'],
  ],
  [
    '* Node image updates\n  * Azure Linux v3 - 202605.01.0\n  * Windows 2022 - 20348.5139.260513 (contains KB5087000)',
    ['20348.5139.260513'],
  ],
  ['* Known issue: pods on nodes with image AKSWindows-2022-containerd-20348.5020.260415 may fail to start.', []],
  [
    '* For example, the label shows `kubernetes.azure.com/node-image-version=AKSWindows-2022-containerd-20348.5020.260415`.',
    [],
  ],
  ['* You need at least Windows image 20348.4773.260211 to use this feature.', []],
  ['* This fix requires Windows node image 20348.4773.260211 or newer.', []],
  ['```json\n{"nodeImageVersion": "AKSWindows-2022-containerd-20348.4773.260211"}\n```', []],
  ['* We rolled back Windows image 26100.32690.260415 because of a DNS regression.', []],
  [
    '* Example output: the latest node image is AKSWindows-2025-containerd-26100.32690.260415, e.g. after `az aks nodepool get-upgrades`.',
    [],
  ],
  ['* Bump Windows Server 2025 VHD to 26100.32860.260513 to pick up the May security updates.', ['26100.32860.260513']],
  ['* Upgrade to the AKSWindows-2022-containerd-gen2-20348.5020.260415 image or later to mitigate CVE-2026-20001.', []],
  ['* The CVE is fixed in Windows Server 2022 image 20348.5020.260415.', []],
  [
    '* Windows 2025 Image has been updated to 26100.32860.260513. Pod crash on 26100.32690.260415 is fixed.',
    ['26100.32860.260513'],
  ],
  [
    '* AKS Windows Server 2022 image has been updated from 20348.5020.260415 to 20348.5139.260513.',
    ['20348.5139.260513'],
  ],
  [
    '* Windows Server 23H2 [25398.2330.260513](https://example.org/25398.2330.260513.txt) — final image for this channel.',
    ['25398.2330.260513 L'],
  ],
  [
    '* All Windows images carry the May 12, 2026 patches (2026.5B): 20348.5139.260513, 26100.32860.260513, 25398.2330.260513',
    ['20348.5139.260513', '26100.32860.260513', '25398.2330.260513'],
  ],
  ['* Error: node image version "20348.4773.260211" not found.', []],
  ['* Windows Server vNext 29000.1000.260513 is available for testing.', []],
  [
    '<p>Windows Server 2022 will be <b>retired</b> on <time>June 30, 2028</time>.</p>',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    '<ul><li>Windows&nbsp;Server&nbsp;2019: retired 1&nbsp;March&nbsp;2026</li><li>Windows&nbsp;Server&nbsp;2022: retires 30&nbsp;June&nbsp;2028</li></ul>',
    ['Windows2019 retirement 2026-03-01', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '__Windows Server 2022__ *(all editions)* will be retired[^1] on June&nbsp;30,&nbsp;2028\\.\n\n[^1]: See the announcement.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    '~~Windows Server 2022 retires on March 15, 2027.~~ Windows Server 2022 retires on June 30, 2028.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    '- [ ] Windows Server 2022\n  - End of support: `June 30, 2028`\n  - Node images deleted: `June 30, 2029`',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 image-removal 2029-06-30'],
  ],
  ['Windows Server 2022\n: Retires June 30, 2028', ['Windows2022 retirement 2028-06-30']],
  [
    "Windows Server 2019 is retired. These node pools can't be created or scaled anymore.",
    ['Windows2019 retirement null', 'Windows2019 no-new-node-pools null', 'Windows2019 image-removal null'],
  ],
  [
    'The following OS versions are retiring on March 1, 2026:\n\n- Windows Server 2019\n- Ubuntu 18.04\n- Windows Server 23H2',
    ['Windows2019 retirement 2026-03-01', 'WindowsAnnual retirement 2026-03-01'],
  ],
  [
    'The following retirements are coming up:\n\n- June 30, 2028: Windows Server 2022\n- November 30, 2026: Kubernetes 1.34',
    ['Windows2022 retirement 2028-06-30', 'Kubernetes/1.34 retirement 2026-11-30'],
  ],
  [
    'Kubernetes 1.31, 1.32 and 1.33: these versions are no longer supported.',
    ['Kubernetes/1.31 retirement null', 'Kubernetes/1.32 retirement null', 'Kubernetes/1.33 retirement null'],
  ],
  [
    'With the arrival of Windows Server 2025, its predecessor Windows Server 2022 will be phased out by June 30, 2028.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'Windows Server 2022: retirement on June 30, 2028. For the 2025 release no end date has been set.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'Our timeline: June 30, 2027 - last Windows Server 2022 image; June 30, 2028 - support ends.',
    ['Windows2022 no-new-images 2027-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    "We're retiring Windows Server 2022 and will no longer create node images for it. The effective date is June 30, 2028.",
    ['Windows2022 retirement 2028-06-30', 'Windows2022 no-new-images 2028-06-30'],
  ],
  ['Q: Until when is Windows Server 2022 supported? A: Until June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  ["AKS doesn't support Windows Server 2022 beyond Kubernetes 1.36.", ['Windows2022 no-new-node-pools null']],
  ['AKS will drop support for Windows Server 2022 with the 1.37 release.', ['Windows2022 no-new-node-pools null']],
  [
    'Action required: Windows Server 2022 in AKS is being deprecated; migrate before 6/30/2028.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'Windows Server 2019 node pools were unable to scale after April 1, 2027, because their images are gone.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    'No support requests for Windows Server 2019 are accepted after March 1, 2026.',
    ['Windows2019 retirement 2026-03-01'],
  ],
];
