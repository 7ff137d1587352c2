import type { ImageAnnouncement } from '../../domain/image-announcement.ts';
import { parseNodeImageVersion } from '../../domain/node-image-version.ts';
import { osSkuOfBuild } from '../../domain/os-sku.ts';
import { isAdvisory, isAnnouncement } from './announcement-wording.ts';
import { type Passage, sourceOf } from './passage.ts';
import { splitSentences } from './sentence.ts';
import { findVersionMentions, type VersionMention } from './version-mentions.ts';

/** The Windows node images that a passage announces as new or updated. */
export function readImages(passage: Passage, body: string): ImageAnnouncement[] {
  const mentions = findVersionMentions(passage).filter(isReadable);
  if (mentions.length === 0) return [];
  return splitSentences(passage).flatMap((sentence) => {
    const own = mentions.filter(({ start }) => sentence.start <= start && start < sentence.end);
    if (own.length === 0 || isAdvisory(sentence)) return [];
    if (!own.some(({ link }) => link) && !isAnnouncement(sentence)) return [];
    const quote = sourceOf(passage, body, sentence.start, sentence.end);
    return own.map((mention) => announcementOf(mention, quote));
  });
}

/** A version whose date exists, in the label or at least in the link's target. */
function isReadable(mention: VersionMention): boolean {
  return parseNodeImageVersion(mention.version) !== null || mention.linkedVersion !== null;
}

function announcementOf(mention: VersionMention, quote: string): ImageAnnouncement {
  const { version, linkedVersion, link } = mention;
  return { osSku: osSkuOfBuild(Number(version.slice(0, 5))), version, linkedVersion, link, quote };
}
