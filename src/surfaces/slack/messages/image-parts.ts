import type { types } from '@slack/bolt';
import type { NewsImage, PoolReference } from '../../../domain/notification.ts';
import { bold, bullets, paragraph, plain, richText } from './block-elements.ts';
import { type CommandGroup, elementsOfCommands } from './command-groups.ts';
import { countOf } from './count-words.ts';
import { nameFixes, nameOfImage, spansOfImage } from './describe-image.ts';
import { describeLag, listPoolsBehind, listPoolsWaiting, nameOfPool } from './describe-pool.ts';
import type { BlockPart } from './fit-blocks.ts';

const POOLS_SHOWN = 8;
const COMMAND_BUDGET = { groups: 3, characters: 1_500 };

/** An image as a block: what it is, which pools are behind it, and what to run for the first of them. */
export function partOfImage(image: NewsImage): BlockPart {
  const commands = elementsOfCommands(listPoolsBehind([image]).map(groupOfPool), COMMAND_BUDGET);
  return { block: richText(...elementsOfState(image), ...commands), things: 1 };
}

/** The same without commands: how the pools stand, where nothing new asks for action. */
export function partOfImageState(image: NewsImage): BlockPart {
  return { block: richText(...elementsOfState(image)), things: 1 };
}

function elementsOfState(image: NewsImage): types.RichTextBlockElement[] {
  const behind = listConcerned(image);
  const items = behind.slice(0, POOLS_SHOWN).map((pool) => [bold(nameOfPool(pool)), plain(` ${describeLag(pool)}`)]);
  if (behind.length > POOLS_SHOWN) items.push([plain(sayMore(behind))]);
  const note = items.length > 0 ? [] : [plain(' · no registered pool is behind it')];
  return [paragraph(...spansOfImage(image), ...note), ...(items.length > 0 ? [bullets(items)] : [])];
}

/**
 * The same as literal lines of top-level text; nothing where no pool is behind and it fixes nothing, since the headline
 * names the image.
 */
export function linesOfPools(image: NewsImage): string[] {
  const behind = listConcerned(image);
  const fixes = nameFixes(image);
  if (behind.length === 0) return fixes === '' ? [] : [`${nameOfImage(image)}: ${fixes}`];
  const lines = behind.slice(0, POOLS_SHOWN).map((pool) => `• ${nameOfPool(pool)} ${describeLag(pool)}`);
  const name = `${nameOfImage(image)}${fixes === '' ? '' : ` (${fixes})`}`;
  return [`${name}:`, ...lines, ...(behind.length > POOLS_SHOWN ? [sayMore(behind)] : [])];
}

/** What to run for a pool, under its name. */
export function groupOfPool(pool: PoolReference): CommandGroup {
  return { name: nameOfPool(pool), commands: pool.commands };
}

/** Those behind first, then those that wait for their region. */
function listConcerned(image: NewsImage): readonly PoolReference[] {
  return [...listPoolsBehind([image]), ...listPoolsWaiting([image])];
}

function sayMore(behind: readonly PoolReference[]): string {
  return `and ${countOf(behind.length - POOLS_SHOWN, 'more pool')}`;
}
