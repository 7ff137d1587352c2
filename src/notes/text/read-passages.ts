import { blockText, htmlBlocks, inlineText, spanOf, type TextBuffer } from './block-text.ts';
import { type MarkdownNode, parseMarkdownTree } from './markdown-tree.ts';
import type { NoteSource, Passage, PassageCell } from './passage.ts';
import { withRecords } from './records.ts';
import { tameMarkdown, withoutOddCharacters } from './tame-markdown.ts';

interface Place {
  readonly source: NoteSource;
  readonly headings: readonly { readonly depth: number; readonly passage: Passage }[];
  /** The leading paragraph of the list item that encloses this place, and of those around it. */
  readonly leads: readonly Passage[];
  /** The paragraph just before, where it announces what follows ("Windows node images:"). */
  readonly intro: readonly Passage[];
}

/** Characters of a line without a mark at its end that may be a title. */
const MAX_TITLE = 60;
/** Longer paragraphs say something of their own. */
const MAX_LEAD = 120;

/** The note's running text, block by block, in reading order. */
export function readPassages(body: string): Passage[] {
  const clean = withoutOddCharacters(body);
  const source = { ...clean, text: tameMarkdown(clean.text) };
  const passages: Passage[] = [];
  collect(parseMarkdownTree(source.text), { source, headings: [], leads: [], intro: [] }, passages);
  return withRecords(passages);
}

/** Adds a node's passages in reading order. */
function collect(parent: MarkdownNode, place: Place, out: Passage[]): void {
  let here = place;
  const nodes = parent.children.flatMap((node) => (node.type === 'html' ? htmlBlocks(node) : withoutTitle(node)));
  for (const [index, node] of nodes.entries()) {
    if (node.type === 'heading') {
      const above = here.headings.filter(({ depth }) => depth < node.depth);
      const passage = passageOf(node, 'heading', { ...here, headings: above, intro: [] });
      out.push(passage);
      here = { ...here, headings: [{ depth: node.depth, passage }, ...above], intro: [] };
    } else if (node.type === 'paragraph') {
      const isBold = isTitle(node);
      // A line in bold stands beside the one before it, not under it.
      const headings = isBold ? here.headings.filter(({ depth }) => depth < 7) : here.headings;
      const isPart = parent.type === 'listItem' || isDefinition(node);
      const intro = isPart ? here.intro : here.intro.filter(isQuestion);
      const passage = passageOf(node, 'paragraph', { ...here, headings, intro });
      out.push(...(isBold ? [passage] : entriesOf(passage, lineStarts(node))));
      if (isBold || /^title:\s/i.test(passage.text))
        here = {
          ...here,
          headings: [{ depth: 7, passage }, ...here.headings.filter(({ depth }) => depth < 7)],
          intro: [],
        };
      else if (parent.type === 'listItem' && here === place)
        here = { ...here, leads: [passage, ...here.intro, ...place.leads], intro: [] };
      else if (!isDefinition(node) || here.intro.length === 0)
        here = { ...here, intro: isLead(passage) || isOverList(passage, nodes[index + 1]) ? [passage] : [] };
    } else if (node.type === 'rule') {
      // What a line in bold leads to ends there.
      here = { ...here, headings: here.headings.filter(({ depth }) => depth < 7), intro: [] };
    } else {
      const before = out.length;
      collectBlock(node, here, out);
      // "The following end:" leads to every item of the list, and to nothing behind it.
      const asked =
        node.type === 'blockquote' ? out.slice(before).findLast(({ text }) => text.includes('?')) : undefined;
      if (asked) here = { ...here, intro: [asked] };
      else here = here.intro.length > 0 && node.type !== 'listItem' ? { ...here, intro: [] } : here;
    }
  }
}

/** A term, and below it a colon and what it means: of what the list of terms stands under. */
function isDefinition(node: MarkdownNode): boolean {
  return /\n\s*:\s/.test(blockText(node).buffer.text);
}

/** A line that what follows goes on from: "The following end:", a question, a title. */
function isLead({ text }: Passage): boolean {
  return /[:?]\W*$/.test(text) || (text.length <= MAX_TITLE && /[\w)]\s*$/.test(text));
}

/** "The milestones of X are these.": what stands right above a table or list says what its rows are about. */
function isOverList({ text }: Passage, next: MarkdownNode | undefined): boolean {
  return next?.type === 'table' || (next?.type === 'list' && text.length <= MAX_LEAD);
}

/** What the next paragraph may answer. */
function isQuestion({ text }: Passage): boolean {
  return /\?\W*$/.test(text);
}

/** A paragraph in bold is a heading below all others. */
function isTitle({ children }: MarkdownNode): boolean {
  // A line may end in a space: Windows line ends are one here.
  const [only, ...others] = children.filter(({ type, value }) => type !== 'text' || value.trim() !== '');
  return only?.type === 'span' && others.length === 0;
}

/** "**What changes**" and a line below it: a title and a paragraph. */
function withoutTitle(node: MarkdownNode): readonly MarkdownNode[] {
  const [title, next, ...rest] = node.children;
  // Not where a line was wrapped.
  const [gap] = /^[ \t]*\n(?![ \t]*[a-z])/.exec(next?.value ?? '') ?? [];
  if (node.type !== 'paragraph' || title?.type !== 'span' || next?.type !== 'text' || gap === undefined) return [node];
  const behind = { ...next, value: next.value.slice(gap.length), start: next.start + gap.length };
  return [
    { ...node, end: title.end, children: [title] },
    { ...node, start: behind.start, children: [behind, ...rest] },
  ];
}

function collectBlock(node: MarkdownNode, here: Place, out: Passage[]): void {
  if (node.type === 'code') out.push(...linesOf(node, here));
  else if (node.type === 'table') out.push(...rowsOf(node, here));
  else collect(node, here, out);
}

/** Where the lines of a paragraph begin in its text. */
function lineStarts(node: MarkdownNode): readonly number[] {
  return [...blockText(node).buffer.text.matchAll(/\n/g)].map(({ index }) => index + 1);
}

/** Longer paragraphs are no entries that a person wrote, and cost the square of their length. */
const MAX_ENTRIES = 20;
const MAX_ENTRY_TEXT = 1500;

/** A line that is an entry of its own: begins like a sentence, a field, a day. */
const ENTRY = /^[^\p{Ll}\s]/u;
const FIELD = /^(?:[^.:;]|\.(?=\d)){2,48}:\s+\S/;
const SENTENCE = /[.:]\W*$/;
/** A line that its sentence goes on from. */
const OPEN = /\b(?:on|in|of|the|an?|for|to|by|and|or|with|from|until|after|is|are|be|will)$/i;

/**
 * A paragraph whose lines are entries of their own ("EOL: March 31", one below the other), as passages: each has the
 * paragraph's text with all other lines blanked, so that offsets stay true, and stands under the first line where that leads.
 */
function entriesOf(passage: Passage, starts: readonly number[]): readonly Passage[] {
  if (starts.length === 0 || starts.length > MAX_ENTRIES || passage.text.length > MAX_ENTRY_TEXT) return [passage];
  const bounds = [0, ...starts, passage.text.length];
  const lines = bounds.slice(1).map((end, index) => passage.text.slice(bounds[index], end));
  const isEach = (pattern: RegExp): boolean => lines.every((line) => pattern.test(line.trim()));
  const isProse = isEach(SENTENCE) || (lines.length === 2 && !isEach(FIELD) && !/\?\W*$/.test(lines[0] ?? ''));
  const isCut = lines.slice(0, -1).some((line) => OPEN.test(line.trim()));
  if (!isEach(ENTRY) || isProse || isCut) return [passage];
  const entries = lines.map((line, index): Passage => {
    const [start = 0, end = 0] = bounds.slice(index);
    const isOwn = (link: { readonly start: number }): boolean => start <= link.start && link.start < end;
    return { ...passage, text: ' '.repeat(start) + line.trimEnd(), links: passage.links.filter(isOwn) };
  });
  let above: readonly Passage[] = [];
  return entries.map((entry, index) => {
    const own = above;
    if (index === 0 || LEADING.test(entry.text)) above = leads(entry) ? [entry] : [];
    else if (own.length > 0) return { ...entry, above: [...own, ...passage.above] };
    return entry;
  });
}

/** A question. */
const LEADING = /^\s*q\W|\?\W*$/i;

/** True for a line that those below it go on from: a name, a question; not one with a day of its own. */
function leads({ text }: Passage): boolean {
  return (
    LEADING.test(text) ||
    (text.trim().length <= MAX_TITLE &&
      !/\b20\d\d-\d|\d, 20\d\d\b|\d (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i.test(text) &&
      !/[.!]\W*$/.test(text))
  );
}

function passageOf(node: MarkdownNode, kind: Passage['kind'], place: Place): Passage {
  const { buffer, cells } = blockText(node);
  return { ...finished(buffer, kind, place), cells };
}

function finished(buffer: TextBuffer, kind: Passage['kind'], place: Place): Passage {
  const { text, links, spans } = buffer;
  const cells: PassageCell[] = [];
  const above = [...place.intro, ...place.leads, ...place.headings.map(({ passage }) => passage)];
  return { kind, source: place.source, text: inlineText(text), links, spans, above, cells, head: null };
}

/** Each line of a code block says its own thing. */
function linesOf(node: MarkdownNode, place: Place): Passage[] {
  const from = node.start;
  const passages: Passage[] = [];
  let at = from;
  for (const line of place.source.text.slice(from, node.end).split('\n')) {
    const text = line.trim();
    const start = at + line.indexOf(text);
    at += line.length + 1;
    if (text === '' || /^[`~]{3}/.test(text)) continue;
    const spans = [{ textStart: 0, textEnd: text.length, sourceStart: start, sourceEnd: start + text.length }];
    passages.push(finished({ text, links: [], spans, anchor: null }, 'code', place));
  }
  return passages;
}

/** The rows of a table, under its head, which may be of several rows in HTML. */
function rowsOf({ children }: MarkdownNode, place: Place): Passage[] {
  const rows = children.map((row) => passageOf(row, 'row', place));
  const body = children.findIndex((row, index) => index > 0 && !row.children.every((cell) => spanOf(cell).isTitle));
  const height = body < 0 ? rows.length : body;
  const [first] = rows;
  const head = first && height > 1 ? headOf(first, titlesOf(children.slice(0, height), rows)) : (first ?? null);
  return rows.map((row, index) => (index < height ? row : { ...row, head }));
}

/** The titles of each column, from the top. */
function titlesOf(heads: readonly MarkdownNode[], rows: readonly Passage[]): readonly (readonly string[])[] {
  const all: string[][] = [];
  for (const [line, head] of heads.entries()) {
    let column = 0;
    for (const [index, cell] of head.children.entries()) {
      const span = spanOf(cell);
      // What spans both rows of a head has no title in the second.
      while (line > 0 && (all[column]?.length ?? 0) > 1) column += 1;
      const { start = 0, end = 0 } = rows[line]?.cells[index] ?? {};
      const title = rows[line]?.text.slice(start, end).trim() ?? '';
      for (let at = 0; at < span.columns; at += 1) {
        const titles = all[column + at] ?? [];
        titles.push(title, ...Array.from({ length: span.rows - 1 }, () => ''));
        all[column + at] = titles;
      }
      column += span.columns;
    }
  }
  return all;
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
