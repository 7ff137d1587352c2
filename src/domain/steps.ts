/** Work in steps, each saved by itself: at a `yield` others may get their turn. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** All of it in one go, as in a transaction. */
export function atOnce<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
