import type { webApi } from '@slack/bolt';
import type { FindOutcome, OutgoingMessage } from '../../../domain/sender.ts';
import { classifySlackFailure } from './classify-slack-failure.ts';

interface PostedMessageQuery extends Pick<OutgoingMessage, 'channel' | 'key' | 'threadTs'> {
  /** UTC ISO text. */
  readonly since: string;
}

export interface OwnIdentity {
  readonly botId: string | null;
  readonly userId: string | null;
}

const PAGE_SIZE = 200;
/** 200,000 messages: a month of the busiest channel. */
const MOST_PAGES = 1_000;
/** A long history is read at the pace that Slack allows; a longer pause is a reason to begin again later. */
const LONGEST_PAUSE_MS = 60_000;
const MOST_PAUSES = 10;
/** Slack stamps messages by its own clock; ours may be that much ahead. */
const CLOCK_SKEW_S = 60;

/** Refusals of a token that is good enough to post. */
const LACKING_SCOPE: ReadonlySet<string> = new Set(['missing_scope', 'not_allowed_token_type', 'access_denied']);

interface HistoryMessage {
  readonly ts?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: { readonly key?: unknown } };
}

interface HistoryPage extends webApi.WebAPICallResult {
  readonly messages?: readonly HistoryMessage[];
  readonly has_more?: boolean;
}

/** Whom to ask, who we are there, and how to wait so many milliseconds. */
interface HistoryReader {
  readonly client: webApi.WebClient;
  readonly own: OwnIdentity;
  readonly sleep: (ms: number) => Promise<void>;
}

/** `absent` only after every page was read; `unknown` where that failed, a missing history scope above all. */
export async function fetchPostedMessage(reader: HistoryReader, query: PostedMessageQuery): Promise<FindOutcome> {
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const result = await fetchPagePatiently(reader, query, cursor);
    const match = result.messages?.find((message) => isOurs(message, reader.own) && carriesKey(message, query.key));
    if (match?.ts) return { kind: 'found', ts: match.ts };
    if (!Array.isArray(result.messages)) return { kind: 'unknown', reason: 'malformed_answer' };
    const next = result.response_metadata?.next_cursor ?? '';
    if (!next && !result.has_more) return { kind: 'absent' };
    if (!next) return { kind: 'unknown', reason: 'malformed_answer' };
    if (next === cursor) break;
    cursor = next;
  }
  return { kind: 'unknown', reason: 'history_too_long', lasting: true };
}

/** Beginning again after each limit, nobody would ever get through a long history. */
async function fetchPagePatiently(
  { client, sleep }: HistoryReader,
  query: PostedMessageQuery,
  cursor: string,
): Promise<HistoryPage> {
  for (let pauses = 0; ; pauses += 1) {
    try {
      return await fetchPage(client, query, cursor);
    } catch (error) {
      const failure = classifySlackFailure(error);
      const isShort = failure.kind === 'rate-limited' && failure.retryAfterMs <= LONGEST_PAUSE_MS;
      if (!cursor || !isShort || pauses === MOST_PAUSES) throw error;
      await sleep(failure.retryAfterMs);
    }
  }
}

/** A failed look as an outcome, `unknown` with its code; `lasting` where asking again would be refused again. */
export function describeFailedLook(error: unknown): FindOutcome {
  const failure = classifySlackFailure(error);
  if (failure.kind === 'rate-limited')
    return { kind: 'unknown', reason: 'ratelimited', retryAfterMs: failure.retryAfterMs };
  const { reason } = failure;
  const isRefused = failure.kind === 'refused' && (failure.scope !== 'credential' || LACKING_SCOPE.has(reason));
  return isRefused ? { kind: 'unknown', reason, lasting: true } : { kind: 'unknown', reason };
}

async function fetchPage(client: webApi.WebClient, query: PostedMessageQuery, cursor: string): Promise<HistoryPage> {
  const { channel, since, threadTs } = query;
  const oldest = Math.max(Date.parse(since) / 1000 - CLOCK_SKEW_S, 0).toFixed(6);
  const method = threadTs === undefined ? 'conversations.history' : 'conversations.replies';
  return client.apiCall(method, {
    channel,
    oldest,
    inclusive: true,
    include_all_metadata: true,
    limit: PAGE_SIZE,
    ...(cursor ? { cursor } : {}),
    ...(threadTs === undefined ? {} : { ts: threadTs }),
  });
}

function carriesKey({ metadata }: HistoryMessage, key: string): boolean {
  return metadata?.event_type === EVENT_TYPE && metadata.event_payload?.key === key;
}

/** Another app or person could post the same metadata; only what names somebody else is ruled out. */
function isOurs(message: HistoryMessage, own: OwnIdentity): boolean {
  const otherBot = message.bot_id !== undefined && own.botId !== null && message.bot_id !== own.botId;
  const otherUser = message.user !== undefined && own.userId !== null && message.user !== own.userId;
  return !otherBot && !otherUser;
}

/** `event_type` of every message that vhdwatch posts (CONTRACT); other programs rely on it. */
const EVENT_TYPE = 'vhdwatch_notification';

/** Slack message metadata that carries the dedupe key. Readable by everybody in the workspace. */
export function metadataOf(key: string): {
  readonly event_type: string;
  readonly event_payload: { readonly key: string };
} {
  return { event_type: EVENT_TYPE, event_payload: { key } };
}
