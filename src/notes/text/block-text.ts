import { type MarkdownNode, nodeOf } from './markdown-tree.ts';
import type { PassageCell, PassageLink, SourceSpan } from './passage.ts';
import { DOT } from './tame-markdown.ts';

/** The text of a block while it is put together. */
export interface TextBuffer {
  text: string;
  readonly links: PassageLink[];
  readonly spans: SourceSpan[];
  /** An HTML anchor that is still open. */
  anchor: { readonly start: number; readonly url: string } | null;
}

const HTML = /<!--[\s\S]*?(?:-->|$)|<[^<>]*>/g;
const ANCHOR = /^<a\s[^<>]*?\bhref\s*=\s*["']?([^"'\s<>]+)/i;
const BLOCK = /(?=<(?:li|tr|p|div|h[1-6]|br|dt|dd|summary)\b)/i;

/** The text that a reader of a block sees, with its links, table cells, and where each stretch comes from. */
export function blockText(node: MarkdownNode): {
  readonly buffer: TextBuffer;
  readonly cells: readonly PassageCell[];
} {
  const buffer: TextBuffer = { text: '', links: [], spans: [], anchor: null };
  const cells: PassageCell[] = [];
  append(node, buffer, cells);
  return { buffer, cells };
}

function append(node: MarkdownNode, buffer: TextBuffer, cells: PassageCell[]): void {
  // Struck-out text is what the note takes back.
  if (node.type === 'delete') return;
  if (node.type === 'tableCell' && buffer.text !== '') buffer.text += ' | ';
  const start = buffer.text.length;
  if (node.type === 'html') appendHtml(node.value, buffer);
  else if (node.type === 'break') buffer.text += '\n';
  else buffer.text += node.value;
  for (const child of node.children) append(child, buffer, cells);
  const end = buffer.text.length;
  if (node.type === 'tableCell') cells.push({ start, end });
  if (node.url !== null) buffer.links.push({ start, end, url: node.url });
  if (end > start)
    buffer.spans.push({
      textStart: start,
      textEnd: end,
      sourceStart: node.start,
      sourceEnd: node.end,
    });
}

/** Blanks tags and comments, keeping every offset, and notes where anchors lead. */
function appendHtml(html: string, buffer: TextBuffer): void {
  const start = buffer.text.length;
  for (const match of html.matchAll(HTML)) {
    const at = start + match.index;
    const url = ANCHOR.exec(match[0])?.[1];
    if (buffer.anchor && (url || /^<\/a\b/i.test(match[0]))) {
      buffer.links.push({ start: buffer.anchor.start, end: at, url: buffer.anchor.url });
      buffer.anchor = null;
    }
    if (url) buffer.anchor = { start: at + match[0].length, url };
  }
  buffer.text += html.replace(HTML, (tag) => ' '.repeat(tag.length));
}

const ROW = /^<tr\b/i;
const CELL = /<t([dh])\b([^<>]*)>/gi;
const TITLE = /^<(?:summary|h([1-6]))\b/i;

/** A block of HTML as Markdown would have it: titles, tables, and a list item for all else but what leads to the next. */
export function htmlBlocks({ value, start }: MarkdownNode): MarkdownNode[] {
  const blocks: MarkdownNode[] = [];
  let at = start;
  for (const part of htmlParts(value)) {
    const place = { start: at, end: at + part.length };
    at = place.end;
    const words = part.replace(HTML, '').trim();
    const cells = ROW.test(part) ? cellsOf(part, place) : [];
    if (cells.length > 0) {
      const table = blocks.at(-1)?.type === 'table' ? blocks.pop() : undefined;
      const children = [...(table?.children ?? []), nodeOf('tableRow', { ...place, children: cells })];
      blocks.push(nodeOf('table', { ...place, start: table?.start ?? place.start, children }));
    } else if (words !== '') {
      const [isTitle, depth = 7] = TITLE.exec(part) ?? [];
      const children = [nodeOf('html', { ...place, value: part })];
      const isLead = /^<dt\b/i.test(part) || /:\W*$/.test(words);
      const block = nodeOf(isTitle ? 'heading' : 'paragraph', { ...place, children, depth: Number(depth) });
      blocks.push(isTitle || isLead ? block : nodeOf('listItem', { ...place, children: [block] }));
    }
  }
  return blocks;
}

/** Parts of a block of HTML, as long as in the source. */
function htmlParts(html: string): string[] {
  const visible = html.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => ' '.repeat(comment.length));
  const parts: string[] = [];
  for (const part of visible.split(BLOCK)) {
    // A paragraph or a break inside of a row's cell belongs to the row.
    const row = parts.at(-1);
    if (row && ROW.test(row) && !/<\/(?:tr|table)>/i.test(row) && !ROW.test(part)) parts[parts.length - 1] = row + part;
    else parts.push(part);
  }
  return parts;
}

function cellsOf(row: string, { start }: { readonly start: number }): MarkdownNode[] {
  const tags = [...row.matchAll(CELL)];
  return tags.map((tag, index) => {
    const end = tags[index + 1]?.index ?? row.length;
    const place = { start: start + tag.index, end: start + end };
    return nodeOf('tableCell', {
      ...place,
      children: [nodeOf('html', { ...place, value: row.slice(tag.index, end) })],
    });
  });
}

/** How many columns and rows a cell of HTML spans, and whether it is a title. */
export function spanOf({ children: [html] }: MarkdownNode): {
  readonly isTitle: boolean;
  readonly columns: number;
  readonly rows: number;
} {
  const tag = html?.type === 'html' ? (/^<t[dh]\b[^<>]*>/i.exec(html.value)?.[0] ?? '') : '';
  const spanned = (name: string) => Number(new RegExp(`${name}\\s*=\\s*["']?(\\d{1,2})`, 'i').exec(tag)?.[1] ?? 1);
  return { isTitle: /^<th/i.test(tag), columns: spanned('colspan'), rows: spanned('rowspan') };
}

/** Makes odd spaces, dashes and quotation marks plain, one character for one. */
export function inlineText(text: string): string {
  return text
    .replaceAll(DOT, '.')
    .replace(/[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u201b]/g, "'")
    .replace(/[\u201c\u201d]/g, '"');
}
