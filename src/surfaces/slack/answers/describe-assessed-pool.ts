import type { AssessedPool } from '../../../domain/node-pool-assessment.ts';
import { type OsSku, titleOfOsSku } from '../../../domain/os-sku.ts';
import { toLiteral } from '../../../messages/literal.ts';
import { countOf } from '../../../messages/words.ts';

const STATES = { current: 'up to date', behind: 'behind', unsupported: 'out of support', unknown: 'not comparable' };

/** `npwin (Windows Server 2022) is behind: runs A, upgrade to B (3 images, 91 days)`. Literal. */
export function describeAssessedPool({ nodePool, assessment }: AssessedPool): string {
  const { status, osSku, currentVersion, targetVersion, pendingVersion, imagesBehind, daysBehind } = assessment;
  const title = osSku === null ? 'Windows' : titleOfOsSku(osSku as OsSku);
  const runs = currentVersion ? `runs ${toLiteral(currentVersion, 60)}` : 'has no reported image';
  const lag = imagesBehind > 0 ? ` (${countOf(imagesBehind, 'image')}, ${countOf(daysBehind, 'day')})` : '';
  const target =
    targetVersion && targetVersion !== currentVersion ? `, upgrade to ${toLiteral(targetVersion, 60)}${lag}` : '';
  const pending = pendingVersion ? `; ${toLiteral(pendingVersion, 60)} has not reached its region yet` : '';
  return `${toLiteral(nodePool.name, 40)} (${toLiteral(title, 60)}) is ${STATES[status]}: ${runs}${target}${pending}`;
}
