import type { VhdNote } from '../../domain/vhd-note.ts';
import { parseVhdNote } from '../../notes/vhd-note/parse-vhd-note.ts';
import { listKits } from '../../sources/source-kits.ts';
import type { AppContext } from '../app-context.ts';

/** What the notes file of an image says, whichever source has it; `null` while it was not read. */
export function findImageNote({ store }: AppContext, version: string): VhdNote | null {
  for (const { name } of listKits('image-notes')) {
    const document = store.documents.findEndingWith(name, `/${version}.txt`);
    if (document) return parseVhdNote(document.body, document.externalId);
  }
  return null;
}
