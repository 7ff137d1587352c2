import { findEndingCues } from './ending-cues.ts';
import type { Passage } from './passage.ts';
import { findWindowsMentions } from './windows-mentions.ts';

/** `build.revision.date` in any number of digits: a version of a Windows image, perhaps in a form that is new to us. */
const VERSION_LIKE = /(?<![\d.])(?:1[6-9]|2\d|3\d)\d{3}\.\d{1,6}\.\d{4,10}(?![\d.]*\d)/;
const NOTES_FILE = /vhd-notes\/[^/]*windows|aks-?windows/i;
const NEW_IMAGE =
  /\b(?:windows|server 20\d\d|2\dH\d)(?: server| annual| channel| 20\d\d| 2\dH\d| node| gen ?\d)* (?:images?|vhds?) (?:[\w']+ ){0,4}?(?:updated|upgraded|bumped|refreshed|released|published|available)\b/i;
const REPAIR = /\b(?:fix(?:e[sd])?|bugs?|issues?|resolve[sd]?|prevent(?:s|ed)?)\b/i;

/**
 * The drift alarm: true when a passage that yielded nothing speaks of a Windows node image coming out, or of the end of
 * a Windows release. Repairs and advice are not meant; a false alarm wears the real one out.
 */
export function isUnread(passage: Passage): boolean {
  return speaksOfNewImage(passage) || speaksOfRetirement(passage);
}

function speaksOfNewImage({ kind, text, links }: Passage): boolean {
  if (kind === 'heading' || REPAIR.test(text)) return false;
  const leadsToNotes = links.some(({ url }) => NOTES_FILE.test(url) && /\.(?:txt|json|md)\b/i.test(url));
  return leadsToNotes || VERSION_LIKE.test(text) || NEW_IMAGE.test(text);
}

function speaksOfRetirement({ kind, text, above }: Passage): boolean {
  if (kind === 'heading' || [text, ...above.map((each) => each.text)].some((each) => REPAIR.test(each))) return false;
  return findWindowsMentions(text).length > 0 && findEndingCues(text).length > 0;
}
