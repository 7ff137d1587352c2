/** Worked out when first asked. */
export function once<T>(work: () => T): () => T {
  let known: { readonly result: T } | null = null;
  return () => {
    known ??= { result: work() };
    return known.result;
  };
}

/** The same for each object, for as long as that is in use. */
export function rememberOf<Key extends object, T>(work: (key: Key) => T): (key: Key) => T {
  const found = new WeakMap<Key, T>();
  return (key) => {
    const known = found.get(key) ?? work(key);
    found.set(key, known);
    return known;
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
