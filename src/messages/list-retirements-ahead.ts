import type { AssessedPool } from '../domain/assessed-pool.ts';
import { dayOf, lastDayOf } from '../domain/calendar-date.ts';
import type { Lifecycle, LifecyclePhase } from '../domain/lifecycle.ts';
import type { NewsRetirement } from '../domain/notification.ts';
import { describeRetirement } from './retirement-news.ts';

/** What ends on Windows from today on, soonest first, by the newest word of notes and lifecycle file. */
export function listRetirementsAhead(
  lifecycle: Lifecycle,
  pools: readonly AssessedPool[],
  now: Date,
): readonly NewsRetirement[] {
  const today = dayOf(now);
  const ends = [
    ...lifecycle.osSkus.map(({ osSku, phases }) => ({ subject: osSku, phases })),
    ...lifecycle.features.map(({ subject, phases }) => ({ subject, phases })),
  ];
  return ends
    .flatMap(({ subject, phases }) => phases.map((phase) => toNews(subject, phase, pools)))
    .filter(({ date }) => date !== null && lastDayOf(date) >= today)
    .sort((a, b) => lastDayOf(a.date ?? '').localeCompare(lastDayOf(b.date ?? '')));
}

/** Phases of one end that come on one day are one entry: that it retires, where it does. */
export function mergeSameDays(ends: readonly NewsRetirement[]): readonly NewsRetirement[] {
  const days = Map.groupBy(ends, ({ subject, date }) => `${subject} ${lastDayOf(date ?? '')}`);
  return [...days.values()].flatMap((ofDay) => ofDay.find(({ phase }) => phase === 'retirement') ?? ofDay[0] ?? []);
}

function toNews(subject: string, phase: LifecyclePhase, pools: readonly AssessedPool[]): NewsRetirement {
  return describeRetirement({ ...phase, subject, quote: phase.quote ?? '', doubt: null }, pools);
}
