import type { NoteCase } from './note-cases.ts';

/** Ends that several things share, each with a day of its own or all with one. */
export const SHARED_ENDINGS: readonly NoteCase[] = [
  [
    '* On 1 April 2027 the images of Windows Server 2019 get deleted and scaling will not be possible any longer.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    '* Windows Server 2022 goes out of support on 15 March 2027 and its images will be deleted on 1 April 2028.',
    ['Windows2022 retirement 2027-03-15', 'Windows2022 image-removal 2028-04-01'],
  ],
  [
    '* Support ends on July 31, 2026 for Kubernetes 1.33 and on August 31, 2026 for Kubernetes 1.30 LTS.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.30 retirement 2026-08-31'],
  ],
  [
    '* LTS runs out for Kubernetes 1.30 on July 31, 2026 and for Kubernetes 1.31 on November 30, 2026.',
    ['Kubernetes/1.30 retirement 2026-07-31', 'Kubernetes/1.31 retirement 2026-11-30'],
  ],
  [
    '* Windows Server 2016 (since 1 March 2025) and Windows Server 2019 (since 1 March 2026) are out of support.',
    ['Windows2016 retirement 2025-03-01', 'Windows2019 retirement 2026-03-01'],
  ],
  [
    '* The images of Windows Server 2019 (1 April 2027) and 23H2 (15 May 2027) will be deleted.',
    ['Windows2019 image-removal 2027-04-01', 'WindowsAnnual image-removal 2027-05-15'],
  ],
  [
    '* End of support: Kubernetes 1.33 on July 31, 2026, Kubernetes 1.34 on November 30, 2026.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.34 retirement 2026-11-30'],
  ],
  [
    '* We delete images of Windows Server 2019 on 1 April 2027 and of the Annual Channel on 15 May 2027.',
    ['Windows2019 image-removal 2027-04-01', 'WindowsAnnual image-removal 2027-05-15'],
  ],
  [
    '* Windows Server 2019 retires on 1 March 2027, Windows Server 2022 on 30 June 2028.',
    ['Windows2019 retirement 2027-03-01', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '* Kubernetes 1.33 leaves support in July 2026, 1.34 in November 2026 and 1.35 in March 2027.',
    ['Kubernetes/1.33 retirement 2026-07', 'Kubernetes/1.34 retirement 2026-11', 'Kubernetes/1.35 retirement 2027-03'],
  ],
  [
    '* Kubernetes 1.33 goes out of support in July 2026. For 1.34 with LTS: November 2027.',
    ['Kubernetes/1.33 retirement 2026-07', 'Kubernetes/1.34 retirement 2027-11'],
  ],
  [
    '* Windows Server 2019 and Kubernetes 1.33 are retired on 31 July 2026.',
    ['Windows2019 retirement 2026-07-31', 'Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    '* Support for Kubernetes 1.33 and Windows Server 2019 ends on 31 July 2026.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Windows2019 retirement 2026-07-31'],
  ],
  [
    '* Azure NPM on Windows nodes and Kubernetes 1.33 leave support on 31 July 2026.',
    ['WindowsFeature/AzureNPM retirement 2026-07-31', 'Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    '* Kubernetes 1.33 leaves LTS on July 31, 2027 and is then removed on August 31, 2027.',
    ['Kubernetes/1.33 retirement 2027-07-31', 'Kubernetes/1.33 removal 2027-08-31'],
  ],
  [
    '| Milestone | Windows Server 2019 | Windows Server 2022 |\n|---|---|---|\n| No new images | 1 March 2027 | 30 June 2028 |\n',
    ['Windows2019 no-new-images 2027-03-01', 'Windows2022 no-new-images 2028-06-30'],
  ],
  [
    '| Retiring | On |\n|---|---|\n| Windows Server 2019 | March 1, 2027 |\n| Kubernetes 1.33 | July 31, 2026 |',
    ['Windows2019 retirement 2027-03-01', 'Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    '* AKS has removed 1.28 and 1.29; Kubernetes 1.30 follows on August 31, 2026.',
    ['Kubernetes/1.28 removal null', 'Kubernetes/1.29 removal null', 'Kubernetes/1.30 removal 2026-08-31'],
  ],
];
