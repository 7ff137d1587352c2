import { drawMrkdwn } from '../../../html/draw-mrkdwn.ts';
import { asList, asObject, drawButton, escapeHtml, type Json } from '../../../html/markup.ts';
import { drawRichText } from './draw-rich-text.ts';
import { drawTable } from './draw-table.ts';

/**
 * Blocks as Slack would draw them, as HTML without scripts in which everything is escaped; their buttons submit the form
 * that is around them. A block of an unknown type is named, so that nobody takes the page for complete.
 */
export function drawBlocks(blocks: readonly unknown[], text: string): string {
  const drawn = blocks.map((block) => drawBlock(asObject(block)));
  return `<div class="chat-message">${drawn.length > 0 ? drawn.join('') : `<p>${drawMrkdwn(text)}</p>`}</div>`;
}

function drawBlock(block: Json): string {
  switch (block['type']) {
    case 'header':
      return `<h3>${escapeHtml(asObject(block['text'])['text'])}</h3>`;
    case 'section':
      return drawSection(block);
    case 'context':
      return `<div class="chat-context">${asList(block['elements']).map(drawElement).join(' ')}</div>`;
    case 'divider':
      return '<hr>';
    case 'rich_text':
      return drawRichText(block);
    case 'actions':
      return `<div class="chat-actions">${asList(block['elements']).map(drawElement).join('')}</div>`;
    case 'table':
    case 'data_table':
      return drawTable(block);
    case 'image':
      return drawPicture(block) ?? drawElement(block);
    default:
      return `<p class="chat-unknown">[${escapeHtml(block['type']) || 'no block'}]</p>`;
  }
}

function drawSection({ text, fields, accessory }: Json): string {
  const main = text ? `<p>${drawElement(asObject(text))}</p>` : '';
  const items = asList(fields).map((field) => `<div>${drawElement(field)}</div>`);
  const columns = items.length > 0 ? `<div class="chat-fields">${items.join('')}</div>` : '';
  return `<div class="chat-section"><div>${main}${columns}</div>${accessory ? drawElement(asObject(accessory)) : ''}</div>`;
}

/** A picture that the local inbox keeps, from this server; `null` for any other, since nothing is loaded from outside. */
function drawPicture({ slack_file: file, alt_text: alt }: Json): string | null {
  const id = asObject(file)['id'];
  if (typeof id !== 'string' || !/^F[0-9A-F]{32}$/.test(id)) return null;
  return `<img class="chat-picture" src="/pictures/${id}.png" alt="${escapeHtml(alt)}" loading="lazy">`;
}

/** A text object, an image (as its description: nothing is loaded from outside) or a button. */
function drawElement(element: Json): string {
  switch (element['type']) {
    case 'mrkdwn':
      return drawMrkdwn(String(element['text'] ?? ''));
    case 'plain_text':
      return escapeHtml(element['text']).replace(/\n/g, '<br>');
    case 'image':
      return `<span class="chat-image" role="img">${escapeHtml(element['alt_text'])}</span>`;
    case 'button':
      return drawButton(
        {
          id: element['action_id'],
          value: element['value'],
          label: asObject(element['text'])['text'],
          style: element['style'],
        },
        true,
      );
    default:
      return `<span class="chat-unknown">[${escapeHtml(element['type'])}]</span>`;
  }
}
