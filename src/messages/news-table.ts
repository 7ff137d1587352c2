import type { NewsImage, PoolReference } from '../domain/notification.ts';
import type { CardPart, Column } from './card.ts';
import { toLiteral } from './literal.ts';
import { listPoolsBehind, listPoolsWaiting, nameOfPool, sayLag, sayMove, textCell } from './pool-words.ts';

const COLUMNS: readonly Column[] = [{ title: 'Pool' }, { title: 'Has → take' }, { title: 'Behind' }, { title: 'Note' }];

/** The pools that images concern, furthest behind first, then those that wait for their region; nothing without any. */
export function tableOfPools(images: readonly NewsImage[]): readonly CardPart[] {
  const pools = [...listPoolsBehind(images), ...listPoolsWaiting(images)];
  if (pools.length === 0) return [];
  const rows = pools.map((pool) => [
    textCell(nameOfPool(pool)),
    textCell(sayMove(pool.version, targetOf(pool, images))),
    textCell(sayLag(pool) || '-'),
    textCell(sayWhy(pool, images) || '-'),
  ]);
  return [
    {
      kind: 'table',
      title: 'Node pools, furthest behind first',
      columns: COLUMNS,
      rows,
    },
  ];
}

/** What the pool can take by now; rows of earlier versions know only the newest image for it. */
function targetOf(pool: PoolReference, images: readonly NewsImage[]): string | null {
  if (pool.awaitedIn !== undefined) return null;
  return pool.target === undefined ? newestFor(pool, images) : pool.target;
}

/** `20348.5499.260812 is not yet in centralus; the cluster is stopped`: the reminder of that day says the same. */
function sayWhy(pool: PoolReference, images: readonly NewsImage[]): string {
  const newest = newestFor(pool, images);
  const target = targetOf(pool, images);
  const awaited =
    pool.awaitedIn === undefined
      ? newest !== null && target !== null && target !== newest && pool.target !== undefined
        ? [`${toLiteral(newest, 60)} has not reached its region yet`]
        : []
      : [`waits for ${toLiteral(newest ?? 'the image', 60)} to reach ${toLiteral(pool.awaitedIn, 60)}`];
  return [...awaited, ...(pool.isStopped ? ['the cluster is stopped'] : [])].join('; ');
}

function newestFor({ osSku }: PoolReference, images: readonly NewsImage[]): string | null {
  return (
    images.filter((image) => image.osSku === osSku).toSorted((a, b) => b.builtOn.localeCompare(a.builtOn))[0]
      ?.version ?? null
  );
}
