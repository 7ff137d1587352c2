import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/app-error.ts';
import { renderExposition } from '../../../src/surfaces/web/metrics/exposition.ts';
import { buildAugustCatalogue } from '../../advice/support/august-2026.ts';
import { buildCluster } from '../../advice/support/builders.ts';
import { NOW, serve } from './support/serve.ts';

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
      'aks-releases failed 3 times in a row, last success 2026-08-20T09:00:00.000Z: GitHub is down',
    );
  });

  it('is not ready when nobody polls any more, whoever holds the work', async () => {
    const { get, store } = await serve();
    store.sources.markSucceeded('aks-releases', {}, hoursAgo(2));
    const { status, body } = await get('/readyz');
    expect(status).toBe(503);
    expect(JSON.parse(body).reasons).toEqual([
      expect.stringMatching(
        /^nobody polled aks-releases since 2026-08-20T07:00:00.000Z: start "vhdwatch serve", or look/,
      ),
    ]);
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
    expect(body).toContain('aks-releases gave no answer since 2026-08-19T08:00:00.000Z: GitHub is down');
  });

  it('is not ready while a message is due for an hour and nobody sends it', async () => {
    const { get, store } = await serve();
    store.sources.markSucceeded('aks-releases', {}, AT);
    const content = { kind: 'test-message' as const, requestedBy: 'Ada' };
    store.transaction(() =>
      store.outbox.add([{ channel: 'C1', dedupeKey: 'a', content, dueAt: hoursAgo(2) }], hoursAgo(2)),
    );
    const { status, body } = await get('/readyz');
    expect(status).toBe(503);
    expect(body).toContain('a notification is due since 2026-08-20T07:00:00.000Z and was not sent');
  });

  it('is not ready while Slack refuses the credential, and says which setting to check', async () => {
    const { get, store } = await serve({ findSlackProblem: () => 'invalid_auth' });
    store.sources.markSucceeded('aks-releases', {}, AT);
    const { status, body } = await get('/readyz');
    expect(status).toBe(503);
    expect(body).toContain('Slack refuses our credential (invalid_auth): check SLACK_BOT_TOKEN');
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
    expect((await get('/readyz')).body).toContain('1 notification(s) were given up');
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
    expect((await get('/')).body).not.toMatch(/hunter2|abcdef|123-456|AAAA/);
  });
});

describe('/metrics', () => {
  it('tells of outbox, sources, fleet and process in the text format of Prometheus', async () => {
    const { get, store } = await serve();
    store.catalogue.replace(buildAugustCatalogue());
    store.clusters.save(buildCluster());
    store.sources.markSucceeded('aks-releases', {}, AT);
    store.sources.markFailed('vhd-notes', new AppError('unavailable', 'down'), AT);
    store.findings.refresh([finding('high'), finding('info'), finding('info')], AT);
    giveUpOne(store);
    const { status, headers, body } = await get('/metrics');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const samples = parseExposition(body);
    expect(samples).toMatchObject({
      vhdwatch_ready: 1,
      'vhdwatch_outbox_notifications{state="dead"}': 1,
      'vhdwatch_outbox_notifications{state="pending"}': 0,
      'vhdwatch_delivery_attempts_total{outcome="refused"}': 1,
      'vhdwatch_source_last_success_timestamp_seconds{source="aks-releases"}': NOW.getTime() / 1000,
      'vhdwatch_source_failures{source="aks-releases"}': 0,
      'vhdwatch_source_failures{source="vhd-notes"}': 1,
      vhdwatch_clusters: 1,
      'vhdwatch_node_pools{status="current"}': 1,
      'vhdwatch_node_pools{status="behind"}': 0,
      'vhdwatch_findings{severity="high"}': 1,
      'vhdwatch_findings{severity="info"}': 2,
    });
    expect(samples).not.toHaveProperty(['vhdwatch_source_last_success_timestamp_seconds{source="vhd-notes"}']);
    expect(samples['process_resident_memory_bytes']).toBeGreaterThan(1e6);
    expect(samples['process_uptime_seconds']).toBeGreaterThan(0);
  });

  it('says when the next notification is due', async () => {
    const { get, store } = await serve();
    store.outbox.add([notification()], AT);
    expect(parseExposition((await get('/metrics')).body)).toMatchObject({
      'vhdwatch_outbox_notifications{state="pending"}': 1,
      vhdwatch_outbox_next_due_timestamp_seconds: NOW.getTime() / 1000,
    });
  });

  it('keeps telling of the process when the database does not answer', async () => {
    const { get, store } = await serve();
    store.close();
    const { status, body } = await get('/metrics');
    expect(status).toBe(200);
    const samples = parseExposition(body);
    expect(samples['vhdwatch_ready']).toBe(0);
    expect(samples['process_uptime_seconds']).toBeGreaterThan(0);
    expect(samples).not.toHaveProperty('vhdwatch_clusters');
  });

  it('escapes label values', () => {
    const samples = [{ labels: { name: 'a"b\\c\nd' }, value: 1 }];
    expect(renderExposition([{ name: 'm', help: 'h', type: 'gauge', samples }])).toBe(
      '# HELP m h\n# TYPE m gauge\nm{name="a\\"b\\\\c\\nd"} 1\n',
    );
  });
});

function notification() {
  const content = { kind: 'test-message' as const, requestedBy: 'Dana' };
  return { channel: 'inbox', dedupeKey: 'key', content, dueAt: AT };
}

function giveUpOne(store: Awaited<ReturnType<typeof serve>>['store']): void {
  store.outbox.add([notification()], AT);
  const id = store.outbox.list(1)[0]?.id ?? 0;
  store.outbox.markSending(id, AT);
  store.outbox.recordAttempt(id, AT, {
    state: 'dead',
    outcome: 'refused',
    detail: new AppError('unavailable', 'gone').message,
  });
}

let count = 0;

function finding(severity: 'high' | 'info') {
  count += 1;
  const subject = `subject ${count}`;
  return {
    clusterId: 'c',
    cluster: 'c',
    nodePool: null,
    rule: 'r',
    severity,
    subject,
    due: null,
    summary: 's',
    commands: [],
    evidence: [],
  };
}

/** Reads the text format strictly: every sample belongs to the metric announced before it. */
function parseExposition(text: string): Record<string, number> {
  expect(text.endsWith('\n')).toBe(true);
  const samples: Record<string, number> = {};
  let current = '';
  for (const line of text.trimEnd().split('\n')) {
    const announced = /^# (?:HELP ([a-z_]+) \S.*|TYPE ([a-z_]+) (?:gauge|counter))$/.exec(line);
    if (announced) {
      current = announced[1] ?? announced[2] ?? '';
      continue;
    }
    const sample = /^([a-z_]+)(\{[a-z_]+="[^"\\\n]*"\})? (-?[\d.e+-]+)$/.exec(line);
    expect(sample, line).not.toBeNull();
    expect(sample?.[1]).toBe(current);
    samples[`${sample?.[1]}${sample?.[2] ?? ''}`] = Number(sample?.[3]);
  }
  return samples;
}
