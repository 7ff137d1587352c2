import type { Catalogue, NodeImage } from '../domain/catalogue.ts';
import { listNewFixes } from '../domain/image-security.ts';

/** Images that were there before and are known to mend more now: their notes file came, or a note was edited. */
export function listMarkedImages(before: Catalogue, after: Catalogue): readonly NodeImage[] {
  const earlier = new Map(before.images.map((image) => [image.version, image]));
  return after.images.filter((image) => {
    const was = earlier.get(image.version);
    return was !== undefined && listNewFixes(was.security, image.security).length > 0;
  });
}
