import type { NoteCase } from './note-cases.ts';

/** Notices and lines of notes as documentation and issues have them. Read blind once, F1 0.84. */
export const SIXTEENTH_BLIND_SET: readonly NoteCase[] = [
  [
    '> [!IMPORTANT]\n> Starting on **30 June 2028**, Azure Kubernetes Service (AKS) no longer supports or provides security updates for Windows Server 2022. Starting on **30 June 2029**, AKS removes all existing Windows Server 2022 node images, and scaling operations on those pools fail. Migrate to a supported Windows Server version before that date.',
    [
      'Windows2022 retirement 2028-06-30',
      'Windows2022 no-new-images 2028-06-30',
      'Windows2022 image-removal 2029-06-30',
    ],
  ],
  [
    'Windows Server 2022 on AKS will be retired on 30 June 2028. You must move to Windows Server 2025 by that date. After it, no new VHDs are built, and a year later existing ones are deleted.',
    [
      'Windows2022 retirement 2028-06-30',
      'Windows2022 no-new-images 2028-06-30',
      'Windows2022 image-removal 2029-06-30',
    ],
  ],
  [
    '* Kubernetes 1.21 will be no longer supported starting August 31st, and 1.22 by December 4th 2026.',
    ['Kubernetes/1.21 retirement 2026-08-31', 'Kubernetes/1.22 retirement 2026-12-04'],
  ],
  [
    '* AKS 1.21 deprecation date has been moved from July 31st to August 31st 2026.',
    ['Kubernetes/1.21 date-changed 2026-08-31', 'Kubernetes/1.21 retirement 2026-08-31'],
  ],
  [
    '* Long Term Support for Kubernetes version 1.28 ends February 2029; to remain under LTS move to 1.29 or up.',
    ['Kubernetes/1.28 retirement 2029-02'],
  ],
  [
    '* 1.28 and 1.29 can only be run in clusters with Long Term Support.',
    ['Kubernetes/1.28 lts-only null', 'Kubernetes/1.29 lts-only null'],
  ],
  [
    'Windows Server Annual Channel (preview) is being retired May 15, 2029; see the announcement (#5180). New pools cannot be made from Kubernetes 1.34 on.',
    ['WindowsAnnual retirement 2029-05-15', 'WindowsAnnual no-new-node-pools null'],
  ],
  [
    'You are on Kubernetes 1.30 which went out of support; create a support request after you upgraded.',
    ['Kubernetes/1.30 retirement null'],
  ],
  ['Open Service Mesh add-on retires on September 30, 2029. It never supported Windows nodes.', []],
  ['Upgrade from 1.30 to 1.32 directly is not possible without LTS.', []],
  [
    'Beginning in April 2029, customers on Windows Server 2019 will see scale-out and reimage fail, as we pull the VHDs from the gallery.',
    ['Windows2019 image-removal 2029-04'],
  ],
  [
    '* Behavioral change: creating Windows Server 2019 node pools is now blocked on Kubernetes 1.33 and above.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    '* Windows Server 2019 node pool creation will be blocked after March 1, 2029 in all regions.',
    ['Windows2019 no-new-node-pools 2029-03-01'],
  ],
  [
    'Windows Server 2019 will no longer receive node image updates or security patches after this release.',
    ['Windows2019 no-new-images null'],
  ],
  ['The support window of Windows Server 2019 closes on 1 March 2029.', ['Windows2019 retirement 2029-03-01']],
  [
    'Our timeline:\n\n1. 1 March 2029 – Windows Server 2019 unsupported\n2. 1 April 2029 – images of Windows Server 2019 removed\n3. 30 June 2030 – Windows Server 2022 unsupported',
    ['Windows2019 retirement 2029-03-01', 'Windows2019 image-removal 2029-04-01', 'Windows2022 retirement 2030-06-30'],
  ],
  [
    'Kubernetes 1.32 will reach EOL upstream on February 28, 2029; on AKS it is supported until March 31, 2029.',
    ['Kubernetes/1.32 retirement 2029-03-31'],
  ],
  [
    'End of community support for 1.32: Mar 31, 2029 | End of LTS for 1.32: Mar 31, 2029',
    ['Kubernetes/1.32 retirement 2029-03-31', 'Kubernetes/1.32 retirement 2029-03-31'],
  ],
  [
    'Versions 1.29 and 1.30 are out of support and will be force-upgraded by AKS.',
    ['Kubernetes/1.29 retirement null', 'Kubernetes/1.30 retirement null'],
  ],
];
