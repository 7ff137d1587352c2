import type { CalendarDate } from '../../domain/calendar-date.ts';
import { compareMinors, type KubernetesVersion, minorOf } from '../../domain/kubernetes-version.ts';
import { type MarkdownNode, parseMarkdownTree } from '../../notes/text/markdown-tree.ts';
import { findDates } from '../../notes/text/note-dates.ts';

import { tameMarkdown } from '../../notes/text/tame-markdown.ts';

type Column = 'minor' | 'generallyAvailableOn' | 'endOfSupportOn' | 'endOfLtsOn';
type Row = Partial<Record<Exclude<Column, 'minor'>, CalendarDate>>;

const DATE_COLUMNS = ['generallyAvailableOn', 'endOfSupportOn', 'endOfLtsOn'] as const;
const LONGEST_CELL = 100;
/** The calendar has six columns; wider rows only cost the Markdown parser time. */
const MOST_COLUMNS = 64;

/**
 * Every table with a Kubernetes version and an end of life among its columns, oldest minor first. Rows of one minor are
 * merged; where two tables differ the first counts. What cannot be read is left out. Never throws.
 */
export function parseSupportCalendar(markdown: string, sourceUrl: string): readonly KubernetesVersion[] {
  const rows = new Map<string, Row>();
  const tables = findTables(parseMarkdownTree(tameMarkdown(withoutWideRows(markdown)))).filter(isCalendar);
  for (const table of tables) readTable(table, rows);
  const versions = [...rows].map(([minor, row]) => ({
    minor,
    generallyAvailableOn: row.generallyAvailableOn ?? null,
    endOfSupportOn: row.endOfSupportOn ?? null,
    endOfLtsOn: row.endOfLtsOn ?? null,
    sourceUrl,
  }));
  return versions.sort((a, b) => compareMinors(a.minor, b.minor));
}

function withoutWideRows(markdown: string): string {
  const isNarrow = (line: string): boolean => line.split('|', MOST_COLUMNS + 1).length <= MOST_COLUMNS;
  return markdown
    .split('\n')
    .map((line) => (isNarrow(line) ? line : ''))
    .join('\n');
}

function isCalendar(table: MarkdownNode): boolean {
  const columns = columnsOf(table);
  return columns.has('minor') && (columns.has('endOfSupportOn') || columns.has('endOfLtsOn'));
}

/** Where each column stands; the first of a name counts. */
function columnsOf({ children: [header] }: MarkdownNode): Map<Column, number> {
  const columns = new Map<Column, number>();
  header?.children.forEach((cell, index) => {
    const column = columnOf(textOf(cell).toLowerCase());
    if (column && !columns.has(column)) columns.set(column, index);
  });
  return columns;
}

function columnOf(name: string): Column | null {
  if (/\bend of (?:life|support)\b|\beol\b/.test(name))
    return /\blts\b|long[- ]term/.test(name) ? 'endOfLtsOn' : 'endOfSupportOn';
  if (/\bga\b|\bgenerally available\b|\bgeneral availability\b/.test(name)) return 'generallyAvailableOn';
  return /\b(?:kubernetes|k8s|aks) (?:minor )?version\b/.test(name) ? 'minor' : null;
}

function readTable(table: MarkdownNode, rows: Map<string, Row>): void {
  const columns = columnsOf(table);
  for (const tableRow of table.children.slice(1)) {
    const minor = minorOf(cellText(tableRow, columns.get('minor')).split(/[\s*(]/, 1)[0] ?? '');
    if (minor === null) continue;
    const row = rows.get(minor) ?? {};
    rows.set(minor, row);
    for (const column of DATE_COLUMNS) {
      const date = dateOf(cellText(tableRow, columns.get(column)));
      if (date !== null) row[column] ??= date;
    }
  }
}

/** `Aug 22, 2025` is a day, `Mar 2026` stays a month (its last day is meant); `Until 1.36 GA` and `TBD` are no date. */
function dateOf(text: string): CalendarDate | null {
  return text.length > LONGEST_CELL ? null : (findDates(text, null, 'open')[0]?.date ?? null);
}

function cellText(row: MarkdownNode, index: number | undefined): string {
  const cell = index === undefined ? undefined : row.children[index];
  return cell ? textOf(cell) : '';
}

/** Every table of a document, in its order, also those inside quotes and lists. */
function findTables(node: MarkdownNode): MarkdownNode[] {
  return node.type === 'table' ? [node] : node.children.flatMap(findTables);
}

/** The words of a node without its formatting, blanks collapsed. */
function textOf(node: MarkdownNode): string {
  return wordsOf(node).replace(/\s+/g, ' ').trim();
}

function wordsOf({ type, value, children }: MarkdownNode): string {
  if (children.length > 0) return children.map(wordsOf).join('');
  return type === 'text' || type === 'inlineCode' ? value : ' ';
}
