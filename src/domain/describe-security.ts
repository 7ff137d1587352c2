import type { ImageSecurity } from './image-security.ts';

const SHOWN = 3;

/**
 * `security updates KB5065432 and KB5063880; fixes CVE-2026-1234`, the newest first where `updates` is oldest first;
 * empty where there is nothing to say.
 */
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
