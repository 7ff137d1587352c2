import { formatInstant } from '../domain/calendar-date.ts';
import { isChannelId } from '../domain/channel-subscription.ts';
import { stripInvisible, toLiteral, toWebUrl } from '../domain/literal.ts';

/** A piece of a line. Text in it is literal: no chat may read markup, links or mentions into it. */
export type Span =
  | { readonly kind: 'text'; readonly text: string; readonly style?: 'bold' | 'code' }
  /** `url` is http(s). */
  | { readonly kind: 'link'; readonly url: string; readonly label: string }
  /** An instant (UTC ISO text), said in the reader's own zone where the chat can. */
  | { readonly kind: 'instant'; readonly at: string }
  /** A person of the chat who asked to be mentioned: the only thing that pings. */
  | { readonly kind: 'person'; readonly id: string }
  /** A channel of the chat, by its ID. */
  | { readonly kind: 'channel'; readonly id: string }
  /** For the eye only: the word for it stands beside it, and a screen reader hears that alone. */
  | { readonly kind: 'symbol'; readonly symbol: string };

export type Line = readonly Span[];

/** A table of which the first column names the row. */
export interface CardTable {
  readonly kind: 'table';
  /** What a screen reader says before the rows. */
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows that exist besides those given. */
  readonly left?: number;
}

/** A column; `said` stands before its cells where they are read out: `due 8 Sep 2026`. */
export interface Column {
  readonly title: string;
  readonly said?: string;
}

export interface Cell {
  readonly spans: Line;
  /** How many things the first cell of a row names, where that is not one. */
  readonly things?: number;
}

/** How many things rows are about: what is left out of a table is counted by that. */
export function countThings(rows: CardTable['rows']): number {
  return rows.reduce((sum, [name]) => sum + (name?.things ?? 1), 0);
}

/** What a card is made of below its headline, in order: what does not fit is cut off at the end, and counted. */
export type CardPart =
  | { readonly kind: 'line'; readonly spans: Line }
  | { readonly kind: 'note'; readonly spans: Line }
  | { readonly kind: 'list'; readonly items: readonly Line[]; readonly left?: number }
  | { readonly kind: 'quote'; readonly spans: Line }
  /** Shown whole or not at all: half of it can be run, and does something else. */
  | { readonly kind: 'commands'; readonly commands: readonly string[] }
  | CardTable
  /** The picture that the content carries, described for who cannot see it. */
  | { readonly kind: 'picture'; readonly alt: string };

/** Something to press. A chat that takes no clicks draws none, or the link of one that has it. */
export interface CardButton {
  readonly id: string;
  readonly label: string;
  /** Comes back with the click, and is not believed then. */
  readonly value?: string;
  readonly style?: 'primary';
}

/**
 * What a message or an answer says, before any chat draws it: blocks, accessible text and HTML are drawn from this, so
 * that each sentence stands once.
 */
export interface Card {
  /** The point; complete in the preview of a phone. */
  readonly headline: Line;
  readonly parts: readonly CardPart[];
  readonly foot?: readonly Line[];
  readonly buttons?: readonly CardButton[];
}

/** What forms and Home tabs are made of. */
export type ScreenPart =
  | CardPart
  /** Begins a section; literal. */
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'divider' }
  | { readonly kind: 'buttons'; readonly buttons: readonly CardButton[] };

/** The tab of a chat that shows somebody what is theirs. */
export interface Home {
  readonly title: string;
  readonly parts: readonly ScreenPart[];
}

export function plain(text: string): Span {
  return { kind: 'text', text };
}

export function bold(text: string): Span {
  return { kind: 'text', text, style: 'bold' };
}

export function code(text: string): Span {
  return { kind: 'text', text, style: 'code' };
}

/** A link where the URL is http(s), else its label as text. */
export function link(url: string | null, label: string): Span {
  const target = toWebUrl(url);
  const text = toLiteral(label, 200);
  return target ? { kind: 'link', url: target, label: text } : plain(text);
}

export function instant(at: string): Span {
  return { kind: 'instant', at };
}

/** A channel as the chat names and links it; what is no channel ID is literal text. */
export function channelLink(channel: string): Span {
  return isChannelId(channel) ? { kind: 'channel', id: channel } : bold(toLiteral(channel, 30));
}

export function line(...spans: Line): CardPart {
  return { kind: 'line', spans };
}

export function note(...spans: Line): CardPart {
  return { kind: 'note', spans };
}

/** A bullet list; nothing where it is empty. `left`: items that exist besides those given. */
export function list(items: readonly Line[], left = 0): readonly CardPart[] {
  return items.length > 0 ? [{ kind: 'list', items, left }] : [];
}

/** The first `most` items, and how many there are besides. */
export function listUpTo(most: number, items: readonly Line[]): readonly CardPart[] {
  return list(items.slice(0, most), Math.max(0, items.length - most));
}

/** Nothing where there is nothing to run but comments. */
export function commandsPart(commands: readonly string[]): readonly CardPart[] {
  return commands.some((command) => !command.startsWith('#')) ? [{ kind: 'commands', commands }] : [];
}

const MOST_COMMANDS = 6_000;
export const COMMANDS_LEFT_OUT = '1 set of commands left out for length';

/** As one text to copy; `null` where it does not fit a message. */
export function textOfCommands({ commands }: Extract<CardPart, { kind: 'commands' }>): string | null {
  const text = stripInvisible(commands.join('\n'));
  return text.length > MOST_COMMANDS ? null : text;
}

/** The words of a line, as whoever reads no markup gets them. Symbols are for the eye only, and left out. */
export function textOf(spans: Line): string {
  return spans.map(plainOf).join('');
}

function plainOf(span: Span): string {
  switch (span.kind) {
    case 'text':
      return span.text;
    case 'link':
      return span.label;
    case 'instant':
      return formatInstant(span.at);
    case 'person':
      return `@${span.id}`;
    case 'channel':
      return span.id;
    case 'symbol':
      return '';
  }
}

/** Where the page is that has what a card leaves out. */
export interface CardPlace {
  /** ` · The whole fleet`, as a link; nothing where no address of the page is known. */
  readonly linkTo: (path: string, label: string) => Line;
  /** What people type before a question, `/vhdwatch`; `null` where nobody can ask. */
  readonly command: string | null;
}

/** The page under its public address (PUBLIC_URL); `null` where none is set. */
export function createCardPlace(publicUrl: string | null, command: string | null = null): CardPlace {
  return {
    command,
    linkTo: (path, label) =>
      publicUrl === null ? [] : [plain(' · '), link(`${publicUrl.replace(/\/+$/, '')}${path}`, label)],
  };
}

/** Code, bold, a link, an address in angle brackets. What is none of them stays as it was written. */
const TOKEN =
  /`([^`\n]{1,200})`|(\*\*|__)(?=\S)(.{1,300}?\S)\2|\[([^\][]{1,200})\]\(([^()\s]{1,2000})\)|<(https?:[^<>\s]{1,2000})>/g;
const MARKERS = /^\s*(?:[-*+]|#{1,6}|\d+\.)\s+/;

/** A passage of Markdown as one line: its bold, links and code become spans, nothing of its markup is left over. */
export function spansOfMarkdown(text: string, max = 600): Line {
  const words = toLiteral(text.replace(MARKERS, ''), max);
  const spans: Span[] = [];
  let end = 0;
  for (const match of words.matchAll(TOKEN)) {
    if (match.index > end) spans.push(plain(words.slice(end, match.index)));
    spans.push(toSpan(match));
    end = match.index + match[0].length;
  }
  if (end < words.length) spans.push(plain(words.slice(end)));
  return spans;
}

function toSpan([whole, code, , bold, label, url, address]: RegExpMatchArray): Span {
  if (code !== undefined) return { kind: 'text', text: code, style: 'code' };
  if (bold !== undefined) return { kind: 'text', text: bold.replace(/[`[\]]/g, ''), style: 'bold' };
  if (label !== undefined) return link(url ?? null, label.replace(/\*\*|`/g, ''));
  if (address !== undefined) return link(address, address);
  return plain(whole ?? '');
}
