/** Counts work that is under way, so that stopping can wait for it. */
export interface RunningWork {
  /** Runs `work` and counts it meanwhile. */
  track<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way, or after so many milliseconds; true when all was finished. */
  drain(patienceMs: number): Promise<boolean>;
}

/** A counter of running work. */
export function createRunningWork(): RunningWork {
  const running = new Set<Promise<unknown>>();
  return {
    track: (work) => {
      const promise = work();
      running.add(promise);
      const forget = () => void running.delete(promise);
      promise.then(forget, forget);
      return promise;
    },
    drain: async (patienceMs) => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<false>((resolve) => {
        timer = setTimeout(() => resolve(false), patienceMs);
      });
      const done = Promise.allSettled(running).then(() => true as const);
      const finished = await Promise.race([done, late]);
      clearTimeout(timer);
      return finished;
    },
  };
}
