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
