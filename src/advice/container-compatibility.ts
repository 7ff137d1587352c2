import type { OsSku } from '../domain/os-sku.ts';

/**
 * Windows version of the container base images that each host runs under process isolation, the only kind AKS offers.
 * Source: Microsoft's version compatibility and portability pages for Windows containers. There is no annual-channel base image.
 */
const RUNS: ReadonlyMap<string, readonly OsSku[]> = new Map([
  ['Windows2019', ['Windows2019']],
  ['Windows2022', ['Windows2022']],
  ['WindowsAnnual', ['Windows2022']],
  ['Windows2025', ['Windows2022', 'Windows2025']],
]);

const BASE_TAGS: ReadonlyMap<string, string> = new Map([
  ['Windows2019', 'ltsc2019'],
  ['Windows2022', 'ltsc2022'],
  ['Windows2025', 'ltsc2025'],
]);

/** Windows versions whose containers a host runs; `null` for a host that nothing is known of. */
export function listRunnable(host: OsSku): readonly OsSku[] | null {
  return RUNS.get(host) ?? null;
}

/** Tag of the base images to build from for a host, `ltsc2025`; `null` for a host without base images of its own. */
export function baseTagFor(host: OsSku): string | null {
  return BASE_TAGS.get(host) ?? BASE_TAGS.get(listRunnable(host)?.at(-1) ?? '') ?? null;
}

/** True unless every container that runs on `from` is known to run on `to` unchanged. */
export function needsRebuild(from: OsSku, to: OsSku): boolean {
  const before = listRunnable(from);
  const after = listRunnable(to);
  return !before || !after || before.some((version) => !after.includes(version));
}
