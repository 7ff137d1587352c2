import { compareTexts } from '../../domain/compare-texts.ts';
import type { KnownDocuments, SourceCursor } from '../../domain/source-document.ts';
import type { NotesFile } from './fetch-tree.ts';

/**
 * Files whose text is still to be read or was edited since, newest image first: by the build date (`yymmdd`) that
 * ends the name. The cursor holds the Git hash of each file as it was read.
 */
export function listUnreadNotes(files: readonly NotesFile[], known: KnownDocuments, cursor: SourceCursor): NotesFile[] {
  return files
    .filter(({ path, sha }) => !known.byExternalId.has(path) || (cursor[path] ?? sha) !== sha)
    .sort((a, b) => compareTexts(builtOn(b), builtOn(a)) || compareTexts(a.path, b.path));
}

function builtOn({ path }: NotesFile): string {
  return /\.(\d{6})\.txt$/.exec(path)?.[1] ?? '';
}
