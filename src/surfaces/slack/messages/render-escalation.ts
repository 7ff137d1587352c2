import { formatDate } from '../../../domain/calendar-date.ts';
import { isUserId } from '../../../domain/cluster.ts';
import type { Escalation, EscalationItem } from '../../../domain/notification.ts';
import { bold, bullets, context, header, paragraph, plain, richText, type Span } from './block-elements.ts';
import { type CommandGroup, elementsOfCommands, linesOfCommands } from './command-groups.ts';
import { composeText } from './compose-text.ts';
import { countOf } from './count-words.ts';
import { nameOfPool } from './describe-pool.ts';
import { toLiteral, toMrkdwn } from './escape-text.ts';
import { fitBlocks } from './fit-blocks.ts';
import type { SlackMessage } from './slack-message.ts';

const COMMAND_BUDGET = { groups: 3, characters: 2_000 };
const ITEMS_A_BLOCK = 10;

const TITLES: Readonly<Record<Escalation['level'], string>> = {
  channel: 'A limit is reached',
  owners: 'A limit is near or passed',
  operators: 'Limits that teams let pass',
};

/** Limits that were crossed, worst first. Only owners who asked for it are mentioned. */
export function renderEscalation(escalation: Escalation): SlackMessage {
  const { items, level } = escalation;
  const mentions = escalation.mentions.filter(isUserId);
  const groups = items.map(groupOf);
  const tags = mentions.map((user_id): Span => ({ type: 'user', user_id }));
  const parts = [
    { block: header(`${TITLES[level]}: ${countOf(items.length, 'finding')}`), things: 0 },
    ...(tags.length > 0
      ? [{ block: richText(paragraph(...tags.flatMap((tag) => [tag, plain(' ')]))), things: 0 }]
      : []),
    ...Array.from({ length: Math.ceil(items.length / ITEMS_A_BLOCK) }, (_, index) => {
      const some = items.slice(index * ITEMS_A_BLOCK, (index + 1) * ITEMS_A_BLOCK);
      return { block: richText(bullets(some.map(spansOf))), things: some.length };
    }),
    ...partOfCommands(groups),
  ];
  const [first] = items;
  const point = first ? `${sayItem(first)}` : TITLES[level];
  const tail = [context('Snoozed and assigned node pools are left out. The monthly reminder has the whole list.')];
  const text = composeText(
    [
      `${mentions.map((id) => `<@${id}> `).join('')}${toMrkdwn(`${TITLES[level]}: ${point}`, 900)}`,
      ...items.slice(1).map((item) => toMrkdwn(`• ${sayItem(item)}`, 500)),
    ],
    linesOfCommands(groups),
  );
  return { text, blocks: fitBlocks(parts, tail) };
}

function partOfCommands(groups: readonly CommandGroup[]) {
  const elements = elementsOfCommands(groups, COMMAND_BUDGET);
  return elements.length > 0 ? [{ block: richText(paragraph(bold('What to run')), ...elements), things: 0 }] : [];
}

function groupOf(item: EscalationItem): CommandGroup {
  return { name: nameOfPool(item), commands: item.commands };
}

function sayItem(item: EscalationItem): string {
  return `${nameOfPool(item)}: ${toLiteral(item.summary, 300)}${sayDue(item)}`;
}

function spansOf(item: EscalationItem): Span[] {
  return [bold(`${item.severity}: ${nameOfPool(item)}`), plain(` ${toLiteral(item.summary, 300)}${sayDue(item)}`)];
}

function sayDue({ due }: EscalationItem): string {
  return due ? ` Due ${formatDate(due)}.` : '';
}
