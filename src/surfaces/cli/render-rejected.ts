import type { RejectedItem } from '../../domain/cluster-import.ts';
import { renderTable } from './render-table.ts';

/** What was refused and why, to stand below a first line; empty when nothing was. */
export function renderRejected(rejected: readonly RejectedItem[]): string {
  if (rejected.length === 0) return '';
  const rows = rejected.map(({ item, reason }) => [item, reason]);
  return `\n\nRefused or not taken as written:\n${renderTable(['ITEM', 'REASON'], rows)}`;
}
