import { describe, expect, it } from 'vitest';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';
import { NOTE_CASES } from './note-cases.ts';

const PUBLISHED = '2026-05-29T12:00:00Z';

function statementsOf(body: string, publishedAt: string | null = PUBLISHED): string[] {
  return parseReleaseNote(body, publishedAt).retirements.map((r) => `${r.subject} ${r.phase} ${r.date}`);
}

describe('retirement statements of a note', () => {
  it.each(NOTE_CASES)('finds what %j says, and nothing else', (note, statements) => {
    expect(statementsOf(note).sort()).toEqual([...statements].sort());
  });

  it('keeps the Kubernetes minor from which a statement applies', () => {
    const bounds = (note: string) => parseReleaseNote(note, PUBLISHED).retirements.map((r) => r.fromKubernetes);
    expect(bounds('Windows Server 2022 is not supported in Kubernetes 1.37 and above.')).toEqual(['1.37']);
    expect(bounds("You can't create Windows Server 2019 node pools in AKS 1.33+.")).toEqual(['1.33']);
    expect(bounds('Kubernetes 1.32 is the last version that supports Windows Server 2019.')).toEqual(['1.33']);
    expect(bounds('Windows Server 2022 is available up to and including Kubernetes 1.36.')).toEqual(['1.37']);
    expect(bounds('Kubernetes 1.37 does not support Windows Server 2022.')).toEqual(['1.37']);
    expect(bounds('Windows Server 2019 retires on March 1, 2026.')).toEqual([null]);
  });

  it('quotes the exact words of the note, Markdown included', () => {
    const note =
      '* Other things.\n* Please note: [AKS version **1.30**](https://aka.ms/x) is now\n  deprecated. Upgrade soon.\n';
    const [statement] = parseReleaseNote(note, PUBLISHED).retirements;
    expect(statement?.quote).toBe('Please note: [AKS version **1.30**](https://aka.ms/x) is now\n  deprecated.');
    const indented = '  Kubernetes 1.33 is retired on May 4, 2027.\nWindows Server 2022 is retired on May 4, 2028.\n';
    expect(parseReleaseNote(indented, PUBLISHED).retirements.map(({ quote }) => quote)).toEqual(
      indented.trim().split('\n'),
    );
  });

  it('flags a date that lies before the note although the sentence speaks of the future', () => {
    const doubts = (note: string) => parseReleaseNote(note, PUBLISHED).retirements.map((r) => `${r.date} ${r.doubt}`);
    expect(doubts('Kubernetes 1.33 will be removed on 2025-07-31.')).toEqual(['2025-07-31 past-date']);
    expect(doubts('Kubernetes 1.33 will be removed on 2026-07-31.')).toEqual(['2026-07-31 null']);
    expect(doubts('Kubernetes 1.28 was removed on 2025-07-31.')).toEqual(['2025-07-31 null']);
    expect(doubts('Kubernetes 1.32 will be deprecated on May 20th.')).toEqual(['2026-05-20 null']);
  });

  it('finds the year that a note leaves out from when it was published', () => {
    expect(statementsOf('Kubernetes 1.33 will be deprecated on February 28th.')).toEqual([
      'Kubernetes/1.33 retirement 2027-02-28',
    ]);
    expect(statementsOf('Kubernetes 1.32 has been deprecated since December 4th.')).toEqual([
      'Kubernetes/1.32 retirement 2025-12-04',
    ]);
    expect(statementsOf('Kubernetes 1.33 will be deprecated on February 28th.', null)).toEqual([
      'Kubernetes/1.33 retirement null',
    ]);
  });

  it('takes the minors below a bound from what the passage names and links to', () => {
    const url = 'https://example.com/updates/retiring-support-for-kubernetes-versions-1-29-and-1-30/';
    expect(statementsOf(`[AKS update](${url}): AKS will drop support for anything older than K8s 1.31.`)).toEqual([
      'Kubernetes/1.29 retirement null',
      'Kubernetes/1.30 retirement null',
    ]);
  });

  it('reads the end of a feature only where the text around it speaks of Windows', () => {
    expect(statementsOf('The Docker runtime is retired.')).toEqual([]);
    expect(statementsOf('Use containerd on Windows nodes. The Docker runtime is retired.')).toEqual([
      'WindowsFeature/DockerRuntime retirement null',
    ]);
  });

  it('leaves out what is struck out', () => {
    expect(statementsOf('~~Windows Server 2022 retires on March 15, 2027.~~')).toEqual([]);
  });

  it('gives one entry per subject, phase and date', () => {
    const note = '* Kubernetes 1.30 is deprecated.\n* As we said, Kubernetes 1.30 is deprecated.\n';
    expect(statementsOf(note)).toEqual(['Kubernetes/1.30 retirement null']);
  });
});
