import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/domain/calendar-date.ts';
import type { Cluster } from '../../src/domain/cluster.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { isOlderImage } from '../../src/domain/node-image-version.ts';
import type { AssessedPool } from '../../src/domain/node-pool-assessment.ts';
import type { ReminderItem } from '../../src/domain/notification.ts';
import { DEFAULT_ESCALATION, type EscalationPolicy } from '../../src/domain/reminder-settings.ts';
import { textOf } from '../../src/messages/card.ts';
import { PLAIN_WRITER, writeText } from '../../src/messages/card-text.ts';
import { type EscalationInput, planEscalation } from '../../src/messages/escalation.ts';
import { composeCard } from '../../src/messages/message-kinds.ts';
import { rowsOfPools } from '../../src/messages/pool-words.ts';
import { sortReminderItems } from '../../src/messages/upgrade-reminder.ts';
import { listCrossed } from '../../src/reminders/thresholds.ts';
import { routeChannels } from '../../src/routing/route-channels.ts';
import { briefOf, createFinding } from '../support/sample-finding.ts';
import {
  finding as anyFinding,
  image,
  pools as newsPools,
  releaseNews,
  reminderItem,
  upgradeReminder,
} from '../surfaces/slack/sample-contents.ts';

const finding = (changes: Partial<Finding> = {}) => createFinding({ due: '2026-09-08', ...changes });

function item(changes: Partial<ReminderItem> = {}): ReminderItem {
  return {
    cluster: 'shop',
    clusterId: 'manual/shop',
    nodePool: 'web',
    currentVersion: '20348.5256.260610',
    targetVersion: '20348.5386.260715',
    imagesBehind: 1,
    daysBehind: 35,
    status: 'behind',
    findings: [finding()],
    ...changes,
  };
}

function retired(ageDays = 10): AssessedPool {
  return {
    cluster: { id: 'manual/shop' } as Cluster,
    nodePool: { name: 'web' } as AssessedPool['nodePool'],
    assessment: {
      status: 'unsupported',
      ageDays,
      skipped: [],
      currentVersion: null,
    } as unknown as AssessedPool['assessment'],
    isLeftToAks: false,
  };
}

test('items come by urgency, then by cluster, the most pressing one first', () => {
  const named = (cluster: string, nodePool: string, severity: Finding['severity'], due: string) =>
    item({ cluster, clusterId: cluster, nodePool, findings: [finding({ severity, due })] });
  const sorted = sortReminderItems([
    named('b', 'low1', 'low', '2026-09-01'),
    named('b', 'high1', 'high', '2026-09-05'),
    named('a', 'high2', 'high', '2026-09-03'),
    named('a', 'critical1', 'critical', '2026-12-01'),
    named('b', 'medium1', 'medium', '2026-08-01'),
  ]);
  expect(sorted.map(({ nodePool }) => nodePool)).toEqual(['critical1', 'high2', 'high1', 'medium1', 'low1']);
});

test('images of different builds are neither older nor newer', () => {
  expect(isOlderImage('20348.5256.260610', '20348.5386.260715')).toBe(true);
  expect(isOlderImage('20348.5386.260715', '20348.5386.260715')).toBe(false);
  expect(isOlderImage('20348.5256.260610', '26100.33158.260715')).toBe(false);
  expect(isOlderImage('nonsense', null)).toBe(false);
});

test('rows of a reminder are worst first, whatever cluster they are of and however many are alike', () => {
  const rowOf = (cluster: string, nodePool: string, severity: Finding['severity'], summary: string) =>
    reminderItem(1, {
      ...{ cluster, clusterId: cluster, nodePool, currentVersion: null, targetVersion: null },
      findings: [anyFinding({ cluster, clusterId: cluster, nodePool, severity, summary, brief: briefOf(summary) })],
    });
  const items = sortReminderItems([
    rowOf('a', 'first', 'critical', 'Its images are removed; move it.'),
    ...Array.from({ length: 40 }, (_, index) =>
      rowOf(
        index === 0 ? 'a' : `cluster-${index % 8}`,
        `old-${index}`,
        'high',
        'Windows Server 2019 is retired; move it.',
      ),
    ),
    rowOf('cluster-3', 'worse', 'critical', 'Kubernetes left support; upgrade it.'),
    rowOf('cluster-4', 'later', 'medium', 'The node image is old; upgrade it.'),
  ]);
  const { parts } = composeCard(upgradeReminder(0, { items }));
  const [table] = parts.flatMap((part) => (part.kind === 'table' ? [part] : []));
  const said = (table?.rows ?? []).map((row) => row.map(({ spans }) => textOf(spans)).join(' '));
  expect(said[0]).toContain('cluster-3/worse');
  expect(said.at(-1)).toContain('cluster-4/later');
  expect(said.length).toBeLessThan(12);
});

test('rows of news are most urgent first, not furthest behind first', () => {
  const [old, lagging] = newsPools(2);
  if (!old || !lagging) throw new Error('two pools');
  const image2025 = { osSku: 'Windows2025', target: '26100.33158.260715' } as const;
  const news = releaseNews({
    images: [
      image({ pools: [{ ...lagging, version: '20348.5256.260610', daysBehind: 35, imagesBehind: 1 }] }),
      image({
        ...{ osSku: 'Windows2025', version: '26100.33158.260715' },
        pools: [{ ...old, ...image2025, version: '26100.31000.260410', daysBehind: 20, imagesBehind: 1 }],
      }),
    ],
    retirements: [],
  });
  const { parts } = composeCard(news);
  const [table] = parts.flatMap((part) => (part.kind === 'table' ? [part] : []));
  expect(table?.rows.map(([, when]) => textOf(when?.spans ?? []))).toEqual(['now', 'by 8 Sep 2026']);
});

test('pools of which the same is true share rows, and of very many none takes longer than of few', () => {
  const pools = Array.from({ length: 150_000 }, (_, index) => ({
    name: `shop-${index}/win`,
    cells: ['now', 'high: old'],
  }));
  const before = performance.now();
  const rows = rowsOfPools(pools);
  // By slices of all that is left it took ten seconds and more.
  expect(performance.now() - before).toBeLessThan(4_000);
  expect(rows.reduce((sum, [name]) => sum + (name?.things ?? 1), 0)).toBe(pools.length);
});

describe('limits before an end', () => {
  const ending = finding({ rule: 'os-sku-retirement', severity: 'high', due: '2026-09-30', subject: 'Windows2019' });
  const limitOn = (today: string, policy: EscalationPolicy = DEFAULT_ESCALATION) =>
    listCrossed(ending, null, today, policy)[0];

  test.each([
    ['2026-03-31', null, null],
    ['2026-04-03', '180', 'channel'],
    ['2026-07-10', '90', 'channel'],
    ['2026-08-31', '30', 'owners'],
    ['2026-09-24', '7', 'operators'],
    ['2026-09-30', '0', 'operators'],
    // For a week it is still the day itself.
    ['2026-10-05', '0', 'operators'],
  ])('on %s: %s days, told to %s', (today, days, level) => {
    const limit = limitOn(today);
    expect(limit?.key.split('/').at(-1) ?? null).toBe(days);
    expect(limit?.level ?? null).toBe(level);
  });

  test('come back once it has passed, louder with the weeks, then every four weeks', () => {
    const days = ['2026-10-12', '2026-10-14', '2026-10-19', '2026-10-26', '2026-11-02', '2026-11-29', '2026-11-30'];
    const turns = days.map((today) => limitOn(today));
    expect(turns.map((limit) => limit?.crossedOn)).toEqual([
      undefined,
      undefined,
      '2026-10-19',
      '2026-10-19',
      '2026-11-02',
      '2026-11-02',
      '2026-11-30',
    ]);
    expect(turns.slice(2).map((limit) => limit?.level)).toEqual([
      'owners',
      'owners',
      'operators',
      'operators',
      'owners',
    ]);
    expect(turns.slice(2).every((limit) => limit?.isRepeated)).toBe(true);
  });

  test('over two years that nobody does anything about an end are said at most three times in a month, later once', () => {
    const all = Array.from({ length: 730 }, (_, index) => addDays('2026-03-01', index));
    const limits = all.flatMap((today) => listCrossed(ending, null, today, DEFAULT_ESCALATION));
    const said = [...new Map(limits.map((limit) => [limit.key, limit.crossedOn])).values()];
    const months = Map.groupBy(said, (day) => day.slice(0, 7));
    expect(Math.max(...[...months.values()].map(({ length }) => length))).toBeLessThanOrEqual(3);
    const late = said.filter((day) => day > '2026-12');
    expect(late.length).toBeGreaterThan(14);
    expect(late.length).toBeLessThanOrEqual(17);
  });

  test('of several that have ended come at once, however many days they ended on', () => {
    const ends = ['2026-06-03', '2026-06-17', '2026-07-08', '2026-07-30', '2026-08-19'].map((due, index) => ({
      ...ending,
      due,
      clusterId: `cluster-${index}`,
    }));
    const days = Array.from({ length: 360 }, (_, index) => addDays('2026-11-01', index));
    const said = days.flatMap((today) => ends.flatMap((end) => listCrossed(end, null, today, DEFAULT_ESCALATION)));
    const mondays = new Set(said.map(({ crossedOn }) => crossedOn).filter((day) => day > '2026-11-01'));
    expect(mondays.size).toBe(13);
  });

  test('a moved date has limits of its own', () => {
    const moved = listCrossed({ ...ending, due: '2027-09-30' }, null, '2027-09-30', DEFAULT_ESCALATION)[0];
    expect(moved?.key).not.toBe(limitOn('2026-09-30')?.key);
  });

  test('a retired OS SKU comes back every four weeks, and counts down to the removal of its images', () => {
    const toRemoval = { ...ending, due: '2027-04-01' };
    const limitsOn = (today: string) =>
      listCrossed(toRemoval, retired(), today, DEFAULT_ESCALATION).map(({ key }) => key.replace(/^(\w+).*\//, '$1 '));
    expect(limitsOn('2026-08-17')).toEqual(['past 2026-08-10']);
    expect(limitsOn('2026-09-06')).toEqual(['past 2026-08-10']);
    expect(limitsOn('2027-03-25')).toEqual(['end 7', 'past 2027-03-22']);
  });

  test('the age of an image counts whether or not a newer one is known', () => {
    const aged = finding({ rule: 'node-image-age' });
    expect(listCrossed(aged, retired(95), '2026-08-17', DEFAULT_ESCALATION)).toMatchObject([{ level: 'operators' }]);
  });

  const planOn = (pool: AssessedPool, own: Finding, changes: Partial<EscalationInput>) => {
    const ownership = { channel: 'C1', owners: [], environment: null };
    const cluster = { ...pool.cluster, name: 'shop', tags: {}, ownership } as Cluster;
    const destinations = routeChannels({ subscriptions: [], defaultChannel: 'C1', channels: [] });
    const input: EscalationInput = {
      policy: DEFAULT_ESCALATION,
      suppressions: { open: [], today: '2026-08-24' },
      known: new Set<string>(),
      since: '2026-08-23T09:00:00Z',
      threadKey: null,
      threadSince: null,
      isTaken: false,
      postsThisMonth: 0,
      mentionsOf: () => [],
      operatorsChannel: null,
      ...changes,
    };
    const scopes = destinations.map((destination) => ({ destination, pools: [{ ...pool, cluster }], findings: [own] }));
    const planned = scopes.flatMap((scope) => planEscalation(scope, input).notifications);
    return planned.map(({ operation = 'post', content }) => `${operation} ${content.kind}`);
  };

  test('of what has ended come in a message of their own where there is no thread, from the Monday on', () => {
    const ended = finding({ rule: 'os-sku-retirement', severity: 'high', due: '2026-08-10' });
    const plan = (changes: Partial<EscalationInput>) => planOn(retired(), ended, changes);
    expect(plan({})).toEqual(['post escalation']);
    expect(plan({ postsThisMonth: 2 })).toEqual([]);
    expect(plan({ since: '2026-08-24T08:00:00Z' })).toEqual([]);
  });

  test('of age are not said below a card that had them already, also where days to take an image ran out since', () => {
    const aged = finding({ rule: 'node-image-age', severity: 'low' });
    const pool = retired(66);
    const image = { announcedAt: '2026-08-10T08:00:00Z' } as AssessedPool['assessment']['skipped'][number];
    const announced = { ...pool, assessment: { ...pool.assessment, skipped: [image] } };
    const threadKey = 'reminder/2026-08';
    expect(planOn(announced, aged, { threadKey, threadSince: '2026-08-20' })).toEqual([]);
    expect(planOn(announced, aged, { threadKey, threadSince: '2026-08-17' })).toEqual(['reply escalation']);
  });

  test('are those of the policy, and without any nothing is told of an end, nor after it', () => {
    const policy: EscalationPolicy = { ...DEFAULT_ESCALATION, beforeEnd: [{ days: 45, level: 'owners' }] };
    expect(limitOn('2026-08-15', policy)).toBeUndefined();
    expect(limitOn('2026-08-16', policy)).toMatchObject({ level: 'owners', crossedOn: '2026-08-16' });
    expect(limitOn('2026-10-19', policy)?.isRepeated).toBe(true);
    const off: EscalationPolicy = { ...DEFAULT_ESCALATION, beforeEnd: [] };
    expect(['2026-08-31', '2026-09-30', '2026-10-19'].map((today) => limitOn(today, off))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('what is worst', () => {
  const TARGET = '20348.5386.260715';
  const summary = `The node image is 91 days old, past the 90 days that AKS supports; upgrade to ${TARGET}.`;
  const aged = item({ findings: [finding({ severity: 'high', summary, brief: briefOf(summary) })] });
  const shownOf = (items: readonly ReminderItem[]) =>
    writeText(composeCard(upgradeReminder(0, { items: [...items] })), PLAIN_WRITER);

  test('is said once: its age, the image to take, and when', () => {
    const text = shownOf([aged, item({ nodePool: 'jobs' })]);
    const lead = text.split('• ')[0] ?? '';
    for (const words of ['91 days old', TARGET, 'now']) expect(lead.split(words), words).toHaveLength(2);
    expect(lead).toContain('2 pools need the July image, 1 now, 1 by 8 Sep 2026');
    expect(lead).toContain(`20348.5256.260610 → ${TARGET}`);
  });

  test('has its day beside it where the first line has another', () => {
    const later = finding({ severity: 'medium', due: '2026-10-13', summary, brief: briefOf(summary) });
    expect(shownOf([item({ findings: [later] }), item({ nodePool: 'jobs' })])).toContain('. Due 13 Oct 2026');
  });

  test('is asked for without the name where that is too long for the first line, and counted by its day', () => {
    const move = 'Windows Server 2019 is retired; move to a new pool of Windows Server 2025.';
    const long = { cluster: `ledger-${'prod-eu-west-'.repeat(5).slice(0, 56)}`, targetVersion: null };
    const old = item({ ...long, findings: [finding({ severity: 'high', summary: move, brief: briefOf(move) })] });
    const first = (items: ReminderItem[]) => textOf(composeCard(upgradeReminder(0, { items })).headline);
    expect(first([old, item({ nodePool: 'jobs' })])).toBe(
      'Move to a new pool of Windows Server 2025 now; 1 other below',
    );
    const mute = item({
      ...long,
      findings: [finding({ severity: 'high', summary: 'It is retired.', brief: briefOf('It is retired.') })],
    });
    expect(first([{ ...mute, nodePool: 'p'.repeat(60) }, item({ nodePool: 'jobs' })])).toBe(
      '2 pools need attention, 1 now, 1 by 8 Sep 2026',
    );
  });
});
