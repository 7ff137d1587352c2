import { AppError } from '../../domain/app-error.ts';
import type { VhdNote, VhdNoteDiff } from '../../domain/vhd-note.ts';
import { diffVhdNotes } from '../../notes/vhd-note/diff-vhd-notes.ts';
import type { AppContext } from '../app-context.ts';
import { readImageVersion } from './describe-image.ts';
import { findImageNote } from './find-image-note.ts';

/**
 * What changed between two images, by the notes files that AKS publishes of them.
 * @throws AppError `invalid_usage` for what is no image version, `not_found` when a file was not read yet
 */
export function diffImages(context: AppContext, older: string, newer: string): VhdNoteDiff {
  return diffVhdNotes(getVhdNote(context, older), getVhdNote(context, newer));
}

function getVhdNote(context: AppContext, text: string): VhdNote {
  const version = readImageVersion(text);
  const note = findImageNote(context, version);
  if (!note) {
    throw new AppError(
      'not_found',
      `The notes file of ${version} has not been read (yet): each poll reads some more of them.`,
      { next: 'list-images' },
    );
  }
  return note;
}
