/** Resolves after so many milliseconds of real time; replaced in tests. */
export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
