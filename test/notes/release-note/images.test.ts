import { describe, expect, it } from 'vitest';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';

function imagesOf(body: string): string[] {
  return parseReleaseNote(body, '2026-09-25T12:00:00Z').images.map((i) => `${i.osSku} ${i.version} ${i.linkedVersion}`);
}

const FOLDER = 'vhd-notes/AKSWindows';

describe('images that a note announces', () => {
  it.each([
    [
      'a bare version with its link',
      `* Windows Server 2022 node images are now at [20348.5386.260715](${FOLDER}/2022/20348.5386.260715.txt).`,
      ['Windows2022 20348.5386.260715 20348.5386.260715'],
    ],
    [
      'a full name in back-ticks behind an en dash',
      `- Server 2025 Gen1/Gen2 – [\`AKSWindows-2025-26100.33296.260812.\`](${FOLDER}/2025/26100.33296.260812.txt)`,
      ['Windows2025 26100.33296.260812 26100.33296.260812'],
    ],
    [
      'a leading v, and a non-breaking space',
      `* AKS Windows\u00a0Server 23H2 image moves to [v25398.2330.260513](${FOLDER}/23H2/25398.2330.260513.txt)`,
      ['WindowsAnnual 25398.2330.260513 25398.2330.260513'],
    ],
    [
      'an annual image called 2022-23H2, linked into the wrong folder',
      `* Image: [AKSWindows-2022-23H2-25398.2330.260513](${FOLDER}/2022/25398.2330.260513.txt)`,
      ['WindowsAnnual 25398.2330.260513 25398.2330.260513'],
    ],
    [
      'a label that disagrees with its link',
      `* Windows 2022 image updated to [20348.5386.260715](${FOLDER}/2022/20348.5020.260415.txt).`,
      ['Windows2022 20348.5386.260715 20348.5020.260415'],
    ],
    [
      'plain text without a link',
      '* The Windows Server 2019 image has been updated to 17763.8389.260210.',
      ['Windows2019 17763.8389.260210 null'],
    ],
    [
      'a label without a version',
      `* New Windows 2022 image: [release notes](${FOLDER}/2022/20348.5386.260715.txt).`,
      ['Windows2022 20348.5386.260715 20348.5386.260715'],
    ],
    [
      'a plain version followed by the bare address of its notes',
      `* Windows image updated to 20348.5386.260715, notes: https://example.com/${FOLDER}/2022/20348.5386.260715.txt`,
      [`Windows2022 20348.5386.260715 20348.5386.260715`],
    ],
    [
      'two images in one sentence',
      `* Windows images are now [17763.8389.260210](${FOLDER}/2019/17763.8389.260210.txt) (WS2019) and [20348.4773.260210](${FOLDER}/2022/20348.4773.260210.txt) (WS2022).`,
      ['Windows2019 17763.8389.260210 17763.8389.260210', 'Windows2022 20348.4773.260210 20348.4773.260210'],
    ],
    [
      'a list without links under a heading',
      '## Windows node images\n\n* Server 2022: 20348.5386.260715\n* Server 2025: 26100.33296.260812\n',
      ['Windows2022 20348.5386.260715 null', 'Windows2025 26100.33296.260812 null'],
    ],
    [
      'a table',
      `| Windows image | version |\n|---|---|\n| Server 2022 | [20348.5386.260715](${FOLDER}/2022/20348.5386.260715.txt) |`,
      ['Windows2022 20348.5386.260715 20348.5386.260715'],
    ],
    [
      'a build that is new to us',
      `* Windows Server 2028 image has been updated to [30412.100.260913](${FOLDER}/2028/30412.100.260913.txt)`,
      ['Windows30412 30412.100.260913 30412.100.260913'],
    ],
  ])('reads %s', (_wording, note, images) => {
    expect(imagesOf(note)).toEqual(images);
  });

  it.each([
    'There is a known issue in Windows image 20348.5386.260715; do not upgrade to it.',
    'If you are running 20348.5020.260415 or earlier, upgrade your Windows node pools.',
    '* AKS Ubuntu 22.04 node image has been updated to [202607.09.0](vhd-notes/AKSUbuntu/2204/202607.09.0.txt).',
    '* Azure Linux image has been updated to [AzureLinux-202607.09.0](vhd-notes/AzureLinux/202607.09.0.txt).',
    '* Azure CNI for Windows is updated to v1.6.21; CSI proxy to v1.2.1.',
    '* The Windows kernel is 10.0.20348.5386.',
    'The naming scheme of an image shows its day: AKSWindows-2022-containerd-20348.3091.250117 is of January 17.',
    '### Known issues\nWindows Server 2022 nodes of image version 20348.4171.250910 may lose their route. Until a fix is out, reimage them.',
    'Expected: a new node has Windows image 26100.32690.260415. Actual: nothing happens.',
    'The label `kubernetes.azure.com/node-image-version=AKSWindows-2022-containerd-20348.4529.251212` is set, yet updates are missing.',
    'The rollout of Windows node images is paused. Image 20348.5139.260507 is not to be used.',
  ])('announces nothing in %j', (note) => {
    expect(imagesOf(note)).toEqual([]);
  });

  it('takes the linked version where the label has an impossible date, and keeps the label as written', () => {
    const note = `* Windows 2022 image updated to [20348.5386.261315](${FOLDER}/2022/20348.5386.260715.txt).`;
    expect(imagesOf(note)).toEqual(['Windows2022 20348.5386.261315 20348.5386.260715']);
    expect(imagesOf('* Windows 2022 image updated to 20348.5386.261315.')).toEqual([]);
  });

  it('quotes the sentence and gives the link as written', () => {
    const line = `Windows 2022 image updated to [20348.5386.260715](${FOLDER}/2022/20348.5386.260715.txt).`;
    const [image] = parseReleaseNote(`* ${line}\n`, null).images;
    expect(image?.quote).toBe(line);
    expect(image?.link).toBe(`${FOLDER}/2022/20348.5386.260715.txt`);
  });
});
