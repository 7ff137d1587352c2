import { createHash } from 'node:crypto';
import { dayOf } from '../domain/calendar-date.ts';
import { type Cluster, hasLongTermSupport } from '../domain/cluster.ts';
import { minorOf, type SupportDateMove } from '../domain/kubernetes-version.ts';
import type { MovedDate, MovedDates, PlannedNotification } from '../domain/notification.ts';
import type { ChannelScope } from '../routing/channel-scope.ts';

/** One message per channel with clusters on such a minor; nobody hears of a minor that none of theirs runs. */
export function planMovedDates(
  moves: readonly SupportDateMove[],
  scopes: readonly ChannelScope[],
  now: Date,
): readonly PlannedNotification[] {
  return scopes.flatMap((scope): readonly PlannedNotification[] => {
    const { channel, topics } = scope.destination;
    const content = topics.has('kubernetes') ? composeMovedDates(moves, scope) : null;
    if (content === null) return [];
    return [{ channel, dedupeKey: `moved-dates/${dayOf(now)}/${digestOf(moves)}`, dueAt: now.toISOString(), content }];
  });
}

/** What these moves are to one channel; `null` where none of its clusters runs such a minor. */
export function composeMovedDates(
  moves: readonly Omit<SupportDateMove, 'kind'>[],
  { pools }: Pick<ChannelScope, 'pools'>,
): MovedDates | null {
  const clusters = [...new Set(pools.map(({ cluster }) => cluster))];
  const dates = moves.flatMap((move) => describeMove(move, clusters));
  return dates.length > 0 ? { kind: 'moved-dates', dates } : null;
}

/** A cluster lives on the end of its own plan's support; where that is long-term support, the other end is history. */
function describeMove(
  { minor, support, from, to, url }: Omit<SupportDateMove, 'kind'>,
  clusters: readonly Cluster[],
): readonly MovedDate[] {
  const concerned = clusters.filter(
    (cluster) =>
      minorOf(cluster.kubernetesVersion ?? '') === minor && hasLongTermSupport(cluster) === (support === 'lts'),
  );
  return concerned.length > 0
    ? [{ minor, support, from, to, url, clusters: concerned.map(({ id, name }) => ({ id, name })) }]
    : [];
}

function digestOf(moves: readonly SupportDateMove[]): string {
  const identities = moves.map(({ minor, support, from, to }) => `${minor} ${support} ${from} ${to}`);
  return createHash('sha256').update(identities.join('\n')).digest('hex').slice(0, 12);
}
