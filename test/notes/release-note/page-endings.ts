import type { NoteCase } from './note-cases.ts';

/** What pages of documentation and the answers in issues say in a table, a list, a field, or in plain words. */
export const PAGE_ENDINGS: readonly NoteCase[] = [
  [
    'Docker will not be supported on Windows node pools after May 1, 2027. After that you can not make new Windows pools with Docker.',
    ['WindowsFeature/DockerRuntime retirement 2027-05-01', 'WindowsFeature/DockerRuntime no-new-node-pools 2027-05-01'],
  ],
  [
    'Due to the summer season AKS version 1.33 will be removed at the end of September 2027.',
    ['Kubernetes/1.33 removal 2027-09'],
  ],
  [
    'Kubernetes 1.33 (community support) and 1.30 LTS both reach end of life on July 31, 2026.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.30 retirement 2026-07-31'],
  ],
  [
    'Docker on Windows nodes retires on May 1, 2027. After that date creating a Windows pool with Docker fails.',
    ['WindowsFeature/DockerRuntime retirement 2027-05-01', 'WindowsFeature/DockerRuntime no-new-node-pools 2027-05-01'],
  ],
  [
    'We retire Windows Server 2022 after 1.35 has reached its end of life, on April 30, 2027.',
    ['Windows2022 retirement 2027-04-30', 'Kubernetes/1.35 retirement 2027-04-30'],
  ],
  ['Remember that Windows Server 2022 retires on April 30, 2027.', ['Windows2022 retirement 2027-04-30']],
  [
    '* 1.33 LTS: until the end of July 2027\n* 1.34 LTS: until the end of November 2027\n',
    ['Kubernetes/1.33 retirement 2027-07', 'Kubernetes/1.34 retirement 2027-11'],
  ],
  ['1.34 leaves support in October 2026, so take 1.35 or 1.36.', ['Kubernetes/1.34 retirement 2026-10']],
  [
    'Windows Server 2022 stays available on 1.36 and below until its retirement on April 30, 2027.',
    ['Windows2022 retirement 2027-04-30'],
  ],
  [
    '# Windows Server 2019 on AKS\n\n## What changes on April 1, 2027\n\nNode images of Windows Server 2019 are deleted.\n',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    'Windows Server 2019 images can be used until April 1, 2027, but they do not get security updates any more.',
    ['Windows2019 image-removal 2027-04-01', 'Windows2019 no-new-images null'],
  ],
  ['1.25 goes out of support on January 14, 2027, please move on.', ['Kubernetes/1.25 retirement 2027-01-14']],
  [
    '@jdoe Windows Server 2022 is not supported on Kubernetes 1.37+, so this upgrade stops.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'Windows Server 2025 is the default from 1.37 on, and in 1.38, where Windows Server 2022 cannot be created, the only one.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'The default is Windows Server 2025 in Kubernetes 1.36, where Windows Server 2022 is not offered.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'On March 15, 2027 Windows Server 2022 will be retired, and on Kubernetes 1.35 and later no Windows Server 2022 node pools can be created.',
    ['Windows2022 retirement 2027-03-15', 'Windows2022 no-new-node-pools null'],
  ],
  [
    'We build no more images after April 30, 2027, the day Windows Server 2022 is retired on AKS.',
    ['Windows2022 no-new-images 2027-04-30', 'Windows2022 retirement 2027-04-30'],
  ],
  [
    'We have moved the date. Windows Server 2019 is now supported until April 30, 2027.',
    ['Windows2019 retirement 2027-04-30', 'Windows2019 date-changed 2027-04-30'],
  ],
  [
    'Windows Server 2019 VHDs are deleted from the shared gallery on March 1, 2027.',
    ['Windows2019 image-removal 2027-03-01'],
  ],
  [
    'Two minors leave the calendar: 1.30 under long-term support on June 30, 2026, and 1.33 under community support on July 31, 2026.',
    ['Kubernetes/1.30 retirement 2026-06-30', 'Kubernetes/1.33 retirement 2026-07-31'],
  ],
  ["Kubernetes 1.36 and later won't take Windows Server 2022 pools.", ['Windows2022 no-new-node-pools null']],
  ["On 1.35 your Windows Server 2022 pools stay, but you can't take them to 1.36.", []],
  ['Clusters on 1.36+ refuse Windows Server 2022 right now.', ['Windows2022 no-new-node-pools null']],
  [
    'As Windows Server 2019 is retired on March 1, 2027, the template should default to Windows Server 2025.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  ['The May 2027 image is going to be the last one for Windows Server 2019.', ['Windows2019 no-new-images 2027-05']],
  [
    'The updates of May 2027 are the last ones to go into Windows Server 2019 images.',
    ['Windows2019 no-new-images 2027-05'],
  ],
  [
    'Be done before March 1, 2027. That day Windows Server 2019 loses its support.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    'Kubernetes 1.33 leaves community support on July 31, 2026. From August it has platform support only, and there are no patches.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.33 platform-support 2026-08'],
  ],
  [
    'Kubernetes 1.33 is at the end of its community support on July 31, 2026. The day after it is on platform support only.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.33 platform-support 2026-08-01'],
  ],
  [
    'Support for Windows Server 2022 ends on November 30, 2028, and its images are removed in March.',
    ['Windows2022 retirement 2028-11-30', 'Windows2022 image-removal 2029-03'],
  ],
  ['Kubernetes 1.31 is offered only to clusters that have LTS enabled.', ['Kubernetes/1.31 lts-only null']],
  ['Kubernetes 1.33 is the oldest minor in community support. Older ones exist as LTS only.', []],
  ['## Windows Server 2019\n\n**Node images:** deleted from March 1, 2027', ['Windows2019 image-removal 2027-03-01']],
  [
    '## Retirement of Windows Server 2022\n\n**Announced:** March 15, 2024\n**End of support:** June 30, 2028',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    '## Windows Server 2022 milestones\n\n| Milestone | Date |\n|--|--|\n| Retirement announced | March 15, 2024 |\n| Last node image | June 13, 2028 |\n| Images removed, no scaling | June 30, 2029 |',
    ['Windows2022 no-new-images 2028-06-13', 'Windows2022 image-removal 2029-06-30'],
  ],
  [
    '## Windows Server 2019: the dates\n\n| When | What |\n|--|--|\n| March 1, 2027 | last node image with fixes |\n| June 1, 2027 | the images are deleted; scaling fails |',
    ['Windows2019 no-new-images 2027-03-01', 'Windows2019 image-removal 2027-06-01'],
  ],
  [
    'The following minors have been taken out of the list:\n\n- 1.29\n- 1.30',
    ['Kubernetes/1.29 removal null', 'Kubernetes/1.30 removal null'],
  ],
  [
    '**Which Kubernetes version is the last one for Windows Server 2022?**\n\n1.35. AKS offers no such pools on later minors.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'We have begun to take the Windows Server 2019 node images out of the galleries. The removal finishes on March 1, 2027.',
    ['Windows2019 image-removal 2027-03-01'],
  ],
  [
    'Windows Server 2019 images that are still in the gallery get deleted on March 1, 2027, after which scaling fails.',
    ['Windows2019 image-removal 2027-03-01'],
  ],
  [
    'Update 2026-05-20: the end of community support for 1.33 is moved by a month. New end: August 31, 2026 (was July 31, 2026).',
    ['Kubernetes/1.33 retirement 2026-08-31', 'Kubernetes/1.33 date-changed 2026-08-31'],
  ],
  ['The retirement of the Annual Channel that was to come this month is on hold.', []],
  ['Add a Windows Server 2025 pool, move over, and delete the old one before you upgrade.', []],
  ['Windows Server 2022 pools work as before. Closing, feel free to open another issue.', []],
  ['Upstream maintenance of 1.32 ends on February 28, 2027, and that of 1.33 on June 28, 2027.', []],
  [
    '# AKS enabled by Azure Arc\n\nAKS on Windows Server 2019 and Windows Server 2022 hosts is retired on March 27, 2028.',
    [],
  ],
  ['Windows Server 2022 is not available on 1.36 upwards.', ['Windows2022 no-new-node-pools null']],
  [
    'Calls that add a node pool with `osSKU: Windows2019` are rejected from March 1, 2027 on.',
    ['Windows2019 no-new-node-pools 2027-03-01'],
  ],
  [
    'The retirement of Windows Server 2022 pools, announced for March 15, 2027, is now set to June 30, 2028.',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 date-changed 2028-06-30'],
  ],
  [
    "As of today Windows Server 2022 can't be used on Kubernetes 1.36 and later.",
    ['Windows2022 no-new-node-pools null'],
  ],
  ['From March 1, 2027 all `AKSWindows-2019` node images are gone.', ['Windows2019 image-removal 2027-03-01']],
  [
    '**Retirement date of the Annual Channel:** May 15, 2027\n\n**What changes?**\n\n- From the retirement date on you can no longer add `WindowsAnnual` node pools.',
    ['WindowsAnnual retirement 2027-05-15', 'WindowsAnnual no-new-node-pools 2027-05-15'],
  ],
  [
    'The OS of your pool is Windows Server 2019. Stay on 1.32 till the OS retires on March 1, 2027, or bring in a new pool and delete the old one.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  ['`Windows2022` is blocked for new node pools from Kubernetes 1.36 on.', ['Windows2022 no-new-node-pools null']],
  ['I thought that Kubernetes 1.33 was end of life already.', []],
  ['`az aks get-versions` no longer lists Kubernetes 1.30.', ['Kubernetes/1.30 removal null']],
  ["Kubernetes 1.33's end of life was planned for July 31, 2026. More on that soon.", []],
  [
    'New clusters with Kubernetes 1.31 are possible only when `AKSLongTermSupport` is set.',
    ['Kubernetes/1.31 lts-only null'],
  ],
  [
    'You can add Windows Server 2022 pools only if the cluster runs Kubernetes 1.35 or lower.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    "We're postponing the removal of Windows Server 2019 images by three months. Instead of March 1, 2027 it now happens on June 1, 2027.",
    ['Windows2019 date-changed 2027-06-01'],
  ],
  [
    "1. From Kubernetes 1.36 you can't use `--os-sku Windows2022`.\n2. On June 30, 2028 we stop shipping node images.",
    ['Windows2022 no-new-node-pools null', 'Windows2022 no-new-images 2028-06-30'],
  ],
  ['* Windows Server 2022 works as before.\n* On May 31, 2027 we no longer support or patch Azure Linux 2.0.', []],
  [
    'Support for Windows Server 2019 ends on March 1, 2027. You then have until June 1, 2027, when we delete the node images.',
    ['Windows2019 retirement 2027-03-01', 'Windows2019 image-removal 2027-06-01'],
  ],
  [
    "What you can't do is add a Windows Server 2022 pool to a cluster on 1.36 or newer.",
    ['Windows2022 no-new-node-pools null'],
  ],
  ['Kubernetes 1.33 moved into platform support on July 31, 2026.', ['Kubernetes/1.33 platform-support 2026-07-31']],
  [
    "From June 1, 2027 the image gallery doesn't contain Windows Server 2019 node images.",
    ['Windows2019 image-removal 2027-06-01'],
  ],
  [
    '| | 1.31 | 1.32 | 1.36 |\n|--|--|--|--|\n| Windows Server 2022 | ✅ | ✅ | ❌ |\n| Windows Server 2025 | ❌ | ✅ | ✅ |',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    "Although 1.32 LTS runs until the end of March 2027, Windows Server 2019 isn't supported on it after March 1, 2027.",
    ['Kubernetes/1.32 retirement 2027-03', 'Windows2019 retirement 2027-03-01'],
  ],
  [
    'Requests to add a Windows Server 2022 pool to a cluster with Kubernetes >= 1.36 are rejected with `SkuNotSupportedHere`.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'Windows Server 2025 is generally available. You need no feature flag anymore; it will be removed from the API on May 31, 2027.',
    [],
  ],
  [
    'No new pools of the Annual Channel can be created. The channel as a whole is going to be retired on May 15, 2027.',
    ['WindowsAnnual no-new-node-pools null', 'WindowsAnnual retirement 2027-05-15'],
  ],
  ['`az aks nodepool add --os-sku Windows2019` fails in the API now.', ['Windows2019 no-new-node-pools null']],
  [
    'Support for Windows Server 2019 on AKS ended on March 1, 2027, and since that day AKS rejects requests for new node pools with this OS.',
    ['Windows2019 retirement 2027-03-01', 'Windows2019 no-new-node-pools 2027-03-01'],
  ],
  [
    'From Kubernetes 1.36 on, `--os-sku Windows2022` returns a validation error.',
    ['Windows2022 no-new-node-pools null'],
  ],
  ['Windows Server 2019 has had no new image since March 2026.', ['Windows2019 no-new-images 2026-03']],
  [
    'Upgrade to Kubernetes 1.36 or later, where Windows Server 2022 is not available.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'After careful thought, we will retire Windows Server 2019 on March 1, 2027.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    'The retirement of Windows Server 2019, which was on hold, takes place on 1Mar2027.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    "1.36 and above doesn't support Windows Server 2022, and when you upgrade a cluster that has such pools, the upgrade fails with an error.",
    ['Windows2022 no-new-node-pools null'],
  ],
  ['Is Windows Server 2022 being retired? Yes, on June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  [
    'Move your pools before June 30, 2028 as AKS will stop supporting Windows Server 2022 that day.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    "With the retirement of Kubernetes 1.31, you'll no longer be able to create clusters on this version from July 31.",
    ['Kubernetes/1.31 no-new-node-pools 2026-07-31'],
  ],
  [
    "From 1.37, the default becomes Windows2025, and Windows2022 isn't available any more for new pools.",
    ['Windows2022 no-new-node-pools null'],
  ],
  ["Windows Server 2022 images aren't offered from Kubernetes 1.37 onwards.", ['Windows2022 no-new-node-pools null']],
  [
    '1. **March 1, 2027**: Windows Server 2019 is retired.\n2. **April 1, 2028**: node images are removed.',
    ['Windows2019 retirement 2027-03-01', 'Windows2019 image-removal 2028-04-01'],
  ],
  [
    "Before you go to 1.36, replace every Windows Server 2022 pool, since this OS isn't supported there.",
    ['Windows2022 no-new-node-pools null'],
  ],
  ["1.34 GA'd in October 2025 and is supported until October 2026.", ['Kubernetes/1.34 retirement 2026-10']],
  [
    'Windows Server 2022 with Docker as the runtime will be retired on May 1, 2027.',
    ['WindowsFeature/DockerRuntime retirement 2027-05-01'],
  ],
  [
    "You can use Windows Server 2022 on 1.36 and below until then, but you can't create Windows Server 2022 pools on 1.37 or later.",
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'The original end date of 1.33 in July 2026 has been moved to September 30, 2026.',
    ['Kubernetes/1.33 date-changed 2026-09-30', 'Kubernetes/1.33 retirement 2026-09-30'],
  ],
  ['The original retirement date of Windows Server 2022 was March 15, 2027.', []],
  [
    'Windows Server 2022 retires on June 30, 2028.\n\n**What happens after this date?**\n\n- We build no more Windows Server 2022 images.',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 no-new-images 2028-06-30'],
  ],
  [
    'Windows Server 2022 retires after Kubernetes 1.36 reaches its end of life, and is not supported in later versions.',
    ['Windows2022 retirement null', 'Windows2022 no-new-node-pools null'],
  ],
  [
    "You can't create node pools that use the `Windows2022` OS SKU on Kubernetes 1.37 and later.",
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'You have until March 1, 2027, when Windows Server 2019 pools go out of support.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    "The run fails when the target is 1.37 or later, because Windows Server 2022 isn't supported on these versions.",
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    "We've decided to push the end of support for Windows Server 2022 from March 15, 2027 to June 30, 2028:\n\n- No Windows Server 2022 pools in 1.37 or later.",
    ['Windows2022 retirement 2028-06-30', 'Windows2022 date-changed 2028-06-30', 'Windows2022 no-new-node-pools null'],
  ],
  [
    'If you keep Windows Server 2019 pools after the retirement date of March 1, 2027:\n\n- The pools get no patches.',
    ['Windows2019 retirement 2027-03-01', 'Windows2019 no-new-images 2027-03-01'],
  ],
  ['Five days to go until Windows Server 2019 is retired (June 3).', ['Windows2019 retirement 2026-06-03']],
  [
    'You can create Windows Server 2019 pools until the retirement of Windows Server 2019 on March 1, 2027.',
    ['Windows2019 no-new-node-pools null', 'Windows2019 retirement 2027-03-01'],
  ],
  [
    "# Windows Server 2019 retirement\n\n| Date | Change |\n|---|---|\n| April 30, 2027 | You can't create pools with `--os-sku Windows2019`. |\n| May 15, 2027 | Support ends. |",
    ['Windows2019 no-new-node-pools 2027-04-30', 'Windows2019 retirement 2027-05-15'],
  ],
  [
    'Windows Server 2022 is supported until June 30, 2028, and 1.37 is the first version that will not offer it.',
    ['Windows2022 retirement 2028-06-30', 'Windows2022 no-new-node-pools null'],
  ],
  [
    'For Windows Server 2019, the image of March 2027 is going to be the last one, because Windows Server 2019 is retired on April 1, 2027.',
    ['Windows2019 no-new-images 2027-03', 'Windows2019 retirement 2027-04-01'],
  ],
  [
    '| OS | Kubernetes versions | Retires |\n|---|---|---|\n| Windows Server 2022 | 1.23 and later, not available in 1.37 and later | June 2028 |',
    ['Windows2022 retirement 2028-06', 'Windows2022 no-new-node-pools null'],
  ],
  [
    '| OS SKU | Default | Not available |\n|---|---|---|\n| `Windows2022` | 1.25 and later | K8s 1.37+ |',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'Community support of 1.32 has ended. 1.32 stays available with LTS until March 2027.',
    ['Kubernetes/1.32 retirement null', 'Kubernetes/1.32 retirement 2027-03'],
  ],
  [
    'The Windows Server 2019 images stay until April 1, 2027, after that they are deleted.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  ["From 1.36 on there's no Windows Server 2022 node image.", ['Windows2022 no-new-node-pools null']],
  [
    '# Windows Server 2019 on AKS\n\n| When | What |\n|---|---|\n| May 15, 2027 | Retirement: no security patches |\n| May 15, 2028 | Images removed |',
    [
      'Windows2019 retirement 2027-05-15',
      'Windows2019 no-new-images 2027-05-15',
      'Windows2019 image-removal 2028-05-15',
    ],
  ],
  ['Windows Server 2019: the image removal date (April 30, 2027) stays.', ['Windows2019 image-removal 2027-04-30']],
  [
    'It took longer, so Windows Server 2019 now retires on April 30, 2027.',
    ['Windows2019 retirement 2027-04-30', 'Windows2019 date-changed 2027-04-30'],
  ],
  [
    '1.33 is available with long-term support only from now on, until July 2027.',
    ['Kubernetes/1.33 lts-only null', 'Kubernetes/1.33 retirement 2027-07'],
  ],
  [
    'If you go to 1.34 now, note that its community support ends on October 1, 2026.',
    ['Kubernetes/1.34 retirement 2026-10-01'],
  ],
  ['Windows Server 2022 is retired with the end of Kubernetes 1.36.', ['Windows2022 retirement null']],
  ['AKS 1.33 goes off support on July 31, 2026.', ['Kubernetes/1.33 retirement 2026-07-31']],
  [
    'As of March 1, 2027, AKS no longer supports or provides security updates for Windows Server 2019.',
    ['Windows2019 retirement 2027-03-01', 'Windows2019 no-new-images 2027-03-01'],
  ],
  [
    '- **Today:** Windows Server 2022 is supported on Kubernetes 1.36 and below.\n- **June 30, 2028:** Windows Server 2022 is not supported anymore.',
    ['Windows2022 no-new-node-pools null', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    'Windows Server 2019 retires on March 1, 2027. Its images are removed two weeks later.',
    ['Windows2019 retirement 2027-03-01', 'Windows2019 image-removal 2027-03-15'],
  ],
  [
    'Clusters on 1.32 that are not on LTS have platform support only from May 2026.',
    ['Kubernetes/1.32 platform-support 2026-05'],
  ],
  [
    '| Kubernetes version | Windows Server 2022 | Windows Server 2025 |\n|---|---|---|\n| 1.37 | ❌ | ✔️ |\n| 1.36 | ❌ | ✔️ |\n| 1.35 | ✔️ | ✔️ |\n| 1.31 | ✔️ | ❌ |',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'Windows Server 2022 stays supported on `1.36` and earlier versions until June 30, 2028.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    'Windows Server 2022 cannot be used on AKS 1.37 and above, neither for new pools nor by upgrading others.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'For example, to list the pools, run:\n\n```\naz aks list\n```\n\nStarting on March 1, 2027, AKS no longer supports Windows Server 2019.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    '## Requirements\n\nAKS stops supporting Windows Server 2019 on March 1, 2027.',
    ['Windows2019 retirement 2027-03-01'],
  ],
  [
    'The Windows Server 2019 images that are already published stay available until May 1, 2027.',
    ['Windows2019 image-removal 2027-05-01'],
  ],
  [
    "Windows Server 2022 remains supported until March 2027, but it can't be used with Kubernetes 1.36 and later, so if you upgrade soon, take a newer one.",
    ['Windows2022 retirement 2027-03', 'Windows2022 no-new-node-pools null'],
  ],
  [
    'The day on which we delete the Windows Server 2022 node images has been postponed from June 1, 2028 to June 1, 2029.',
    ['Windows2022 image-removal null', 'Windows2022 date-changed 2029-06-01'],
  ],
  [
    'Kubernetes 1.33 was retired on June 30, 2026 and has moved to platform support.',
    ['Kubernetes/1.33 retirement 2026-06-30', 'Kubernetes/1.33 platform-support 2026-06-30'],
  ],
  ['After this date Kubernetes 1.33 will be removed from the portal and the CLI.', ['Kubernetes/1.33 removal null']],
  [
    'AKS will no longer offer Windows Server 2022 node images after June 30, 2028.',
    ['Windows2022 no-new-images 2028-06-30'],
  ],
  [
    'All of the Windows Server 2022 node images are removed on June 30, 2028.',
    ['Windows2022 image-removal 2028-06-30'],
  ],
  ['AKS versions up to 1.33 are retired on June 30, 2028.', ['Kubernetes/1.33 retirement 2028-06-30']],
  ['Windows Server 2019: unsupported since March 1, 2026.', ['Windows2019 retirement 2026-03-01']],
  [
    'Windows Server 2022 goes away once Kubernetes 1.36 reaches end of life (EOL) and is not supported on 1.37 and later.',
    ['Windows2022 retirement null', 'Windows2022 no-new-node-pools null'],
  ],
  [
    '| SKU | Minors | Remarks |\n|--|--|--|\n| `Windows2022` | 1.24 to 1.36 | Not available in Kubernetes 1.37 and later. Retires on June 30, 2028. |\n| `Windows2025` | 1.33 and later | The default. |',
    ['Windows2022 no-new-node-pools null', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    'You can go on with instances that run, but scale operations and the creation of Windows Server 2022 node pools fail after June 30, 2028.',
    ['Windows2022 image-removal 2028-06-30', 'Windows2022 no-new-node-pools 2028-06-30'],
  ],
  [
    'If your pools still use Docker, scaling and node pool creation will fail after June 30, 2028, when the Docker runtime retires for Windows node pools.',
    [
      'WindowsFeature/DockerRuntime image-removal 2028-06-30',
      'WindowsFeature/DockerRuntime no-new-node-pools 2028-06-30',
      'WindowsFeature/DockerRuntime retirement 2028-06-30',
    ],
  ],
  [
    "Kubernetes 1.33 leaves community support on July 31, 2026. Clusters on 1.33 that aren't enrolled in LTS will be on platform support after that date.",
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.33 platform-support 2026-07-31'],
  ],
  ['You have until June 30, 2028 to migrate away from Windows Server 2022.', ['Windows2022 retirement 2028-06-30']],
  [
    'The `Windows2022` value for `--os-sku` is deprecated and will be removed in API version 2027-09-01.',
    ['Windows2022 retirement null', 'Windows2022 removal null'],
  ],
  [
    'On 30 June 2029 the Windows Server 2022 node images are removed from AKS, and operations such as scaling, reimage and upgrades fail from then on.',
    ['Windows2022 image-removal 2029-06-30'],
  ],
  [
    'Azure NPM for Windows nodes is retired on 30 September 2026. It is not possible to use it on Windows Server 2025.',
    ['WindowsFeature/AzureNPM retirement 2026-09-30'],
  ],
  [
    'The deletion of Windows Server 2022 node images moves from April 1, 2027 to June 1, 2027. Windows Server 2022 pools stay unsupported in the meantime, and no security patches are provided.',
    [
      'Windows2022 date-changed 2027-06-01',
      'Windows2022 image-removal 2027-06-01',
      'Windows2022 no-new-images null',
      'Windows2022 retirement null',
    ],
  ],
  [
    "AKS deletes the node images of Windows Server 2022 on 30 June 2029. Until then you can scale pools, but Windows Server 2022 isn't supported.",
    ['Windows2022 image-removal 2029-06-30', 'Windows2022 retirement null'],
  ],
  [
    'Windows Server 2022 is no longer an available OS option for node pools running Kubernetes 1.37+.',
    ['Windows2022 no-new-node-pools null'],
  ],
  ['In Kubernetes 1.37 and later, `Windows2022` is rejected by the AKS API.', ['Windows2022 no-new-node-pools null']],
  ['Windows Server 2022 images get their final update in June 2028.', ['Windows2022 no-new-images 2028-06']],
  ['Dropped support for Windows Server 2019.', ['Windows2019 retirement null']],
  ['All 1.29.x versions are removed.', ['Kubernetes/1.29 removal null']],
  [
    "Windows Server 2022 leaves AKS on June 30, 2028. You can't add new Windows Server 2022 pools, or upgrade older ones, with Kubernetes 1.37 and above.",
    ['Windows2022 retirement 2028-06-30', 'Windows2022 no-new-node-pools null'],
  ],
  [
    "Windows Server 2022 won't be offered on Kubernetes 1.37 and above, and will be retired in June 2028.",
    ['Windows2022 no-new-node-pools null', 'Windows2022 retirement 2028-06'],
  ],
  [
    "The retirement of Windows Server Annual Channel moves to 31 January 2027. New node pools still can't be created.",
    [
      'WindowsAnnual date-changed 2027-01-31',
      'WindowsAnnual no-new-node-pools null',
      'WindowsAnnual retirement 2027-01-31',
    ],
  ],
  [
    "On 30 June 2029 AKS removes the images of Windows Server 2022. Pools that still run Windows Server 2022 can't be scaled or upgraded from that day.",
    ['Windows2022 image-removal 2029-06-30'],
  ],
  [
    'Docker on Windows retires on May 1, 2027. After that day, scaling an existing node pool will fail.',
    ['WindowsFeature/DockerRuntime image-removal 2027-05-01', 'WindowsFeature/DockerRuntime retirement 2027-05-01'],
  ],
  ['Windows Server 2022 node pools run without support after June 30, 2028.', ['Windows2022 retirement 2028-06-30']],
  [
    'AKS has extended support for Kubernetes 1.33 until August 31, 2026.',
    ['Kubernetes/1.33 date-changed 2026-08-31', 'Kubernetes/1.33 retirement 2026-08-31'],
  ],
  [
    'As of 1.37, the AKS API returns a validation error for the Windows2022 OS SKU.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'EOL for 1.33: 31 August 2026 (was 31 July 2026).',
    ['Kubernetes/1.33 date-changed 2026-08-31', 'Kubernetes/1.33 retirement 2026-08-31'],
  ],
  [
    'Docker on Windows retires on May 1, 2027. After that date creation of Windows node pools with Docker will fail.',
    ['WindowsFeature/DockerRuntime no-new-node-pools 2027-05-01', 'WindowsFeature/DockerRuntime retirement 2027-05-01'],
  ],
  [
    '| SKU | Least version | Remarks |\n|--|--|--|\n| `Windows2022` | 1.23 | Not supported in Kubernetes 1.37+. Retires on June 30, 2028. |',
    ['Windows2022 no-new-node-pools null', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    'AKS builds no node images for Windows Server 2022 after 30 June 2028, when Windows Server 2022 is retired. The images will be deleted on 30 June 2029. Your node pools will be unsupported.',
    [
      'Windows2022 image-removal 2029-06-30',
      'Windows2022 no-new-images 2028-06-30',
      'Windows2022 retirement 2028-06-30',
    ],
  ],
  [
    'Whoever needs time should plan the move to Windows Server 2025 until 30 June 2028, the end of support for Windows Server 2022.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  ['Windows Server 2022 stays unsupported on Kubernetes 1.37 and later.', ['Windows2022 no-new-node-pools null']],
  ['* The Windows Server 2022 VHD is removed from SIG on 2029-06-30.', ['Windows2022 image-removal 2029-06-30']],
  [
    '## Windows Server 2022 leaves AKS on June 30, 2028\n\n### When are the node images removed?\n\nOn June 30, 2029.',
    ['Windows2022 image-removal 2029-06-30', 'Windows2022 retirement 2028-06-30'],
  ],
  [
    'AKS will deprecate and remove Kubernetes version 1.33 on August 31, 2026.',
    ['Kubernetes/1.33 removal 2026-08-31', 'Kubernetes/1.33 retirement 2026-08-31'],
  ],
  [
    'The retirement of Kubernetes 1.33, which we had planned for July 31, 2026, is postponed to August 31, 2026 because 1.37 is late.',
    ['Kubernetes/1.33 date-changed 2026-08-31', 'Kubernetes/1.33 retirement 2026-08-31'],
  ],
  [
    'The end of support of Kubernetes 1.33 was July 31, 2026, and is now August 31, 2026.',
    ['Kubernetes/1.33 date-changed 2026-08-31', 'Kubernetes/1.33 retirement 2026-08-31'],
  ],
  ["From April 2027 on Windows Server 2022 isn't built any more.", ['Windows2022 no-new-images 2027-04']],
  ['As announced in March, the images of Windows Server 2022 are deleted.', ['Windows2022 image-removal null']],
  [
    'Clusters on 1.34 that are not enrolled in LTS now only get platform support.',
    ['Kubernetes/1.34 platform-support null'],
  ],
  [
    'We have put off the day on which the images of Windows Server 2022 are deleted from March 1 to June 30, 2027.',
    ['Windows2022 date-changed 2027-06-30'],
  ],
  ['No Windows Server 2022 images this month and from now on.', ['Windows2022 no-new-images 2026-05']],
  [
    'AKS version 1.32 is deprecated and only available with LTS.',
    ['Kubernetes/1.32 retirement null', 'Kubernetes/1.32 lts-only null'],
  ],
  [
    '| OS SKU | Support | Node images |\n|--|--|--|\n| Windows Server 2022 | Not supported | Not available |\n| Windows Server 2025 | Supported | Available |',
    ['Windows2022 retirement null'],
  ],
  [
    'The images of Windows Server 2022 stay where they are until the spring. On April 1, 2028, all of them will be removed.',
    ['Windows2022 image-removal 2028-04-01'],
  ],
  [
    'With Windows Server 2022 retiring on June 30, 2028, we have to make all of our pools anew.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  [
    '**somebody** (Collaborator) commented on Nov 19, 2025\n\nLater we also delete the Windows Server 2022 node images, and scaling will fail from then on.',
    ['Windows2022 image-removal null'],
  ],
  ['No new Windows Server 2022 images will be built from this release on.', ['Windows2022 no-new-images null']],
  [
    'We heard your feedback and the retirement of Kubernetes 1.33 has been moved from July 31 to August 31, 2026, to give you a month more.',
    ['Kubernetes/1.33 date-changed 2026-08-31', 'Kubernetes/1.33 retirement 2026-08-31'],
  ],
  [
    'Docker on Windows node pools was retired on May 1, 2023. Scaling operations as well as node pool creation with Docker fail since then.',
    [
      'WindowsFeature/DockerRuntime retirement 2023-05-01',
      'WindowsFeature/DockerRuntime image-removal 2023-05-01',
      'WindowsFeature/DockerRuntime no-new-node-pools 2023-05-01',
    ],
  ],
  [
    "Kubernetes 1.33 doesn't help you for long, it is retired on July 31, 2026, so please go to 1.34 or later.",
    ['Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    "Standard support for 1.33 ended on July 31, 2026. Clusters on this version that aren't enrolled in LTS get platform support only.",
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.33 platform-support 2026-07-31'],
  ],
  [
    "AKS version 1.33 will reach end of standard support on July 31, 2026. After that it's only available with LTS.",
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.33 lts-only 2026-07-31'],
  ],
  [
    '# Windows Server 2025\n\n**Limitations**\n\n- FIPS stays on.\n\n---\n\nNothing changes for Windows Server 2022. As announced, it remains supported until June 30, 2028.',
    ['Windows2022 retirement 2028-06-30'],
  ],
  ['@some-body LTS for 1.32 ends on November 30, 2026.', ['Kubernetes/1.32 retirement 2026-11-30']],
  [
    '# Windows VHDs of June\n\nNo! People scale on them. All 2022 images will be removed on April 1, 2028, not earlier.',
    ['Windows2022 image-removal 2028-04-01'],
  ],
  [
    'A cluster on 1.32, for instance, has to go to 1.34 first, because 1.32 is now only available with LTS.',
    ['Kubernetes/1.32 lts-only null'],
  ],
  [
    'Docker on Windows node pools will now be retired on May 1, 2027.',
    ['WindowsFeature/DockerRuntime retirement 2027-05-01', 'WindowsFeature/DockerRuntime date-changed 2027-05-01'],
  ],
  [
    'AKS stops providing patches to Windows Server 2022 nodes on May 4, 2028.',
    ['Windows2022 no-new-images 2028-05-04'],
  ],
  ['You have until May 4, 2027 to move clusters off Kubernetes 1.33.', ['Kubernetes/1.33 retirement 2027-05-04']],
  ['Replace your pools ahead of the end of Windows Server 2022 on May 4, 2028.', ['Windows2022 retirement 2028-05-04']],
  ['Retirement notice: Windows Server 2022 in AKS, final date May 4, 2028.', ['Windows2022 retirement 2028-05-04']],
  ['WS2022 Gen1 images are discontinued in May 2027.', ['WindowsFeature/Gen1 no-new-images 2027-05']],
  ['The last day on which AKS supports 1.33 under LTS is May 4, 2028.', ['Kubernetes/1.33 retirement 2028-05-04']],
  ['Windows annual channel images (23H2) stop shipping in August 2026.', ['WindowsAnnual no-new-images 2026-08']],
  [
    'Users lose the ability to create Windows Server 2022 pools on May 4.',
    ['Windows2022 no-new-node-pools 2026-05-04'],
  ],
  ['This release includes the last planned image for Windows Server 2022.', ['Windows2022 no-new-images null']],
  ['From 1.38 on, clusters can no longer contain Windows Server 2022 pools.', ['Windows2022 no-new-node-pools null']],
  [
    "Node image upgrades won't be offered for Windows Server 2022 after June 2028.",
    ['Windows2022 no-new-images 2028-06'],
  ],
  [
    'Kubernetes 1.29 and 1.30 are past community support.',
    ['Kubernetes/1.29 retirement null', 'Kubernetes/1.30 retirement null'],
  ],
  ['Once community support for 1.33 is over, which is in July 2026, upgrade.', ['Kubernetes/1.33 retirement 2026-07']],
  ['The next version to leave standard support is 1.33, on July 31, 2026.', ['Kubernetes/1.33 retirement 2026-07-31']],
  ['Windows pools: with LTS you are supported on 1.33 until July 2027.', ['Kubernetes/1.33 retirement 2027-07']],
  [
    'Windows Server 2019 ends after Kubernetes 1.32 reaches its end of life in March 2027.',
    ['Kubernetes/1.32 retirement 2027-03', 'Windows2019 retirement 2027-03'],
  ],
  [
    'Generation 1 virtual machines for Windows node pools retire on May 4, 2028.',
    ['WindowsFeature/Gen1 retirement 2028-05-04'],
  ],
  [
    'Scale-out and reimage fail from May 4, 2028 for any Windows Server 2022 pool.',
    ['Windows2022 image-removal 2028-05-04'],
  ],
  ['Kubernetes 1.33 was removed and no longer appears in `az aks get-versions`.', ['Kubernetes/1.33 removal null']],
  ['Block creation of node pools with `--os-sku Windows2022` on 1.38+.', ['Windows2022 no-new-node-pools null']],
  ['Version 1.33 hits end of life in July 2026.', ['Kubernetes/1.33 retirement 2026-07']],
  [
    '# Kubernetes 1.33\n\nSo we are turning it off: CSI proxy on Windows node pools will be retired on May 4, 2027.',
    ['WindowsFeature/CSIProxy retirement 2027-05-04'],
  ],
  [
    'The Windows Server 2019 images were removed on April 1, 2027, so no new nodes can be created in these pools.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    'Windows Server 2019 has been unsupported since March 1, 2026, and no patches have been released for its images since then.',
    ['Windows2019 retirement 2026-03-01', 'Windows2019 no-new-images 2026-03-01'],
  ],
  [
    'When 1.33 ends on July 31, 2026, clusters without LTS move to platform support.',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.33 platform-support 2026-07-31'],
  ],
  [
    "The pool is still Windows Server 2019, and it can't follow you to Kubernetes 1.33 because that OS isn't supported there any more.",
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    'For example, a run to 1.33 fails for members with Windows Server 2019 pools, since this OS is not supported on 1.33 and later.',
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    "Support for Windows Server 2022 ends in May 2027, and Kubernetes 1.36 won't offer it for node pools.",
    ['Windows2022 retirement 2027-05', 'Windows2022 no-new-node-pools null'],
  ],
  [
    'AKS retired Windows Server 2019 on May 4, 2026, and the API rejects new node pools with this SKU ever since.',
    ['Windows2019 retirement 2026-05-04', 'Windows2019 no-new-node-pools 2026-05-04'],
  ],
  [
    'The gMSA integration for Windows node pools will be retired on May 4, 2027.',
    ['WindowsFeature/GMSA retirement 2027-05-04'],
  ],
  [
    'In short: Calico for Windows managed by AKS is being retired on May 4, 2027.',
    ['WindowsFeature/Calico retirement 2027-05-04'],
  ],
  [
    '- [x] Windows annual channel node images deleted from all regions (done May 4, 2026)',
    ['WindowsAnnual image-removal 2026-05-04'],
  ],
  ['ACTION REQUIRED AKS retires Windows Server 2022 on May 4, 2027!', ['Windows2022 retirement 2027-05-04']],
  ['AKS retires Windows Server Annual Channel for Containers on May 4, 2027!', ['WindowsAnnual retirement 2027-05-04']],
  [
    'Per our policy, AKS no longer builds node images for Windows Server 2019, which was retired on March 1, 2026.',
    ['Windows2019 no-new-images null', 'Windows2019 retirement 2026-03-01'],
  ],
  [
    'Note that Kubernetes 1.32, which is on long-term support until April 30, 2027, will be removed from AKS in June 2027.',
    ['Kubernetes/1.32 retirement 2027-04-30', 'Kubernetes/1.32 removal 2027-06'],
  ],
  [
    'Today we announced that Windows 2022 will be retired in Kubernetes v1.37 and above (ETA March 2027).',
    ['Windows2022 retirement 2027-03'],
  ],
  [
    'This is a reminder that node pools with Windows Server 2022 can be used up to 1.35 LTS.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'Windows Server 2022 retires on May 4, 2027.\n\n* From June 1, 2028:\n  * All existing Windows Server 2022 images are removed.\n',
    ['Windows2022 retirement 2027-05-04', 'Windows2022 image-removal 2028-06-01'],
  ],
  [
    '**OS SKU:** `Windows2022`\n**Retirement date:** May 4, 2027\n**Creation of node pools blocked from:** Kubernetes 1.36\n',
    ['Windows2022 retirement 2027-05-04', 'Windows2022 no-new-node-pools null'],
  ],
  [
    '| | Windows Server 2022 | Windows Server 2025 |\n|--|--|--|\n| Not available from Kubernetes | 1.36 | - |\n| Retirement date | May 2027 | Open |\n',
    ['Windows2022 no-new-node-pools null', 'Windows2022 retirement 2027-05'],
  ],
  [
    'AKS has removed Kubernetes 1.31. New clusters can no longer be created with this version, with or without LTS.',
    ['Kubernetes/1.31 removal null', 'Kubernetes/1.31 no-new-node-pools null'],
  ],
  [
    'Since the annual channel was retired last October, its images will be removed on May 4, 2027.',
    ['WindowsAnnual retirement 2025-10', 'WindowsAnnual image-removal 2027-05-04'],
  ],
  [
    'Heads up 👋 AKS 1.33 goes out of support on May 4, 2027, so plan for 1.34.',
    ['Kubernetes/1.33 retirement 2027-05-04'],
  ],
  [
    'NOTE - Windows Server 2022 on\nAKS will be retired on\n4 May\n2027. Please move to\nWindows Server 2025.\n',
    ['Windows2022 retirement 2027-05-04'],
  ],
  ['@somebody 1.33 is out of support since May 4, 2026.', ['Kubernetes/1.33 retirement 2026-05-04']],
  [
    'From March 2027 on, version 1.33 is available only on clusters that use the Premium tier with the `AKSLongTermSupport` plan.',
    ['Kubernetes/1.33 lts-only 2027-03'],
  ],
  [
    'Windows Server 2022 (`Windows2022`) is supported until May 4, 2027, after Kubernetes 1.35 reaches its end of life.',
    ['Windows2022 retirement 2027-05-04', 'Kubernetes/1.35 retirement null'],
  ],
  [
    '`Windows2025` is the default in 1.36, where Windows Server 2022 (WS2022) is no longer available.',
    ['Windows2022 no-new-node-pools null'],
  ],
  ['Windows Server 2022 LTSC cannot be used with AKS 1.36 & above.', ['Windows2022 no-new-node-pools null']],
  [
    'Windows Server 2022 on Azure Kubernetes Service (AKS) retires on May 4, 2027, after Kubernetes 1.35 reaches end of life.',
    ['Windows2022 retirement 2027-05-04', 'Kubernetes/1.35 retirement null'],
  ],
  [
    'Do it before May 4, 2027, when support for the 2022 SKU ends, so that both are supported meanwhile.',
    ['Windows2022 retirement 2027-05-04'],
  ],
  [
    'Without that option AKS uses `Windows2025`, as `Windows2022` is not offered from 1.36 up.',
    ['Windows2022 no-new-node-pools null'],
  ],
  ['The reason is that AKS 1.36 does not support Windows Server 2022.', ['Windows2022 no-new-node-pools null']],
  [
    'As of 4 May 2027 AKS will neither support nor patch node pools with Windows Server 2022.',
    ['Windows2022 retirement 2027-05-04', 'Windows2022 no-new-images 2027-05-04'],
  ],
  [
    '4 May 2028 is the day on which all Windows Server 2022 node images disappear. Pools with Windows Server 2022 are unsupported already, and scaling fails beyond that day.',
    ['Windows2022 image-removal 2028-05-04', 'Windows2022 retirement null'],
  ],
  [
    'What happens on 4 May 2027: Windows Server 2022 node pools keep running, but they become unsupported and no longer get image updates.',
    ['Windows2022 retirement 2027-05-04', 'Windows2022 no-new-images 2027-05-04'],
  ],
  [
    'Requests that add a node pool with `osSku` set to `Windows2022` are now rejected, regardless of the Kubernetes version of the cluster.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'From May 4, 2027, Kubernetes 1.35 is available only to clusters that are enrolled in Long Term Support.',
    ['Kubernetes/1.35 lts-only 2027-05-04'],
  ],
  [
    'Creation of Windows Server 2022 pools on Kubernetes 1.36 is now blocked with the error code `SkuNotSupported`.',
    ['Windows2022 no-new-node-pools null'],
  ],
  [
    'Support for Windows Server 2019 (`Windows2019`), Windows Server 2022 (`Windows2022`) and 23H2 ends on May 4, 2028.',
    ['Windows2019 retirement 2028-05-04', 'Windows2022 retirement 2028-05-04', 'WindowsAnnual retirement 2028-05-04'],
  ],
  // What stands between an end and what goes on about it takes nothing over.
  [
    'Windows Server 2019 reaches its end on AKS on May 4, 2027. Windows Server 2022 and Windows Server 2025 stay as they are. After that date you cannot create new node pools.',
    ['Windows2019 retirement 2027-05-04', 'Windows2019 no-new-node-pools 2027-05-04'],
  ],
  [
    'Kubernetes 1.33 leaves support on May 4, 2027. Kubernetes 1.36 is generally available. It leaves support in May 2028.',
    ['Kubernetes/1.33 retirement 2027-05-04', 'Kubernetes/1.36 retirement 2028-05'],
  ],
  [
    'Windows Server 2022 retires on May 4, 2027. Windows Server 2025 is the recommended successor. It is no longer possible to create node pools from then on.',
    ['Windows2022 retirement 2027-05-04', 'Windows2022 no-new-node-pools 2027-05-04'],
  ],
  [
    '## Windows Server 2022 retires on May 4, 2027\n\nWindows Server 2025 is available. The existing node images are removed on June 1, 2028.',
    ['Windows2022 retirement 2027-05-04', 'Windows2022 image-removal 2028-06-01'],
  ],
  [
    'Windows Server 2022 retires on May 4, 2027. Windows Server 2025 stays supported. What changes:\n\n- New node pools can no longer be created.\n- Existing node images are removed on June 1, 2028.',
    [
      'Windows2022 retirement 2027-05-04',
      'Windows2022 no-new-node-pools 2027-05-04',
      'Windows2022 image-removal 2028-06-01',
    ],
  ],
  [
    'Please do not forget that Kubernetes 1.33 goes out of support on May 4, 2027.',
    ['Kubernetes/1.33 retirement 2027-05-04'],
  ],
  [
    'The last note did not mention that Windows Server 2022 retires on May 4, 2027.',
    ['Windows2022 retirement 2027-05-04'],
  ],
  // Two things, however they are joined.
  [
    'On May 4, 2027, AKS ends support for Windows Server 2019 and 2022.',
    ['Windows2019 retirement 2027-05-04', 'Windows2022 retirement 2027-05-04'],
  ],
  [
    'Windows Server 2019 (and Windows Server 2022) will not be supported after May 4, 2027.',
    ['Windows2019 retirement 2027-05-04', 'Windows2022 retirement 2027-05-04'],
  ],
  [
    'Windows Server 2019, together with Windows Server 2022, is retired on May 4, 2027.',
    ['Windows2019 retirement 2027-05-04', 'Windows2022 retirement 2027-05-04'],
  ],
  [
    'Kubernetes 1.33, as well as Kubernetes 1.34, goes out of support on May 4, 2027.',
    ['Kubernetes/1.33 retirement 2027-05-04', 'Kubernetes/1.34 retirement 2027-05-04'],
  ],
  ['Windows Server 2022 images leave the gallery on May 4, 2028.', ['Windows2022 image-removal 2028-05-04']],
  ['Support for Windows Server 2019 ended in March of last year.', ['Windows2019 retirement 2025-03']],
  ['Kubernetes 1.33 will be removed by the end of the year.', ['Kubernetes/1.33 removal 2026-12']],
  ['Kubernetes 1.33 leaves support on March 31 next year.', ['Kubernetes/1.33 retirement 2027-03-31']],
  [
    'Move to another release before that date.After May 4, 2027, Windows Server 2022 is no longer supported.',
    ['Windows2022 retirement 2027-05-04'],
  ],
  [
    'Kubernetes 1.33 has reached its End of Life.Please upgrade, `Microsoft.Compute` is not affected.',
    ['Kubernetes/1.33 retirement null'],
  ],
  ['**KUBERNETES V1.33 LEAVES SUPPORT ON MAY 4, 2027**', ['Kubernetes/1.33 retirement 2027-05-04']],
  // A denial is of what it names, and a beginning is no end.
  [
    'Windows Server 2022 retires on May 4, 2027; that is not the case for Windows Server 2025.',
    ['Windows2022 retirement 2027-05-04'],
  ],
  ['We withdrew the preview image; Windows Server 2022 retires on May 4, 2027.', ['Windows2022 retirement 2027-05-04']],
  [
    'Kubernetes 1.33 leaves community support on May 4, 2027. Long-term support begins on May 5, 2027.',
    ['Kubernetes/1.33 retirement 2027-05-04'],
  ],
  [
    'Windows Server 2019 retires on May 4, 2027. Windows Server 2025 is in preview. Support begins on June 3, 2026.',
    ['Windows2019 retirement 2027-05-04'],
  ],
  ['Windows Server 2019 will be retired on 1 March of next year.', ['Windows2019 retirement 2027-03-01']],
  [
    'New nodes can no longer be created on Windows Server 2019 node pools after May 4, 2027.',
    ['Windows2019 image-removal 2027-05-04'],
  ],
  [
    'With the retirement of Windows Server 2022 on May 4, 2027, no new node images are published.',
    ['Windows2022 retirement 2027-05-04', 'Windows2022 no-new-images 2027-05-04'],
  ],
  [
    'Kubernetes 1.32 LTS and the community version of 1.35 are going out of support on May 4, 2027.',
    ['Kubernetes/1.32 retirement 2027-05-04', 'Kubernetes/1.35 retirement 2027-05-04'],
  ],
  [
    'Kubernetes 1.38 becomes generally available on May 4, 2027, and 1.35 drops out of support with it.',
    ['Kubernetes/1.35 retirement 2027-05-04'],
  ],
  [
    'Kubernetes 1.34 LTS ends on May 4, 2027, and Ubuntu 22.04, which is its default, has been out of support since May 1, 2026.',
    ['Kubernetes/1.34 retirement 2027-05-04'],
  ],
  ['Kubernetes 1.34 is not supported on Windows Server 2019.', ['Windows2019 no-new-node-pools null']],
  [
    'Calico for Windows node pools is retired on May 4, 2027. Windows Server 2019 had a replacement long ago. The existing node images are removed on June 1, 2028.',
    ['WindowsFeature/Calico retirement 2027-05-04', 'Windows2019 image-removal 2028-06-01'],
  ],
  [
    'Windows Server 2019 (and Windows Server 2022 from 2028) retires on May 4, 2027.',
    ['Windows2019 retirement 2027-05-04'],
  ],
  [
    'Windows Server 2025 retires on May 4, 2029, and from Kubernetes 1.45 on you cannot create node pools with it.',
    ['Windows2025 retirement 2029-05-04', 'Windows2025 no-new-node-pools null'],
  ],
  [
    "Make sure you're aware that support for Windows Server 2019 ends on May 4, 2027.",
    ['Windows2019 retirement 2027-05-04'],
  ],
  [
    'AKS removes Kubernetes 1.33 on May 4, 2027, which is later than the end of its lifecycle.',
    ['Kubernetes/1.33 removal 2027-05-04'],
  ],
  [
    "The retirement date of Windows Server 2019 isn't going to change, it stays May 4, 2027.",
    ['Windows2019 retirement 2027-05-04'],
  ],
  ['Kubernetes 1.33 LTS only goes EOL on May 4, 2027.', ['Kubernetes/1.33 retirement 2027-05-04']],
  [
    'Generation 1 images for Windows node pools are retired on May 4, 2027.',
    ['WindowsFeature/Gen1 retirement 2027-05-04'],
  ],
  [
    'Two versions leave standard support soon: 1.32 and 1.33. The former is out of support on May 4, 2027, the latter on June 1, 2027.',
    ['Kubernetes/1.32 retirement 2027-05-04', 'Kubernetes/1.33 retirement 2027-06-01'],
  ],
  [
    'Windows Server 2019 is still around. Its node images are kept so that pools can be scaled. That changes soon: all of them will be removed on May 4, 2027.',
    ['Windows2019 image-removal 2027-05-04'],
  ],
  [
    "Windows Server 2022 images are built each month. There won't be any new ones after May 4, 2027.",
    ['Windows2022 no-new-images 2027-05-04'],
  ],
  [
    "Windows Server 2022 support ends on May 4, 2027. Images of Ubuntu 22.04 follow a schedule of their own. They'll be deleted on June 30, 2028.",
    ['Windows2022 retirement 2027-05-04'],
  ],
  [
    "There won't be new Windows Server 2019 images, since its support ended on March 1.",
    ['Windows2019 no-new-images null', 'Windows2019 retirement 2026-03-01'],
  ],
  [
    "What if I keep Windows Server 2019 after May 4, 2027:\n\n- You can't upgrade the node pools to Kubernetes version 1.38 or later.",
    ['Windows2019 no-new-node-pools null'],
  ],
  [
    'Correction, May 4, 2026: this post gave a wrong date for the removal of the Windows Server 2022 node images.',
    ['Windows2022 image-removal null'],
  ],
  ['Reminder: 1.33 remains in standard support through May 4, 2027.', ['Kubernetes/1.33 retirement 2027-05-04']],
  ['Support for Kubernetes version 1.33 lapses on May 4, 2027.', ['Kubernetes/1.33 retirement 2027-05-04']],
  [
    "Since May 4, 2026 you can't create clusters with Kubernetes 1.33 unless LTS is enabled.",
    ['Kubernetes/1.33 no-new-node-pools 2026-05-04', 'Kubernetes/1.33 lts-only 2026-05-04'],
  ],
  [
    'Please ignore the date in our last mail: Windows Server 2022 retires on May 4, 2027.',
    ['Windows2022 retirement 2027-05-04'],
  ],
  ["AKS isn't planning to support Windows Server 2022 after May 4, 2027.", ['Windows2022 retirement 2027-05-04']],
  [
    'We are planning to stop building Windows Server 2022 images on May 4, 2027.',
    ['Windows2022 no-new-images 2027-05-04'],
  ],
  [
    'Not only Windows Server 2019 but also Windows Server 2022 loses support on May 4, 2027.',
    ['Windows2019 retirement 2027-05-04', 'Windows2022 retirement 2027-05-04'],
  ],
  [
    'Not only 1.32 but also 1.33 is deprecated.',
    ['Kubernetes/1.32 retirement null', 'Kubernetes/1.33 retirement null'],
  ],
  [
    'Windows Server 2022 retires on May 4, 2027. Node images are provided until that day.',
    ['Windows2022 retirement 2027-05-04', 'Windows2022 no-new-images 2027-05-04'],
  ],
  ["In other words, Windows Server 2022 isn't available in 1.37.", ['Windows2022 no-new-node-pools null']],
  [
    'You have until May 4, 2027 to move off Windows Server 2022, after which no node images are produced.',
    ['Windows2022 retirement 2027-05-04', 'Windows2022 no-new-images 2027-05-04'],
  ],
  [
    'Your Kubernetes version (1.33) reaches the end of standard support on May 4, 2027.',
    ['Kubernetes/1.33 retirement 2027-05-04'],
  ],
  ['Windows Server 2022 is no longer supported for worker nodes.', ['Windows2022 retirement null']],
  [
    'Microsoft will no longer release critical updates, including security updates, for Windows Server 2022 images after May 4, 2027.',
    ['Windows2022 no-new-images 2027-05-04'],
  ],
  ['Windows Server 2022 support runs to March 15, 2027.', ['Windows2022 retirement 2027-03-15']],
  [
    '1.30 patch releases ended in August; LTS continues to July 2027.',
    ['Kubernetes/1.30 retirement 2025-08', 'Kubernetes/1.30 retirement 2027-07'],
  ],
  ['Windows Server 2022 retiring on March 15, 2027', ['Windows2022 retirement 2027-03-15']],
  ['## Kubernetes versions leaving support\n\n1. v1.33 (July 31, 2026)', ['Kubernetes/1.33 retirement 2026-07-31']],
  ['Kubernetes 1.33 community support ending soon (July 31, 2026)', ['Kubernetes/1.33 retirement 2026-07-31']],
  [
    '| Date | What ends |\n|--|--|\n| July 31, 2026 | Community support of 1.33 |\n| July 31, 2027 | LTS of 1.33 |',
    ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.33 retirement 2027-07-31'],
  ],
  [
    'Our two oldest minors, 1.32 and 1.33, leave support on 31 March and 31 July 2026, respectively.',
    ['Kubernetes/1.32 retirement 2026-03-31', 'Kubernetes/1.33 retirement 2026-07-31'],
  ],
  [
    'The images go later: those for Windows Server 2019 are deleted on April 1, 2027.',
    ['Windows2019 image-removal 2027-04-01'],
  ],
  [
    '### Can I still add Windows Server 2019 node pools?\n\nOn Kubernetes 1.32, yes. On 1.33 and later, no.',
    ['Windows2019 no-new-node-pools null'],
  ],
];
