import { parseNodeImageVersion } from '../../domain/node-image-version.ts';
import type { Passage, PassageLink } from '../text/passage.ts';
import type { Mention } from './mention.ts';

/** A Windows image version in a passage, with the link it belongs to. */
export interface VersionMention extends Mention {
  /** `build.revision.yymmdd` as the label or the plain text has it. */
  readonly version: string;
  readonly linkedVersion: string | null;
  readonly link: string | null;
}

const VERSION = /(?<![\d.])\d{5}\.\d{1,6}\.\d{6}(?![\d]|\.\d)/g;
const BARE_URL = /https?:\/\/[^\s<>"')\]|]+/g;

type Written = Mention & Pick<VersionMention, 'version'>;

function buildAt(version: string, start: number, end: number): Written {
  return { version, start, end, kind: 'build', subjects: [], bound: null };
}

/** Every Windows image version a passage writes out or links to, in reading order. */
export function findVersionMentions(passage: Passage): VersionMention[] {
  const links = [...passage.links, ...bareLinks(passage)];
  const written = versionsIn(passage.text).filter(
    ({ start }) => !links.some((link) => isUrlText(passage, link, start)),
  );
  const mentions = written.map((each): VersionMention => {
    const link = links.find(({ start, end }) => start <= each.start && each.end <= end);
    return withLink(each, link ?? null);
  });
  for (const link of links) addUnlabelled(mentions, link);
  return mentions.sort((a, b) => a.start - b.start);
}

/** A link whose label names no version belongs to the version just before it, else it speaks for itself. */
function addUnlabelled(mentions: VersionMention[], link: PassageLink): void {
  const linked = versionOfUrl(link.url);
  if (!linked || mentions.some((each) => link.start <= each.start && each.end <= link.end)) return;
  const owner = mentions.findLast((each) => each.end <= link.start);
  const sameFamily = owner?.version.split('.')[0] === linked.split('.')[0];
  if (owner && owner.link === null && sameFamily) {
    mentions[mentions.indexOf(owner)] = { ...owner, linkedVersion: linked, link: link.url };
    return;
  }
  if (mentions.some(({ linkedVersion }) => linkedVersion === linked)) return;
  mentions.push({ ...buildAt(linked, link.start, link.end), linkedVersion: linked, link: link.url });
}

function withLink(written: Written, link: PassageLink | null): VersionMention {
  const linkedVersion = link ? versionOfUrl(link.url) : null;
  return { ...written, linkedVersion, link: linkedVersion && link ? link.url : null };
}

function versionsIn(text: string): Written[] {
  return [...text.matchAll(VERSION)].map(({ 0: version, index }) => buildAt(version, index, index + version.length));
}

/** The version in a link's file name; `null` when it leads elsewhere. */
function versionOfUrl(url: string): string | null {
  const fileName = url.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
  const version = versionsIn(fileName).at(-1)?.version;
  return version && parseNodeImageVersion(version) ? version : null;
}

function bareLinks(passage: Passage): PassageLink[] {
  return [...passage.text.matchAll(BARE_URL)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length, url: match[0] }))
    .filter((bare) => !passage.links.some(({ start, end }) => start <= bare.start && bare.start < end));
}

/** True where the text of a link is its own address: that is no label, only the target once more. */
function isUrlText(passage: Passage, link: PassageLink, at: number): boolean {
  return link.start <= at && at < link.end && /^(?:https?:\/\/|www\.)/.test(passage.text.slice(link.start, link.end));
}
