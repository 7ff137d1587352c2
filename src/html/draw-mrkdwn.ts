import { anchor, escapeHtml } from './markup.ts';

/** mrkdwn, the markup of chat messages, as HTML: links, dates, mentions (as text), bold, italic, strike, code, line breaks. */
export function drawMrkdwn(text: string): string {
  return text
    .split(/(```[\s\S]*?```|`[^`\n]+`|<[^<>\n]*>)/)
    .map((piece, index) => (index % 2 === 1 ? drawToken(piece) : drawPlain(piece)))
    .join('');
}

function drawToken(token: string): string {
  if (token.startsWith('```')) return `<pre>${literal(token.slice(3, -3))}</pre>`;
  if (token.startsWith('`')) return `<code>${literal(token.slice(1, -1))}</code>`;
  const [target = '', label] = splitOnce(token.slice(1, -1), '|');
  if (target.startsWith('!date^')) return drawDate(target, label ?? '');
  // Mentions are drawn as such, so that whoever looks at the page sees whom a chat would ping.
  if (/^[!@#]/.test(target)) return `<span class="chat-mention">${literal(label ?? target)}</span>`;
  return anchor(decode(target), literal(label ?? target));
}

function drawDate(target: string, fallback: string): string {
  const seconds = Number(target.split('^')[1]);
  const instant = new Date(seconds * 1000);
  const attribute = Number.isNaN(instant.getTime()) ? '' : ` datetime="${instant.toISOString()}"`;
  return `<time${attribute}>${literal(fallback)}</time>`;
}

function drawPlain(text: string): string {
  return literal(text)
    .replace(/:([a-z0-9_]+):/g, (_, name: string) => emojiOf(name))
    .replace(/(^|[\s(])\*([^*\n]+)\*(?=$|[\s.,:;!?)])/g, '$1<b>$2</b>')
    .replace(/(^|[\s(])_([^_\n]+)_(?=$|[\s.,:;!?)])/g, '$1<i>$2</i>')
    .replace(/(^|[\s(])~([^~\n]+)~(?=$|[\s.,:;!?)])/g, '$1<s>$2</s>')
    .replace(/\n/g, '<br>');
}

function literal(text: string): string {
  return escapeHtml(decode(text));
}

function decode(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

const EMOJI: Readonly<Record<string, string>> = {
  warning: '⚠️',
  white_check_mark: '✅',
  rotating_light: '🚨',
  bell: '🔔',
  calendar: '📅',
};

/** The emoji of that name, or `:name:` where it is unknown. */
function emojiOf(name: unknown): string {
  const key = String(name);
  return Object.hasOwn(EMOJI, key) ? (EMOJI[key] ?? '') : escapeHtml(`:${key}:`);
}
