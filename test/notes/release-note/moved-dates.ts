import type { NoteCase } from './note-cases.ts';

/** Dates that have been moved, or that someone might take for moved. */
export const MOVED_DATES: readonly NoteCase[] = [
  [
    '* AKS deletes the Annual Channel node images on 30 November 2026 instead of 31 August 2026.',
    ['WindowsAnnual image-removal 2026-11-30', 'WindowsAnnual date-changed 2026-11-30'],
  ],
  [
    '* The removal of Kubernetes 1.33 had been due on 31 August 2026 and was put off to 30 September 2026.',
    ['Kubernetes/1.33 date-changed 2026-09-30', 'Kubernetes/1.33 removal 2026-09-30'],
  ],
  [
    '* The retirement of Windows Server 2022 was previously March 15, 2027; it is now June 30, 2028.',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '* Windows Server 2022 retirement: previously March 15, 2027, now June 30, 2028.',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '* The retirement date of Windows Server 2022 is now June 30, 2028 instead of March 15, 2027.',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '* The retirement of Azure NPM on Windows has been put off by half a year. The new date is 31 March 2027.',
    ['WindowsFeature/AzureNPM date-changed 2027-03-31', 'WindowsFeature/AzureNPM retirement 2027-03-31'],
  ],
  [
    '* We give Windows Server 2022 another fifteen months, until June 30, 2028.',
    ['Windows2022 date-changed 2028-06-30'],
  ],
  [
    '* The removal of the Windows Server 2019 images, first announced for 1 April 2027, has been moved up to 1 February 2027.',
    ['Windows2019 date-changed 2027-02-01', 'Windows2019 image-removal 2027-02-01'],
  ],
  [
    '* The date on which Windows Server 2022 node pools stop being supported changes: it was 15 March 2027 and is now 30 June 2028.',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '* Kubernetes 1.30 LTS stays supported one month longer than announced, until 31 August 2026.',
    ['Kubernetes/1.30 date-changed 2026-08-31', 'Kubernetes/1.30 retirement 2026-08-31'],
  ],
  [
    '* Kubernetes 1.30 LTS ends one month earlier than announced, on 30 June 2026.',
    ['Kubernetes/1.30 date-changed 2026-06-30', 'Kubernetes/1.30 retirement 2026-06-30'],
  ],
  [
    '* We corrected the end date of Kubernetes 1.33 to 31 July 2026.',
    ['Kubernetes/1.33 date-changed 2026-07-31', 'Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    '* Windows Server 2019 image deletion: new date 1 February 2027 (was 1 April 2027).',
    ['Windows2019 date-changed 2027-02-01', 'Windows2019 image-removal 2027-02-01'],
  ],
  [
    '* AKS prolongs the support of Windows Server 2022 until 30 June 2028.',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '* We have moved the retirement of Windows Server 2022, originally March 15, 2027, to June 30, 2028.',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '* Windows Server 2022 has a new retirement date, June 30, 2028.',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '* In the last release notes we wrote that Kubernetes 1.33 ends on July 1. The correct date is July 31, 2026.',
    ['Kubernetes/1.33 date-changed 2026-07-31', 'Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    '* Support for Kubernetes 1.33 ends a month later than planned, on August 31, 2026.',
    ['Kubernetes/1.33 date-changed 2026-08-31', 'Kubernetes/1.33 retirement 2026-08-31'],
  ],
  [
    '* The removal of Kubernetes 1.30 is put off to 30 September 2026.',
    ['Kubernetes/1.30 date-changed 2026-09-30', 'Kubernetes/1.30 removal 2026-09-30'],
  ],
  [
    '* Kubernetes 1.33 was to leave support on 30 June 2026; this has been changed to 31 July 2026.',
    ['Kubernetes/1.33 date-changed 2026-07-31', 'Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    '* AKS grants Windows Server 2019 images two more months: they are removed on 1 June 2027.',
    ['Windows2019 date-changed 2027-06-01', 'Windows2019 image-removal 2027-06-01'],
  ],
  [
    '* The end of Windows Server 2022 has been put off. It is now due on 30 June 2028.',
    ['Windows2022 date-changed 2028-06-30'],
  ],
  [
    '* The availability of Windows Server 2019 has been extended through March 1, 2027.',
    ['Windows2019 date-changed 2027-03-01', 'Windows2019 retirement 2027-03-01'],
  ],
  [
    '* The retirement of Windows Server 2019, originally fixed for 1 March 2027, falls on 1 September 2027 now.',
    ['Windows2019 date-changed 2027-09-01', 'Windows2019 retirement 2027-09-01'],
  ],
  [
    "* We're pushing the retirement of Windows Server 2022 on AKS back from 15 March 2027 to 30 June 2028.",
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '* The date of Windows Annual Channel has changed. Instead of May 15, 2027, AKS retires it on August 31, 2027.',
    ['WindowsAnnual date-changed 2027-08-31', 'WindowsAnnual retirement 2027-08-31'],
  ],
  [
    '* Standard support for Kubernetes 1.31 stays in place until January 31, 2027 instead of ending on November 1.',
    ['Kubernetes/1.31 date-changed 2027-01-31', 'Kubernetes/1.31 retirement 2027-01-31'],
  ],
  [
    '* The removal of the Windows Server 2019 images has been put off until 1 October 2027.',
    ['Windows2019 date-changed 2027-10-01', 'Windows2019 image-removal 2027-10-01'],
  ],
  ['* Windows Server 2019 was to be retired on March 1, 2027. We have cancelled this.', []],
  [
    '* The retirement of Windows Server 2022 has been postponed by a year: the new date is 30 June 2028 (before: 15 March 2027).',
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    '* The removal of the Windows Server 2019 node images is delayed. It was planned for April 1, 2027 and will now take place on July 1, 2027.',
    ['Windows2019 date-changed 2027-07-01', 'Windows2019 image-removal 2027-07-01'],
  ],
  [
    '* Kubernetes 1.34 stays in support until January 31, 2027 instead of dropping out in November, as we wrote.',
    ['Kubernetes/1.34 date-changed 2027-01-31', 'Kubernetes/1.34 retirement 2027-01-31'],
  ],
  [
    '* Support for Windows Server 2022 ends on May 31, 2028, a month earlier than previously announced.',
    ['Windows2022 date-changed 2028-05-31', 'Windows2022 retirement 2028-05-31'],
  ],
  [
    '* Because 1.38 comes later, platform support of Kubernetes 1.35 is extended until May 4, 2027.',
    ['Kubernetes/1.35 date-changed 2027-05-04'],
  ],
  [
    '* The deprecation of Kubernetes 1.33 has been moved from the 31st of May 2027 to the 30th of June 2027.',
    ['Kubernetes/1.33 date-changed 2027-06-30', 'Kubernetes/1.33 retirement 2027-06-30'],
  ],
  [
    '* The end of LTS for AKS 1.32 in the calendar has been moved from April 30, 2027 to May 31, 2027.',
    ['Kubernetes/1.32 date-changed 2027-05-31', 'Kubernetes/1.32 retirement 2027-05-31'],
  ],
  [
    '* Community support for 1.34, originally scheduled to end on November 30, 2026, now runs until January 31, 2027.',
    ['Kubernetes/1.34 date-changed 2027-01-31', 'Kubernetes/1.34 retirement 2027-01-31'],
  ],
  [
    "The removal of the Windows Server 2019 node images didn't start on May 4, 2026, as customers asked for time. The new date is June 1, 2027.",
    ['Windows2019 image-removal 2027-06-01', 'Windows2019 date-changed 2027-06-01'],
  ],
  [
    'We wrote in May that 1.33 would leave standard support on July 31, 2026. Since the rollout of 1.36 takes longer, this date has been postponed to October 2, 2026.',
    ['Kubernetes/1.33 date-changed 2026-10-02'],
  ],
  [
    '#### Postponed: end of support for Kubernetes 1.35\n\nThe last note gave May 4, 2027 for this. To leave more time between the end of 1.34 and the next upgrade, we moved the date to June 1, 2027.',
    ['Kubernetes/1.35 retirement 2027-06-01', 'Kubernetes/1.35 date-changed 2027-06-01'],
  ],
  [
    '### Windows Server 2022\n\n- The retirement date moves from May 4, 2027 to **August 4, 2027**.\n- Node images are provided until that day, too.',
    [
      'Windows2022 date-changed 2027-08-04',
      'Windows2022 retirement 2027-08-04',
      'Windows2022 no-new-images 2027-08-04',
    ],
  ],
  [
    'AKS previously announced that Windows Server 2022 would retire on May 4, 2027. That date is now August 4, 2027.',
    ['Windows2022 date-changed 2027-08-04', 'Windows2022 retirement 2027-08-04'],
  ],
  [
    'In 2025 we said that Windows Server 2022 would retire on May 4, 2027. We have since moved that to August 4, 2027.',
    ['Windows2022 date-changed 2027-08-04', 'Windows2022 retirement 2027-08-04'],
  ],
  [
    "Windows Server 2022 would have retired on May 4, 2027. It's now August 4, 2027.",
    ['Windows2022 date-changed 2027-08-04', 'Windows2022 retirement 2027-08-04'],
  ],
  [
    'Windows Server 2022 was scheduled to retire on May 4, 2027. The new retirement date is August 4, 2027.',
    ['Windows2022 date-changed 2027-08-04', 'Windows2022 retirement 2027-08-04'],
  ],
  [
    'Windows Server 2022 was to retire on May 4, 2027. The date is now August 4, 2027.',
    ['Windows2022 date-changed 2027-08-04', 'Windows2022 retirement 2027-08-04'],
  ],
  [
    '## Windows Server 2022 → Windows Server 2025\n\nThe retirement date has been extended from the first announced May 2027 to **August 4, 2027**.',
    ['Windows2022 date-changed 2027-08-04', 'Windows2022 retirement 2027-08-04'],
  ],
  [
    'The Windows Server 2022 retirement date moves out to June 30, 2027.',
    ['Windows2022 retirement 2027-06-30', 'Windows2022 date-changed 2027-06-30'],
  ],
  [
    'We have moved the retirement date of Windows Server 2022 back to June 30, 2027.',
    ['Windows2022 retirement 2027-06-30', 'Windows2022 date-changed 2027-06-30'],
  ],
  [
    'The end of support for the Annual Channel on AKS is now 1 September 2026.',
    ['WindowsAnnual retirement 2026-09-01', 'WindowsAnnual date-changed 2026-09-01'],
  ],
];
