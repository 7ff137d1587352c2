import type { ContainerImage } from '../domain/workload.ts';

/** Words in tags of images built from Microsoft's Windows bases -> build. Builds: AZURE facts 5. */
const BUILD_OF_WORD: ReadonlyMap<string, number> = new Map([
  ['ltsc2016', 14393],
  ['1607', 14393],
  ['1709', 16299],
  ['1803', 17134],
  ['ltsc2019', 17763],
  ['1809', 17763],
  ['1903', 18362],
  ['1909', 18363],
  ['2004', 19041],
  ['20h2', 19042],
  ['ltsc2022', 20348],
  ['ltsc2025', 26100],
]);

/** A bare number is a Windows release only where the image says that it is about Windows. */
const SAYS_WINDOWS = /windows|nanoserver|servercore/i;

/** The tag of an image reference: behind the last colon that is not a registry's port, without the digest. */
function tagOf(image: string): string | null {
  return /:([^:/@]+)(?:@.*)?$/.exec(image.replace(/@.*$/, ''))?.[1] ?? null;
}

/** Which Windows an image is built from, where its tag says so: `ltsc2022`, `nanoserver-1809`, `10.0.20348.2655`. */
export function windowsBaseOfImage(image: string): ContainerImage {
  const tag = tagOf(image)?.toLowerCase() ?? '';
  const full = /(?:^|[^\d.])10\.0\.(\d{5})(?:\D|$)/.exec(tag)?.[1];
  if (full) return { image, baseBuild: Number(full) };
  const words = tag.split(/[^a-z0-9]+/).filter((word) => /^ltsc/.test(word) || SAYS_WINDOWS.test(image));
  const builds = words.map((word) => BUILD_OF_WORD.get(word)).filter((build) => build !== undefined);
  // Two different answers are none.
  return { image, baseBuild: new Set(builds).size === 1 ? (builds[0] ?? null) : null };
}
