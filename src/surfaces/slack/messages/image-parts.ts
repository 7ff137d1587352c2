import type { NewsImage, PoolReference } from '../../../domain/notification.ts';
import { bold, bullets, paragraph, plain, richText } from './block-elements.ts';
import { type CommandGroup, elementsOfCommands } from './command-groups.ts';
import { countOf } from './count-words.ts';
import { spansOfImage } from './describe-image.ts';
import { describeLag, listPoolsBehind, nameOfPool } from './describe-pool.ts';
import type { BlockPart } from './fit-blocks.ts';

const POOLS_SHOWN = 8;
const COMMAND_BUDGET = { groups: 3, characters: 1_500 };

/** An image as a block: what it is, which pools are behind it, and what to run for the first of them. */
export function partOfImage(image: NewsImage): BlockPart {
  const behind = listPoolsBehind([image]);
  const items = behind.slice(0, POOLS_SHOWN).map((pool) => [bold(nameOfPool(pool)), plain(` ${describeLag(pool)}`)]);
  if (behind.length > POOLS_SHOWN) items.push([plain(sayMore(behind))]);
  const note = items.length > 0 ? [] : [plain(' · no registered pool is behind it')];
  const block = richText(
    paragraph(...spansOfImage(image), ...note),
    ...(items.length > 0 ? [bullets(items)] : []),
    ...elementsOfCommands(behind.map(groupOfPool), COMMAND_BUDGET),
  );
  return { block, things: 1 };
}

/** The same as literal lines of top-level text: the pools behind an image, furthest behind first. */
export function linesOfPools(image: NewsImage): string[] {
  const behind = listPoolsBehind([image]);
  const lines = behind.slice(0, POOLS_SHOWN).map((pool) => `• ${nameOfPool(pool)} ${describeLag(pool)}`);
  return behind.length > POOLS_SHOWN ? [...lines, sayMore(behind)] : lines;
}

/** What to run for a pool, under its name. */
export function groupOfPool(pool: PoolReference): CommandGroup {
  return { name: nameOfPool(pool), commands: pool.commands };
}

function sayMore(behind: readonly PoolReference[]): string {
  return `and ${countOf(behind.length - POOLS_SHOWN, 'more pool')}`;
}
