import { type CalendarDate, lastDayOf } from '../domain/calendar-date.ts';
import type { KubernetesVersion, SupportDateMove } from '../domain/kubernetes-version.ts';

/** Ends of support that the calendar moved, oldest minor first. A first date is no move, nor is a month that became its last day. */
export function diffKubernetesCalendars(
  before: readonly KubernetesVersion[],
  after: readonly KubernetesVersion[],
): readonly SupportDateMove[] {
  const earlier = new Map(before.map((version) => [version.minor, version]));
  return after.flatMap(({ minor, endOfSupportOn, endOfLtsOn, sourceUrl: url }) => {
    const was = earlier.get(minor);
    const move = (support: SupportDateMove['support'], from: CalendarDate | null, to: CalendarDate | null) =>
      from === null || to === null || lastDayOf(from) === lastDayOf(to)
        ? []
        : [{ kind: 'support-date-moved' as const, minor, support, from, to, url }];
    return was
      ? [...move('community', was.endOfSupportOn, endOfSupportOn), ...move('lts', was.endOfLtsOn, endOfLtsOn)]
      : [];
  });
}
