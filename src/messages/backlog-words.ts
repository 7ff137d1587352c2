import { type CalendarDate, formatDate } from '../domain/calendar-date.ts';
import { toLiteral } from '../domain/literal.ts';
import type { ImageAvailability, RegionalArrival, ReminderBacklog, ReminderItem } from '../domain/notification.ts';
import { countOf } from '../domain/text.ts';
import { joinLiteral, joinWords } from './words.ts';

const UPDATES_SHOWN = 4;
const CVES_SHOWN = 6;

/**
 * `The upgrade brings Windows updates KB5063880 and KB5065432, containerd 1.7.20 → 1.7.27 …`; nothing where nothing is
 * known. Literal.
 */
export function describeBacklog({ backlog }: Pick<ReminderItem, 'backlog'>): string {
  if (!backlog) return '';
  const parts = [
    describeUpdates(backlog),
    describeCves(backlog),
    describeRuntime(backlog),
    describeBaseImages(backlog),
  ];
  const words = parts.filter((part) => part !== '');
  if (words.length === 0) return '';
  const unread =
    backlog.unread > 0 ? ` (the notes of ${countOf(backlog.unread, 'image')} between are not read yet)` : '';
  return `The upgrade brings ${joinWords(words)}${unread}.`;
}

/** `In westeurope since 4 Aug 2026 (release tracker, as of …).`, what Azure offers, or that nobody knows. Literal. */
export function describeAvailability(availability: ImageAvailability | null | undefined): string {
  switch (availability?.kind) {
    case 'offered':
      return `Azure offers it to this pool (as of ${formatDate(availability.asOf.slice(0, 10))})${availability.arrival ? `, in ${describeArrival(availability.arrival)}` : ''}.`;
    case 'arrived':
      return `In ${describeArrival(availability)} (${sayTracker(availability.asOf)}).`;
    case 'awaited':
      return `${sayAwaited(availability)} (${sayTracker(availability.asOf)}).`;
    case 'published': {
      const since = availability.publishedOn === null ? '' : ` on ${formatDate(availability.publishedOn)}`;
      return `Published${since}; its region may not have it yet.`;
    }
    default:
      return '';
  }
}

/** `20348.5499.260812 has not reached westeurope yet`. Literal. */
export function sayAwaited({ version, region }: { readonly version: string; readonly region: string }): string {
  return `${toLiteral(version, 60)} has not reached ${toLiteral(region, 60)} yet`;
}

/** `westeurope since 4 Aug 2026`. Literal. */
function describeArrival({ region, since }: RegionalArrival): string {
  return `${toLiteral(region, 60)}${since === null ? '' : ` since ${formatDate(since)}`}`;
}

function sayTracker(asOf: CalendarDate): string {
  return `release tracker, as of ${formatDate(asOf)}`;
}

function describeUpdates({ cumulativeUpdates, securityUpdates }: ReminderBacklog): string {
  const ids = cumulativeUpdates.length > 0 ? cumulativeUpdates : securityUpdates;
  if (ids.length === 0) return '';
  const noun = `Windows ${securityUpdates.length > 0 ? 'security update' : 'update'}${ids.length === 1 ? '' : 's'}`;
  const newestFirst = ids.toReversed().map((id) => toLiteral(id, 20));
  return `${noun} ${joinWords(newestFirst, UPDATES_SHOWN)}`;
}

function describeCves({ cves }: ReminderBacklog): string {
  if (cves.length === 0) return '';
  const names = cves.map((cve) => toLiteral(cve, 30));
  return `fixes of ${joinWords(names, CVES_SHOWN)}`;
}

function describeRuntime({ runtime }: ReminderBacklog): string {
  return runtime ? `${toLiteral(runtime.from, 40)} → ${toLiteral(runtime.to, 40)}` : '';
}

function describeBaseImages({ baseImages }: ReminderBacklog): string {
  if (baseImages.length === 0) return '';
  return `newer base images (${joinLiteral(baseImages, 60, 3)})`;
}
