import type { NoteCase } from './note-cases.ts';

/** Ends as people word them who do not copy last month's note. */
export const EVERYDAY_ENDINGS: readonly NoteCase[] = [
  ['* Kubernetes minor versions older than 1.31 are no longer supported on AKS.', ['Kubernetes/1.30 retirement null']],
  ['* AKS versions below 1.31 are no longer supported.', ['Kubernetes/1.30 retirement null']],
  [
    '* Standard support for Kubernetes 1.33 comes to an end on July 31, 2026.',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  ['* 1.30 LTS comes to its end on 31 July 2026.', ['Kubernetes/1.30 retirement 2026-07-31']],
  ['* Kubernetes 1.32 left community support on the 31st of March, 2026.', ['Kubernetes/1.32 retirement 2026-03-31']],
  ['* Windows Server 2019 reached the end of its life on AKS on March 1, 2026.', ['Windows2019 retirement 2026-03-01']],
  [
    '* Kubernetes 1.30 LTS is closed on 31 July 2026, and we remove it on 31 August 2026.',
    ['Kubernetes/1.30 retirement 2026-07-31', 'Kubernetes/1.30 removal 2026-08-31'],
  ],
  ['* Kubernetes 1.30 LTS had its last day on 30 April 2026.', ['Kubernetes/1.30 retirement 2026-04-30']],
  [
    '* July 31, 2026 is the last day of community support for Kubernetes 1.33.',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  ['* The last day of support for Windows Server 2022 is June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  ['* Support for Kubernetes 1.33 is over on July 31, 2026.', ['Kubernetes/1.33 retirement 2026-07-31']],
  ['* Windows Server 2022 drops out of support on 30 June 2028.', ['Windows2022 retirement 2028-06-30']],
  ['* Kubernetes 1.33 falls out of the support window on 31 July 2026.', ['Kubernetes/1.33 retirement 2026-07-31']],
  ['* The support window of Kubernetes 1.33 closes on 31 July 2026.', ['Kubernetes/1.33 retirement 2026-07-31']],
  ['* AKS ends support for Windows Server 2022 on 30 June 2028.', ['Windows2022 retirement 2028-06-30']],
  ['* We will stop support for Windows Server 2022 on 30 June 2028.', ['Windows2022 retirement 2028-06-30']],
  ['* Clusters on 1.33 lose support after 31 July 2026.', ['Kubernetes/1.33 retirement 2026-07-31']],
  ['* Windows Server 2019 has been out of support since March 1, 2026.', ['Windows2019 retirement 2026-03-01']],
  ['* 31 July 2026: end of LTS for Kubernetes 1.30.', ['Kubernetes/1.30 retirement 2026-07-31']],
  [
    '* Kubernetes 1.30 was retired on 30 April 2026. We will remove it on 31 August 2026.',
    ['Kubernetes/1.30 retirement 2026-04-30', 'Kubernetes/1.30 removal 2026-08-31'],
  ],
  ['* AKS drops Kubernetes 1.32 from the service on 30 June 2026.', ['Kubernetes/1.32 removal 2026-06-30']],
  [
    '* Kubernetes 1.33 is deprecated on July 31, 2026. After that date it is open to LTS clusters only.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.33 lts-only 2026-07-31'],
  ],
  ['* From July 31, 2026, Kubernetes 1.33 is reserved for LTS customers.', ['Kubernetes/1.33 lts-only 2026-07-31']],
  ['* From July 31, 2026, Kubernetes 1.33 is limited to Long Term Support.', ['Kubernetes/1.33 lts-only 2026-07-31']],
  ['* From July 31, 2026, only LTS clusters may run Kubernetes 1.33.', ['Kubernetes/1.33 lts-only 2026-07-31']],
  ['* Windows Server 2022 gets no patches after 30 June 2028.', ['Windows2022 no-new-images 2028-06-30']],
  ['* Patching of Windows Server 2022 ends on 30 June 2028.', ['Windows2022 no-new-images 2028-06-30']],
  ['* Security updates for Windows Server 2022 end on 30 June 2028.', ['Windows2022 no-new-images 2028-06-30']],
  ['* Windows Server 2019 images will be taken down on April 1, 2027.', ['Windows2019 image-removal 2027-04-01']],
  ['* On April 1, 2027 AKS takes down the Windows Server 2019 images.', ['Windows2019 image-removal 2027-04-01']],
  [
    '* After April 1, 2027, Windows Server 2019 images are gone, and node pools cannot scale out or be reimaged.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  ['* Windows Server 2022 now retires on 30 June 2028, not on 15 March 2027.', ['Windows2022 retirement 2028-06-30']],
  ['* Kubernetes 1.36 is the last minor on which Windows Server 2022 runs.', ['Windows2022 no-new-node-pools null']],
  ['* Kubernetes 1.33 is deprecated at the end of July 2026.', ['Kubernetes/1.33 retirement 2026-07']],
  ['* Kubernetes 1.33 leaves support on Fri, 31 Jul 2026.', ['Kubernetes/1.33 retirement 2026-07-31']],
  ['* Kubernetes 1.33 leaves support on 2026/07/31.', ['Kubernetes/1.33 retirement 2026-07-31']],
  ['* Kubernetes 1.33 leaves support on 07/31/2026.', ['Kubernetes/1.33 retirement 2026-07-31']],
  ['* Kubernetes 1.33 leaves support in the second half of 2026.', ['Kubernetes/1.33 retirement null']],
  ['* Kubernetes 1.33 leaves support two months from now, on July 31.', ['Kubernetes/1.33 retirement 2026-07-31']],
  [
    '* By the end of June (June 30, 2026), Kubernetes 1.30 LTS is no longer supported.',
    ['Kubernetes/1.30 retirement 2026-06-30'],
  ],
  ['* The retirement of Windows Server 2022 on 30 June 2028 is unchanged.', ['Windows2022 retirement 2028-06-30']],
  [
    '* Windows Server 2022 keeps receiving security patches until June 30, 2028.',
    ['Windows2022 no-new-images 2028-06-30'],
  ],
  ['* Windows Server 2016 support ended years ago.', ['Windows2016 retirement null']],
  [
    '* Kubernetes 1.32 (community) and 1.29 (LTS) are both out of support since 31 March 2026.',
    ['Kubernetes/1.32 retirement 2026-03-31', 'Kubernetes/1.29 retirement 2026-03-31'],
  ],
  [
    '* Neither Windows Server 2019 nor the Annual Channel is supported on Kubernetes 1.34.',
    ['Windows2019 no-new-node-pools null', 'WindowsAnnual no-new-node-pools null'],
  ],
  [
    '* Kubernetes 1.28 to 1.30 have left LTS.',
    ['Kubernetes/1.28 retirement null', 'Kubernetes/1.29 retirement null', 'Kubernetes/1.30 retirement null'],
  ],
  [
    '* Kubernetes 1.31 and 1.32 are available to LTS customers only.',
    ['Kubernetes/1.31 lts-only null', 'Kubernetes/1.32 lts-only null'],
  ],
  [
    '* Kubernetes 1.32 falls back to platform support on 31 July 2026.',
    ['Kubernetes/1.32 platform-support 2026-07-31'],
  ],
  [
    '* Kubernetes 1.32 has platform support only from 31 July 2026 on.',
    ['Kubernetes/1.32 platform-support 2026-07-31'],
  ],
  [
    '* After 31 July 2026 only platform support remains for Kubernetes 1.33.',
    ['Kubernetes/1.33 platform-support 2026-07-31'],
  ],
  [
    '* Kubernetes 1.33 clusters that are not on LTS enter platform support on 1 August 2026.',
    ['Kubernetes/1.33 platform-support 2026-08-01'],
  ],
  ['* Windows Server 2022 node pools can be created up to Kubernetes 1.36.', ['Windows2022 no-new-node-pools null']],
  [
    '* AKS refuses new Windows Server 2022 node pools on Kubernetes 1.37 and later.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    '* You will not be able to upgrade Windows Server 2022 node pools to Kubernetes 1.37.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    '* The OS SKU `WindowsAnnual` is no longer accepted when you create a node pool.',
    ['WindowsAnnual no-new-node-pools null'],
  ],
  [
    '* Azure NPM on Windows nodes retires on 30 September 2026, on Linux two years later.',
    ['WindowsFeature/AzureNPM retirement 2026-09-30'],
  ],
  [
    '* Support for Docker as container runtime on Windows nodes ended with Kubernetes 1.23.',
    ['WindowsFeature/DockerRuntime retirement null'],
  ],
  [
    '* containerd 1.7 on Windows nodes goes out of support on 30 April 2027.',
    ['WindowsFeature/Containerd17 retirement 2027-04-30'],
  ],
  [
    '* Upstream: Kubernetes 1.33 reaches end of life on 28 June 2026; on AKS it stays supported until 31 July 2026.',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  ['* Windows Server 2022 node pools on Kubernetes 1.37 are not supported.', ['Windows2022 no-new-node-pools null']],
  ['* Kubernetes 1.36 does not support Windows Server 2019.', ['Windows2019 no-new-node-pools null']],
  ['* Kubernetes 1.37 no longer supports Windows Server 2022.', ['Windows2022 no-new-node-pools null']],
  [
    '* What is left of Windows Server 2019: images are deleted on 1 April 2027, scaling fails from that day.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    "* Windows Server 2019 nodes can't be scaled out or reimaged after 1 April 2027 since the images no longer exist.",
    ['Windows2019 image-removal 2027-04-01'],
  ],
  ['* Today, 15 May 2026, is the last day for the Annual Channel on AKS.', ['WindowsAnnual retirement 2026-05-15']],
  [
    '* The Annual Channel is now unsupported. Existing node pools run on, at your own risk.',
    ['WindowsAnnual retirement null'],
  ],
  [
    '* Kubernetes 1.33: community support until July 31, 2026, LTS until July 31, 2027.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.33 retirement 2027-07-31'],
  ],
  ['* Kubernetes 1.33 (community support ends July 31, 2026)', ['Kubernetes/1.33 retirement 2026-07-31']],
  [
    '* As announced in April, we ended support for Kubernetes 1.32 on April 30, 2026.',
    ['Kubernetes/1.32 retirement 2026-04-30'],
  ],
  ['* You need LTS to stay on Kubernetes 1.33 after July 31, 2026.', ['Kubernetes/1.33 lts-only 2026-07-31']],
  ['* Kubernetes 1.33 becomes an LTS-only version on July 31, 2026.', ['Kubernetes/1.33 lts-only 2026-07-31']],
  [
    '* Clusters on Kubernetes 1.33 without LTS are out of support after 31 July 2026.',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    '* With the GA of 1.36, Kubernetes 1.33 leaves the support window on July 31, 2026.',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  ['* WS2019 and WS23H2: no more images.', ['Windows2019 no-new-images null', 'WindowsAnnual no-new-images null']],
  [
    '* Windows Server 2019 (17763) will not be updated anymore after March 1, 2027.',
    ['Windows2019 no-new-images 2027-03-01'],
  ],
  [
    '* The monthly image of Windows Server 2019 is discontinued as of March 1, 2027.',
    ['Windows2019 no-new-images 2027-03-01'],
  ],
  [
    '* We will discontinue building Windows Server 2019 images on March 1, 2027.',
    ['Windows2019 no-new-images 2027-03-01'],
  ],
  [
    '* AKS has stopped the production of Windows Server 2019 images on March 1, 2026.',
    ['Windows2019 no-new-images 2026-03-01'],
  ],
  ['* Deletion of the Windows Server 2019 images starts on April 1, 2027.', ['Windows2019 image-removal 2027-04-01']],
  ['* We start to delete Windows Server 2019 images on April 1, 2027.', ['Windows2019 image-removal 2027-04-01']],
  [
    "* The Windows Server 2019 images have now been deleted. Node pools that still use them can't scale.",
    ['Windows2019 image-removal null'],
  ],
  [
    '* `az aks nodepool add --os-sku Windows2019` is rejected from March 1, 2027.',
    ['Windows2019 no-new-node-pools 2027-03-01'],
  ],
  ['* New Windows Server 2019 node pools are no longer possible.', ['Windows2019 no-new-node-pools null']],
  ['* Adding Windows Server 2019 node pools ends on March 1, 2027.', ['Windows2019 no-new-node-pools 2027-03-01']],
  ["* Kubernetes 1.37 and later won't run Windows Server 2022 nodes.", ['Windows2022 no-new-node-pools null']],
  ['* Windows Server 2022 works up to Kubernetes 1.36 only.', ['Windows2022 no-new-node-pools null']],
  ['* Windows Server 2022 is available up to and including Kubernetes 1.36.', ['Windows2022 no-new-node-pools null']],
  [
    '* Correction: Kubernetes 1.33 leaves support on July 31, 2026, not on July 1 as stated in the last release notes.',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  ['* WS2022 EOL: June 30, 2028 (was: March 15, 2027).', ['Windows2022 retirement 2028-06-30']],
  ['* Azure NPM for Windows reaches its end on 30 September 2026.', ['WindowsFeature/AzureNPM retirement 2026-09-30']],
  [
    '* On Windows, Calico network policies are retired on 30 September 2026.',
    ['WindowsFeature/Calico retirement 2026-09-30'],
  ],
  [
    '* Windows node pools with Gen1 VMs: creation is blocked from 1 October 2026.',
    ['WindowsFeature/Gen1 no-new-node-pools 2026-10-01'],
  ],
  [
    '* L2Bridge networking for Windows node pools is retired on 1 October 2026.',
    ['WindowsFeature/L2BridgeNetworking retirement 2026-10-01'],
  ],
  [
    '* **Windows Server 2019**: out of support since 1 March 2026; images removed on 1 April 2027.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    '* Windows Server 2019: end of support 1 March 2026, end of images 1 April 2027.',
    ['Windows2019 retirement 2026-03-01'],
  ],
  ['* Windows Server 2022 receives its final image in June 2028.', ['Windows2022 no-new-images 2028-06']],
  ['* LTS of Kubernetes 1.30 is over since 30 April 2026.', ['Kubernetes/1.30 retirement 2026-04-30']],
  ['* The LTS term of Kubernetes 1.30 ends on 31 July 2026.', ['Kubernetes/1.30 retirement 2026-07-31']],
  ["* Kubernetes 1.30's LTS period ends on 31 July 2026.", ['Kubernetes/1.30 retirement 2026-07-31']],
  ['* Azure NPM drops Windows support on 30 September 2026.', ['WindowsFeature/AzureNPM retirement 2026-09-30']],
  ['* Windows support in Azure NPM ends on 30 September 2026.', ['WindowsFeature/AzureNPM retirement 2026-09-30']],
  ["* Azure NPM's Windows support ends on 30 September 2026.", ['WindowsFeature/AzureNPM retirement 2026-09-30']],
  ['* NPM is going away on Windows nodes on 30 September 2026.', ['WindowsFeature/AzureNPM retirement 2026-09-30']],
  ['* Version 1.33 of Kubernetes leaves community support on 31 July 2026.', ['Kubernetes/1.33 retirement 2026-07-31']],
  ['* Minor version 1.33 is out of support from 31 July 2026.', ['Kubernetes/1.33 retirement 2026-07-31']],
  ['* Kubernetes 1.33 stays in support until 31 July 2026.', ['Kubernetes/1.33 retirement 2026-07-31']],
  [
    '* Clusters still on Kubernetes 1.33 after 31 July 2026 are moved to platform support.',
    ['Kubernetes/1.33 platform-support 2026-07-31'],
  ],
  [
    '* Without LTS, Kubernetes 1.33 gets only platform support from 31 July 2026.',
    ['Kubernetes/1.33 platform-support 2026-07-31'],
  ],
  ['* Kubernetes 1.32 can only be kept with LTS.', ['Kubernetes/1.32 lts-only null']],
  [
    '* Windows Server 2019 is out, as of 1 March 2026 it is no longer supported.',
    ['Windows2019 retirement 2026-03-01'],
  ],
  ['* Windows Server 2019 was taken off the list of OS SKUs on 1 March 2026.', ['Windows2019 removal 2026-03-01']],
  [
    '* Windows Server 2019 reaches its retirement date, 1 March 2027, with this release train.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  ['* One year to go: Windows Server 2022 is retired on 30 June 2027.', ['Windows2022 retirement 2027-06-30']],
  ['* Heads-up: on 15 May 2027, in one year, AKS deletes the 23H2 images.', ['WindowsAnnual image-removal 2027-05-15']],
  [
    '* You have until 1 April 2027 to leave Windows Server 2019, then the images are deleted.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    '* Existing Windows Server 2019 pools keep running, but scaling them out fails after 1 April 2027.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    '* After 1 April 2027 Windows Server 2019 node pools can neither scale out nor be reimaged.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  ['* Windows Server 2019 is not offered in Kubernetes 1.33 and later.', ['Windows2019 no-new-node-pools null']],
  [
    '* From 1.37, AKS offers Windows Server 2025 only; Windows Server 2022 pools cannot be added.',
    ['Windows2022 no-new-node-pools null'],
  ],
  ['* Upgrading a cluster with Windows Server 2022 pools to 1.37 is blocked.', ['Windows2022 no-new-node-pools null']],
  [
    '* Instead of 30 June 2026, Kubernetes 1.33 leaves support on 31 July 2026.',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    '* Kubernetes 1.33 is in its last month of standard support, which ends on 31 July 2026.',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    '* AKS 1.36 is the last minor where a Windows Server 2022 node pool can be added.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    "* You can't add Windows spot node pools after 1 September 2026. Existing ones are supported until 1 December 2026.",
    ['WindowsFeature/Spot no-new-node-pools 2026-09-01', 'WindowsFeature/Spot retirement 2026-12-01'],
  ],
  [
    '* Windows Server 2022 pools receive no further images and no security fixes from 30 June 2028.',
    ['Windows2022 no-new-images 2028-06-30'],
  ],
  [
    '* Standard support for Kubernetes 1.33 ends on July 31, 2026. Afterwards only clusters that have signed up for LTS may use it.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.33 lts-only 2026-07-31'],
  ],
  [
    '* Windows Server 2019 images published before that day stay for one more year and are then removed in April 2027.',
    ['Windows2019 image-removal 2027-04'],
  ],
  [
    '* The gMSA webhook for Windows, however, is not postponed and will be retired on 30 November 2026.',
    ['WindowsFeature/GMSA retirement 2026-11-30'],
  ],
  [
    '* Kubernetes 1.30 LTS users: your version loses support on July 31, 2026, afterwards it is taken out of the service.',
    ['Kubernetes/1.30 retirement 2026-07-31', 'Kubernetes/1.30 removal 2026-07-31'],
  ],
  [
    '* Kubernetes 1.30 LTS ended on 30 April 2026. Its removal on 31 May 2026 goes ahead.',
    ['Kubernetes/1.30 retirement 2026-04-30', 'Kubernetes/1.30 removal 2026-05-31'],
  ],
  [
    '* Since 31 March 2026 Kubernetes 1.32 is only available with LTS; all other clusters fall back to platform support.',
    ['Kubernetes/1.32 lts-only 2026-03-31', 'Kubernetes/1.32 platform-support 2026-03-31'],
  ],
  ['* Windows Server 2022 retirement is not delayed: it stays June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
];
