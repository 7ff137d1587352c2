import type { TestMessage } from '../../../domain/notification.ts';
import { paragraph, plain, richText } from './block-elements.ts';
import { escapeMrkdwn, toLiteral } from './escape-text.ts';
import type { SlackMessage } from './slack-message.ts';

/** Proves that messages arrive. Names who asked without mentioning them. */
export function renderTestMessage({ requestedBy }: TestMessage): SlackMessage {
  const text = `vhdwatch can post here. This is a test, requested by ${toLiteral(requestedBy, 80)}; there is nothing to do.`;
  return { text: escapeMrkdwn(text), blocks: [richText(paragraph(plain(text)))] };
}
