import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What to look at, and how often. */
export interface WatchOptions {
  readonly paths: readonly string[];
  readonly everyMs: number;
  /** Asked when a file says something else than at the start; `true` ends the watch, `false` looks on. */
  readonly isTaken: () => boolean;
}

/** A watch under way. */
export interface FileWatch {
  /** Resolves when a change was taken; never, where none is. */
  readonly changed: Promise<void>;
  stop(): void;
}

/** Looks at files by what is in them: Kubernetes swaps the folder around a Secret, which no event of a file tells. */
export function watchFiles({ paths, everyMs, isTaken }: WatchOptions): FileWatch {
  let known = hashFiles(paths);
  let timer: NodeJS.Timeout | undefined;
  const changed = new Promise<void>((resolve) => {
    if (paths.length === 0) return;
    timer = setInterval(() => {
      const found = hashFiles(paths);
      if (found === known) return;
      known = found;
      if (!isTaken()) return;
      clearInterval(timer);
      resolve();
    }, everyMs);
  });
  return { changed, stop: () => clearInterval(timer) };
}

function hashFiles(paths: readonly string[]): string {
  return paths.map(hashFile).join();
}

function hashFile(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return 'unreadable';
  }
}
