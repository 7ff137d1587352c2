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
  return rememberIn(new Map(), work);
}

/** The same for each object, for as long as that is in use. */
export function rememberOf<Key extends object, T>(work: (key: Key) => T): (key: Key) => T {
  return rememberIn(new WeakMap(), work);
}

interface Memory<Key, T> {
  get(key: Key): (() => T) | undefined;
  set(key: Key, get: () => T): unknown;
}

function rememberIn<Key, T>(found: Memory<Key, T>, work: (key: Key) => T): (key: Key) => T {
  return (key) => {
    let get = found.get(key);
    if (!get) {
      get = once(() => work(key));
      found.set(key, get);
    }
    return get();
  };
}
