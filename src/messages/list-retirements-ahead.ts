import { dayOf, lastDayOf } from '../domain/calendar-date.ts';
import { type Lifecycle, listEnds } from '../domain/lifecycle.ts';
import type { AssessedPool } from '../domain/node-pool-assessment.ts';
import type { NewsRetirement } from '../domain/notification.ts';
import { describeRetirement } from './retirement-news.ts';

/** What ends from today on and has a day, soonest first, Kubernetes minors by support plan, with the pools it concerns. */
export function listRetirementsAhead(
  lifecycle: Lifecycle,
  pools: readonly AssessedPool[],
  now: Date,
): readonly NewsRetirement[] {
  return listEnds(lifecycle, dayOf(now))
    .ahead.filter(({ date }) => date !== null)
    .map(({ plan, quote, ...end }) =>
      describeRetirement({ ...end, ...(plan ? { plan } : {}), quote: quote ?? '', doubt: null }, pools),
    );
}

/** Without the Kubernetes minors that nobody here runs: most of the calendar. */
export function withoutForeignMinors(ends: readonly NewsRetirement[]): readonly NewsRetirement[] {
  return ends.filter(({ subject, pools }) => pools.length > 0 || !subject.startsWith('Kubernetes/'));
}

/** Phases of one end that come on one day are one entry: that it retires, where it does. */
export function mergeSameDays(ends: readonly NewsRetirement[]): readonly NewsRetirement[] {
  const days = Map.groupBy(ends, ({ subject, plan, date }) => `${subject} ${plan ?? ''} ${lastDayOf(date ?? '')}`);
  return [...days.values()].flatMap((ofDay) => ofDay.find(({ phase }) => phase === 'retirement') ?? ofDay[0] ?? []);
}
