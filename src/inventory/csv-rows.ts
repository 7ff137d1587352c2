/**
 * The rows of a table with commas, semicolons or tabs, each an object by the header's names without its empty cells, as
 * the page of Resource Graph or a spreadsheet exports it: what is JSON in a cell stays text. `null` where no column is
 * an `id`, or a row does not fit the header.
 */
export function parseCsvRows(text: string): readonly Readonly<Record<string, string>>[] | null {
  const [first = ''] = text.split(/\r?\n/, 1);
  const names = /^"?id"?[,;\t]|[,;\t]"?id"?(?:[,;\t]|\s*$)/i.test(first)
    ? splitRows(first, markOf(first))?.[0]
    : undefined;
  const rows = names ? splitRows(text, markOf(first)) : null;
  if (!names || !rows?.slice(1).every((row) => row.length === names.length)) return null;
  return rows.slice(1).map((row) => {
    const cells = row.map((cell, column) => [names[column], cell]);
    return Object.fromEntries(cells.filter(([, cell]) => cell !== ''));
  });
}

type Mark = ',' | ';' | '\t';

/** Spreadsheets of half of Europe write semicolons, and tabs where they say Unicode. */
function markOf(header: string): Mark {
  return ([',', ';', '\t'] as const).find((mark) => header.includes(mark)) ?? ',';
}

/** The cells of each row; `null` where the text ends within quotes. */
function splitRows(text: string, mark: Mark): string[][] | null {
  const rows: string[][] = [];
  // A cell in quotes, in which a quote is written twice, or one without; then what ends it.
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${mark}\\r\\n]*))(${mark}|\\r?\\n|$)`, 'y');
  for (let row: string[] = []; cell.lastIndex < text.length; ) {
    const found = cell.exec(text);
    if (!found) return null;
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === mark && cell.lastIndex < text.length) continue;
    if (found[3] === mark) row.push('');
    rows.push(row);
    row = [];
  }
  return rows;
}
