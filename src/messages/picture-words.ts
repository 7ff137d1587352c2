import { addDays, formatDate } from '../domain/calendar-date.ts';
import type { NotificationContent } from '../domain/notification.ts';
import type { FleetPicture } from '../domain/pool-week.ts';
import { countWeek, lastWeeksOfMonths, sayShares, type WeekCounts } from '../domain/pool-week.ts';
import { countOf, digestOf } from '../domain/text.ts';
import { type CardPart, note, plain } from './card.ts';
import { joinWords } from './words.ts';

const MONTH_DAYS = 28;

/** The picture that a message carries; `null` for one without. */
export function pictureOf(content: NotificationContent): FleetPicture | null {
  return content.kind === 'upgrade-reminder' ? (content.picture ?? null) : null;
}

/** 32 upper-case hexadecimal characters: the same for the same picture, whoever gets it. */
export function digestOfPicture({ drawnOn, weeks }: FleetPicture): string {
  return digestOf(JSON.stringify([drawnOn, weeks]), 32).toUpperCase();
}

/** The picture, and one line that says what it shows; where pools moved on since, that it is of before. */
export function partsOfPicture(picture: FleetPicture, isOvertaken: boolean): readonly CardPart[] {
  const trend = sayTrend(picture, isOvertaken ? 'when this was posted' : 'now');
  return [{ kind: 'picture', alt: describePicture(picture) }, ...(trend === '' ? [] : [note(plain(trend))])];
}

/** `Up to date: 3 of 11 Windows node pools in Aug 2025, 5 of 10 a month ago and 8 of 11 now.`; nothing before two weeks were recorded. */
function sayTrend({ weeks }: FleetPicture, last: string): string {
  const [first] = weeks;
  const latest = weeks.at(-1);
  if (!first || !latest || weeks.length < 2) return '';
  const monthAgo = weeks.findLast(({ weekOn }) => weekOn <= addDays(latest.weekOn, -MONTH_DAYS));
  const points = [
    `${first.current} of ${countOf(countWeek(first), 'Windows node pool')} in ${formatDate(first.weekOn.slice(0, 7))}`,
    ...(monthAgo && monthAgo !== first ? [`${sayCurrent(monthAgo)} a month ago`] : []),
    `${sayCurrent(latest)} ${last}`,
  ];
  return `Up to date: ${joinWords(points)}.`;
}

/** The same as the picture, for who cannot see it: how the pools stood month by month. */
function describePicture({ weeks }: FleetPicture): string {
  const shares = lastWeeksOfMonths(weeks).map((week) => `${formatDate(week.weekOn)}: ${sayShares(week)}`);
  return `Windows node pools by week. ${shares.join('; ')}.`;
}

function sayCurrent(week: WeekCounts): string {
  return `${week.current} of ${countWeek(week)}`;
}
