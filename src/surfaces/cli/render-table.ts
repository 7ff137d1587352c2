/** A cell of a table; `null` is drawn as a dash. */
export type Cell = string | number | null;

const GAP = '  ';
/** What is left for the last column at the least, however narrow the terminal. */
const LEAST_LAST = 20;

/**
 * A plain text table: headings, then rows, columns aligned. Text from outside cannot move the cursor. With `columns` the
 * last cell of a row is cut to that width, and ends in "…" then.
 */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  columns: number | null = null,
): string {
  const lines = [head, ...rows].map((row) => row.map((cell) => stripControls(String(cell ?? '-'))));
  const last = head.length - 1;
  const widths = head.map((_title, index) => lines.reduce((most, row) => Math.max(most, widthOf(row[index] ?? '')), 0));
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + GAP.length, 0);
  const room = columns === null ? null : Math.max(LEAST_LAST, columns - before);
  return lines
    .map((row) =>
      row
        .map((cell, index) =>
          index < last ? `${cell}${' '.repeat((widths[index] ?? 0) - widthOf(cell))}` : cutTo(cell, room),
        )
        .join(GAP)
        .trimEnd(),
    )
    .join('\n');
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
  let kept = '';
  for (const one of text) {
    if (widthOf(kept + one) >= width) break;
    kept += one;
  }
  return `${kept.trimEnd()}…`;
}

/** Text without control and bidirectional characters, so that a hostile name cannot rewrite the terminal. */
export function stripControls(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
}
