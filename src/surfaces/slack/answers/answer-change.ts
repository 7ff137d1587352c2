import type { types } from '@slack/bolt';
import { paragraph, plain, richText } from '../messages/block-elements.ts';
import { toLiteral, toMrkdwn } from '../messages/escape-text.ts';
import type { Answer } from './answer.ts';

/** What changed, the point first; may carry text from outside. */
export function answerChange(
  sentence: string,
  details: readonly string[] = [],
  buttons: readonly types.Button[] = [],
): Answer {
  const lines = [sentence, ...details];
  return {
    lines: lines.map((line) => toMrkdwn(line, 900)),
    parts: lines.map((line, index) => ({
      block: richText(paragraph(plain(toLiteral(line, 900)))),
      things: index === 0 ? 0 : 1,
    })),
    buttons,
  };
}
