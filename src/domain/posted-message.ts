import type { NotificationContent } from './notification.ts';

/** A notification as it stands in a channel. */
export interface PostedMessage {
  /** Its number in the outbox. */
  readonly id: number;
  readonly channel: string;
  /** Slack `ts`; `null` while it was not delivered. */
  readonly ts: string | null;
  readonly key: string;
  readonly content: NotificationContent;
  readonly state: string;
  /** Instant it was delivered, else queued. UTC ISO text. */
  readonly at: string;
}
