/** A link inside a passage: where its label stands in the passage's text, and where it leads. */
export interface PassageLink {
  readonly start: number;
  readonly end: number;
  readonly url: string;
}

/** Where a stretch of a passage's text comes from in the note's source. */
export interface SourceSpan {
  readonly textStart: number;
  readonly textEnd: number;
  readonly sourceStart: number;
  readonly sourceEnd: number;
}

/** Where a cell of a table row stands in the row's text. */
export interface PassageCell {
  readonly start: number;
  readonly end: number;
}

/** The note that passages are of, as it is read, and its own words behind a stretch of that. */
export interface NoteSource {
  readonly text: string;
  readonly quote: (start: number, end: number) => string;
}

/** One block of running text: a paragraph, a heading, a table row, a notice in fields, a line of code. */
export interface Passage {
  readonly kind: 'heading' | 'paragraph' | 'row' | 'record' | 'code';
  readonly source: NoteSource;
  /** What a reader sees, with every odd space, dash and quotation mark made plain. */
  readonly text: string;
  readonly links: readonly PassageLink[];
  readonly spans: readonly SourceSpan[];
  /** What it stands under, nearest first: the leading paragraph of the list item around it, then headings. */
  readonly above: readonly Passage[];
  /** Of a table row, or the values of a record's fields; else none. */
  readonly cells: readonly PassageCell[];
  /** The head of a table row's table, or a record's labels: what the cells mean. */
  readonly head: Passage | null;
}

/** The exact words of the note behind a passage, or a stretch of its text, Markdown included. */
export function quoteOf(passage: Passage, begin = 0, end = passage.text.length): string {
  const start = begin + (/^ */.exec(passage.text.slice(begin, end))?.[0].length ?? 0);
  let from = -1;
  let to = -1;
  for (const span of passage.spans) {
    const startsHere = span.textStart === start && span.textEnd <= end;
    if (startsHere && (from < 0 || span.sourceStart < from)) from = span.sourceStart;
    const endsHere = span.textEnd === end && span.textStart >= start;
    if (endsHere && span.sourceEnd > to) to = span.sourceEnd;
  }
  if (from < 0) from = offsetInSource(passage, start);
  if (to < 0) to = offsetInSource(passage, end - 1) + 1;
  return passage.source.quote(from, to);
}

/** Offset in the note of one character of the text, by walking the innermost span that holds it. */
function offsetInSource({ spans, source }: Passage, at: number): number {
  const holding = spans.filter(({ textStart, textEnd }) => textStart <= at && at < textEnd);
  const span = holding.sort((a, b) => a.textEnd - a.textStart - (b.textEnd - b.textStart))[0];
  if (!span) return 0;
  const length = span.textEnd - span.textStart;
  if (span.sourceEnd - span.sourceStart === length) return span.sourceStart + at - span.textStart;
  return walk(source.text, span, at - span.textStart);
}

/** Skips what is dropped: indentation of wrapped lines, escapes, entities. */
function walk(text: string, span: SourceSpan, characters: number): number {
  let offset = span.sourceStart;
  for (let left = characters; left > 0; left -= 1) {
    const rest = text.slice(offset, Math.min(span.sourceEnd, offset + 40));
    const skipped = /^(?:[ \t]*\r?\n[ \t>]*|\\[!-/:-@[-`{-~]|&#?\w{1,31};)/.exec(rest)?.[0];
    offset += skipped?.length ?? 1;
  }
  return Math.min(offset, span.sourceEnd);
}

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
    const unspaced = [...segment.matchAll(UNSPACED)].map((stop) => index + stop.index + 1);
    for (const end of [...unspaced, index + segment.length]) {
      if (end < passage.text.length && !isBoundary(passage.text.slice(start, end), passage.text.slice(end, end + 12))) {
        continue;
      }
      sentences.push(...trimmed(passage, start, end));
      start = end;
    }
  }
  return sentences;
}

/** "… before that date.After June 30 …": the space was forgotten; not in "Microsoft.Compute". */
const UNSPACED =
  /\.(?:(?<=(?:(?:^|[\s(])[a-z][a-z'’-]{0,30}|\b\d{1,4}|\))\.)(?=[A-Z][A-Za-z]*[ ,])|(?<=[\w`*)\]]\.)(?=(?:After|AKS|As|Existing|For|From|If|In|Kubernetes|New|No|On|Please|Since|Starting|Support|The|These|This|Until|Upgrade|We|Windows|You) ))/g;

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
