import type { StoredDocument } from '../../domain/source-document.ts';
import { parseImageContents } from '../../notes/vhd-note/parse-vhd-note.ts';
import { originOf } from '../origin-of.ts';
import { createKit, type DocumentReading, type SourceKit } from '../source-kit.ts';
import { createGitTreeSource } from './create-git-tree-source.ts';
import type { NotesFolder } from './fetch-tree.ts';

/** A source of notes files of images, which are the text files of one folder of a repository on GitHub. */
export function createGitTreeKit(folder: NotesFolder): SourceKit {
  return createKit({
    name: folder.name,
    content: 'image-notes',
    // One request answered 304 where nothing changed, and an image is known with the next poll.
    pace: { everyMs: 0, rests: false },
    open: ({ github: client }) => createGitTreeSource({ client, ...folder }),
    announce,
  });
}

function announce(document: StoredDocument): DocumentReading {
  const contents = parseImageContents(document.body, document.externalId);
  if (contents === null) return { announcements: [], passages: [] };
  return { announcements: [{ kind: 'image-contents', ...contents, origin: originOf(document) }], passages: [] };
}
