import { formatDate } from '../../../domain/calendar-date.ts';

/** An instant in the reader's own zone, with UTC where a client cannot say it: `<!date^…|17 Jul 2026, 20:00 UTC>`. */
export function slackDate(instant: string): string {
  const seconds = Math.floor(Date.parse(instant) / 1000);
  if (!Number.isFinite(seconds)) return 'at an unknown time';
  return `<!date^${seconds}^{date_short_pretty}, {time}|${formatUtc(seconds)}>`;
}

function formatUtc(seconds: number): string {
  const iso = new Date(seconds * 1000).toISOString();
  return `${formatDate(iso.slice(0, 10))}, ${iso.slice(11, 16)} UTC`;
}
