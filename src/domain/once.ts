/** Worked out when first asked. */
export function once<T>(work: () => T): () => T {
  let known: { readonly result: T } | null = null;
  return () => {
    known ??= { result: work() };
    return known.result;
  };
}
