import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { updateFindings } from '../../../src/app/fleet/open-findings.ts';
import { AppError } from '../../../src/domain/app-error.ts';
import { ORDINARY } from '../../../src/domain/finding.ts';
import type { NotificationContent } from '../../../src/domain/notification.ts';
import type { WritableStore } from '../../../src/store/open-store.ts';
import { createMetrics } from '../../../src/surfaces/web/create-metrics.ts';
import { buildAugustCatalogue } from '../../advice/support/august-2026.ts';
import { buildCluster, buildPool } from '../../advice/support/builders.ts';
import { findTool } from '../../support/find-tool.ts';
import { briefOf, byCluster } from '../../support/sample-finding.ts';
import { socketOf, WEB_ALONE } from '../../support/web-alone.ts';
import { giveUpOne, NOW, serve } from './support/serve.ts';

const AT = NOW.toISOString();
const DAY_SECONDS = 86_400;
const promtool = findTool('promtool');

const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000).toISOString();

describe('/metrics', () => {
  it('tells of outbox, sources, fleet and process in the text format of Prometheus', async () => {
    const { get, store, context } = await serve({}, { version: 'test' });
    store.catalogue.replace(buildAugustCatalogue());
    store.clusters.save(buildCluster());
    store.sources.markSucceeded('aks-releases', {}, AT);
    store.sources.markFailed('vhd-notes', new AppError('unavailable', 'down'), AT);
    updateFindings(context);
    store.findings.refreshOf([buildCluster().id, 'c'], byCluster([finding('high'), finding('info'), finding('info')]));
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
      vhdwatch_oldest_report_timestamp_seconds: expect.any(Number),
      'vhdwatch_node_pools{status="current"}': 1,
      'vhdwatch_node_pools{status="behind"}': 0,
      'vhdwatch_findings{severity="high"}': 1,
      'vhdwatch_findings{severity="info"}': 2,
    });
    expect(samples).not.toHaveProperty(['vhdwatch_source_last_success_timestamp_seconds{source="vhd-notes"}']);
    expect(samples['process_resident_memory_bytes']).toBeGreaterThan(1e6);
    expect(samples['process_uptime_seconds']).toBeGreaterThan(0);
    expect(samples['nodejs_eventloop_lag_p99_seconds']).toBeGreaterThanOrEqual(0);
    expect(body).toMatch(/^vhdwatch_build_info\{version="[^"]+",node="v\d+/m);
  });

  it('says when the next notification is due', async () => {
    const { get, store } = await serve();
    store.outbox.add([notification()], AT);
    expect(parseExposition((await get('/metrics')).body)).toMatchObject({
      'vhdwatch_outbox_notifications{state="pending"}': 1,
      vhdwatch_outbox_next_due_timestamp_seconds: NOW.getTime() / 1000,
    });
  });

  it('escapes label values', async () => {
    const { get, store } = await serve();
    const ownership = { channel: 'a"b\\c\nd', owners: [], environment: null };
    store.clusters.save(buildCluster({ ownership }));
    expect((await get('/metrics')).body).toContain('{channel="a\\"b\\\\c\\nd",os_sku="Windows2022"}');
  });

  it('counts deliveries by kind and outcome from zero, and never less when rows are thinned out', async () => {
    const { get, store } = await serve();
    const read = async () => parseExposition((await get('/metrics')).body);
    const reminders = 'vhdwatch_deliveries_total{kind="upgrade-reminder",outcome="delivered"}';
    expect(await read()).toMatchObject({
      [reminders]: 0,
      'vhdwatch_deliveries_total{kind="release-news",outcome="given-up"}': 0,
      'vhdwatch_delivery_attempts_total{outcome="delivered"}': 0,
    });
    deliver(store, 'upgrade-reminder', '2024-01-01T09:00:00.000Z');
    deliver(store, 'release-news', AT);
    const told = {
      [reminders]: 1,
      'vhdwatch_delivery_attempts_total{outcome="delivered"}': 2,
      vhdwatch_last_delivery_timestamp_seconds: NOW.getTime() / 1000,
      vhdwatch_last_reminder_timestamp_seconds: Date.parse('2024-01-01T09:00:00Z') / 1000,
    };
    expect(await read()).toMatchObject(told);
    expect(store.thinOut('2026-01-01T00:00:00.000Z', '2026-01-01')).toMatchObject({ notifications: 1 });
    expect(await read()).toMatchObject(told);
  });

  it('tells how stale each source is, also one that never worked or was never asked', async () => {
    const { get, store } = await serve();
    expect(parseExposition((await get('/metrics')).body)).toMatchObject({
      'vhdwatch_source_staleness_seconds{source="aks-releases"}': Number.POSITIVE_INFINITY,
      'vhdwatch_source_failures{source="aks-releases"}': 0,
    });
    store.sources.markSucceeded('aks-releases', {}, hoursAgo(2));
    store.sources.markFailed('vhd-notes', new AppError('unavailable', 'down'), hoursAgo(5));
    store.sources.markFailed('vhd-notes', new AppError('unavailable', 'down'), hoursAgo(1));
    expect(parseExposition((await get('/metrics')).body)).toMatchObject({
      'vhdwatch_source_staleness_seconds{source="aks-releases"}': 7200,
      'vhdwatch_source_staleness_seconds{source="vhd-notes"}': 5 * 3600,
    });
  });

  it('tells how long a message has been waiting', async () => {
    const { get, store } = await serve();
    expect(parseExposition((await get('/metrics')).body)).toMatchObject({ vhdwatch_outbox_overdue_seconds: 0 });
    store.outbox.add([notification()], hoursAgo(3));
    expect(parseExposition((await get('/metrics')).body)).toMatchObject({ vhdwatch_outbox_overdue_seconds: 3 * 3600 });
  });

  it('tells the oldest image and the nearest end by OS SKU and channel', async () => {
    const { get, store, context } = await serve({}, { version: 'test' });
    store.catalogue.replace(buildAugustCatalogue());
    const ownership = { channel: 'C0SHOP', owners: [], environment: null };
    const old = buildPool({ name: 'old', nodeImageVersion: 'AKSWindows-2022-containerd-20348.4529.251212' });
    const cluster = buildCluster({ ownership, nodePools: [buildPool(), old] });
    store.clusters.save(cluster);
    const end = { ...finding('high'), clusterId: cluster.id, traits: { ...ORDINARY, isEnd: true } };
    updateFindings(context);
    store.findings.refreshOf(
      [cluster.id],
      byCluster([
        { ...end, subject: 'a', nodePool: 'old', due: '2026-09-30' },
        { ...end, subject: 'b', nodePool: 'elsewhere', due: '2026-08-21' },
        { ...end, subject: 'c', due: '2026-10', traits: { ...ORDINARY, isEnd: true } },
        { ...end, subject: 'd', due: '2026-08-22', traits: ORDINARY },
      ]),
    );
    const samples = parseExposition((await get('/metrics')).body);
    const labels = '{channel="C0SHOP",os_sku="Windows2022"}';
    expect(samples[`vhdwatch_oldest_image_age_seconds${labels}`]).toBe(251 * DAY_SECONDS);
    expect(samples[`vhdwatch_nearest_end_timestamp_seconds${labels}`]).toBe(Date.parse('2026-09-30') / 1000);
  });

  it('tells single node pools only where asked to, and no more than that', async () => {
    const context = (await serve()).context;
    context.store.catalogue.replace(buildAugustCatalogue());
    const old = buildPool({ name: 'old', nodeImageVersion: 'AKSWindows-2022-containerd-20348.4529.251212' });
    context.store.clusters.save(buildCluster({ nodePools: [buildPool(), old] }));
    expect(await createMetrics({ ...WEB_ALONE, context }).render(true)).not.toContain('node_pool_image_age');
    const text = await createMetrics({ ...WEB_ALONE, context, maxPools: 1 }).render(true);
    expect(text.match(/^vhdwatch_node_pool_image_age_seconds\{.*/gm)).toEqual([
      expect.stringMatching(/cluster="shop-prod",node_pool="old",os_sku="Windows2022"\} 21686400$/),
    ]);
    expect(text).toContain('\nvhdwatch_node_pools_left_out 1\n');
  });

  it('counts polls by how long they took and whether the leading source answered', async () => {
    const metrics = createMetrics({ ...WEB_ALONE, context: (await serve()).context });
    metrics.observePoll({ durationMs: 700, isGood: true });
    metrics.observePoll({ durationMs: 90_000, isGood: false });
    expect(parseExposition(await metrics.render(true))).toMatchObject({
      'vhdwatch_poll_duration_seconds_bucket{le="0.5",outcome="good"}': 0,
      'vhdwatch_poll_duration_seconds_bucket{le="1",outcome="good"}': 1,
      'vhdwatch_poll_duration_seconds_count{outcome="good"}': 1,
      'vhdwatch_poll_duration_seconds_count{outcome="failed"}': 1,
    });
  });

  it('tells what GitHub leaves and whether the socket is open, where there is one', async () => {
    const context = (await serve()).context;
    const without = parseExposition(await createMetrics({ ...WEB_ALONE, context, socket: null }).render(true));
    expect(without).not.toHaveProperty('vhdwatch_slack_socket_connected');
    const told = { findRequestsLeft: () => 4711, socket: socketOf(false) };
    expect(parseExposition(await createMetrics({ ...WEB_ALONE, context, ...told }).render(true))).toMatchObject({
      vhdwatch_github_requests_left: 4711,
      vhdwatch_slack_socket_connected: 0,
    });
  });

  it.skipIf(promtool === null)(
    'is what promtool finds nothing wrong with (skipped where there is no promtool)',
    async () => {
      const context = (await serve()).context;
      context.store.catalogue.replace(buildAugustCatalogue());
      context.store.clusters.save(buildCluster());
      context.store.sources.markSucceeded('aks-releases', {}, AT);
      deliver(context.store, 'upgrade-reminder', AT);
      const told = { maxPools: 10, findRequestsLeft: () => 1, socket: socketOf(true) };
      const text = await createMetrics({ ...WEB_ALONE, context, ...told }).render(true);
      const { status, stderr, stdout } = spawnSync(promtool ?? '', ['check', 'metrics'], {
        input: text,
        encoding: 'utf8',
      });
      expect({ status, problems: stderr + stdout }).toEqual({ status: 0, problems: '' });
    },
  );

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
});

function notification(kind: NotificationContent['kind'] = 'test-message', dedupeKey = 'key') {
  return { channel: 'inbox', dedupeKey, content: { kind, requestedBy: 'Dana' } as NotificationContent };
}

function deliver(store: WritableStore, kind: NotificationContent['kind'], at: string) {
  store.outbox.add([notification(kind, `${kind} ${at}`)], at);
  const id = store.outbox.findByKey('inbox', `${kind} ${at}`)?.id ?? 0;
  store.outbox.recordAttempt(id, at, { state: 'delivered', outcome: 'delivered', detail: null });
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
    brief: briefOf('s'),
    commands: [],
    traits: ORDINARY,
    evidence: [],
  };
}

/** Reads the text format strictly: every sample belongs to the metric announced before it. */
function parseExposition(text: string): Record<string, number> {
  expect(text.endsWith('\n')).toBe(true);
  const samples: Record<string, number> = {};
  let current = '';
  for (const line of text.trimEnd().split('\n').filter(Boolean)) {
    const announced = /^# (?:HELP ([a-z_\d]+) \S.*|TYPE ([a-z_\d]+) (?:gauge|counter|histogram|summary))$/.exec(line);
    if (announced) {
      current = announced[1] ?? announced[2] ?? '';
      continue;
    }
    const sample = /^([a-z_\d]+)(\{(?:,?[a-z_]+="[^"\\\n]*")+\})? (-?[\d.e+-]+|\+Inf|Nan)$/.exec(line);
    expect(sample, line).not.toBeNull();
    expect(sample?.[1]?.replace(/_(?:bucket|sum|count)$/, '')).toBe(current.replace(/_(?:sum|count)$/, ''));
    samples[`${sample?.[1]}${sample?.[2] ?? ''}`] = toNumber(sample?.[3] ?? '');
  }
  return samples;
}

function toNumber(text: string): number {
  return text === '+Inf' ? Number.POSITIVE_INFINITY : Number(text);
}
