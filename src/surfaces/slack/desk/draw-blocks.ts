import { drawMrkdwn } from './draw-mrkdwn.ts';
import { drawRichText } from './draw-rich-text.ts';
import { drawTable } from './draw-table.ts';
import { asList, asObject, escapeHtml, type Json } from './html.ts';

/**
 * A message as Slack would draw it, as HTML without scripts in which everything is escaped. `blocks` may be anything
 * that was stored; a block of an unknown type is named, so that nobody takes the page for complete.
 */
function drawMessage({ text, blocks }: { readonly text: string; readonly blocks: unknown }): string {
  const drawn = Array.isArray(blocks) ? blocks.map((block) => drawBlock(asObject(block))) : [];
  const body = drawn.length > 0 ? drawn.join('') : `<p>${drawMrkdwn(text)}</p>`;
  return `<div class="slack-message">${body}</div>`;
}

/** Blocks as Slack would draw them; their buttons submit the form that is around them. */
export function drawBlocks(blocks: readonly unknown[], text: string): string {
  return enliven(drawMessage({ text, blocks }));
}

/** Buttons are drawn disabled; what is in quotes is escaped, so that this is found in our own tags only. */
function enliven(html: string): string {
  return html.replaceAll('<button type="button" disabled data-act=', '<button name="act" value=');
}

function drawBlock(block: Json): string {
  switch (block['type']) {
    case 'header':
      return `<h3>${escapeHtml(asObject(block['text'])['text'])}</h3>`;
    case 'section':
      return drawSection(block);
    case 'context':
      return `<div class="slack-context">${asList(block['elements']).map(drawElement).join(' ')}</div>`;
    case 'divider':
      return '<hr>';
    case 'rich_text':
      return drawRichText(block);
    case 'actions':
      return `<div class="slack-actions">${asList(block['elements']).map(drawElement).join('')}</div>`;
    case 'table':
    case 'data_table':
      return drawTable(block);
    case 'image':
      return drawPicture(block) ?? drawElement(block);
    default:
      return `<p class="slack-unknown">[${escapeHtml(block['type']) || 'no block'}]</p>`;
  }
}

function drawSection({ text, fields, accessory }: Json): string {
  const main = text ? `<p>${drawElement(asObject(text))}</p>` : '';
  const items = asList(fields).map((field) => `<div>${drawElement(field)}</div>`);
  const columns = items.length > 0 ? `<div class="slack-fields">${items.join('')}</div>` : '';
  return `<div class="slack-section"><div>${main}${columns}</div>${accessory ? drawElement(asObject(accessory)) : ''}</div>`;
}

/** A picture that the local inbox keeps, from this server; `null` for any other, since nothing is loaded from outside. */
function drawPicture({ slack_file: file, alt_text: alt }: Json): string | null {
  const id = asObject(file)['id'];
  if (typeof id !== 'string' || !/^F[0-9A-F]{32}$/.test(id)) return null;
  return `<img class="slack-picture" src="/pictures/${id}.png" alt="${escapeHtml(alt)}" loading="lazy">`;
}

/** A text object, an image (as its description: nothing is loaded from outside) or a button that does nothing. */
function drawElement(element: Json): string {
  switch (element['type']) {
    case 'mrkdwn':
      return drawMrkdwn(String(element['text'] ?? ''));
    case 'plain_text':
      return escapeHtml(element['text']).replace(/\n/g, '<br>');
    case 'image':
      return `<span class="slack-image" role="img">${escapeHtml(element['alt_text'])}</span>`;
    case 'button':
      return `<button type="button" disabled data-act="${escapeHtml(`${String(element['action_id'] ?? '')}|${String(element['value'] ?? '')}`)}" class="${buttonClass(element['style'])}">${escapeHtml(asObject(element['text'])['text'])}</button>`;
    default:
      return `<span class="slack-unknown">[${escapeHtml(element['type'])}]</span>`;
  }
}

function buttonClass(style: unknown): string {
  return style === 'primary' || style === 'danger' ? `slack-button slack-${style}` : 'slack-button';
}
