import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFakeSlackFiles, type FakeSlackFile, type FakeSlackFiles } from './fake-slack-files.ts';
import { pingsOf, refusalOfBlocks } from './fake-slack-rules.ts';

/** A message as the fake keeps it. */
export interface FakeSlackMessage {
  readonly channel: string;
  readonly ts: string;
  text: string;
  blocks: unknown[];
  metadata: { event_type: string; event_payload: Record<string, unknown> } | null;
  readonly threadTs: string | null;
  readonly userId: string;
  readonly botId: string | null;
  readonly postedAtMs: number;
  edits: number;
}

/** A call as it arrived. */
interface FakeSlackRequest {
  readonly method: string;
  readonly args: Readonly<Record<string, string>>;
  readonly atMs: number;
}

/**
 * What goes wrong with a call. `posted` says whether the call takes effect although its answer is bad:
 * `lost-answer`, `cut-body` and `stall` always take effect; `dropped` and `html` never do.
 */
export type FakeSlackFault =
  | { readonly kind: 'rate-limited'; readonly retryAfter?: string | null }
  | { readonly kind: 'status'; readonly status: number; readonly posted?: boolean }
  | { readonly kind: 'error'; readonly error: string; readonly posted?: boolean; readonly messages?: readonly string[] }
  | { readonly kind: 'lost-answer' }
  /** The same, and it takes effect only so much later. */
  | { readonly kind: 'late'; readonly afterMs: number }
  | { readonly kind: 'cut-body' }
  | { readonly kind: 'stall'; readonly afterHeaders?: boolean }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'html' }
  | { readonly kind: 'body'; readonly body: string; readonly posted?: boolean };

/** What the fake is told to be. */
export interface FakeSlackOptions {
  /** The only bot token it takes; default `xoxb-test-token`. */
  readonly token?: string;
  /** Channels the bot is in; default `C0NEWS` and `C0TEAM`. Others answer `channel_not_found`. */
  readonly channels?: readonly string[];
  /** Scopes of the token; default everything the product may ask for. */
  readonly scopes?: readonly string[];
  /** Block types this workspace does not know: refused as `invalid_blocks`. */
  readonly refusedBlockTypes?: readonly string[];
  /** Least time between two posts in a channel before it counts as a violation; default 1000 ms, 0 checks nothing. */
  readonly paceMs?: number;
  /** How often blocks that name a new file are refused before Slack has looked at it; default 0. */
  readonly fileRefusals?: number;
  /** Further methods: arguments in, answer out (`{ok:true,…}`). */
  readonly methods?: Readonly<Record<string, (args: Readonly<Record<string, string>>) => object>>;
}

/** A running fake Slack. */
export interface FakeSlack {
  /** For `SLACK_API_URL`: `http://127.0.0.1:PORT/api/`. */
  readonly apiUrl: string;
  readonly token: string;
  readonly botId: string;
  readonly userId: string;
  /** Every call, oldest first, including failed ones. */
  readonly requests: FakeSlackRequest[];
  /** Posts that came too fast after the one before in their channel. */
  readonly paceViolations: string[];
  /** Uploaded files, oldest first. */
  readonly files: readonly FakeSlackFile[];
  /** Mentions in messages that were posted; must stay empty unless a test wants one. */
  readonly pings: string[];
  /** Messages of a channel, or of all, oldest first; thread replies included. */
  messages(channel?: string): FakeSlackMessage[];
  /** Dedupe keys in a channel, oldest first: a key that stands twice is a repeated message. */
  keys(channel?: string): string[];
  /** The next call of `method` (default `chat.postMessage`) goes wrong; call again to queue more. */
  failNext(fault: FakeSlackFault, method?: string): void;
  /** Asked for every call without a queued fault; return `null` to let it pass. */
  failWhen(choose: ((method: string, args: Readonly<Record<string, string>>) => FakeSlackFault | null) | null): void;
  /** Puts a message of somebody else into a channel. */
  plant(message: Partial<FakeSlackMessage> & { readonly channel: string }): FakeSlackMessage;
  /** Makes a channel known, or unknown again. */
  setChannel(channel: string, member: boolean): void;
  close(): Promise<void>;
}

const APP_ID = 'A0VHDWATCH';
const BOT_ID = 'B0VHDWATCH';
const USER_ID = 'U0VHDWATCH';
const ALL_SCOPES = ['chat:write', 'commands', 'channels:history', 'groups:history', 'files:write'];

/**
 * Starts a real HTTP server on a loopback port that answers like Slack's Web API and refuses what Slack refuses:
 * wrong token, unknown channel, no top-level text, text above 4,000 characters, blocks beyond the limits.
 * Call `close` when done; open connections are cut.
 */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const state = createState(options);
  const server = createServer((request, response) => void answer(state, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  state.origin = `http://127.0.0.1:${port}`;
  return {
    files: state.files.list,
    apiUrl: `http://127.0.0.1:${port}/api/`,
    token: state.token,
    botId: BOT_ID,
    userId: USER_ID,
    requests: state.requests,
    paceViolations: state.paceViolations,
    pings: state.pings,
    messages: (channel) => state.messages.filter((message) => channel === undefined || message.channel === channel),
    keys: (channel) =>
      state.messages
        .filter((message) => channel === undefined || message.channel === channel)
        .map((message) => String(message.metadata?.event_payload['key'] ?? '')),
    failNext: (fault, method = 'chat.postMessage') => void state.queuedFaults.push({ fault, method }),
    failWhen: (choose) => {
      state.chooseFault = choose;
    },
    plant: (message) => keep(state, { userId: 'U0SOMEBODY', botId: null, ...message }),
    setChannel: (channel, member) => void (member ? state.channels.add(channel) : state.channels.delete(channel)),
    close: () => closeServer(server),
  };
}

interface State {
  readonly token: string;
  readonly channels: Set<string>;
  readonly scopes: readonly string[];
  readonly refusedBlockTypes: readonly string[];
  readonly paceMs: number;
  readonly methods: NonNullable<FakeSlackOptions['methods']>;
  readonly messages: FakeSlackMessage[];
  readonly files: FakeSlackFiles;
  origin: string;
  readonly requests: FakeSlackRequest[];
  readonly paceViolations: string[];
  readonly pings: string[];
  readonly queuedFaults: { readonly fault: FakeSlackFault; readonly method: string }[];
  chooseFault: ((method: string, args: Readonly<Record<string, string>>) => FakeSlackFault | null) | null;
  lastMicros: number;
}

function createState(options: FakeSlackOptions): State {
  const state: State = {
    files: createFakeSlackFiles({
      origin: () => state.origin,
      hasScope: () => state.scopes.includes('files:write'),
      refusals: options.fileRefusals ?? 0,
    }),
    origin: '',
    token: options.token ?? 'xoxb-test-token',
    channels: new Set(options.channels ?? ['C0NEWS', 'C0TEAM']),
    scopes: options.scopes ?? ALL_SCOPES,
    refusedBlockTypes: options.refusedBlockTypes ?? [],
    paceMs: options.paceMs ?? 1000,
    methods: options.methods ?? {},
    messages: [],
    requests: [],
    paceViolations: [],
    pings: [],
    queuedFaults: [],
    chooseFault: null,
    lastMicros: 0,
  };
  return state;
}

type Args = Readonly<Record<string, string>>;

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = (request.url ?? '').replace(/^\/api\//, '').replace(/\?.*$/, '');
  const body = await readBody(request).catch(() => null);
  if (!body) return;
  const received = state.files.receive(method, body);
  if (received !== null) return void response.writeHead(received).end();
  const args = parseArgs(request, body.toString('utf8'));
  state.requests.push({ method, args, atMs: Date.now() });
  const fault = takeFault(state, method, args);
  if (fault?.kind === 'late') {
    setTimeout(() => call(state, method, args), fault.afterMs).unref();
    return void response.destroy();
  }
  if (fault && !takesEffect(fault)) return sendFault(response, fault, '');
  const token = (request.headers.authorization ?? '').replace(/^Bearer /, '') || args['token'];
  const result = token === state.token ? call(state, method, args) : fail(token ? 'invalid_auth' : 'not_authed');
  const answered = JSON.stringify(result);
  if (fault) return sendFault(response, fault, answered);
  response.setHeader('x-oauth-scopes', state.scopes.join(','));
  sendJson(response, 200, answered);
}

function takeFault(state: State, method: string, args: Args): FakeSlackFault | null {
  const index = state.queuedFaults.findIndex((queued) => queued.method === method);
  if (index >= 0) return state.queuedFaults.splice(index, 1)[0]?.fault ?? null;
  return state.chooseFault?.(method, args) ?? null;
}

function takesEffect(fault: FakeSlackFault): boolean {
  if (['lost-answer', 'cut-body', 'stall'].includes(fault.kind)) return true;
  return 'posted' in fault && fault.posted === true;
}

function sendFault(response: ServerResponse, fault: FakeSlackFault, body: string): void {
  if (fault.kind === 'stall') {
    // The socket stays open until the caller gives up or the fake is closed.
    if (fault.afterHeaders) response.writeHead(200, { 'content-type': 'application/json' }).write(body.slice(0, 5));
  } else if (fault.kind === 'lost-answer' || fault.kind === 'dropped') {
    response.destroy();
  } else if (fault.kind === 'cut-body') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.write(body.slice(0, Math.floor(body.length / 2)));
    setTimeout(() => response.destroy(), 20);
  } else if (fault.kind === 'error') {
    sendJson(response, 200, JSON.stringify(fail(fault.error, fault.messages)));
  } else if (fault.kind === 'body') {
    sendJson(response, 200, fault.body);
  } else if (fault.kind === 'rate-limited') {
    if (fault.retryAfter !== null) response.setHeader('retry-after', fault.retryAfter ?? '1');
    sendJson(response, 429, JSON.stringify(fail('ratelimited')));
  } else {
    response.writeHead(fault.kind === 'status' ? fault.status : 200, { 'content-type': 'text/html' });
    response.end('<html><body>a proxy answers, with xoxb-echoed-token in it</body></html>');
  }
}

function call(state: State, method: string, args: Args): object {
  const extra = state.methods[method];
  if (extra) return extra(args);
  const ofFiles = state.files.call(method, args);
  if (ofFiles) return ofFiles;
  switch (method) {
    case 'auth.test':
      return {
        ok: true,
        url: 'https://example.slack.com/',
        team: 'Example',
        team_id: 'T0EXAMPLE',
        user_id: USER_ID,
        bot_id: BOT_ID,
      };
    case 'chat.postMessage':
      return post(state, args);
    case 'chat.update':
      return update(state, args);
    case 'conversations.history':
      return history(state, args, (message) => message.threadTs === null);
    case 'conversations.replies':
      return history(state, args, (message) => message.threadTs === args['ts'] || message.ts === args['ts']);
    case 'conversations.info':
      return state.channels.has(args['channel'] ?? '')
        ? { ok: true, channel: { id: args['channel'], is_member: true, is_archived: false } }
        : fail('channel_not_found');
    default:
      return fail('unknown_method');
  }
}

function post(state: State, args: Args): object {
  const refusal = refusalOf(state, args);
  if (refusal) return refusal;
  const { channel = '', text = '' } = args;
  checkPace(state, channel);
  const blocks = parseList(args['blocks']);
  state.pings.push(...pingsOf(text, blocks, args['link_names'] === 'true' || args['link_names'] === '1'));
  const message = keep(state, {
    channel,
    text,
    blocks,
    metadata: args['metadata'] ? JSON.parse(args['metadata']) : null,
    threadTs: args['thread_ts'] ?? null,
    userId: USER_ID,
    botId: BOT_ID,
  });
  return { ok: true, channel, ts: message.ts, message: show(message, true) };
}

function update(state: State, args: Args): object {
  const refusal = refusalOf(state, args);
  if (refusal) return refusal;
  const message = state.messages.find((one) => one.channel === args['channel'] && one.ts === args['ts']);
  if (!message) return fail('message_not_found');
  if (message.botId !== BOT_ID) return fail('cant_update_message');
  message.text = args['text'] ?? '';
  message.blocks = parseList(args['blocks']);
  if (args['metadata']) message.metadata = JSON.parse(args['metadata']);
  message.edits += 1;
  state.pings.push(...pingsOf(message.text, message.blocks, args['parse'] !== 'none'));
  return { ok: true, channel: message.channel, ts: message.ts, text: message.text };
}

function refusalOf(state: State, args: Args): object | null {
  if (!state.scopes.includes('chat:write')) return missingScope(state, 'chat:write');
  if (!state.channels.has(args['channel'] ?? '')) return fail('channel_not_found');
  if (!args['text']) return fail('no_text');
  if (args['text'].length > 4000) return fail('msg_too_long');
  if (args['metadata'] !== undefined && !isMetadata(args['metadata'])) return fail('invalid_metadata_format');
  if (args['blocks'] === undefined) return null;
  const refusal =
    refusalOfBlocks(args['blocks'], state.refusedBlockTypes) ?? state.files.refusalOf(parseList(args['blocks']));
  return refusal ? fail(refusal.error, refusal.messages) : null;
}

function history(state: State, args: Args, belongs: (message: FakeSlackMessage) => boolean): object {
  if (!state.scopes.includes('channels:history')) return missingScope(state, 'channels:history');
  if (!state.channels.has(args['channel'] ?? '')) return fail('channel_not_found');
  const inclusive = args['inclusive'] === 'true' || args['inclusive'] === '1';
  const oldest = Number(args['oldest'] ?? 0);
  const all = state.messages
    .filter((message) => message.channel === args['channel'] && belongs(message))
    .filter((message) => Number(message.ts) > oldest || (inclusive && Number(message.ts) === oldest))
    .reverse();
  const from = Number(args['cursor'] ?? 0);
  const limit = Math.min(Number(args['limit'] ?? 100), 999);
  const page = all.slice(from, from + limit);
  const more = from + limit < all.length;
  const whole = args['include_all_metadata'] === 'true' || args['include_all_metadata'] === '1';
  return {
    ok: true,
    messages: page.map((message) => show(message, whole)),
    has_more: more,
    response_metadata: { next_cursor: more ? String(from + limit) : '' },
  };
}

function show(message: FakeSlackMessage, wholeMetadata: boolean): object {
  const metadata = message.metadata && (wholeMetadata ? message.metadata : { event_type: message.metadata.event_type });
  return {
    type: 'message',
    user: message.userId,
    ...(message.botId ? { bot_id: message.botId, app_id: message.botId === BOT_ID ? APP_ID : 'A0OTHER' } : {}),
    ts: message.ts,
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    text: message.text,
    blocks: message.blocks,
    ...(metadata ? { metadata } : {}),
  };
}

function keep(state: State, message: Partial<FakeSlackMessage> & { readonly channel: string }): FakeSlackMessage {
  state.lastMicros = Math.max(Date.now() * 1000, state.lastMicros + 100);
  const kept: FakeSlackMessage = {
    ts: `${Math.floor(state.lastMicros / 1e6)}.${String(state.lastMicros % 1e6).padStart(6, '0')}`,
    text: '',
    blocks: [],
    metadata: null,
    threadTs: null,
    userId: USER_ID,
    botId: null,
    postedAtMs: Date.now(),
    edits: 0,
    ...message,
  };
  state.messages.push(kept);
  return kept;
}

function checkPace(state: State, channel: string): void {
  const before = state.messages.findLast((message) => message.channel === channel && message.botId === BOT_ID);
  const gap = Date.now() - (before?.postedAtMs ?? 0);
  if (gap < state.paceMs) state.paceViolations.push(`${channel}: ${gap} ms after the post before`);
}

function missingScope(state: State, needed: string): object {
  return { ...fail('missing_scope'), needed, provided: state.scopes.join(',') };
}

function fail(error: string, messages?: readonly string[]): object {
  return { ok: false, error, ...(messages ? { response_metadata: { messages } } : {}) };
}

function isMetadata(text: string): boolean {
  try {
    const value = JSON.parse(text);
    return (
      typeof value.event_type === 'string' && typeof value.event_payload === 'object' && value.event_payload !== null
    );
  } catch {
    return false;
  }
}

function parseList(text: string | undefined): unknown[] {
  return text ? (JSON.parse(text) as unknown[]) : [];
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parseArgs(request: IncomingMessage, body: string): Args {
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  if ((request.headers['content-type'] ?? '').startsWith('application/json')) {
    const entries = Object.entries(JSON.parse(body || '{}') as Record<string, unknown>);
    return Object.fromEntries(
      entries.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
    );
  }
  return { ...Object.fromEntries(query), ...Object.fromEntries(new URLSearchParams(body)) };
}

function sendJson(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(body);
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
