const COUNTED = new Set(['text', 'url', 'caption', 'value', 'alt_text', 'fallback']);

/** Characters of everything in blocks that is written or linked, table cells included; counts generously. */
export function countBlockText(node: unknown): number {
  if (Array.isArray(node)) return node.reduce((sum: number, item) => sum + countBlockText(item), 0);
  if (typeof node !== 'object' || node === null) return 0;
  return Object.entries(node).reduce((sum, [key, value]) => {
    if (typeof value === 'string') return sum + (COUNTED.has(key) ? value.length : 0);
    return sum + countBlockText(value);
  }, 0);
}
