/** Longest body that is read, in characters; GitHub itself takes no more than 125,000. */
const MAX_BODY = 250_000;
/** What is read as Markdown structure; the longest real note has 82 lines, and nests four deep. */
const MAX_LINES = 2500;
const MAX_ITEMS = 1200;
const MAX_RULES = 100;
const MAX_NESTING = 6;
const MAX_INDENT = 24;

/** How many of each character a note may use as Markdown: at least ten times what any real note has. */
const BUDGETS: Readonly<Record<string, number>> = {
  '*': 1000,
  _: 400,
  '`': 1500,
  '(': 1000,
  '[': 1000,
  ']': 1000,
  '!': 300,
  '<': 500,
  '>': 500,
  '|': 2000,
  '~': 300,
  '#': 600,
  '\\': 1000,
  '&': 1000,
};
/** Blank lines and back-ticks in such numbers mean nothing, and are slow to read. */
const ENDLESS = /(?<=\n{3})\n(?=\n)|`{13,}/g;
/** Spaces in such numbers are slower still: the line ends there. */
const GAP = / {200}/g;

/** The kind of an alert: "> [!WARNING]". */
const ALERT = /^([ \t]*>[ \t>]*)(\[![A-Z]{1,20}\])(?=[ \t\r]*$)/gm;

function blank(text: string): string {
  return ' '.repeat(text.length);
}

/** A bracket that is closed again, and what it leads to as well; others cost the parser the square of their number and more. */
const CLOSED =
  /\[(?:[^[\]\n]|\n(?!\s*\n)){0,1000}\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)|(?!\())/y;
const MAX_OPEN = 8;

/** Blanks whatever exceeds its budget. */
function withinBudgets(body: string): string {
  const used = new Map<string, number>();
  return body.replace(/[*_`([\]!<>|~#\\&]/g, (character, at: number) => {
    const count = (used.get(character) ?? 0) + 1;
    used.set(character, count);
    if (count > (BUDGETS[character] ?? 0)) return ' ';
    CLOSED.lastIndex = at;
    if (character !== '[' || CLOSED.test(body)) return character;
    const open = (used.get('open') ?? 0) + 1;
    used.set('open', open);
    return open <= MAX_OPEN ? character : ' ';
  });
}

const NUMBERED = /^[ \t>]*(\d{1,9})[.)](?=[ \t\r]|$)/;
/** A full stop that makes no list. */
export const DOT = '\u2024';

/** Blanks quote and list markers that nest deeper, or are more, than in any real note. */
function tameLines(body: string): string {
  let items = 0;
  let rules = 0;
  let number = 0;
  let isAfterText = false;
  const tame = (line: string): string => {
    // "… until March 31,\n2026." is no list that begins with its 2026th item.
    const [, digits] = NUMBERED.exec(line) ?? [];
    const isProse = digits !== undefined && isAfterText && Number(digits) > 1 && Number(digits) !== number + 1;
    isAfterText = line.trim() !== '';
    if (digits !== undefined) number = Number(digits);
    else if (!isAfterText) number = 0;
    if (isProse) return line.replace(NUMBERED, (marker) => `${marker.slice(0, -1)}${marker.endsWith('.') ? DOT : ' '}`);
    if (/^ {0,3}[-=]+[ \t\r]*$/.test(line)) {
      rules += 1;
      return rules > MAX_RULES ? blank(line) : line;
    }
    const prefix = /^[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*/.exec(line)?.[0] ?? '';
    let depth = 0;
    const tamed = prefix.replace(/>|[-+*]|\d{1,9}[.)]/g, (marker: string, offset: number) => {
      items += 1;
      depth += 1;
      return depth > MAX_NESTING || offset > MAX_INDENT || items > MAX_ITEMS ? blank(marker) : marker;
    });
    return tamed + line.slice(prefix.length);
  };
  const lines = body.split('\n');
  const rest = lines.splice(MAX_LINES);
  return [...lines.map(tame), ...(rest.length > 0 ? [rest.join(' ')] : [])].join('\n');
}

/**
 * Makes hostile Markdown cheap for the Markdown parser, which takes quadratic time, or overflows its stack, on deep
 * nesting and on thousands of delimiters. What exceeds a bound becomes spaces, so that every offset stays true; real
 * notes pass unchanged.
 */
export function tameMarkdown(body: string): string {
  return tameLines(withinBudgets(body.slice(0, MAX_BODY)).replace(ENDLESS, blank))
    .replace(ALERT, (_all, before: string, alert: string) => before + blank(alert))
    .replace(GAP, (gap) => `${gap.slice(1)}\n`);
}

/** Characters that show as nothing, and further spaces in a run inside a line. */
const ODD = /&nbsp;|[\u00ad\u200b-\u200d\u2060\ufeff]+|(?<=\S[ \u00a0])[ \u00a0]+(?=\S)/g;

/** A body without its odd characters. */
export interface CleanBody {
  readonly text: string;
  /** Where a stretch of the text stands in the body as it was. */
  readonly sourceOf: (start: number, end: number) => { readonly start: number; readonly end: number };
}

/** Takes out what shows as nothing: zero-width characters, soft hyphens, spaces beside spaces. */
export function withoutOddCharacters(body: string): CleanBody {
  const cuts: { readonly at: number; readonly length: number }[] = [];
  const text = body.replace(ODD, (odd, offset: number) => {
    const kept = odd.startsWith('&') ? ' ' : '';
    cuts.push({ at: offset + kept.length, length: odd.length - kept.length });
    return kept;
  });
  if (cuts.length === 0) return { text, sourceOf: (start, end) => ({ start, end }) };
  const offsets = new Uint32Array(text.length);
  let next = 0;
  let shift = 0;
  for (let at = 0; at < text.length; at += 1) {
    for (let cut = cuts[next]; cut !== undefined && cut.at <= at + shift; cut = cuts[next]) {
      shift += cut.length;
      next += 1;
    }
    offsets[at] = at + shift;
  }
  return { text, sourceOf: (start, end) => ({ start: offsets[start] ?? 0, end: (offsets[end - 1] ?? 0) + 1 }) };
}

/** Bodies up to this length, which every real note has, are parsed in one piece. */
const WHOLE = 20_000;
const PIECE = 8_000;

/** A stretch of a body that stands for itself as Markdown. */
interface BodyPiece {
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
