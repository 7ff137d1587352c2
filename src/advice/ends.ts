import { type CalendarDate, lastDayOf } from '../domain/calendar-date.ts';
import type { Lifecycle, LifecyclePhase, OsSkuLifecycle, RetirementPhase } from '../domain/lifecycle.ts';
import { compareTexts } from '../domain/text.ts';

/** Phases after which an OS SKU gets no Windows updates any more. */
const FREEZING: readonly RetirementPhase[] = ['retirement', 'no-new-images', 'image-removal'];

export function findPhase(entry: OsSkuLifecycle | null, phase: RetirementPhase): LifecyclePhase | null {
  return entry?.phases.find((candidate) => candidate.phase === phase) ?? null;
}

/** True when the date has come; a month takes effect on its last day. A phase without a date never has. */
export function hasTakenEffect(phase: LifecyclePhase, today: CalendarDate): boolean {
  return phase.date !== null && lastDayOf(phase.date) <= today;
}

/** The first dated phase that ends Windows updates; `null` when none is announced. */
export function findFreeze(entry: OsSkuLifecycle | null): LifecyclePhase | null {
  const dated = (entry?.phases ?? []).filter(({ phase, date }) => FREEZING.includes(phase) && date !== null);
  return dated.sort((a, b) => compareTexts(lastDayOf(a.date ?? ''), lastDayOf(b.date ?? '')))[0] ?? null;
}

export function isFrozen(entry: OsSkuLifecycle | null, today: CalendarDate): boolean {
  const freeze = findFreeze(entry);
  return freeze !== null && hasTakenEffect(freeze, today);
}

export function findFeatureEnd(lifecycle: Lifecycle, subject: RegExp): LifecyclePhase | null {
  const dated = lifecycle.features
    .filter((feature) => subject.test(feature.subject))
    .flatMap((feature) => feature.phases)
    .filter((phase) => phase.date !== null);
  return dated.sort((a, b) => compareTexts(lastDayOf(a.date ?? ''), lastDayOf(b.date ?? '')))[0] ?? null;
}
