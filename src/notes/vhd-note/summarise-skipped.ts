import type { VhdBacklog, VhdKb, VhdNote } from '../../domain/vhd-note.ts';
import { diffVhdNotes } from './diff-vhd-notes.ts';

/**
 * What a pool is behind on, over every image between its own and its target.
 * `notes`: the pool's image first, then each newer one of the same OS SKU up to the target, oldest first.
 * With one note only there is nothing to catch up on. Throws a RangeError without any.
 */
export function summariseSkipped(notes: readonly VhdNote[]): VhdBacklog {
  const [own, ...newer] = notes;
  if (!own) throw new RangeError('a backlog needs the note of the pool’s own image');
  const seen = new Set(own.kbs.map(({ id }) => id));
  const images = newer.map((note) => {
    const kbsAdded = note.kbs.filter(({ id }) => !seen.has(id));
    for (const { id } of kbsAdded) seen.add(id);
    return { imageVersion: note.imageVersion, kbsAdded };
  });
  return {
    net: diffVhdNotes(own, newer.at(-1) ?? own),
    images,
    cumulativeUpdates: images.flatMap(({ kbsAdded }) => kbsAdded.filter(isCumulative)),
    problems: notes.flatMap((note) =>
      note.problems.map((problem) => `${note.imageVersion ?? 'an image without a version'}: ${problem}`),
    ),
  };
}

function isCumulative({ role }: VhdKb): boolean {
  return role === 'lcu';
}
