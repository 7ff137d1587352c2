import type { types } from '@slack/bolt';
import { context } from './block-elements.ts';
import { formatCount } from './count-words.ts';

const COUNTED = new Set(['text', 'url', 'caption', 'value', 'alt_text', 'fallback']);

/** A block, and how many things a reader misses without it (0: nothing worth counting). */
export interface BlockPart {
  readonly block: types.KnownBlock;
  readonly things: number;
}

/** Budgets of a message; Slack's own limit for all text is undocumented and lies near 12,000. */
export const MOST_BLOCKS = 50;
export const MOST_BLOCK_TEXT = 10_000;
/** Kept free for the buttons under a message and for what people did with it. */
const ROOM_FOR_CONTROLS = { blocks: 2, text: 900 };

/**
 * The parts that fit a message, in order, then `tail` (which always stands). What was left out is counted in a line
 * before the tail: "and 37 more".
 */
export function fitBlocks(parts: readonly BlockPart[], tail: readonly types.KnownBlock[]): types.KnownBlock[] {
  const room = MOST_BLOCK_TEXT - ROOM_FOR_CONTROLS.text - countBlockText(tail) - 100;
  const slots = MOST_BLOCKS - ROOM_FOR_CONTROLS.blocks - tail.length - 1;
  const shown: types.KnownBlock[] = [];
  let used = 0;
  for (const { block } of parts) {
    used += countBlockText(block);
    if (used > room || shown.length === slots) break;
    shown.push(block);
  }
  const left = parts.slice(shown.length).reduce((sum, part) => sum + part.things, 0);
  return [...shown, ...(left > 0 ? [context(`and ${formatCount(left)} more`)] : []), ...tail];
}

/** Characters of everything in blocks that is written or linked, table cells included; counts generously. */
export function countBlockText(node: unknown): number {
  if (Array.isArray(node)) return node.reduce((sum: number, item) => sum + countBlockText(item), 0);
  if (typeof node !== 'object' || node === null) return 0;
  return Object.entries(node).reduce((sum, [key, value]) => {
    if (typeof value === 'string') return sum + (COUNTED.has(key) ? value.length : 0);
    return sum + countBlockText(value);
  }, 0);
}
