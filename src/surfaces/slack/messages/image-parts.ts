import type { NewsImage } from '../../../domain/notification.ts';
import { bold, bullets, paragraph, plain, preformatted, richText, type Span } from './block-elements.ts';
import { countOf } from './count-words.ts';
import { spansOfImage } from './describe-image.ts';
import { describeLag, listPoolsBehind, nameOfPool } from './describe-pool.ts';
import type { BlockPart } from './fit-blocks.ts';
import { describeLeftCommands, pickCommands } from './pick-commands.ts';

const POOLS_SHOWN = 8;

/** An image as a block: what it is, which pools are behind it, and what to run for the first of them. */
export function partOfImage(image: NewsImage): BlockPart {
  const behind = listPoolsBehind(image.pools);
  const shown = behind.slice(0, POOLS_SHOWN);
  const items: Span[][] = shown.map((pool) => [bold(nameOfPool(pool)), plain(` ${describeLag(pool)}`)]);
  if (behind.length > shown.length) items.push([plain(`and ${countOf(behind.length - shown.length, 'more pool')}`)]);
  const picked = pickCommands(
    shown.flatMap((pool) => pool.commands),
    POOLS_SHOWN,
  );
  const left = describeLeftCommands(picked);
  const block = richText(
    paragraph(...spansOfImage(image), ...(items.length > 0 ? [] : [plain(' · no registered pool is behind it')])),
    ...(items.length > 0 ? [bullets(items)] : []),
    ...(picked.lines.length > 0 ? [preformatted(picked.lines)] : []),
    ...(left ? [paragraph(plain(left))] : []),
  );
  return { block, things: 1 };
}

/** The same as lines of top-level text: the pools behind an image, furthest behind first. */
export function linesOfPools(image: NewsImage): string[] {
  const behind = listPoolsBehind(image.pools);
  const lines = behind.slice(0, POOLS_SHOWN).map((pool) => `• ${nameOfPool(pool)} ${describeLag(pool)}`);
  if (behind.length > POOLS_SHOWN) lines.push(`and ${countOf(behind.length - POOLS_SHOWN, 'more pool')}`);
  return lines;
}
