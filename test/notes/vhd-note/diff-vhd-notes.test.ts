import { describe, expect, it } from 'vitest';
import { diffVhdNotes } from '../../../src/notes/vhd-note/diff-vhd-notes.ts';
import { parseVhdNote } from '../../../src/notes/vhd-note/parse-vhd-note.ts';
import { cachedFile, ctrRows, digest, qfe, type VhdTextParts, vhdText } from './support/vhd-text.ts';

const JULY = '20348.3932.250714.txt';
const SEPTEMBER = '20348.4171.250910.txt';

function note(fileName: string, parts: VhdTextParts = {}) {
  const osVersion = fileName.split('.').slice(0, 2).join('.');
  return parseVhdNote(vhdText({ systemInfo: ['System Info', `\tOS Version : ${osVersion}`], ...parts }), fileName);
}

describe('diffVhdNotes', () => {
  it('names what was added, removed and replaced', () => {
    const older = note(JULY, {
      qfes: [
        'Installed QFEs',
        qfe('KB5049617', 'Update'),
        qfe('KB5062572', 'Security Update'),
        qfe('KB5062793', 'Security Update'),
      ],
      runtime: ['ContainerD Info', 'Version: ctr github.com/containerd/containerd v1.6.21+azure'],
      images: [
        'Images:',
        ...ctrRows('mcr.microsoft.com/windows/servercore:10.0.20348.3932', digest('a')),
        ...ctrRows('mcr.microsoft.com/windows/nanoserver:ltsc2022', digest('b')),
      ],
      files: ['Cached Files:', cachedFile('win-k8s\\v1.28.5-1int.zip'), cachedFile('win-k8s\\v1.32.6-1int.zip')],
    });
    const newer = note(SEPTEMBER, {
      images: [
        'Images:',
        ...ctrRows('mcr.microsoft.com/windows/servercore:10.0.20348.4171', digest('c')),
        ...ctrRows('mcr.microsoft.com/windows/nanoserver:ltsc2022', digest('d')),
      ],
      files: [
        'Cached Files:',
        cachedFile('win-k8s\\v1.32.6-1int.zip'),
        cachedFile('private-packages\\v1.33.3-1int.zip'),
      ],
    });
    const diff = diffVhdNotes(older, newer);
    expect(diff).toMatchObject({
      from: '20348.3932.250714',
      to: '20348.4171.250910',
      osVersion: { from: '20348.3932', to: '20348.4171' },
      cumulativeUpdate: { from: 'KB5062572', to: 'KB5065432' },
      runtime: { from: 'containerd 1.6.21+azure', to: 'containerd 1.6.35+azure' },
      cachedKubernetesAdded: ['v1.33.3'],
      cachedKubernetesRemoved: ['v1.28.5'],
    });
    expect(diff.kbsAdded.map(({ id }) => id)).toEqual(['KB5065432', 'KB5065769']);
    expect(diff.kbsRemoved.map(({ id }) => id)).toEqual(['KB5062572', 'KB5062793']);
    expect(diff.baseImagesAdded.map(({ tag }) => tag)).toEqual(['10.0.20348.4171']);
    expect(diff.baseImagesRemoved.map(({ tag }) => tag)).toEqual(['10.0.20348.3932']);
    expect(diff.baseImagesUpdated.map(({ tag }) => tag)).toEqual(['ltsc2022']);
  });

  it('finds no change between an image and itself', () => {
    const diff = diffVhdNotes(note(SEPTEMBER), note(SEPTEMBER));
    expect(
      Object.values(diff)
        .filter((value) => typeof value !== 'string')
        .flat(),
    ).toEqual([null, null, null]);
  });

  it('calls nothing removed that the newer file merely does not tell', () => {
    const cutOff = note('20348.4529.251212.txt', { systemInfo: [], qfes: [], runtime: [], images: [], files: [] });
    expect(diffVhdNotes(note(SEPTEMBER), cutOff)).toMatchObject({
      osVersion: { from: '20348.4171', to: '20348.4529' },
      cumulativeUpdate: null,
      runtime: null,
      kbsRemoved: [],
      baseImagesRemoved: [],
      baseImagesUpdated: [],
      cachedKubernetesRemoved: [],
    });
    expect(diffVhdNotes(cutOff, note(SEPTEMBER))).toMatchObject({ kbsAdded: [], cachedKubernetesAdded: [] });
  });
});
