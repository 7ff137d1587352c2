import { formatInstant } from '../../domain/calendar-date.ts';
import type { InboxMessage } from '../../domain/inbox.ts';
import { drawMrkdwn } from '../../html/draw-mrkdwn.ts';
import { anchor, asList, asObject, drawButton, drawWords, escapeHtml, type Json } from '../../html/markup.ts';

export { MESSAGE_STYLES } from './message-styles.ts';

type StoredMessage = Pick<InboxMessage, 'text' | 'cardJson'>;

/**
 * A message as a chat would draw it, as HTML without scripts in which everything is escaped; whatever was stored. Where
 * it is live, its buttons submit the form that is around it, else they do nothing.
 */
export function drawMessage({ text, cardJson }: StoredMessage, isLive = false): string {
  const stored = parse(cardJson);
  const card = asObject(stored['card']);
  // Rows of earlier versions have no card.
  if (asSpans(card['headline']).length === 0) return `<div class="chat-message"><p>${drawMrkdwn(text)}</p></div>`;
  const plans = asList(stored['plans']);
  return `<div class="chat-message">${drawCard(card, stored['picture'])}${drawButtons(card, plans, isLive)}</div>`;
}

/** The same with buttons that can be clicked. */
export function drawLiveMessage(message: StoredMessage): string {
  return drawMessage(message, true);
}

/** What cannot be read leaves the text, which says everything. */
function parse(cardJson: string): Json {
  try {
    return asObject(JSON.parse(cardJson));
  } catch {
    return {};
  }
}

function drawCard(card: Json, picture: unknown): string {
  const foot = Array.isArray(card['foot']) ? card['foot'] : [];
  return [
    `<p class="chat-headline">${drawSpans(card['headline'])}</p>`,
    ...asList(card['parts']).map((part) => drawPart(part, picture)),
    ...foot.map((spans) => `<div class="chat-context">${drawSpans(spans)}</div>`),
  ].join('');
}

function drawPart(part: Json, picture: unknown): string {
  switch (part['kind']) {
    case 'line':
      return `<p>${drawSpans(part['spans'])}</p>`;
    case 'note':
      return `<div class="chat-context">${drawSpans(part['spans'])}</div>`;
    case 'quote':
      return `<blockquote>${drawSpans(part['spans'])}</blockquote>`;
    case 'list': {
      const items = Array.isArray(part['items']) ? part['items'] : [];
      return `<ul>${items.map((spans) => `<li>${drawSpans(spans)}</li>`).join('')}</ul>${drawLeft(part['left'])}`;
    }
    case 'commands':
      return drawCommands(asList(part['groups']));
    case 'table':
      return `${drawTable(part)}${drawLeft(part['left'])}`;
    case 'picture':
      return drawPicture(part['alt'], picture);
    // Of a version after this one: named, so that nobody takes the page for complete.
    default:
      return `<p class="chat-unknown">[${escapeHtml(part['kind']) || 'no part'}]</p>`;
  }
}

function drawSpans(spans: unknown): string {
  return asSpans(spans).map(drawSpan).join('');
}

function asSpans(spans: unknown): readonly Json[] {
  return asList(spans);
}

function drawSpan(span: Json): string {
  switch (span['kind']) {
    case 'text':
      return styled(span['style'], drawWords(span['text']));
    case 'link':
      return anchor(span['url'], escapeHtml(span['label']));
    case 'instant':
      return drawInstant(span['at']);
    case 'person':
      return `<span class="chat-mention">@${escapeHtml(span['id'])}</span>`;
    case 'channel':
      return `<span class="chat-mention">#${escapeHtml(span['id'])}</span>`;
    case 'symbol':
      return `<span aria-hidden="true">${drawWords(span['symbol'])}</span> `;
    default:
      return '';
  }
}

function styled(style: unknown, html: string): string {
  const tag = new Map([
    ['bold', 'b'],
    ['italic', 'i'],
    ['code', 'code'],
  ]).get(String(style));
  return tag ? `<${tag}>${html}</${tag}>` : html;
}

function drawInstant(at: unknown): string {
  const instant = new Date(String(at));
  if (Number.isNaN(instant.getTime())) return 'at an unknown time';
  const iso = instant.toISOString();
  return `<time datetime="${iso}">${formatInstant(iso)}</time>`;
}

function drawTable({ title, columns, rows }: Json): string {
  const heads = asList(columns);
  const headings = heads.map(({ title: name }) => `<th scope="col">${escapeHtml(name)}</th>`);
  const lines = (Array.isArray(rows) ? rows : []).map(
    (cells) =>
      `<tr>${asList(cells)
        .map((cell, index) => drawCell(cell, asObject(heads[index])))
        .join('')}</tr>`,
  );
  return `<div class="chat-table"><table><caption>${escapeHtml(title)}</caption><thead><tr>${headings.join('')}</tr></thead><tbody>${lines.join('')}</tbody></table></div>`;
}

/** On a phone a row is two lines of text, in which a cell says what it is: `due 8 Sep 2026`. */
function drawCell({ spans }: Json, { said }: Json): string {
  return `<td${said ? ` data-said="${escapeHtml(said)} "` : ''}>${drawSpans(spans)}</td>`;
}

function drawCommands(groups: readonly Json[]): string {
  return groups
    .map(({ name, commands }) => {
      const title = groups.length > 1 && name ? [`# ${String(name)}`] : [];
      const lines = Array.isArray(commands) ? commands.map(String) : [];
      return `<pre>${escapeHtml([...title, ...lines].join('\n'))}</pre>`;
    })
    .join('');
}

/** A picture that the local inbox keeps, from this server; nothing is loaded from outside. */
function drawPicture(alt: unknown, digest: unknown): string {
  if (typeof digest !== 'string' || !/^[0-9A-F]{32}$/.test(digest)) return '';
  return `<img class="chat-picture" src="/pictures/F${digest}.png" alt="${escapeHtml(alt)}" loading="lazy">`;
}

function drawLeft(left: unknown): string {
  return typeof left === 'number' && left > 0 ? `<div class="chat-context">and ${left} more</div>` : '';
}

/** The answer of the button that shows commands is drawn below it, one pool at a time: who cannot click reads it all the same. */
function drawButtons(card: Json, plans: readonly Json[], isLive: boolean): string {
  const buttons = asList(card['buttons']).map(({ id, value, label, style }) =>
    drawButton({ id, value, label, style }, isLive),
  );
  if (buttons.length === 0) return '';
  const row = `<div class="chat-actions">${buttons.join('')}</div>`;
  if (plans.length === 0) return row;
  const answers = plans.map(
    (plan) =>
      `<details class="chat-plan"><summary>${drawSpans(plan['headline'])}</summary>${asList(plan['parts'])
        .map((part) => drawPart(part, null))
        .join('')}</details>`,
  );
  return `${row}<details class="chat-answer"><summary>What “Show commands” answers</summary>${answers.join('')}</details>`;
}
