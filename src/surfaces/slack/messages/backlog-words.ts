import { formatDate } from '../../../domain/calendar-date.ts';
import type { ImageAvailability, ReminderBacklog, ReminderItem } from '../../../domain/notification.ts';
import { countOf, joinWords } from './count-words.ts';
import { toLiteral } from './escape-text.ts';

const UPDATES_SHOWN = 4;
const CVES_SHOWN = 6;

/** `The upgrade brings Windows updates KB5063880 and KB5065432, containerd 1.7.20 → 1.7.27 …`; nothing where nothing is known. Literal. */
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

/** `Azure offered the image to this pool on 20 Aug 2026.`, or that nobody asked the region. Literal. */
export function describeAvailability(availability: ImageAvailability | null | undefined): string {
  if (!availability) return '';
  if (availability.kind === 'offered')
    return `Azure offers it to this pool (as of ${formatDate(availability.asOf.slice(0, 10))}).`;
  const since = availability.publishedOn === null ? '' : ` on ${formatDate(availability.publishedOn)}`;
  return `Published${since}; whether the region has it is not known here, the first command tells.`;
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
  return `fixes of ${joinWords(
    cves.map((cve) => toLiteral(cve, 30)),
    CVES_SHOWN,
  )}`;
}

function describeRuntime({ runtime }: ReminderBacklog): string {
  if (!runtime?.to) return '';
  const to = toLiteral(runtime.to, 40);
  return runtime.from ? `${toLiteral(runtime.from, 40)} → ${to}` : to;
}

function describeBaseImages({ baseImages }: ReminderBacklog): string {
  if (baseImages.length === 0) return '';
  return `newer base images (${joinWords(
    baseImages.map((name) => toLiteral(name, 60)),
    3,
  )})`;
}
