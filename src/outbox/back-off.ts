const FIRST_DELAY_MS = 2_000;
/** No wait between two attempts is longer. */
export const LONGEST_BACK_OFF_MS = 15 * 60_000;

/** Three days of quarter hours: after that the news is stale, and the operators hear of it. */
export const MAX_ATTEMPTS = 300;

/**
 * How long to wait after so many failures, in milliseconds: doubling up to a quarter of an hour, the second half of it
 * by chance. @param random a number in [0, 1)
 */
export function backOff(failures: number, random: number): number {
  const full = Math.min(LONGEST_BACK_OFF_MS, FIRST_DELAY_MS * 2 ** Math.min(failures, 20));
  return Math.round(full / 2 + (full / 2) * random);
}
