/** `1 node pool`, `3 node pools`. */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `12,345`. */
export function formatCount(count: number): string {
  return String(Math.trunc(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `a`, `a and b`, `a, b and c`; with a `limit`, `a, b and 7 more` of `total`. */
export function joinWords(words: readonly string[], limit = words.length, total = words.length): string {
  const shown = words.slice(0, limit);
  if (total > shown.length) shown.push(`${formatCount(total - shown.length)} more`);
  const last = shown.pop() ?? '';
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : last;
}

/** The first letter as a capital: a phrase at the beginning of a sentence. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
