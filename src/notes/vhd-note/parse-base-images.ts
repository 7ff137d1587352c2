import type { VhdBaseImage } from '../../domain/vhd-note.ts';

type CachedImage = Omit<VhdBaseImage, 'newest'>;

/**
 * Reads the Windows base images of "Images:", a table of ctr (`repo:tag  type  sha256:…`) or of Docker
 * (`repo  tag  id`). Mirrors of the registry are the same image, so the first of a repository and tag counts.
 */
export function parseBaseImages(lines: readonly string[]): VhdBaseImage[] {
  const images = new Map<string, CachedImage>();
  for (const line of lines) {
    const image = readRow(line.split(/\s+/));
    const key = image && `${image.repository}:${image.tag}`;
    if (key && !images.has(key)) images.set(key, image);
  }
  const all = [...images.values()];
  const newest = new Map<string, number>();
  for (const image of all) {
    const { family, revision } = familyOf(image);
    newest.set(family, Math.max(revision, newest.get(family) ?? 0));
  }
  return all.map((image) => ({ ...image, newest: familyOf(image).revision === newest.get(familyOf(image).family) }));
}

function readRow(cells: readonly string[]): CachedImage | null {
  const [reference = '', second = '', third = ''] = cells;
  const match = /^[^/]+\/windows\/(servercore\/iis|servercore|nanoserver)(?::([\w.-]+))?$/.exec(reference);
  if (!match) return null;
  const repository = match[1] as VhdBaseImage['repository'];
  if (match[2] !== undefined) {
    const digest = /^sha256:[0-9a-f]{64}$/.test(third) ? third : null;
    return { repository, tag: match[2], digest, imageId: null };
  }
  return /^[0-9a-f]{12}$/.test(third) ? { repository, tag: second, digest: null, imageId: third } : null;
}

/** Only numbered tags of one Windows build can be compared: `10.0.20348.4052`. Row order means nothing. */
function familyOf({ repository, tag }: CachedImage): { family: string; revision: number } {
  const match = /^10\.0\.(\d{5})\.(\d{1,6})$/.exec(tag);
  return { family: `${repository}:${match?.[1] ?? tag}`, revision: Number(match?.[2] ?? 0) };
}
