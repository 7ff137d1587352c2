import type { HtmlCell } from './block-text.ts';
import type { Passage, PassageCell } from './passage.ts';

/** The rows of a table in HTML, whose head may be of several rows. */
export class HtmlTable {
  /** The titles of each column, from the top. */
  readonly #titles: string[][] = [];
  #head: Passage | null = null;

  /** A row with its cells, and with the head of the table where it is none itself. */
  rowOf(passage: Passage, cells: readonly HtmlCell[]): Passage {
    const row = { ...passage, cells: cells.map((cell) => trimmed(passage.text, cell)) };
    if (this.#head === null && (this.#titles.length === 0 || cells.every(({ isHead }) => isHead))) {
      this.#add(row, cells);
      return row;
    }
    this.#head ??= headOf(passage, this.#titles);
    return { ...row, head: this.#head };
  }

  #add({ text, cells }: Passage, tags: readonly HtmlCell[]): void {
    const isFirst = this.#titles.length === 0;
    let column = 0;
    for (const [index, { columns, rows }] of tags.entries()) {
      // What spans both rows of a head has no title in the second.
      while (!isFirst && (this.#titles[column]?.length ?? 0) > 1) column += 1;
      const cell = cells[index];
      const title = cell ? text.slice(cell.start, cell.end) : '';
      for (let at = 0; at < columns; at += 1) {
        const titles = this.#titles[column + at] ?? [];
        titles.push(...Array.from({ length: rows }, (_, row) => (row === 0 ? title : '')));
        this.#titles[column + at] = titles;
      }
      column += columns;
    }
  }
}

function trimmed(text: string, { start, end }: PassageCell): PassageCell {
  const written = text.slice(start, end).replace(/[|\s]+$/, '');
  return { start: start + written.length - written.trimStart().length, end: start + written.length };
}

function headOf(passage: Passage, titles: readonly (readonly string[])[]): Passage {
  const cells: PassageCell[] = [];
  let text = '';
  for (const each of titles) {
    if (text !== '') text += ' | ';
    const start = text.length;
    text += each.filter((title) => title !== '').join(' ');
    cells.push({ start, end: text.length });
  }
  return { ...passage, kind: 'row', text, cells, links: [], spans: [], head: null };
}
