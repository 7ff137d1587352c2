import { addDays, type CalendarDate, daysBetween, findPatchTuesday } from '../domain/calendar-date.ts';
import type { Catalogue, ImageSilence } from '../domain/catalogue.ts';
import type { OsSku } from '../domain/os-sku.ts';

/** Days between two Patch Tuesdays at most: by then a monthly image is missing. */
const SILENT_DAYS = 35;

/** Days after a Patch Tuesday until which its image is not missed: it is built on the next day and noted within the week. */
const USUAL_DELAY_DAYS = 7;

/** The OS SKUs of which no new image is known though one is due, whichever source could have it. */
export function findImageSilences(
  { images }: Pick<Catalogue, 'images'>,
  supported: readonly OsSku[],
  today: CalendarDate,
): readonly ImageSilence[] {
  const dueSince = findPatchTuesday(addDays(today, -USUAL_DELAY_DAYS));
  return supported.flatMap((osSku) => {
    const newest = images.find((image) => image.osSku === osSku && image.state === 'newest');
    if (!newest || newest.builtOn >= dueSince) return [];
    const isSilent = daysBetween(newest.builtOn, today) > SILENT_DAYS;
    return isSilent ? [{ osSku, version: newest.version, since: newest.builtOn }] : [];
  });
}
