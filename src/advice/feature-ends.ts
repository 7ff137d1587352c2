import { lastDayOf } from '../domain/calendar-date.ts';
import type { Lifecycle, LifecyclePhase } from '../domain/lifecycle.ts';

/** The first dated end of a feature whose subject matches; `null` when none is announced. */
export function findFeatureEnd(lifecycle: Lifecycle, subject: RegExp): LifecyclePhase | null {
  const dated = lifecycle.features
    .filter((feature) => subject.test(feature.subject))
    .flatMap((feature) => feature.phases)
    .filter((phase) => phase.date !== null);
  return dated.sort((a, b) => lastDayOf(a.date ?? '').localeCompare(lastDayOf(b.date ?? '')))[0] ?? null;
}
