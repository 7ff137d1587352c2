import type { AssessedPool } from '../domain/assessed-pool.ts';
import type { NodeImage } from '../domain/catalogue.ts';
import { mendsSomething } from '../domain/image-security.ts';
import type { NewsImage } from '../domain/notification.ts';
import { listPoolsConcerned } from './refer-to-pool.ts';

/** An image as messages tell of it, with those of the pools that it concerns. */
export function createNewsImage(image: NodeImage, pools: readonly AssessedPool[]): NewsImage {
  const { osSku, version, builtOn, announcedAs, notesUrl, security } = image;
  const told = { osSku, version, builtOn, announcedAs, notesUrl, pools: listPoolsConcerned(image, pools) };
  return security && mendsSomething(security) ? { ...told, security } : told;
}
