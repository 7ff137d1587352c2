import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NotificationContent } from '../../../../src/domain/notification.ts';
import type { OutgoingMessage, SendOutcome } from '../../../../src/domain/sender.ts';
import {
  createSlackSender,
  type SlackSenderOptions,
} from '../../../../src/surfaces/slack/sender/create-slack-sender.ts';
import { type FakeSlack, type FakeSlackFault, startFakeSlack } from '../../../support/fake-slack.ts';
import { releaseNews, SAMPLES, upgradeReminder } from '../sample-contents.ts';
import { createRecordingLogger } from './recording-logger.ts';

const clock = { now: () => new Date() };
const logger = createRecordingLogger();
let slack: FakeSlack;

function createSender(options: Partial<SlackSenderOptions> = {}) {
  const sleep = async () => undefined;
  return createSlackSender({
    token: slack.token,
    apiUrl: slack.apiUrl,
    logger,
    clock,
    sleep,
    // Long enough for a busy machine; what stalls on purpose says its own.
    timeoutMs: 10_000,
    ...options,
  });
}

function message(changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const content: NotificationContent = { kind: 'test-message', requestedBy: 'Ada' };
  return { channel: 'C0NEWS', key: 'test/1', content, plainText: false, ...changes };
}

beforeEach(async () => {
  logger.lines.length = 0;
  slack = await startFakeSlack({ paceMs: 0 });
});

afterEach(() => slack.close());

describe('posting', () => {
  it('delivers text, blocks and the dedupe key as metadata, without unfurling or linking names', async () => {
    const outcome = await createSender().post(message({ content: releaseNews() }));
    const [posted] = slack.messages('C0NEWS');
    expect(outcome).toEqual({ kind: 'delivered', ts: posted?.ts });
    expect(posted?.text).toContain('Windows Server 2022 20348.5386.260715');
    expect(posted?.blocks.length).toBeGreaterThan(3);
    expect(posted?.metadata).toEqual({ event_type: 'vhdwatch_notification', event_payload: { key: 'test/1' } });
    const [{ args } = { args: {} as Record<string, string> }] = slack.requests;
    expect(args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false', parse: 'none' });
    expect(args).not.toHaveProperty('link_names');
    expect(slack.pings).toEqual([]);
  });

  it('sends only the text when asked for plain text', async () => {
    await createSender().post(message({ content: releaseNews(), plainText: true }));
    expect(slack.messages('C0NEWS')[0]?.blocks).toEqual([]);
    expect(slack.requests[0]?.args).not.toHaveProperty('blocks');
  });

  it('posts into a thread without broadcasting to the channel', async () => {
    await createSender().post(message({ threadTs: '1764000000.000100' }));
    expect(slack.messages('C0NEWS')[0]?.threadTs).toBe('1764000000.000100');
    expect(slack.requests[0]?.args).not.toHaveProperty('reply_broadcast');
  });

  it.each(Object.entries(SAMPLES))('is taken by Slack and pings nobody: %s', async (_, content) => {
    for (const plainText of [false, true]) {
      expect(await createSender().post(message({ content, plainText }))).toMatchObject({ kind: 'delivered' });
    }
    expect(slack.pings).toEqual([]);
    expect(logger.lines.filter((line) => line.includes('limits'))).toEqual([]);
  });

  it('refuses content it cannot render instead of throwing', async () => {
    const content = { kind: 'release-news', images: 'none' } as unknown as NotificationContent;
    expect(await createSender().post(message({ content }))).toEqual({
      kind: 'refused',
      scope: 'payload',
      reason: 'not_renderable',
    });
    expect(slack.requests).toEqual([]);
  });
});

describe('tables that a workspace refuses', () => {
  it('become a plain table, then lines, and are posted once', async () => {
    for (const [refusedBlockTypes, expected] of [
      [['data_table'], 'table'],
      [['data_table', 'table'], 'rich_text'],
    ] as const) {
      await slack.close();
      slack = await startFakeSlack({ refusedBlockTypes });
      const pauses: number[] = [];
      const sleep = async (ms: number) => void pauses.push(ms);
      const outcome = await createSender({ sleep }).post(message({ content: upgradeReminder(12) }));
      const types = slack.messages().map(({ blocks }) => blocks.map((block) => (block as { type: string }).type));
      expect(outcome.kind).toBe('delivered');
      expect(types).toHaveLength(1);
      expect(types[0]).toContain(expected);
      expect(types[0]).not.toContain('data_table');
      expect(pauses).toEqual(refusedBlockTypes.map(() => 1_020));
    }
  });

  it('are given up after the lines, for the caller to send plain text', async () => {
    slack.failWhen((method) => (method === 'chat.postMessage' ? { kind: 'error', error: 'invalid_blocks' } : null));
    const outcome = await createSender().post(message({ content: upgradeReminder(12) }));
    expect(outcome).toEqual({ kind: 'refused', scope: 'payload', reason: 'invalid_blocks' });
    expect(slack.requests).toHaveLength(3);
  });

  it('are not tried again for a refusal that has nothing to do with blocks', async () => {
    slack.failNext({ kind: 'error', error: 'channel_not_found' });
    await createSender().post(message({ content: upgradeReminder(12) }));
    expect(slack.requests).toHaveLength(1);
  });
});

const refused = (scope: 'destination' | 'thread' | 'credential' | 'payload') => (error: string) =>
  [
    { kind: 'error', error },
    { kind: 'refused', scope, reason: error },
  ] as const;
const other = (kind: 'transient' | 'ambiguous') => (error: string) =>
  [
    { kind: 'error', error },
    { kind, reason: error },
  ] as const;

const FAULTS: readonly (readonly [FakeSlackFault, SendOutcome])[] = [
  ...[
    'channel_not_found',
    'not_in_channel',
    'is_archived',
    'is_inactive',
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'no_permission',
    'messages_tab_disabled',
    'ekm_access_denied',
    'cannot_dm_bot',
    'user_disabled',
    'team_not_found',
  ].map(refused('destination')),
  ...['thread_locked', 'cannot_reply_to_message', 'restricted_action_thread_locked'].map(refused('thread')),
  ...[
    'invalid_auth',
    'not_authed',
    'token_revoked',
    'token_expired',
    'account_inactive',
    'missing_scope',
    'not_allowed_token_type',
    'app_access_restricted',
    'access_denied',
    'accesslimited',
    'enterprise_is_restricted',
    'two_factor_setup_required',
  ].map(refused('credential')),
  ...[
    'invalid_blocks',
    'invalid_blocks_format',
    'invalid_attachments',
    'msg_blocks_too_long',
    'msg_too_long',
    'no_text',
    'too_many_attachments',
    'attachment_payload_limit_exceeded',
    'markdown_text_conflict',
    'invalid_metadata_format',
    'invalid_metadata_schema',
    'metadata_too_large',
    'invalid_arguments',
    'invalid_form_data',
    'block_mismatch',
  ].map(refused('payload')),
  ...['message_limit_exceeded', 'service_unavailable', 'team_added_to_org', 'org_login_required'].map(
    other('transient'),
  ),
  ...['fatal_error', 'internal_error', 'request_timeout', 'a_code_of_tomorrow'].map(other('ambiguous')),
  [
    { kind: 'error', error: 'ratelimited' },
    { kind: 'rate-limited', retryAfterMs: 30_000 },
  ],
  [
    { kind: 'rate-limited', retryAfter: '7' },
    { kind: 'rate-limited', retryAfterMs: 7_000 },
  ],
  [
    { kind: 'rate-limited', retryAfter: '0' },
    { kind: 'rate-limited', retryAfterMs: 1_000 },
  ],
  [
    { kind: 'rate-limited', retryAfter: null },
    { kind: 'rate-limited', retryAfterMs: 30_000 },
  ],
  [
    { kind: 'rate-limited', retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' },
    { kind: 'rate-limited', retryAfterMs: 30_000 },
  ],
  [
    { kind: 'rate-limited', retryAfter: '99999999999' },
    { kind: 'rate-limited', retryAfterMs: 86_400_000 },
  ],
  [
    { kind: 'status', status: 500 },
    { kind: 'ambiguous', reason: 'http_500' },
  ],
  [
    { kind: 'status', status: 503, posted: true },
    { kind: 'ambiguous', reason: 'http_503' },
  ],
  [
    { kind: 'status', status: 204 },
    { kind: 'ambiguous', reason: 'http_204' },
  ],
  [
    { kind: 'status', status: 408 },
    { kind: 'ambiguous', reason: 'http_408' },
  ],
  [
    { kind: 'status', status: 403 },
    { kind: 'transient', reason: 'http_403' },
  ],
  [
    { kind: 'status', status: 404 },
    { kind: 'transient', reason: 'http_404' },
  ],
  [
    { kind: 'status', status: 413 },
    { kind: 'transient', reason: 'http_413' },
  ],
  [{ kind: 'lost-answer' }, { kind: 'ambiguous', reason: 'answer_lost' }],
  [{ kind: 'dropped' }, { kind: 'ambiguous', reason: 'answer_lost' }],
  [{ kind: 'cut-body' }, { kind: 'ambiguous', reason: 'answer_lost' }],
  [{ kind: 'stall' }, { kind: 'ambiguous', reason: 'answer_timeout' }],
  [
    { kind: 'stall', afterHeaders: true },
    { kind: 'ambiguous', reason: 'answer_timeout' },
  ],
  [{ kind: 'html' }, { kind: 'ambiguous', reason: 'malformed_answer' }],
  [
    { kind: 'body', body: '' },
    { kind: 'ambiguous', reason: 'malformed_answer' },
  ],
  [
    { kind: 'body', body: '{"ok":tr' },
    { kind: 'ambiguous', reason: 'malformed_answer' },
  ],
  [
    { kind: 'body', body: '{}' },
    { kind: 'ambiguous', reason: 'malformed_answer' },
  ],
  [
    { kind: 'body', body: 'null' },
    { kind: 'ambiguous', reason: 'answer_lost' },
  ],
  [
    { kind: 'body', body: '{"ok":true}' },
    { kind: 'ambiguous', reason: 'malformed_answer' },
  ],
  [
    { kind: 'body', body: '{"ok":true,"ts":7}' },
    { kind: 'ambiguous', reason: 'malformed_answer' },
  ],
  [
    { kind: 'body', body: '{"ok":false,"error":"No such thing: xoxb-1"}' },
    { kind: 'ambiguous', reason: 'malformed_answer' },
  ],
];

function patienceFor({ kind }: FakeSlackFault): Partial<SlackSenderOptions> {
  return kind === 'stall' ? { timeoutMs: 300 } : {};
}

describe('failures', () => {
  it.each(FAULTS)('sorts %j into %j, with one request', async (fault, outcome) => {
    slack.failNext(fault);
    expect(await createSender(patienceFor(fault)).post(message())).toEqual(outcome);
    expect(slack.requests).toHaveLength(1);
  });

  it('leaves no token, body or address in the log, whatever the failure', async () => {
    for (const [fault] of FAULTS) {
      slack.failNext(fault);
      await createSender(patienceFor(fault)).post(message());
    }
    const log = logger.lines.join('\n');
    expect(log.split('\n')).toHaveLength(FAULTS.length);
    expect(log).not.toMatch(/xox|http:|https:|127\.0\.0\.1|<html|requested by/);
  });

  it('calls a connection that never came about transient', async () => {
    const { apiUrl, token } = slack;
    await slack.close();
    const sender = createSlackSender({ token, apiUrl, logger, clock });
    expect(await sender.post(message())).toEqual({ kind: 'transient', reason: 'not_sent_econnrefused' });
    slack = await startFakeSlack();
  });

  it('does not follow a redirect with the token', async () => {
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(request.url ?? '');
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
    expect((await createSender({ apiUrl }).post(message())).kind).toBe('ambiguous');
    expect(requests).toEqual(['/api/chat.postMessage']);
    server.close();
  });

  it('says so when the token is wrong or the channel unknown', async () => {
    const wrong = await createSender({ token: 'xoxb-wrong' }).post(message());
    expect(wrong).toEqual({ kind: 'refused', scope: 'credential', reason: 'invalid_auth' });
    const unknown = await createSender().post(message({ channel: 'C0NOWHERE' }));
    expect(unknown).toEqual({ kind: 'refused', scope: 'destination', reason: 'channel_not_found' });
  });
});

describe('updating', () => {
  it('replaces text and blocks and keeps the key the message was posted with', async () => {
    const sender = createSender();
    const posted = await sender.post(message({ content: releaseNews() }));
    const ts = posted.kind === 'delivered' ? posted.ts : '';
    expect(await sender.update(message({ key: 'other', plainText: true }), ts)).toEqual({ kind: 'delivered', ts });
    const [kept] = slack.messages('C0NEWS');
    expect(kept).toMatchObject({ edits: 1, blocks: [], metadata: { event_payload: { key: 'test/1' } } });
    expect(kept?.text).toContain('test');
  });

  it('reports a message that is gone as a refused payload, so that it is posted afresh', async () => {
    const outcome = await createSender().update(message(), '1.000001');
    expect(outcome).toEqual({ kind: 'refused', scope: 'payload', reason: 'message_not_found' });
  });
});
