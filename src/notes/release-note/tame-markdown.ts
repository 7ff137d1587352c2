/** Longest body that is read; GitHub itself refuses longer ones (125,000 characters). */
const MAX_BODY = 250_000;
const MAX_MARKERS_IN_A_ROW = 12;
const MAX_NESTING = 10;
const MAX_INDENT = 24;

/** Replaces characters that would only cost time by as many spaces, so that offsets stay true. */
function blank(text: string): string {
  return ' '.repeat(text.length);
}

/** Blanks quote and list markers beyond the nesting any real note has. */
function tameLine(line: string): string {
  const prefix = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*/.exec(line)?.[0] ?? '';
  if (prefix.length <= MAX_INDENT) return line;
  let markers = 0;
  const tamed = prefix.replace(/>|[-+*]|\d{1,9}[.)]/g, (marker: string, offset: number) => {
    markers += 1;
    return markers > MAX_NESTING || offset > MAX_INDENT ? blank(marker) : marker;
  });
  return tamed + line.slice(prefix.length);
}

/**
 * Makes hostile Markdown cheap for the Markdown parser, which takes quadratic time (or overflows its stack) on deep
 * nesting and on endless runs of delimiters. Real notes pass unchanged. The length never changes.
 */
export function tameMarkdown(body: string): string {
  const runs = new RegExp(`([*_~\`<>!\\[\\]()|#=+-])\\1{${MAX_MARKERS_IN_A_ROW},}`, 'g');
  return body
    .slice(0, MAX_BODY)
    .replace(runs, (run: string) => (/^[-=]/.test(run) ? run : blank(run)))
    .split('\n')
    .map(tameLine)
    .join('\n');
}
