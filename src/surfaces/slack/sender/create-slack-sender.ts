import { setTimeout as wait } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import type { Clock } from '../../../domain/clock.ts';
import type { Pictures } from '../../../domain/inbox.ts';
import type { Logger } from '../../../domain/logger.ts';
import type { FleetPicture } from '../../../domain/pool-week.ts';
import type { FindOutcome, OutgoingMessage, Sender, SendOutcome } from '../../../domain/sender.ts';
import type { CardPlace } from '../../../messages/card.ts';
import { digestOfPicture, pictureOf } from '../../../messages/picture-words.ts';
import {
  type Rendering,
  RICHEST,
  renderNotification,
  type SlackMessage,
  TABLE_DETAILS,
} from '../messages/card-blocks.ts';
import { classifySlackFailure, reasonOf } from './classify-slack-failure.ts';
import { createSlackClient, type SlackClientOptions, TIMEOUT_MS } from './create-slack-client.ts';

/** What a Slack sender needs; `sleep` resolves after so many milliseconds. */
export interface SlackSenderOptions extends SlackClientOptions {
  /** Absent: messages go without pictures. */
  readonly pictures?: Pictures;
  /** Where the page is that has what a message leaves out; absent where none is set. */
  readonly place?: CardPlace;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** Quotes no token, body or URL, and throws nothing. `update` of what cannot be changed any more is `refused`, scope `payload`. */
export function createSlackSender(options: SlackSenderOptions): Sender {
  const { logger, clock, sleep = wait } = options;
  const client = createSlackClient(options);
  const uploader = options.pictures ? createPictureUploader(client, options.pictures, options) : null;
  const findIdentity = rememberIdentity(client);

  async function call(
    method: string,
    { beforeRequest }: OutgoingMessage,
    args: Record<string, unknown>,
  ): Promise<SendOutcome> {
    beforeRequest?.();
    const startedAt = clock.now().getTime();
    const outcome = await client.apiCall(method, args).then(outcomeOf, classifySlackFailure);
    const fields = { method, channel: args['channel'], ...outcome, tookMs: clock.now().getTime() - startedAt };
    if (outcome.kind === 'delivered') logger.debug('Slack took a message', fields);
    else logger.warn('Slack did not take a message', fields);
    return outcome;
  }

  /** `null` for content that cannot be rendered: an outbox row of another version is no reason to stop sending. */
  function render({ content }: OutgoingMessage, rendering: Rendering): SlackMessage | null {
    try {
      return renderNotification(content, rendering);
    } catch (error) {
      logger.error('A notification could not be rendered', { kind: content.kind, error });
      return null;
    }
  }

  async function send(message: OutgoingMessage, put: (rendered: SlackMessage) => Promise<SendOutcome>) {
    const picture = message.plainText ? null : pictureOf(message.content);
    const pictureFile = picture && uploader ? await uploader.obtain(picture) : null;
    const { plainText } = message;
    let rendering: Rendering = { ...RICHEST, pictureFile, plainText, ...(options.place && { place: options.place }) };
    for (let pictureRefusals = 0; ; ) {
      const rendered = render(message, rendering);
      if (!rendered) return { kind: 'refused', scope: 'payload', reason: 'not_renderable' } as const;
      const outcome = await put(rendered);
      const next = findPlainerRendering({ rendering, message: rendered, outcome, pictureRefusals });
      if (!next) return outcome;
      if (picture && rendering.pictureFile !== null && next.rendering.pictureFile === null) uploader?.forget(picture);
      if (next.rendering === rendering) pictureRefusals += 1;
      rendering = next.rendering;
      await sleep(next.afterMs);
    }
  }

  return {
    post: (message) => send(message, (rendered) => call('chat.postMessage', message, postArguments(message, rendered))),
    update: (message, ts) =>
      send(message, (rendered) => call('chat.update', message, updateArguments(message, rendered, ts))),
    find: async (channel, key, since, threadTs) => {
      const query = { channel, key, since, ...(threadTs === undefined ? {} : { threadTs }) };
      return findIdentity()
        .then((own) => fetchPostedMessage({ client, own, sleep }, query))
        .catch(describeFailedLook);
    },
  };
}

function postArguments(message: OutgoingMessage, rendered: SlackMessage): Record<string, unknown> {
  return {
    ...bodyOf(message, rendered),
    // Readable by everybody in the workspace.
    metadata: { event_type: EVENT_TYPE, event_payload: { key: message.key } },
    unfurl_links: false,
    unfurl_media: false,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
  };
}

/** Leaves the metadata alone: the message keeps the key it was posted with. */
function updateArguments(message: OutgoingMessage, rendered: SlackMessage, ts: string): Record<string, unknown> {
  return { ...bodyOf(message, rendered), blocks: rendered.blocks, ts };
}

/** `parse` is said because `chat.update` by default turns words of the text into links and mentions. */
function bodyOf({ channel }: OutgoingMessage, { text, blocks }: SlackMessage): Record<string, unknown> {
  return { channel, text, parse: 'none', ...(blocks.length > 0 ? { blocks } : {}) };
}

function outcomeOf(result: webApi.WebAPICallResult): SendOutcome {
  const { ts } = result as { readonly ts?: unknown };
  return typeof ts === 'string' && ts ? { kind: 'delivered', ts } : { kind: 'ambiguous', reason: 'malformed_answer' };
}

/** Asks who the token is once; a failed answer is asked again next time. */
function rememberIdentity(client: webApi.WebClient): () => Promise<OwnIdentity> {
  let known: OwnIdentity | null = null;
  return async () => {
    if (known) return known;
    const answer: webApi.AuthTestResponse = await client.auth.test();
    const { bot_id: botId, user_id: userId } = answer;
    known = { botId: botId ?? null, userId: userId ?? null };
    return known;
  };
}

interface TriedRendering {
  readonly rendering: Rendering;
  readonly message: SlackMessage;
  readonly outcome: SendOutcome;
  /** Tries so far that were refused because of the picture. */
  readonly pictureRefusals: number;
}

/** Between a refused call and the next in the same channel, as between two messages. */
const PAUSE_MS = 1_020;
/** Slack takes a moment to look at a new file; until then it refuses blocks that name it. */
const PICTURE_WAITS_MS: readonly number[] = [PAUSE_MS, 2_000, 4_000];

/** How to try a message again whose blocks were refused, and after how long; `null` when there is nothing left to try. */
function findPlainerRendering(
  tried: TriedRendering,
): { readonly rendering: Rendering; readonly afterMs: number } | null {
  const { rendering, message, outcome, pictureRefusals } = tried;
  if (outcome.kind !== 'refused' || !/^invalid_(blocks|blocks_format|attachments|slack_file)$/.test(outcome.reason))
    return null;
  const withoutPicture = { rendering: { ...rendering, pictureFile: null }, afterMs: PAUSE_MS };
  if (outcome.reason === 'invalid_slack_file') {
    const afterMs = PICTURE_WAITS_MS[pictureRefusals];
    if (rendering.pictureFile === null) return null;
    return afterMs === undefined ? withoutPicture : { rendering, afterMs };
  }
  const detail = TABLE_DETAILS[TABLE_DETAILS.indexOf(rendering.detail) + 1];
  if (hasTable(message) && detail !== undefined) return { rendering: { ...rendering, detail }, afterMs: PAUSE_MS };
  return rendering.pictureFile === null ? null : withoutPicture;
}

function hasTable({ blocks }: SlackMessage): boolean {
  return blocks.some((block) => block.type === 'data_table' || block.type === 'table');
}

const FILE_NAME = 'windows-node-pools.png';
const TITLE = 'Windows node pools over the last twelve months';

/** Uploads to no channel: a lost answer shows nothing twice. Needs the scope `files:write`; else messages go without. */
function createPictureUploader(client: webApi.WebClient, pictures: Pictures, options: SlackSenderOptions) {
  const { logger, clock } = options;

  async function upload(picture: FleetPicture, digest: string): Promise<string | null> {
    const png = await pictures.draw(picture);
    if (!png) return null;
    const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({
      filename: FILE_NAME,
      length: png.byteLength,
    });
    if (!isFileId(id) || typeof url !== 'string') throw new UploadFailure('malformed_answer');
    await putBytes(options, url, png);
    await client.files.completeUploadExternal({ files: [{ id, title: TITLE }] });
    pictures.store.saveUpload(digest, id, clock.now().toISOString());
    return id;
  }

  return {
    /** The file that blocks may name; `null` when the message goes without. Never throws, and waits for no rate limit. */
    obtain: async (picture: FleetPicture): Promise<string | null> => {
      const digest = digestOfPicture(picture);
      const kept = pictures.store.find(digest)?.uploadedFile ?? null;
      if (kept !== null) return kept;
      try {
        return await upload(picture, digest);
      } catch (error) {
        logger.warn('A message goes without its picture', {
          reason: error instanceof UploadFailure ? error.message : reasonOf(classifySlackFailure(error)),
        });
        return null;
      }
    },
    /** Slack has it no more, so the next message uploads it anew. */
    forget: (picture: FleetPicture) => pictures.store.forget(digestOfPicture(picture)),
  };
}

function isFileId(id: unknown): id is string {
  return typeof id === 'string' && /^F[A-Z0-9]{2,64}$/.test(id);
}

/** What went wrong beside the Web API; its reason is a code of ours. */
class UploadFailure extends Error {}

/** The address is Slack's answer: it is used once, never logged, and not followed elsewhere. */
async function putBytes(options: SlackSenderOptions, url: string, png: Uint8Array): Promise<void> {
  const { fetch = globalThis.fetch, timeoutMs = TIMEOUT_MS } = options;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new UploadFailure('malformed_answer');
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(png),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
  if (!response.ok) throw new UploadFailure(`upload_http_${response.status}`);
}

interface PostedMessageQuery extends Pick<OutgoingMessage, 'channel' | 'key' | 'threadTs'> {
  /** UTC ISO text. */
  readonly since: string;
}

interface OwnIdentity {
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
async function fetchPostedMessage(reader: HistoryReader, query: PostedMessageQuery): Promise<FindOutcome> {
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
function describeFailedLook(error: unknown): FindOutcome {
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
