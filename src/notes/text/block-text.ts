import type { Nodes, Root } from 'mdast';
import type { PassageCell, PassageLink, SourceSpan } from './passage.ts';

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
const BLOCK = /(?=<(?:li|tr|p|div|h[1-6]|br|dt|dd)\b)/i;

/** The text that a reader of a block sees, with its links, table cells, and where each stretch comes from. */
export function blockText(
  node: Nodes,
  offset: number,
  definitions: ReadonlyMap<string, string>,
): { readonly buffer: TextBuffer; readonly cells: readonly PassageCell[] } {
  const buffer: TextBuffer = { text: '', links: [], spans: [], anchor: null };
  const cells: PassageCell[] = [];
  append(node, buffer, { offset, definitions, cells });
  return { buffer, cells };
}

interface Source {
  readonly offset: number;
  readonly definitions: ReadonlyMap<string, string>;
  readonly cells: PassageCell[];
}

function append(node: Nodes, buffer: TextBuffer, source: Source): void {
  // Struck-out text is what the note takes back.
  if (node.type === 'delete') return;
  if (node.type === 'tableCell' && buffer.text !== '') buffer.text += ' | ';
  const start = buffer.text.length;
  if (node.type === 'html') appendHtml(node.value, buffer);
  else if (node.type === 'text' || node.type === 'inlineCode') buffer.text += node.value.replaceAll('\r\n', '\n');
  else if (node.type === 'break') buffer.text += ' ';
  if ('children' in node) for (const child of node.children) append(child, buffer, source);
  const end = buffer.text.length;
  if (node.type === 'tableCell') source.cells.push({ start, end });
  const url = urlOf(node, source.definitions);
  if (url !== undefined) buffer.links.push({ start, end, url });
  const from = node.position?.start.offset;
  const to = node.position?.end.offset;
  if (from !== undefined && to !== undefined && end > start) {
    const { offset } = source;
    buffer.spans.push({ textStart: start, textEnd: end, sourceStart: from + offset, sourceEnd: to + offset });
  }
}

function urlOf(node: Nodes, definitions: ReadonlyMap<string, string>): string | undefined {
  if (node.type === 'link') return node.url;
  return node.type === 'linkReference' ? definitions.get(node.identifier) : undefined;
}

/** Where the reference links of a tree lead. */
export function definitionsOf(tree: Root): Map<string, string> {
  const definitions = new Map<string, string>();
  for (const node of tree.children) {
    if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node.url);
  }
  return definitions;
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

/** The parts of a block of HTML, each as long as in the source. */
export function htmlText(html: string): { readonly text: string; readonly links: PassageLink[] }[] {
  const visible = html.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => ' '.repeat(comment.length));
  return visible.split(BLOCK).map((part) => {
    const buffer: TextBuffer = { text: '', links: [], spans: [], anchor: null };
    appendHtml(part, buffer);
    return { text: buffer.text, links: buffer.links };
  });
}

/** Makes odd spaces, dashes and quotation marks plain, one character for one. */
export function inlineText(text: string): string {
  return text
    .replace(/[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u201b]/g, "'")
    .replace(/[\u201c\u201d]/g, '"');
}
