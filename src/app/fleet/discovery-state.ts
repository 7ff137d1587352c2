import { formatInstant } from '../../domain/calendar-date.ts';
import { countOf } from '../../domain/text.ts';
import type { AppContext, WritingContext } from '../app-context.ts';

/** How discovery from Azure has been going. Instants are UTC ISO text. */
interface DiscoveryState {
  readonly lastAttemptAt: string;
  /** The fleet is as of then; `null` when no discovery ever succeeded. */
  readonly lastSuccessAt: string | null;
  /** Why the latest one failed, with what to do; `null` when it succeeded. */
  readonly lastError: string | null;
  readonly failures: number;
  /** What the latest successful one could not learn, in sentences. */
  readonly problems: readonly string[];
}

const STATE = 'discovery';

/** How discovery has been going; `null` before the first one. */
export function findDiscoveryState({ store }: AppContext): DiscoveryState | null {
  return store.settings.findState<DiscoveryState>(STATE, {
    lastAttemptAt: 'instant',
    lastSuccessAt: 'instant or null',
    problems: 'list',
  });
}

/** That it fails, since when and why; `null` where the latest one succeeded. */
export function sayDiscoveryFailure(state: DiscoveryState): string | null {
  const { lastError, lastSuccessAt, failures } = state;
  if (lastError === null) return null;
  const how =
    lastSuccessAt === null
      ? 'never succeeded'
      : `failed ${countOf(failures, 'time')} since ${formatInstant(lastSuccessAt)}`;
  return `discovery from Azure ${how}: ${lastError}`;
}

export function saveDiscoveryState({ store }: WritingContext, state: DiscoveryState): void {
  store.settings.saveState(STATE, state);
}
