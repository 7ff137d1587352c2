import type { ImageAnnouncement, ImageRecall } from '../../domain/announcement.ts';
import { parseNodeImageVersion } from '../../domain/node-image-version.ts';
import { osSkuOfBuild } from '../../domain/os-sku.ts';
import { type Passage, quoteOf, type Sentence, splitSentences } from '../text/passage.ts';
import {
  isImage,
  isOfCure,
  isOfSomebody,
  type Standing,
  scanImages,
  standingsOf,
  standingUnder,
} from './image-standing.ts';
import { isOfAnother } from './read-retirements.ts';
import { is, type Token } from './scan.ts';
import type { NoteContext } from './sentence-reading.ts';
import { findVersionMentions, type VersionMention } from './version-mentions.ts';

/** What a passage says of Windows node images. */
export interface PassageImages {
  readonly announced: readonly ImageAnnouncement[];
  readonly recalls: readonly ImageRecall[];
  /** True where nothing tells why an image is named. */
  readonly isUnclear: boolean;
}

/** `Windows Server 2022: 20348.5386.260715`, and no command, object or option. */
const NAMED_IN_CODE = /^\W*(?:windows|ws ?20\d\d)\b[^"'{}$|=]*$/i;

/** `"base_image_version": "20348.5386.260715"`, as somebody quotes it. */
const SETTING = /^\W*\w+": *"/;

/**
 * The Windows node images that a passage announces as new or updated, and those that it says were taken back.
 * @param isTalk True below what somebody commented, where a bare name is no news.
 */
export function readImages(passage: Passage, note: NoteContext, isTalk: boolean): PassageImages {
  const mentions = findVersionMentions(passage);
  const announced: ImageAnnouncement[] = [];
  const recalls: ImageRecall[] = [];
  let isUnclear = false;
  if (mentions.length > 0 && isOfAnother(passage, note)) return { announced, recalls, isUnclear };
  for (const sentence of mentions.length > 0 ? splitSentences(passage) : []) {
    // What a command or a program printed is an example, unless it is a bare list.
    if ((passage.kind === 'code' || SETTING.test(sentence.text)) && !NAMED_IN_CODE.test(sentence.text)) continue;
    // "Our node image is X": nobody's news.
    const isBare = isTalk && ![sentence, ...passage.above.slice(0, 1)].some(({ text }) => tellNews(wordsOf(text)));
    for (const [{ version, linkedVersion, link }, read] of readStandings(sentence, mentions)) {
      const standing = isBare && !link && read !== 'recalled' ? 'named' : read;
      const quote = quoteOf(passage, sentence.start, sentence.end);
      const isReal = parseNodeImageVersion(version) !== null || linkedVersion !== null;
      isUnclear ||= standing === null || (standing === 'new' && !isReal);
      if (standing === 'recalled' && isReal) recalls.push({ version, quote });
      if (standing === 'new' && isReal)
        announced.push({ osSku: osSkuOfBuild(Number(version.slice(0, 5))), version, linkedVersion, link, quote });
    }
  }
  return { announced, recalls, isUnclear };
}

function wordsOf(text: string): readonly Token[] {
  return scanImages(text.slice(0, LONGEST));
}

function tellNews(tokens: readonly Token[]): boolean {
  return tokens.some((token) => is(token, 'news', 'update', 'make') && !is(token, 'repair'));
}

/** Nobody writes a longer sentence, and it would cost the square of its length. */
const LONGEST = 4_000;

/** What a sentence, or where it stands, says of those images that it names. */
export function readStandings(
  { text, passage, start, end }: Sentence,
  named: readonly VersionMention[],
): readonly (readonly [VersionMention, Standing | null])[] {
  const mentions = named.filter((each) => start <= each.start && each.start < end);
  if (mentions.length === 0) return [];
  if (text.length > LONGEST) return mentions.map((mention) => [mention, null]);
  const own = mentions.map((each) => ({ ...each, start: each.start - start, end: each.end - start }));
  const tokens = scanImages(text, own);
  const said = standingsOf(tokens, text);
  let usual: Standing | null | undefined;
  return mentions.map((mention, at): readonly [VersionMention, Standing | null] => {
    const token = tokens.find((each) => isImage(each) && each.end === own[at]?.end);
    const explicit = (token && said.get(token)) ?? underColumn(passage, mention);
    if (usual === undefined) usual = usualStanding(tokens, passage, mentions);
    return [mention, explicit ?? usual];
  });
}

/** Notes name images because they are new; what somebody has, asks for or reports is told by its own words. */
function usualStanding(
  tokens: readonly Token[],
  passage: Passage,
  mentions: readonly VersionMention[],
): Standing | null {
  if (isOfSomebody(tokens)) return 'named';
  if (mentions.some(({ link }) => link)) return 'new';
  for (const above of passage.above) {
    const standing = standingUnder(above);
    if (standing) return standing;
  }
  if (!tellNews(tokens) && (OWN.test(passage.text) || isOfCure(tokens))) return 'named';
  const places = [passage, ...(passage.head ? [passage.head] : []), ...passage.above];
  return places.some(({ text }) => WINDOWS.test(text)) ? 'new' : null;
}

/** A user's own words, and options. */
const OWN = /\b(?:i|my|our)\b|\?|--[a-z]/i;
const WINDOWS = /\b(?:images?|vhds?|gen ?[12]|(?:aks)?windows(?:20\d\d|annual)?|server|ws ?20\d\d)\b/i;

/** What the title of the column says in which a version stands. */
function underColumn({ head, cells }: Passage, { start }: VersionMention): Standing | null {
  const title = head?.cells[cells.findIndex((cell) => cell.start <= start && start < cell.end)];
  const standing = title && head ? standingUnder({ text: head.text.slice(title.start, title.end) }) : null;
  return standing === 'new' ? null : standing;
}
