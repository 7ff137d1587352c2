/** Days for which AKS supports a node image. */
export const SUPPORTED_DAYS = 90;

/** From here on it is time to plan the upgrade. */
export const SOON_DAYS = 60;

/** In which part of its time an image is: `over` is past what AKS supports. */
export type AgePart = 'young' | 'soon' | 'over';

/** All parts, in the order of time. */
export const AGE_PARTS: readonly AgePart[] = ['young', 'soon', 'over'];

/** The part of an image that was built so many days ago. */
export function agePartOf(days: number): AgePart {
  if (days >= SUPPORTED_DAYS) return 'over';
  return days >= SOON_DAYS ? 'soon' : 'young';
}
