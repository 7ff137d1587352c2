const MOST_ENTRIES = 10_000;

/** Remembers what `fetch` found for so long; a failure is not remembered, and two askers at once share one call. */
export function createTimedCache<T>(
  now: () => number,
  keptMs: number,
  fetch: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const kept = new Map<string, { readonly value: Promise<T>; readonly until: number }>();
  return (key) => {
    const known = kept.get(key);
    if (known && known.until > now()) return known.value;
    if (kept.size >= MOST_ENTRIES) kept.clear();
    const value = fetch(key);
    kept.set(key, { value, until: now() + keptMs });
    value.catch(() => kept.delete(key));
    return value;
  };
}
