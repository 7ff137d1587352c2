import { AppError } from './app-error.ts';
import { findNearestName } from './text.ts';

/** `Windows2019`, `Windows2022`, `Windows2025`, `WindowsAnnual`, else `Windows` + the five-digit build. */
export type OsSku = `Windows${string}`;

/** Windows build number -> OS SKU, as AKS offers them. An annual release gets a line here when it ships. */
const SKU_OF_BUILD: ReadonlyMap<number, OsSku> = new Map([
  [17763, 'Windows2019'],
  [20348, 'Windows2022'],
  [25398, 'WindowsAnnual'],
  [26100, 'Windows2025'],
]);

/** The OS SKU of a Windows build number; an unknown build becomes its own family, `Windows27842`. */
export function osSkuOfBuild(build: number): OsSku {
  return SKU_OF_BUILD.get(build) ?? `Windows${build}`;
}

const TITLES: Readonly<Record<string, string>> = {
  Windows2019: 'Windows Server 2019',
  Windows2022: 'Windows Server 2022',
  Windows2025: 'Windows Server 2025',
  WindowsAnnual: 'Windows Server annual channel (23H2)',
};

/** How people say the OS SKU: `Windows Server 2022`; an unknown family as `Windows build 27842`. */
export function titleOfOsSku(osSku: OsSku): string {
  return TITLES[osSku] ?? `Windows build ${osSku.slice('Windows'.length)}`;
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
