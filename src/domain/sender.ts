import { NOTIFICATION_KINDS, type NotificationContent } from './notification.ts';

export interface OutgoingMessage {
  readonly channel: string;
  /** Dedupe key; travels with the message as its metadata. */
  readonly key: string;
  readonly content: NotificationContent;
  /** The content with every pool and what to run for it, made when it is asked for; absent where that is all. */
  readonly whole?: () => NotificationContent;
  /** Plain text only: the second try after the blocks were refused. */
  readonly plainText: boolean;
  /** Post into the thread of this message. */
  readonly threadTs?: string;
  /** Called right before each request that may post it, after every wait; what it throws stops the message there. */
  readonly beforeRequest?: () => void;
}

/** Longest wait that the other side is believed to ask for; more is a mistake, or another clock's word. */
export const LONGEST_RETRY_AFTER_MS = 86_400_000;

/** The wait that is kept where the other side asks for so many milliseconds. */
export function boundRetryAfter(askedMs: number): number {
  return Math.min(Math.max(askedMs, 1000), LONGEST_RETRY_AFTER_MS);
}

/**
 * How an attempt ended.
 * `rate-limited`: put off, this way out (`destination`) or whatever is sent; no trial that counts.
 * `ambiguous`: it may have been posted (answer lost, 5xx); ask `find` before sending again.
 * `refused`: final for the destination, for its thread alone, for the credential or for this payload.
 */
export type SendOutcome =
  | { readonly kind: 'delivered'; readonly ts: string }
  | { readonly kind: 'rate-limited'; readonly scope?: 'destination'; readonly retryAfterMs: number }
  | { readonly kind: 'transient'; readonly reason: string }
  | { readonly kind: 'ambiguous'; readonly reason: string }
  | {
      readonly kind: 'refused';
      readonly scope: 'destination' | 'thread' | 'credential' | 'payload';
      readonly reason: string;
    };

/** `absent` may only be late, unless `isCertain`. `unknown`: it could not be asked; where `lasting`, for good (scope missing). */
export type FindOutcome =
  | { readonly kind: 'found'; readonly ts: string }
  | { readonly kind: 'absent'; readonly isCertain?: boolean }
  | { readonly kind: 'unknown'; readonly reason: string; readonly lasting?: boolean; readonly retryAfterMs?: number };

/** Delivers messages. None of its methods throws for what the other side answers; `beforeRequest` may. */
export interface Sender {
  post(message: OutgoingMessage): Promise<SendOutcome>;
  update(message: OutgoingMessage, ts: string): Promise<SendOutcome>;
  /** Looks for a posted message with this key, no older than `since` (UTC ISO text), in the thread where one is given. */
  find(channel: string, key: string, since: string, threadTs?: string): Promise<FindOutcome>;
}

/** The open connection by which a chat hands on what people do there. */
export interface ChatSocket {
  isOpen(): boolean;
  /** What it means that it is closed: `the socket is closed: commands and buttons wait`. */
  readonly whileClosed: string;
  /** What operators hear when it stays closed, and when it is open again. */
  readonly alarm: { readonly title: string; readonly lines: readonly string[]; readonly titleWhenOver: string };
}

/** What is for these channels (for every one, where none is named) goes this way, the rest to the others. */
export function splitByChannel(
  way: Sender,
  { channels, others }: { readonly channels: readonly string[]; readonly others: Sender },
): Sender {
  const wayOf = (channel: string) => (channels.length === 0 || channels.includes(channel) ? way : others);
  return {
    post: (message) => wayOf(message.channel).post(message),
    update: (message, ts) => wayOf(message.channel).update(message, ts),
    find: (channel, ...rest) => wayOf(channel).find(channel, ...rest),
  };
}

/** What to do about a message that may have been posted where the history cannot be asked. */
export type DeliveryPolicy = 'at-least-once' | 'at-most-once';

/** The policy by kind of message; `at-least-once` where nothing is said. */
export type DeliveryPolicies = Readonly<Partial<Record<NotificationContent['kind'], DeliveryPolicy>>>;

/** Reads `at-most-once`, or `release-news=at-most-once,upgrade-reminder=at-least-once`; `null` for anything else. */
export function parseDeliveryPolicies(text: string): DeliveryPolicies | null {
  const policies: Partial<Record<NotificationContent['kind'], DeliveryPolicy>> = {};
  for (const part of text.split(',')) {
    const [first = '', second] = part.split('=').map((word) => word.trim());
    const policy = second ?? first;
    const kinds = second === undefined ? NOTIFICATION_KINDS : NOTIFICATION_KINDS.filter((kind) => kind === first);
    if (!isPolicy(policy) || kinds.length === 0) return null;
    for (const kind of kinds) policies[kind] = policy;
  }
  return policies;
}

function isPolicy(text: string): text is DeliveryPolicy {
  return text === 'at-least-once' || text === 'at-most-once';
}
