import { formatDate } from '../../../domain/calendar-date.ts';

const INVISIBLE =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * Text from outside for a literal element (rich_text, raw_text): one line, without control and bidirectional
 * characters, at most `max` UTF-16 units, `-` when nothing is left (Slack refuses empty strings).
 */
export function toLiteral(text: string, max = 300): string {
  const clean = stripInvisible(text).replace(/\s+/g, ' ').trim();
  return shorten(clean, max) || '-';
}

/** The same for mrkdwn and for top-level text: `& < >` escaped, and no `@word` left that Slack could turn into a ping. */
export function toMrkdwn(text: string, max = 300): string {
  return escapeMrkdwn(toLiteral(text, max));
}

/** Escapes text that is already clean; for whole commands and URLs whose length matters. */
export function escapeMrkdwn(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  // A word joiner after @ is invisible and keeps `@here` from being read as a mention.
  return escaped.replace(/@(?=\w)/g, '@\u2060');
}

/** Removes what a reader cannot see but a client obeys. Tabs and line feeds stay. */
export function stripInvisible(text: string): string {
  return text.replace(INVISIBLE, '').replace(LONE_SURROGATE, '\uFFFD');
}

/** Cuts at a character boundary and says so with an ellipsis. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** An instant in the reader's own zone, with UTC where a client cannot say it: `<!date^…|17 Jul 2026, 20:00 UTC>`. */
export function slackDate(instant: string): string {
  const seconds = Math.floor(Date.parse(instant) / 1000);
  if (!Number.isFinite(seconds)) return 'at an unknown time';
  return `<!date^${seconds}^{date_short_pretty}, {time}|${formatUtc(seconds)}>`;
}

function formatUtc(seconds: number): string {
  const iso = new Date(seconds * 1000).toISOString();
  return `${formatDate(iso.slice(0, 10))}, ${iso.slice(11, 16)} UTC`;
}
