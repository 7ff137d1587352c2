import { type CalendarDate, formatDate, lastDayOf } from '../domain/calendar-date.ts';
import type { MovedDate, MovedDates } from '../domain/notification.ts';
import { bold, type Card, link, list, plain } from './card.ts';
import { toLiteral } from './literal.ts';
import { countOf, fitHeadline, joinWords } from './words.ts';

const CLUSTERS_SHOWN = 5;

/** Ends of Kubernetes support that the AKS calendar moved, old and new, with the clusters that live on them. */
export function createMovedDatesCard({ dates }: MovedDates): Card {
  const [first] = dates;
  const more = dates.length > 1 ? ` (+${dates.length - 1} more)` : '';
  const clusters = new Set(dates.flatMap((date) => date.clusters.map(({ id }) => id))).size;
  const point = first
    ? fitHeadline(
        `${sayMove(first)}${more}: ${countOf(clusters, 'cluster')} of yours`,
        `${sayMove(first)}${more}`,
        `AKS moved the end of Kubernetes support${more}`,
      )
    : 'AKS moved the end of Kubernetes support';
  return {
    headline: [plain(point)],
    parts: list(
      dates.map((date) => [bold(sayMove(date)), plain(` · ${sayClusters(date)} · `), link(date.url, 'AKS calendar')]),
    ),
    foot: [[plain('The findings and the calendar follow the new date.')]],
  };
}

/** `Kubernetes 1.34 leaves support later: 30 Nov 2026 → 31 Dec 2026`. Literal. */
function sayMove({ minor, support, from, to }: MovedDate): string {
  const what = support === 'lts' ? 'long-term support' : 'support';
  return `Kubernetes ${toLiteral(minor, 20)} leaves ${what} ${sayShift(from, to)}: ${formatDate(from)} → ${formatDate(to)}`;
}

function sayShift(from: CalendarDate, to: CalendarDate): string {
  return lastDayOf(to) > lastDayOf(from) ? 'later' : 'earlier';
}

function sayClusters({ clusters }: MovedDate): string {
  const names = clusters.slice(0, CLUSTERS_SHOWN).map(({ name }) => toLiteral(name, 80));
  return `concerns ${joinWords(names, CLUSTERS_SHOWN, clusters.length)}`;
}
