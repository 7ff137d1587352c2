import { createHash } from 'node:crypto';
import type { AssessedPool } from '../domain/assessed-pool.ts';
import { dayOf } from '../domain/calendar-date.ts';
import { type Cluster, hasLongTermSupport } from '../domain/cluster.ts';
import { minorOf, type SupportDateMove } from '../domain/kubernetes-version.ts';
import type { MovedDate, PlannedNotification } from '../domain/notification.ts';
import { type Destination, listPoolsOf } from './route-channels.ts';

/** Who may be told, and when. */
export interface MovedDatesInput {
  readonly pools: readonly AssessedPool[];
  readonly destinations: readonly Destination[];
  readonly now: Date;
}

/** One message per channel with clusters on such a minor; nobody hears of a minor that none of theirs runs. */
export function planMovedDates(
  moves: readonly SupportDateMove[],
  { pools, destinations, now }: MovedDatesInput,
): readonly PlannedNotification[] {
  return destinations.flatMap((destination): readonly PlannedNotification[] => {
    if (!destination.topics.has('kubernetes')) return [];
    const clusters = [...new Set(listPoolsOf(destination, pools).map(({ cluster }) => cluster))];
    const dates = moves.flatMap((move) => describeMove(move, clusters));
    if (dates.length === 0) return [];
    const dedupeKey = `moved-dates/${dayOf(now)}/${digestOf(moves)}`;
    const content = { kind: 'moved-dates' as const, dates };
    return [{ channel: destination.channel, dedupeKey, dueAt: now.toISOString(), content }];
  });
}

/** A cluster lives on the end of its own plan's support; where that is long-term support, the other end is history. */
function describeMove({ kind: _kind, ...move }: SupportDateMove, clusters: readonly Cluster[]): readonly MovedDate[] {
  const concerned = clusters.filter(
    (cluster) =>
      minorOf(cluster.kubernetesVersion ?? '') === move.minor &&
      hasLongTermSupport(cluster) === (move.support === 'lts'),
  );
  return concerned.length > 0 ? [{ ...move, clusters: concerned.map(({ id, name }) => ({ id, name })) }] : [];
}

function digestOf(moves: readonly SupportDateMove[]): string {
  const identities = moves.map(({ minor, support, from, to }) => `${minor} ${support} ${from} ${to}`);
  return createHash('sha256').update(identities.join('\n')).digest('hex').slice(0, 12);
}
