import { formatDate } from '../domain/calendar-date.ts';
import type { NodeImage } from '../domain/catalogue.ts';
import { isPoolStopped } from '../domain/cluster.ts';
import { describeSecurity, fixesSomething, type ImageSecurity } from '../domain/image-security.ts';
import { toLiteral } from '../domain/literal.ts';
import {
  compareNodeImageVersions,
  type NodeImageVersion,
  parseNodeImageVersion,
} from '../domain/node-image-version.ts';
import type { AssessedPool } from '../domain/node-pool-assessment.ts';
import type { NewsImage, NewsPool } from '../domain/notification.ts';
import { remember } from '../domain/once.ts';
import { type OsSku, titleOfOsSku } from '../domain/os-sku.ts';
import { referToPool } from '../domain/pool-reference.ts';
import { bold, code, type Line, link, plain, type Span } from './card.ts';

/** `Windows Server 2022 20348.5386.260715`. Literal. */
export function nameOfImage(image: Pick<NewsImage, 'osSku' | 'version'>): string {
  return `${toLiteral(titleOfOsSku(image.osSku), 80)} ${toLiteral(image.version, 60)}`;
}

/** `security update KB5065432; fixes CVE-2026-1234`; empty where it fixes nothing that is known. Literal. */
export function nameFixes({ security }: { readonly security?: ImageSecurity | null }): string {
  const fixes = describeSecurity(security);
  return fixes === '' ? '' : toLiteral(fixes, 300);
}

type DescribedImage = Pick<NodeImage, 'osSku' | 'version' | 'builtOn' | 'notesUrl'> & {
  readonly security?: ImageSecurity | null;
};

/** The image as a line of rich text: name, build day, what is said of it besides, what it fixes, link to what is in it. */
export function spansOfImage(image: DescribedImage, ...asides: Line): Span[] {
  const { osSku, version, builtOn, notesUrl } = image;
  const fixes = nameFixes(image);
  return [
    bold(toLiteral(titleOfOsSku(osSku), 80)),
    plain(' '),
    code(toLiteral(version, 60)),
    plain(` built ${formatDate(builtOn)}`),
    ...asides,
    ...(fixes === '' ? [] : [plain(' · '), bold(fixes)]),
    ...(notesUrl ? [plain(' · '), link(notesUrl, 'what is in it')] : []),
  ];
}

/** The same with what its note called it by mistake, and that it was gone for a time. */
export function spansOfNewsImage(image: NewsImage): Span[] {
  const { announcedAs, again } = image;
  return spansOfImage(
    image,
    ...(announcedAs ? [plain(`, called ${toLiteral(announcedAs, 60)} in the note by mistake`)] : []),
    ...(again ? [plain(`, withdrawn for a time, announced again in ${toLiteral(again, 60)}`)] : []),
  );
}

/** A pool as release news tell of it; `null` for one whose OS SKU is not known. */
export function toNewsPool({ cluster, nodePool, assessment, isLeftToAks }: AssessedPool): NewsPool | null {
  if (assessment.osSku === null) return null;
  return {
    ...referToPool({ cluster, nodePool }),
    osSku: assessment.osSku,
    version: assessment.currentVersion,
    imagesBehind: assessment.imagesBehind,
    daysBehind: assessment.daysBehind,
    target: assessment.targetVersion,
    ...(isPoolStopped(cluster, nodePool) ? { isStopped: true } : {}),
    ...(isLeftToAks ? { isLeftToAks: true } : {}),
  };
}

/** The pools an image is newer than: same OS SKU, an older version or an unknown one. */
export function listPoolsConcerned(
  image: { osSku: OsSku; version: string },
  pools: readonly AssessedPool[],
): readonly NewsPool[] {
  const published = parseNodeImageVersion(image.version);
  // A large fleet has few versions.
  const isConcerned = remember((current: string | null) => isOlder(current, published));
  return pools
    .filter(({ assessment }) => assessment.osSku === image.osSku && isConcerned(assessment.currentVersion))
    .map((pool) => withWaiting(toNewsPool(pool), pool, image.version))
    .filter((reference) => reference !== null);
}

/** A pool on the newest image of its region cannot take a newer one, whatever was published. */
function withWaiting(
  reference: NewsPool | null,
  { assessment: { region, currentVersion, targetVersion } }: AssessedPool,
  published: string,
): NewsPool | null {
  const isAway = region !== null && (region.pending === 'absent' || region.pending === 'arriving');
  const hasNothingToTake = targetVersion === currentVersion && targetVersion !== published;
  if (!reference || !isAway || !hasNothingToTake) return reference;
  return { ...reference, awaitedIn: region.name };
}

function isOlder(current: string | null, published: NodeImageVersion | null): boolean {
  const own = current === null ? null : parseNodeImageVersion(current);
  if (!own || !published) return true;
  return own.build === published.build && compareNodeImageVersions(own, published) < 0;
}

export function createNewsImage(image: NodeImage, pools: readonly AssessedPool[]): NewsImage {
  const { osSku, version, builtOn, announcedAs, notesUrl, security } = image;
  const news = { osSku, version, builtOn, announcedAs, notesUrl, pools: listPoolsConcerned(image, pools) };
  return security && fixesSomething(security) ? { ...news, security } : news;
}

/** What there is to do about an image that was taken back: AKS keeps the one before for a week. */
export function sayAfterRecall(recalled: readonly NewsImage[]): string {
  if (recalled.every(({ pools }) => pools.length === 0)) return 'No node pool here runs it: nothing to do about it.';
  return 'Go back to the image before within 7 days of the upgrade; after that wait for the next image. No other pool should take this one.';
}
