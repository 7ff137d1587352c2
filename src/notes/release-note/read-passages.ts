import type { Nodes, Parents, PhrasingContent } from 'mdast';
import { parseMarkdownTree } from './markdown-tree.ts';
import type { Passage, PassageLink, SourceSpan } from './passage.ts';
import { splitBody } from './split-body.ts';
import { tameMarkdown } from './tame-markdown.ts';

interface TextBuffer {
  text: string;
  readonly links: PassageLink[];
  readonly spans: SourceSpan[];
}

interface Place {
  /** Where the piece being read begins in the body. */
  readonly offset: number;
  readonly headings: readonly { readonly depth: number; readonly passage: Passage }[];
  /** The leading paragraph of the list item that encloses this place, and of those around it. */
  readonly leads: readonly Passage[];
}

/** The note's running text, block by block, in reading order. */
export function readPassages(body: string): Passage[] {
  const passages: Passage[] = [];
  let place: Place = { offset: 0, headings: [], leads: [] };
  for (const { text, offset } of splitBody(tameMarkdown(body))) {
    place = { ...collect(parseMarkdownTree(text), { ...place, offset }, passages), leads: [] };
  }
  return passages;
}

/** Adds a node's passages in reading order; returns the place behind it, with the headings it leaves open. */
function collect(parent: Parents, place: Place, out: Passage[]): Place {
  let here = place;
  for (const node of parent.children) {
    if (node.type === 'heading') {
      const above = here.headings.filter(({ depth }) => depth < node.depth);
      const passage = passageOf(node, 'heading', { ...here, headings: above });
      out.push(passage);
      here = { ...here, headings: [{ depth: node.depth, passage }, ...above] };
    } else if (node.type === 'paragraph') {
      const passage = passageOf(node, 'paragraph', here);
      out.push(passage);
      if (parent.type === 'listItem' && here === place) here = { ...here, leads: [passage, ...place.leads] };
    } else if (node.type === 'tableRow' || node.type === 'html') {
      out.push(passageOf(node, node.type === 'html' ? 'paragraph' : 'row', here));
    } else if ('children' in node) {
      collect(node as Parents, here, out);
    }
  }
  return here;
}

function passageOf(node: Nodes, kind: Passage['kind'], place: Place): Passage {
  const buffer: TextBuffer = { text: '', links: [], spans: [] };
  append(node, buffer, place.offset);
  return {
    kind,
    text: plain(buffer.text),
    links: buffer.links,
    spans: buffer.spans,
    above: [...place.leads, ...place.headings.map(({ passage }) => passage)],
  };
}

function append(node: Nodes | PhrasingContent, buffer: TextBuffer, offset: number): void {
  // Struck-out text is what the note takes back.
  if (node.type === 'delete') return;
  const start = buffer.text.length;
  if (node.type === 'html') buffer.text += withoutTags(node.value);
  else if (node.type === 'text' || node.type === 'inlineCode') buffer.text += node.value;
  else if (node.type === 'break') buffer.text += ' ';
  else if (node.type === 'tableCell' && start > 0) buffer.text += ' | ';
  if ('children' in node) for (const child of node.children) append(child, buffer, offset);
  const end = buffer.text.length;
  if (node.type === 'link') buffer.links.push({ start, end, url: node.url });
  const from = node.position?.start.offset;
  const to = node.position?.end.offset;
  if (from !== undefined && to !== undefined && end > start) {
    buffer.spans.push({ textStart: start, textEnd: end, sourceStart: from + offset, sourceEnd: to + offset });
  }
}

/** Blanks tags and comments, keeping every offset. */
function withoutTags(html: string): string {
  return html.replace(/<!--[\s\S]*?(?:-->|$)|<[^<>]*>/g, (tag) => ' '.repeat(tag.length));
}

/** Makes odd spaces, dashes and quotation marks plain, one character for one. */
function plain(text: string): string {
  return text
    .replace(/[\s\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u201b]/g, "'")
    .replace(/[\u201c\u201d]/g, '"');
}
