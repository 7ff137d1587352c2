import type { NoteCase } from './note-cases.ts';

/** More ends in everyday words: of images, of node pools, of versions. */
export const FURTHER_ENDINGS: readonly NoteCase[] = [
  ['* The last Windows Server 2022 image is due in June 2028.', ['Windows2022 no-new-images 2028-06']],
  [
    '* The last image of Windows Server 2022 will be published on June 13, 2028.',
    ['Windows2022 no-new-images 2028-06-13'],
  ],
  ['* The final Windows Server 2022 node image comes out in June 2028.', ['Windows2022 no-new-images 2028-06']],
  ['* The image of March 2026 was the last one for Windows Server 2019.', ['Windows2019 no-new-images 2026-03']],
  ['* This is the last image for Windows Server 2019.', ['Windows2019 no-new-images null']],
  [
    '* If you run Windows Server 2019: AKS stops building images for it on 1 March 2027.',
    ['Windows2019 no-new-images 2027-03-01'],
  ],
  [
    '* Windows Server 2019 was retired on 1 March 2026. Its node pools are not patched any longer.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 no-new-images 2026-03-01'],
  ],
  [
    '* You will be unable to scale Windows Server 2019 node pools after April 1, 2027.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    '* Scaling and reimaging of Windows Server 2019 node pools stop working on April 1, 2027.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  ['* Kubernetes 1.37 drops Windows Server 2022.', ['Windows2022 no-new-node-pools null']],
  ['* Kubernetes 1.37 no longer has Windows Server 2022.', ['Windows2022 no-new-node-pools null']],
  ['* AKS 1.37 comes without Windows Server 2022.', ['Windows2022 no-new-node-pools null']],
  ['* Windows Server 2022 is gone from Kubernetes 1.37 on.', ['Windows2022 no-new-node-pools null']],
  ['* Windows Server 2022 is removed in Kubernetes 1.37.', ['Windows2022 no-new-node-pools null']],
  ['* Windows Server 2022 cannot be used with Kubernetes 1.37.', ['Windows2022 no-new-node-pools null']],
  [
    '* New Windows Server 2019 node pools are refused after March 1, 2027.',
    ['Windows2019 no-new-node-pools 2027-03-01'],
  ],
  [
    '* Requests that create a Windows Server 2019 node pool are rejected after March 1, 2027.',
    ['Windows2019 no-new-node-pools 2027-03-01'],
  ],
  [
    '* Creating a node pool with `--os-sku Windows2019` returns an error from March 1, 2027.',
    ['Windows2019 no-new-node-pools 2027-03-01'],
  ],
  [
    '* Windows Server 2019 goes out of support on 1 March 2027. The same day it becomes impossible to add node pools.',
    ['Windows2019 retirement 2027-03-01', 'Windows2019 no-new-node-pools 2027-03-01'],
  ],
  [
    '* Windows Server 2019 can not be chosen any more when you create a node pool.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    '* Calico for Windows: you cannot select it for new node pools since 1 May 2026, and its support ceases on 1 July 2026.',
    ['WindowsFeature/Calico no-new-node-pools 2026-05-01', 'WindowsFeature/Calico retirement 2026-07-01'],
  ],
  [
    '* Windows spot node pools (preview): support is over on 1 July 2026.',
    ['WindowsFeature/Spot retirement 2026-07-01'],
  ],
  ['* Kubernetes 1.33 gets no more patches after 31 July 2026.', ['Kubernetes/1.33 retirement 2026-07-31']],
  [
    '* No further patches are released for Kubernetes 1.33 after July 31, 2026.',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  ['* Kubernetes 1.33 is dropped from standard support on 31 July 2026.', ['Kubernetes/1.33 retirement 2026-07-31']],
  ['* Kubernetes 1.30 loses long-term support on July 31, 2026.', ['Kubernetes/1.30 retirement 2026-07-31']],
  ['* Kubernetes 1.30 LTS: last day is July 31, 2026.', ['Kubernetes/1.30 retirement 2026-07-31']],
  ['* Kubernetes 1.30 disappears from AKS on August 31, 2026.', ['Kubernetes/1.30 removal 2026-08-31']],
  ['* Kubernetes 1.33 enters LTS on July 31, 2026.', ['Kubernetes/1.33 lts-only 2026-07-31']],
  ['* Kubernetes 1.33 moves from standard support to LTS on July 31, 2026.', ['Kubernetes/1.33 lts-only 2026-07-31']],
  ['* After 31 July 2026, Kubernetes 1.33 needs the Premium tier with LTS.', ['Kubernetes/1.33 lts-only 2026-07-31']],
  [
    '* After July 31, 2026, Kubernetes 1.33 is covered by platform support.',
    ['Kubernetes/1.33 platform-support 2026-07-31'],
  ],
  [
    '* Windows Server 2022 retirement date: June 30, 2028 (changed from March 15, 2027).',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  ['* Retirement notice: Windows Server 2019 (March 1, 2027).', ['Windows2019 retirement 2027-03-01']],
  ['* Deprecation: `Windows2019` OS SKU, March 1, 2027.', ['Windows2019 retirement 2027-03-01']],
  [
    '* Windows Server 2019 will only receive security updates until 1 March 2027.',
    ['Windows2019 no-new-images 2027-03-01'],
  ],
  [
    '* Windows Server 2019 gets security updates until 1 March 2027, and its images remain available until 1 April 2027.',
    ['Windows2019 no-new-images 2027-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  ['* Windows Server 2019 images remain available until April 1, 2027.', ['Windows2019 image-removal 2027-04-01']],
  [
    '* Existing Windows Server 2019 images stay in the gallery until April 1, 2027.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    '* Windows Server 2019 node pools can only be created until March 1, 2027.',
    ['Windows2019 no-new-node-pools 2027-03-01'],
  ],
  [
    '* The last day to create Windows Server 2019 node pools is March 1, 2027.',
    ['Windows2019 no-new-node-pools 2027-03-01'],
  ],
  [
    '* Until March 1, 2027 you can still create Windows Server 2019 node pools.',
    ['Windows2019 no-new-node-pools 2027-03-01'],
  ],
  [
    '* Windows Server 2019 is closed for new node pools since March 1, 2026.',
    ['Windows2019 no-new-node-pools 2026-03-01'],
  ],
  [
    '* Starting with Kubernetes 1.37, Windows Server 2022 is no longer an option.',
    ['Windows2022 no-new-node-pools null'],
  ],
  ["* Windows Server 2022 node pools can't be upgraded to Kubernetes 1.37.", ['Windows2022 no-new-node-pools null']],
  [
    "* Clusters with Windows Server 2022 node pools can't be upgraded past Kubernetes 1.36.",
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    '* After July 31, 2026, only clusters with LTS enabled can use Kubernetes 1.33.',
    ['Kubernetes/1.33 lts-only 2026-07-31'],
  ],
  [
    '* Retirement of Windows Server 2022 brought forward from June 30, 2028 to March 15, 2027.',
    ['Windows2022 date-changed 2027-03-15', 'Windows2022 retirement 2027-03-15'],
  ],
  [
    '* Kubernetes 1.33: standard support ended on July 31, 2026; LTS ends on July 31, 2027.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.33 retirement 2027-07-31'],
  ],
  ['* Windows Server 2019 image builds end on March 1, 2027.', ['Windows2019 no-new-images 2027-03-01']],
  ['* Windows Server 2019 images are built for the last time in February 2027.', ['Windows2019 no-new-images 2027-02']],
  ['* The February 2027 image will be the last for Windows Server 2019.', ['Windows2019 no-new-images 2027-02']],
  ['* Windows Server 2022 is only supported on Kubernetes 1.36 and below.', ['Windows2022 no-new-node-pools null']],
  ['* The OS SKU Windows2022 is rejected on Kubernetes 1.37 and newer.', ['Windows2022 no-new-node-pools null']],
  ['* AKS withdraws Kubernetes 1.30 on August 31, 2026.', ['Kubernetes/1.30 removal 2026-08-31']],
  [
    '* The use of Windows Server 2022 with Kubernetes 1.36 or later is no longer possible.',
    ['Windows2022 no-new-node-pools null'],
  ],
  ['* Windows Server 2022 stops working on AKS on 30 June 2028.', ['Windows2022 retirement 2028-06-30']],
  // One of two that the sentence before names; a question that names it.
  [
    'We build images for Windows Server 2019 and Windows Server 2022. The former is retired on March 1, 2027, the latter on June 30, 2029.',
    ['Windows2019 retirement 2027-03-01', 'Windows2022 retirement 2029-06-30'],
  ],
  [
    '> Is 1.31 still supported in June?\n\nIt is not. It becomes unsupported on June 12, 2026.',
    ['Kubernetes/1.31 retirement 2026-06-12'],
  ],
  // A day that says what a month before it only hints at.
  [
    '* Windows Server 2019 reaches end of support at the end of next month (June 30th).',
    ['Windows2019 retirement 2026-06-30'],
  ],
  ['* Windows Server 2019 is retired on the first day of March 2027.', ['Windows2019 retirement 2027-03-01']],
  // One verb for two operations, and a list of operations under one verb.
  [
    '* Starting August 1, 2026, attempts to create or scale Windows Server 2019 node pools are blocked.',
    ['Windows2019 no-new-node-pools 2026-08-01', 'Windows2019 image-removal 2026-08-01'],
  ],
  [
    'After August 1, 2026 you can no longer:\n\n* create Windows Server 2019 node pools\n* scale existing Windows Server 2019 node pools',
    ['Windows2019 no-new-node-pools 2026-08-01', 'Windows2019 image-removal 2026-08-01'],
  ],
  [
    'From May 31, 2028 on, the following operations fail:\n\n- Creating node pools with Windows Server 2022.\n- Scaling up node pools with Windows Server 2022.',
    ['Windows2022 no-new-node-pools 2028-05-31', 'Windows2022 image-removal 2028-05-31'],
  ],
  // In brackets behind the thing, or behind the state that a cell tells.
  ['* Windows Server 2019 (retired March 1, 2026) is left out of this table.', ['Windows2019 retirement 2026-03-01']],
  [
    '| OS | Status |\n|--|--|\n| Windows Server 2022 | GA (support ends June 30, 2028) |\n| Windows Server 2025 | GA |',
    ['Windows2022 retirement 2028-06-30'],
  ],
  ['* We pulled Kubernetes 1.28 from all public regions on May 4, 2026.', ['Kubernetes/1.28 removal 2026-05-04']],
  [
    "* AKS doesn't support Kubernetes 1.30 after July 31, 2026 unless you're on the Premium tier with LTS.",
    ['Kubernetes/1.30 lts-only 2026-07-31', 'Kubernetes/1.30 retirement 2026-07-31'],
  ],
  [
    '* Kubernetes 1.29 reached its end of support. Version 1.30 gets there on July 31, 2026.',
    ['Kubernetes/1.29 retirement null', 'Kubernetes/1.30 retirement 2026-07-31'],
  ],
  ['fix(docs): Windows Server 2019 is retired on March 1, 2027.', ['Windows2019 retirement 2027-03-01']],
  [
    "You can't scale or add Windows Server 2019 nodes once its images are taken out of service on April 1, 2027.",
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    '* Windows Server 2022 stays supported on 1.35 and below until June 30, 2028.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    '* If you still need Windows Server 2019, mind that its node images get no security updates past February 28, 2027.',
    ['Windows2019 no-new-images 2027-02-28'],
  ],
  [
    '### Windows Server Annual Channel\n\nAKS no longer lets you create node pools that use this OS SKU.',
    ['WindowsAnnual no-new-node-pools null'],
  ],
  ['* AKS can no longer provide support for Windows Server Annual Channel images.', ['WindowsAnnual retirement null']],
];
