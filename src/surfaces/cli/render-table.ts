/** A cell of a table; `null` is drawn as a dash. */
export type Cell = string | number | null;

/** Where a text is shown. */
export interface Terminal {
  /** Its width; `null` where nothing is to be cut. */
  readonly columns: number | null;
  /** How the program was called, so that it says commands that can be run as they are: `npx vhdwatch` in a checkout. */
  readonly program: string;
}

export const NO_TERMINAL: Terminal = { columns: null, program: 'vhdwatch' };

/** What is not known of a terminal is as without one. */
export function terminalOf({ columns, program }: Partial<Terminal>): Terminal {
  return { columns: columns ?? NO_TERMINAL.columns, program: program ?? NO_TERMINAL.program };
}

const GAP = '  ';
/** What is left for the last column at the least, however narrow the terminal. */
const LEAST_LAST = 20;
/** Text in a narrower column than this is no longer read as text. */
const LEAST_WRAPPED = 24;

/** A plain text table: headings, then rows, columns aligned. Text from outside cannot move the cursor. */
export function renderTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return layOutTable(head, rows, NO_TERMINAL).join('\n');
}

/**
 * The same as a text for the headings and one for each row. On a terminal the last cell is cut to that width, after
 * `most` lines of it, and ends in "…" then.
 */
export function layOutTable(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  terminal: Terminal,
  most = 1,
): readonly string[] {
  const { columns } = terminal;
  const lines = [head, ...rows].map((row) => row.map((cell) => textOf(cell, terminal)));
  const last = head.length - 1;
  const widths = head.map(() => 0);
  for (const row of lines)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, widthOf(cell));
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + GAP.length, 0);
  const room = columns === null ? null : Math.max(LEAST_LAST, columns - before);
  return lines.map((row) =>
    row
      .map((cell, index) =>
        index < last
          ? `${cell}${' '.repeat((widths[index] ?? 0) - widthOf(cell))}`
          : cutToLines(cell, { ...terminal, columns: room }, most).join(`\n${' '.repeat(before)}`),
      )
      .join(GAP)
      .trimEnd(),
  );
}

/**
 * The same with nothing cut: the last cell goes on below itself, and where there is no room for that, what does not fit
 * beside the first cells stands in lines below them, each under its heading's name.
 */
export function renderWholeTable(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  terminal: Terminal,
): string {
  const { columns } = terminal;
  const widths = head.map((title, index) =>
    rows.reduce((widest, row) => Math.max(widest, widthOf(textOf(row[index], terminal))), title.length),
  );
  const startOf = (index: number) => widths.slice(0, index).reduce((sum, width) => sum + width + GAP.length, 0);
  const endOf = (index: number) => startOf(index) + (widths[index] ?? 0);
  const last = head.length - 1;
  if (columns === null || endOf(last) <= columns || columns - startOf(last) >= LEAST_WRAPPED)
    return layOutTable(head, rows, terminal, Number.POSITIVE_INFINITY).join('\n');
  const beside = Math.max(1, head.findLastIndex((_title, index) => endOf(index) <= columns) + 1);
  const [title = '', ...lines] = layOutTable(
    head.slice(0, beside),
    rows.map((row) => row.slice(0, beside)),
    { ...terminal, columns: null },
  );
  // A row of nothing but its last cells goes on from the one before it.
  const text = lines.flatMap((line, at) => {
    const row = rows[at] ?? [];
    return line === '' ? listRest([], row, beside, terminal) : [line, ...listRest(head, row, beside, terminal)];
  });
  return [title, ...text].join('\n');
}

/** The cells from `from` on that say something, by name where they have one, in lines of their own. */
function listRest(head: readonly string[], row: readonly Cell[], from: number, terminal: Terminal): readonly string[] {
  const words = row
    .map((cell, index) => ({ cell, name: head[index] ?? '', index }))
    .filter(({ cell, index }) => index >= from && cell !== null && cell !== '')
    .map(({ cell, name }) => `${name.toLowerCase()} ${textOf(cell, terminal)}`.trimStart());
  return words.length === 0 ? [] : [wrapText(words.join(', '), terminal, '  ')];
}

function textOf(cell: Cell | undefined, { program }: Terminal): string {
  return nameProgram(stripControls(String(cell ?? '-')), program);
}

/** The text, the program named as it was called in the commands to be run, `"vhdwatch poll"`. */
export function nameProgram(text: string, program: string): string {
  return text.replace(/"vhdwatch (?=[a-z])/g, `"${program} `);
}

/** Text in lines that fit the terminal, broken between words, each after `indent`. */
export function wrapText(text: string, { columns, program }: Terminal, indent = ''): string {
  if (columns === null) return indent + nameProgram(text, program);
  const width = Math.max(LEAST_WRAPPED, columns - indent.length);
  const lines = fillLines(nameProgram(text, program), width, (word) => [word]);
  return lines.map((line) => indent + line).join('\n');
}

/** Words in lines of that width; `breakWord` gives the pieces of one that begins a line, which may be too long for it. */
function fillLines(text: string, width: number, breakWord: (word: string) => readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || widthOf(last) + 1 + widthOf(word) > width) lines.push(...breakWord(word));
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** A name too long for a line goes on in the next, after a slash or a hyphen where it has one: its end tells it from others. */
function breakTo(word: string, width: number): readonly string[] {
  if (widthOf(word) <= width) return [word];
  const beginning = beginningOf(word, width);
  const at = Math.max(beginning.lastIndexOf('/'), beginning.lastIndexOf('-')) + 1 || beginning.length;
  return [word.slice(0, at), ...breakTo(word.slice(at), width)];
}

const PLAIN = /^[\x20-\x7e]*$/;
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uff01-\uff60]/u;
const MARK = /\p{Mark}/u;

/** Columns that a terminal needs for it: two for a wide character, none for a mark on another. */
function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  return [...text].reduce((sum, one) => sum + (WIDE.test(one) ? 2 : MARK.test(one) ? 0 : 1), 0);
}

/** The text, or its beginning and "…" where it is wider than `width`; `null` is no limit. */
function cutTo(text: string, width: number | null): string {
  if (width === null || widthOf(text) <= width) return text;
  return `${beginningOf(text, width - 1).trimEnd()}…`;
}

function beginningOf(text: string, width: number): string {
  let kept = '';
  for (const one of text) {
    if (widthOf(kept + one) > width) break;
    kept += one;
  }
  return kept;
}

/** The text in so many lines of that width at most; of a longer one the last line ends in "…", after a word. */
function cutToLines(text: string, room: Terminal, most: number): readonly string[] {
  const width = room.columns;
  if (most === 1 || width === null) return [cutTo(text, width)];
  if (most === Number.POSITIVE_INFINITY) return wrapText(text, room).split('\n');
  const lines = fillLines(text, width, (word) => breakTo(word, width));
  const kept = lines.slice(0, most);
  if (lines.length <= most) return kept;
  const last = kept.at(-1) ?? '';
  return [...kept.slice(0, -1), `${widthOf(last) < width ? last : last.replace(/ ?\S*$/, '')}…`];
}

/** Text without control and bidirectional characters, so that a hostile name cannot rewrite the terminal. */
export function stripControls(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
}
