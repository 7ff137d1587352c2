import type { ImageAnnouncement, ImageRecall, ParsedNote } from '../../domain/announcement.ts';
import { addDays, dayOf } from '../../domain/calendar-date.ts';
import type { RetirementStatement } from '../../domain/lifecycle.ts';
import { parseNodeImageVersion } from '../../domain/node-image-version.ts';
import { type Passage, sourceOf } from '../text/passage.ts';
import { readPassages } from '../text/read-passages.ts';
import { type Grammar, wholeGrammar } from './find-ends.ts';
import { findImageCves } from './find-image-cves.ts';
import { isUnread } from './is-unread.ts';
import { plainBlocks } from './plain-blocks.ts';
import { readImages, readRecalls } from './read-images.ts';
import { readRetirements } from './read-retirements.ts';
import type { ReadStatement } from './sentence-reading.ts';

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
  const silent: Passage[] = [];
  const covered = new Set<Passage | null>();
  const passages = readPassages(body, (markdown) => plainBlocks(markdown, grammar));
  for (const [index, passage] of passages.entries()) {
    const [announced, others] = partition(readImages(passage, body), (image) => isPlausible(image, instant));
    doubtful.push(...others.map(({ quote }) => quote));
    const { statements: stated, doubtful: unsure } = readRetirements(
      passage,
      { body, publishedAt: instant, grammar },
      passages[index - 1],
    );
    const takenBack = readRecalls(passage, body);
    images.push(...announced);
    recalls.push(...takenBack);
    retirements.push(...stated);
    if (stated.length > 0) doubtful.push(...unsure);
    if (announced.length + others.length + takenBack.length + stated.length === 0) silent.push(passage);
    // A heading, a lead or the head of a table has been read when what stands under it has.
    else for (const each of [...passage.above, passage.head, leadBefore(passages[index - 1])]) covered.add(each);
  }
  const unread = silent
    .filter((passage) => !covered.has(passage) && isUnread(passage, grammar))
    .map((passage) => sourceOf(passage, body, 0, passage.text.length));
  const announced = uniqueImages(images);
  const imageCves = passages.flatMap((passage) => findImageCves(passage, announced, body));
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

/** What a statement says, but for its date. */
function claimOf({ subject, phase, fromKubernetes }: RetirementStatement): string {
  return `${subject} ${phase} ${fromKubernetes}`;
}

/** One entry per subject, phase and date, the first wins; vaguer ones give way to what says the same exactly. */
function uniqueRetirements(statements: readonly ReadStatement[]): RetirementStatement[] {
  const firm = new Set(statements.filter(({ weak }) => !weak).map(({ subject }) => subject));
  const days = statements.filter(({ date }) => date?.length === 10);
  const months = new Set(days.map(({ subject, phase, date }) => `${subject} ${phase} ${date?.slice(0, 7)}`));
  const dated = new Set(statements.filter(({ date }) => date).map(claimOf));
  const byKey = new Map<string, RetirementStatement>();
  for (const { weak, ...statement } of statements) {
    const key = `${statement.subject} ${statement.phase} ${statement.date}`;
    const isVague =
      months.has(key) ||
      (statement.date === null && statement.phase === 'retirement' && dated.has(claimOf(statement))) ||
      (weak && firm.has(statement.subject));
    if (!isVague && !byKey.has(key)) byKey.set(key, statement);
  }
  return [...byKey.values()];
}
