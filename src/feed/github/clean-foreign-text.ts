const SECRET = /\b(?:gh[a-z]_|github_pat_|xox[a-z]-|xapp-)[\w-]+|\b(?:bearer|token)\s+\S{8,}/gi;

/** Text of another server made fit to print: one line, at most `limit` characters, nothing in it that looks like a credential. */
export function cleanForeignText(text: string, limit = 120): string {
  // Cut before the patterns run: the text may be megabytes.
  const line = text
    .slice(0, limit * 10)
    .replace(/[\s\p{C}]+/gu, ' ')
    .replace(SECRET, '[removed]')
    .trim();
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}
