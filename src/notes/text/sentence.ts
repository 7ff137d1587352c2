import type { Passage } from './passage.ts';

/** One sentence of a passage; `start` and `end` are offsets into the passage's text. */
export interface Sentence {
  readonly passage: Passage;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' });
const ABBREVIATION =
  /\b(?:e\.g|i\.e|etc|vs|approx|incl|no|ver|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S)\.["')\]]*\s*$/i;

/** Splits a passage into its sentences. */
export function splitSentences(passage: Passage): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const { segment, index } of SEGMENTER.segment(passage.text)) {
    const end = index + segment.length;
    if (end < passage.text.length && !isBoundary(passage.text.slice(start, end), passage.text.slice(end, end + 12))) {
      continue;
    }
    sentences.push(...trimmed(passage, start, end));
    start = end;
  }
  return sentences;
}

/** A new sentence does not begin with a small letter, nor after an abbreviation. */
function isBoundary(before: string, after: string): boolean {
  return !ABBREVIATION.test(before) && !/^[\s"'(]*[a-z]/.test(after);
}

function trimmed(passage: Passage, start: number, end: number): Sentence[] {
  const raw = passage.text.slice(start, end);
  const from = start + raw.length - raw.trimStart().length;
  const to = start + raw.trimEnd().length;
  return to > from ? [{ passage, text: passage.text.slice(from, to), start: from, end: to }] : [];
}
