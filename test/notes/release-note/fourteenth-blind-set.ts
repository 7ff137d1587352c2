import type { NoteCase } from './note-cases.ts';

/** Announcements in the plain words of people who write English every day. Read blind once, F1 0.77. */
export const FOURTEENTH_BLIND_SET: readonly NoteCase[] = [
  [
    'Windows Server 2022 is about to leave AKS: its last supported day is 14 March 2030.',
    ['Windows2022 retirement 2030-03-14'],
  ],
  [
    'AKS supports Windows Server 2019 no more after 3 May 2029. Be on Windows Server 2022 before that.',
    ['Windows2019 retirement 2029-05-03'],
  ],
  [
    'From 1 March 2029 on, Windows Server 2019 gets neither new node images nor security patches.',
    ['Windows2019 no-new-images 2029-03-01'],
  ],
  [
    'From 1 April 2030 the existing node images of Windows Server 2019 get deleted, and scaling your node pools does not work any longer.',
    ['Windows2019 image-removal 2030-04-01'],
  ],
  [
    'You have until 30 June 2029 to take your node pools off Windows Server 2019; afterwards AKS gives no support for it.',
    ['Windows2019 retirement 2029-06-30'],
  ],
  [
    'Kubernetes 1.30 drops out of community support on AKS at the end of July 2028.',
    ['Kubernetes/1.30 retirement 2028-07'],
  ],
  [
    'Support for AKS version 1.30 expires on 31 July 2028; upgrade to 1.31 at least.',
    ['Kubernetes/1.30 retirement 2028-07-31'],
  ],
  ['AKS 1.30 has its last day on 31 July 2028.', ['Kubernetes/1.30 retirement 2028-07-31']],
  [
    'On AKS you can create Windows Server 2019 node pools up to Kubernetes 1.32, and not from 1.33 on.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    'If your cluster runs 1.33 or above, Windows Server 2019 cannot be chosen as OS SKU.',
    ['Windows2019 no-new-node-pools null'],
  ],
  ['The annual channel for Windows on AKS comes to its close on 15 May 2029.', ['WindowsAnnual retirement 2029-05-15']],
  [
    'The Windows Annual Channel preview is shut down on 15 May 2029. Use Windows Server 2022 or 2025 instead.',
    ['WindowsAnnual retirement 2029-05-15'],
  ],
  ['Windows Server containers with the Docker runtime are no longer possible from 1 May 2026 on.', []],
  [
    'There will be no more VHD releases for Windows Server 2019 from March 2029.',
    ['Windows2019 no-new-images 2029-03'],
  ],
  ['We stop building VHDs for Windows Server 2019 in March 2029.', ['Windows2019 no-new-images 2029-03']],
  ['March 2029 brings the last VHD of Windows Server 2019.', []],
  [
    '1.25 retires from AKS on 14 January 2027. Clusters on 1.25 or lower will have to be upgraded within 30 days.',
    ['Kubernetes/1.25 retirement 2027-01-14'],
  ],
  ['AKS takes Kubernetes 1.25 out of its list of versions on 14 January 2027.', ['Kubernetes/1.25 removal 2027-01-14']],
  [
    'After 14 January 2027 Kubernetes 1.25 is neither offered for new clusters nor supported.',
    ['Kubernetes/1.25 retirement 2027-01-14'],
  ],
  ['Deprecation of AKS 1.25: 14 January 2027.', ['Kubernetes/1.25 retirement 2027-01-14']],
  [
    'With the GA of 1.31, 1.28 falls out of the support window in November 2027.',
    ['Kubernetes/1.28 retirement 2027-11'],
  ],
  [
    'AKS version 1.28 EOL: January 2028 (community), February 2029 (LTS).',
    ['Kubernetes/1.28 retirement 2028-01', 'Kubernetes/1.28 retirement 2029-02'],
  ],
  ['Version 1.27 can be used with long-term support only.', ['Kubernetes/1.27 lts-only null']],
  ['1.27 lives on in LTS until 31 July 2028.', ['Kubernetes/1.27 retirement 2028-07-31']],
  ['LTS for 1.27 ends 31 July 2028. Move to 1.30 LTS by then.', ['Kubernetes/1.27 retirement 2028-07-31']],
  ['Kubernetes 1.26 is in platform support from now on.', ['Kubernetes/1.26 platform-support null']],
  ['Clusters with 1.26 are now only covered by platform support.', ['Kubernetes/1.26 platform-support null']],
  [
    'The retirement of Windows Server 2019 has been put off by one year to 1 March 2030.',
    ['Windows2019 date-changed 2030-03-01', 'Windows2019 retirement 2030-03-01'],
  ],
  ['Windows Server 2022 now retires on 30 June 2031 and no longer on 15 March 2030.', []],
  ['Windows Server 2022 is the default for 1.25 to 1.35 and will stay supported.', []],
  ['Windows Server 2012 R2 on Azure Arc is out of support since October 2026.', []],
  ['The Windows Server 2019 base image of our CI runners is removed on June 30, 2028.', []],
  ['GitHub Actions drops the windows-2019 runner on June 30, 2028.', []],
  [
    'Mainstream support of Windows Server 2022 ends on October 13, 2029, extended support in 2031. AKS has dates of its own.',
    [],
  ],
  ['We had to remove our Windows Server 2019 node pool because the upgrade to 1.33 failed.', []],
  ['My node pool with Windows Server 2022 is gone after the upgrade; what happened?', []],
  ['kube-proxy in IPVS mode is deprecated in Kubernetes 1.35.', []],
  ['The API flowcontrol.apiserver.k8s.io/v1beta3 is not served from Kubernetes 1.32 on.', []],
  ['Calico on Windows Server 2019 needs at least Kubernetes 1.20.', []],
  ['If you would like Windows Server 2019 to be kept longer, vote for this issue.', []],
  ['Ubuntu 18.04 on AKS retires on 17 June 2028. Windows node pools are not concerned.', []],
  ['Windows Server 2022 will not go away before Kubernetes 1.35 is out of support.', []],
  ['EKS ends support for Windows Server 2019 AMIs on 31 March 2029.', []],
  ['Azure CNI Overlay for Windows Server 2019 was never supported on Kubernetes 1.24.', []],
  ['Node pools of Windows Server 2019 can be deleted with az aks nodepool delete.', []],
  [
    '| OS SKU | Supported on AKS until |\n|--|--|\n| Windows2019 | 1 March 2029 |\n| Windows2022 | 15 March 2030 |',
    ['Windows2019 retirement 2029-03-01', 'Windows2022 retirement 2030-03-15'],
  ],
  [
    '| Version | GA | End of life | LTS end of life |\n|--|--|--|--|\n| 1.30 | Jul 2027 | Jul 2028 | Jul 2029 |\n| 1.31 | Nov 2027 | Nov 2028 | Nov 2029 |',
    [
      'Kubernetes/1.30 retirement 2028-07',
      'Kubernetes/1.30 retirement 2029-07',
      'Kubernetes/1.31 retirement 2028-11',
      'Kubernetes/1.31 retirement 2029-11',
    ],
  ],
  [
    '# Windows Server 2019 retires on AKS\n\nAs of **1 March 2029** there are no new images and no security fixes any more. As of **1 April 2030** the images that exist are taken away, and a pool can no longer be scaled.',
    ['Windows2019 no-new-images 2029-03-01', 'Windows2019 image-removal 2030-04-01'],
  ],
  [
    '**Action required: leave Windows Server 2019 by 1 March 2029**\n\nThat day AKS ends its support.',
    ['Windows2019 retirement 2029-03-01'],
  ],
  [
    "> [!NOTE]\n> Windows Server 2019 is past its end of life and can't be selected on Kubernetes 1.33 or newer.",
    ['Windows2019 retirement null', 'Windows2019 no-new-node-pools null'],
  ],
  [
    'Upcoming:\n- 1 March 2029: Windows Server 2019 loses support\n- 15 May 2029: Windows annual channel, too',
    ['Windows2019 retirement 2029-03-01', 'WindowsAnnual retirement 2029-05-15'],
  ],
  ['Q: How long can I use Windows Server 2019?\n\nA: Up to 1 March 2029.', ['Windows2019 retirement 2029-03-01']],
];
