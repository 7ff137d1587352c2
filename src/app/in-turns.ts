import { setImmediate } from 'node:timers/promises';
import type { Steps } from '../domain/steps.ts';

/** Others wait for their turn no longer than this and a step. */
const TURN_MS = 10;

export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  let since = performance.now();
  let step = steps.next();
  while (!step.done) {
    if (performance.now() - since >= TURN_MS) {
      await setImmediate();
      since = performance.now();
    }
    step = steps.next();
  }
  return step.value;
}
