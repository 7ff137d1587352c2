import type { OutboxEntry } from '../../domain/notification.ts';
import type { SettingStore } from '../../store/setting-store.ts';
import { CLOCK_SKEW_MS, findForgottenSince } from './find-forgotten-since.ts';

/**
 * Instant from which on the message may be in the channel already; `null` for one that certainly is not. Long before its
 * first attempt: the key is the only one of its kind however far one looks back.
 */
export function findLookSince(settings: Pick<SettingStore, 'find'>, entry: OutboxEntry): string | null {
  if (entry.attemptedAt !== null && (entry.ambiguous || entry.state === 'sending')) {
    return new Date(Date.parse(entry.firstAttemptedAt ?? entry.attemptedAt) - CLOCK_SKEW_MS).toISOString();
  }
  return findForgottenSince(settings, entry);
}
