import type { types } from '@slack/bolt';
import { bold, bullets, context, paragraph, richText, type Span } from '../messages/block-elements.ts';
import { type CommandGroup, elementsOfCommands, linesOfCommands } from '../messages/command-groups.ts';
import { formatCount } from '../messages/count-words.ts';
import { toLiteral, toMrkdwn } from '../messages/escape-text.ts';
import type { BlockPart } from '../messages/fit-blocks.ts';
import type { Answer } from './answer.ts';

/** The usual answer: the point, then items, then what to run, then where it comes from. */
export interface ListAnswer {
  /** One sentence that says it all; literal. */
  readonly headline: string;
  readonly items: readonly (readonly Span[])[];
  /** Items that exist besides those given. */
  readonly left?: number;
  /** Where the next items begin, for a button that shows them. */
  readonly next?: number;
  readonly commands?: readonly CommandGroup[];
  /** Escaped mrkdwn, small and last. */
  readonly foot?: string;
  readonly buttons?: readonly types.Button[];
}

const COMMAND_BUDGET = { groups: 6, characters: 2_400 };

/** Text and blocks of a list from the same words, so that a screen reader hears what others see. */
export function answerList({ headline, items, left = 0, next, commands = [], foot, buttons = [] }: ListAnswer): Answer {
  const more = left > 0 ? [`and ${formatCount(left)} more`] : [];
  const elements = elementsOfCommands(commands, COMMAND_BUDGET);
  return {
    lines: [toMrkdwn(headline, 900), ...items.map((spans) => toMrkdwn(`• ${textOf(spans)}`, 600)), ...more],
    extras: linesOfCommands(commands),
    parts: [
      { block: richText(paragraph(bold(toLiteral(headline, 900)))), things: 0 },
      ...items.map((spans): BlockPart => ({ block: richText(bullets([spans])), things: 1 })),
      ...more.map((words): BlockPart => ({ block: context(words), things: 0 })),
      ...(elements.length > 0 ? [{ block: richText(...elements), things: 0 }] : []),
    ],
    tail: foot ? [context(foot)] : [],
    buttons,
    ...(left > 0 && next !== undefined ? { next } : {}),
  };
}

function textOf(spans: readonly Span[]): string {
  return spans
    .map((span) => (span.type === 'channel' ? span.channel_id : 'text' in span ? (span.text ?? '') : ''))
    .join('');
}
