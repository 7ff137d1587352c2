import { describe, expect, it } from 'vitest';
import { parseVhdNote } from '../../../src/notes/vhd-note/parse-vhd-note.ts';
import { ctrRows, digest, qfe, vhdText } from './support/vhd-text.ts';

const NAME = 'vhd-notes/AKSWindows/2022/20348.4171.250910.txt';

/** Role of each KB, with a question mark where it is only likely. */
function rolesOf(qfes: readonly string[], updates: readonly string[], fileName = NAME): string[] {
  const text = vhdText({ header: [], qfes: ['Installed QFEs', ...qfes], updates: ['Installed Updates', ...updates] });
  return parseVhdNote(text, fileName).kbs.map(({ role, certain }) => (certain ? role : `${role}?`));
}

describe('parseVhdNote', () => {
  it('reads every fact of a whole file', () => {
    expect(parseVhdNote(vhdText(), NAME)).toEqual({
      imageVersion: '20348.4171.250910',
      osVersion: '20348.4171',
      osVersionFromFileName: '20348.4171',
      kbs: [
        { id: 'KB5049617', kind: 'update', role: 'dotnet', certain: false },
        { id: 'KB5065432', kind: 'security', role: 'lcu', certain: false },
        { id: 'KB5065769', kind: 'security', role: 'ssu', certain: false },
      ],
      runtime: 'containerd',
      runtimeVersion: '1.6.35+azure',
      baseImages: [
        { repository: 'servercore', tag: '10.0.20348.4171', digest: digest('b'), imageId: null },
        { repository: 'servercore', tag: '10.0.20348.887', digest: digest('a'), imageId: null },
        {
          repository: 'servercore/iis',
          tag: 'windowsservercore-ltsc2022',
          digest: digest('c'),
          imageId: null,
        },
        { repository: 'nanoserver', tag: 'ltsc2022', digest: digest('d'), imageId: null },
      ],
      cachedKubernetes: ['v1.32.6', 'v1.30.101-akslts', 'v1.29.5-hotfix.20240712'],
      cachedKubernetesPrivate: ['v1.33.3'],
    });
  });

  it('reads the same with every line end', () => {
    const expected = parseVhdNote(vhdText(), NAME);
    for (const end of ['\r\n', '\r']) expect(parseVhdNote(vhdText().replaceAll('\n', end), NAME)).toEqual(expected);
  });

  it('reads a Docker image table and the build number of its time', () => {
    const note = parseVhdNote(
      vhdText({
        header: ['Build Number: 20200904.5_2019_docker_master'],
        runtime: ['Docker Info', 'Version: Docker version 19.03.11, build 0da829ac52'],
        images: ['Images:', 'Repository  Tag  ID', 'mcr.microsoft.com/windows/servercore  ltsc2019  86eddd4761f5'],
      }),
      '17763.1397.200904.txt',
    );
    expect(note).toMatchObject({ runtime: 'docker', runtimeVersion: '19.03.11' });
    expect(note.baseImages).toEqual([
      { repository: 'servercore', tag: 'ltsc2019', digest: null, imageId: '86eddd4761f5' },
    ]);
  });

  it('reads the version behind a module path that has a version of its own', () => {
    const runtime = ['ContainerD Info', 'Version: ctr github.com/containerd/containerd/v2 v2.0.4+azure'];
    expect(parseVhdNote(vhdText({ runtime }))).toMatchObject({ runtime: 'containerd', runtimeVersion: '2.0.4+azure' });
  });

  it('counts a base image once that is also cached from a mirror', () => {
    const images = ['mcr.azk8s.cn', 'mcr.microsoft.com'].flatMap((host) =>
      ctrRows(`${host}/windows/nanoserver:1809`, digest('f')),
    );
    expect(parseVhdNote(vhdText({ images: ['Images:', ...images] })).baseImages).toHaveLength(1);
  });
});

describe('parseVhdNote, which KB is the cumulative update', () => {
  const dotnet = qfe('KB5000001', 'Update');

  it('is certain where the installed updates name it, wherever it stands', () => {
    const qfes = [
      dotnet,
      qfe('KB5000002', 'Security Update'),
      qfe('KB5000003', 'Security Update'),
      qfe('KB5000004', 'Security Update'),
    ];
    const updates = ['\t2024-09 Cumulative Update for Microsoft server operating system version 23H2 (KB5000002)'];
    expect(rolesOf(qfes, updates)).toEqual(['dotnet?', 'lcu', 'ssu?', 'ssu?']);
    expect(
      rolesOf([dotnet, qfe('KB5000003', 'Update')], ['\t2025-12 Security Update (KB5000003) (26100.7462)']),
    ).toEqual(['dotnet?', 'lcu']);
  });

  it('takes no .NET or Defender update for it', () => {
    const qfes = [dotnet, qfe('KB5000002', 'Security Update'), qfe('KB5000003', 'Security Update')];
    const updates = [
      '\t2026-04 .NET Framework Security Update (KB5000001)',
      '\tSecurity Update for Microsoft Defender Antivirus - KB5000003 (Version 1)',
    ];
    expect(rolesOf(qfes, updates)).toEqual(['dotnet', 'lcu?', 'ssu?']);
  });

  it('guesses by position: last before September 2021, then the first after .NET', () => {
    const qfes = [dotnet, qfe('KB5000002', 'Security Update'), qfe('KB5000003', 'Update'), qfe('KB5000004', 'Update')];
    expect(rolesOf(qfes, [], '17763.1911.210423.txt')).toEqual(['dotnet?', 'ssu?', 'ssu?', 'lcu?']);
    expect(rolesOf(qfes, [], '17763.2213.210922.txt')).toEqual(['dotnet?', 'lcu?', 'ssu?', 'ssu?']);
  });

  it('passes over the update that every 2019 image carries', () => {
    const qfes = [dotnet, qfe('KB5004424', 'Update'), qfe('KB5000002', 'Update'), qfe('KB5000003', 'Security Update')];
    expect(rolesOf(qfes, [], '17763.7240.250416.txt')).toEqual(['dotnet?', 'other?', 'lcu?', 'ssu?']);
  });
});

describe('parseVhdNote, broken files', () => {
  it('gives the build of the file name for an empty file', () => {
    for (const content of ['', '\r\n\r\n']) {
      const note = parseVhdNote(content, '2019/17763.5936.240612.txt');
      expect(note).toMatchObject({ osVersion: null, osVersionFromFileName: '17763.5936', kbs: [] });
    }
  });

  it('gives what is left of a file whose header is cut off', () => {
    const note = parseVhdNote(vhdText({ header: [], systemInfo: [] }), '17763.2803.220413.txt');
    const told = { osVersion: null, osVersionFromFileName: '17763.2803', runtimeVersion: '1.6.35+azure' };
    expect(note).toMatchObject(told);
    expect(note.kbs).toHaveLength(3);
  });

  it('gives the OS version of a file whose name is misspelt', () => {
    const misspelt = parseVhdNote(vhdText(), '2022/0348.4171.250910.txt');
    expect(misspelt).toMatchObject({ imageVersion: null, osVersion: '20348.4171' });
  });

  it('orders by the day in the file name where that of the build is impossible', () => {
    const header = ['Build Number: Release_20250231.1'];
    const qfes = ['Installed QFEs', qfe('KB5000001', 'Update'), qfe('KB5000002', 'Update'), qfe('KB5000003', 'Update')];
    const { kbs } = parseVhdNote(vhdText({ header, qfes, updates: [] }), '17763.1911.210423.txt');
    expect(kbs.find(({ role }) => role === 'lcu')?.id).toBe('KB5000003');
  });
});
