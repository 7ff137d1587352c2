import type { OutboxEntry } from '../../domain/notification.ts';
import type { SettingStore } from '../../store/setting-store.ts';
import { findForgottenSince } from './find-forgotten-since.ts';

/**
 * A message whose answer was lost is looked for from long before its first attempt: the clocks of two machines differ,
 * and the key is the only one of its kind however far one looks back.
 */
const CLOCK_SKEW_MS = 2 * 3_600_000;

/** Instant from which on the message may be in the channel already; `null` for one that certainly is not. */
export function findLookSince(settings: SettingStore, entry: OutboxEntry): string | null {
  if (entry.attemptedAt !== null && (entry.ambiguous || entry.state === 'sending')) {
    return new Date(Date.parse(entry.firstAttemptedAt ?? entry.attemptedAt) - CLOCK_SKEW_MS).toISOString();
  }
  return findForgottenSince(settings, entry);
}
