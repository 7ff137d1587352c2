import type { OperatorAlarm } from '../../../domain/notification.ts';
import { bold, bullets, link, paragraph, plain, richText } from './block-elements.ts';
import { composeText } from './compose-text.ts';
import { toLiteral, toMrkdwn } from './escape-text.ts';
import { fitBlocks } from './fit-blocks.ts';
import type { SlackMessage } from './slack-message.ts';
import { linkMrkdwn } from './web-link.ts';

/** Something the operators should look at. Its lines may carry text from outside, so they are literal. */
export function renderOperatorAlarm({ title, lines, url }: OperatorAlarm): SlackMessage {
  const parts = [
    { block: richText(paragraph({ type: 'emoji', name: 'warning' }, plain(' '), bold(toLiteral(title)))), things: 0 },
    ...lines.map((line) => ({ block: richText(bullets([[plain(toLiteral(line, 600))]])), things: 1 })),
  ];
  const text = [
    toMrkdwn(title),
    ...(url ? [linkMrkdwn(url, 'Details')] : []),
    ...lines.map((line) => `• ${toMrkdwn(line, 600)}`),
  ];
  return { text: composeText(text), blocks: fitBlocks(parts, url ? [richText(paragraph(link(url, 'Details')))] : []) };
}
