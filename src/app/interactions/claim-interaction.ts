import { DAY_MS, instantAfter } from '../../domain/calendar-date.ts';
import type { AppContext } from '../app-context.ts';

const KEPT_MS = 2 * DAY_MS;

/**
 * True the first time a key is claimed; keys are forgotten after two days, when nobody repeats them any more. What follows
 * from it takes it to the disk: where a power cut takes both, the repetition is welcome.
 */
export function claimInteraction({ store, clock }: AppContext, key: string): boolean {
  const now = clock.now();
  return store.transaction(({ interactions }) => {
    interactions.forgetBefore(instantAfter(now, -KEPT_MS));
    return interactions.claim(key, now.toISOString());
  }, 'with-the-next');
}
