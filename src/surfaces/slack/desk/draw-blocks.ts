import {
  drawActions,
  drawList,
  drawMention,
  drawMessageBox,
  drawNote,
  drawStyled,
  drawTable,
  drawUnknown,
} from '../../../html/chat-message.ts';
import { drawMrkdwn } from '../../../html/draw-mrkdwn.ts';
import { anchor, asList, asObject, drawButton, drawWords, escapeHtml, type Json } from '../../../html/markup.ts';

/**
 * The blocks of answers, forms and the Home tab as HTML without scripts in which everything is escaped; their buttons
 * submit the form that is around them.
 */
export function drawBlocks(blocks: readonly unknown[], text: string): string {
  return drawMessageBox(blocks.map((block) => drawBlock(asObject(block))).join('') || `<p>${drawMrkdwn(text)}</p>`);
}

function drawBlock(block: Json): string {
  switch (block['type']) {
    case 'header':
      return `<h3>${drawPlain(block['text'])}</h3>`;
    case 'section':
      return `<p>${drawPlain(block['text'])}</p>`;
    case 'context':
      return drawNote(
        asList(block['elements'])
          .map(({ text }) => drawMrkdwn(String(text ?? '')))
          .join(' '),
      );
    case 'divider':
      return '<hr>';
    case 'rich_text':
      return asList(block['elements']).map(drawRichText).join('');
    case 'actions':
      return drawActions(asList(block['elements']).map(drawLiveButton));
    case 'table':
    case 'data_table':
      return drawRows(block);
    default:
      return drawUnknown(block['type']);
  }
}

function drawPlain(text: unknown): string {
  return escapeHtml(asObject(text)['text']).replace(/\n/g, '<br>');
}

function drawLiveButton({ action_id: id, value, text, style }: Json): string {
  return drawButton({ id, value, label: asObject(text)['text'], style }, true);
}

/** Every cell of ours is plain text. */
function drawRows({ caption, rows }: Json): string {
  const [headings = [], ...body] = Array.isArray(rows) ? rows.map((row) => asList(row).map(({ text }) => text)) : [];
  const cells = body.map((row) => row.map((text) => ({ inner: escapeHtml(text) })));
  return drawTable(caption, headings, cells);
}

function drawRichText(part: Json): string {
  switch (part['type']) {
    case 'rich_text_quote':
      return `<blockquote>${drawSpans(part)}</blockquote>`;
    case 'rich_text_preformatted':
      return `<pre>${drawSpans(part)}</pre>`;
    case 'rich_text_list':
      return drawList(asList(part['elements']).map(drawSpans));
    default:
      return `<p>${drawSpans(part)}</p>`;
  }
}

function drawSpans(part: Json): string {
  return asList(part['elements']).map(drawSpan).join('');
}

function drawSpan(span: Json): string {
  switch (span['type']) {
    case 'link':
      return anchor(span['url'], escapeHtml(span['text'] ?? span['url']));
    case 'date':
      return `<time>${escapeHtml(span['fallback'])}</time>`;
    case 'user':
      return drawMention('@', span['user_id']);
    case 'channel':
      return drawMention('#', span['channel_id']);
    default:
      return drawStyled(Object.keys(asObject(span['style']))[0], drawWords(span['text']));
  }
}
