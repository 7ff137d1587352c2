import type { CommandsForPools } from '../../../domain/notification.ts';
import { bold, paragraph, richText } from './block-elements.ts';
import { elementsOfCommands, linesOfCommands } from './command-groups.ts';
import { composeText } from './compose-text.ts';
import { countOf } from './count-words.ts';
import { nameOfPool } from './describe-pool.ts';
import type { SlackMessage } from './slack-message.ts';

const BUDGET = { groups: 30, characters: 6_000 };

/** What to run for each pool, in the thread of the message that named them. */
export function renderCommands({ pools }: CommandsForPools): SlackMessage {
  const groups = pools.map((pool) => ({ name: nameOfPool(pool), commands: pool.commands }));
  const some = groups.filter(({ commands }) => commands.length > 0);
  const point =
    some.length > 0
      ? `What to run for ${countOf(some.length, 'node pool')}`
      : 'There is nothing to run for these node pools';
  return {
    text: composeText([point], linesOfCommands(groups)),
    blocks: [richText(paragraph(bold(point)), ...elementsOfCommands(groups, BUDGET))],
  };
}
