/** Worked out when first asked. */
export function once<T>(work: () => T): () => T {
  let known: { readonly result: T } | null = null;
  return () => {
    known ??= { result: work() };
    return known.result;
  };
}

/** The same for each key. */
export function remember<Key, T>(work: (key: Key) => T): (key: Key) => T {
  const found = new Map<Key, () => T>();
  return (key) => {
    let get = found.get(key);
    if (!get) {
      get = once(() => work(key));
      found.set(key, get);
    }
    return get();
  };
}
