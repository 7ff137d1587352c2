import type { CalendarDate } from './calendar-date.ts';
import type { WeekCounts } from './pool-week.ts';

export interface PictureDate {
  readonly on: CalendarDate;
  /** Our own words: `Windows Server 2022 retires`. */
  readonly title: string;
}

/** What the picture of a fleet, or of one channel's part of it, is drawn from. The same data is the same picture. */
export interface FleetPicture {
  readonly drawnOn: CalendarDate;
  /** How the pools stood, oldest week first; weeks without a record are missing. */
  readonly weeks: readonly WeekCounts[];
  /** Soonest first. */
  readonly dates: readonly PictureDate[];
}

/** One week says nothing about a trend; dates ahead are worth a picture by themselves. */
export function isWorthDrawing({ weeks, dates }: FleetPicture): boolean {
  return weeks.length > 1 || dates.length > 0;
}
