import type { Passage } from '../text/passage.ts';
import { isAdvisory } from './announcement-wording.ts';
import { endsIn, type Grammar } from './find-ends.ts';
import { isAside } from './labels.ts';
import { findWindowsMentions } from './windows-mentions.ts';

/** `build.revision.date` in any number of digits: a version of a Windows image, perhaps in a form that is new to us. */
const VERSION_LIKE = /(?<![\d.])(?:1[6-9]|2\d|3\d)\d{3}\.\d{1,6}\.\d{2,10}(?![\d.]*\d)/;
const NOTES_FILE = /vhd-notes\/[^/]*windows|aks-?windows/i;
const NEW_IMAGE =
  /\b(?:windows|server 20\d\d|2\dH\d)(?: server| annual| channel| 20\d\d| 2\dH\d| node| gen ?\d)* (?:images?|vhds?) (?:[\w']+ ){0,4}?(?:updated|upgraded|bumped|refreshed|released|published|available)\b/i;
const REPAIR = /\b(?:fix(?:e[sd])?|bugs?|issues?|resolve[sd]?|prevent(?:s|ed)?)\b/i;

/** A Windows version in full ("10.0.20348.5386"), where an image is spoken of. */
const FULL_VERSION = /(?<![\d.])10\.0\.\d{5}\.\d+/;
const OF_IMAGES = /\b(?:node )?(?:images?|vhds?)\b/i;
const COMING = /\b(?:updated|upgraded|bumped|refreshed|released|published|new|now|latest|newest)\b/i;

/**
 * The drift alarm: true when a passage that yielded nothing speaks of a Windows node image coming out, or of the end of
 * a Windows release. Repairs and advice are not meant; a false alarm wears the real one out.
 */
export function isUnread(passage: Passage, grammar: Grammar): boolean {
  const repairs = [passage, ...passage.above].some(({ text }) => REPAIR.test(text));
  return !repairs && (speaksOfNewImage(passage) || speaksOfRetirement(passage, grammar));
}

function speaksOfNewImage({ text, links, above, head }: Passage): boolean {
  if (isAdvisory({ text })) return false;
  const leadsToNotes = links.some(({ url }) => NOTES_FILE.test(url) && /\.(?:txt|json|md)\b/i.test(url));
  if (leadsToNotes || VERSION_LIKE.test(text) || NEW_IMAGE.test(text)) return true;
  const around = [text, head?.text, ...above.map((each) => each.text)].join('\n');
  const isNew = COMING.test(around) || head !== null;
  return FULL_VERSION.test(text) && /windows/i.test(around) && OF_IMAGES.test(around) && isNew;
}

/** A cell of a table that gives no date, and says so. */
const NO_DATE =
  /^(?:-|n\/?a|none|no|tb[da]|open|unchanged|unaffected|(?:fully )?supported|no (?:date|change|plans?)(?: yet)?|not (?:yet )?(?:announced|planned|known|set|decided|affected|applicable))?$/i;

function isOpen({ text, cells }: Pick<Passage, 'text' | 'cells'>): boolean {
  return cells.slice(1).every(({ start, end }) => NO_DATE.test(text.slice(start, end).trim()));
}

function speaksOfRetirement({ text, head, cells }: Passage, grammar: Grammar): boolean {
  if (isElsewhere(text)) return false;
  const around = head && !isOpen({ text, cells }) ? `${text} | ${head.text}` : text;
  return findWindowsMentions(text).some((mention) => !isAside(text, mention)) && endsIn(around, grammar).length > 0;
}

/** Mainstream and extended support are phases of a Microsoft product; AKS has dates of its own. */
const PRODUCT_SUPPORT =
  /\bmicrosoft(?:'s)?\b[^.;]{0,40}\b(?:mainstream|extended|lifecycle)\b|\b(?:mainstream|extended) support\b[^.;]{0,60}\bproduct\b|\bproduct\b[^.;]{0,60}\b(?:mainstream|extended) support\b/i;

/** AKS in other places has images and dates of its own. */
const OTHER_PLATFORM = /\b(?:azure stack|stack hci|azure local|aks (?:edge|arc|hybrid|engine)|arc-enabled)\b/i;
/** True when a text tells of an end that is not one on AKS. */
function isElsewhere(text: string): boolean {
  return PRODUCT_SUPPORT.test(text) || OTHER_PLATFORM.test(text);
}
