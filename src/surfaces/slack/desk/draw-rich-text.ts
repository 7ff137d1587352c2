import { emojiOf } from '../../../html/draw-mrkdwn.ts';
import { anchor, asList, asObject, drawWords, escapeHtml, type Json } from '../../../html/markup.ts';

/** A `rich_text` block (or table cell) as HTML. */
export function drawRichText(block: Json): string {
  return asList(block['elements']).map(drawPart).join('');
}

function drawPart(part: Json): string {
  const inner = () => asList(part['elements']).map(drawSpan).join('');
  switch (part['type']) {
    case 'rich_text_section':
      return `<p>${inner()}</p>`;
    case 'rich_text_quote':
      return `<blockquote>${inner()}</blockquote>`;
    case 'rich_text_preformatted':
      return `<pre>${inner()}</pre>`;
    case 'rich_text_list': {
      const tag = part['style'] === 'ordered' ? 'ol' : 'ul';
      const items = asList(part['elements']).map(
        (item) => `<li>${asList(item['elements']).map(drawSpan).join('')}</li>`,
      );
      return `<${tag}>${items.join('')}</${tag}>`;
    }
    default:
      return '';
  }
}

function drawSpan(span: Json): string {
  switch (span['type']) {
    case 'text':
      return styled(span, drawWords(span['text']));
    case 'link':
      return styled(span, anchor(span['url'], escapeHtml(span['text'] ?? span['url'])));
    case 'emoji':
      return emojiOf(span['name']);
    case 'date':
      return `<time>${escapeHtml(span['fallback'] ?? span['timestamp'])}</time>`;
    case 'broadcast':
    case 'user':
    case 'usergroup':
      return `<span class="chat-mention">@${escapeHtml(span['range'] ?? span['user_id'] ?? span['usergroup_id'])}</span>`;
    case 'channel':
      return `<span class="chat-mention">#${escapeHtml(span['channel_id'])}</span>`;
    default:
      return '';
  }
}

function styled(span: Json, html: string): string {
  const style = asObject(span['style']);
  const tags = [style['code'] && 'code', style['strike'] && 's', style['italic'] && 'i', style['bold'] && 'b'];
  return tags.reduce<string>((inner, tag) => (tag ? `<${tag}>${inner}</${tag}>` : inner), html);
}
