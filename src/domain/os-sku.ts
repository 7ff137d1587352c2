import { AppError } from './app-error.ts';
import { findNearestName } from './text.ts';

/** `Windows2019`, `Windows2022`, `Windows2025`, `WindowsAnnual`, else `Windows` + the five-digit build. */
export type OsSku = `Windows${string}`;

interface KnownOsSku {
  /** Of Windows: the first part of each of its image versions. */
  readonly build: number;
  readonly title: string;
  /** Tag of the base images of its own; `null` where there are none. */
  readonly baseTag: string | null;
  /** Windows versions whose containers it runs under process isolation, the only kind AKS offers; the newest last. */
  readonly runs: readonly OsSku[];
}

/**
 * As AKS offers them. Another one gets a line here, and an entry in `catalogue/lifecycle.json`. What runs where is said by
 * Microsoft's version compatibility and portability pages.
 */
const KNOWN: Readonly<Record<OsSku, KnownOsSku>> = {
  Windows2019: { build: 17763, title: 'Windows Server 2019', baseTag: 'ltsc2019', runs: ['Windows2019'] },
  Windows2022: { build: 20348, title: 'Windows Server 2022', baseTag: 'ltsc2022', runs: ['Windows2022'] },
  WindowsAnnual: { build: 25398, title: 'Windows Server annual channel (23H2)', baseTag: null, runs: ['Windows2022'] },
  Windows2025: {
    build: 26100,
    title: 'Windows Server 2025',
    baseTag: 'ltsc2025',
    runs: ['Windows2022', 'Windows2025'],
  },
};

export const KNOWN_OS_SKUS = Object.keys(KNOWN) as readonly OsSku[];

/** The OS SKU of a Windows build number; an unknown build becomes its own family, `Windows27842`. */
export function osSkuOfBuild(build: number): OsSku {
  return KNOWN_OS_SKUS.find((osSku) => KNOWN[osSku]?.build === build) ?? `Windows${build}`;
}

/** Build of the Windows from whose base images of this tag, `ltsc2022`, others are built; `null` for an unknown tag. */
export function buildOfBaseTag(tag: string): number | null {
  return Object.values(KNOWN).find(({ baseTag }) => baseTag === tag)?.build ?? null;
}

/** One that AKS offers, in whatever case it is written; `null` for any other word. */
export function findKnownOsSku(word: string): OsSku | null {
  return KNOWN_OS_SKUS.find((osSku) => osSku.toLowerCase() === word.toLowerCase()) ?? null;
}

/** How people say the OS SKU: `Windows Server 2022`; an unknown family as `Windows build 27842`. */
export function titleOfOsSku(osSku: OsSku): string {
  return KNOWN[osSku]?.title ?? `Windows build ${osSku.slice('Windows'.length)}`;
}

/** Windows versions whose containers a host runs; `null` for a host that nothing is known of. */
export function listRunnable(host: OsSku): readonly OsSku[] | null {
  return KNOWN[host]?.runs ?? null;
}

/** Tag of the base images to build from for a host, `ltsc2025`: its own, else the newest that it runs. `null`: unknown. */
export function baseTagFor(host: OsSku): string | null {
  const known = KNOWN[host];
  return known?.baseTag ?? KNOWN[known?.runs.at(-1) ?? host]?.baseTag ?? null;
}

/** True unless every container that runs on `from` is known to run on `to` unchanged. */
export function needsRebuild(from: OsSku, to: OsSku): boolean {
  const before = listRunnable(from);
  const after = listRunnable(to);
  return !before || !after || before.some((version) => !after.includes(version));
}

/**
 * The OS SKU that people mean by `Windows2022`, `2022`, `Windows Server 2022`, `annual` or `23h2`. @throws AppError
 * `not_found` for one that is not `known`: that there is nothing of what is mistyped would be believed
 */
export function getOsSku(text: string, known: readonly OsSku[]): OsSku {
  const all = [...new Set(known)];
  const wanted = bare(text) === '23h2' ? 'annual' : bare(text);
  const found = all.find((osSku) =>
    [osSku, osSku.slice('Windows'.length), titleOfOsSku(osSku)].some((name) => bare(name) === wanted),
  );
  if (found) return found;
  throw new AppError(
    'not_found',
    `No image and no node pool of ${text} is known; known are ${all.sort().join(', ')}.`,
    {
      near: findNearestName(text, all),
    },
  );
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
