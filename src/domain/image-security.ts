import type { VhdKb } from './vhd-note.ts';

export interface ImageSecurity {
  /** Windows updates with security fixes that the older image lacks: `KB5063880`. */
  readonly updates: readonly string[];
  /** `CVE-2026-1234` that a release note says the image fixes. */
  readonly cves: readonly string[];
}

export interface ImageContents {
  /** `build.revision.yymmdd` of the file name. */
  readonly version: string;
  readonly kbs: readonly Pick<VhdKb, 'id' | 'kind' | 'role'>[];
  /** The lines of the file that list them. */
  readonly quote: string;
}

/** CVEs that a release note says a Windows node image fixes. */
export interface ImageCves {
  /** `build.revision.yymmdd`, or `yymmdd` alone where the note names an image only by its day. */
  readonly version: string;
  readonly cves: readonly string[];
  readonly quote: string;
}

/** What several images bring together, each once, in their order; `null` where nothing is known of any of them. */
export function mergeSecurity(images: readonly { readonly security: ImageSecurity | null }[]): ImageSecurity | null {
  const known = images.flatMap(({ security }) => security ?? []);
  if (known.length === 0) return null;
  return {
    updates: [...new Set(known.flatMap(({ updates }) => updates))],
    cves: [...new Set(known.flatMap(({ cves }) => cves))],
  };
}

export function fixesSomething({ updates, cves }: ImageSecurity): boolean {
  return updates.length + cves.length > 0;
}

/** KBs and CVEs of the second that the first does not have. */
export function listNewFixes(
  before: ImageSecurity | null | undefined,
  after: ImageSecurity | null | undefined,
): readonly string[] {
  const known = new Set([...(before?.updates ?? []), ...(before?.cves ?? [])]);
  return [...(after?.updates ?? []), ...(after?.cves ?? [])].filter((id) => !known.has(id));
}

const SHOWN = 3;

/** `security updates KB5065432 and KB5063880; fixes CVE-2026-1234`, newest first; empty where there is nothing to say. */
export function describeSecurity(security: ImageSecurity | null | undefined): string {
  if (!security) return '';
  const { updates, cves } = security;
  const noun = `security update${updates.length === 1 ? '' : 's'}`;
  return [
    ...(updates.length > 0 ? [`${noun} ${joinIds(updates.toReversed())}`] : []),
    ...(cves.length > 0 ? [`fixes ${joinIds(cves)}`] : []),
  ].join('; ');
}

/** `A and B`, `A, B, C and 4 more`: cumulative updates contain the older ones, so nobody needs the whole list. */
function joinIds(ids: readonly string[]): string {
  const shown = ids.slice(0, SHOWN);
  const last = ids.length > shown.length ? `${ids.length - shown.length} more` : shown.pop();
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : `${last}`;
}
