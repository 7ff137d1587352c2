import type { AssessedPool } from '../domain/assessed-pool.ts';
import type { NodeImage } from '../domain/catalogue.ts';
import { type Finding, keyOfFinding, rankOfSeverity } from '../domain/finding.ts';
import type { ImageHold } from '../domain/image-hold.ts';
import { mendsSomething } from '../domain/image-security.ts';
import { isRebuildOf, parseNodeImageVersion } from '../domain/node-image-version.ts';
import type { Snooze } from '../domain/snooze.ts';
import { isOlderImage } from './list-improvements.ts';

/** What a snooze covers, now and when it was said. */
export interface SnoozeState {
  readonly findings: readonly Finding[];
  /** What the same clusters and images would have been found guilty of at that time. */
  readonly findingsThen: readonly Finding[];
  readonly pools: readonly AssessedPool[];
}

/** True when a limit was crossed since it was said, or an image with security updates came for a pool it covers. */
export function isSnoozeOvertaken(snooze: Snooze, { findings, findingsThen, pools }: SnoozeState): boolean {
  const before = new Map(findingsThen.map((finding) => [keyOfFinding(finding), rankOf(finding)]));
  const isWorse = findings.some((finding) => rankOf(finding) > (before.get(keyOfFinding(finding)) ?? 0));
  return (
    isWorse ||
    pools.some(({ assessment }) =>
      assessment.skipped.some((image) => isUpdateSince(image, assessment.currentVersion, snooze.createdAt)),
    )
  );
}

/** The image that lifts a hold: a newer one of the same OS SKU that was announced; `null` while there is none. */
export function findNextImage(hold: ImageHold, images: readonly NodeImage[]): NodeImage | null {
  return (
    images.find(
      ({ version, state, announcedIn }) =>
        state !== 'withdrawn' && announcedIn !== null && isOlderImage(hold.version, version),
    ) ?? null
  );
}

function isUpdateSince(image: NodeImage, currentVersion: string | null, since: string): boolean {
  return image.announcedAt !== null && image.announcedAt > since && mayMendSomething(image, currentVersion);
}

/** A preview, or a rebuild of the same Windows updates, is no reason to disturb anybody; what is not known may be one. */
function mayMendSomething(image: NodeImage, currentVersion: string | null): boolean {
  if (image.security) return mendsSomething(image.security);
  const [newer, own] = [parseNodeImageVersion(image.version), parseNodeImageVersion(currentVersion ?? '')];
  return newer === null || own === null || !isRebuildOf(newer, own);
}

function rankOf({ severity }: Finding): number {
  return rankOfSeverity(severity);
}
