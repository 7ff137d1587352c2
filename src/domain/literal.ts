import { shorten } from './text.ts';

const INVISIBLE =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
/** What almost all names and versions are: in large cards, to clean each took most of the time. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;
const LONGEST_URL = 2_000;

/** One line, without control and bidirectional characters, at most `max` UTF-16 units, `-` when nothing is left. */
export function toLiteral(text: string, max = 300): string {
  if (text.length <= max && PLAIN.test(text)) return text;
  const clean = stripInvisible(text).replace(/\s+/g, ' ').trim();
  return shorten(clean, max) || '-';
}

/** Removes what a reader cannot see but a client obeys. Tabs and line feeds stay. */
export function stripInvisible(text: string): string {
  return text.replace(INVISIBLE, '').replace(LONE_SURROGATE, '\uFFFD');
}

/** The URL when it is one that a message may link to: http(s), no credentials, not overlong. Else `null`. */
export function toWebUrl(url: string | null): string | null {
  if (!url || url.length > LONGEST_URL || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (!/^https?:$/.test(parsed.protocol) || parsed.username || parsed.password) return null;
  return parsed.href.replace(/[<>|\s]/g, encodeURIComponent);
}
