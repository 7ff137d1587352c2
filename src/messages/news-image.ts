import type { NodeImage } from '../domain/catalogue.ts';
import { isPoolStopped } from '../domain/cluster.ts';
import { fixesSomething } from '../domain/image-security.ts';
import {
  compareNodeImageVersions,
  type NodeImageVersion,
  parseNodeImageVersion,
} from '../domain/node-image-version.ts';
import type { AssessedPool } from '../domain/node-pool-assessment.ts';
import type { NewsImage, NewsPool } from '../domain/notification.ts';
import type { OsSku } from '../domain/os-sku.ts';
import { referToPool } from '../domain/pool-reference.ts';

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
  return pools
    .filter(({ assessment }) => assessment.osSku === image.osSku && isOlder(assessment.currentVersion, published))
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
