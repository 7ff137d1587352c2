import { type Mention, minorOf } from './mention.ts';

/** "Anything older than 1.13": the minors below it that the passage or its links name, else the one just below. */
export function minorsBelow(mention: Mention, known: readonly number[]): string[] {
  const bound = Number(minorOf(mention)?.split('.')[1]);
  const below = known.filter((minor) => minor < bound);
  return (below.length > 0 ? below : [bound - 1]).map((minor) => `Kubernetes/1.${minor}`);
}
