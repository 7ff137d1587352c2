import { SETTLE_MS } from '../../delivery/attempts.ts';
import { DAY_MS, instantAfter } from '../../domain/calendar-date.ts';
import type { OutboxEntry } from '../../domain/outbox-entry.ts';
import { RESTORED, type Restored } from '../../store/sending-mark.ts';
import type { SettingStore } from '../../store/setting-store.ts';
import { isStoredInstant } from '../../store/stored-json.ts';

/** `null` for one that certainly is not there. Long before its first attempt: the key is the only one of its kind. */
export function findReconcileSince(settings: Pick<SettingStore, 'findState'>, entry: OutboxEntry): string | null {
  if (entry.attemptedAt !== null && (entry.ambiguous || entry.state === 'sending')) {
    return instantAfter(entry.firstAttemptedAt ?? entry.attemptedAt, -CLOCK_SKEW_MS);
  }
  return findLostSinceRestore(settings, entry);
}

/**
 * From when on the history is to be believed about a message that this database never tried to send: what another
 * process sent before the restore has arrived by then. As the row has it, where it was looked for already.
 */
export function findSettlesAt(settings: Pick<SettingStore, 'findState'>, entry: OutboxEntry): string | null {
  const { settlesAt, attemptedAt } = entry;
  if (settlesAt !== null || attemptedAt !== null) return settlesAt;
  const restored = findRestored(settings);
  return restored ? instantAfter(restored.at, SETTLE_MS) : null;
}

/** The same with a clock that was set at an instant: what passed before that, nobody knows. */
export function settleSince(settlesAt: string | null, steadySince: string): string | null {
  const steadyAt = instantAfter(steadySince, SETTLE_MS);
  return settlesAt !== null && settlesAt < steadyAt ? steadyAt : settlesAt;
}

/** A message is looked for so far back before it is sent again: the clock may have been wrong by more than two machines'. */
export function lookFurtherBack(since: string): string {
  return instantAfter(since, -LONGEST_BACK_MS);
}

/** Whatever a restored database plans again, it plans in the first day. */
const WATCHFUL_MS = DAY_MS;
/** The clocks of two machines differ: a message is looked for from so long before it can have been sent. */
const CLOCK_SKEW_MS = 2 * 3_600_000;
/** How far back to look where the backup does not say when it was last at work. */
const LONGEST_BACK_MS = 30 * DAY_MS;

/**
 * A database that was restored from a backup has forgotten what was sent since: for a day, everything it is about to
 * send is looked for first, from the instant of the backup on. `null` when there is nothing to look for.
 */
function findLostSinceRestore(settings: Pick<SettingStore, 'findState'>, { createdAt }: OutboxEntry): string | null {
  const restored = findRestored(settings);
  if (!restored) return null;
  const { from, at } = restored;
  if (Date.parse(createdAt) > Date.parse(at) + WATCHFUL_MS) return null;
  // What an earlier version kept may lie ahead, by a clock that was wrong.
  return from !== '' && from <= at ? instantAfter(from, -CLOCK_SKEW_MS) : instantAfter(at, -LONGEST_BACK_MS);
}

function findRestored(settings: Pick<SettingStore, 'findState'>): Restored | null {
  const restored = settings.findState<Restored>(RESTORED, { from: 'text', at: 'instant' });
  return restored && { ...restored, from: isStoredInstant(restored.from) ? restored.from : '' };
}
