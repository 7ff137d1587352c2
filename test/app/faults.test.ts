import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deliverDue } from '../../src/app/delivery/deliver.ts';
import { poll } from '../../src/app/polling/poll.ts';
import { createAksReleasesSource } from '../../src/sources/aks-releases/aks-releases-kit.ts';
import { createGitHubClient } from '../../src/sources/github/create-github-client.ts';
import { createSlackSender } from '../../src/surfaces/slack/sender/create-slack-sender.ts';
import { createTestApp, createTestLogger, type TestApp } from '../support/create-test-app.ts';
import { type FakeFault, type FakeGitHub, startFakeGitHub } from '../support/fake-github.ts';
import { type FakeSlack, type FakeSlackFault, startFakeSlack } from '../support/fake-slack.ts';
import { createNewRelease, createSampleReleases } from '../support/sample-notes.ts';

/** docs/faults.md is what this file saw; `npx vitest run test/app/faults.test.ts -u` writes it anew. */
const rows = { github: [] as string[][], slack: [] as string[][] };
const GITHUB_TOKEN = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz';
const SLACK_TOKEN = 'xoxb-111111111111-secretsecret';
const NOW = '2026-08-10T09:00:00Z';

/** Everything that was logged, errors with all they carry. */
function logOf(logger: ReturnType<typeof createTestLogger>): string {
  return JSON.stringify(logger.lines, (_key, value: unknown) =>
    value instanceof Error
      ? { ...value, message: value.message, stack: value.stack, cause: String(value.cause) }
      : value,
  );
}

function expectNoSecret(text: string) {
  for (const secret of [GITHUB_TOKEN, SLACK_TOKEN, 'xoxb-echoed-token']) expect(text).not.toContain(secret);
}

/** A busy machine takes its time to answer, too: only who waits in vain waits briefly. */
const waitFor = ({ kind }: { readonly kind: string }) => (kind.startsWith('stall') ? 300 : 30_000);

describe('GitHub', () => {
  const ECHO = `{"message":"bad token ${GITHUB_TOKEN}"}`;
  const faults: readonly [string, FakeFault][] = [
    ['301 to elsewhere', { kind: 'status', status: 301, headers: { location: 'http://127.0.0.1:61999/' } }],
    ['400', { kind: 'status', status: 400 }],
    ['401, and the token in its body', { kind: 'status', status: 401, body: ECHO }],
    [
      '403, no requests left',
      { kind: 'status', status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1790000000' } },
    ],
    ['403 for another reason', { kind: 'status', status: 403 }],
    ['404', { kind: 'status', status: 404 }],
    ['422', { kind: 'status', status: 422 }],
    ['429 with Retry-After', { kind: 'status', status: 429, headers: { 'retry-after': '60' } }],
    ['429 without Retry-After', { kind: 'status', status: 429 }],
    ['451', { kind: 'status', status: 451 }],
    ['500', { kind: 'status', status: 500 }],
    ['502', { kind: 'status', status: 502 }],
    ['503', { kind: 'status', status: 503 }],
    ['504', { kind: 'status', status: 504 }],
    ['a web page', { kind: 'html' }],
    ['half of the JSON', { kind: 'truncated-json' }],
    ['an empty body', { kind: 'body', body: '' }],
    ['`null`', { kind: 'body', body: 'null' }],
    ['an object instead of a list', { kind: 'body', body: '{"message":"hello"}' }],
    ['a list of nonsense', { kind: 'body', body: '[1,null,{}]' }],
    ['more than is read', { kind: 'huge', bytes: 3_000_000 }],
    ['the connection closed before the answer', { kind: 'reset' }],
    ['the connection closed in the body', { kind: 'cut' }],
    ['no answer', { kind: 'stall' }],
    ['half a body, then nothing', { kind: 'stall-body' }],
  ];
  let github: FakeGitHub;
  let app: TestApp;

  beforeEach(async () => {
    github = await startFakeGitHub({ releases: createSampleReleases() });
    app = createTestApp({ githubUrl: github.url });
  });
  afterEach(() => github.close());

  test.each(faults)('%s: nothing known is touched, and the next poll brings it', async (name, fault) => {
    const logger = createTestLogger();
    const bounds = { timeoutMs: waitFor(fault), retryDelayMs: 1, maxBytes: 2_000_000 };
    const client = createGitHubClient({ apiUrl: github.url, token: GITHUB_TOKEN, logger, ...bounds });
    const context = { ...app.context, logger, sources: [createAksReleasesSource({ client })] };
    await poll(context);
    const before = app.store.catalogue.get();
    github.releases.unshift(createNewRelease());
    github.setFault(fault);
    const failed = await poll(context);
    expect(app.store.catalogue.get()).toEqual(before);
    expect(failed).toMatchObject({ queued: 0, delivered: 0 });
    github.setFault(null);
    // A rate limit may keep it from asking for a while.
    app.clock.advance(12 * 3_600_000);
    const next = await poll(context);
    expect(next).toMatchObject({ queued: 1, delivered: 1 });
    const [source] = failed.sources;
    expectNoSecret(`${logOf(logger)} ${JSON.stringify(failed)}`);
    rows.github.push([
      name,

      describeError(source?.error ?? null, source?.rejected ?? 0),
    ]);
  });

  function describeError(error: string | null, rejected: number): string {
    if (error === null) return `${rejected} list items refused; the rest is kept`;
    return error
      .replaceAll(github.url, 'https://api.github.com')
      .replace(/\d+ [A-Z][a-z]+ \d{4}, \d\d:\d\d UTC/g, '(time)')
      .replace(/[\d.]+ (?:(minute|second)s?|s)\b/g, (_all, unit) => `… ${unit === undefined ? 's' : `${unit}s`}`);
  }
});

describe('Slack', () => {
  const faults: readonly [string, FakeSlackFault][] = [
    ['429 with Retry-After', { kind: 'rate-limited', retryAfter: '7' }],
    ['429 without Retry-After', { kind: 'rate-limited', retryAfter: null }],
    ['`ratelimited`', { kind: 'error', error: 'ratelimited' }],
    ['404', { kind: 'status', status: 404 }],
    ['408, posted', { kind: 'status', status: 408, posted: true }],
    ['500, posted', { kind: 'status', status: 500, posted: true }],
    ['500, not posted', { kind: 'status', status: 500 }],
    ['503, not posted', { kind: 'status', status: 503 }],
    ['`internal_error`, posted', { kind: 'error', error: 'internal_error', posted: true }],
    ['`fatal_error`, not posted', { kind: 'error', error: 'fatal_error' }],
    ['a code nobody knows, posted', { kind: 'error', error: 'surprise', posted: true }],
    ['`service_unavailable`', { kind: 'error', error: 'service_unavailable' }],
    ['the answer lost', { kind: 'lost-answer' }],
    ['the answer cut', { kind: 'cut-body' }],
    ['no answer, posted', { kind: 'stall' }],
    ['half an answer, then nothing', { kind: 'stall', afterHeaders: true }],
    ['the request dropped', { kind: 'dropped' }],
    ['a web page with a token in it', { kind: 'html' }],
    ['`{"ok":true}` and no ts, posted', { kind: 'body', body: '{"ok":true}', posted: true }],
    ['`null`, not posted', { kind: 'body', body: 'null' }],
    ['half of the JSON, posted', { kind: 'body', body: '{"ok":tr', posted: true }],
    ['`invalid_auth`', { kind: 'error', error: 'invalid_auth' }],
    ['`token_revoked`', { kind: 'error', error: 'token_revoked' }],
    ['`not_in_channel`', { kind: 'error', error: 'not_in_channel' }],
    ['`is_archived`', { kind: 'error', error: 'is_archived' }],
    ['`invalid_blocks`', { kind: 'error', error: 'invalid_blocks' }],
    ['`msg_too_long`', { kind: 'error', error: 'msg_too_long' }],
  ];
  let slack: FakeSlack;
  let app: TestApp;
  let logger: ReturnType<typeof createTestLogger>;

  beforeEach(async () => {
    slack = await startFakeSlack({ token: SLACK_TOKEN, channels: ['C0PLATFORM', 'C0OPS'], paceMs: 0 });
    logger = createTestLogger();
    app = createTestApp({ githubUrl: 'http://127.0.0.1:9', now: NOW });
  });
  afterEach(() => slack.close());

  test.each(faults)('%s: the message is there once, or the operators know why not', async (name, fault) => {
    const sender = createSlackSender({
      token: SLACK_TOKEN,
      apiUrl: slack.apiUrl,
      logger,
      clock: app.clock,
      timeoutMs: waitFor(fault),
    });
    const context = {
      ...app.context,
      sender,
      logger,
      operatorsChannel: 'C0OPS',
      wallClock: {
        now: () => new Date(Date.now() + app.clock.now().getTime() - Date.parse(NOW)),
        uptimeMs: () => Date.now() + app.clock.uptimeMs(),
      },
    };
    const content = { kind: 'test-message', requestedBy: 'somebody' } as const;
    app.store.outbox.add([{ channel: 'C0PLATFORM', dedupeKey: 'k', content }], app.clock.now().toISOString());
    slack.failNext(fault);
    await deliverDue(context);
    const first = app.store.outbox.find(1);
    for (let run = 0; run < 60 && app.store.outbox.findNextDueAt(NOW) !== null; run += 1) {
      app.clock.advance(2_000);
      await deliverDue(context);
    }
    await sleep(0);
    const { state = '', lastError, plainText } = app.store.outbox.find(1) ?? {};
    const posted = slack.keys('C0PLATFORM').length;
    expect(posted).toBe(state === 'delivered' ? 1 : 0);
    expect(slack.messages('C0OPS')).toHaveLength(state === 'dead' ? 1 : 0);
    const looked = slack.requests.some(({ method }) => method === 'conversations.history');
    const tries = slack.requests.filter(
      ({ method, args }) => method === 'chat.postMessage' && args['channel'] === 'C0PLATFORM',
    ).length;
    expectNoSecret(`${logOf(logger)} ${JSON.stringify(app.store.outbox.list(10))}`);
    const end =
      state === 'delivered'
        ? `delivered${plainText ? ' as plain text' : ''}`
        : `held back until the channel takes messages (${lastError}), operators told`;
    rows.slack.push([name, first?.lastError ?? '', looked ? 'yes' : 'no', String(tries), end]);
  });
});

test.skipIf(process.argv.includes('-t'))('docs/faults.md is what was seen here', async () => {
  const table = (head: string[], body: string[][]) =>
    [head, head.map(() => '---'), ...body]
      .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
      .join('\n');
  const text = `# What vhdwatch does when GitHub or Slack fails

Written by \`test/app/faults.test.ts\` from what it saw; \`npx vitest run test/app/faults.test.ts -u\` writes it anew.

## GitHub

Whatever happens, nothing that is known changes, and the next poll that works brings what was missed.

${table(['what GitHub does', 'what the poll reports'], rows.github)}

## Slack, when a message is posted

A message whose answer was lost is looked for in the channel's history before it is sent again. A channel that refuses is tried again
every six hours: [what is given up, and for how long](operations.md#vhdwatchdeliverygivenup).

${table(['what Slack does', 'how it is taken', 'history asked', 'posts', 'end'], rows.slack)}
`;
  await expect(text).toMatchFileSnapshot('../../docs/faults.md');
});
