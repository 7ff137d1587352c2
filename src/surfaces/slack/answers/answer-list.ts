import { bold, type CardButton, type CommandGroup, commandsPart, type Line, list } from '../../../messages/card.ts';
import { toLiteral } from '../../../messages/literal.ts';
import type { Answer } from './answer.ts';

/** The usual answer: the point, then items, then what to run, then where it comes from. */
export interface ListAnswer {
  /** One sentence that says it all; literal. */
  readonly headline: string;
  readonly items: readonly Line[];
  /** Items that exist besides those given. */
  readonly left?: number;
  /** Where the next items begin, for a button that shows them. */
  readonly next?: number;
  readonly commands?: readonly CommandGroup[];
  /** Small and last. */
  readonly foot?: Line;
  readonly buttons?: readonly CardButton[];
}

const ROOM_FOR_COMMANDS = 2_400;

/** A list as a card. */
export function answerList({ headline, items, left = 0, next, commands = [], foot, buttons = [] }: ListAnswer): Answer {
  return {
    headline: [bold(toLiteral(headline, 900))],
    parts: [...list(items, left), ...commandsPart(commands, ROOM_FOR_COMMANDS)],
    ...(foot ? { foot: [foot] } : {}),
    buttons,
    ...(left > 0 && next !== undefined ? { next } : {}),
  };
}
