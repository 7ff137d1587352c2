import type { NotificationContent, UpgradeReminder } from './notification.ts';

export type OutboxOperation = 'post' | 'update' | 'reply';

export interface PlannedNotification {
  /** Channel ID, or `inbox` for the local inbox. */
  readonly channel: string;
  /** No two messages of a channel ever carry the same key. */
  readonly dedupeKey: string;
  readonly content: NotificationContent;
  /** A new message where absent. */
  readonly operation?: OutboxOperation;
  /** Dedupe key of the message of the same channel that is updated or answered; only with such an operation. */
  readonly parentKey?: string;
}

export type OutboxState = 'pending' | 'sending' | 'retrying' | 'delivered' | 'dead' | 'dropped';

export interface OutboxEntry extends PlannedNotification {
  readonly id: number;
  /** Instant from which it may be sent, UTC ISO text: when it was queued, else when it is tried again. */
  readonly dueAt: string;
  readonly state: OutboxState;
  /** Attempts that failed or are under way; what the chat put off (rate limit, refused token) does not count. */
  readonly attempts: number;
  /** Wall-clock instant the latest attempt began. */
  readonly attemptedAt: string | null;
  /** Wall-clock instant of the first attempt; reconciliation asks the channel's history from here. */
  readonly firstAttemptedAt: string | null;
  /** Wall-clock instant from which "not in the history" means that the message was not posted. */
  readonly settlesAt: string | null;
  /** Looks into the history since the latest attempt. */
  readonly looks: number;
  readonly lastError: string | null;
  /** An attempt's answer was lost: the channel's history is asked before anything is sent again. */
  readonly ambiguous: boolean;
  /** The blocks were refused once: from now on only the text is sent. */
  readonly plainText: boolean;
  /** The chat's ID of the message (`ts`) once delivered. */
  readonly messageTs: string | null;
  readonly createdAt: string;
  readonly deliveredAt: string | null;
  /** What it says cannot be read any more; `content` has its kind alone. */
  readonly isDamaged?: boolean;
}

export interface PostedMessage {
  readonly channel: string;
  /** The chat's ID of it (`ts`); `null` while it was not delivered. */
  readonly ts: string | null;
  readonly key: string;
  readonly content: NotificationContent;
  readonly state: string;
  /** Instant it was delivered, else queued. UTC ISO text. */
  readonly at: string;
}

export interface ToldMessage extends Pick<PostedMessage, 'ts' | 'state' | 'at'> {
  readonly kind: NotificationContent['kind'];
}

/** A monthly card, and what it says by now. */
export interface Reminder {
  readonly id: number;
  readonly channel: string;
  /** Key of its message in the outbox. */
  readonly dedupeKey: string;
  readonly month: string;
  readonly content: UpgradeReminder;
  readonly revision: number;
  readonly openedAt: string;
  /** False once nothing is left to do or the next one took its place: it changes no more. */
  readonly isOpen: boolean;
}
