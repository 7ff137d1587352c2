import type { NotificationContent, UpgradeReminder } from './notification.ts';

/** A notification as it stands in a channel. */
export interface PostedMessage {
  /** Its number in the outbox. */
  readonly id: number;
  readonly channel: string;
  /** The chat's ID of it (`ts`); `null` while it was not delivered. */
  readonly ts: string | null;
  readonly key: string;
  readonly content: NotificationContent;
  readonly state: string;
  /** Instant it was delivered, else queued. UTC ISO text. */
  readonly at: string;
}

/** A monthly reminder as it stands in its channel. */
export interface OpenReminder {
  readonly id: number;
  readonly channel: string;
  /** Key of its message in the outbox. */
  readonly dedupeKey: string;
  readonly month: string;
  readonly content: UpgradeReminder;
  /** How often it was updated. */
  readonly revision: number;
  readonly openedAt: string;
}

/** A reminder as it stands, or stood when it was closed. */
export interface KnownReminder extends OpenReminder {
  readonly isOpen: boolean;
}
