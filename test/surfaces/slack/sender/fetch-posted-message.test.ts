import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackSender } from '../../../../src/surfaces/slack/sender/create-slack-sender.ts';
import { type FakeSlack, type FakeSlackFault, startFakeSlack } from '../../../support/fake-slack.ts';
import { createRecordingLogger } from './recording-logger.ts';

const logger = createRecordingLogger();
const clock = { now: () => new Date() };
let slack: FakeSlack;

let pausesMs: number[];
const sleep = async (ms: number) => void pausesMs.push(ms);

function createSender() {
  return createSlackSender({ token: slack.token, apiUrl: slack.apiUrl, logger, clock, sleep });
}

const content = { kind: 'test-message', requestedBy: 'Ada' } as const;
const metadata = (key: string) => ({ event_type: 'vhdwatch_notification', event_payload: { key } });
const since = () => new Date(Date.now() - 5_000).toISOString();

beforeEach(async () => {
  slack = await startFakeSlack({ paceMs: 0 });
  pausesMs = [];
});

afterEach(() => slack.close());

describe('finding a message by its key', () => {
  it('finds the message whose answer was lost', async () => {
    const sender = createSender();
    slack.failNext({ kind: 'lost-answer' });
    const outcome = await sender.post({ channel: 'C0NEWS', key: 'k1', content, plainText: false });
    expect(outcome.kind).toBe('ambiguous');
    expect(await sender.find('C0NEWS', 'k1', since())).toEqual({ kind: 'found', ts: slack.messages()[0]?.ts });
  });

  it('calls a key absent that was never posted, or only in another channel', async () => {
    const sender = createSender();
    await sender.post({ channel: 'C0TEAM', key: 'k1', content, plainText: false });
    expect(await sender.find('C0NEWS', 'k1', since())).toEqual({ kind: 'absent' });
  });

  it('reads every page of a busy channel', async () => {
    const own = slack.plant({ channel: 'C0NEWS', userId: slack.userId, botId: slack.botId, metadata: metadata('k1') });
    for (let index = 0; index < 450; index++) slack.plant({ channel: 'C0NEWS', text: `chatter ${index}` });
    expect(await createSender().find('C0NEWS', 'k1', since())).toEqual({ kind: 'found', ts: own.ts });
    expect(slack.requests.filter(({ method }) => method === 'conversations.history')).toHaveLength(3);
  });

  it('reads on at the pace that Slack allows, however long the history is', async () => {
    const own = slack.plant({ channel: 'C0NEWS', userId: slack.userId, botId: slack.botId, metadata: metadata('k1') });
    for (let index = 0; index < 6_000; index++) slack.plant({ channel: 'C0NEWS', text: `chatter ${index}` });
    let pages = 0;
    slack.failWhen((method) => {
      if (method !== 'conversations.history') return null;
      pages += 1;
      return pages % 10 === 0 ? { kind: 'rate-limited', retryAfter: '20' } : null;
    });
    expect(await createSender().find('C0NEWS', 'k1', since())).toEqual({ kind: 'found', ts: own.ts });
    expect(pausesMs).toEqual([20_000, 20_000, 20_000]);
  });

  it('begins again later where Slack asks for more patience than a minute in the middle of it', async () => {
    for (let index = 0; index < 250; index++) slack.plant({ channel: 'C0NEWS', text: `chatter ${index}` });
    slack.failWhen((method, { cursor }) =>
      method === 'conversations.history' && cursor ? { kind: 'rate-limited', retryAfter: '90' } : null,
    );
    expect(await createSender().find('C0NEWS', 'k1', since())).toMatchObject({ kind: 'unknown', retryAfterMs: 90_000 });
    expect(pausesMs).toEqual([]);
  });

  it('is not fooled by the same metadata from another app or person', async () => {
    slack.plant({ channel: 'C0NEWS', botId: 'B0OTHER', metadata: metadata('k1') });
    slack.plant({ channel: 'C0NEWS', userId: 'U0MALLORY', metadata: metadata('k1') });
    expect(await createSender().find('C0NEWS', 'k1', since())).toEqual({ kind: 'absent' });
  });

  it('ignores another event type with the same key', async () => {
    const foreign = { event_type: 'other_event', event_payload: { key: 'k1' } };
    slack.plant({ channel: 'C0NEWS', userId: slack.userId, botId: slack.botId, metadata: foreign });
    expect(await createSender().find('C0NEWS', 'k1', since())).toEqual({ kind: 'absent' });
  });

  it('looks a minute further back than asked, for clocks that differ, and no further', async () => {
    const at = Math.floor(Date.now() / 1000);
    const identity = { channel: 'C0NEWS', userId: slack.userId, botId: slack.botId };
    slack.plant({ ...identity, ts: `${at - 50}.000100`, metadata: metadata('recent') });
    slack.plant({ ...identity, ts: `${at - 90}.000100`, metadata: metadata('old') });
    const from = new Date(at * 1000).toISOString();
    expect((await createSender().find('C0NEWS', 'recent', from)).kind).toBe('found');
    expect((await createSender().find('C0NEWS', 'old', from)).kind).toBe('absent');
  });

  it('looks into the thread where one is given', async () => {
    const sender = createSender();
    const parent = slack.plant({ channel: 'C0NEWS' });
    await sender.post({ channel: 'C0NEWS', key: 'k1', content, plainText: false, threadTs: parent.ts });
    expect((await sender.find('C0NEWS', 'k1', since())).kind).toBe('absent');
    expect((await sender.find('C0NEWS', 'k1', since(), parent.ts)).kind).toBe('found');
  });

  it('does not know without a history scope, and says which error it was', async () => {
    await slack.close();
    slack = await startFakeSlack({ scopes: ['chat:write'] });
    expect(await createSender().find('C0NEWS', 'k1', since())).toEqual({
      kind: 'unknown',
      reason: 'missing_scope',
      lasting: true,
    });
  });

  it.each([
    [{ kind: 'rate-limited' }, 'ratelimited', { retryAfterMs: 1000 }],
    [{ kind: 'status', status: 502 }, 'http_502'],
    [{ kind: 'error', error: 'invalid_auth' }, 'invalid_auth'],
    [{ kind: 'lost-answer' }, 'answer_lost'],
    [{ kind: 'html' }, 'malformed_answer'],
    [{ kind: 'body', body: '{"ok":true}' }, 'malformed_answer'],
    [{ kind: 'body', body: '{"ok":true,"messages":[],"has_more":true}' }, 'malformed_answer'],
    [{ kind: 'error', error: 'channel_not_found' }, 'channel_not_found', { lasting: true }],
  ] as readonly [FakeSlackFault, string, object?][])(
    'does not know when the history answers %j',
    async (fault, reason, more) => {
      slack.failNext(fault, 'conversations.history');
      expect(await createSender().find('C0NEWS', 'k1', since())).toEqual({ kind: 'unknown', reason, ...(more ?? {}) });
    },
  );

  it('does not know while it cannot learn who it is, and asks again the next time', async () => {
    const sender = createSender();
    slack.failNext({ kind: 'status', status: 500 }, 'auth.test');
    expect((await sender.find('C0NEWS', 'k1', since())).kind).toBe('unknown');
    expect((await sender.find('C0NEWS', 'k1', since())).kind).toBe('absent');
    expect((await sender.find('C0NEWS', 'k1', since())).kind).toBe('absent');
    expect(slack.requests.filter(({ method }) => method === 'auth.test')).toHaveLength(2);
  });

  it('gives up on a history that never ends', async () => {
    slack.failWhen((method) =>
      method === 'conversations.history'
        ? {
            kind: 'body',
            body: '{"ok":true,"messages":[],"has_more":true,"response_metadata":{"next_cursor":"again"}}',
          }
        : null,
    );
    expect(await createSender().find('C0NEWS', 'k1', since())).toEqual({
      kind: 'unknown',
      reason: 'history_too_long',
      lasting: true,
    });
  });
});
