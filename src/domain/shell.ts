export const SHELLS = ['bash', 'powershell'] as const;

export type Shell = (typeof SHELLS)[number];

/** Words that every shell takes literally, so that ordinary names stay readable. PowerShell makes a list of `a,b`. */
const PLAIN_WORD = /^[A-Za-z0-9_%+=:./-]+$|^[A-Za-z0-9][A-Za-z0-9_@%+=:./-]*$/;

/** What ends or expands a text in double quotes, in one of the shells. */
const ACTIVE = /["$`\\!\u{201c}-\u{201e}]/u;

/**
 * One argument for a POSIX shell, whatever it contains: quoted where needed, and as PowerShell reads it too unless it has
 * an apostrophe beside what double quotes do not hold. Control characters (a NUL cannot be an argument, a line break
 * would split what a person pastes) become `?`.
 */
export function quoteForShell(argument: string): string {
  if (PLAIN_WORD.test(argument)) return argument;
  const printable = argument.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
  if (/['\u{2018}-\u{201b}]/u.test(printable) && !ACTIVE.test(printable)) return `"${printable}"`;
  return `'${printable.replaceAll("'", "'\\''")}'`;
}

/** A piece of a word as `quoteForShell` and the commands write it: quoted, escaped, or plain. */
const PIECE = /'([^']*)'|"([^"]*)"|\\(.)|([^\s'"\\]+)/gu;
const WORD = /(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+/gu;

/** The arguments of a command line that `quoteForShell` had a hand in. */
function splitCommand(command: string): readonly string[] {
  return (command.match(WORD) ?? []).map((word) =>
    [...word.matchAll(PIECE)]
      .map(([, single, double, escaped, plain]) => single ?? double ?? escaped ?? plain)
      .join(''),
  );
}

/** A command line of ours as PowerShell reads it; the same arguments reach az. */
export function toPowerShell(command: string): string {
  const [program = '', ...values] = splitCommand(command);
  return [program, ...values.map((value) => quoteForPowerShell(value, program === 'az'))].join(' ');
}

/** In Windows az is a batch file: what cmd would act upon stands in double quotes of its own, which PowerShell adds for blanks. */
function quoteForPowerShell(argument: string, isBatch: boolean): string {
  if (PLAIN_WORD.test(argument)) return argument;
  const isActive = isBatch && /[&|<>^()%!]/.test(argument) && !/[\s"]/.test(argument);
  const held = isActive ? `"${argument}"` : argument;
  // PowerShell takes typographic quotes for plain ones.
  return `'${held.replace(/['\u{2018}-\u{201b}]/gu, '$&$&')}'`;
}
