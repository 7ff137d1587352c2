import type { NoteCase } from './note-cases.ts';

/** Ends that only the layout of a table, a list or a heading tells. */
export const LAID_OUT_ENDINGS: readonly NoteCase[] = [
  [
    '<table>\n<tr><th rowspan="2">OS SKU</th><th colspan="2">Images</th><th rowspan="2">Retirement date</th></tr>\n<tr><th>Built</th><th>Removed</th></tr>\n<tr><td>Windows Server 2019</td><td>February 10, 2026</td><td>April 1, 2027</td><td>March 1, 2026</td></tr>\n</table>',
    ['Windows2019 image-removal 2027-04-01', 'Windows2019 retirement 2026-03-01'],
  ],
  [
    '| Version | Standard support until | LTS until |\n|---|---|---|\n| Kubernetes 1.33 | 2026-07-31 | 2027-07-31 |\n',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.33 retirement 2027-07-31'],
  ],
  [
    '| Kubernetes | End of support | Removed |\n|---|---|---|\n| 1.32 | March 31, 2026 | June 30, 2026 |\n',
    ['Kubernetes/1.32 retirement 2026-03-31', 'Kubernetes/1.32 removal 2026-06-30'],
  ],
  [
    '| OS SKU | No new images from | Images deleted | Notes |\n|---|---|---|---|\n| `Windows2019` | 2026-03-01 | 2027-04-01 | - |\n| `Windows2025` | not announced | not announced | - |',
    ['Windows2019 no-new-images 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    '| OS | Last images | No new pools | Images gone |\n|---|---|---|---|\n| Windows Server 2022 | 30 June 2028 | 30 June 2028 | 30 June 2029 |',
    [
      'Windows2022 no-new-images 2028-06-30',
      'Windows2022 no-new-node-pools 2028-06-30',
      'Windows2022 image-removal 2029-06-30',
    ],
  ],
  [
    '* **Windows Server 2022 calendar.**\n\n  | What | Date |\n  |---|---|\n  | Last images and patches | 30 June 2028 |\n  | New pools blocked | 30 June 2028 |\n  | Images deleted | 30 June 2029 |\n',
    [
      'Windows2022 no-new-images 2028-06-30',
      'Windows2022 no-new-node-pools 2028-06-30',
      'Windows2022 image-removal 2029-06-30',
    ],
  ],
  [
    '| Date | Event |\n|---|---|\n| 2026-07-31 | Kubernetes 1.33 leaves standard support |\n| 2028-06-30 | Windows Server 2022 retires |\n',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '* Upcoming dates:\n  * 31 July 2026: Kubernetes 1.33 out of community support\n  * 30 June 2028: Windows Server 2022\n',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    '* Windows Server 2022:\n  * no new images from 30 June 2028\n  * no new node pools from 30 June 2028\n  * images deleted on 30 June 2029\n',
    [
      'Windows2022 no-new-images 2028-06-30',
      'Windows2022 no-new-node-pools 2028-06-30',
      'Windows2022 image-removal 2029-06-30',
    ],
  ],
  [
    '* The following versions go out of support on July 31, 2026:\n  * Kubernetes 1.33\n  * Kubernetes 1.30 LTS\n',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.30 retirement 2026-07-31'],
  ],
  [
    '## Retirements\n\n* Basic Load Balancer: September 30, 2025\n* Windows Server 2022: June 30, 2028\n',
    ['Windows2022 retirement 2028-06-30'],
  ],
  ['* What stays supported until 30 June 2028:\n  * Windows Server 2022\n', ['Windows2022 retirement 2028-06-30']],
  [
    '| Version | AKS GA | End of life |\n|---|---|---|\n| 1.33 | Jun 2025 | Jun 2026 |',
    ['Kubernetes/1.33 retirement 2026-06'],
  ],
  [
    '* For owners of Windows Server 2022: its support has been prolonged. The end was first set to 15 March 2027; it is now 30 June 2028.\n  * No further node images come out after 30 June 2028.\n  * The images are deleted on 30 June 2029.',
    [
      'Windows2022 date-changed 2028-06-30',
      'Windows2022 retirement 2028-06-30',
      'Windows2022 no-new-images 2028-06-30',
      'Windows2022 image-removal 2029-06-30',
    ],
  ],
  [
    '| Windows Server release | Out of support on |\n|---|---|\n| 2019 | 1 March 2026 |\n| 2022 | 30 June 2028 |',
    ['Windows2019 retirement 2026-03-01', 'Windows2022 retirement 2028-06-30'],
  ],
  ['| Year | Nodes retired on |\n|---|---|\n| 2022 | 1 March 2026 |', []],
  // A column of another platform.
  [
    '|  | Rancher | OpenShift | AKS |\n|--|--|--|--|\n| Windows Server 2022 | supported until 2027-10-01 | yes | supported until 2028-06-30 |',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    '| OS SKU | Kubernetes |\n|---|---|\n| Windows Server 2025 | 1.32 and newer |\n| Windows Server 2022 | up to 1.35, refused from 1.36 |\n| Windows Server 2019 | 1.32 and older |',
    ['Windows2022 no-new-node-pools null', 'Windows2019 no-new-node-pools null'],
  ],
  [
    '| Day | What happens to Windows Server 2022 pools |\n|---|---|\n| March 15, 2027 | New pools are refused |\n| June 30, 2028 | Support and security patching end |\n| September 30, 2028 | Node images are deleted |',
    [
      'Windows2022 no-new-node-pools 2027-03-15',
      'Windows2022 retirement 2028-06-30',
      'Windows2022 no-new-images 2028-06-30',
      'Windows2022 image-removal 2028-09-30',
    ],
  ],
  [
    '### Windows Server 2022 in short\n\n- Creation stops: 2027-05-31\n- Images go: 2028-10-31',
    ['Windows2022 no-new-node-pools 2027-05-31', 'Windows2022 image-removal 2028-10-31'],
  ],
  [
    '# Retirement of the OS SKU Windows Server 2022\n\n- **1 September 2026**\n  - creation of new node pools is blocked\n- **15 March 2027**\n  - end of support\n- **15 March 2028**\n  - AKS removes all node images',
    [
      'Windows2022 no-new-node-pools 2026-09-01',
      'Windows2022 retirement 2027-03-15',
      'Windows2022 image-removal 2028-03-15',
    ],
  ],
  [
    "Leaving Windows Server 2022 takes two steps:\n\n1. **Kubernetes 1.36**: the OS SKU isn't offered on this version.\n2. **30 April 2028**: retired.",
    ['Windows2022 no-new-node-pools null', 'Windows2022 retirement 2028-04-30'],
  ],
  [
    "## To do before March 1, 2027\n\n- [ ] Delete the Windows Server 2019 pools, since AKS doesn't support them from this date on",
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    '- [ ] Have all workloads off Windows Server 2019 before 1 March 2027, when AKS ends its support',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    '| # | OS SKU | Retires |\n|---|---|---|\n| 1 | `Windows2019` | March 1, 2027 |\n| 2 | `Windows2022` | May 4, 2028\\* |',
    ['Windows2019 retirement 2027-03-01', 'Windows2022 retirement 2028-05-04'],
  ],
  [
    '| OS | Kubernetes |\n|---|---|\n| Windows Server 2019 [^1] | 1.32 and older |',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    '# Windows Server Annual Channel retirement\n\n| Date | What changes | Owner |\n|---|---|---|\n| May 4, 2027 | Creation of `WindowsAnnual` node pools is blocked. | Node team |',
    ['WindowsAnnual no-new-node-pools 2027-05-04'],
  ],
  [
    '- Windows Server 2022\n  - Retirement date: May 4, 2028\n  - Not available: K8s 1.38+\n- Windows Server 2025\n  - Retirement date: -\n  - Deprecated: false',
    ['Windows2022 retirement 2028-05-04', 'Windows2022 no-new-node-pools null'],
  ],
  [
    '* Windows Server 2022\n  * New node pools: not possible on Kubernetes 1.38 and above\n  * New node images: none after May 4, 2028',
    ['Windows2022 no-new-node-pools null', 'Windows2022 no-new-images 2028-05-04'],
  ],
  [
    '**May 4, 2028**\n\n* No more Windows Server 2022 node images or fixes after this day',
    ['Windows2022 no-new-images 2028-05-04'],
  ],
  [
    '**May 4, 2028**\n\n* End of long-term support for Kubernetes 1.33\n* Deletion of that version from AKS',
    ['Kubernetes/1.33 retirement 2028-05-04', 'Kubernetes/1.33 removal 2028-05-04'],
  ],
  [
    '* **Kubernetes 1.33**: few weeks of long-term support are left. The end is May 4, 2028. After this, clusters on that version are not covered by any support any more.',
    ['Kubernetes/1.33 retirement 2028-05-04'],
  ],
  [
    '## Retirements\n\n### In effect by now\n\n* Windows Server 2022, since May 4, 2026\n* Kubernetes 1.33 standard support, since May 5, 2026',
    ['Windows2022 retirement 2026-05-04', 'Kubernetes/1.33 retirement 2026-05-05'],
  ],
  [
    '## Retirements\n\n### Next year\n\n| What | When | Remarks |\n|---|---|---|\n| Kubernetes 1.33 LTS | May 4, 2028 | - |\n| Kubernetes 1.37 standard support | May 5, 2028 | LTS possible |',
    ['Kubernetes/1.33 retirement 2028-05-04', 'Kubernetes/1.37 retirement 2028-05-05'],
  ],
  [
    '## Blocked for new node pools\n\n* Windows Server 2022, on Kubernetes 1.38 and later\n* Ubuntu 22.04, on Kubernetes 1.39 and later',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    '| OS SKU | Support ends | New pools blocked | Images removed |\n|---|---|---|---|\n| `Windows2022` | May 4, 2028 | Kubernetes 1.38 and above | May 5, 2029 |',
    ['Windows2022 retirement 2028-05-04', 'Windows2022 no-new-node-pools null', 'Windows2022 image-removal 2029-05-05'],
  ],
  ['* **1.33 LTS** – goes out of support on May 4, 2027.', ['Kubernetes/1.33 retirement 2027-05-04']],
  [
    '* With this release the following minors are removed from AKS. Neither the portal nor the CLI shows them:\n  * 1.28\n  * 1.29',
    ['Kubernetes/1.28 removal null', 'Kubernetes/1.29 removal null'],
  ],
  [
    '### Windows Server 2022\n\n* Supported until: May 4, 2028\n* Last day to create node pools: June 1, 2027\n* Images built until: May 5, 2028\n* Last image – May 5, 2028',
    [
      'Windows2022 retirement 2028-05-04',
      'Windows2022 no-new-node-pools 2027-06-01',
      'Windows2022 no-new-images 2028-05-05',
    ],
  ],
  [
    "# Windows Server 2022 on AKS\n\n**What's new**\nWe won't support Windows Server 2022 after **May 4, 2027**.\n\n**Images**\nExisting images are removed on May 4, 2028.",
    ['Windows2022 retirement 2027-05-04', 'Windows2022 image-removal 2028-05-04'],
  ],
  [
    "* **What's changing**\n  Windows Server 2022 retires on May 4, 2027.\n* **When it is over**\n  Images are removed on May 4, 2028.",
    ['Windows2022 retirement 2027-05-04'],
  ],
  [
    '* **May 4, 2027** – Windows Server 2022 goes out of support\n* **May 4, 2028** – images removed',
    ['Windows2022 retirement 2027-05-04', 'Windows2022 image-removal 2028-05-04'],
  ],
  [
    '* Windows Server 2022 retires on May 4, 2027.\n* From then on, no new node pools can be created and no images are published.',
    [
      'Windows2022 retirement 2027-05-04',
      'Windows2022 no-new-node-pools 2027-05-04',
      'Windows2022 no-new-images 2027-05-04',
    ],
  ],
  [
    '| Version | Status | Unsupported date |\n|---|---|---|\n| 1.33 | Supported | Expected 2027-05-04 |',
    ['Kubernetes/1.33 retirement 2027-05-04'],
  ],
  ['| Version | Discontinue date |\n|---|---|\n| 1.33 | May 2027 |', ['Kubernetes/1.33 retirement 2027-05']],
  ['Latest and default: 1.33\n\n- End of support: 4 May 2027', ['Kubernetes/1.33 retirement 2027-05-04']],
  [
    'These leave support on 30 June 2028:\n\n- Windows Server 2022\n- Ubuntu 22.04',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'The following stop getting node images on 30 June 2028:\n\n- Windows Server 2022\n- Azure Linux 3.0',
    ['Windows2022 no-new-images 2028-06-30'],
  ],
  [
    '| OS SKU | 30 June 2028 | 30 June 2029 |\n|--|--|--|\n| Windows Server 2022 | Support ends | Images are removed |\n| Windows Server 2025 | - | - |',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 image-removal 2029-06-30'],
  ],
  [
    '| Minor | Moves to platform support | Gone from AKS on |\n|--|--|--|\n| 1.32 | 2026-03-31 | 2026-08-15 |',
    ['Kubernetes/1.32 platform-support 2026-03-31'],
  ],
  [
    '| OS SKU | Highest Kubernetes version |\n|--|--|\n| Windows2022 | 1.36 |\n| Windows2025 | any |',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    '# gMSA on AKS\n\n## Limitations\n\n- None of this works on Windows Server 2019. AKS ended support for that OS on 1 March 2026.',
    ['Windows2019 retirement 2026-03-01'],
  ],
];
