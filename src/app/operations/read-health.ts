import type { AppContext } from '../app-context.ts';

/** Whether vhdwatch does its work. */
export interface Health {
  /** Why it does not; empty while it does. */
  readonly problems: readonly string[];
  /** What somebody should look at, although the work goes on. */
  readonly warnings: readonly string[];
}

/** This many failed polls in a row are more than a hiccup of the other side. */
const FAILURES_TOLERATED = 3;

/** Looks at the database, at how polling goes and at what could not be delivered. @throws AppError `storage` */
export function readHealth({ store, sources }: AppContext): Health {
  const problems: string[] = [];
  const warnings: string[] = [];
  for (const [index, { name }] of sources.entries()) {
    const state = store.sources.find(name);
    const reason = state?.lastError ? `: ${state.lastError}` : '';
    if (!state?.lastSuccessAt) {
      // News comes from the first source; without the others it is only poorer.
      (index === 0 ? problems : warnings).push(`${name} was not polled successfully yet${reason}`);
    } else if (state.failures >= FAILURES_TOLERATED) {
      // No reason to be cut off from requests: what is known still answers slash commands.
      warnings.push(`${name} failed ${state.failures} times in a row, last success ${state.lastSuccessAt}${reason}`);
    }
  }
  const { dead } = store.outbox.countByState();
  if (dead > 0) warnings.push(`${dead} notification(s) were given up: "vhdwatch outbox list" says why`);
  return { problems, warnings };
}
