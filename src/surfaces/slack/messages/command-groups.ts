import type { types } from '@slack/bolt';
import { paragraph, plain, preformatted } from './block-elements.ts';
import { countOf } from './count-words.ts';
import { escapeMrkdwn, stripInvisible, toMrkdwn } from './escape-text.ts';

/** What to run in one go, in order. */
export interface CommandGroup {
  /** Whom or what it is for; literal, it becomes a shell comment. */
  readonly name: string;
  readonly commands: readonly string[];
}

/** How much of a message commands may take. */
export interface CommandBudget {
  readonly groups: number;
  readonly characters: number;
}

/**
 * The first groups as a block to copy from, each under a comment with its name. A group is shown whole or not at
 * all: half of it can be run, and does something else. Empty when there is nothing to run.
 */
export function elementsOfCommands(
  groups: readonly CommandGroup[],
  budget: CommandBudget,
): (types.RichTextPreformatted | types.RichTextSection)[] {
  const all = withoutRepeats(groups);
  const shown = fitGroups(all, budget);
  const left = all.length - shown.length;
  const lines = shown.flatMap(({ name, commands }, index) => [
    ...(index > 0 ? [''] : []),
    ...(all.length > 1 ? [`# ${name}`] : []),
    ...commands,
  ]);
  const further = shown.length > 0 ? 'more set' : 'set';
  return [
    ...(lines.length > 0 ? [preformatted(lines)] : []),
    ...(left > 0 ? [paragraph(plain(`${countOf(left, further)} of commands left out for length`))] : []),
  ];
}

/** The same as escaped lines of top-level text, one line per group. */
export function linesOfCommands(groups: readonly CommandGroup[]): string[] {
  return withoutRepeats(groups).map(({ name, commands }) => {
    const steps = commands.map((command) => `\`${escapeMrkdwn(stripInvisible(command))}\``).join(' then ');
    return `Run for ${toMrkdwn(name)}: ${steps}`;
  });
}

/** Two findings can ask for the same steps: what an earlier group does already is not shown again. */
function withoutRepeats(groups: readonly CommandGroup[]): readonly CommandGroup[] {
  const known = new Set<string>();
  return groups.filter(({ commands }) => {
    const steps = commands.filter((command) => !command.startsWith('#'));
    const isNew = steps.some((step) => !known.has(step));
    for (const step of steps) known.add(step);
    return isNew;
  });
}

function fitGroups(groups: readonly CommandGroup[], { groups: most, characters }: CommandBudget): CommandGroup[] {
  const shown: CommandGroup[] = [];
  let used = 0;
  for (const group of groups.slice(0, most)) {
    used += group.name.length + group.commands.join('\n').length + 4;
    if (used > characters) break;
    shown.push(group);
  }
  return shown;
}
