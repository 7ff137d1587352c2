/** A note in the style of 2026 and "subject phase date" of every statement a careful reader finds in it. */
export type NoteCase = readonly [note: string, statements: readonly string[]];

/** Notes written for this repository; published, as far as the reader knows, on 29 May 2026. */
export const NOTE_CASES: readonly NoteCase[] = [
  [
    "* Starting on **March 1, 2026**, AKS no longer supports Windows Server 2019 node pools and won't produce new node images or security patches for it. From **April 1, 2027**, AKS removes all existing Windows Server 2019 node images, so scaling operations will fail.",
    [
      'Windows2019 retirement 2026-03-01',
      'Windows2019 no-new-images 2026-03-01',
      'Windows2019 image-removal 2027-04-01',
    ],
  ],
  [
    "* Windows Server Annual Channel on AKS will be retired on May 15, 2026. After this date you can't create new WSAnnual node pools, and AKS will no longer produce new images or security patches. On May 15, 2027, images will be removed.",
    [
      'WindowsAnnual retirement 2026-05-15',
      'WindowsAnnual no-new-node-pools 2026-05-15',
      'WindowsAnnual no-new-images 2026-05-15',
      'WindowsAnnual image-removal 2027-05-15',
    ],
  ],
  [
    '* The retirement of Windows Server 2022 has been extended to June 30, 2028. Windows Server 2022 is not supported in Kubernetes 1.37 and above. All Windows Server 2022 images will be removed on June 30, 2029.',
    [
      'Windows2022 date-changed 2028-06-30',
      'Windows2022 retirement 2028-06-30',
      'Windows2022 no-new-node-pools null',
      'Windows2022 image-removal 2029-06-30',
    ],
  ],
  [
    '* Azure Network Policy Manager (NPM) on Windows nodes will no longer be supported starting September 30, 2026.',
    ['WindowsFeature/AzureNPM retirement 2026-09-30'],
  ],
  [
    '* AKS Kubernetes version 1.30 is now deprecated. Please upgrade to 1.31 or above.',
    ['Kubernetes/1.30 retirement null'],
  ],
  [
    '* Kubernetes 1.31 community support ends on November 1, 2025; it remains available under LTS only.',
    ['Kubernetes/1.31 retirement 2025-11-01', 'Kubernetes/1.31 lts-only 2025-11-01'],
  ],
  [
    '* Kubernetes versions 1.29 and 1.32 reach end of life on 30 April 2026.',
    ['Kubernetes/1.29 retirement 2026-04-30', 'Kubernetes/1.32 retirement 2026-04-30'],
  ],
  [
    '* AKS version 1.33 will be available only with long-term support after July 31, 2026.',
    ['Kubernetes/1.33 lts-only 2026-07-31'],
  ],
  [
    '* New node pools with Windows Server 2019 can no longer be created on any Kubernetes version.',
    ['Windows2019 no-new-node-pools null'],
  ],
  ['* Existing Windows Server 2019 node pools continue to run, but are unsupported.', ['Windows2019 retirement null']],
  ['* Kubernetes 1.32 is the last version that supports Windows Server 2019.', ['Windows2019 no-new-node-pools null']],
  [
    '* Windows Server 2025 is now generally available for AKS 1.32+ and is the default OS SKU starting with Kubernetes 1.37.',
    [],
  ],
  ['* kubenet networking will be retired on March 31, 2028.', []],
  ['* Azure Linux 2.0 node images will be removed on March 31, 2026, and scaling operations will fail.', []],
  [
    '* Starting on 17 March 2027, AKS no longer supports Ubuntu 20.04. Existing node images will be deleted. You will no longer be able to create new node pools with Ubuntu 20.04.',
    [],
  ],
  [
    '#### Windows Server 2019 retirement\n\n* March 1, 2026: no new images or security patches are produced.\n* April 1, 2027: existing images are removed and scaling operations fail.',
    ['Windows2019 no-new-images 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    '* Windows Server 2022 retires on 30 June 2028 (previously 15 March 2027).',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 date-changed 2028-06-30'],
  ],
  ['* WS2019 reached end of support on March 1, 2026.', ['Windows2019 retirement 2026-03-01']],
  ['* We are retiring support for Kubernetes 1.34 in November 2026.', ['Kubernetes/1.34 retirement 2026-11']],
  [
    '* Kubernetes 1.28 LTS is no longer supported; platform support applies from now on.',
    ['Kubernetes/1.28 retirement null', 'Kubernetes/1.28 platform-support null'],
  ],
  [
    "* Windows Server 2019 nodes won't get security updates after March 1, 2026.",
    ['Windows2019 no-new-images 2026-03-01'],
  ],
  [
    '* The end-of-support date for Windows Server 2022 moved from 15 March 2027 to 30 June 2028.',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  ['* Istio revision asm-1-26 is no longer supported. KEDA 2.14 is deprecated in Kubernetes 1.33.', []],
  ['* Kubernetes patch versions 1.31.9, 1.32.5 are removed; 1.33.1 is deprecated.', []],
  ['* Fixed an issue where Windows Server 2022 nodes running Kubernetes 1.33 failed to scale.', []],
  ['* Fixed a bug where deleted node images blocked the upgrade of Windows node pools.', []],
  [
    '* Starting with Kubernetes 1.37, Windows Server 2022 is no longer available for new node pools.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    "* You can't create Windows Server 2022 node pools with Kubernetes version 1.37 or later.",
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    '* The Windows annual channel (23H2) is out of support. Node pool creation is blocked as of May 15, 2026.',
    ['WindowsAnnual retirement null', 'WindowsAnnual no-new-node-pools 2026-05-15'],
  ],
  [
    '* AKS will stop supporting Windows Server 2019 and Windows Server Annual Channel on March 1, 2026 and May 15, 2026 respectively.',
    ['Windows2019 retirement 2026-03-01', 'WindowsAnnual retirement 2026-05-15'],
  ],
  [
    '* Kubernetes 1.30 (LTS) reaches its end of life on July 31, 2026, and will be removed from AKS.',
    ['Kubernetes/1.30 retirement 2026-07-31', 'Kubernetes/1.30 removal 2026-07-31'],
  ],
  [
    '* Standard support for Kubernetes 1.32 ends in March 2026, after which only LTS customers get patches.',
    ['Kubernetes/1.32 retirement 2026-03'],
  ],
  [
    '* Support for Windows Server 2019 has ended. Move your workloads to Windows Server 2022 or Windows Server 2025.',
    ['Windows2019 retirement null'],
  ],
  [
    '* Calico network policy for Windows node pools will be retired on September 30, 2026.',
    ['WindowsFeature/Calico retirement 2026-09-30'],
  ],
  [
    '* As previously communicated, the Windows Server 2019 images were removed on April 1, 2027.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    '* Support for Kubernetes 1.29 LTS has been extended until June 30, 2026.',
    ['Kubernetes/1.29 date-changed 2026-06-30', 'Kubernetes/1.29 retirement 2026-06-30'],
  ],
  [
    '* AKS is extending the Windows Server 2022 retirement date to 30 June 2028.',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  ['* Existing WSAnnual node pools are unaffected by this change.', []],
  [
    '* Use of deprecated APIs is detected when upgrading to 1.33. See the end of life dates in the release calendar.',
    [],
  ],
  ['* The `1.33` preview versions will be deprecated once 1.33 is GA.', []],
  [
    '* Windows Server 2019 will no longer be supported after March 1, 2026 and Windows Server 2022 will no longer be supported after June 30, 2028.',
    ['Windows2019 retirement 2026-03-01', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '* On 15 May 2026, the Windows Server Annual Channel goes out of support: no further patches are released, and creating node pools will fail.',
    [
      'WindowsAnnual retirement 2026-05-15',
      'WindowsAnnual no-new-images 2026-05-15',
      'WindowsAnnual no-new-node-pools 2026-05-15',
    ],
  ],
  [
    "* The Windows Server Annual Channel will no longer be supported starting May 15, 2026. AKS will no longer produce new images or provide security patches after this date. You won't be able to create new node pools with Windows Server Annual Channel. Existing images will be removed on May 15, 2027, after which scaling and reimage operations will fail.",
    [
      'WindowsAnnual retirement 2026-05-15',
      'WindowsAnnual no-new-images 2026-05-15',
      'WindowsAnnual no-new-node-pools 2026-05-15',
      'WindowsAnnual image-removal 2027-05-15',
    ],
  ],
  [
    '* Windows Server 2019 was retired on March 1, 2026. You will not be able to create new node pools in k8s 1.33+.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 no-new-node-pools null'],
  ],
  [
    '* As of March 1, 2026, you can no longer create Windows Server 2019 node pools on any Kubernetes version.',
    ['Windows2019 no-new-node-pools 2026-03-01'],
  ],
  [
    '* Windows Server 2022 support on AKS has been extended to 30 June 2028. It will not be supported on Kubernetes 1.37 and above, and node images will be removed on 30 June 2029.',
    [
      'Windows2022 date-changed 2028-06-30',
      'Windows2022 retirement 2028-06-30',
      'Windows2022 no-new-node-pools null',
      'Windows2022 image-removal 2029-06-30',
    ],
  ],
  [
    '* From 30 September 2026, Azure NPM for Windows nodes is no longer supported. Migrate to Calico.',
    ['WindowsFeature/AzureNPM retirement 2026-09-30'],
  ],
  [
    '* AKS Kubernetes version 1.32 community support ended in March 2026 and version 1.32 is now LTS-only.',
    ['Kubernetes/1.32 retirement 2026-03', 'Kubernetes/1.32 lts-only 2026-03'],
  ],
  ['* Kubernetes version `1.31` has entered platform support.', ['Kubernetes/1.31 platform-support null']],
  [
    '* AKS version 1.29 LTS and 1.33 community support will end on July 31st.',
    ['Kubernetes/1.29 retirement 2026-07-31', 'Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    '* Kubernetes 1.35 is GA; consequently 1.32 is going out of support. Upgrade to 1.33+.',
    ['Kubernetes/1.32 retirement null'],
  ],
  [
    '| OS | Retirement date |\n|---|---|\n| Windows Server 2019 | retired on March 1, 2026 |\n| Windows Server 2022 | will be retired on June 30, 2028 |',
    ['Windows2019 retirement 2026-03-01', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '> [!IMPORTANT]\n> Starting on **15 May 2026**, AKS no longer supports Windows Server Annual Channel.\n> Starting on **15 May 2027**, AKS will remove all existing Annual Channel\n> node images, meaning that scaling operations fail.',
    ['WindowsAnnual retirement 2026-05-15', 'WindowsAnnual image-removal 2027-05-15'],
  ],
  [
    '* Windows Server 2019 (`Windows2019`) node images are no longer updated since March 2026.',
    ['Windows2019 no-new-images 2026-03'],
  ],
  ['* The last Windows Server 2019 image was released on February 10, 2026.', ['Windows2019 no-new-images 2026-02-10']],
  ['* Upgrade from Windows Server 2019 to Windows Server 2022 before March 1, 2026.', []],
  ['* Windows Server 2019 node pools must be migrated before they are removed.', []],
  [
    '* Beginning April 1, 2027, all Windows Server 2019 VHDs are going to be deleted, which means that scale-out and reimage will fail.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    '* Default OS SKU for Windows node pools changes to Windows2025 in Kubernetes 1.37; `Windows2022` remains supported until 1.36.',
    [],
  ],
  ['* AKS will retire the `Windows2022` OS SKU on June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  [
    '* Kubernetes v1.28, v1.29 and v1.30 (all LTS) are deprecated as of June 2026.',
    ['Kubernetes/1.28 retirement 2026-06', 'Kubernetes/1.29 retirement 2026-06', 'Kubernetes/1.30 retirement 2026-06'],
  ],
  ['* Removed support for Windows Server 2019 in the Azure Monitor agent.', []],
  ['* Removed the deprecated `--windows-admin` flag. Support for API version 2024-01-01 ends on June 1, 2026.', []],
  ['* Kubernetes 1.36 removes the in-tree gitRepo volume plugin.', []],
  ['* With Kubernetes 1.36, the flexVolume driver is deprecated for Windows nodes.', []],
  [
    '* After August 31, 2026, no new 1.33 clusters can be created without LTS.',
    ['Kubernetes/1.33 no-new-node-pools 2026-08-31'],
  ],
  [
    '* Creating new clusters with Kubernetes version 1.30 will be blocked from July 31, 2026 onwards.',
    ['Kubernetes/1.30 no-new-node-pools 2026-07-31'],
  ],
  [
    "* Windows Server 2019 isn't supported in AKS 1.33 and later versions, and support for it ends completely on March 1st, 2026.",
    ['Windows2019 no-new-node-pools null', 'Windows2019 retirement 2026-03-01'],
  ],
  [
    '* The end of life of Kubernetes 1.33 has been postponed to August 31, 2026.',
    ['Kubernetes/1.33 date-changed 2026-08-31', 'Kubernetes/1.33 retirement 2026-08-31'],
  ],
  ['* Kubernetes 1.38 preview rollout has been delayed to October 2026.', []],
  ['* Windows Server 2016 and 2019 container images are no longer published to MCR.', []],
  [
    '* WS2022 will reach end-of-support in June 2028; no security updates will be provided after that.',
    ['Windows2022 retirement 2028-06', 'Windows2022 no-new-images 2028-06'],
  ],
  [
    "* We've extended the support for Windows Server 2022 by 15 months: the new retirement date is June 30, 2028.",
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '* **Windows Server 2019**\n  * Retired on March 1, 2026.\n  * Node images removed on April 1, 2027.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  ['* AKS no longer supports Kubernetes versions older than 1.32 outside of LTS.', ['Kubernetes/1.31 lts-only null']],
  [
    '* Ubuntu 22.04 will be removed in 1.38. Existing node images will be deleted and scaling operations will fail.\n* Windows Server 2022 is unaffected.',
    [],
  ],
  [
    "* Starting on November 30, 2025, AKS no longer supports or provides security updates for Azure Linux 2.0. Windows node pools aren't affected.",
    [],
  ],
  ['* Windows Server 2022 is fully supported until June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  [
    '* Starting with Kubernetes 1.37 (October 2026), Windows2025 is the default OS SKU. Windows2022 node pools are not supported in 1.37 and above.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    '* You can no longer create node pools with the Windows Server Annual Channel. Existing WSAnnual node pools are unaffected.',
    ['WindowsAnnual no-new-node-pools null'],
  ],
  [
    '* The WindowsAnnual OS SKU is retired. Linux node images will be removed on May 1, 2027.',
    ['WindowsAnnual retirement null'],
  ],
  [
    "* Windows Server 2019: AKS no longer produces new node images or provides security patches as of March 1, 2026, and you can't create new node pools on any Kubernetes version. On April 1, 2027, AKS will remove all existing node images for Windows Server 2019, and scaling operations will fail.",
    [
      'Windows2019 no-new-images 2026-03-01',
      'Windows2019 no-new-node-pools 2026-03-01',
      'Windows2019 image-removal 2027-04-01',
    ],
  ],
  [
    '* Kubernetes version 1.30 is now deprecated. Kubernetes 1.36 is now generally available.',
    ['Kubernetes/1.30 retirement null'],
  ],
  [
    '* AKS Kubernetes version 1.33 community support will end July 2026. Upgrade to a supported version or enable LTS.',
    ['Kubernetes/1.33 retirement 2026-07'],
  ],
  [
    '* AKS version 1.29 (LTS) has reached end of life as of April 2026 and is removed.',
    ['Kubernetes/1.29 retirement 2026-04', 'Kubernetes/1.29 removal 2026-04'],
  ],
  [
    '* On September 30, 2026, AKS will no longer support Azure Network Policy Manager (NPM) for Windows nodes. Existing users can continue until then.',
    ['WindowsFeature/AzureNPM retirement 2026-09-30'],
  ],
  [
    '* Starting on 30 September 2026, AKS no longer supports Azure NPM on Windows nodes. Starting 30 September 2028, NPM on Linux retires.',
    ['WindowsFeature/AzureNPM retirement 2026-09-30'],
  ],
  ['* On 31 March 2028, kubenet networking for AKS will be retired. Kubenet is not available for Windows.', []],
  ['* Teleport is retired. The `az aks nodepool` snapshot feature is deprecated in API 2026-01-01.', []],
  [
    '* Flatcar Container Linux preview will be retired on June 8, 2026. After that date existing node images will be deleted and scaling fails.',
    [],
  ],
  ['* Windows Server 2025 GA: Windows Server 2022 retirement timeline unchanged.', []],
  ['* Containerd 1.7 is no longer supported from Kubernetes 1.38. Windows node pools keep it.', []],
  ['* Kubernetes 1.37 drops support for IPVS mode in kube-proxy.', []],
  ['* The Kubernetes 1.32 version is LTS only starting April 2026.', ['Kubernetes/1.32 lts-only 2026-04']],
  ['* Windows Server 2022 is scheduled for retirement on June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  ['* Reminder: Windows Server Annual Channel retirement on May 15, 2026', ['WindowsAnnual retirement 2026-05-15']],
  [
    '* [Windows Server Annual Channel for AKS will be retired](https://x.y/z) on May 15th, 2026.',
    ['WindowsAnnual retirement 2026-05-15'],
  ],
  ['* AKS has removed Windows Server 2019 (Docker) images.', ['WindowsFeature/DockerRuntime image-removal null']],
  [
    '* Windows gMSA v1 webhook is deprecated and will be removed in October 2026.',
    ['WindowsFeature/GMSA retirement 2026-10', 'WindowsFeature/GMSA removal 2026-10'],
  ],
];
