import { type Line, link, plain, type Span } from './card.ts';
import { toLiteral } from './literal.ts';

/** Code, bold, a link, an address in angle brackets. What is none of them stays as it was written. */
const TOKEN =
  /`([^`\n]{1,200})`|(\*\*|__)(?=\S)(.{1,300}?\S)\2|\[([^\][]{1,200})\]\(([^()\s]{1,2000})\)|<(https?:[^<>\s]{1,2000})>/g;
const MARKERS = /^\s*(?:[-*+]|#{1,6}|\d+\.)\s+/;

/** A passage of Markdown as one line: its bold, links and code become spans, nothing of its markup is left over. */
export function spansOfMarkdown(text: string, max = 600): Line {
  const words = toLiteral(text.replace(MARKERS, ''), max);
  const spans: Span[] = [];
  let end = 0;
  for (const match of words.matchAll(TOKEN)) {
    if (match.index > end) spans.push(plain(words.slice(end, match.index)));
    spans.push(toSpan(match));
    end = match.index + match[0].length;
  }
  if (end < words.length) spans.push(plain(words.slice(end)));
  return spans;
}

function toSpan([whole, code, , bold, label, url, address]: RegExpMatchArray): Span {
  if (code !== undefined) return { kind: 'text', text: code, style: 'code' };
  if (bold !== undefined) return { kind: 'text', text: bold.replace(/[`[\]]/g, ''), style: 'bold' };
  if (label !== undefined) return link(url ?? null, label.replace(/\*\*|`/g, ''));
  if (address !== undefined) return link(address, address);
  return plain(whole ?? '');
}
