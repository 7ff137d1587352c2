import type { NoteCase } from './note-cases.ts';

/** Images that notes, documentation and issues name, and those of them that came out; written before they were read. */
export const NAMED_IMAGES: readonly NoteCase[] = [
  [
    '* Windows Server 2022: VHD build 20348.5608.260911 went live in every region on September 18.',
    ['20348.5608.260911'],
  ],
  [
    '* The 9B servicing release for Windows nodes comes as 20348.5608.260911 (LTSC 2022) and 26100.33296.260911 (LTSC 2025).',
    ['20348.5608.260911', '26100.33296.260911'],
  ],
  ['* Nodes that you add from today on start with Windows image 26100.33296.260911.', ['26100.33296.260911']],
  ['* WS2025 default image bumped, 26100.33158.260812 => 26100.33296.260911.', ['26100.33296.260911']],
  [
    '* Windows 2022 image has been upgraded from 20348.5499.260812 to 20348.5608.260911 and includes KB5099001.',
    ['20348.5608.260911'],
  ],
  ['* 23H2 image: 25398.2450.260911. LTSC 2019 receives no more images.', ['25398.2450.260911']],
  [
    '* AKSWindows-2019 was last refreshed as 17763.9001.260210; AKSWindows-2022 was refreshed as 20348.5608.260911.',
    ['20348.5608.260911'],
  ],
  ['* We have promoted 26100.33296.260911 to the default Windows Server 2025 node image.', ['26100.33296.260911']],
  [
    '* Out-of-band: 20348.5612.260918 replaces 20348.5608.260911, in which HNS could lose endpoints.',
    ['20348.5612.260918'],
  ],
  [
    '## Node image versions in this release\n\n- Ubuntu 22.04: 202609.08.0\n- Azure Linux 3: 202609.08.0\n- Windows 2022: 20348.5608.260911\n- Windows 2025: 26100.33296.260911\n',
    ['20348.5608.260911', '26100.33296.260911'],
  ],
  [
    '* Node images for Windows were updated with the September patches:\n  - WS2022 (`20348.5608.260911`)\n  - WS2025 (`26100.33296.260911`)\n  - WS2019 remains on `17763.9001.260210`\n',
    ['20348.5608.260911', '26100.33296.260911'],
  ],
  [
    '* Pods lost DNS, so the Windows 2022 image was rolled back from 20348.5608.260911 to 20348.5499.260812.',
    ['20348.5499.260812'],
  ],
  [
    '| Node image | This week | Last week |\n|---|---|---|\n| Windows Server 2022 | 20348.5608.260911 | 20348.5499.260812 |\n| Windows Server 2025 | 26100.33296.260911 | 26100.33158.260812 |\n',
    ['20348.5608.260911', '26100.33296.260911'],
  ],
  [
    '| OS SKU | Current image | Image before |\n|:--|:--|:--|\n| Windows2022 | 20348.5608.260911 | 20348.5499.260812 |\n',
    ['20348.5608.260911'],
  ],
  [
    '| | Windows Server 2022 | Windows Server 2025 |\n|--|--|--|\n| Image version | 20348.5608.260911 | 26100.33296.260911 |\n| containerd | 2.0.5 | 2.1.1 |\n',
    ['20348.5608.260911', '26100.33296.260911'],
  ],
  [
    '<table><thead><tr><th>Windows</th><th>Was</th><th>Is</th></tr></thead><tbody><tr><td>2022</td><td>20348.5499.260812</td><td>20348.5608.260911</td></tr></tbody></table>',
    ['20348.5608.260911'],
  ],
  [
    '### Windows\n\n**2022**\n20348.5608.260911\n\n**2025**\n26100.33296.260911\n',
    ['20348.5608.260911', '26100.33296.260911'],
  ],
  [
    '* Both Windows Server 2022 (20348.5608.260911) and Windows Server 2025 (26100.33296.260911) have got the September updates.',
    ['20348.5608.260911', '26100.33296.260911'],
  ],
  ['* With this release the containerd of Windows goes to 2.0.5; it is part of 20348.5608.260911 and later.', []],
  ['The latest Windows Server 2022 node image version is `20348.5608.260911`.', ['20348.5608.260911']],
  [
    '* Hotfix: a new Windows Server 2025 VHD, 26100.33301.260919, corrects the clock drift introduced with 26100.33296.260911.',
    ['26100.33301.260919'],
  ],
  ['* The Windows Server 2022 image 20348.5612.260918 will begin rolling out next week.', []],
  ['* Image 26100.33301.260919 is planned for the October release.', []],
  ['* We expect to publish 20348.5612.260918 once validation is done.', []],
  ['* Windows Server 2025 26100.33301.260919 is being validated and has not reached any region.', []],
  ['* Rollout of 20348.5608.260911 has started and completes by September 30.', ['20348.5608.260911']],
  ['* Windows Server 2022 image 20348.5608.260911 had to be taken down after it broke overlay networks.', []],
  [
    '* We stopped the rollout of 26100.33296.260911; clusters keep 26100.33158.260812 until a fixed image is built.',
    [],
  ],
  [
    '* 20348.5608.260911 was published by mistake and is no longer offered. The current image remains 20348.5499.260812.',
    [],
  ],
  ['* Image 20348.5608.260911 is superseded by 20348.5612.260918.', ['20348.5612.260918']],
  ['* HostProcess containers need Windows image 20348.5499.260812 or newer.', []],
  ['The feature works on node images from 20348.5499.260812 on.', []],
  ['Make sure that your Windows node image version is 26100.33158.260812+ before you enable it.', []],
  ['Windows node pools below 20348.5386.260715 cannot join clusters with Kubernetes 1.36.', []],
  ['Upgrade Windows nodes to at least 20348.5608.260911 to get the fix.', []],
  [
    '* Fixed in node image 20348.5608.260911: kube-proxy no longer drops load balancer rules on Windows.',
    ['20348.5608.260911'],
  ],
  ['* Customers whose Windows image is older than 20348.5499.260812 must reimage.', []],
  [
    'For example, `AKSWindows-2022-containerd-gen2-20348.5608.260911` means build 20348, revision 5608, made on September 11, 2026.',
    [],
  ],
  [
    'The output resembles:\n\n```output\n{\n  "latestNodeImageVersion": "AKSWindows-2022-containerd-gen2-20348.5608.260911"\n}\n```\n',
    [],
  ],
  [
    '```bash\naz aks nodepool upgrade --node-image-only --name win22 # to AKSWindows-2022-containerd-20348.5608.260911\n```',
    [],
  ],
  [
    '| Field | Sample value |\n|--|--|\n| nodeImageVersion | AKSWindows-2022-containerd-20348.5608.260911 |\n| osSku | Windows2022 |\n',
    [],
  ],
  [
    'The value has the form `AKSWindows-<year>-<build>`, so `AKSWindows-2025-26100.33296.260911` is a Windows Server 2025 image.',
    [],
  ],
  ['Suppose your pool is on 20348.5386.260715: then two images have been skipped.', []],
  ['NAME     NODEIMAGEVERSION\nwinpool  AKSWindows-2022-containerd-gen2-20348.5499.260812\n', []],
  ['Provisioning failed with `VMExtensionProvisioningError` on AKSWindows-2022-containerd-20348.5499.260812.', []],
  ['Message: The gallery image version 26100.33296.260911 does not exist in this location.', []],
  ['`(BadRequest) node image AKSWindows-2022-20348.5020.260415 has expired and cannot be used for scale out`', []],
  [
    'After a node image upgrade from 20348.5386.260715 to 20348.5499.260812, every pod with a gMSA spec stays in ContainerCreating.',
    [],
  ],
  [
    'We see this on two clusters in north europe, both with AKSWindows-2022-containerd-gen2-20348.5499.260812 nodes.',
    [],
  ],
  [
    '**What you expected to happen**: pods start.\n\n**Environment**:\n- Windows image: 26100.33158.260812\n- CNI: overlay\n',
    [],
  ],
  [
    '@jane the pool was on 20348.5386.260715 until Tuesday, then we rolled to 20348.5499.260812 and the error was gone.',
    [],
  ],
  ['Could you tell me in which region 20348.5608.260911 is out?', []],
  ['Same here: 20348.5499.260812, Kubernetes 1.34.3, uksouth.', []],
  ['Nodes were reimaged last night and now report 26100.33158.260812.', []],
  ['The fix has shipped: 20348.5608.260911 carries it, please reimage your nodes.', ['20348.5608.260911']],
  ['* AKS on Azure Local: the Windows node image is now 20348.5608.260911.', []],
  ['* AKS Edge Essentials ships Windows image 17763.9001.260811.', []],
  ['* Windows Server 2022 image has been updated to 20348.5608.270911.', []],
  ['* Windows Server 2022 image has been updated to 2034.5608.260911 for all regions.', []],
  [
    '* Windows Server 2019 has no new image this month; it stays on 17763.8900.260115. Windows Server 2025 advances to 26100.33296.260911.',
    ['26100.33296.260911'],
  ],
  ['* Compared with 20348.5499.260812, image 20348.5608.260911 is 1.2 GB smaller.', ['20348.5608.260911']],
  [
    '* Windows Server 2022 image 20348.5608.260911 (was 20348.5499.260812): runhcs 0.13, pause 3.10.1.',
    ['20348.5608.260911'],
  ],
  ['* Fixed a regression in Windows image 20348.5499.260812, where HNS lost policies after a restart.', []],
  ['* Fixed kube-proxy restarts on Windows nodes after image 20348.5499.260812 of an earlier release.', []],
  ['* Fixed an issue with Windows Server 2022 image 20348.5499.260812 in which pods had no network.', []],
  [
    '# Windows pods lose their network\n\n**somebody** commented on Sep 16, 2026\n\nNode image is `AKSWindows-2022-20348.5499.260812`. Is it affected?',
    [],
  ],
  [
    '# Windows pods lose their network\n\n**somebody** commented on Sep 16, 2026\n\nBefore:\n\n`AKSWindows-2022-20348.5386.260715`\n\nAfter:\n\n`AKSWindows-2022-20348.5499.260812`',
    [],
  ],
  [
    '# Windows pods lose their network\n\n**somebody** (Member) commented on Sep 17, 2026\n\nNew Windows node images with the fix have been released:\n\n* Windows Server 2022: `20348.5608.260911`',
    ['20348.5608.260911'],
  ],
  [
    '# Windows VHDs of September\n\n> "base_image_version": "20348.5608.260908",\n\nIs this the version of the marketplace?',
    [],
  ],
  ['* Windows\n  - There is no Windows Server 2022 image this time; the latest one stays 20348.5386.260715.', []],
  [
    '**What happened**:\nWindows Server 2022 nodes go away at night.\n\n**Node image**: AKSWindows-2022-containerd-20348.5386.260715',
    [],
  ],
  ['The agent is started later. Tested with 20348.5608.260911 and 26100.33296.260911.', []],
  [
    'It was tried on the Windows images that are in production today:\n\n| SKU | Image |\n|--|--|\n| Windows 2022 | 20348.5608.260911 |\n',
    [],
  ],
  [
    '**[BUG] Upgrades of a Windows pool loop**\r\n\r\nOS SKU: Windows2022\r\nNode image: AKSWindows-2022-containerd-20348.5386.260715\r\n',
    [],
  ],
  ['* Windows Server 2022\n\n  Nodes that run on image 20348.5386.260715 must be reimaged.\n', []],
  ['* Windows Server 2022 image 20348.4405.251112, planned for this release, is delayed to the next.', []],
  [
    '@jdoe: Since we took `AKSWindows-2022-20348.5386.260715` some pods lose DNS.\n\n@kim (Collaborator): Go back to `20348.5200.260515` until then.',
    [],
  ],
  ['Run `az aks nodepool show`; a typical answer is `AKSWindows-2022-20348.5386.260715`.', []],
];
