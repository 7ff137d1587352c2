import { existsSync, readFileSync } from 'node:fs';
import { parseReleaseNote } from '../src/notes/release-note/parse-release-note.ts';

/** What reading release notes costs on one core, in milliseconds of processor time. */
export interface NotesBenchResult {
  /** Notes read: the corpus', or as many written for this repository where it is absent. */
  readonly notes: number;
  readonly characters: number;
  /** First reading in this process, before anything is warm. */
  readonly coldMs: number;
  /** Best of the later readings. */
  readonly warmMs: number;
  /** Time for a body ten times as long, over the time for the body; linear is 10. */
  readonly growth: number;
}

const RELEASES = new URL('../../shared/corpus/releases.json', import.meta.url);
const ROUNDS = 3;

/** Used where the corpus is absent; the same shape as real notes. */
const STAND_IN = `## Release notes

* AKS version 1.33 will be deprecated on [July 31, 2026](https://example.com/calendar). Please upgrade to 1.34.
* Windows Server 2022 is not supported in Kubernetes 1.37 and above.
* Component updates
  * Windows Server 2022 image has been updated to [20348.5386.260715](vhd-notes/AKSWindows/2022/20348.5386.260715.txt).
  * Some component has been updated to \`v1.2.3\`, which fixes [an issue](https://example.com/issues/1).
`.repeat(6);

function readNotes(): string[] {
  if (!existsSync(RELEASES)) return Array.from({ length: 186 }, () => STAND_IN);
  const releases = JSON.parse(readFileSync(RELEASES, 'utf8')) as { body: string | null }[];
  return releases.map(({ body }) => body ?? '');
}

function millisecondsOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function bestOf(rounds: number, work: () => void): number {
  return Math.min(...Array.from({ length: rounds }, () => millisecondsOf(work)));
}

/** Measures reading all notes, and how the time grows with the length of a body. */
export function benchNotes(): NotesBenchResult {
  const notes = readNotes();
  const readAll = (): void => {
    for (const body of notes) parseReleaseNote(body, '2026-05-29T00:00:00Z');
  };
  const coldMs = millisecondsOf(readAll);
  const warmMs = bestOf(ROUNDS, readAll);
  const body = notes.reduce((longest, each) => (each.length > longest.length ? each : longest), '');
  const single = bestOf(ROUNDS, () => {
    for (let round = 0; round < 10; round += 1) parseReleaseNote(body, null);
  });
  const tenfold = bestOf(ROUNDS, () => {
    for (let round = 0; round < 10; round += 1) parseReleaseNote(`${body}\n\n`.repeat(10), null);
  });
  const characters = notes.reduce((sum, { length }) => sum + length, 0);
  return { notes: notes.length, characters, coldMs, warmMs, growth: tenfold / single };
}
