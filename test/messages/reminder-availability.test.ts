import { expect, test } from 'vitest';
import { assessNodePool } from '../../src/advice/assess-node-pool.ts';
import type { NodePool } from '../../src/domain/cluster.ts';
import type { AssessedPool } from '../../src/domain/node-pool-assessment.ts';
import type { ImageAvailability, UpgradeReminder } from '../../src/domain/notification.ts';
import type { Reminder } from '../../src/domain/outbox-entry.ts';
import { planReminderRevision } from '../../src/messages/reminder-progress.ts';
import { findAvailability, toReminderItem } from '../../src/messages/upgrade-reminder.ts';
import { AUGUST_2026, buildAugustCatalogue } from '../advice/support/august-2026.ts';
import { buildArrivals, buildCluster, buildPool } from '../advice/support/builders.ts';
import { buildLifecycle } from '../advice/support/lifecycle.ts';
import { createFinding } from '../support/sample-finding.ts';
import { NOTHING_ELSE } from '../surfaces/slack/sample-contents.ts';

const MAY = '20348.5139.260513';
const JUNE = '20348.5256.260610';
const JULY = '20348.5386.260715';
const AUGUST = '20348.5499.260812';
const named = (version: string) => `AKSWindows-2022-containerd-${version}`;

function assess(nodePool: NodePool, images: readonly string[] | null): AssessedPool {
  const cluster = buildCluster({ nodePools: [nodePool] });
  const regions = images && { regions: { readOn: '2026-08-19', arrivals: buildArrivals('westeurope', images) } };
  const catalogue = { ...buildAugustCatalogue(), ...regions };
  const assessment = assessNodePool(nodePool, catalogue, buildLifecycle(), AUGUST_2026, 'West Europe');
  return { cluster, nodePool, assessment, isLeftToAks: false };
}

test.each<[string, Partial<NodePool>, string[] | null, ImageAvailability | null]>([
  [
    'in the region since a day',
    { nodeImageVersion: named(JUNE) },
    [`${JULY}@2026-08-04`],
    { kind: 'arrived', region: 'westeurope', since: '2026-08-04', asOf: '2026-08-19' },
  ],
  [
    'in the region, nobody says since when',
    { nodeImageVersion: named(JUNE) },
    [JULY],
    { kind: 'arrived', region: 'westeurope', since: null, asOf: '2026-08-19' },
  ],
  [
    'not there yet',
    { nodeImageVersion: named(JULY) },
    [`${JULY}@2026-08-04`],
    { kind: 'awaited', region: 'westeurope', version: AUGUST, asOf: '2026-08-19' },
  ],
  ['nothing newer anywhere', { nodeImageVersion: named(AUGUST) }, [AUGUST], null],
  [
    'offered by Azure, in the region since a day',
    { nodeImageVersion: named(JUNE), latestNodeImageVersion: named(JULY) },
    [`${JULY}@2026-08-04`],
    { kind: 'offered', asOf: '2026-08-20T06:00:00.000Z', arrival: { region: 'westeurope', since: '2026-08-04' } },
  ],
  [
    'offered by Azure, of which the tracker does not know',
    { nodeImageVersion: named(JUNE), latestNodeImageVersion: named(JULY) },
    [JUNE],
    { kind: 'offered', asOf: '2026-08-20T06:00:00.000Z' },
  ],
  [
    'published, and nobody knows the region',
    { nodeImageVersion: named(JUNE) },
    null,
    { kind: 'published', publishedOn: '2026-07-15' },
  ],
])('%s', (_, pool, images, expected) => {
  expect(findAvailability(assess(buildPool(pool), images))).toEqual(expected);
});

test('what Azure offers a pool is as of the day of that offer, however old the word on its sibling is', () => {
  const [day, later] = ['2026-08-19T06:00:00.000Z', '2026-08-20T06:00:00.000Z'];
  const told = { nodeImageVersion: named(JUNE), latestNodeImageVersion: named(JULY) };
  const of = (evidence: NodePool['evidence']) => {
    const { cluster, ...pool } = assess(buildPool({ ...told, ...(evidence && { evidence }) }), null);
    return findAvailability({ ...pool, cluster: { ...cluster, asOf: '2026-08-01T06:00:00.000Z' } });
  };
  expect(of({ azure: { asOf: later, since: later } })).toMatchObject({ kind: 'offered', asOf: later });
  expect(of({ azure: { asOf: day, since: day }, offer: { asOf: later } })).toMatchObject({ asOf: later });
});

const RULES = ['node-image-age', 'os-sku-retirement'];

/** What becomes of the item of a pool that ran May's image, now that only some of its findings are open. */
function refreshItem(pool: AssessedPool, rules: readonly string[], stillOpen: readonly string[]) {
  const { id: clusterId, name: cluster } = pool.cluster;
  const { isProvisioned } = pool.nodePool;
  const findings = rules.map((rule) =>
    createFinding({ clusterId, cluster, nodePool: 'win22', severity: 'medium', rule }),
  );
  const before = toReminderItem(findings, {
    clusterId,
    cluster,
    pool: assess(buildPool({ nodeImageVersion: named(MAY), ...(isProvisioned ? { isProvisioned } : {}) }), null),
  });
  const content: UpgradeReminder = {
    kind: 'upgrade-reminder',
    month: '2026-08',
    late: false,
    plannedOn: '2026-08-20',
    items: [before],
    ...NOTHING_ELSE,
  };
  const open = { channel: 'C1', dedupeKey: 'reminder/2026-08', month: '2026-08', revision: 0, content } as Reminder;
  const scope = { pools: [pool], findings: findings.filter(({ rule }) => stillOpen.includes(rule)) };
  const item = planReminderRevision(open, scope, { isShown: true, held: [], now: AUGUST_2026 })?.content.items[0];
  return { before, item };
}

test.each<[string, string, ImageAvailability | null]>([
  [
    'follows a pool that moved on part of the way',
    JUNE,
    { kind: 'arrived', region: 'westeurope', since: '2026-08-04', asOf: '2026-08-19' },
  ],
  ['is gone with the image that was to be taken', JULY, null],
])('what a sent reminder says of the region %s', (_, version, expected) => {
  const pool = assess(buildPool({ nodeImageVersion: named(version) }), [`${JULY}@2026-08-04`]);
  const { before, item } = refreshItem(pool, RULES, RULES.slice(1));
  expect(before.availability).toMatchObject({ kind: 'published' });
  expect(item?.currentVersion).toBe(version);
  expect(item?.availability).toEqual(expected);
});

test.each<[string, string | null, readonly string[], readonly string[], readonly string[] | 'done' | undefined]>([
  ['takes off what is settled besides', 'Windows2022', RULES, [], ['node-image-age']],
  ['stays as it is while all else is open', 'Windows2022', RULES, ['os-sku-retirement'], undefined],
  ['stays as it is where its Windows is not told either', null, RULES, [], undefined],
  ['is done where nothing was about the image', 'Windows2022', ['os-sku-retirement'], [], 'done'],
])('a reminder of a pool whose image is not told any more %s', (_, osSku, rules, stillOpen, expected) => {
  const pool = assess(buildPool({ nodeImageVersion: null, osSku }), null);
  const { before, item } = refreshItem(pool, rules, stillOpen);
  expect(item?.settled?.how ?? item?.findings.map(({ rule }) => rule)).toEqual(expected);
  if (item && !item.settled)
    expect(item).toMatchObject({ currentVersion: MAY, targetVersion: before.targetVersion, status: before.status });
});

test('a pool that node auto-provisioning made takes no image, it is given one', () => {
  const place = { clusterId: 'c', cluster: 'shop' };
  const target = (pool: Partial<NodePool>) =>
    toReminderItem([createFinding()], {
      ...place,
      pool: assess(buildPool({ nodeImageVersion: named(JUNE), ...pool }), null),
    }).targetVersion;
  expect([target({}), target({ isProvisioned: true })]).toEqual([JULY, null]);
});

test('on a sent reminder, too, it is asked to take none, and is not done while its image is too old', () => {
  const pool = assess(buildPool({ nodeImageVersion: named(JUNE), isProvisioned: true }), null);
  const { item } = refreshItem(pool, ['node-image-age'], ['node-image-age']);
  expect(item).toMatchObject({ currentVersion: JUNE, targetVersion: null });
  expect(item?.findings.map(({ rule }) => rule)).toEqual(['node-image-age']);
  expect(item?.settled).toBeUndefined();
});
