import { describe, expect, it } from 'vitest';
import { assessNodePool } from '../../src/advice/assess-node-pool.ts';
import type { Finding } from '../../src/domain/finding.ts';
import type { AssessedPool } from '../../src/domain/node-pool-assessment.ts';
import type { ReminderItem, UpgradeReminder } from '../../src/domain/notification.ts';
import type { Reminder } from '../../src/domain/outbox-entry.ts';
import { planReminderRevision } from '../../src/messages/reminder-progress.ts';
import { toReminderItem } from '../../src/messages/upgrade-reminder.ts';
import { AUGUST_2026, buildAugustCatalogue } from '../advice/support/august-2026.ts';
import { buildCluster, buildPool } from '../advice/support/builders.ts';
import { buildLifecycle } from '../advice/support/lifecycle.ts';
import { createFinding } from '../support/sample-finding.ts';
import { NOTHING_ELSE } from '../surfaces/slack/sample-contents.ts';

const MAY = '20348.5139.260513';
const JUNE = '20348.5256.260610';
const JULY = '20348.5386.260715';

function assess(name: string, version: string | null): AssessedPool {
  const nodeImageVersion = version === null ? null : `AKSWindows-2022-containerd-${version}`;
  const nodePool = buildPool({ name, nodeImageVersion, osSku: 'Windows2022' });
  const cluster = buildCluster({ nodePools: [nodePool] });
  const assessment = assessNodePool(nodePool, buildAugustCatalogue(), buildLifecycle(), AUGUST_2026, null);
  return { cluster, nodePool, assessment, isLeftToAks: false };
}

function find(nodePool: string | null, rule: string, summary = 'Something is to be done.'): Finding {
  const { id: clusterId, name: cluster } = buildCluster();
  return createFinding({ clusterId, cluster, nodePool, severity: 'medium', rule, summary });
}

const AGE = find('wina', 'node-image-age');
const MOVE = find('winb', 'os-sku-retirement');

/** A reminder of two pools on an image of May, after it was looked at again, each time with what is so by then. */
function follow(...looks: readonly Look[]): UpgradeReminder {
  return followFrom(null, ...looks);
}

interface Look {
  readonly pools: readonly AssessedPool[];
  readonly findings: readonly Finding[];
  /** What is on hold by then; where it is left out, what was. */
  readonly held?: readonly string[];
}

/** The same of a reminder that was sent while an image was on hold. */
function followFrom(held: string | null, ...looks: readonly Look[]): UpgradeReminder {
  const toItem = (finding: Finding, name: string): ReminderItem =>
    toReminderItem([finding], {
      clusterId: finding.clusterId,
      cluster: finding.cluster,
      pool: assess(name, MAY),
      held,
    });
  const sent: UpgradeReminder = {
    kind: 'upgrade-reminder',
    month: '2026-08',
    late: false,
    plannedOn: '2026-08-20',
    items: [toItem(AGE, 'wina'), toItem(MOVE, 'winb')],
    ...NOTHING_ELSE,
    silences: [{ osSku: 'Windows2022', version: MAY, since: '2026-05-13' }],
    doubts: ['The report of shop is older than 7 days.'],
  };
  return looks.reduce((content, scope) => {
    const open = { channel: 'C1', dedupeKey: 'reminder/2026-08', month: '2026-08', revision: 0, content };
    const holds = scope.held ?? (held === null ? [] : [held]);
    const by = { isShown: true, held: holds, now: AUGUST_2026 };
    return planReminderRevision(open as Reminder, scope, by)?.content ?? content;
  }, sent);
}

const before = { pools: [assess('wina', MAY), assess('winb', MAY)], findings: [AGE, MOVE] };
const upgraded = { pools: [assess('wina', JULY), assess('winb', MAY)], findings: [MOVE] };

describe('what a sent reminder calls done', () => {
  const statesOf = ({ items }: UpgradeReminder) => items.map(({ settled }) => settled?.how ?? 'open');

  it('is open again where the upgrade was taken back', () => {
    expect(statesOf(follow(upgraded))).toEqual(['done', 'open']);
    expect(statesOf(follow(upgraded, before))).toEqual(['open', 'open']);
  });

  it('is open again where a pool that was gone is there', () => {
    const gone = { pools: [assess('winb', MAY)], findings: [MOVE] };
    expect(statesOf(follow(gone))).toEqual(['gone', 'open']);
    expect(statesOf(follow(gone, before))).toEqual(['open', 'open']);
  });

  it.each([
    ['newer images are out since', { ...upgraded, findings: [AGE, MOVE] }],
    ['its image is not told any more', { ...before, pools: [assess('wina', null), assess('winb', MAY)] }],
  ])('stays done where %s', (_, look) => {
    expect(follow(upgraded, look)).toEqual(follow(upgraded));
  });
});

it('a reminder that changed no longer says what was in doubt when it was posted', () => {
  expect(follow(before)).toMatchObject({ doubts: [expect.any(String)], silences: [{ osSku: 'Windows2022' }] });
  expect(follow(upgraded)).not.toHaveProperty('doubts');
  expect(follow(upgraded).silences).toEqual([]);
});

describe('what a sent reminder says of an image on hold', () => {
  const onMay = { pools: [assess('wina', MAY), assess('winb', MAY)], findings: [AGE, MOVE] };
  const onJune = { pools: [assess('wina', MAY), assess('winb', JUNE)], findings: [AGE, MOVE] };
  const second = ({ items }: UpgradeReminder) => items[1];

  it('is no other old image: the pool is behind by it as before', () => {
    const item = second(followFrom(JULY, onJune));
    expect(item).toMatchObject({ held: JULY, currentVersion: JUNE, targetVersion: null, imagesBehind: 1 });
  });

  it('is said while that lasts; then the image is asked for', () => {
    expect(second(followFrom(JULY, onMay))).toMatchObject({ held: JULY, targetVersion: null });
    const lifted = second(followFrom(JULY, { ...onMay, held: [] }));
    expect(lifted).toMatchObject({ currentVersion: MAY, targetVersion: JULY, imagesBehind: 2 });
    expect(lifted).not.toHaveProperty('held');
  });

  it('is no longer asked for once it is put on hold after the reminder, and asked for again after that', () => {
    const waits = { ...AGE, summary: `The node image is old; wait for the next image: ${JULY} is on hold.` };
    const held = follow({ ...onMay, findings: [waits, MOVE], held: [JULY] }).items[0];
    expect(held).toMatchObject({ held: JULY, targetVersion: null, findings: [waits] });
    const lifted = follow({ ...onMay, findings: [waits, MOVE], held: [JULY] }, { ...onMay, held: [] }).items[0];
    expect(lifted).toMatchObject({ currentVersion: MAY, targetVersion: JULY, findings: [AGE] });
    expect(lifted).not.toHaveProperty('held');
  });

  it('is said of the next one where that is on hold as well', () => {
    const item = second(followFrom(JUNE, { ...onMay, held: [JULY] }));
    expect(item).toMatchObject({ held: JULY, targetVersion: null });
  });
});

describe('what a sent reminder still asks for', () => {
  const reworded = { ...MOVE, summary: 'Less is to be done.' };

  it('is said as it stands whenever something else of it is done', () => {
    expect(follow({ ...upgraded, findings: [reworded] }).items[1]?.findings[0]?.summary).toBe('Less is to be done.');
  });

  it('is the image that it was sent for, also where a newer one is out', () => {
    const newer = { ...AGE, summary: 'The node image is old; upgrade to a newer one.' };
    const moved = { pools: [assess('wina', MAY)], findings: [newer] };
    expect(follow(moved).items[0]).toEqual(follow().items[0]);
  });

  it('is left as it was said while nothing is done: days left change daily', () => {
    expect(follow({ ...before, findings: [AGE, reworded] })).toEqual(follow());
  });
});
