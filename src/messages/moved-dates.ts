import { dayOf, formatEnd, lastDayOf } from '../domain/calendar-date.ts';
import { type Cluster, hasLongTermSupport, titleOf } from '../domain/cluster.ts';
import { minorOf, type SupportDateMove } from '../domain/kubernetes-version.ts';
import { toLiteral } from '../domain/literal.ts';
import type { MovedDate, MovedDates } from '../domain/notification.ts';
import type { PlannedNotification } from '../domain/outbox-entry.ts';
import { countOf, digestOf } from '../domain/text.ts';
import type { ChannelScope } from '../routing/route-channels.ts';
import { bold, type Card, link, list, plain } from './card.ts';
import { fitHeadline, joinLiteral } from './words.ts';

/** One message per channel with clusters on such a minor; nobody hears of a minor that none of theirs runs. */
export function planMovedDates(
  moves: readonly SupportDateMove[],
  scopes: readonly ChannelScope[],
  now: Date,
): readonly PlannedNotification[] {
  const identities = moves.map(({ minor, support, from, to }) => `${minor} ${support} ${from} ${to}`);
  return scopes.flatMap((scope): readonly PlannedNotification[] => {
    const { channel, topics } = scope.destination;
    const content = topics.has('kubernetes') ? composeMovedDates(moves, scope) : null;
    if (content === null) return [];
    return [{ channel, dedupeKey: `moved-dates/${dayOf(now)}/${digestOf(identities.join('\n'), 12)}`, content }];
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
    (cluster) => minorOf(cluster.kubernetesVersion) === minor && hasLongTermSupport(cluster) === (support === 'lts'),
  );
  return concerned.length > 0
    ? [{ minor, support, from, to, url, clusters: concerned.map((one) => ({ id: one.id, name: titleOf(one) })) }]
    : [];
}

const CLUSTERS_SHOWN = 5;

/** Ends of Kubernetes support that the AKS calendar moved, old and new, with the clusters that live on them. */
export function createMovedDatesCard({ dates }: MovedDates): Card {
  const [first] = dates;
  const more = dates.length > 1 ? ` (+${dates.length - 1} more)` : '';
  const clusters = new Set(dates.flatMap((date) => date.clusters.map(({ id }) => id))).size;
  const point = first
    ? fitHeadline(
        `${sayMove(first)}${more}: ${countOf(clusters, 'cluster')} here`,
        `${sayMove(first)}${more}`,
        `AKS moved the end of Kubernetes support${more}`,
      )
    : 'AKS moved the end of Kubernetes support';
  return {
    headline: [plain(point)],
    parts: list(
      dates.map((date) => {
        // The first line says it of one.
        const isSaid = dates.length === 1 && point.includes(sayMove(date));
        const move = isSaid ? [plain('Concerns ')] : [bold(sayMove(date)), plain(' · concerns ')];
        const names = date.clusters.map(({ name }) => name);
        return [...move, plain(`${joinLiteral(names, 80, CLUSTERS_SHOWN)} · `), link(date.url, 'AKS calendar')];
      }),
    ),
    foot: [[plain(sayWhatFollows(dates))]],
  };
}

function sayWhatFollows(dates: readonly MovedDate[]): string {
  const isEarlier = dates.some(({ from, to }) => lastDayOf(to) < lastDayOf(from));
  const act = isEarlier ? 'Upgrade before the earlier day' : 'There is more time';
  return `${act}: findings, reminders and calendar follow the new date.`;
}

/** `Kubernetes 1.34 leaves support later: 30 Nov 2026 → 31 Dec 2026`. Literal. */
function sayMove({ minor, support, from, to }: MovedDate): string {
  const what = support === 'lts' ? 'long-term support' : 'support';
  const shift = lastDayOf(to) > lastDayOf(from) ? 'later' : 'earlier';
  return `Kubernetes ${toLiteral(minor, 20)} leaves ${what} ${shift}: ${formatEnd(from)} → ${formatEnd(to)}`;
}
