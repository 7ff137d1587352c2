import { setImmediate } from 'node:timers/promises';
import type { Steps } from '../domain/steps.ts';

/** Does the work, and lets others work between its steps. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  let step = steps.next();
  while (!step.done) {
    await setImmediate();
    step = steps.next();
  }
  return step.value;
}
