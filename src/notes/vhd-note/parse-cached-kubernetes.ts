/** Bounded throughout, so that a hostile line costs no more than its length. */
const PACKAGE = /\\(win-k8s|private-packages)\\(v\d{1,3}\.\d{1,3}\.\d{1,5}[\w.+-]{0,60}?)(?:-\d{1,3}int)?\.zip$/i;

/** Kubernetes versions that "Cached Files" lists, in its order. */
export interface CachedKubernetes {
  readonly public: readonly string[];
  readonly private: readonly string[];
}

/** Reads the file column, up to the first blank: the table's width differs from file to file. */
export function parseCachedKubernetes(lines: readonly string[]): CachedKubernetes {
  const found = { public: new Set<string>(), private: new Set<string>() };
  for (const line of lines) {
    const match = PACKAGE.exec(line.split(/\s/, 1)[0] ?? '');
    const version = match?.[2];
    if (version) (match[1]?.toLowerCase() === 'win-k8s' ? found.public : found.private).add(version);
  }
  return { public: [...found.public], private: [...found.private] };
}
