import { describe, expect, it } from 'vitest';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';
import { tameMarkdown } from '../../../src/notes/text/tame-markdown.ts';

/** GitHub's largest body; `SOAK` reads that much of everything. */
const LARGEST = 125_000;
const SIZE = process.env['SOAK'] ? LARGEST : 5_000;

const HOSTILE: Readonly<Record<string, string>> = {
  'asterisks in one run': '*',
  'asterisks between words': 'a**a*',
  'unclosed brackets': '[a ',
  'unclosed images': '![a ',
  'unclosed links': '[a](<b',
  'brackets side by side': '[a][b',
  'nested quotes': '>',
  'nested lists': '- ',
  'quotes on every line': '> > > > > > > > > a\n',
  'unclosed footnotes': '[^a',
  definitions: '[a]: b\n',
  'back-ticks': '`a``b',
  'unclosed tags': '<a href="',
  'table rows': 'a|b\n-|-\n',
  'headings under a line': 'Kubernetes 1.30\n===\n',
  'web addresses': 'www.a.b((((',
  'blank lines': '\n',
  'one endless sentence': 'creating new a b c d e f ',
  'endings without end': 'Kubernetes 1.30 is deprecated. ',
  'dates without end': 'March 1, 2026 and ',
  'emphasis and words': '*a_ ',
  'empty links': '[a](',
  underscores: '_a',
  ampersands: '&a',
  'versions without end': '17763.1.220101 ',
  'notices in fields': '- What: Windows Server 2022\n- When: 2026-01-01\n',
};

describe('hostile Markdown', () => {
  it.each(Object.entries(HOSTILE))('comes to an end with %s, and finds nothing that is not there', (_name, piece) => {
    const body = piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
    expect(parseReleaseNote(body, null).images).toEqual([]);
  });

  const pieces = ['Kubernetes 1.30 will be removed and ', 'no longer ', 'images and ', 'creating new a b c d '];
  it.each(pieces.slice(0, process.env['SOAK'] ? pieces.length : 1))(
    'takes less than half a second of the processor for half a note of sentences full of %j',
    (piece) => {
      const sentence = `${piece.repeat(200).slice(0, 1_550)}. `;
      // What the engine compiles is no part of the promise.
      parseReleaseNote(sentence.repeat(3), null);
      const started = process.threadCpuUsage();
      parseReleaseNote(sentence.repeat(40), null);
      const { user, system } = process.threadCpuUsage(started);
      expect((user + system) / 1_000).toBeLessThan(500);
    },
  );

  it('takes less than a second of the processor for a paragraph of thousands of fields', () => {
    const body = 'OS: Windows Server 2022\nEnd of support: June 30, 2028\n'.repeat(2_300).slice(0, LARGEST);
    parseReleaseNote(body.slice(0, 3_000), null);
    const started = process.threadCpuUsage();
    parseReleaseNote(body, null);
    const { user, system } = process.threadCpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(1_000);
  });

  it('takes less than a second of the processor for as many tabs as a note can have', () => {
    parseReleaseNote('Kubernetes 1.33 is retired.', null);
    const started = process.threadCpuUsage();
    parseReleaseNote(`Kubernetes 1.33 is retired.${'\t'.repeat(LARGEST)}`, null);
    const { user, system } = process.threadCpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(1_000);
  });

  it('takes less than a second of the processor for thousands of lines of short sentences', () => {
    const body = `Windows Server 2022 is retired.\n${'. No . No . No \n'.repeat(1_200)}`;
    const started = process.threadCpuUsage();
    parseReleaseNote(body, null);
    const { user, system } = process.threadCpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(1_000);
  });

  it('takes less than a second of the processor for a long lead over thousands of items', () => {
    const lead = 'support ends soon and '.repeat(70).slice(0, 1_500);
    const body = `${lead}:\n\n${'* Windows Server 2022\n'.repeat(2_500)}`.slice(0, LARGEST);
    parseReleaseNote(body.slice(0, 3_000), null);
    const started = process.threadCpuUsage();
    parseReleaseNote(body, null);
    const { user, system } = process.threadCpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(1_000);
  });

  it.each(['title', 'cell'])('takes less than a second of the processor for a %s of thousands of days', (place) => {
    const days = 'March 1, 2027 '.repeat(LARGEST / 14);
    const table = (title: string, cell: string) =>
      `| # | OS | ${title} |\n|---|---|---|\n| 1 | Windows Server 2019 | ${cell} |`;
    parseReleaseNote(table('Retires', 'March 1, 2027'), null);
    const started = process.threadCpuUsage();
    parseReleaseNote(place === 'cell' ? table('Retires', days) : table(days, 'March 1, 2027'), null);
    const { user, system } = process.threadCpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(1_000);
  });

  it('still reads what stands before the nonsense', () => {
    const note = `* Windows Server 2022 retires on June 30, 2028.\n\n${'['.repeat(LARGEST)}`;
    expect(parseReleaseNote(note, null).retirements).toHaveLength(1);
  });

  it('tames without moving anything', () => {
    for (const piece of Object.values(HOSTILE)) {
      expect(tameMarkdown(piece.repeat(2_000))).toHaveLength(piece.length * 2_000);
    }
  });

  it('leaves a note alone that is ten times as rich as the richest real one', () => {
    const item = '* **AKS** [`1.30`](https://a.b/c_d) is [out](x) & ~~gone~~ <https://a.b>.\n';
    const note = `# Release\n\n## Notes\n\n${item.repeat(70)}`;
    expect(tameMarkdown(note)).toBe(note);
  });
});
