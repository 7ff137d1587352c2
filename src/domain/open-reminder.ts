import type { UpgradeReminder } from './notification.ts';

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
