import type { NoteCase } from './note-cases.ts';

/** What people leave out: the verb of an answer, the name before a field, the first half of a name; and what is not, but. */
export const OMITTED_WORDS: readonly NoteCase[] = [
  // The verb left out.
  [
    'Until Kubernetes 1.34 you can create Windows Server 2022 node pools; from 1.35 on you cannot.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    "You can scale Windows Server 2019 pools until April 1, 2027; after that day you can't.",
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    'Windows Server 2022 images can be used until 30 June 2029. After that they cannot.',
    ['Windows2022 image-removal 2029-06-30'],
  ],
  [
    "With 1.34 Windows Server 2022 node pools can be created, with 1.35 they can't.",
    ['Windows2022 no-new-node-pools null'],
  ],
  ["Clusters on 1.32 can add Windows Server 2019 pools; those on 1.33 can't.", ['Windows2019 no-new-node-pools null']],
  ['Linux pools can be scaled, Windows pools cannot.', []],
  ["You can create Windows Server 2025 node pools in the portal. With Bicep you can't yet.", []],
  [
    "We patch Windows Server 2022 images until June 30, 2028. After that date we don't.",
    ['Windows2022 no-new-images 2028-06-30'],
  ],
  [
    'AKS supports Kubernetes 1.33 until July 31, 2026. From then on it does not.',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  ["If your quota allows, you can create Windows Server 2022 pools; if it does not, you can't.", []],
  [
    "> Can I still create Windows Server 2019 node pools?\n\nUntil February 28, 2027 you can. From March 1, 2027 on you can't.",
    ['Windows2019 no-new-node-pools 2027-03-01'],
  ],
  [
    "**Q: Can I scale Windows Server 2019 pools?**\n\nA: You can until April 1, 2027. After that you can't.",
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    '**Q: Are Windows Server 2022 images still patched?**\n\nA: They are until June 30, 2028.',
    ['Windows2022 no-new-images 2028-06-30'],
  ],
  [
    '**Q: Does AKS support Kubernetes 1.32?**\n\nIt does, until March 31, 2027.',
    ['Kubernetes/1.32 retirement 2027-03-31'],
  ],
  [
    '**Q: Can I still create Windows Server 2022 node pools?**\n\nA: You can, also after June 30, 2028, on clusters that have one? No decision yet.',
    [],
  ],
  ['> Can I create Windows Server 2025 node pools?\n\nYes, you can, since November 1, 2025.', []],
  ["> Can I keep Windows Server 2022 after June 30, 2028?\n\nYou can't.", ['Windows2022 retirement 2028-06-30']],
  // Fields.
  [
    '## Retirement notice\n\n- Affected: Windows Server 2022 node pools\n- When: June 30, 2028\n- What to do: move to Windows Server 2025',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    '### Windows Server 2019 retirement\n\n* **Status:** announced\n* **Date:** March 1, 2027\n* **Impact:** no new images, no new node pools',
    [
      'Windows2019 retirement 2027-03-01',
      'Windows2019 no-new-images 2027-03-01',
      'Windows2019 no-new-node-pools 2027-03-01',
    ],
  ],
  [
    '**Retirement: Kubernetes 1.32 on AKS**\n\nDate: March 31, 2027\nAction: upgrade to 1.33 or higher',
    ['Kubernetes/1.32 retirement 2027-03-31'],
  ],
  [
    '- Product: Windows Server Annual Channel\n- Change: retirement\n- Date: May 15, 2027\n- Replacement: Windows Server 2025',
    ['WindowsAnnual retirement 2027-05-15'],
  ],
  [
    '| Field | Value |\n|---|---|\n| Feature | Windows Server 2022 |\n| Retirement date | June 30, 2028 |\n| Replacement | Windows Server 2025 |',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    '**Affected:** clusters with Windows Server 2019 node pools\n**What:** images are deleted\n**When:** April 1, 2027',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  ['## New feature\n\n- Affected: Windows Server 2025 node pools\n- When: June 30, 2026\n- What: GPU drivers', []],
  [
    '## Retirement notice\n\n- Affected: Ubuntu 18.04 node pools\n- When: June 30, 2027\n- What to do: move to Ubuntu 22.04',
    [],
  ],
  [
    '## Maintenance\n\n* Status: planned\n* Date: March 1, 2027\n* Scope: Windows Server 2022 node pools in West Europe',
    [],
  ],
  [
    '- What: Windows Server 2022 is retired\n- Who: everybody with such node pools\n- When: 30 June 2028',
    ['Windows2022 retirement 2028-06-30'],
  ],
  // Neither, nor.
  [
    'Since March 1, 2026 we neither build Windows Server 2019 images nor support them.',
    ['Windows2019 no-new-images 2026-03-01', 'Windows2019 retirement 2026-03-01'],
  ],
  [
    'After June 30, 2028 you can neither create nor scale Windows Server 2022 node pools.',
    ['Windows2022 no-new-node-pools 2028-06-30', 'Windows2022 image-removal 2028-06-30'],
  ],
  [
    'From June 30, 2028 AKS neither patches nor supports Windows Server 2022.',
    ['Windows2022 no-new-images 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  ['Windows Server 2022 is neither deprecated nor retired.', []],
  [
    'Windows Server 2019: since March 1, 2026 we neither publish images nor answer support requests.',
    ['Windows2019 no-new-images 2026-03-01', 'Windows2019 retirement 2026-03-01'],
  ],
  ['We neither support nor test Kubernetes 1.31 after November 30, 2026.', ['Kubernetes/1.31 retirement 2026-11-30']],
  ['This neither changes nor shortens support for Windows Server 2022.', []],
  [
    'Support requests for Windows Server 2019 are no longer taken since March 1, 2026.',
    ['Windows2019 retirement 2026-03-01'],
  ],
  // Short names.
  [
    'Windows Server 2019 and Windows Server 2022 pools run side by side, but support for 2019 ends on March 1, 2027.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    'Move from Windows Server 2019 to 2022 soon: 2019 is retired on March 1, 2027.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    'Windows Server 2022 stays. For 2019 no images are built after March 1, 2027.',
    ['Windows2019 no-new-images 2027-03-01'],
  ],
  ['Windows Server 2022 was added in 2022. Support ends on June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  ['Support for the feature was removed in 2019. Windows Server 2022 is not affected.', []],
  [
    'Windows Server 2022 replaces 2019, whose images are deleted on April 1, 2027.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  // What stays until a day.
  [
    'The node images of Windows Server 2022 remain in place till June 30, 2029.',
    ['Windows2022 image-removal 2029-06-30'],
  ],
  ['Your Windows Server 2022 nodes stay where they are until you delete them.', []],
  ['Settings of Windows Server 2022 node pools stay as they are until April 1, 2027.', []],
  // Moved days.
  [
    'Windows Server 2019 was to retire on March 1, 2027; the new date is June 1, 2027.',
    ['Windows2019 date-changed 2027-06-01', 'Windows2019 retirement 2027-06-01'],
  ],
  [
    "We're pushing the retirement of Windows Server 2022 back. New date: June 30, 2028 (previously March 15, 2027).",
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    "Windows Server 2022 won't end on March 15, 2027 as announced but on June 30, 2028.",
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    'Support for Kubernetes 1.32 does not end in March but on April 30, 2027.',
    ['Kubernetes/1.32 retirement 2027-04-30', 'Kubernetes/1.32 date-changed 2027-04-30'],
  ],
  [
    'The dates for Windows Server 2022:\n\n| What | Originally | Now |\n|--|--|--|\n| Support ends | March 15, 2027 | June 30, 2028 |\n| Images deleted | April 1, 2028 | June 30, 2029 |',
    [
      'Windows2022 retirement 2028-06-30',
      'Windows2022 image-removal 2029-06-30',
      'Windows2022 date-changed 2028-06-30',
      'Windows2022 date-changed 2029-06-30',
    ],
  ],
  [
    '| Version | Old date | New date |\n|--|--|--|\n| 1.32 (end of life) | 2027-03-31 | 2027-04-30 |',
    ['Kubernetes/1.32 retirement 2027-04-30', 'Kubernetes/1.32 date-changed 2027-04-30'],
  ],
  [
    "The deletion of Windows Server 2019 images isn't moved and takes place on April 1, 2027 as planned.",
    ['Windows2019 image-removal 2027-04-01'],
  ],
  ['The new date of the Windows meetup is June 3, 2026.', []],
  // What refuses, and what has no effect.
  ['Clusters with 1.33 or above refuse the OS SKU Windows2019.', ['Windows2019 no-new-node-pools null']],
  ['From 1.36 the API rejects `Windows2022` as OS SKU.', ['Windows2022 no-new-node-pools null']],
  ['The retirement of Windows Server 2019 has no influence on Windows Server 2022 node pools.', []],
  ['This has no effect on Windows node pools.', []],
  ['The change to NPM has no impact on Windows Server 2022.', []],
  ['Windows Server 2022 does not end for new clusters.', []],
  ['Support for Windows Server 2022 does not end with Kubernetes 1.36.', []],
  [
    'The images of Ubuntu 20.04 were removed in May; those of Windows Server 2019 follow on April 1, 2027.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    'Kubernetes 1.32 left support in March. 1.33 follows in July 2026.',
    ['Kubernetes/1.33 retirement 2026-07', 'Kubernetes/1.32 retirement 2026-03'],
  ],
  ['AKS moves 1.33 to platform support on July 31, 2026.', ['Kubernetes/1.33 platform-support 2026-07-31']],
  [
    'With long-term support you get fixes for Kubernetes 1.33 until July 31, 2027.',
    ['Kubernetes/1.33 retirement 2027-07-31'],
  ],
  ['Windows Server 2019 is gone for new node pools with Kubernetes 1.33.', ['Windows2019 no-new-node-pools null']],
  ['This is the last release with an image for Windows Server 2019.', ['Windows2019 no-new-images null']],
  // Met by the reader as it is: 35 of 40 at first sight.
  ['Windows updates in 2025 are monthly. Support for 2025 is being planned.', []],
  ['Windows Server: planned work for 2025 is listed below. In 2025 is nothing retired.', []],
  ['We supported Windows Server 2016 in 2019 and 2022. Nothing else is planned.', []],
  ['Windows nodes: the 2022 images were updated.', []],
  [
    'All existing 2019 nodes on Windows keep running, but no images are built for them after March 1, 2027.',
    ['Windows2019 no-new-images 2027-03-01'],
  ],
  ['Since AKS retires 2019 on March 1, 2027, move Windows workloads to 2022.', ['Windows2019 retirement 2027-03-01']],
  ['Windows: patches for 2022 stop on June 30, 2028.', ['Windows2022 no-new-images 2028-06-30']],
  ['The SQL Server on Windows nodes drops support for 2019 collations.', []],
  ['Windows Server 2022 nodes: the roadmap of 2025 ends with Kubernetes 1.35.', []],
  [
    'Kubernetes 1.33 does not end in July but in August 2026.',
    ['Kubernetes/1.33 retirement 2026-08', 'Kubernetes/1.33 date-changed 2026-08'],
  ],
  [
    'Windows Server 2019 images are not removed on March 1, 2027, but they get no patches.',
    ['Windows2019 no-new-images null'],
  ],
  [
    'Windows Server 2019 is not retired on March 1, 2026 but a year later.',
    ['Windows2019 retirement 2027-03-01', 'Windows2019 date-changed 2027-03-01'],
  ],
  ['Images of Windows Server 2022 are not published on Mondays but on Wednesdays since May 6, 2026.', []],
  ['The new image does not come on June 2, 2026 but on June 9, 2026.', []],
  ['Azure Local does not end support for Windows Server 2019 in March but in May 2027.', []],
  [
    '- Component: Windows Server 2022 image\n- Version: 20348.5386.260715\n- Date: July 15, 2026',
    ['20348.5386.260715'],
  ],
  ['- What: Windows Server 2025 support\n- When: June 30, 2026\n- Status: generally available', []],
  ['- Event: Windows Server 2022 retirement webinar\n- When: June 30, 2026', []],
  [
    '### Incident\n\n- Affected: Windows Server 2022 node pools in West US\n- When: May 20, 2026\n- What: pools could not be scaled',
    [],
  ],
  [
    '## Breaking change\n\n- Affected: Kubernetes 1.33\n- What: end of community support\n- When: July 31, 2026',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    '- Applies to: Windows Server 2019\n- Effective: March 1, 2027\n- Change: node pools can no longer be created',
    ['Windows2019 no-new-node-pools 2027-03-01'],
  ],
  [
    'Feature: Windows Server Annual Channel\nStatus: retires\nDate: May 15, 2027',
    ['WindowsAnnual retirement 2027-05-15'],
  ],
  ['Feature: HostProcess containers\nStatus: GA\nDate: May 15, 2027\n\nWindows Server 2022 stays.', []],
  [
    'On Kubernetes 1.34 Windows Server 2019 pools could be created; on 1.35 they could not, because of a bug that is fixed.',
    [],
  ],
  ['Until May you could create Windows Server 2025 pools only in preview; now you can in all clusters.', []],
  ["You can use Windows Server 2025 from 1.32 on. Before that you can't.", []],
  ["Windows Server 2025 node pools can be created with 1.32 and later, with 1.31 they can't.", []],
  ['Q: Can I use FIPS with Windows Server 2022?\n\nA: You can, since March 1, 2026.', []],
  [
    'Q: Will Windows Server 2022 be supported in 2030?\n\nA: It will not. Support ends on June 30, 2028.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    "Q: Do you build images for Windows Server 2019?\n\nA: Since March 1, 2026 we don't.",
    ['Windows2019 no-new-images 2026-03-01'],
  ],
  [
    "Q: Are new Windows Server 2019 pools allowed?\n\nA: On 1.33 and above they aren't.",
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    "Community support for 1.32 has ended, so we patch it only under LTS; from March 31, 2028 on we won't at all.",
    ['Kubernetes/1.32 retirement null', 'Kubernetes/1.32 lts-only null', 'Kubernetes/1.32 retirement 2028-03-31'],
  ],
  ["GKE lets you create Windows Server 2019 pools until June 2027; from then on you can't.", []],
  ["If we supported Windows Server 2019 until 2027, you could plan; after that you couldn't.", []],
  [
    '| Date (old) | Date (new) | What |\n|---|---|---|\n| 2027-03-15 | 2028-06-30 | Windows Server 2022 retires |',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 date-changed 2028-06-30'],
  ],
  [
    '| Image | Previous | Now |\n|---|---|---|\n| Windows Server 2022 | 20348.5386.260415 | 20348.5400.260513 |',
    ['20348.5400.260513'],
  ],
  [
    '| OS | Original end of support | Current end of support |\n|---|---|---|\n| Windows Server 2019 | 2026-03-01 | 2026-06-01 |\n| Windows Server 2022 | 2028-06-30 | 2028-06-30 |',
    ['Windows2019 retirement 2026-06-01', 'Windows2019 date-changed 2026-06-01', 'Windows2022 retirement 2028-06-30'],
  ],
  ['The CLI refuses `--os-sku Windows2019` with 1.33 and above.', ['Windows2019 no-new-node-pools null']],
  ['The webhook rejects pods on Windows Server 2022 without limits.', []],
  ['Our policy denies Windows Server 2019 images in dev clusters.', []],
  // 24 of 46 at first sight.
  [
    'Windows Server 2022 cannot be used in node pools that run Kubernetes 1.37 or newer.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'Windows Server 2022 is not supported on clusters that use Kubernetes 1.36 and later.',
    ['Windows2022 no-new-node-pools null'],
  ],
  ['Windows Server 2022 is not supported on nodes that use FIPS.', []],
  ['Kubernetes 1.34 stops shipping the in-tree plugin. Windows pools are not affected.', []],
  ['Kubernetes 1.35 stops accepting the old webhook.', []],
  [
    'AKS stops accepting new Windows Server 2022 node pools on March 1, 2028.',
    ['Windows2022 no-new-node-pools 2028-03-01'],
  ],
  ['Windows Server 2025 is not part of that deprecation.', []],
  ['Windows Server 2022 is not part of the retirement of March 1, 2027.', []],
  ['Windows Server 2019 is no longer part of AKS.', ['Windows2019 removal null']],
  ['We gave up the plan to remove Windows Server 2022 images in May.', []],
  ['We dropped our plan to retire Windows Server 2022 on March 15, 2027.', []],
  ['AKS dropped Windows Server 2019 on March 1, 2026.', ['Windows2019 retirement 2026-03-01']],
  [
    'Images and support for Windows Server 2019 end on March 1, 2027.',
    ['Windows2019 no-new-images 2027-03-01', 'Windows2019 retirement 2027-03-01'],
  ],
  [
    'Patches and support end for Windows Server 2022 on June 30, 2028.',
    ['Windows2022 no-new-images 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  ['Kubernetes 1.36: that OS SKU is no longer accepted. This is about Windows Server 2022.', []],
  ['Windows Server 2022 runs on 1.35. On 1.36 the OS is not offered.', ['Windows2022 no-new-node-pools null']],
  [
    'Clusters on 1.32 have Windows Server 2019 pools. The OS is retired on March 1, 2027, the minor on March 31, 2027.',
    ['Windows2019 retirement 2027-03-01', 'Kubernetes/1.32 retirement 2027-03-31'],
  ],
  [
    'A 1.33 cluster may have Windows Server 2019 pools no longer. That version itself ends on July 31, 2026.',
    ['Windows2019 no-new-node-pools null', 'Kubernetes/1.33 retirement 2026-07-31'],
  ],
  ['Nothing is built for Windows Server 2019 since March 1, 2026.', ['Windows2019 no-new-images 2026-03-01']],
  [
    'Windows Server 2019 got its last image in February 2027; none will be released after it.',
    ['Windows2019 no-new-images 2027-02'],
  ],
  ['Nothing is released for Windows Server 2025 this week.', []],
  ['No new feature will be released for Windows Server 2022.', []],
  ['Windows Server 2022 images go on June 30, 2029.', ['Windows2022 image-removal 2029-06-30']],
  ['Windows Server 2019 goes on March 1, 2027.', ['Windows2019 retirement 2027-03-01']],
  ['Windows Server 2022 goes GA on June 1, 2026.', []],
  ['Windows Server 2022 support goes on until June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  ['Windows Server 2019 can be used on clusters at 1.32 or lower.', ['Windows2019 no-new-node-pools null']],
  ['Windows Server 2022 works with 1.35 and earlier.', ['Windows2022 no-new-node-pools null']],
  ['The new flag works with 1.35 and earlier on Windows nodes.', []],
  ['Support says that Windows Server 2019 images have been deleted.', ['Windows2019 image-removal null']],
  ['The message says: "Windows Server 2019 has been retired."', []],
  [
    'From April 1, 2028 there is no image to start Windows Server 2022 nodes from.',
    ['Windows2022 image-removal 2028-04-01'],
  ],
  ['There is no image to reproduce it with, on Windows Server 2022 neither.', []],
  [
    'The portal, the CLI and ARM refuse new Windows Server 2019 node pools since March 1, 2026.',
    ['Windows2019 no-new-node-pools 2026-03-01'],
  ],
  ['The API refuses new clusters on 1.31 from January 12, 2027.', ['Kubernetes/1.31 no-new-node-pools 2027-01-12']],
  [
    'After May 15, 2027 `az aks nodepool add --os-sku Windows2022` fails.',
    ['Windows2022 no-new-node-pools 2027-05-15'],
  ],
  ['`az aks nodepool scale` fails on Windows Server 2022 when quota is short.', []],
  ['Upstream ends 1.33 on June 28, 2026; kubernetes.io lists 1.32 as end of life since February 28, 2026.', []],
  ['You can put off the move from Windows Server 2019 until June 2027.', []],
  [
    'From December 15, 2026 no new clusters can be created on 1.32 in any region.',
    ['Kubernetes/1.32 no-new-node-pools 2026-12-15'],
  ],
  ['No new clusters can be created in West Europe with Windows Server 2022.', []],
  [
    '| OS SKU | Kubernetes |\n|---|---|\n| `Windows2022` | up to 1.35, refused from 1.36 on |\n| `Windows2025` | from 1.32 on |',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    '# Retirement of Windows Server 2022\n\n- 1 September 2026\n  - no new node pools\n- 15 March 2027\n  - end of support',
    ['Windows2022 no-new-node-pools 2026-09-01', 'Windows2022 retirement 2027-03-15'],
  ],
  [
    '- [ ] Delete all Windows Server 2019 pools before March 1, 2027, when AKS ends its support',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    'Leave Windows Server 2022 by June 30, 2028, as AKS does not support it from that day on.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'AKS took 1.28 and 1.29 out of the service in January 2026.',
    ['Kubernetes/1.28 removal 2026-01', 'Kubernetes/1.29 removal 2026-01'],
  ],
  ['Windows Server 2019 images: none will be produced after March 1, 2027.', ['Windows2019 no-new-images 2027-03-01']],
];
