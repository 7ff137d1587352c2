import { describe, expect, it } from 'vitest';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';

const PUBLISHED = '2026-05-29T12:00:00Z';

function read(note: string): { retirements: string[]; images: string[]; unread: readonly string[] } {
  const { retirements, images, unread } = parseReleaseNote(note, PUBLISHED);
  return {
    retirements: retirements.map(
      ({ subject, phase, date, fromKubernetes }) => `${subject} ${phase} ${date ?? `from ${fromKubernetes}`}`,
    ),
    images: images.map(({ version }) => version),
    unread,
  };
}

describe('ends that are told in the language of documentation and issues', () => {
  it.each([
    [
      'Node pools that run Kubernetes 1.34+ cannot use Windows Server 2019.',
      ['Windows2019 no-new-node-pools from 1.34'],
    ],
    [
      'On Kubernetes version 1.38 and above Windows Server 2022 is not going to be supported.',
      ['Windows2022 no-new-node-pools from 1.38'],
    ],
    [
      'You may stay on Windows Server 2019 until 1 May 2027; from Kubernetes 1.34 up Windows Server 2019 is not supported.',
      ['Windows2019 no-new-node-pools from 1.34'],
    ],
    [
      'New Windows Server 2022 node pools are impossible from Kubernetes 1.38 up.',
      ['Windows2022 no-new-node-pools from 1.38'],
    ],
    ['With 1.36 GA, 1.33 is deprecated by end of July 2026', ['Kubernetes/1.33 retirement 2026-07']],
    [
      'Kubernetes 1.36 is GA, and 1.33 will not be deprecated until the end of August 2026.',
      ['Kubernetes/1.33 retirement 2026-08'],
    ],
    [
      'Kubernetes 1.33 is deprecated on 31 July 2026, after which it is removed from portal, CLI and API.',
      ['Kubernetes/1.33 retirement 2026-07-31', 'Kubernetes/1.33 removal 2026-07-31'],
    ],
    [
      'Community support of 1.34 and LTS of 1.31 end in November 2026.',
      ['Kubernetes/1.34 retirement 2026-11', 'Kubernetes/1.31 retirement 2026-11'],
    ],
    [
      'We will end community support for 1.34 and LTS for 1.31 on 30 November 2026.',
      ['Kubernetes/1.34 retirement 2026-11-30', 'Kubernetes/1.31 retirement 2026-11-30'],
    ],
  ])('%s', (note, expected) => {
    expect(read(note).retirements).toEqual(expected);
  });

  it('reads the cells of a row about the OS SKU that the row names', () => {
    const table = [
      '| OsSku | Kubernetes | Remarks |',
      '|---|---|---|',
      '| `Windows2022` | Not available in K8s 1.38+ | Retires in June 2028. FIPS is on. |',
      '| `Windows2025` | 1.32+ | The default. |',
    ].join('\n');
    expect(read(table).retirements).toEqual([
      'Windows2022 no-new-node-pools from 1.38',
      'Windows2022 retirement 2028-06',
    ]);
  });
});

describe('a line that leads to a list', () => {
  it('says of every item what it says', () => {
    const note =
      'These OS SKUs are retired on March 1, 2027:\n\n- Windows Server 2019\n- Windows Server Annual Channel\n';
    expect(read(note).retirements).toEqual([
      'Windows2019 retirement 2027-03-01',
      'WindowsAnnual retirement 2027-03-01',
    ]);
  });
});

describe('what is no end', () => {
  it.each([
    'Within 30 days after that version has been removed you have to upgrade from Kubernetes 1.31.',
    'Azure Linux 2.0 ended on 30 November 2025, while the LTS support of AKS 1.29 goes EoL after that of Azure Linux 2.0.',
    'Kubenet clusters cannot use Windows Server 2022 node pools.',
    'Istio 1.24 GA, 1.22 is deprecated by March 2026',
  ])('%s', (note) => {
    expect(read(note).retirements).toEqual([]);
  });
});

describe('versions that are no announcement', () => {
  it('are those that a program printed', () => {
    const note =
      'The upgrade was skipped:\n\n```json\n{"message": "node image version AKSWindows-2022-containerd-20348.5020.260415 is already at the target"}\n```\n';
    expect(read(note).images).toEqual([]);
  });

  it('are those built long after the note, which a person is shown', () => {
    const line = '* Updated the Windows Server 2022 node image to 20348.5499.261214.';
    expect(read(line)).toMatchObject({ images: [], unread: [line.slice(2)] });
  });

  it('but a version that continues the line above it is one', () => {
    const note =
      '* Bump Windows images to 5B. Windows 2019: KB5000001 (OS Build 17763.8700). Version: 17763.8700.260512. Windows 2022: KB5000002. Gen1 Version: 20348.5100.260512.';
    expect(read(note).images).toEqual(['17763.8700.260512', '20348.5100.260512']);
  });
});
