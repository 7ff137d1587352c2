import type { ImageAnnouncement, ImageRecall } from '../../domain/announcement.ts';
import { parseNodeImageVersion } from '../../domain/node-image-version.ts';
import { osSkuOfBuild } from '../../domain/os-sku.ts';
import { type Passage, type Sentence, sourceOf, splitSentences } from '../text/passage.ts';
import {
  isAdvisory,
  isAnnouncement,
  isArrival,
  isCured,
  isFormer,
  isListed,
  isRecalled,
  isReplaced,
  isWithdrawn,
} from './announcement-wording.ts';
import { findVersionMentions, type VersionMention } from './version-mentions.ts';

/** The Windows node images that a passage announces as new or updated. */
export function readImages(passage: Passage, body: string): ImageAnnouncement[] {
  const mentions = findVersionMentions(passage).filter(isReadable);
  if (mentions.length === 0) return [];
  return splitSentences(passage).flatMap((sentence) => {
    // What a command or a program printed is an example, unless it is a bare list.
    if (passage.kind === 'code' && !NAMED_IN_CODE.test(sentence.text)) return [];
    const own = mentions.filter(({ start }) => sentence.start <= start && start < sentence.end);
    const announced = announcedOf(sentence, own);
    if (announced.length === 0) return [];
    const quote = sourceOf(passage, body, sentence.start, sentence.end);
    return announced.map((mention) => announcementOf(mention, quote));
  });
}

/** The Windows node images that a passage says were taken back. */
export function readRecalls(passage: Passage, body: string): ImageRecall[] {
  if (passage.kind === 'code') return [];
  const mentions = findVersionMentions(passage).filter(({ version }) => parseNodeImageVersion(version) !== null);
  if (mentions.length === 0) return [];
  return splitSentences(passage).flatMap((sentence) => {
    const { start: from, end: to } = sentence;
    return mentions
      .filter(
        ({ start, end }) =>
          from <= start && start < to && isRecalled(textBefore(sentence, start), textBehind(sentence, end)),
      )
      .map(({ version }) => ({ version, quote: sourceOf(passage, body, from, to) }));
  });
}

/** `Windows Server 2022: 20348.5386.260715`, and no command, object or option. */
const NAMED_IN_CODE = /^\W*(?:windows|ws ?20\d\d)\b[^"'{}$|=]*$/i;

/** A version whose date exists, in the label or at least in the link's target. */
function isReadable(mention: VersionMention): boolean {
  return parseNodeImageVersion(mention.version) !== null || mention.linkedVersion !== null;
}

/** Those of a sentence's versions that have come out: not the ones they replace, nor any in mere advice. */
function announcedOf(sentence: Sentence, mentions: readonly VersionMention[]): VersionMention[] {
  const fresh = withoutFormer(sentence, mentions);
  const arrived = fresh.filter(({ start, end }) => isArrival(textBefore(sentence, start), textBehind(sentence, end)));
  if (isAdvisory(sentence)) return arrived;
  return fresh.some(({ link }) => link) || isAnnouncement(sentence) ? fresh : arrived;
}

function withoutFormer(sentence: Sentence, mentions: readonly VersionMention[]): VersionMention[] {
  let isOld = false;
  let end = 0;
  return mentions.filter((mention) => {
    const goesOn = isOld && isListed(sentence.passage.text.slice(end, mention.start));
    isOld =
      goesOn ||
      isFormer(textBefore(sentence, mention.start)) ||
      (end > 0 && isCured(textSince(sentence, end, mention.start)));
    end = mention.end;
    const after = textBehind(sentence, end);
    return (
      !isOld && !isWithdrawn(after) && !isReplaced(after) && !FORMER_COLUMN.test(columnOf(sentence.passage, mention))
    );
  });
}

/** The title of the column in which a version stands; empty outside of tables. */
function columnOf({ head, cells }: Passage, { start }: VersionMention): string {
  const title = head?.cells[cells.findIndex((cell) => cell.start <= start && start < cell.end)];
  return title && head ? head.text.slice(title.start, title.end) : '';
}

const FORMER_COLUMN = /^\W*(?:old|previous|former|from|before|replaced)\b/i;

/** The words before a version, as far as they can tell what it is. */
function textBefore({ passage, start }: Sentence, at: number): string {
  return passage.text.slice(Math.max(start, at - 80), at);
}

/** The words since the version before, on the same condition. */
function textSince({ passage }: Sentence, end: number, at: number): string {
  return passage.text.slice(Math.max(end, at - 160), at);
}

/** The words behind a version, on the same condition. */
function textBehind({ passage, end }: Sentence, at: number): string {
  return passage.text.slice(at, Math.min(end, at + 80));
}

function announcementOf(mention: VersionMention, quote: string): ImageAnnouncement {
  const { version, linkedVersion, link } = mention;
  return { osSku: osSkuOfBuild(Number(version.slice(0, 5))), version, linkedVersion, link, quote };
}
