import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/app-error.ts';
import { socketOf } from '../../support/web-alone.ts';
import { giveUpOne, NOW, serve, sourceNamed } from './support/serve.ts';

const AT = NOW.toISOString();

const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000).toISOString();

describe('/healthz', () => {
  it('answers while the process lives, whatever became of the database', async () => {
    const { get, store } = await serve();
    store.close();
    const { status, body } = await get('/healthz');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({ status: 'ok' });
    expect((await get('/healthz', { method: 'HEAD' })).status).toBe(200);
  });
});

describe('/readyz', () => {
  it('is not ready before the first poll succeeded', async () => {
    const { get, store } = await serve();
    store.sources.markFailed('aks-releases', new AppError('unavailable', 'GitHub is in trouble (503)'), AT);
    const { status, body } = await get('/readyz');
    expect(status).toBe(503);
    expect(JSON.parse(body)).toMatchObject({
      status: 'not ready',
      reasons: ['aks-releases was not polled successfully yet: GitHub is in trouble (503)'],
    });
  });

  it('is ready after the first poll; another source that fails is only a warning', async () => {
    const { get, store } = await serve();
    store.sources.markSucceeded('aks-releases', {}, AT);
    const { status, body } = await get('/readyz');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({
      status: 'ready',
      reasons: [],
      warnings: ['vhd-notes was not polled successfully yet'],
    });
  });

  it('says once what keeps several sources from being read', async () => {
    const names = ['aks-releases', 'vhd-notes', 'agent-baker', 'release-tracker'] as const;
    const { get, store } = await serve({}, { sources: names.map(sourceNamed) });
    store.sources.markSucceeded('aks-releases', {}, AT);
    for (const name of ['vhd-notes', 'agent-baker'] as const)
      store.sources.markFailed(name, new AppError('unavailable', 'no DNS'), AT);
    expect(JSON.parse((await get('/readyz')).body).warnings).toEqual([
      'vhd-notes and agent-baker were not polled successfully yet: no DNS',
      'release-tracker was not polled successfully yet',
    ]);
  });

  it('says once what keeps several sources from being read any more, and that nothing was read yet', async () => {
    const names = ['aks-releases', 'vhd-notes', 'agent-baker'] as const;
    const { get, store } = await serve({}, { sources: names.map(sourceNamed) });
    const fail = (times: number) => {
      for (const name of names)
        for (let at = 0; at < times; at++) store.sources.markFailed(name, new AppError('unavailable', 'no DNS'), AT);
    };
    fail(1);
    expect(JSON.parse((await get('/readyz')).body)).toMatchObject({
      reasons: ['aks-releases, vhd-notes and agent-baker were not polled successfully yet: no DNS'],
      warnings: [],
    });
    for (const name of names) store.sources.markSucceeded(name, {}, AT);
    fail(3);
    expect(JSON.parse((await get('/readyz')).body).warnings).toEqual([
      'aks-releases, vhd-notes and agent-baker fail, last success 20 Aug 2026, 09:00 UTC: no DNS',
    ]);
  });

  it('stays ready while GitHub is down, and warns from the third failed poll on', async () => {
    const { get, store } = await serve();
    store.sources.markSucceeded('aks-releases', {}, AT);
    store.sources.markFailed('aks-releases', new AppError('unavailable', 'GitHub is down'), AT);
    store.sources.markFailed('aks-releases', new AppError('unavailable', 'GitHub is down'), AT);
    expect(JSON.parse((await get('/readyz')).body).warnings).toHaveLength(1);
    store.sources.markFailed('aks-releases', new AppError('unavailable', 'GitHub is down'), AT);
    const { status, body } = await get('/readyz');
    expect(status).toBe(200);
    expect(JSON.parse(body).warnings).toContain(
      'aks-releases failed 3 times in a row, last success 20 Aug 2026, 09:00 UTC: GitHub is down',
    );
  });

  it('does not take a poll that lies ahead for one that was lately', async () => {
    const { get, store } = await serve();
    store.sources.markSucceeded('aks-releases', {}, '2286-11-20T17:46:39.000Z');
    const limit = new AppError('rate_limited', 'GitHub is busy', { retryAt: '2286-11-20T17:46:39.000Z' });
    store.sources.markFailed('aks-releases', limit, hoursAgo(2));
    expect((await get('/readyz')).body).toContain('nobody polled aks-releases since 20 Aug 2026, 07:00 UTC');
    store.sources.markFailed('aks-releases', limit, AT);
    const { status, body } = await get('/readyz');
    expect(status).toBe(503);
    expect(body).toContain('aks-releases gave no answer since 20 Nov 2286, 17:46 UTC: GitHub is busy');
  });

  it('is not ready when nobody polls any more, whoever holds the work', async () => {
    const { get, store } = await serve();
    store.sources.markSucceeded('aks-releases', {}, hoursAgo(2));
    const late = 'nobody polled aks-releases since 20 Aug 2026, 07:00 UTC';
    const { status, body } = await get('/readyz');
    expect(status).toBe(503);
    expect(JSON.parse(body).reasons).toEqual([`${late}: start "vhdwatch serve"`]);
    store.leases.acquire('duty', 'node-7|elsewhere|12|mark', new Date(), 30_000);
    const held = JSON.parse((await get('/readyz')).body).reasons;
    expect(held).toEqual([`${late}: node-7, process 12 is to do it: look at its log, and restart it`]);
  });

  it('waits with the polls where GitHub asked for that', async () => {
    const { get, store } = await serve();
    store.sources.markSucceeded('aks-releases', {}, hoursAgo(3));
    const limited = new AppError('rate_limited', 'no requests left', { retryAt: hoursAgo(-1) });
    store.sources.markFailed('aks-releases', limited, hoursAgo(2));
    expect((await get('/readyz')).status).toBe(200);
  });

  it('is not ready after a day without an answer of GitHub, however often it is asked', async () => {
    const { get, store } = await serve();
    store.sources.markSucceeded('aks-releases', {}, hoursAgo(25));
    store.sources.markFailed('aks-releases', new AppError('unavailable', 'GitHub is down'), AT);
    const { status, body } = await get('/readyz');
    expect(status).toBe(503);
    expect(body).toContain('aks-releases gave no answer since 19 Aug 2026, 08:00 UTC: GitHub is down');
  });

  it('says once that several sources give no answer for a day, and for what reason', async () => {
    const { get, store } = await serve();
    for (const name of ['aks-releases', 'vhd-notes'] as const) {
      store.sources.markSucceeded(name, {}, hoursAgo(25));
      for (const ago of [3, 2, 0])
        store.sources.markFailed(name, new AppError('unavailable', 'GitHub is down'), hoursAgo(ago));
    }
    const { reasons, warnings } = JSON.parse((await get('/readyz')).body);
    expect([reasons, warnings ?? []]).toEqual([
      ['aks-releases and vhd-notes fail, last success 19 Aug 2026, 08:00 UTC: GitHub is down'],
      [],
    ]);
    for (const path of ['/', '/health']) expect((await get(path)).body).not.toContain('Not read lately');
  });

  it('is not ready while a message is due for an hour and nobody sends it', async () => {
    const { get, store } = await serve();
    store.sources.markSucceeded('aks-releases', {}, AT);
    const content = { kind: 'test-message' as const, requestedBy: 'Ada' };
    store.transaction(() => store.outbox.add([{ channel: 'C1', dedupeKey: 'a', content }], hoursAgo(2)));
    const { status, body } = await get('/readyz');
    expect(status).toBe(503);
    expect(body).toContain('a notification is due since 20 Aug 2026, 07:00 UTC and was not sent');
  });

  it('says until when Slack asked for a pause, how discovery is going, and that the socket is closed', async () => {
    const { get, store } = await serve({ socket: socketOf(false) });
    store.sources.markSucceeded('aks-releases', {}, AT);
    store.settings.save('sending-pause', JSON.stringify({ kind: 'rate-limited', until: hoursAgo(-1), by: 'x' }));
    const state = {
      lastAttemptAt: AT,
      lastSuccessAt: hoursAgo(30),
      lastError: 'Azure is away.',
      failures: 5,
      problems: [],
    };
    store.settings.save('discovery', JSON.stringify(state));
    const { status, body } = await get('/readyz');
    expect(status).toBe(200);
    expect(JSON.parse(body).warnings).toEqual(
      expect.arrayContaining([
        'the chat asked for a pause: nothing is sent before 20 Aug 2026, 10:00 UTC',
        'discovery from Azure failed 5 times since 19 Aug 2026, 03:00 UTC: Azure is away.',
        'the socket to the chat is closed',
      ]),
    );
  });

  it('is not ready while the chat refuses the credential', async () => {
    const { get, store } = await serve();
    store.sources.markSucceeded('aks-releases', {}, AT);
    const pause = { kind: 'credential', until: hoursAgo(1), by: 'x', reason: 'invalid_auth' };
    store.settings.save('sending-pause', JSON.stringify(pause));
    const { status, body } = await get('/readyz');
    expect(status).toBe(503);
    const problem = 'nothing is sent, because the chat refuses our credential (invalid_auth)';
    expect(JSON.parse(body).reasons).toEqual([`${problem}: "vhdwatch doctor" names the setting`]);
  });

  it('is not ready when the database does not answer', async () => {
    const { get, store } = await serve();
    store.close();
    const { status, body } = await get('/readyz');
    expect(status).toBe(503);
    expect(JSON.parse(body)).toMatchObject({ reasons: ['the database does not answer: the log says why'] });
  });

  it('warns of notifications that were given up', async () => {
    const { get, store } = await serve();
    store.sources.markSucceeded('aks-releases', {}, AT);
    giveUpOne(store);
    expect((await get('/readyz')).body).toContain('given up: 1 notification;');
  });

  it.each([
    'xoxb-123-456-abcDEF',
    'xapp-1-A0-1-abcdef0123',
    'ghp_abcdef0123456789',
    'github_pat_11AAAA_bbbb',
    'https://user:hunter2@proxy.test/',
    'wss://slack.test/link?ticket=hunter2',
    'Authorization: Bearer hunter2hunter2',
  ])('never repeats a secret: %s', async (secret) => {
    const { get, store } = await serve();
    store.sources.markFailed('aks-releases', new AppError('unavailable', `cannot reach ${secret} now`), AT);
    const { body } = await get('/readyz');
    expect(body).toContain('[redacted]');
    expect(body).toContain(' now');
    for (const part of ['123-456', 'abcdef', 'AAAA', 'hunter2']) expect(body).not.toContain(part);
    for (const path of ['/', '/health', '/inbox'])
      expect([path, (await get(path)).body]).toEqual([path, expect.not.stringMatching(/hunter2|abcdef|123-456|AAAA/)]);
  });
});
