import { describe, expect, it } from 'vitest';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';

function endsOf(note: string): string[] {
  const { retirements } = parseReleaseNote(note, '2026-05-29T12:00:00Z');
  return retirements.map(({ subject, phase, date, plan }) => `${subject} ${phase} ${date} ${plan ?? '-'}`);
}

describe('the support plan whose end a statement is', () => {
  it.each([
    ['Kubernetes 1.33 goes out of support on July 31, 2026.', ['Kubernetes/1.33 retirement 2026-07-31 -']],
    [
      'Community support for Kubernetes 1.33 ends on July 31, 2026.',
      ['Kubernetes/1.33 retirement 2026-07-31 community'],
    ],
    [
      'Kubernetes 1.33 standard support will be deprecated by July 2026.',
      ['Kubernetes/1.33 retirement 2026-07 community'],
    ],
    ['Kubernetes 1.30 LTS reaches end of life on July 31, 2026.', ['Kubernetes/1.30 retirement 2026-07-31 lts']],
    ['Long-term support of AKS 1.30 ends on July 31, 2026.', ['Kubernetes/1.30 retirement 2026-07-31 lts']],
    [
      'Kubernetes 1.30 LTS version and 1.33 community version are going out of support by July 30th.',
      ['Kubernetes/1.30 retirement 2026-07-30 lts', 'Kubernetes/1.33 retirement 2026-07-30 community'],
    ],
    [
      'Community support of 1.34 and LTS of 1.31 end in November 2026.',
      ['Kubernetes/1.34 retirement 2026-11 community', 'Kubernetes/1.31 retirement 2026-11 lts'],
    ],
    ['Kubernetes 1.33 is LTS only from July 31, 2026.', ['Kubernetes/1.33 lts-only 2026-07-31 -']],
    [
      '| Version | Standard support until | LTS until |\n|---|---|---|\n| Kubernetes 1.33 | 2026-07-31 | 2027-07-31 |',
      ['Kubernetes/1.33 retirement 2026-07-31 community', 'Kubernetes/1.33 retirement 2027-07-31 lts'],
    ],
    [
      'LTS for Kubernetes 1.29 has been extended until June 30, 2026.',
      ['Kubernetes/1.29 retirement 2026-06-30 lts', 'Kubernetes/1.29 date-changed 2026-06-30 lts'],
    ],
    [
      'Long-term support: 1.29 ends on April 30, 2026, 1.30 ends on July 31, 2026.',
      ['Kubernetes/1.29 retirement 2026-04-30 lts', 'Kubernetes/1.30 retirement 2026-07-31 lts'],
    ],
    [
      'Kubernetes 1.33: community support ends July 31, 2026; LTS ends July 31, 2027.',
      ['Kubernetes/1.33 retirement 2026-07-31 community', 'Kubernetes/1.33 retirement 2027-07-31 lts'],
    ],
    [
      'Support of Kubernetes 1.30 under LTS is extended through August 31, 2026.',
      ['Kubernetes/1.30 retirement 2026-08-31 lts', 'Kubernetes/1.30 date-changed 2026-08-31 lts'],
    ],
    [
      'Clusters on Kubernetes 1.33 without LTS are out of support after July 31, 2026.',
      ['Kubernetes/1.33 retirement 2026-07-31 -'],
    ],
    ['Windows Server 2022 retires on June 30, 2028.', ['Windows2022 retirement 2028-06-30 -']],
  ])('%s', (note, ends) => {
    expect(endsOf(note)).toEqual(ends);
  });
});
