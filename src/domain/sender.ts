import type { NotificationContent } from './notification.ts';

/** One message to hand over. */
export interface OutgoingMessage {
  readonly channel: string;
  /** Dedupe key; travels with the message as its metadata. */
  readonly key: string;
  readonly content: NotificationContent;
  /** Plain text only: the second try after the blocks were refused. */
  readonly plainText: boolean;
  /** Post into the thread of this message. */
  readonly threadTs?: string;
}

/** Longest wait that the other side is believed to ask for; more is a mistake, or another clock's word. */
export const LONGEST_RETRY_AFTER_MS = 86_400_000;

/**
 * How an attempt ended.
 * `ambiguous`: it may have been posted (answer lost, 5xx); ask `find` before sending again.
 * `refused`: final for the destination, for its thread alone, for the credential or for this payload.
 */
export type SendOutcome =
  | { readonly kind: 'delivered'; readonly ts: string }
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number }
  | { readonly kind: 'transient'; readonly reason: string }
  | { readonly kind: 'ambiguous'; readonly reason: string }
  | {
      readonly kind: 'refused';
      readonly scope: 'destination' | 'thread' | 'credential' | 'payload';
      readonly reason: string;
    };

/**
 * What a channel's history says about a key. `unknown`: it could not be asked, for now (not reachable) or, where
 * `lasting`, for good (scope missing).
 */
export type FindOutcome =
  | { readonly kind: 'found'; readonly ts: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly reason: string; readonly lasting?: boolean; readonly retryAfterMs?: number };

/** Delivers messages. None of its methods throws for what the other side answers. */
export interface Sender {
  post(message: OutgoingMessage): Promise<SendOutcome>;
  /** Replaces the message `ts` with new content. */
  update(message: OutgoingMessage, ts: string): Promise<SendOutcome>;
  /** Looks for a posted message with this key, no older than `since` (UTC ISO text), in the thread where one is given. */
  find(channel: string, key: string, since: string, threadTs?: string): Promise<FindOutcome>;
}
