/** Bodies up to this length, which every real note has, are parsed in one piece. */
const WHOLE = 20_000;
const PIECE = 8_000;

/** A stretch of a body that stands for itself as Markdown. */
export interface BodyPiece {
  readonly text: string;
  /** Where it begins in the body. */
  readonly offset: number;
}

/** A heading or a list item at the margin begins a block of its own, whatever stands before it. */
const BLOCK_START = /^(?:#{1,6}[ \t]|[-*+][ \t]+\S)/;
const AT_MARGIN = /^[^\s>]/;
const FENCE = /^\s*(?:`{3,}|~{3,})/;

/**
 * Cuts a very long body where a block begins at the margin, since the Markdown parser's time grows faster than the
 * length. Only what links across the cut (reference definitions) is lost.
 */
export function splitBody(body: string): BodyPiece[] {
  if (body.length <= WHOLE) return [{ text: body, offset: 0 }];
  const pieces: BodyPiece[] = [];
  let begin = 0;
  let at = 0;
  let isFenced = false;
  let afterBlank = false;
  for (const line of body.split('\n')) {
    if (FENCE.test(line)) isFenced = !isFenced;
    const isStart = BLOCK_START.test(line) || (afterBlank && AT_MARGIN.test(line));
    if (isStart && !isFenced && at - begin >= PIECE) {
      pieces.push({ text: body.slice(begin, at), offset: begin });
      begin = at;
    }
    afterBlank = line.trim() === '';
    at += line.length + 1;
  }
  return [...pieces, { text: body.slice(begin), offset: begin }];
}
