/** Words that a POSIX shell takes literally, so that ordinary names stay readable. */
const PLAIN_WORD = /^[A-Za-z0-9_@%+=:,./-]+$/;

/**
 * One argument for a POSIX shell, whatever it contains: single quotes where needed, `'` itself as `'\''`.
 * Control characters (a NUL cannot be an argument, a line break would split what a person pastes) become `?`.
 */
export function quoteForShell(argument: string): string {
  const printable = argument.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
  return PLAIN_WORD.test(printable) ? printable : `'${printable.replaceAll("'", "'\\''")}'`;
}
