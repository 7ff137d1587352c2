import { quoteForShell } from '../../domain/shell.ts';

/** Words of a command as they are, or an option with a value or several; `null` or none leaves the option out. */
export type CommandPart = string | readonly [option: string, value: string | null | readonly string[]];

/** A command line of fixed words and quoted values. Text from outside may only come in as a value. */
export function createCommand(...parts: readonly CommandPart[]): string {
  let command = '';
  for (const part of parts) {
    const words = typeof part === 'string' ? part : formatPart(part);
    if (words !== '') command = command === '' ? words : `${command} ${words}`;
  }
  return command;
}

function formatPart([option, value]: Exclude<CommandPart, string>): string {
  if (value === null || value.length === 0) return '';
  return typeof value === 'string' ? formatOption(option, value) : formatList(option, value);
}

/** Several values stand behind their option; none of them may begin like an option or a file for az. */
function formatList(option: string, values: readonly string[]): string {
  return [option, ...values.map((value) => quoteForShell(value.replace(/^[-@]/, '?')))].join(' ');
}

/**
 * A value that begins with `-` would be read as an option of its own, unless it is a number; `option=value` cannot be. az would read a file for
 * one that begins with `@`, which no name in Azure does.
 */
function formatOption(option: string, value: string): string {
  return `${option}${/^-(?!\d+$)/.test(value) ? '=' : ' '}${quoteForShell(value.replace(/^@/, '?'))}`;
}
