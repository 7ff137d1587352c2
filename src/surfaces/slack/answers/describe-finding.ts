import { formatDate } from '../../../domain/calendar-date.ts';
import type { Finding } from '../../../domain/finding.ts';
import { bold, plain, type Span } from '../../../messages/card.ts';
import { toLiteral } from '../../../messages/literal.ts';
import { nameOfPool } from '../../../messages/pool-words.ts';

/** `high: shop/npwin runs … Due 3 Sep 2026.` */
export function spansOfFinding(finding: Finding): Span[] {
  const due = finding.due ? ` Due ${formatDate(finding.due)}.` : '';
  return [bold(`${finding.severity}: ${nameOfPool(finding)} `), plain(`${toLiteral(finding.summary, 300)}${due}`)];
}
