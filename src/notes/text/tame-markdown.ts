import type { NoteSource } from './passage.ts';

/** Longest body that is read, in characters; GitHub itself takes no more than 125,000. */
const MAX_BODY = 250_000;
/** What is read as Markdown structure; the longest real note has 82 lines. */
const MAX_LINES = 2500;

/** How many of each character a note may use as Markdown: at least ten times what any real note has. */
const BUDGETS: Readonly<Record<string, number>> = {
  '*': 1000,
  _: 400,
  '`': 1500,
  '(': 1000,
  '[': 1000,
  ']': 1000,
  '>': 200,
  '\\': 1000,
};
/** A bracket that is closed again, and what it leads to as well; others cost the parser the square of their number and more. */
const CLOSED =
  /\[(?:[^[\]\n]|\n(?!\s*\n)){0,1000}\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)|(?!\())/y;
const MAX_OPEN = 8;
/** Spaces and tabs in such numbers are slow, too: the line ends there. */
const GAP = /[ \t]{200}/g;

/** The kind of an alert: "> [!WARNING]". */
const ALERT = /^([ \t]*>[ \t>]*)(\[![A-Z]{1,20}\])(?=[ \t\r]*$)/gm;

/** Blanks whatever exceeds its budget. */
function withinBudgets(body: string): string {
  const used = new Map<string, number>();
  return body.replace(/[*_`([\]>\\]/g, (character, at: number) => {
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

/** "… until March 31,\n2026." is no list that begins with its 2026th item. */
function withoutFalseItems(lines: readonly string[]): string[] {
  let number = 0;
  let isAfterText = false;
  return lines.map((line) => {
    const [, digits] = NUMBERED.exec(line) ?? [];
    const isProse = digits !== undefined && isAfterText && Number(digits) > 1 && Number(digits) !== number + 1;
    isAfterText = line.trim() !== '';
    if (digits !== undefined) number = Number(digits);
    else if (!isAfterText) number = 0;
    return isProse
      ? line.replace(NUMBERED, (marker) => marker.slice(0, -1) + (marker.endsWith('.') ? DOT : ' '))
      : line;
  });
}

/**
 * Makes hostile Markdown cheap for the Markdown parser, which takes quadratic time on thousands of delimiters. What exceeds
 * a bound becomes spaces, so that every offset stays true; real notes pass unchanged.
 */
export function tameMarkdown(body: string): string {
  const lines = withinBudgets(body.slice(0, MAX_BODY)).split('\n');
  const rest = lines.splice(MAX_LINES);
  return [...withoutFalseItems(lines), ...(rest.length > 0 ? [rest.join(' ')] : [])]
    .join('\n')
    .replace(ALERT, (_all, before: string, alert: string) => before + ' '.repeat(alert.length))
    .replace(GAP, (gap) => `${gap.slice(1)}\n`);
}

/** Characters that show as nothing, and further spaces in a run inside a line. */
const ODD = /&nbsp;|[\u00ad\u200b-\u200d\u2060\ufeff]+|(?<=\S[ \u00a0])[ \u00a0]+(?=\S)/g;

/** Takes out what shows as nothing: zero-width characters, soft hyphens, spaces beside spaces. */
export function withoutOddCharacters(body: string): NoteSource {
  const cuts: { readonly at: number; readonly length: number }[] = [];
  const text = body.replace(ODD, (odd, offset: number) => {
    const kept = odd.startsWith('&') ? ' ' : '';
    cuts.push({ at: offset + kept.length, length: odd.length - kept.length });
    return kept;
  });
  if (cuts.length === 0) return { text, quote: (start, end) => text.slice(start, end).trim() };
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
  return { text, quote: (start, end) => body.slice(offsets[start], (offsets[end - 1] ?? 0) + 1).trim() };
}
