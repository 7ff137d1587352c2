import { asObject, escapeHtml, type Json } from '../../../html/markup.ts';
import { drawRichText } from './draw-rich-text.ts';

/** A `table` or `data_table` block as an HTML table; the caption only where the block has one. */
export function drawTable(block: Json): string {
  const rows = Array.isArray(block['rows']) ? block['rows'].filter((row) => Array.isArray(row)) : [];
  const [headings = [], ...body] = rows;
  const caption = block['caption'] ? `<caption>${escapeHtml(block['caption'])}</caption>` : '';
  const head = `<thead><tr>${headings.map((cell) => `<th scope="col">${drawCell(cell)}</th>`).join('')}</tr></thead>`;
  const lines = body.map((row) => `<tr>${row.map((cell) => drawColumn(asObject(cell))).join('')}</tr>`);
  return `<div class="chat-table"><table>${caption}${head}<tbody>${lines.join('')}</tbody></table></div>`;
}

function drawColumn(cell: Json): string {
  return cell['type'] === 'raw_number'
    ? `<td class="chat-number">${drawCell(cell)}</td>`
    : `<td>${drawCell(cell)}</td>`;
}

function drawCell(value: unknown): string {
  const cell = asObject(value);
  if (cell['type'] === 'rich_text') return drawRichText(cell);
  return escapeHtml(cell['text'] ?? cell['value']);
}
