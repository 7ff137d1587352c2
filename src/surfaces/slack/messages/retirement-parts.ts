import { type CalendarDate, daysBetween } from '../../../domain/calendar-date.ts';
import type { NewsRetirement } from '../../../domain/notification.ts';
import { bold, link, paragraph, plain, quote, richText } from './block-elements.ts';
import { countOf } from './count-words.ts';
import { describeConcerned, describeRetirement } from './describe-retirement.ts';
import { toMrkdwn } from './escape-text.ts';
import type { BlockPart } from './fit-blocks.ts';

/** A retirement as a block: what ends when, whom it concerns, the exact words and where they stand. */
export function partOfRetirement(retirement: NewsRetirement): BlockPart {
  return partWith(retirement, describeRetirement(retirement));
}

/** The same with the days left from `today`. */
export function partOfRetirementAhead(retirement: NewsRetirement, today: CalendarDate): BlockPart {
  return partWith(retirement, `${describeRetirement(retirement)}${describeDaysLeft(retirement, today)}`);
}

/** The same as one line of top-level text, escaped. */
export function lineOfRetirement(retirement: NewsRetirement): string {
  return lineWith(retirement, describeRetirement(retirement));
}

/** The same with the days left from `today`. */
export function lineOfRetirementAhead(retirement: NewsRetirement, today: CalendarDate): string {
  return lineWith(retirement, `${describeRetirement(retirement)}${describeDaysLeft(retirement, today)}`);
}

function partWith(retirement: NewsRetirement, what: string): BlockPart {
  const concerned = describeConcerned(retirement.pools);
  const block = richText(
    paragraph(bold(what), plain(concerned ? ` · ${concerned} · ` : ' · '), link(retirement.url, 'source')),
    ...(retirement.quote.trim() ? [quote(retirement.quote)] : []),
  );
  return { block, things: 1 };
}

function lineWith(retirement: NewsRetirement, what: string): string {
  const concerned = describeConcerned(retirement.pools);
  return toMrkdwn(`• ${what}${concerned ? `; ${concerned}` : ''}`, 600);
}

function describeDaysLeft({ date }: NewsRetirement, today: CalendarDate): string {
  const days = date === null ? -1 : daysBetween(today, date);
  return days < 0 ? '' : ` (${countOf(days, 'day')} left)`;
}
