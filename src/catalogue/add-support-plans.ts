import { type CalendarDate, daysBetween, lastDayOf } from '../domain/calendar-date.ts';
import type { Retirement } from '../domain/catalogue.ts';
import type { KubernetesVersion, SupportPlan } from '../domain/kubernetes-version.ts';

/**
 * The retirements with the support plan that ends. Notes call the end of community support and that of long-term support
 * alike a deprecation: the end that the calendar has nearest to the stated day, or to the day of the note, is meant.
 */
export function addSupportPlans(
  retirements: readonly Retirement[],
  calendar: readonly KubernetesVersion[],
): readonly Retirement[] {
  return retirements.map((retirement) => {
    const plan = findPlan(retirement, calendar);
    return plan === null ? retirement : { ...retirement, plan };
  });
}

function findPlan({ subject, phase, date, statedAt }: Retirement, calendar: readonly KubernetesVersion[]) {
  const minor = /^Kubernetes\/(.+)$/.exec(subject)?.[1];
  if (minor === undefined) return null;
  if (phase === 'lts-only' || phase === 'platform-support') return 'community';
  const row = calendar.find((version) => version.minor === minor);
  return row ? nearerEnd(row, date === null ? statedAt.slice(0, 10) : lastDayOf(date)) : null;
}

function nearerEnd({ endOfSupportOn, endOfLtsOn }: KubernetesVersion, day: CalendarDate): SupportPlan | null {
  const distance = (end: CalendarDate | null): number =>
    end === null ? Number.POSITIVE_INFINITY : Math.abs(daysBetween(lastDayOf(end), day));
  const [community, lts] = [distance(endOfSupportOn), distance(endOfLtsOn)];
  if (community === lts) return null;
  return community < lts ? 'community' : 'lts';
}
