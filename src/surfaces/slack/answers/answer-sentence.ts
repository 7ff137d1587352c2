import { paragraph, plain, richText } from '../messages/block-elements.ts';
import { toLiteral, toMrkdwn } from '../messages/escape-text.ts';
import type { Answer } from './answer.ts';

/** One sentence, or a few lines of them; may carry text from outside, and is literal. */
export function answerSentence(...sentences: readonly string[]): Answer {
  return {
    lines: sentences.map((sentence) => toMrkdwn(sentence, 1500)),
    parts: sentences.map((sentence) => ({ block: richText(paragraph(plain(toLiteral(sentence, 1500)))), things: 0 })),
  };
}
