import { countOf } from './count-words.ts';

/** Commands to show, and how many were left out. */
export interface PickedCommands {
  readonly lines: readonly string[];
  readonly left: number;
}

const LONGEST_COMMAND = 600;

/**
 * The first commands of several pools, each once, at most `limit` and `room` characters together.
 * A command is shown whole or not at all: half a command can be run, and does something else.
 */
export function pickCommands(commands: readonly string[], limit: number, room = 1_800): PickedCommands {
  const unique = [...new Set(commands)];
  const lines: string[] = [];
  let used = 0;
  for (const command of unique) {
    if (lines.length === limit || command.length > LONGEST_COMMAND || used + command.length > room) break;
    lines.push(command);
    used += command.length + 1;
  }
  return { lines, left: unique.length - lines.length };
}

/** `and 12 more commands`, or nothing. */
export function describeLeftCommands(picked: PickedCommands): string {
  return picked.left > 0 ? `and ${countOf(picked.left, 'more command')}` : '';
}
