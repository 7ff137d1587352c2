import { formatInstant } from '../../../domain/calendar-date.ts';
import { stripInvisible, toLiteral, toWebUrl } from '../../../domain/literal.ts';
import type { Line, Span } from '../../../messages/card.ts';
import type { TextWriter } from '../../../messages/card-text.ts';

export const SLACK_WRITER: TextWriter = {
  span: writeSpan,
  command: (command) => `\`${escapeMrkdwn(stripInvisible(command))}\``,
  cut: cutEscaped,
};

/** A line as mrkdwn, for the small print. Escaped; only a person who asked for it is mentioned. */
export function toMrkdwnLine(spans: Line): string {
  return spans.map(writeSpan).join('');
}

/** Text that is already clean with `& < >` escaped, and no `@word` left that Slack could turn into a ping. */
function escapeMrkdwn(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  // A word joiner after @ is invisible and keeps `@here` from being read as a mention.
  return escaped.replace(/@(?=\w)/g, '@\u2060');
}

/** An instant in the reader's own zone, with UTC where a client cannot say it: `<!date^…|17 Jul 2026, 20:00 UTC>`. */
export function slackDate(instant: string): string {
  const seconds = Math.floor(Date.parse(instant) / 1000);
  if (!Number.isFinite(seconds)) return formatInstant(instant);
  return `<!date^${seconds}^{date_short_pretty}, {time}|${formatInstant(instant)}>`;
}

/** `<url|label>`, or only the label where the URL is none to link to. */
function linkMrkdwn(url: string, label: string): string {
  const target = toWebUrl(url);
  const name = escapeMrkdwn(toLiteral(label)).replace(/\|/g, '/');
  return target ? `<${target.replace(/&/g, '&amp;')}|${name}>` : name;
}

function writeSpan(span: Span): string {
  switch (span.kind) {
    case 'text':
      return escapeMrkdwn(stripInvisible(span.text));
    case 'link':
      return linkMrkdwn(span.url, span.label);
    case 'instant':
      return slackDate(span.at);
    case 'person':
      return `<@${span.id}>`;
    case 'channel':
      return escapeMrkdwn(span.id);
    case 'symbol':
      return '';
  }
}

/** Cuts escaped text without leaving half an entity, half a link or half a character at its end. */
function cutEscaped(text: string, max: number): string {
  const cut = text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.replace(/&[a-z]{0,4}$/, '').replace(/<[^>]*$/, '')}…`;
}
