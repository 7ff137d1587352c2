import { describe, expect, it } from 'vitest';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';

type Fields = readonly (readonly [label: string, value: string])[];

/** Each way to set the same fields. */
const FORMS: Readonly<Record<string, (fields: Fields) => string>> = {
  paragraphs: (fields) => fields.map(([label, value]) => `**${label}:** ${value}`).join('\n\n'),
  lines: (fields) => fields.map(([label, value]) => `${label}: ${value}`).join('\n'),
  items: (fields) => fields.map(([label, value]) => `* **${label}**: ${value}`).join('\n'),
  'nested items': (fields) => `* Notice\n${fields.map(([label, value]) => `  * ${label}: ${value}`).join('\n')}`,
  headings: (fields) => fields.map(([label, value]) => `### ${label}\n\n${value}`).join('\n\n'),
  'bold lines': (fields) => fields.map(([label, value]) => `**${label}**\n\n${value}`).join('\n\n'),
  'a table': (fields) =>
    `| Field | |\n|--|--|\n${fields.map(([label, value]) => `| ${label} | ${value} |`).join('\n')}`,
};

const RECORDS: readonly (readonly [fields: Fields, stated: readonly string[]])[] = [
  [
    [
      ['Affected', 'Windows Server 2022 node pools'],
      ['Change', 'Retirement'],
      ['Effective date', 'March 15, 2027'],
    ],
    ['Windows2022 retirement 2027-03-15'],
  ],
  [
    [
      ['What is being retired?', 'Windows Server 2022 node pools'],
      ['When?', 'March 15, 2027'],
    ],
    ['Windows2022 retirement 2027-03-15'],
  ],
  [
    [
      ['Service', 'Azure Kubernetes Service'],
      ['Feature', 'Windows Server 2022 node images'],
      ['Retirement date', '15 March 2027'],
      ['Action', 'Move to Windows Server 2025'],
    ],
    ['Windows2022 retirement 2027-03-15'],
  ],
  [
    [
      ['Impact', 'Windows Server 2022 node pools no longer get new images'],
      ['Date', 'March 15, 2027'],
      ['Required action', 'Create new pools with Windows Server 2025'],
    ],
    ['Windows2022 no-new-images 2027-03-15'],
  ],
  [
    [
      ['Posted', 'January 3, 2026'],
      ['Subject', 'Windows Server 2022'],
      ['Type', 'Retirement'],
      ['Date', 'March 15, 2027'],
    ],
    ['Windows2022 retirement 2027-03-15'],
  ],
  [
    [
      ['Version', 'Kubernetes 1.33'],
      ['End of support', 'March 15, 2027'],
    ],
    ['Kubernetes/1.33 retirement 2027-03-15'],
  ],
  [
    [
      ['Subject', 'Windows Server 2025'],
      ['Type', 'General availability'],
      ['Date', 'March 15, 2027'],
    ],
    [],
  ],
  [
    [
      ['Subject', 'Ubuntu 20.04'],
      ['Type', 'Retirement'],
      ['Date', 'March 15, 2027'],
      ['Not affected', 'Windows Server 2022'],
    ],
    [],
  ],
];

describe('a notice in fields', () => {
  describe.each(Object.entries(FORMS))('as %s', (_form, drawn) => {
    it.each(RECORDS)('%j', (fields, stated) => {
      const { retirements } = parseReleaseNote(`# Notice\n\n${drawn(fields)}`, '2026-05-29T00:00:00Z');
      expect(retirements.map(({ subject, phase, date }) => `${subject} ${phase} ${date}`)).toEqual(stated);
    });
  });

  it.each([
    '- Feature: Artifact Streaming\n- Retirement date: March 15, 2027\n- Applies to: Windows Server 2022 node pools',
    '## Artifact Streaming retirement\n\n- Retirement date: March 15, 2027\n- Affected: Windows Server 2022 node pools',
    '- Event: maintenance in West Europe\n- Date: March 15, 2027\n- Impact: no Windows Server 2022 node pools can be created',
    '- Service: Azure Monitor\n- Retirement date: March 15, 2027\n- Affected: clusters with Windows Server 2022 pools',
  ])('about something else says nothing of the Windows releases that it concerns: %j', (notice) => {
    expect(parseReleaseNote(notice, '2026-05-29T00:00:00Z').retirements).toEqual([]);
  });

  it('is quoted as a whole, with its labels', () => {
    const notice = '- What: Windows Server 2022\n- Change: retirement\n- When: June 30, 2028';
    const { retirements } = parseReleaseNote(`## Notice\n\n${notice}\n\nMore.`, null);
    expect(retirements.map(({ quote }) => quote)).toEqual([notice.slice(2)]);
  });

  it('ends where its first label comes again', () => {
    const notices = '- What: Windows Server 2022\n- Retires: June 2028\n- What: Kubernetes 1.33\n- Retires: July 2026';
    const { retirements } = parseReleaseNote(notices, null);
    expect(retirements.map(({ subject, date }) => `${subject} ${date}`)).toEqual([
      'Windows2022 2028-06',
      'Kubernetes/1.33 2026-07',
    ]);
  });
});
