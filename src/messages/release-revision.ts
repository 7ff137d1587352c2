import { dayOf, daysBetween } from '../domain/calendar-date.ts';
import { type Catalogue, type CatalogueChange, keyOfRetirement, type NodeImage } from '../domain/catalogue.ts';
import { listNewFixes } from '../domain/image-security.ts';
import { toLiteral } from '../domain/literal.ts';
import type { NewsPool, NewsRetirement, ReleaseDifference, ReleaseNews } from '../domain/notification.ts';
import type { PlannedNotification } from '../domain/outbox-entry.ts';
import { keyOfPool, type PoolReference } from '../domain/pool-reference.ts';
import { digestOf } from '../domain/text.ts';
import type { Suppressions } from '../reminders/suppressions.ts';
import type { ChannelScope } from '../routing/route-channels.ts';
import { bold, type Card, type Line, listUpTo, plain, spansOfMarkdown } from './card.ts';
import {
  addAsides,
  createReleaseNews,
  followReleaseNews,
  isWorthSaying,
  listDone,
  type ReleaseNewsInput,
} from './release-news.ts';

/** A release that is not what channels have read of it. */
interface ReleaseRevisionInput {
  readonly news: Omit<ReleaseNewsInput, 'changes'>;
  readonly state: ReleaseNewsInput['changes'];
  /** Every image as it is known now: what AKS withdrew may be announced again, elsewhere. */
  readonly images: readonly NodeImage[];
  /** What the same reading changed, in whatever release: it has a message of its own. */
  readonly changes: ReleaseNewsInput['changes'];
  /** `subject|phase` of every retirement that the release states, whoever stated it first. */
  readonly stated: ReadonlySet<string>;
  /** The first message about this release, by channel. */
  readonly originals: ReadonlyMap<string, OriginalMessage>;
  readonly rewording: Rewording | null;
}

/** The first message about a release in a channel, as it stands there. */
export interface OriginalMessage {
  readonly key: string;
  readonly content: ReleaseNews;
  /** Number of its newest change, so that coming back to an earlier state is a further change; 0 without any. */
  readonly revision: number;
  /** Instant it was put into the outbox. */
  readonly queuedAt: string;
}

/** Days after which nobody looks at a message for what became of its images and pools. */
export const MARKING_DAYS = 30;

/** Windows passages that a release has no more, and those it has instead. */
export interface Rewording {
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/**
 * Brings the first message about a release up to date, quietly. Where only words changed, its thread gets the
 * difference; what people should act on is said in a message of its own, which is not planned here.
 */
export function planReleaseRevision(
  input: ReleaseRevisionInput,
  scopes: readonly ChannelScope[],
  at: Date,
): readonly PlannedNotification[] {
  return scopes.flatMap((scope) => {
    const original = input.originals.get(scope.destination.channel);
    if (!original) return [];
    return [...planUpdate(scope, original, input, at), ...planReply(scope, original, input)];
  });
}

/** Brings news up to date, quietly, once a pool has taken what they ask for, is not here any more, or went back. */
export function planNewsProgress(
  original: OriginalMessage,
  scope: ChannelScope,
  facts: { readonly catalogue: Catalogue; readonly suppressions: Suppressions },
): readonly PlannedNotification[] {
  const now = followReleaseNews(original.content, scope, { ...facts, isShown: true });
  const present = new Set(now && listSaid(now));
  if (!now || listSaid(original.content).every((said) => present.has(said))) return [];
  return [toUpdate(scope, original, addAsides(now, scope), digestOf([...present].join('\n'), 12))];
}

/** Each pool with what news say of it: the image or end that they name it for and until when it waits, or that it is done. */
function listSaid({ images, retirements, withdrawn, done = [] }: ReleaseNews): readonly string[] {
  const groups: { readonly about: string; readonly pools: readonly (PoolReference & Pick<NewsPool, 'snoozed'>)[] }[] = [
    { about: 'done', pools: done },
    ...[...images, ...(withdrawn?.images ?? [])].map(({ version, pools }) => ({ about: version, pools })),
    ...retirements.map((end) => ({ about: keyOfRetirement(end), pools: end.pools })),
  ];
  return groups.flatMap(({ about, pools }) =>
    pools.map((pool) => `${about} ${keyOfPool(pool)} ${pool.snoozed?.untilOn ?? ''}`),
  );
}

function toUpdate(
  { destination: { channel } }: ChannelScope,
  { key, revision }: OriginalMessage,
  content: ReleaseNews,
  digest: string,
): PlannedNotification {
  const dedupeKey = `${key}/now/${revision}-${digest}`;
  return { channel, dedupeKey, content, operation: 'update', parentKey: key };
}

function planUpdate(
  scope: ChannelScope,
  original: OriginalMessage,
  input: ReleaseRevisionInput,
  at: Date,
): PlannedNotification[] {
  const state = [...input.state, ...listReturned(original.content, input.images)];
  const now = createReleaseNews({ ...input.news, changes: state }, scope);
  const done = listDone(original.content, now.images, scope.pools);
  const retirements = mergeRetirements(now, original.content, input.stated);
  const content = { ...now, retirements, ...(done.length > 0 ? { done } : {}) };
  const isChanged = digestOfNews(content) !== digestOfNews(original.content);
  const fixes = listUnsaidFixes(content, original, at);
  // What was said in another channel's name, or to nobody any more, stays as it was.
  if ((!isChanged && fixes.length === 0) || !isWorthSaying(content)) return [];
  const digest = isChanged ? digestOfNews(content) : digestOf(fixes.join(' '), 12);
  return [toUpdate(scope, original, content, digest)];
}

/** What the message says AKS withdrew, and what was announced again since. */
function listReturned({ withdrawn, images: said }: ReleaseNews, images: readonly NodeImage[]): CatalogueChange[] {
  const versions = new Set(
    [...(withdrawn?.images ?? []).filter(({ recall }) => recall), ...said.filter(({ again }) => again)].map(
      ({ version }) => version,
    ),
  );
  return images.flatMap((image): CatalogueChange[] => {
    const isBack = versions.has(image.version) && image.state !== 'withdrawn' && image.announcedIn !== null;
    return isBack ? [{ kind: 'image-added', image, again: image.announcedIn }] : [];
  });
}

function planReply(
  { destination: { channel } }: ChannelScope,
  original: OriginalMessage,
  input: ReleaseRevisionInput,
): PlannedNotification[] {
  const { news, changes, rewording } = input;
  if (!rewording || changes.length > 0) return [];
  const content = { kind: 'release-difference' as const, release: news.release, ...rewording };
  return [
    {
      channel,
      dedupeKey: `${original.key}/words/${digestOf(JSON.stringify(rewording), 12)}`,
      content,
      operation: 'reply',
      parentKey: original.key,
    },
  ];
}

/** A moved date goes on saying what it was before, and what a later release changed stays in the one that said it first. */
function mergeRetirements(
  now: ReleaseNews,
  before: ReleaseNews,
  stated: ReadonlySet<string>,
): readonly NewsRetirement[] {
  const datesBefore = new Map(before.retirements.map((end) => [keyOfRetirement(end), end]));
  const current = now.retirements.map((end) => {
    const earlier = datesBefore.get(keyOfRetirement(end));
    if (earlier?.previousDate === undefined || earlier.date !== end.date) return end;
    return { ...end, previousDate: earlier.previousDate };
  });
  const keys = new Set(current.map(keyOfRetirement));
  const kept = before.retirements.filter((end) => stated.has(keyOfRetirement(end)) && !keys.has(keyOfRetirement(end)));
  return [...current, ...kept];
}

/** KBs and CVEs of a young message's images that it does not name: that alone is worth one update, of their notes file. */
function listUnsaidFixes(now: ReleaseNews, { content, queuedAt }: OriginalMessage, at: Date): readonly string[] {
  if (daysBetween(dayOf(new Date(queuedAt)), dayOf(at)) > MARKING_DAYS) return [];
  const said = new Map(content.images.map((image) => [image.version, image]));
  return now.images.flatMap(({ version, security }) => {
    const earlier = said.get(version);
    return earlier ? listNewFixes(earlier.security, security) : [];
  });
}

/** Pools are looked up when a message is sent, and fixes weighed apart: messages from before either was known stay as they are. */
function digestOfNews({ images, retirements, withdrawn }: ReleaseNews): string {
  const bare = (list: readonly object[] = []) =>
    list.map((item) => ({ ...item, pools: undefined, security: undefined, otherwise: undefined, before: undefined }));
  const gone = withdrawn && [withdrawn.vanished, bare(withdrawn.images), bare(withdrawn.retirements)];
  return digestOf(JSON.stringify([bare(images), bare(retirements), gone]), 12);
}

const PASSAGES_SHOWN = 6;

/** For a thread: the Windows passages as they were and as they are. Everything in it is text from outside. */
export function createReleaseDifferenceCard({ release, removed, added }: ReleaseDifference): Card {
  const tag = toLiteral(release.tag, 60);
  return {
    headline: [plain(`The Windows part of AKS release ${tag} was reworded; no image and no date changed`)],
    parts: [
      ...listUpTo(PASSAGES_SHOWN, removed.map(passage('Was: '))),
      ...listUpTo(PASSAGES_SHOWN, added.map(passage('Is: '))),
    ],
  };
}

function passage(label: string): (text: string) => Line {
  return (text) => [bold(label), ...spansOfMarkdown(text, 500)];
}
