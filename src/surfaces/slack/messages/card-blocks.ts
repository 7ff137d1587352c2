import type { types } from '@slack/bolt';
import { formatInstant } from '../../../domain/calendar-date.ts';
import { stripInvisible, toLiteral } from '../../../domain/literal.ts';
import type { NotificationContent } from '../../../domain/notification.ts';
import { formatCount, shorten, takeWithin } from '../../../domain/text.ts';
import {
  bold,
  type Card,
  type CardButton,
  type CardPart,
  type CardPlace,
  type CardTable,
  type Cell,
  COMMANDS_LEFT_OUT,
  countThings,
  type Line,
  plain,
  type ScreenPart,
  type Span,
  textOf,
  textOfCommands,
} from '../../../messages/card.ts';
import { writeText } from '../../../messages/card-text.ts';
import { composeCard } from '../../../messages/message-kinds.ts';
import { SLACK_WRITER, slackDate, toMrkdwnLine } from './mrkdwn.ts';

interface Drawing {
  readonly detail: TableDetail;
  /** Slack's ID of the uploaded picture; `null` for none: its words then stand alone. */
  readonly pictureFile: string | null;
}

const RICH: Drawing = { detail: 'data_table', pictureFile: null };

/** Budgets of a message; Slack's own limit for all text is undocumented and lies near 12,000. */
export const MOST_BLOCKS = 50;
export const MOST_BLOCK_TEXT = 10_000;
/** A data table shows a page of its rows, so it may have as many as Slack takes; what is shown whole has few. */
const MOST_ROWS: Readonly<Record<TableDetail, number>> = { data_table: 99, table: 15, lines: 15 };
/** What a modal and a Home tab hold, without a heading. */
const MOST_BLOCKS_OF_SCREEN = 99;
const ROWS_A_PAGE = 5;
const MOST_TABLE_TEXT = 6_000;
const LONGEST_CELL = 300;
/** Slack takes 2,000; long descriptions are read to the end by nobody. */
const LONGEST_ALT = 1_500;
/** A block of rich text is begun anew where it gets longer than this. */
const LONGEST_RICH_TEXT = 2_600;

/** A card as `chat.postMessage` takes it, within every limit. */
export function drawCard(card: Card, drawing: Drawing = RICH): SlackMessage {
  const buttons = card.buttons ?? [];
  const tail: types.KnownBlock[] = [
    ...(card.foot ?? []).map((spans) => context(...spans)),
    ...(buttons.length > 0 ? [actions(...buttons)] : []),
  ];
  // It stands alone, with room below it.
  const head = { elements: [paragraph(...emphasized(card.headline))], things: 0, isAlone: true };
  const units = [head, ...card.parts.flatMap((part) => drawPart(part, drawing))];
  return { text: writeText(card, SLACK_WRITER), blocks: fitUnits(units, tail, MOST_BLOCKS, MOST_BLOCK_TEXT) };
}

/** Parts of a form or a Home tab, which hold less than what Slack takes; a field comes as its block. */
export function drawParts(parts: readonly (ScreenPart | types.InputBlock)[]): types.KnownBlock[] {
  return fitUnits(parts.flatMap(drawScreenPart), [], MOST_BLOCKS_OF_SCREEN, Number.POSITIVE_INFINITY);
}

function drawScreenPart(part: ScreenPart | types.InputBlock): readonly Unit[] {
  if ('type' in part) return [{ block: part, things: 0 }];
  switch (part.kind) {
    case 'heading':
      return [{ elements: [paragraph(bold(part.text))], things: 0, isFirst: true }];
    case 'divider':
      return [{ block: { type: 'divider' }, things: 0 }];
    case 'buttons':
      return [{ block: actions(...part.buttons), things: 0 }];
    default:
      return drawPart(part, RICH);
  }
}

interface Unit {
  /** Lines of rich text: neighbours share a block. */
  readonly elements?: types.RichTextBlock['elements'];
  readonly block?: types.KnownBlock;
  readonly things: number;
  /** Begins a block, or is all of one. */
  readonly isFirst?: boolean;
  readonly isAlone?: boolean;
}

function drawPart(part: CardPart, drawing: Drawing): readonly Unit[] {
  switch (part.kind) {
    case 'line':
      return [{ elements: [paragraph(...part.spans)], things: 0 }];
    case 'note':
      return [{ block: context(...part.spans), things: 0 }];
    case 'quote':
      return [{ elements: [quote(part.spans)], things: 0 }];
    case 'list':
      return [...part.items.map(drawItem), ...drawLeft(part.left ?? 0)];
    case 'commands':
      return [{ elements: [drawCommands(part)], things: 0 }];
    case 'table':
      return drawTable(part, drawing.detail);
    case 'picture':
      return drawing.pictureFile === null ? [] : [{ block: drawPicture(part.alt, drawing.pictureFile), things: 0 }];
  }
}

function drawItem(spans: Line): Unit {
  return { elements: [bullets([spans])], things: 1 };
}

function drawLeft(left: number): readonly Unit[] {
  return left > 0 ? [{ block: context(plain(sayLeft(left))), things: left }] : [];
}

function drawCommands(part: Extract<CardPart, { kind: 'commands' }>): types.RichTextBlock['elements'][number] {
  const text = textOfCommands(part);
  return text === null ? paragraph(plain(COMMANDS_LEFT_OUT)) : preformatted(text);
}

/** As a table, or as bullets, for a workspace or client that refuses both kinds of table. */
function drawTable({ title, columns, rows, left = 0 }: CardTable, detail: TableDetail): readonly Unit[] {
  const some = rows.slice(0, MOST_ROWS[detail]);
  const leave = (shown: readonly unknown[]) => drawLeft(countThings(rows.slice(shown.length)) + left);
  if (detail === 'lines') {
    const lines = takeWithin(some.map(toBullet), MOST_TABLE_TEXT, countBlockText);
    return [
      ...lines.map((spans, index) => ({ ...drawItem(spans), things: countThings(rows.slice(index, index + 1)) })),
      ...leave(lines),
    ];
  }
  const drawn = some.map((cells) => cells.map(drawCell));
  const shown = takeWithin(drawn, MOST_TABLE_TEXT, countBlockText);
  if (shown.length === 0) return leave(shown);
  const all = [columns.map(({ title: text }) => ({ type: 'raw_text' as const, text })), ...shown];
  const block: types.KnownBlock =
    detail === 'table'
      ? { type: 'table', rows: all }
      : {
          type: 'data_table',
          caption: toLiteral(title),
          rows: all,
          page_size: ROWS_A_PAGE,
          row_header_column_index: 0,
        };
  return [{ block, things: countThings(rows.slice(0, shown.length)) }, ...leave(shown)];
}

function toBullet(cells: readonly Cell[]): Line {
  const [name, ...rest] = cells.map(({ spans }) => drawn(spans)).filter((text) => text !== '-');
  return [bold(name ?? '-'), plain(rest.length > 0 ? ` · ${rest.join(' · ')}` : '')];
}

function drawCell({ spans }: Cell): types.RawTextElement {
  return { type: 'raw_text', text: shorten(drawn(spans), LONGEST_CELL) || '-' };
}

function drawn(spans: Line): string {
  return spans.map((span) => (span.kind === 'symbol' ? `${span.symbol} ` : textOf([span]))).join('');
}

function drawPicture(alt: string, file: string): types.ImageBlock {
  return { type: 'image', slack_file: { id: file }, alt_text: toLiteral(alt, LONGEST_ALT) };
}

function emphasized(headline: Line): Line {
  return headline.map((span) => (span.kind === 'text' && !span.style ? bold(span.text) : span));
}

/**
 * The units that fit a message, in order, then `tail` (which always stands). What was left out is counted in a line
 * before the tail: "and 37 more".
 */
function fitUnits(
  units: readonly Unit[],
  tail: readonly types.KnownBlock[],
  mostBlocks: number,
  mostText: number,
): types.KnownBlock[] {
  const room = mostText - countBlockText(tail) - ROOM_FOR_COUNT;
  const slots = mostBlocks - tail.length - 1;
  const blocks: types.KnownBlock[] = [];
  let used = 0;
  let usedByLast = 0;
  let shown = 0;
  for (const [index, { elements, block, isFirst = false }] of units.entries()) {
    const own = countBlockText(elements ?? block);
    used += own;
    if (used > room) break;
    const last = blocks.at(-1);
    const isOpen = !isFirst && units[index - 1]?.isAlone !== true;
    if (elements && isOpen && last?.type === 'rich_text' && usedByLast < LONGEST_RICH_TEXT) {
      blocks[blocks.length - 1] = richText(...joinLists(last.elements, elements));
      usedByLast += own;
    } else {
      if (blocks.length === slots) break;
      usedByLast = own;
      blocks.push(elements ? richText(...elements) : (block as types.KnownBlock));
    }
    shown += 1;
  }
  const left = units.slice(shown).reduce((sum, { things }) => sum + things, 0);
  return [...blocks, ...(left > 0 ? [context(plain(sayLeft(left)))] : []), ...tail];
}

const ROOM_FOR_COUNT = 100;

function joinLists(
  before: types.RichTextBlock['elements'],
  after: types.RichTextBlock['elements'],
): types.RichTextBlock['elements'] {
  const [last, next] = [before.at(-1), after[0]];
  if (last?.type !== 'rich_text_list' || next?.type !== 'rich_text_list') return [...before, ...after];
  return [...before.slice(0, -1), { ...last, elements: [...last.elements, ...next.elements] }, ...after.slice(1)];
}

function sayLeft(left: number): string {
  return `and ${formatCount(left)} more`;
}

const COUNTED = new Set(['text', 'url', 'caption', 'value', 'alt_text', 'fallback', 'spans', 'label']);

/** Characters of everything in blocks that is written or linked, table cells included; counts generously. */
export function countBlockText(node: unknown): number {
  if (Array.isArray(node)) return node.reduce((sum: number, item) => sum + countBlockText(item), 0);
  if (typeof node !== 'object' || node === null) return 0;
  return Object.entries(node).reduce((sum, [key, value]) => {
    if (typeof value === 'string') return sum + (COUNTED.has(key) ? value.length : 0);
    return sum + countBlockText(value);
  }, 0);
}

/** A message as `chat.postMessage` takes it: `text` says everything by itself, `blocks` are how it looks. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly types.KnownBlock[];
}

/** How rich a list of pools is drawn, richest first: a workspace or client that refuses one gets the next. */
type TableDetail = (typeof TABLE_DETAILS)[number];

export const TABLE_DETAILS = ['data_table', 'table', 'lines'] as const;

export interface Rendering extends Drawing {
  /** Only the text, which says everything by itself: for a message whose blocks were refused. */
  readonly plainText: boolean;
  /** Where the page is that has what a message leaves out; absent where none is set. */
  readonly place?: CardPlace;
}

export const RICHEST: Rendering = { ...RICH, plainText: false };

export function renderNotification(content: NotificationContent, rendering: Rendering = RICHEST): SlackMessage {
  const message = drawCard(composeCard(content, rendering.place), rendering);
  return rendering.plainText ? { text: message.text, blocks: [] } : message;
}

function paragraph(...spans: Line): types.RichTextSection {
  return { type: 'rich_text_section', elements: toElements(spans) };
}

function bullets(items: readonly Line[]): types.RichTextList {
  return { type: 'rich_text_list', style: 'bullet', elements: items.map((spans) => paragraph(...spans)) };
}

/** Lines to copy, verbatim but for invisible characters. */
function preformatted(text: string): types.RichTextPreformatted {
  return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: stripInvisible(text) || '-' }] };
}

function quote(spans: Line): types.RichTextQuote {
  return { type: 'rich_text_quote', elements: toElements(spans) };
}

function richText(...elements: types.RichTextBlock['elements']): types.RichTextBlock {
  return { type: 'rich_text', elements };
}

/** A heading: our own words only, since plain_text is not documented to be free of entities. */
export function header(text: string): types.HeaderBlock {
  return { type: 'header', text: { type: 'plain_text', text: toLiteral(text, 150), emoji: false } };
}

function context(...spans: Line): types.ContextBlock {
  return {
    type: 'context',
    elements: [{ type: 'mrkdwn', text: toMrkdwnLine(spans).slice(0, 3_000) || '-', verbatim: true }],
  };
}

function actions(...buttons: readonly CardButton[]): types.ActionsBlock {
  return { type: 'actions', elements: buttons.slice(0, 25).map(toButton) };
}

function toButton({ id, label, value, style }: CardButton): types.Button {
  return {
    type: 'button',
    action_id: id,
    text: { type: 'plain_text', text: shorten(label, 75), emoji: false },
    ...(value ? { value: shorten(value, 2_000) } : {}),
    ...(style ? { style } : {}),
  };
}

function toElements(spans: Line): types.RichTextElement[] {
  const elements = spans.filter((span) => span.kind !== 'text' || stripInvisible(span.text) !== '').map(toElement);
  return elements.length > 0 ? elements : [{ type: 'text', text: '-' }];
}

function toElement(span: Span): types.RichTextElement {
  switch (span.kind) {
    case 'text': {
      const text = stripInvisible(span.text);
      return span.style === undefined ? { type: 'text', text } : { type: 'text', text, style: { [span.style]: true } };
    }
    case 'link':
      return { type: 'link', url: span.url, text: span.label };
    case 'instant':
      return toDate(span.at);
    case 'person':
      return { type: 'user', user_id: span.id };
    case 'channel':
      return { type: 'channel', channel_id: span.id };
    case 'symbol':
      return { type: 'text', text: `${span.symbol} ` };
  }
}

function toDate(at: string): types.RichTextElement {
  const timestamp = Math.floor(Date.parse(at) / 1000);
  if (!Number.isFinite(timestamp)) return { type: 'text', text: slackDate(at) };
  return { type: 'date', timestamp, format: '{date_short_pretty}, {time}', fallback: formatInstant(at) };
}
