import type { ImageAnnouncement, ImageRecall, ParsedNote } from '../../domain/announcement.ts';
import { addDays, dayOf } from '../../domain/calendar-date.ts';
import type { RetirementStatement } from '../../domain/lifecycle.ts';
import { parseNodeImageVersion } from '../../domain/node-image-version.ts';
import { type Passage, quoteOf } from '../text/passage.ts';
import { readPassages } from '../text/read-passages.ts';
import { BYLINE, SPEAKER } from './discourse.ts';
import { findImageCves } from './find-image-cves.ts';
import { DOUBTFUL, type Grammar, tellsEnd, wholeGrammar } from './grammar.ts';
import { isOfSomebody, scanImages } from './image-standing.ts';
import { readImages } from './read-images.ts';
import { isOfAnother, readRetirements } from './read-retirements.ts';
import { is } from './scan.ts';
import type { NoteContext, ReadStatement } from './sentence-reading.ts';
import { findVersionMentions } from './version-mentions.ts';
import { findWindowsMentions } from './windows-mentions.ts';

/**
 * Reads what one AKS release note says about Windows node images, retirements and the CVEs that images fix. Never throws.
 * @param body Markdown as published.
 * @param grammar Another than the whole one only to measure what its parts are worth.
 * @param publishedAt UTC ISO text; years that the note leaves out are found from it. `null` where unknown.
 */
export function parseReleaseNote(
  body: string,
  publishedAt: string | null,
  grammar: Grammar = wholeGrammar(),
): ParsedNote {
  const instant = publishedAt !== null && Number.isNaN(Date.parse(publishedAt)) ? null : publishedAt;
  const images: ImageAnnouncement[] = [];
  const recalls: ImageRecall[] = [];
  const doubtful: string[] = [];
  const retirements: ReadStatement[] = [];
  const silent: { readonly passage: Passage; readonly isUnclear: boolean }[] = [];
  const covered = new Set<Passage | null>();
  const passages = readPassages(body);
  const note = { body, publishedAt: instant, grammar };
  const tables = Map.groupBy(passages, ({ head }) => head);
  let spoken: Passage | undefined;
  let isTalk = false;
  for (const [index, passage] of passages.entries()) {
    isTalk ||= BYLINE.test(passage.text) || SPEAKER.test(passage.text);
    const { announced: named, recalls: takenBack, isUnclear } = readImages(passage, note, isTalk);
    const [announced, others] = partition(named, (image) => isPlausible(image, instant));
    doubtful.push(...others.map(({ quote }) => quote));
    const { statements: stated, doubtful: unsure } = readRetirements(passage, note, {
      previous: passages[index - 1],
      shown: passages[index - 1]?.kind === 'code' ? spoken : passages[index - 1]?.above[0],
      isLead: passages[index + 1]?.above[0] === passage,
      rows: (passage.head && tables.get(passage.head)) ?? [],
      told: retirements,
    });
    if (passage.kind !== 'code') spoken = passage;
    images.push(...announced);
    recalls.push(...takenBack);
    retirements.push(...stated);
    if (stated.length > 0) doubtful.push(...unsure);
    if (announced.length + others.length + takenBack.length + stated.length === 0) silent.push({ passage, isUnclear });
    // A heading, a lead or the head of a table has been read when what stands under it has.
    else for (const each of [...passage.above, passage.head, leadBefore(passages[index - 1])]) covered.add(each);
  }
  const unread = silent
    .filter(({ passage, isUnclear }) => !covered.has(passage) && (isUnclear || isUnread(passage, note)))
    .map(({ passage }) => quoteOf(passage));
  const announced = uniqueImages(images);
  const imageCves = passages.flatMap((passage) => findImageCves(passage, announced));
  const forPeople = [...new Set([...doubtful, ...unread])];
  return { images: announced, recalls, retirements: uniqueRetirements(retirements), imageCves, unread: forPeople };
}

/** Notes are dated some days before they come out, and an image a few days after its note; not more. */
const AHEAD_OF_NOTE_DAYS = 14;

/** Windows Server 2016; no node image is of an older build. */
const OLDEST_BUILD = 14_393;

/** False for an image built long after the note that names it, or of no Windows build: mistyped, and a person has to look. */
function isPlausible({ version }: ImageAnnouncement, publishedAt: string | null): boolean {
  if (Number(version.slice(0, 5)) < OLDEST_BUILD) return false;
  const builtOn = parseNodeImageVersion(version)?.builtOn;
  return publishedAt === null || !builtOn || builtOn <= addDays(dayOf(new Date(publishedAt)), AHEAD_OF_NOTE_DAYS);
}

function partition<T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

/** An item that leads to its neighbours, without enclosing them: "* The images of May:". */
function leadBefore(previous: Passage | undefined): Passage | null {
  return previous && /:\s*$/.test(previous.text) ? previous : null;
}

/** One entry per version; the first that has a link wins. */
function uniqueImages(images: readonly ImageAnnouncement[]): ImageAnnouncement[] {
  const byVersion = new Map<string, ImageAnnouncement>();
  for (const image of images) {
    const known = byVersion.get(image.version);
    if (!known || (known.link === null && image.link !== null)) byVersion.set(image.version, image);
  }
  return [...byVersion.values()];
}

/** What a statement says, but for its date: of the plan that it names, and of either. */
function claimsOf({ subject, phase, fromKubernetes, plan }: RetirementStatement): readonly string[] {
  return [`${subject} ${phase} ${fromKubernetes} ${plan ?? ''}`, `${subject} ${phase} ${fromKubernetes} `];
}

/** One entry per subject, phase and date, the first wins; vaguer ones give way to what says the same exactly. */
function uniqueRetirements(statements: readonly ReadStatement[]): RetirementStatement[] {
  const firm = new Set(statements.filter(({ weak }) => !weak).map(({ subject }) => subject));
  const days = statements.filter(({ date }) => date?.length === 10);
  const months = new Set(days.map(({ subject, phase, date }) => `${subject} ${phase} ${date?.slice(0, 7)}`));
  const dated = new Set(statements.filter(({ date }) => date).flatMap(claimsOf));
  const keyOf = ({ subject, phase }: RetirementStatement, date: string | null): string => `${subject} ${phase} ${date}`;
  const keys = new Set(statements.map((each) => keyOf(each, each.date)));
  const byKey = new Map<string, RetirementStatement>();
  for (const { weak, ...statement } of statements) {
    const { date } = statement;
    const key = keyOf(statement, date);
    // "Until February 28 you can; from March 1 on you can't."
    const isLastDay = date?.length === 10 && keys.has(keyOf(statement, addDays(date, 1)));
    const isVague =
      isLastDay ||
      months.has(key) ||
      (date === null && statement.phase === 'retirement' && dated.has(claimsOf(statement)[0] ?? '')) ||
      (weak && firm.has(statement.subject));
    if (!isVague && !byKey.has(key)) byKey.set(key, statement);
  }
  return [...byKey.values()];
}

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
function isUnread(passage: Passage, note: NoteContext): boolean {
  const repairs = [passage, ...passage.above].some(({ text }) => REPAIR.test(text));
  return !repairs && (speaksOfNewImage(passage) || speaksOfRetirement(passage, note));
}

function speaksOfNewImage(passage: Passage): boolean {
  const { text, links, above, head } = passage;
  const leadsToNotes = links.some(({ url }) => NOTES_FILE.test(url) && /\.(?:txt|json|md)\b/i.test(url));
  const around = [text, head?.text, ...above.map((each) => each.text)].join('\n');
  const isOfImage =
    FULL_VERSION.test(text) &&
    /windows/i.test(around) &&
    OF_IMAGES.test(around) &&
    (COMING.test(around) || head !== null);
  if (!leadsToNotes && !VERSION_LIKE.test(text) && !NEW_IMAGE.test(text) && !isOfImage) return false;
  const tokens = findVersionMentions(passage).length > 0 ? null : scanImages(text);
  return tokens !== null && !isOfSomebody(tokens) && !tokens.some((token) => is(token, 'no'));
}

/** A cell of a table that gives no date, and says so. */
const NO_DATE =
  /^(?:-|n\/?a|none|no|tb[da]|open|unchanged|unaffected|(?:fully )?supported|no (?:date|change|plans?)(?: yet)?|not (?:yet )?(?:announced|planned|known|set|decided|affected|applicable))?$/i;

function isOpen({ text, cells }: Pick<Passage, 'text' | 'cells'>): boolean {
  return cells.slice(1).every(({ start, end }) => NO_DATE.test(text.slice(start, end).trim()));
}

function speaksOfRetirement(passage: Passage, note: NoteContext): boolean {
  const { text, head, cells } = passage;
  if (PRODUCT_SUPPORT.test(text) || isOfAnother(passage, note)) return false;
  const around = head && !isOpen({ text, cells }) ? `${text} | ${head.text}` : text;
  return findWindowsMentions(text).length > 0 && tellsEnd(around, note.grammar, DOUBTFUL);
}

/** Mainstream and extended support are phases of a Microsoft product; AKS has dates of its own. */
const PRODUCT_SUPPORT =
  /\bmicrosoft(?:'s)?\b[^.;]{0,40}\b(?:mainstream|extended|lifecycle)\b|\b(?:mainstream|extended) support\b[^.;]{0,60}\bproduct\b|\bproduct\b[^.;]{0,60}\b(?:mainstream|extended) support\b/i;
