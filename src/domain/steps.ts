/** Work in steps, each saved by itself: at a `yield` others may get their turn. */
export type Steps<T> = Generator<undefined, T, undefined>;

export function batchesOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** All of it in one go, as in a transaction. */
export function atOnce<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** As many as are listed in one step, in some thousandths of a second. */
export const PAGE = 1_000;

/** All IDs of a list that is read some at a time, in its order. */
export function* listInPages(list: (after: string, most: number) => readonly string[]): Steps<readonly string[]> {
  const ids: string[] = [];
  for (let page = list('', PAGE); page.length > 0; page = list(page.at(-1) ?? '', PAGE)) {
    ids.push(...page);
    yield;
  }
  return ids;
}
