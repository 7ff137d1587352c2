import { describe, expect, it } from 'vitest';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';

function unreadOf(body: string): readonly string[] {
  return parseReleaseNote(body, '2026-09-25T12:00:00Z').unread;
}

describe('the drift alarm', () => {
  it.each([
    'AKS Windows Server 2022 image has been updated to 2026.07.15.',
    'Windows node images: see [notes](vhd-notes/AKSWindows/2025/latest.txt)',
    'Server 2025: `26100.33296.20260812`',
    'For Windows Server 2022 the hour strikes to which the new retirement rules apply.',
  ])('reports %j, which yields nothing', (passage) => {
    expect(unreadOf(`* ${passage}\n`)).toEqual([passage]);
  });

  it.each([
    ['a heading', '### Windows node image 20348.5386.99', '### Windows node image 20348.5386.99'],
    ['a line of code', '```\nServer 2022  20348.5386.26071512\n```', 'Server 2022  20348.5386.26071512'],
    ['a table row', '| OS | Image |\n|--|--|\n| Windows 2022 | 10.0.20348.53 |', '| Windows 2022 | 10.0.20348.53 |'],
    ['a date in a table', '| OS | Retirement |\n|--|--|\n| Windows 2022 | Q3 |', '| Windows 2022 | Q3 |'],
  ])('reports %s that yields nothing', (_where, note, passage) => {
    expect(unreadOf(note)).toEqual([passage]);
  });

  it.each([
    '* Windows Server 2022 retires on June 30, 2028.',
    '* Fixed a bug that removed Windows Server 2022 nodes.',
    '* Windows Server 2025 is generally available.',
    '* The pause image for Windows is updated to 3.10.',
    '* Kubernetes 1.36 is available.',
    '| OS | Images deleted |\n|--|--|\n| Windows 2025 | not announced |\n',
    "* Microsoft's extended support for the Windows Server 2019 product ends on 9 January 2029.",
    'Windows images have been updated:\n\n* 2022: 20348.5386.260715',
    '* The Windows node images of May are available:\n* WS2022: 20348.5386.260715',
    '* All Windows images older than 20348.5386.260715 are affected.',
    '',
  ])('stays silent on %j', (note) => {
    expect(unreadOf(note)).toEqual([]);
  });
});

describe('an end that may be meant, but not for sure', () => {
  it('is shown to people with its words, beside what the passage states', () => {
    const body =
      'Windows Server 2022 retires on June 30, 2028. Support for the Windows Server 2025 base layer ends on July 1, 2027.\n';
    const { retirements, unread } = parseReleaseNote(body, '2026-09-25T12:00:00Z');
    expect(retirements.map(({ subject }) => subject)).toEqual(['Windows2022']);
    expect(unread).toEqual(['Support for the Windows Server 2025 base layer ends on July 1, 2027.']);
  });

  it('is an image of no Windows build', () => {
    const { images, unread } = parseReleaseNote(
      '* Windows Server 2022 image: 12345.100.260901',
      '2026-09-25T12:00:00Z',
    );
    expect(images).toEqual([]);
    expect(unread).toEqual(['Windows Server 2022 image: 12345.100.260901']);
  });
});
