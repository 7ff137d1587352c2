import type { ParsedNote } from '../../domain/parsed-note.ts';
import { parseReleaseNote } from '../../notes/release-note/parse-release-note.ts';

/** Reads one release note without touching the database. A date in the file's name stands for its publication. */
export function parseNote(body: string, fileName: string): ParsedNote {
  const day = /20\d\d-[01]\d-[0-3]\d/.exec(fileName)?.[0];
  return parseReleaseNote(body, day === undefined ? null : `${day}T00:00:00Z`);
}
