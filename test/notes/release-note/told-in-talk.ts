import type { NoteCase } from './note-cases.ts';

/** What people tell each other: answers, and sentences about "this one" or "it". */
export const TOLD_IN_TALK: readonly NoteCase[] = [
  ['@someone Windows Server 2019? That one ended on March 1, 2026.', ['Windows2019 retirement 2026-03-01']],
  ['> Is 1.30 LTS still supported?\n\nOnly until July 31, 2026.', ['Kubernetes/1.30 retirement 2026-07-31']],
  [
    '> Can I still create Windows Server 2019 node pools?\n\nNo, that has been blocked since March 1, 2026.',
    ['Windows2019 no-new-node-pools 2026-03-01'],
  ],
  [
    '> Can I still create Windows Server 2019 node pools?\n\nNo, not since March 1, 2026.',
    ['Windows2019 no-new-node-pools 2026-03-01'],
  ],
  [
    '> Do we have to leave Windows Server 2022?\n> Our vendor asks.\n\nEventually. It will not be supported after June 30, 2028.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    '> Does the Annual Channel stay?\n\nIt does not. We end it on May 15, 2026.',
    ['WindowsAnnual retirement 2026-05-15'],
  ],
  [
    'There are pools with Windows Server 2019 and with Windows Server 2022. The former loses support on March 1, 2026, the latter on June 30, 2028.',
    ['Windows2019 retirement 2026-03-01', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    'Choose one of: Windows Server 2025, Windows Server 2022, Windows Server 2019 (support was withdrawn in March 2026).',
    ['Windows2019 retirement 2026-03'],
  ],
  ['Windows Server 2019 is out of support by the end of Q1 2027.', ['Windows2019 retirement 2027-03']],
  ['Windows Server 2019 is retired at the end of the second quarter of 2027.', ['Windows2019 retirement 2027-06']],
  ['Support for Kubernetes 1.32 ends on the last day of next month.', ['Kubernetes/1.32 retirement 2026-06-30']],
  [
    'The table shows what happens to Windows Server 2022.\n\n| Step | Date |\n|---|---|\n| No new node pools | June 30, 2028 |\n| Image removal | June 30, 2029 |',
    ['Windows2022 no-new-node-pools 2028-06-30', 'Windows2022 image-removal 2029-06-30'],
  ],
  [
    '| OS | OpenShift | AKS |\n|---|---|---|\n| Windows Server 2022 | yes | until 2028-06-30 |\n| Windows Server 2019 | no | ended 2026-03-01 |',
    ['Windows2022 retirement 2028-06-30', 'Windows2019 retirement 2026-03-01'],
  ],
  [
    '## Windows Server 2022\n\nFrom June 30, 2028 you will no longer be able to:\n\n- create new node pools\n- scale existing node pools',
    ['Windows2022 no-new-node-pools 2028-06-30', 'Windows2022 image-removal 2028-06-30'],
  ],
  ['* Q: Is Windows Server 2022 retired in 2027? A: No, on June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  [
    'March 1, 2027 is when Windows Server 2019 leaves support, April 1, 2028 is when its images are deleted.',
    ['Windows2019 retirement 2027-03-01', 'Windows2019 image-removal 2028-04-01'],
  ],
  [
    '* Windows Server 2019 works up to Kubernetes 1.32 only. The retirement date is March 1, 2027.',
    ['Windows2019 no-new-node-pools null', 'Windows2019 retirement 2027-03-01'],
  ],
  ['AKS accepts Windows Server 2022 nodes on Kubernetes 1.36 and lower only.', ['Windows2022 no-new-node-pools null']],
  [
    '* Kubernetes 1.33 is deprecated on July 31, 2026 and 1.32 is deleted.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.32 removal null'],
  ],
  [
    '## [Retirement] Windows Server 2022\n\nWhat changes: there is a newer release.\n\nWhen: June 30, 2028\n',
    ['Windows2022 retirement 2028-06-30'],
  ],
  ['AKS has ended platform support of Kubernetes 1.28.', ['Kubernetes/1.28 platform-support null']],
  ['* The last Windows Server 2019 image comes in February 2027.', ['Windows2019 no-new-images 2027-02']],
  ['* LTS of Kubernetes 1.29 ends next month.', ['Kubernetes/1.29 retirement 2026-06']],
  ['EKS carries Kubernetes 1.32 until March 2027, AKS until July 2027.', ['Kubernetes/1.32 retirement 2027-07']],
  [
    '* Retirements: Windows Server 2019 - March 1, 2027; Flatcar preview - June 8, 2026; Kubernetes 1.33 LTS - June 30, 2027.',
    ['Windows2019 retirement 2027-03-01', 'Kubernetes/1.33 retirement 2027-06-30'],
  ],
  [
    '* End of support of Kubernetes 1.33 is 31 July 2026; 1.34 is end of November 2026.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.34 retirement 2026-11'],
  ],
  ['Moving off Windows Server 2019? It loses support on March 1, 2027.', ['Windows2019 retirement 2027-03-01']],
  [
    'After June 30, 2028 you can no longer add node pools that run Windows Server 2022.',
    ['Windows2022 no-new-node-pools 2028-06-30'],
  ],
  [
    'Google ends 1.32 on GKE in February 2027. On AKS it is later: July 31, 2027.',
    ['Kubernetes/1.32 retirement 2027-07-31'],
  ],
  [
    'Under LTS each version has two years: 1.30 (July 2026), 1.31 (November 2026).',
    ['Kubernetes/1.30 retirement 2026-07', 'Kubernetes/1.31 retirement 2026-11'],
  ],
  [
    'Be aware that Windows Server 2019 retires on March 1, 2027; ignore this if you have migrated already.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    'Be aware that Windows Server 2019 retires on March 1, 2027; you can ignore this if you run only Windows Server 2022.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    'We remind you that Windows Server 2019 is retired on March 1, 2027, so do not ignore the warnings in the portal.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    'Remember that Windows Server 2019 images are removed on April 1, 2027, and do not ignore it.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    'We announced that Windows Server 2019 is retired on March 1, 2027 and that the preview of a larger node size is withdrawn.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    'We announced that Windows Server 2019 is retired on March 1, 2027, and the offer of free LTS has been withdrawn.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    'Keep in mind that Kubernetes 1.33 is out of support from July 31, 2026; AKS upgrades may be reversed only within 7 days.',
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    'The decision that Windows Server 2019 is retired on March 1, 2027 will not be reversed.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    'The decision that Windows Server 2019 is retired on March 1, 2027 has not been withdrawn.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    'The notice that Windows Server 2019 retires on March 1, 2027 still stands and was not retracted.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  ['It is not a rumor that Windows Server 2019 is retired on March 1, 2027.', ['Windows2019 retirement 2027-03-01']],
  [
    'We now confirm the rumor that Windows Server 2019 will be retired on March 1, 2027.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  ['Do not ignore that Windows Server 2019 retires on March 1, 2027.', ['Windows2019 retirement 2027-03-01']],
  [
    'Do not disregard the notice that Windows Server 2019 is retired on March 1, 2027.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    'Those who ignore that Windows Server 2019 retires on March 1, 2027 lose support.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    'The statement that Windows Server 2019 is retired on March 1, 2027 is not wrong.',
    ['Windows2019 retirement 2027-03-01'],
  ],
];
