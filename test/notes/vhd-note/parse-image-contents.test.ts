import { expect, test } from 'vitest';
import { parseImageContents } from '../../../src/notes/vhd-note/parse-vhd-note.ts';
import { vhdText } from './support/vhd-text.ts';

const FILE = 'vhd-notes/AKSWindows/2022/20348.4171.250910.txt';

test('tells the updates of an image by what they are, in the exact lines of its file', () => {
  expect(parseImageContents(vhdText(), FILE)).toEqual({
    version: '20348.4171.250910',
    kbs: [
      { id: 'KB5049617', kind: 'update', role: 'dotnet' },
      { id: 'KB5065432', kind: 'security', role: 'lcu' },
      { id: 'KB5065769', kind: 'security', role: 'ssu' },
    ],
    quote: [
      'KB5049617 : Update          : https://support.microsoft.com/kb/5049617',
      'KB5065432 : Security Update : https://support.microsoft.com/kb/5065432',
      'KB5065769 : Security Update : https://support.microsoft.com/kb/5065769',
    ].join('\n'),
  });
});

test('reads a file whose name is misspelt by its content', () => {
  const contents = parseImageContents(vhdText(), 'vhd-notes/AKSWindows/2022/0348.4171.250910.txt');
  expect(contents).toMatchObject({ version: '20348.4171.250910' });
});

test('says nothing of a file that is empty, of no image, or the file of another image', () => {
  expect(parseImageContents('', FILE)).toBeNull();
  expect(parseImageContents(vhdText({ qfes: ['Installed QFEs'] }), FILE)).toBeNull();
  expect(parseImageContents(vhdText(), 'vhd-notes/AKSWindows/2022/readme.txt')).toBeNull();
  expect(parseImageContents(vhdText(), 'vhd-notes/AKSWindows/2022/20348.4529.251212.txt')).toBeNull();
});
