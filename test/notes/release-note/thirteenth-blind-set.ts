import type { NoteCase } from './note-cases.ts';

/** Notices, tables, lists and answers in the layouts of documentation and issues, labelled before they were read. Read blind once, F1 0.79. */
export const THIRTEENTH_BLIND_SET: readonly NoteCase[] = [
  [
    '<table>\n  <thead>\n    <tr><th>OS SKU</th><th>Retirement date</th><th>Images removed</th></tr>\n  </thead>\n  <tbody>\n    <tr><td>Windows Server 2019</td><td>March 1, 2026</td><td>April 1, 2027</td></tr>\n    <tr><td>Windows Server 2022</td><td>June 30, 2028</td><td>June 30, 2029</td></tr>\n  </tbody>\n</table>',
    [
      'Windows2019 retirement 2026-03-01',
      'Windows2019 image-removal 2027-04-01',
      'Windows2022 retirement 2028-06-30',
      'Windows2022 image-removal 2029-06-30',
    ],
  ],
  [
    '<ul>\n<li>Kubernetes 1.33: community support ends on <b>October 31, 2026</b></li>\n<li>Kubernetes 1.31: LTS ends on <b>November 30, 2026</b></li>\n</ul>',
    ['Kubernetes/1.33 retirement 2026-10-31', 'Kubernetes/1.31 retirement 2026-11-30'],
  ],
  [
    '| Kubernetes version | Upstream release | AKS GA | End of life | LTS end of life |\n|---|---|---|---|---|\n| 1.33 | Apr 2025 | Jun 2025 | 1.37 GA | Jun 2027 |\n| 1.34 | Aug 2025 | Nov 2025 | Nov 2026 | Nov 2027 |\n| 1.35 | Dec 2025 | Mar 2026 | Mar 2027 | Mar 2028 |',
    [
      'Kubernetes/1.33 retirement 2027-06',
      'Kubernetes/1.34 retirement 2026-11',
      'Kubernetes/1.34 retirement 2027-11',
      'Kubernetes/1.35 retirement 2027-03',
      'Kubernetes/1.35 retirement 2028-03',
    ],
  ],
  [
    '| Version | State |\n|---|---|\n| 1.34 | Community (until November 30, 2026) |\n| 1.33 | LTS only (until June 2027) |\n| 1.32 | LTS only |',
    [
      'Kubernetes/1.34 retirement 2026-11-30',
      'Kubernetes/1.33 lts-only null',
      'Kubernetes/1.33 retirement 2027-06',
      'Kubernetes/1.32 lts-only null',
    ],
  ],
  [
    'Community support for Kubernetes 1.34 ends on November 30, 2026, and LTS in November 2027.',
    ['Kubernetes/1.34 retirement 2026-11-30', 'Kubernetes/1.34 retirement 2027-11'],
  ],
  [
    'Kubernetes versions 1.31 (LTS) and 1.34 reach end of support in 2026, on November 15 and November 30 respectively.',
    ['Kubernetes/1.31 retirement 2026-11-15', 'Kubernetes/1.34 retirement 2026-11-30'],
  ],
  [
    'AKS versions 1.33 and 1.34 go out of support on October 31 and November 30, 2026, respectively.',
    ['Kubernetes/1.33 retirement 2026-10-31', 'Kubernetes/1.34 retirement 2026-11-30'],
  ],
  [
    '**End of support dates**\n\n- 1.33: 31 October 2026\n- 1.34: 30 November 2026\n- 1.35: 31 March 2027',
    [
      'Kubernetes/1.33 retirement 2026-10-31',
      'Kubernetes/1.34 retirement 2026-11-30',
      'Kubernetes/1.35 retirement 2027-03-31',
    ],
  ],
  [
    'The following versions are out of support after the dates below:\n\n* 1.33 (October 31, 2026)\n* 1.34 (November 30, 2026)',
    ['Kubernetes/1.33 retirement 2026-10-31', 'Kubernetes/1.34 retirement 2026-11-30'],
  ],
  [
    '## Timeline\n\n- **June 30, 2026**: Kubernetes 1.32 LTS retires.\n- **July 31, 2026**: Kubernetes 1.33 community support ends.\n- **April 1, 2027**: Windows Server 2019 node images are removed.',
    [
      'Kubernetes/1.32 retirement 2026-06-30',
      'Kubernetes/1.33 retirement 2026-07-31',
      'Windows2019 image-removal 2027-04-01',
    ],
  ],
  [
    'Windows Server 2019\n: Retired on March 1, 2026. Node images are removed on April 1, 2027.\n\nWindows Server 2022\n: Retires on June 30, 2028.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    'Subject: Windows Server 2022 on AKS\nRetirement date: 30 June 2028\nAction: move to Windows Server 2025',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    '### Windows Server 2022\n\n* Retirement: June 30, 2028\n* Image removal: June 30, 2029\n* Replacement: Windows Server 2025',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 image-removal 2029-06-30'],
  ],
  [
    '### Kubernetes 1.33\n\n- Community support until: July 31, 2026\n- LTS until: July 31, 2027',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.33 retirement 2027-07-31'],
  ],
  [
    "**Q: When does Windows Server 2022 retire on AKS?**\n\nA: On June 30, 2028. After that date you can't create new node pools, and on June 30, 2029 the node images are deleted.",
    [
      'Windows2022 retirement 2028-06-30',
      'Windows2022 no-new-node-pools 2028-06-30',
      'Windows2022 image-removal 2029-06-30',
    ],
  ],
  [
    '> [!WARNING]\n> Windows Server Annual Channel for Containers on AKS retires on May 15, 2027. You can no longer create node pools with it from May 15, 2026 on.',
    ['WindowsAnnual retirement 2027-05-15', 'WindowsAnnual no-new-node-pools 2026-05-15'],
  ],
  [
    'Kubernetes 1.34 leaves community support at the end of November; long-term support goes on until November 2027.',
    ['Kubernetes/1.34 retirement 2026-11', 'Kubernetes/1.34 retirement 2027-11'],
  ],
  [
    'Windows Server 2019 node pools were retired on March 1, 2026. One year later, on April 1, 2027, we remove the node images.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 image-removal 2027-04-01'],
  ],
  ['Windows images: 2022 → 20348.5601.260512, 2025 → 26100.33711.260512', ['20348.5601.260512', '26100.33711.260512']],
  [
    '| Image | Old | New |\n|---|---|---|\n| AKSWindows-2022 | 20348.5500.260415 | 20348.5601.260512 |\n| AKSWindows-2025 | 26100.33620.260415 | 26100.33711.260512 |',
    ['20348.5601.260512', '26100.33711.260512'],
  ],
  [
    '* Windows node images were bumped: `AKSWindows-2022-containerd-20348.5601.260512` and `AKSWindows-23H2-gen2-25398.2001.260512`.',
    ['20348.5601.260512', '25398.2001.260512'],
  ],
  [
    '<details>\n<summary>Windows node images</summary>\n<ul>\n<li>Windows Server 2022: 20348.5601.260512</li>\n<li>Windows Server 2025: 26100.33711.260512</li>\n</ul>\n</details>',
    ['20348.5601.260512', '26100.33711.260512'],
  ],
  [
    '### Node images\n\nWindows\n- 2022: 20348.5601.260512\n- 2025: 26100.33711.260512\n\nLinux\n- Ubuntu 22.04: 202605.10.0',
    ['20348.5601.260512', '26100.33711.260512'],
  ],
  ['Google Kubernetes Engine ends support for 1.32 on February 28, 2027. EKS follows in March.', []],
  ['On Azure Stack HCI, Windows Server 2019 node pools stop working after March 1, 2027.', []],
  ['If Windows Server 2022 were retired next year, would existing pools keep running?', []],
  [
    'The preview API 2026-04-02-preview is deprecated and will be removed on January 31, 2027. Windows clusters are not affected.',
    [],
  ],
  [
    'Error: `K8sVersionNotSupported`: Version 1.30.4 is not supported in this region. Please use `az aks get-versions`.',
    [],
  ],
  ['For example, if 1.33 is deprecated on July 31, you have 30 days to upgrade.', []],
  [
    "Azure Linux 2.0 retires on March 31, 2027: node images are removed and scaling fails. Windows node pools aren't affected.",
    [],
  ],
  ['Windows Server 2022 remains fully supported on AKS. No retirement date has been announced.', []],
  ['The containerd 1.7 package is removed from Windows images in January 2027.', []],
  [
    'Network Policy Manager (NPM) for Windows node pools retires on September 30, 2026.',
    ['WindowsFeature/AzureNPM retirement 2026-09-30'],
  ],
  [
    "**Retirement notice: Windows Server 2022 node pools in AKS will be retired on 30 June 2028**\n\nYou're receiving this notice because you use Windows Server 2022 node pools. After that date, no new node images and no security patches are provided, and creating node pools fails.",
    [
      'Windows2022 retirement 2028-06-30',
      'Windows2022 no-new-images 2028-06-30',
      'Windows2022 no-new-node-pools 2028-06-30',
    ],
  ],
  [
    "The last Windows Server 2019 node image ships in February 2026. Starting with April 1, 2027 you won't be able to scale these node pools.",
    ['Windows2019 no-new-images 2026-02', 'Windows2019 image-removal 2027-04-01'],
  ],
  [
    'Standard support for 1.33 has been extended from July 31, 2026 to August 31, 2026.',
    ['Kubernetes/1.33 date-changed 2026-08-31', 'Kubernetes/1.33 retirement 2026-08-31'],
  ],
  [
    "We've moved the retirement of Windows Server 2022 from March 2027 to June 30, 2028.",
    ['Windows2022 date-changed 2028-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  ['1.32 enters platform support only on June 30, 2026.', ['Kubernetes/1.32 platform-support 2026-06-30']],
  [
    'Clusters on Kubernetes 1.32 get platform support only until 1.36 is GA.',
    ['Kubernetes/1.32 platform-support null'],
  ],
  [
    '1.31 is LTS-only now: to create clusters with it, enable the AKSLongTermSupport support plan and the Premium tier.',
    ['Kubernetes/1.31 lts-only null'],
  ],
  [
    "Kubernetes 1.30 was removed from AKS; you can't create new clusters with it any more.",
    ['Kubernetes/1.30 removal null', 'Kubernetes/1.30 no-new-node-pools null'],
  ],
  [
    '* Upcoming Kubernetes version deprecations: 1.33 (July 31, 2026), 1.34 (November 30, 2026).',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.34 retirement 2026-11-30'],
  ],
  [
    'Note that AKS 1.32, which was released in March 2025, will no longer receive community support after June 30, 2026. LTS customers are supported until June 30, 2027.',
    ['Kubernetes/1.32 retirement 2026-06-30', 'Kubernetes/1.32 retirement 2027-06-30'],
  ],
  [
    '| Date | What happens |\n|---|---|\n| June 30, 2026 | Kubernetes 1.32 leaves community support |\n| March 1, 2026 | Windows Server 2019 is retired |\n| April 1, 2027 | Node images for Windows Server 2019 are removed |',
    [
      'Kubernetes/1.32 retirement 2026-06-30',
      'Windows2019 retirement 2026-03-01',
      'Windows2019 image-removal 2027-04-01',
    ],
  ],
  [
    '| | Windows Server 2019 | Windows Server 2022 |\n|---|---|---|\n| Retirement | March 1, 2026 | June 30, 2028 |\n| Node images removed | April 1, 2027 | June 30, 2029 |\n| Last supported Kubernetes version | 1.32 | 1.36 |',
    [
      'Windows2019 retirement 2026-03-01',
      'Windows2022 retirement 2028-06-30',
      'Windows2019 image-removal 2027-04-01',
      'Windows2022 image-removal 2029-06-30',
      'Windows2019 no-new-node-pools null',
      'Windows2022 no-new-node-pools null',
    ],
  ],
  [
    "Windows Server 2022 isn't available with Kubernetes 1.37 and later; use Windows Server 2025 there.",
    ['Windows2022 no-new-node-pools null'],
  ],
  ['Kubernetes 1.36 is the last version that supports Windows Server 2022.', ['Windows2022 no-new-node-pools null']],
  [
    'Hi all, a heads-up: we will be retiring Windows Server 2022 from AKS on June 30th, 2028. Please migrate before then.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    '### [Retirement] Windows Server Annual Channel on AKS\n\n**Retirement date:** May 15, 2027\n\n**Details:** Azure Kubernetes Service will no longer support node pools with the Windows Server Annual Channel OS SKU.',
    ['WindowsAnnual retirement 2027-05-15'],
  ],
  [
    'Effective June 30, 2028, Windows Server 2022 will be retired in Azure Kubernetes Service.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'By June 30, 2028, transition your workloads off Windows Server 2022, as AKS stops supporting it on that day.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'Windows Server 2022 node pools created before June 30, 2028 continue to run, but they get no further node images.',
    ['Windows2022 no-new-images null'],
  ],
  [
    'GPU node pools on Windows Server 2022 are retiring on January 31, 2027. Other Windows Server 2022 node pools are unaffected.',
    [],
  ],
  ['Docs: removed the section on Windows Server 2019 from the quickstart.', []],
  ['Delete your Windows Server 2019 node pools before you upgrade the cluster to 1.33.', []],
  ['The `kubelet` flag `--container-runtime` was removed in Kubernetes 1.27.', []],
  ["Ubuntu 20.04 support ends on March 17, 2027. Kubernetes 1.34 and later don't ship it.", []],
  ['Support for Kubernetes 1.32 in Azure Arc-enabled clusters ends on August 31, 2026.', []],
  ["1.34 won't be deprecated before November 2026.", []],
  [
    'Version 1.32 was due to be removed on June 30, but removal is postponed to July 31, 2026.',
    ['Kubernetes/1.32 date-changed 2026-07-31', 'Kubernetes/1.32 removal 2026-07-31'],
  ],
  [
    '* 1.33 — community support ends July 2026 (LTS: July 2027)\n* 1.34 — community support ends November 2026 (LTS: November 2027)',
    [
      'Kubernetes/1.33 retirement 2026-07',
      'Kubernetes/1.33 retirement 2027-07',
      'Kubernetes/1.34 retirement 2026-11',
      'Kubernetes/1.34 retirement 2027-11',
    ],
  ],
  [
    'Community support of 1.33 ends July 31, 2026; that of 1.34 on November 30, 2026.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.34 retirement 2026-11-30'],
  ],
  [
    'EOL dates\n* v1.33 - 2026-07-31\n* v1.34 - 2026-11-30',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.34 retirement 2026-11-30'],
  ],
  [
    'Kubernetes version 1.32 will be deprecated by June 30, 2026. Kindly upgrade your clusters to 1.33 version before 1.32 support expires.',
    ['Kubernetes/1.32 retirement 2026-06-30'],
  ],
  [
    'Starting on 30 June 2026, AKS will stop supporting Kubernetes 1.32 under community support, and 1.29 under LTS.',
    ['Kubernetes/1.32 retirement 2026-06-30', 'Kubernetes/1.29 retirement 2026-06-30'],
  ],
];
