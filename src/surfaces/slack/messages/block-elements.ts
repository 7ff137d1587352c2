import type { types } from '@slack/bolt';
import { isChannelId } from '../../../domain/channel-subscription.ts';
import { stripInvisible, toLiteral } from './escape-text.ts';
import { toWebUrl } from './web-link.ts';

/** What stands inside a line of rich text. */
export type Span = types.RichTextElement;

/** Literal text: nothing in it is parsed by Slack, so text from outside belongs here. */
export function plain(text: string): Span {
  return { type: 'text', text };
}

/** Literal bold text. */
export function bold(text: string): Span {
  return { type: 'text', text, style: { bold: true } };
}

/** Literal text in code style, for versions and names. */
export function code(text: string): Span {
  return { type: 'text', text, style: { code: true } };
}

/** A channel as Slack names and links it; what is no channel ID is literal text. */
export function channelLink(channel: string): Span {
  return isChannelId(channel) ? { type: 'channel', channel_id: channel } : bold(toLiteral(channel, 30));
}

/** A link where the URL is http(s), else its label as text. */
export function link(url: string | null, label: string): Span {
  const target = toWebUrl(url);
  const text = toLiteral(label, 200);
  return target ? { type: 'link', url: target, text } : plain(text);
}

/** A paragraph of rich text. */
export function paragraph(...spans: readonly Span[]): types.RichTextSection {
  return { type: 'rich_text_section', elements: [...spans] };
}

/** A bullet list, one item per line. */
export function bullets(items: readonly (readonly Span[])[]): types.RichTextList {
  return { type: 'rich_text_list', style: 'bullet', elements: items.map((spans) => paragraph(...spans)) };
}

/** Lines to copy, verbatim but for invisible characters. */
export function preformatted(lines: readonly string[]): types.RichTextPreformatted {
  return {
    type: 'rich_text_preformatted',
    elements: [{ type: 'text', text: stripInvisible(lines.join('\n')) || '-' }],
  };
}

/** The exact words of somebody else. */
export function quote(text: string): types.RichTextQuote {
  return { type: 'rich_text_quote', elements: [plain(toLiteral(text, 600))] };
}

/** A block of rich text. */
export function richText(...elements: types.RichTextBlock['elements']): types.RichTextBlock {
  return { type: 'rich_text', elements };
}

/** A heading: our own words only, since plain_text is not documented to be free of entities. */
export function header(text: string): types.HeaderBlock {
  return { type: 'header', text: { type: 'plain_text', text: toLiteral(text, 150), emoji: false } };
}

/** Small grey line; takes mrkdwn that is escaped already. */
export function context(mrkdwn: string): types.ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: mrkdwn, verbatim: true }] };
}
