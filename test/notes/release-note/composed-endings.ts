import type { NoteCase } from './note-cases.ts';

/** Ends that no word says alone: in an answer, in fields, in a place or beside a name. */
export const COMPOSED_ENDINGS: readonly NoteCase[] = [
  [
    'Windows on AKS:\n\n- ✗ WS2019: removed 2027-04-01\n- ✓ WS2022: supported until 2028-06-30\n- ✓ WS2025: supported',
    ['Windows2019 removal 2027-04-01', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '- ❌ Windows Server 2019: support ended March 1, 2026\n- ✅ Windows Server 2022',
    ['Windows2019 retirement 2026-03-01'],
  ],
  ['* x Kubernetes 1.29: out of support since 2026-04-30', ['Kubernetes/1.29 retirement 2026-04-30']],
  [
    '**Can I use Windows Server 2019 with newer Kubernetes versions?**\n\nNo, only up to 1.32.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    'Q: Does Windows Server 2022 work with Kubernetes 1.36?\nA: No, only up to 1.35.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'Is Windows Server 2022 supported on all Kubernetes versions? No, up to 1.35 only.',
    ['Windows2022 no-new-node-pools null'],
  ],
  ['**What:** Windows Server 2022 retirement.\n**When:** June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  [
    'What: Windows Server 2019 retirement. When: March 1, 2026. Who: owners of Windows Server 2019 node pools.',
    ['Windows2019 retirement 2026-03-01'],
  ],
  [
    'The removal of Kubernetes 1.28 from AKS was due June 1, 2026 and has been moved to August 1, 2026.',
    ['Kubernetes/1.28 removal 2026-08-01', 'Kubernetes/1.28 date-changed 2026-08-01'],
  ],
  [
    'The removal of Windows Server 2019 node images was planned for April 1, 2027; it has been postponed to July 1, 2027.',
    ['Windows2019 image-removal 2027-07-01', 'Windows2019 date-changed 2027-07-01'],
  ],
  ['* 1.19 removal on August 31, 2026', ['Kubernetes/1.19 removal 2026-08-31']],
  ['* WS2019 end of support: March 1, 2026', ['Windows2019 retirement 2026-03-01']],
  ['* Kubernetes 1.32 deprecation: March 2027', ['Kubernetes/1.32 retirement 2027-03']],
  ['* Windows Server 2019 node image removal: April 1, 2027.', ['Windows2019 image-removal 2027-04-01']],
  ['* Kubernetes 1.29 LTS is no longer offered, effective today.', ['Kubernetes/1.29 retirement 2026-05-29']],
  [
    '* Effective today, you can no longer create Windows Server 2019 node pools.',
    ['Windows2019 no-new-node-pools 2026-05-29'],
  ],
  ['* As of today Kubernetes 1.30 is out of community support.', ['Kubernetes/1.30 retirement 2026-05-29']],
  [
    '* We removed Kubernetes 1.27 last week; next is 1.28, on July 15, 2026.',
    ['Kubernetes/1.27 removal null', 'Kubernetes/1.28 removal 2026-07-15'],
  ],
  [
    '* Kubernetes 1.29 went out of support in April. Next is 1.30, on July 31, 2026.',
    ['Kubernetes/1.29 retirement 2026-04', 'Kubernetes/1.30 retirement 2026-07-31'],
  ],
  [
    'Windows Server 2022 will retire on AKS. The retirement date June 30, 2028 applies to all Kubernetes versions.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  ["* We'll retire AKS on Kubernetes 1.33 (community) on July 31, 2026.", ['Kubernetes/1.33 retirement 2026-07-31']],
  [
    '* Windows Server 2019 can no longer be chosen in the portal for new node pools.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    "* You can't select Windows Server 2022 in the Azure portal when you create a node pool.",
    ['Windows2022 no-new-node-pools null'],
  ],
  ['* Windows Server 2019 node images will be removed April 7.', ['Windows2019 image-removal 2027-04-07']],
  ['* Kubernetes 1.30 will be removed July 7.', ['Kubernetes/1.30 removal 2026-07-07']],
  [
    '* Upgrades to 1.37 are blocked for clusters with Windows Server 2022 node pools.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    '### Windows Server 2022\n\n| Support ends | Images removed |\n|--|--|\n| June 30, 2028 | June 30, 2029 |',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 image-removal 2029-06-30'],
  ],
  [
    '| Version | Last images | End of support | Images deleted |\n|--|--|--|--|\n| Windows Server 2019 | February 2026 | March 1, 2026 | April 1, 2027 |',
    ['Windows2019 no-new-images 2026-02', 'Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    "* Kubernetes 1.33 isn't in community support any more since April 30, 2026.",
    ['Kubernetes/1.33 retirement 2026-04-30'],
  ],
  ['* Clusters with Kubernetes 1.36 or above refuse the OS SKU `Windows2022`.', ['Windows2022 no-new-node-pools null']],
  [
    '* Images for Windows Server 2022 are built until June 30, 2028; support ends the same day.',
    ['Windows2022 no-new-images 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  ['* The first Kubernetes version without Windows Server 2022 is 1.36.', ['Windows2022 no-new-node-pools null']],
  ['* Kubernetes 1.36 and above are without Windows Server 2022.', ['Windows2022 no-new-node-pools null']],
  ['* On April 1, 2027 we take the Windows Server 2019 node images down.', ['Windows2019 image-removal 2027-04-01']],
  [
    "* Docker on Windows node pools retires on September 1, 2026. After that day such node pools can't be created.",
    ['WindowsFeature/DockerRuntime retirement 2026-09-01', 'WindowsFeature/DockerRuntime no-new-node-pools 2026-09-01'],
  ],
  ['* Community support of Kubernetes 1.30 closed in July 2025.', ['Kubernetes/1.30 retirement 2025-07']],
  [
    '* Windows Server 2022 was to retire on March 15, 2027; the new date is June 30, 2028.',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 date-changed 2028-06-30'],
  ],
  ['* AKS phases Windows Server 2019 out on March 1, 2027.', ['Windows2019 retirement 2027-03-01']],
  ['* Microsoft turns support for Kubernetes 1.30 off on July 31, 2026.', ['Kubernetes/1.30 retirement 2026-07-31']],
  ['* The autoscaler scales Windows Server 2022 node pools out on March 1, 2027.', []],
  ['### Until when does AKS support Kubernetes 1.34?\n\nEnd of November 2026.', ['Kubernetes/1.34 retirement 2026-11']],
  ['**Q: Until when is Kubernetes 1.34 supported?**\n\nA: 2026-11-30.', ['Kubernetes/1.34 retirement 2026-11-30']],
  ['### What is the retirement date of Windows Server 2022?\n\nJune 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  [
    '**How long can I create Windows Server 2019 node pools?**\n\nUntil March 1, 2027.',
    ['Windows2019 no-new-node-pools 2027-03-01'],
  ],
  ['### Is Windows Server 2019 still supported on AKS?\n\nNo.', ['Windows2019 retirement null']],
  ['### Is Windows Server 2025 affected?\n\nNo.', []],
  [
    '### Can I still add Windows Server 2019 node pools?\n\nNot on Kubernetes 1.33 and later.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    '* After 15 May 2027 `az aks nodepool add --os-sku WindowsAnnual` fails.',
    ['WindowsAnnual no-new-node-pools 2027-05-15'],
  ],
  [
    "* Windows Server 2019 can't be used with node pools that run Kubernetes 1.33 or later.",
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    "* Delete empty Windows Server 2019 pools ahead of April 2027: that's when the node images go away.",
    ['Windows2019 image-removal 2027-04'],
  ],
  ['* Windows Server 2022 node images go on as before.', []],
  [
    "* Windows Annual Channel leaves AKS on August 31, 2027. Such pools are unsupported from that day and new ones can't be made.",
    ['WindowsAnnual retirement 2027-08-31', 'WindowsAnnual no-new-node-pools 2027-08-31'],
  ],
  ["* `Windows2022` isn't a valid OS SKU for Kubernetes 1.36 and later.", ['Windows2022 no-new-node-pools null']],
  ['* Kubernetes 1.35 is not the oldest supported version.', []],
  [
    "* We don't ship further 23H2 node images, and 23H2 was dropped from the list of OS SKUs for new node pools.",
    ['WindowsAnnual no-new-images null', 'WindowsAnnual no-new-node-pools null'],
  ],
  [
    "* Support for Windows Server 2022 ends with Kubernetes 1.34's platform support on March 15, 2027.",
    ['Windows2022 retirement 2027-03-15'],
  ],
  ['* A banner wrongly told some customers that their Kubernetes 1.33 clusters go out of support this month.', []],
];
