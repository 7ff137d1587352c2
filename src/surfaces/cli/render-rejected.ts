import type { RejectedItem } from '../../domain/cluster-import.ts';
import { renderTable } from './render-table.ts';

const MOST_ROWS = 40;

/** What was refused and why, to stand below a first line; empty when nothing was. */
export function renderRejected(rejected: readonly RejectedItem[]): string {
  if (rejected.length === 0) return '';
  const rows = rejected.slice(0, MOST_ROWS).map(({ item, reason }) => [item, reason]);
  const more = rejected.length > rows.length ? `\n+ ${rejected.length - rows.length} more lines: --json` : '';
  return `\n\nRefused or not taken as written:\n${renderTable(['ITEM', 'REASON'], rows)}${more}`;
}
