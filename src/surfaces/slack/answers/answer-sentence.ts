import { type CardButton, line, plain } from '../../../messages/card.ts';
import { toLiteral } from '../../../messages/literal.ts';
import type { Answer } from './answer.ts';

/** One sentence, or a few lines of them, the point first; may carry text from outside, and is literal. */
export function answerSentence(...sentences: readonly string[]): Answer {
  const [point = '', ...others] = sentences.map((sentence) => toLiteral(sentence, 1500));
  return { headline: [plain(point)], parts: others.map((sentence) => line(plain(sentence))) };
}

/** What changed, the point first; may carry text from outside. */
export function answerChange(
  sentence: string,
  details: readonly string[] = [],
  buttons: readonly CardButton[] = [],
): Answer {
  return { ...answerSentence(sentence, ...details), buttons };
}
