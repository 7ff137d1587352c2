import { type CalendarDate, daysBetween } from '../domain/calendar-date.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { LifecycleFile } from './lifecycle.ts';

/** Without a newer fact for longer than this, what is built in is no more to be relied on. */
const OLD_AFTER_DAYS = 60;

/** How old the newest word on ends is. */
export interface LifecycleAge {
  /** Day on which the bundled file was checked. */
  readonly checkedOn: CalendarDate;
  /** Day of the newest fact, of the file or of a release note since. */
  readonly newestOn: CalendarDate;
  readonly isOld: boolean;
}

/** The age of the built-in dates, where no release note has said anything about ends since. */
export function findLifecycleAge(
  { retirements }: Catalogue,
  { asOf }: LifecycleFile,
  today: CalendarDate,
): LifecycleAge {
  const stated = retirements.map(({ statedAt }) => statedAt.slice(0, 10));
  const newestOn = [asOf, ...stated].sort().at(-1) ?? asOf;
  return { checkedOn: asOf, newestOn, isOld: daysBetween(newestOn, today) > OLD_AFTER_DAYS };
}
