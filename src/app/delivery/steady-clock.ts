import { type AppContext, transact } from '../app-context.ts';
import { endPause } from './sending-pause.ts';

const CLOCK = 'clock';
/** A clock that is set right by a time server in passing is not a clock that was set. */
const TOLERATED_MS = 5_000;

/** What the clock said of the start of the machine, and since when it says that. */
interface ClockReading {
  readonly startedAtMs: number;
  /** UTC ISO text. */
  readonly since: string;
}

/** UTC ISO text. Where somebody set the clock, what waits is due now: until when, another clock said. @throws AppError `storage` */
export function findSteadySince(context: AppContext): string {
  const { store, clock, wallClock } = context;
  const now = wallClock.now();
  const startedAtMs = now.getTime() - wallClock.uptimeMs();
  const kept = store.settings.findState<ClockReading>(CLOCK, { startedAtMs: 'number', since: 'instant' });
  if (kept !== null && Math.abs(kept.startedAtMs - startedAtMs) <= TOLERATED_MS) return kept.since;
  const since = now.toISOString();
  transact(context, (writing) => {
    writing.store.settings.saveState(CLOCK, { startedAtMs, since } satisfies ClockReading);
    if (kept === null) return;
    writing.store.outbox.hasten(clock.now().toISOString());
    endPause(writing, 'rate-limited');
  });
  return since;
}
