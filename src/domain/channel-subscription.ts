import { formatInstant } from './calendar-date.ts';
import type { Severity } from './finding.ts';
import type { OsSku } from './os-sku.ts';

export const NOTIFICATION_TOPICS = ['images', 'retirements', 'kubernetes', 'reminders'] as const;
export type NotificationTopic = (typeof NOTIFICATION_TOPICS)[number];

/** What one channel wants to hear. Called so because "subscription" alone is Azure's word. */
export interface ChannelSubscription {
  readonly id: number;
  /** Channel ID, never a name. */
  readonly channel: string;
  /** Cluster IDs; with `owners` empty as well it means every cluster. */
  readonly clusterIds: readonly string[];
  /** Owner names: clusters of any of them, besides `clusterIds`. */
  readonly owners: readonly string[];
  /** OS SKUs; empty means every one. */
  readonly osSkus: readonly OsSku[];
  readonly topics: readonly NotificationTopic[];
  readonly minimumSeverity: Severity;
  readonly timeZone: string;
  /** Day of the month of the upgrade reminder, 1–28; `null` follows `REMINDER_SCHEDULE`. */
  readonly reminderDay: number | null;
}

/** A channel that does not take messages at present; it is tried again until it does. */
export interface ChannelRefusal {
  readonly channel: string;
  /** The chat's code (`not_in_channel`, …). */
  readonly reason: string;
  /** Instant of the first refusal since the last message that arrived, UTC ISO text. */
  readonly since: string;
}

/** Hours after which a channel that refuses is tried again. */
export const PROBE_HOURS = 6;

/** What to do so that a channel takes messages again, and when that is tried: `invite the app there; it is tried again …`. */
export function adviseOnRefusal(reason: string): string {
  const remedy = REMEDIES.find(([of]) => of.test(reason))?.[1] ?? 'look at the settings of that channel';
  return `${remedy}; it is tried again every ${PROBE_HOURS} hours`;
}

/** `takes no messages since 4 Aug 2026, 10:00 UTC (not_in_channel): invite the app there; …`. */
export function sayRefusal({ reason, since }: Pick<ChannelRefusal, 'reason' | 'since'>): string {
  return `takes no messages since ${formatInstant(since)} (${reason}): ${adviseOnRefusal(reason)}`;
}

const REMEDIES: readonly (readonly [of: RegExp, remedy: string])[] = [
  [/^(not_in_channel|channel_not_found)$/, 'invite the app there'],
  [/^is_archived$/, 'restore the channel, or name another one'],
  [/^http_/, 'correct WEBHOOK_URL, or what answers there'],
  [/^certificate_/, "renew what WEBHOOK_URL shows, or set NODE_EXTRA_CA_CERTS to your CA's file and start anew"],
];

const CHANNEL_ID = /^[CDG][A-Z0-9]{2,}$/;

/** True for the ID of a channel, `C…` or `G…`, or of a direct message, `D…`; never for a name, which can change hands. */
export function isChannelId(text: string): boolean {
  return CHANNEL_ID.test(text);
}
