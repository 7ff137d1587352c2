import { formatInstant } from '../domain/calendar-date.ts';
import type { InboxMessage } from '../domain/inbox.ts';
import { anchor, asList, asObject, drawButton, drawWords, escapeHtml, type Json } from './markup.ts';

type StoredMessage = Pick<InboxMessage, 'text' | 'cardJson'>;

/**
 * A message as a chat would draw it, as HTML without scripts in which everything is escaped; whatever was stored. Where
 * it is live, its buttons submit the form that is around it, else they do nothing.
 */
export function drawMessage({ text, cardJson }: StoredMessage, isLive: boolean): string {
  const stored = parse(cardJson);
  const card = asObject(stored['card']);
  // Rows of earlier versions have no card.
  if (asList(card['headline']).length === 0) return drawMessageBox(`<p>${drawText(text)}</p>`);
  return drawMessageBox(`${drawCard(card, stored['picture'])}${drawButtons(card, isLive)}`);
}

/** What cannot be read leaves the text, which says everything. */
function parse(cardJson: string): Json {
  try {
    return asObject(JSON.parse(cardJson));
  } catch {
    return {};
  }
}

/** An answer to a person, as a message whose buttons do something. */
export function drawLiveCard(card: unknown): string {
  return drawMessageBox(`${drawCard(asObject(card), null)}${drawButtons(asObject(card), true)}`);
}

/** The Home tab of a chat: its title, and its parts. */
export function drawHome(home: unknown): string {
  const { title, parts } = asObject(home);
  return drawMessageBox(`<h3>${escapeHtml(title)}</h3>${drawAll(parts)}`);
}

export function drawParts(parts: unknown): string {
  return drawMessageBox(drawAll(parts));
}

function drawAll(parts: unknown): string {
  return asList(parts)
    .map((part) => drawPart(part, null))
    .join('');
}

function drawCard(card: Json, picture: unknown): string {
  const foot = Array.isArray(card['foot']) ? card['foot'] : [];
  return [
    `<p class="chat-headline">${drawSpans(card['headline'])}</p>`,
    ...asList(card['parts']).map((part) => drawPart(part, picture)),
    ...foot.map((spans) => drawNote(drawSpans(spans))),
  ].join('');
}

function drawPart(part: Json, picture: unknown): string {
  switch (part['kind']) {
    case 'line':
      return `<p>${drawSpans(part['spans'])}</p>`;
    case 'note':
      return drawNote(drawSpans(part['spans']));
    case 'quote':
      return `<blockquote>${drawSpans(part['spans'])}</blockquote>`;
    case 'list': {
      const items = Array.isArray(part['items']) ? part['items'] : [];
      return `${drawList(items.map(drawSpans))}${drawLeft(part['left'])}`;
    }
    case 'commands':
      return drawCommands(part);
    case 'table':
      return `${drawRows(part)}${drawLeft(part['left'])}`;
    case 'picture':
      return drawPicture(part['alt'], picture);
    case 'heading':
      return `<p><b>${escapeHtml(part['text'])}</b></p>`;
    case 'divider':
      return '<hr>';
    case 'buttons':
      return drawActions(asList(part['buttons']).map((button) => drawButton(button, true)));
    // Of a version after this one.
    default:
      return drawUnknown(part['kind']);
  }
}

function drawSpans(spans: unknown): string {
  return asList(spans).map(drawSpan).join('');
}

function drawSpan(span: Json): string {
  switch (span['kind']) {
    case 'text':
      return drawStyled(span['style'], drawWords(span['text']));
    case 'link':
      return anchor(span['url'], drawWords(span['label']));
    case 'instant':
      return drawInstant(span['at']);
    case 'person':
      return drawMention('@', span['id']);
    case 'channel':
      return drawMention('#', span['id']);
    case 'symbol':
      return `<span aria-hidden="true">${drawWords(span['symbol'])}</span> `;
    default:
      return '';
  }
}

function drawInstant(at: unknown): string {
  const instant = new Date(String(at));
  if (Number.isNaN(instant.getTime())) return 'at an unknown time';
  const iso = instant.toISOString();
  return `<time datetime="${iso}">${formatInstant(iso)}</time>`;
}

function drawRows({ title, columns, rows }: Json): string {
  const heads = asList(columns);
  const cellsOf = (cells: unknown) =>
    asList(cells).map(({ spans }, index) => ({ inner: drawSpans(spans), said: textOf(heads[index]?.['said']) }));
  const names = heads.map((head) => head['title']);
  return drawTable(title, names, Array.isArray(rows) ? rows.map(cellsOf) : []);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function drawCommands({ commands }: Json): string {
  return Array.isArray(commands) ? `<pre>${escapeHtml(commands.map(String).join('\n'))}</pre>` : '';
}

/** A picture that the local inbox keeps, from this server; nothing is loaded from outside. */
function drawPicture(alt: unknown, digest: unknown): string {
  if (typeof digest !== 'string' || !/^[0-9A-F]{32}$/.test(digest)) return '';
  return `<img class="chat-picture" src="/pictures/F${digest}.png" alt="${escapeHtml(alt)}" loading="lazy">`;
}

function drawLeft(left: unknown): string {
  return typeof left === 'number' && left > 0 ? drawNote(`and ${left} more`) : '';
}

function drawButtons(card: Json, isLive: boolean): string {
  const buttons = asList(card['buttons']);
  return buttons.length === 0 ? '' : drawActions(buttons.map((button) => drawButton(button, isLive)));
}

function drawMessageBox(inner: string): string {
  return `<div class="chat-message">${inner}</div>`;
}

function drawNote(inner: string): string {
  return `<div class="chat-context">${inner}</div>`;
}

function drawList(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

/** A cell, with the word that stands before it where a row is two lines of text, as on a phone: `due 8 Sep 2026`. */
interface TableCell {
  readonly inner: string;
  readonly said?: string;
}

function drawTable(caption: unknown, headings: readonly unknown[], rows: readonly (readonly TableCell[])[]): string {
  const head = headings.map((heading) => `<th scope="col">${escapeHtml(heading)}</th>`).join('');
  const draw = (some: typeof rows, title: string) =>
    `<table>${title}<thead><tr>${head}</tr></thead><tbody>${some.map((cells) => `<tr>${cells.map(drawCell).join('')}</tr>`).join('')}</tbody></table>`;
  const others = rows.slice(ROWS_SHOWN);
  const folded =
    others.length > 0 ? `<details><summary>${others.length} more</summary>${draw(others, '')}</details>` : '';
  return `<div class="chat-table">${draw(rows.slice(0, ROWS_SHOWN), caption ? `<caption>${escapeHtml(caption)}</caption>` : '')}${folded}</div>`;
}

/** A page of a table, as Slack has them. */
const ROWS_SHOWN = 5;

function drawCell({ inner, said }: TableCell): string {
  return `<td${said ? ` data-said="${escapeHtml(said)} "` : ''}>${inner}</td>`;
}

function drawActions(buttons: readonly string[]): string {
  return `<div class="chat-actions">${buttons.join('')}</div>`;
}

const TAGS = { bold: 'b', italic: 'i', code: 'code' } as const;

/** Words in a style; in one that nobody knows, as they are. */
function drawStyled(style: unknown, inner: string): string {
  const tag = Object.entries(TAGS).find(([name]) => name === style)?.[1];
  return tag ? `<${tag}>${inner}</${tag}>` : inner;
}

/** Somebody, or a channel, as a name and no ping: `sign` is `@` or `#`. */
function drawMention(sign: '@' | '#', id: unknown): string {
  return `<span class="chat-mention">${sign}${escapeHtml(id)}</span>`;
}

function drawUnknown(kind: unknown): string {
  return `<p class="chat-unknown">[${escapeHtml(kind) || 'no part'}]</p>`;
}

/** What an earlier version kept, in the markup of a chat: of its links the words. */
function drawText(text: string): string {
  const plain = text
    .replace(/<[^<>|\n]*\|([^<>\n]*)>/g, '$1')
    .replace(/&(lt|gt|amp);/g, (_, name) => ENTITIES[name] ?? '');
  return drawWords(plain).replaceAll('\n', '<br>');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' };

/** Looks of a message, of `draw-message.ts`; everything is below `.chat-message`. */
export const MESSAGE_STYLES = `
.chat-message { font: 15px/1.46 Lato, "Slack-Lato", "Helvetica Neue", Arial, sans-serif; color: #1d1c1d; max-width: 680px; overflow-wrap: anywhere; }
.chat-message h3 { font-size: 18px; line-height: 1.33; margin: 4px 0 6px; }
.chat-message p { margin: 4px 0; }
.chat-message .chat-headline { font-weight: 700; margin: 2px 0 8px; }
.chat-message ul { margin: 4px 0 6px; padding-left: 26px; }
.chat-message li { margin: 2px 0; }
.chat-message a { color: #1264a3; text-decoration: underline; }
.chat-message code, .chat-message pre { font: 12px/1.5 Menlo, Consolas, "Liberation Mono", monospace; background: #f8f8f8; border: 1px solid #dddddd; border-radius: 4px; }
.chat-message code { color: #c01343; padding: 1px 3px; }
.chat-message pre { margin: 4px 0 8px; padding: 8px; white-space: pre-wrap; overflow-wrap: anywhere; }
.chat-message blockquote { margin: 4px 0 8px; padding: 0 0 0 12px; border-left: 4px solid #dddddd; color: #454447; }
.chat-message hr { border: 0; border-top: 1px solid #dddddd; margin: 12px 0; }
.chat-dot { display: inline-block; width: 11px; height: 11px; border-radius: 50%; background: #d33a3a; }
.chat-dot-orange { background: #e8780c; }
.chat-dot-yellow { background: #e5b70f; }
.chat-dot-blue { background: #2f76d2; }
.chat-dot-white { background: #ffffff; box-shadow: inset 0 0 0 1px #868686; }
.chat-context { font-size: 13px; color: #616061; margin: 6px 0; }
.chat-mention { background: #fdf2cf; color: #9c5700; border-radius: 3px; padding: 0 2px; }
.chat-actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0; }
.chat-button { font: 700 13px/1 inherit; font-family: inherit; color: #1d1c1d; background: #ffffff; border: 1px solid #bbbabb; border-radius: 4px; padding: 7px 12px; }
.chat-primary { color: #ffffff; background: #007a5a; border-color: #007a5a; }
.chat-danger { color: #ffffff; background: #e01e5a; border-color: #e01e5a; }
.chat-unknown { color: #616061; font-style: italic; }
.chat-picture { display: block; width: 100%; max-width: 600px; height: auto; margin: 8px 0; border: 1px solid #dddddd; border-radius: 8px; }
.chat-table { overflow-x: auto; margin: 6px 0; }
.chat-table table { border-collapse: collapse; font-size: 14px; }
.chat-table caption { text-align: left; color: #616061; font-size: 13px; padding-bottom: 4px; }
.chat-table th, .chat-table td { border: 1px solid #dddddd; padding: 5px 10px; text-align: left; vertical-align: top; }
.chat-table td:not(:last-child) { overflow-wrap: break-word; min-width: 120px; }
.chat-table td:first-child:not(:last-child) { min-width: 152px; }
.chat-table th { background: #f8f8f8; }
@media (max-width: 560px) {
  .chat-table table, .chat-table caption, .chat-table tbody, .chat-table tr, .chat-table td:first-child { display: block; }
  .chat-table thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .chat-table tr { border-top: 1px solid #dddddd; padding: 6px 0; }
  .chat-table td { display: inline; border: 0; padding: 0; overflow-wrap: anywhere; }
  .chat-table td:first-child { font-weight: 700; }
  .chat-table td::before { content: attr(data-said); }
  .chat-table td + td + td::before { content: " · " attr(data-said); }
}
@media screen and (prefers-color-scheme: dark) {
  .chat-message, .chat-button { color: #d1d2d3; }
  .chat-message a { color: #4db1e8; }
  .chat-message code, .chat-message pre, .chat-table th { background: #232529; border-color: #3c3f44; }
  .chat-message code { color: #e8912d; }
  .chat-message pre { color: #d1d2d3; }
  .chat-message hr, .chat-table td, .chat-table tr, .chat-message blockquote { border-color: #3c3f44; }
  .chat-message blockquote, .chat-context, .chat-unknown, .chat-table caption { color: #ababad; }
  .chat-mention { background: #4a3d17; color: #f2c744; }
  .chat-button { background: #1a1d21; border-color: #565856; }
  .chat-primary { color: #ffffff; background: #007a5a; border-color: #007a5a; }
  .chat-danger { color: #ffffff; background: #c01343; border-color: #c01343; }
}
`;
