import { formatInstant } from '../domain/calendar-date.ts';
import type { InboxMessage } from '../domain/inbox.ts';
import {
  type Card,
  type CardButton,
  type CardTable,
  countThings,
  type Home,
  type Line,
  type ScreenPart,
  type Span,
} from '../messages/card.ts';
import { drawWords, type Html, type HtmlValue, html, renderLink } from './html.ts';
import { WEEKS_PICTURE } from './weeks-chart.ts';

type StoredMessage = Pick<InboxMessage, 'text' | 'cardJson'>;

/**
 * A message as a chat would draw it, as HTML without scripts in which everything is escaped. Where it is live, its
 * buttons submit the form that is around it, else they do nothing. Of a card that cannot be read the text is left, which
 * says everything.
 */
export function drawMessage({ text, cardJson }: StoredMessage, isLive: boolean): Html {
  try {
    const { card, picture } = JSON.parse(cardJson) as { card: Card; picture: string | null };
    const isSaid = card.headline.some((span) => html`${drawSpan(span)}`.text !== '');
    if (isSaid) return drawBox(drawCard(card, isLive, picture));
  } catch {
    // Damaged, or of a version that wrote others.
  }
  return drawBox(html`<p>${drawText(text)}</p>`);
}

/** An answer to a person, as a message whose buttons do something. */
export function drawLiveCard(card: Card): Html {
  return drawBox(drawCard(card, true));
}

/** The Home tab of a chat: its title, and its parts. */
export function drawHome({ title, parts }: Home): Html {
  return drawBox(html`<h3>${title}</h3>${parts.map((part) => drawPart(part))}`);
}

export function drawScreenParts(parts: readonly ScreenPart[]): Html {
  return drawBox(parts.map((part) => drawPart(part)));
}

function drawCard({ headline, parts, foot = [], buttons = [] }: Card, isLive: boolean, picture?: string | null): Html {
  return html`<p class="chat-headline">${headline.map(drawSpan)}</p>${parts.map((part) => drawPart(part, picture))}${foot.map(drawNote)}${buttons.length > 0 && drawButtons(buttons, isLive)}`;
}

function drawPart(part: ScreenPart, picture?: string | null): HtmlValue {
  switch (part.kind) {
    case 'line':
      return html`<p>${part.spans.map(drawSpan)}</p>`;
    case 'note':
      return drawNote(part.spans);
    case 'quote':
      return html`<blockquote>${part.spans.map(drawSpan)}</blockquote>`;
    case 'list':
      return html`<ul>${part.items.map((item) => html`<li>${item.map(drawSpan)}</li>`)}</ul>${drawLeft(part.left)}`;
    case 'commands':
      return html`<pre>${part.commands.join('\n')}</pre>`;
    case 'table':
      return html`${drawTable(part)}${drawLeft(part.left)}`;
    case 'picture':
      return drawPicture(part.alt, picture);
    case 'heading':
      return html`<p><b>${part.text}</b></p>`;
    case 'divider':
      return html`<hr>`;
    case 'buttons':
      return drawButtons(part.buttons, true);
    // Of a version after this one.
    default:
      return html`<p class="chat-unknown">[${(part as ScreenPart).kind}]</p>`;
  }
}

function drawSpan(span: Span): HtmlValue {
  switch (span.kind) {
    case 'text':
      if (span.style === 'bold') return html`<b>${drawWords(span.text)}</b>`;
      return span.style === 'code' ? html`<code>${drawWords(span.text)}</code>` : drawWords(span.text);
    case 'link':
      return renderLink(span.url, drawWords(span.label), true);
    case 'instant':
      return drawInstant(span.at);
    // Somebody, or a channel, as a name and no ping.
    case 'person':
      return html`<span class="chat-mention">@${span.id}</span>`;
    case 'channel':
      return html`<span class="chat-mention">#${span.id}</span>`;
    case 'symbol':
      return html`<span aria-hidden="true">${drawWords(span.symbol)}</span> `;
  }
}

function drawInstant(at: string): HtmlValue {
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return 'at an unknown time';
  const iso = instant.toISOString();
  return html`<time datetime="${iso}">${formatInstant(iso)}</time>`;
}

/** A picture that the local inbox keeps, from this server; nothing is loaded from outside. Its size keeps its place until it is there. */
function drawPicture(alt: string, digest: string | null | undefined): HtmlValue {
  if (typeof digest !== 'string' || !/^[0-9A-F]{32}$/.test(digest)) return null;
  const { width, height } = WEEKS_PICTURE;
  return html`<img class="chat-picture" src="/pictures/F${digest}.png" width="${width}" height="${height}" alt="${alt}" loading="lazy">`;
}

function drawLeft(left = 0): HtmlValue {
  return left > 0 && html`<div class="chat-context">and ${left} more</div>`;
}

function drawBox(inner: HtmlValue): Html {
  return html`<div class="chat-message">${inner}</div>`;
}

function drawNote(spans: Line): Html {
  return html`<div class="chat-context">${spans.map(drawSpan)}</div>`;
}

/** A page of a table, as Slack has them. */
const ROWS_SHOWN = 5;

/** On a phone, where a row becomes two lines of text, a cell has its label in front: `due 8 Sep 2026`. */
function drawTable({ title, columns, rows }: CardTable): Html {
  const head = html`<thead><tr>${columns.map((column) => html`<th scope="col">${column.title}</th>`)}</tr></thead>`;
  const drawRow = (cells: CardTable['rows'][number]) =>
    html`<tr>${cells.map(({ spans }, index) => {
      const said = columns[index]?.said;
      return html`<td${said && html` data-said="${said} "`}>${spans.map(drawSpan)}</td>`;
    })}</tr>`;
  const draw = (some: CardTable['rows'], caption: HtmlValue) =>
    html`<table>${caption}${head}<tbody>${some.map(drawRow)}</tbody></table>`;
  const others = rows.slice(ROWS_SHOWN);
  return html`<div class="chat-table">${draw(rows.slice(0, ROWS_SHOWN), html`<caption>${title}</caption>`)}${others.length > 0 && html`<details><summary>${countThings(others)} more</summary>${draw(others, null)}</details>`}</div>`;
}

function drawButtons(buttons: readonly CardButton[], isLive: boolean): Html {
  return html`<div class="chat-actions">${buttons.map((button) => drawButton(button, isLive))}</div>`;
}

/** A button; where it is live it submits the form that is around it, as `act`, else it does nothing. */
function drawButton({ id, value = '', label, style }: CardButton, isLive: boolean): Html {
  const act = `${id}|${value}`;
  const does = isLive ? html`name="act" value="${act}"` : html`type="button" disabled data-act="${act}"`;
  const colour = style === 'primary' ? ' chat-primary' : '';
  return html`<button ${does} class="chat-button${colour}">${label}</button>`;
}

function drawText(text: string): HtmlValue {
  return text.split('\n').map((line, index) => html`${index > 0 && html`<br>`}${drawWords(line)}`);
}

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
.chat-unknown { color: #616061; font-style: italic; }
.chat-picture { display: block; width: 100%; max-width: 600px; height: auto; margin: 8px 0; }
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
}
`;
