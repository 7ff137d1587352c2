/** Orders by code unit: the same everywhere, and a collator takes ten times as long for a large fleet. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
