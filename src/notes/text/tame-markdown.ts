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
  '*': 2000,
  _: 1000,
  '`': 1500,
  '[': 1200,
  ']': 2400,
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

function blank(text: string): string {
  return ' '.repeat(text.length);
}

/** Blanks whatever exceeds its budget. */
function withinBudgets(body: string): string {
  const used = new Map<string, number>();
  return body.replace(/[*_`[\]!<>|~#\\&]/g, (character) => {
    const count = (used.get(character) ?? 0) + 1;
    used.set(character, count);
    return count <= (BUDGETS[character] ?? 0) ? character : ' ';
  });
}

/** Blanks quote and list markers that nest deeper, or are more, than in any real note. */
function tameLines(body: string): string {
  let items = 0;
  let rules = 0;
  const tame = (line: string): string => {
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
  return tameLines(withinBudgets(body.slice(0, MAX_BODY)).replace(ENDLESS, blank));
}
