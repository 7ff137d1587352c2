import type { types } from '@slack/bolt';
import { addDays, formatDate } from '../../../domain/calendar-date.ts';
import type { FleetPicture } from '../../../domain/fleet-picture.ts';
import { countPools, lastWeeksOfMonths, sayShares, type WeekCounts } from '../../../domain/pool-week.ts';
import { context } from './block-elements.ts';
import { countOf, joinWords } from './count-words.ts';
import { toLiteral } from './escape-text.ts';
import type { BlockPart } from './fit-blocks.ts';

const MONTH_DAYS = 28;
const DATES_TOLD = 8;
/** Slack takes 2,000; long descriptions are read to the end by nobody. */
const LONGEST_ALT = 1_500;

/** The picture where it was uploaded, and one line that says what it shows. */
export function partsOfPicture(picture: FleetPicture, file: string | null): BlockPart[] {
  const trend = sayTrend(picture);
  return [
    ...(file === null ? [] : [{ block: imageOf(picture, file), things: 0 }]),
    ...(trend === '' ? [] : [{ block: context(trend), things: 0 }]),
  ];
}

/** `Up to date: 3 of 11 Windows node pools in Aug 2025, 5 of 10 a month ago and 8 of 11 now.`; nothing before two weeks were recorded. */
export function sayTrend({ weeks }: FleetPicture): string {
  const [first] = weeks;
  const latest = weeks.at(-1);
  if (!first || !latest || weeks.length < 2) return '';
  const monthAgo = weeks.findLast(({ weekOn }) => weekOn <= addDays(latest.weekOn, -MONTH_DAYS));
  const said = [
    `${first.current} of ${countOf(countPools(first), 'Windows node pool')} in ${formatDate(first.weekOn.slice(0, 7))}`,
    ...(monthAgo && monthAgo !== first ? [`${sayCurrent(monthAgo)} a month ago`] : []),
    `${sayCurrent(latest)} now`,
  ];
  return `Up to date: ${joinWords(said)}.`;
}

/** The same as the picture, for who cannot see it: how the pools stood month by month, and what ends when. */
function imageOf(picture: FleetPicture, file: string): types.ImageBlock {
  const shares = lastWeeksOfMonths(picture.weeks).map((week) => `${formatDate(week.weekOn)}: ${sayShares(week)}`);
  const ends = picture.dates.slice(0, DATES_TOLD).map(({ on, title }) => `${formatDate(on)} ${title}`);
  const words = [
    ...(shares.length > 0 ? [`Windows node pools by week. ${shares.join('; ')}.`] : []),
    ...(ends.length > 0 ? [`What ends for them: ${ends.join('; ')}.`] : []),
  ].join(' ');
  return { type: 'image', slack_file: { id: file }, alt_text: toLiteral(words, LONGEST_ALT) };
}

function sayCurrent(week: WeekCounts): string {
  return `${week.current} of ${countPools(week)}`;
}
