import { describe, expect, it } from 'vitest';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';

/** Ways to say each kind of end, as a clause of its own, and what each says of the 15th of March 2027. */
const CLAUSES: readonly (readonly [clause: string, statement: string])[] = [
  ['Windows Server 2022 will be retired', 'Windows2022 retirement'],
  ['AKS will cease to support Kubernetes 1.33', 'Kubernetes/1.33 retirement'],
  ['support is withdrawn for Kubernetes 1.33', 'Kubernetes/1.33 retirement'],
  ['Kubernetes 1.33 goes out of support', 'Kubernetes/1.33 retirement'],
  ['AKS ends its support of the Windows Annual Channel', 'WindowsAnnual retirement'],
  ['AKS removes Kubernetes 1.33', 'Kubernetes/1.33 removal'],
  ['AKS stops building Windows Server 2022 images', 'Windows2022 no-new-images'],
  ['the production of Windows Server 2022 node images ends', 'Windows2022 no-new-images'],
  ['images of Windows Server 2022 go away', 'Windows2022 image-removal'],
  ['scaling Windows Server 2022 node pools will fail', 'Windows2022 image-removal'],
  ['new Windows Server 2022 node pools can no longer be created', 'Windows2022 no-new-node-pools'],
  ['AKS provides only platform support for Kubernetes 1.33', 'Kubernetes/1.33 platform-support'],
  ['Kubernetes 1.33 will be available only with LTS', 'Kubernetes/1.33 lts-only'],
];

const DAY = 'March 15, 2027';

/** What may stand around a clause and its date without changing what it says; `~` is the clause. */
const SURROUNDINGS: readonly string[] = [
  '~ on {day}.',
  'Starting on {day}, ~.',
  '{day}: ~.',
  'Please note that ~ after {day}.',
  'We announced in May that ~ on {day}.',
  'After careful consideration, the team has decided that ~ on {day}.',
  'With this release we inform you that ~ on {day}.',
  'Due to the end of mainstream support, ~ on {day}.',
  'In line with the [lifecycle policy](https://example.com/x), ~ on {day}.',
  'To keep your clusters secure, ~ on {day}.',
  'As mentioned in the last release, ~ on {day}.',
  '~ on {day}, so customers should migrate before then.',
  '~ on {day}, and we recommend upgrading to 1.34 or later.',
  '~ on {day} and you should plan your upgrades now.',
  '~ on {day} to keep clusters secure.',
  '~ on {day} across public and sovereign clouds.',
  '~ on {day} (was announced in March).',
  '~ on {day}, which affects all customers who run it.',
  '~ on {day}, unless you have an extension.',
  '⚠️ ~ on {day}.',
  '❗~ on {day}.',
  '[Update] ~ on {day}.',
  '**IMPORTANT** Please note that ~ after {day}.',
  '~ on {day}, so plan your upgrades accordingly.',
  '~ on {day}, because the product itself is at its end.',
  'Reminder that ~ on {day}.',
  'Final notice that ~ on {day}.',
  'You should know that ~ on {day}.',
  'Be advised that ~ on {day}.',
  'Because mainstream support ends, ~ on {day}.',
  '~ on {day}, in line with the upstream schedule.',
  '~ on {day}, as announced in the roadmap.',
];

/** Every clause and every surrounding a few times; with SOAK each clause in each. */
const STEP = process.env['SOAK'] ? 1 : 4;

describe.each(CLAUSES)('%s', (clause, statement) => {
  const first = CLAUSES.findIndex(([one]) => one === clause) % STEP;
  it.each(SURROUNDINGS.filter((_, at) => at % STEP === first))('says the same in "%s"', (surrounding) => {
    const text = surrounding.replace('{day}', DAY).replace('~', () => clause);
    const note = `* ${text.charAt(0).toUpperCase()}${text.slice(1)}\n`;
    const { retirements } = parseReleaseNote(note, '2026-09-25T12:00:00Z');
    expect(retirements.map(({ subject, phase, date }) => `${subject} ${phase} ${date}`)).toEqual([
      `${statement} 2027-03-15`,
    ]);
  });
});
