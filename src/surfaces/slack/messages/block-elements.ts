import type { types } from '@slack/bolt';
import { formatInstant } from '../../../domain/calendar-date.ts';
import { stripInvisible, toLiteral } from '../../../domain/literal.ts';
import { shorten } from '../../../domain/text.ts';
import type { CardButton, Line, Span } from '../../../messages/card.ts';
import { slackDate, toMrkdwnLine } from './mrkdwn.ts';

export function paragraph(...spans: Line): types.RichTextSection {
  return { type: 'rich_text_section', elements: toElements(spans) };
}

export function bullets(items: readonly Line[]): types.RichTextList {
  return { type: 'rich_text_list', style: 'bullet', elements: items.map((spans) => paragraph(...spans)) };
}

/** Lines to copy, verbatim but for invisible characters. */
export function preformatted(text: string): types.RichTextPreformatted {
  return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: stripInvisible(text) || '-' }] };
}

export function quote(spans: Line): types.RichTextQuote {
  return { type: 'rich_text_quote', elements: toElements(spans) };
}

export function richText(...elements: types.RichTextBlock['elements']): types.RichTextBlock {
  return { type: 'rich_text', elements };
}

/** A heading: our own words only, since plain_text is not documented to be free of entities. */
export function header(text: string): types.HeaderBlock {
  return { type: 'header', text: { type: 'plain_text', text: toLiteral(text, 150), emoji: false } };
}

export function context(...spans: Line): types.ContextBlock {
  return {
    type: 'context',
    elements: [{ type: 'mrkdwn', text: toMrkdwnLine(spans).slice(0, 3_000) || '-', verbatim: true }],
  };
}

export function actions(...buttons: readonly CardButton[]): types.ActionsBlock {
  return { type: 'actions', elements: buttons.slice(0, 25).map(toButton) };
}

function toButton({ id, label, value, style }: CardButton): types.Button {
  return {
    type: 'button',
    action_id: id,
    text: { type: 'plain_text', text: shorten(label, 75), emoji: false },
    ...(value ? { value: shorten(value, 2_000) } : {}),
    ...(style ? { style } : {}),
  };
}

function toElements(spans: Line): types.RichTextElement[] {
  const elements = spans.filter((span) => span.kind !== 'text' || stripInvisible(span.text) !== '').map(toElement);
  return elements.length > 0 ? elements : [{ type: 'text', text: '-' }];
}

function toElement(span: Span): types.RichTextElement {
  switch (span.kind) {
    case 'text': {
      const text = stripInvisible(span.text);
      return span.style === undefined ? { type: 'text', text } : { type: 'text', text, style: { [span.style]: true } };
    }
    case 'link':
      return { type: 'link', url: span.url, text: span.label };
    case 'instant':
      return toDate(span.at);
    case 'person':
      return { type: 'user', user_id: span.id };
    case 'channel':
      return { type: 'channel', channel_id: span.id };
    case 'symbol':
      return { type: 'text', text: `${span.symbol} ` };
  }
}

function toDate(at: string): types.RichTextElement {
  const timestamp = Math.floor(Date.parse(at) / 1000);
  if (!Number.isFinite(timestamp)) return { type: 'text', text: slackDate(at) };
  return { type: 'date', timestamp, format: '{date_short_pretty}, {time}', fallback: formatInstant(at) };
}
