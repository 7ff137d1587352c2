import { type CalendarDate, lastDayOf } from '../domain/calendar-date.ts';
import type { Lifecycle, LifecyclePhase, OsSkuLifecycle, RetirementPhase } from '../domain/lifecycle.ts';
import { compareTexts } from '../domain/text.ts';

/** Phases after which an OS SKU gets no Windows updates any more. */
const FREEZING: readonly RetirementPhase[] = ['retirement', 'no-new-images', 'image-removal'];

/** The entry of one phase, or `null` when no source speaks of it. */
export function findPhase(entry: OsSkuLifecycle | null, phase: RetirementPhase): LifecyclePhase | null {
  return entry?.phases.find((candidate) => candidate.phase === phase) ?? null;
}

/** True when the date has come; a month takes effect on its last day. A phase without a date never has. */
export function hasTakenEffect(phase: LifecyclePhase | null, today: CalendarDate): boolean {
  return phase !== null && phase.date !== null && lastDayOf(phase.date) <= today;
}

/** A phase of which the day or month is known. */
export type DatedPhase = LifecyclePhase & { readonly date: CalendarDate };

/** The first dated phase that ends Windows updates; `null` when none is announced. */
export function findFreeze(entry: OsSkuLifecycle | null): DatedPhase | null {
  return findFirst((entry?.phases ?? []).filter(({ phase }) => FREEZING.includes(phase)));
}

/** True when the OS SKU gets no more images: its newest image is the last one, and ages. */
export function isFrozen(entry: OsSkuLifecycle | null, today: CalendarDate): boolean {
  return hasTakenEffect(findFreeze(entry), today);
}

/** True when what runs it can neither grow nor be reimaged: its images are removed. */
export function hasNoImages(entry: OsSkuLifecycle | null, today: CalendarDate): boolean {
  return hasTakenEffect(findPhase(entry, 'image-removal'), today);
}

/** The first dated end of a feature whose subject matches; `null` when none is announced. */
export function findFeatureEnd(lifecycle: Lifecycle, subject: RegExp): DatedPhase | null {
  const meant = lifecycle.features.filter((feature) => subject.test(feature.subject));
  return findFirst(meant.flatMap(({ phases }) => phases));
}

function findFirst(phases: readonly LifecyclePhase[]): DatedPhase | null {
  const dated = phases.filter((phase): phase is DatedPhase => phase.date !== null);
  return dated.sort((a, b) => compareTexts(lastDayOf(a.date), lastDayOf(b.date)))[0] ?? null;
}
