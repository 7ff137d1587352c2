import { describe, expect, test, vi } from 'vitest';
import { deliverDue } from '../../../src/app/delivery/deliver.ts';
import { getStatusReport } from '../../../src/app/fleet/asked-status.ts';
import { acknowledgeMessage, noteProgress } from '../../../src/app/messages/posted-message.ts';
import { poll } from '../../../src/app/polling/poll.ts';
import { readDocuments } from '../../../src/app/polling/read-documents.ts';
import { refreshFindings } from '../../../src/app/polling/refresh-findings.ts';
import { changeMentionOptIn } from '../../../src/app/reminders/mention-opt-in.ts';
import { previewReminders, remind } from '../../../src/app/reminders/remind.ts';
import { isReminderDue, queueDueReminders, remindDue } from '../../../src/app/reminders/remind-due.ts';
import { holdImage, snoozeReminders } from '../../../src/app/suppressions/suppress.ts';
import type { NotificationContent, UpgradeReminder } from '../../../src/domain/notification.ts';
import type { OutboxEntry } from '../../../src/domain/outbox-entry.ts';
import type { EscalationPolicy } from '../../../src/domain/reminder-settings.ts';
import {
  addDocuments,
  createNotes,
  createRelease,
  createTeam,
  openScenario,
  reportFleet,
} from '../../scenarios/open-scenario.ts';
import type { TestApp } from '../../support/create-test-app.ts';

const TEAM = 'C0SHOPTEAM1';
const ANN = { id: 'U0ANN', name: 'Ann' };
const JUNE = createRelease('2026-06-19', '2026-06-25T18:00:00Z', [['2022', '20348.5256.260610']]);
const JULY = createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']]);
const AUGUST = createRelease('2026-08-14', '2026-08-28T18:00:00Z', [['2022', '20348.5499.260812']]);
const BEHIND = { web: '20348.5256.260610', jobs: '20348.5256.260610' };

let app: TestApp;

/** Two pools behind by one image, seen before the day of the reminder. */
async function open(pools: Record<string, string> = BEHIND): Promise<void> {
  app = await openScenario([JUNE, JULY], createTeam(pools), '2026-08-10T09:00:00Z');
  await remindDue(app.context);
  app.clock.set('2026-08-20T09:00:00Z');
}

function sentTo(channel = TEAM): readonly OutboxEntry[] {
  return app.store.outbox
    .list(100)
    .filter((entry) => entry.channel === channel)
    .reverse();
}

function kinds(channel = TEAM): readonly string[] {
  return sentTo(channel).map(({ operation = 'post', content }) => `${operation} ${content.kind}`);
}

function contentOf<K extends NotificationContent['kind']>(
  kind: K,
  index = -1,
): Extract<NotificationContent, { kind: K }> {
  const found = sentTo()
    .map(({ content }) => content)
    .filter((content) => content.kind === kind)
    .at(index);
  if (!found) throw new Error(`no ${kind} was queued`);
  return found as Extract<NotificationContent, { kind: K }>;
}

async function publish(document: typeof AUGUST, at: string): Promise<void> {
  app.clock.set(at);
  addDocuments(app, [document]);
  await readDocuments(app.context);
  refreshFindings(app.context);
  await remindDue(app.context);
}

describe('the monthly reminder', () => {
  test('comes once, in its minute, with one card for the team', async () => {
    await open();
    expect(kinds()).toEqual([]);
    expect(isReminderDue(app.context)).toBe(true);
    await remindDue(app.context);
    app.clock.set('2026-08-20T09:30:00Z');
    expect(isReminderDue(app.context)).toBe(false);
    await remindDue(app.context);
    expect(kinds()).toEqual(['post upgrade-reminder']);
    expect(contentOf('upgrade-reminder')).toMatchObject({ month: '2026-08', late: false, poolsOk: 0 });
    expect(contentOf('upgrade-reminder').items.map(({ nodePool }) => nodePool)).toEqual(['jobs', 'web']);
  });

  test('is late, and says so, when nobody was running on its day', async () => {
    await open();
    app.clock.set('2026-08-23T14:00:00Z');
    await remindDue(app.context);
    expect(contentOf('upgrade-reminder').late).toBe(true);
  });

  test('comes although a clock far ahead had done with a month to come', async () => {
    await open();
    app.store.reminders.markMonth(TEAM, '2286-11', '2286-11-20T09:00:00.000Z');
    await remindDue(app.context);
    expect(kinds()).toEqual(['post upgrade-reminder']);
  });

  test('is not sent for a month in which everything is up to date, and not made up for later in it', async () => {
    await open({ web: '20348.5386.260715' });
    await remindDue(app.context);
    reportFleet(app, createTeam(BEHIND));
    app.clock.set('2026-08-22T09:00:00Z');
    await remindDue(app.context);
    expect(kinds()).toEqual([]);
  });

  test('takes off what is upgraded, in place, and ends in its thread when all is done', async () => {
    await open();
    await remindDue(app.context);
    app.clock.set('2026-08-22T12:00:00Z');
    reportFleet(app, createTeam({ ...BEHIND, web: '20348.5386.260715' }));
    await remindDue(app.context);
    expect(kinds()).toEqual(['post upgrade-reminder', 'update upgrade-reminder']);
    const states = contentOf('upgrade-reminder').items.map(({ nodePool, settled }) => [
      nodePool,
      settled?.how,
      settled?.on,
    ]);
    expect(states).toEqual([
      ['jobs', undefined, undefined],
      ['web', 'done', '2026-08-22'],
    ]);
    reportFleet(app, createTeam({ web: '20348.5386.260715', jobs: '20348.5386.260715' }));
    await remindDue(app.context);
    await remindDue(app.context);
    expect(kinds().slice(2)).toEqual(['update upgrade-reminder', 'reply reminder-done']);
    expect(contentOf('reminder-done')).toMatchObject({ done: 2, gone: 0, named: [{}, {}] });
    expect(sentTo().every(({ state }) => state === 'delivered')).toBe(true);
    expect(app.store.inbox.list(10).filter(({ channel }) => channel === TEAM)).toHaveLength(2);
  });

  test('takes "done" back in its thread when the next report of a pool disagrees, once', async () => {
    await open();
    await remindDue(app.context);
    const ts = sentTo()[0]?.messageTs ?? '';
    app.clock.set('2026-08-21T08:00:00Z');
    expect(acknowledgeMessage(app.context, ANN, { channel: TEAM, ts })).not.toBeNull();
    await remindDue(app.context);
    // Nobody has looked since.
    expect(kinds()).toEqual(['post upgrade-reminder', 'update upgrade-reminder']);
    app.clock.set('2026-08-21T12:00:00Z');
    reportFleet(app, createTeam({ ...BEHIND, web: '20348.5386.260715' }));
    await remindDue(app.context);
    await remindDue(app.context);
    expect(contentOf('not-done')).toMatchObject({
      by: 'Ann',
      pools: [{ nodePool: 'jobs', version: '20348.5256.260610', reportedAt: '2026-08-21T12:00:00.000Z' }],
    });
    expect(kinds().filter((kind) => kind === 'reply not-done')).toHaveLength(1);
    expect(app.store.interactions.findProgress(TEAM, ts).acknowledged).toBeNull();
  });

  test('believes "done" while the cluster is at work, and where the next report agrees', async () => {
    await open();
    await remindDue(app.context);
    const ts = sentTo()[0]?.messageTs ?? '';
    app.clock.set('2026-08-21T08:00:00Z');
    acknowledgeMessage(app.context, ANN, { channel: TEAM, ts });
    app.clock.set('2026-08-21T09:00:00Z');
    reportFleet(
      app,
      createTeam(BEHIND).map((cluster) => ({ ...cluster, provisioningState: 'Upgrading' })),
    );
    await remindDue(app.context);
    expect(kinds()).not.toContain('reply not-done');
    app.clock.set('2026-08-21T12:00:00Z');
    reportFleet(app, createTeam({ web: '20348.5386.260715', jobs: '20348.5386.260715' }));
    await remindDue(app.context);
    expect(kinds().at(-1)).toBe('reply reminder-done');
    expect(kinds()).not.toContain('reply not-done');
  });

  test('says what the upgrade brings, as urgent as that is', async () => {
    await open();
    addDocuments(app, [createNotes('20348.5256.260610', 'KB5060001'), createNotes('20348.5386.260715', 'KB5070001')]);
    await readDocuments(app.context);
    await remindDue(app.context);
    const { items } = contentOf('upgrade-reminder');
    for (const { findings, backlog } of items) {
      expect(findings[0]).toMatchObject({ rule: 'node-image-behind', severity: 'medium' });
      expect(findings[0]?.summary).toContain('security update KB5070001');
      expect(backlog).toMatchObject({ cumulativeUpdates: ['KB5070001'], securityUpdates: ['KB5070001'], cves: [] });
    }
    expect(items.map(({ nodePool }) => nodePool)).toEqual(['jobs', 'web']);
  });

  test('is left by a scheduled poll to the job that looks after reminders next, and updated once', async () => {
    await open();
    await remindDue(app.context);
    app.clock.set('2026-08-22T12:00:00Z');
    reportFleet(app, createTeam({ ...BEHIND, web: '20348.5386.260715' }));
    const context = { ...app.context, sources: [] };
    await poll(context, { isScheduled: true });
    expect(kinds()).toEqual(['post upgrade-reminder']);
    await remindDue(context);
    await poll(context);
    expect(kinds()).toEqual(['post upgrade-reminder', 'update upgrade-reminder']);
  });

  test('drops pools that are removed or belong to another channel now', async () => {
    await open();
    await remindDue(app.context);
    reportFleet(app, createTeam({ web: '20348.5256.260610' }));
    await remindDue(app.context);
    expect(contentOf('upgrade-reminder').items.map(({ settled }) => settled?.how)).toEqual(['gone', undefined]);
    reportFleet(app, createTeam({ web: '20348.5256.260610' }, 'C0OTHERTEAM'));
    await remindDue(app.context);
    expect(contentOf('reminder-done')).toMatchObject({ done: 0, gone: 2 });
  });

  test('takes no pool for done whose image is not told any more, or that is being deleted', async () => {
    await open();
    await remindDue(app.context);
    const settledAfter = async (change: (pool: Record<string, unknown>) => object) => {
      const [shop] = createTeam(BEHIND) as { agentPoolProfiles: Record<string, unknown>[] }[];
      const agentPoolProfiles = shop?.agentPoolProfiles.map((pool) => (pool['name'] === 'web' ? change(pool) : pool));
      reportFleet(app, [{ ...shop, agentPoolProfiles }]);
      app.clock.advance(60_000);
      await remindDue(app.context);
      return contentOf('upgrade-reminder').items.find(({ nodePool }) => nodePool === 'web')?.settled?.how;
    };
    expect(await settledAfter((pool) => ({ ...pool, nodeImageVersion: null }))).toBeUndefined();
    expect(await settledAfter((pool) => ({ ...pool, nodeImageVersion: 'AKSWindows-2022-v2' }))).toBeUndefined();
    expect(await settledAfter((pool) => ({ ...pool, provisioningState: 'Deleting' }))).toBe('gone');
  });

  test('says next month what got better, and follows only the new card', async () => {
    await open();
    await remindDue(app.context);
    await publish(AUGUST, '2026-08-29T06:00:00Z');
    reportFleet(app, createTeam({ ...BEHIND, web: '20348.5386.260715' }));
    app.clock.set('2026-09-21T09:00:00Z');
    await remindDue(app.context);
    const september: UpgradeReminder = contentOf('upgrade-reminder');
    expect(september.month).toBe('2026-09');
    expect(september.improved).toEqual([
      { cluster: 'shop', nodePool: 'web', from: '20348.5256.260610', to: '20348.5386.260715' },
    ]);
    expect(app.store.reminders.listOpen().map(({ month }) => month)).toEqual(['2026-09']);
  });

  test('shows what a pool still lacks when it moved, but not all the way, and next month what it began with', async () => {
    app = await openScenario([JUNE, JULY, AUGUST], createTeam(BEHIND), '2026-08-30T09:00:00Z');
    await remindDue(app.context);
    app.clock.set('2026-09-21T09:00:00Z');
    await remindDue(app.context);
    reportFleet(app, createTeam({ web: '20348.5386.260715', jobs: BEHIND.jobs }));
    await remindDue(app.context);
    const cards = () => kinds().filter((kind) => kind.includes('upgrade-reminder'));
    const web = () => contentOf('upgrade-reminder').items.find(({ nodePool }) => nodePool === 'web');
    expect(cards()).toEqual(['post upgrade-reminder', 'update upgrade-reminder']);
    expect(web()).toMatchObject({ currentVersion: '20348.5386.260715', imagesBehind: 1 });
    expect(web()?.settled).toBeUndefined();
    await remindDue(app.context);
    expect(cards()).toEqual(['post upgrade-reminder', 'update upgrade-reminder']);
    reportFleet(app, createTeam({ web: '20348.5499.260812', jobs: BEHIND.jobs }));
    await remindDue(app.context);
    app.clock.set('2026-10-26T09:00:00Z');
    await remindDue(app.context);
    expect(contentOf('upgrade-reminder').improved).toEqual([
      { cluster: 'shop', nodePool: 'web', from: '20348.5256.260610', to: '20348.5499.260812' },
    ]);
  });
});

describe('the command', () => {
  const late = () => app.store.inbox.list(9).some(({ text }) => text.includes('was not running on its day'));

  test('calls nothing late that was looked at on its day, when there was nothing to do', async () => {
    await open({ web: '20348.5386.260715' });
    await remind(app.context, { force: false });
    await publish(AUGUST, '2026-08-29T06:00:00Z');
    await remind(app.context, { force: false });
    expect(late()).toBe(false);
  });

  test('posts the card of a month once more where it is forced again, and never on its day after that', async () => {
    await open();
    const cards = () => kinds().filter((kind) => kind === 'post upgrade-reminder').length;
    const posted: number[] = [];
    for (const force of [true, false, true, false]) {
      app.clock.advance(60_000);
      await remind(app.context, { force });
      posted.push(cards());
    }
    expect(posted).toEqual([1, 1, 2, 2]);
  });

  test('sends the reminder that was missed last month, late', async () => {
    await open();
    app.clock.set('2026-09-05T09:00:00Z');
    await remind(app.context, { force: false });
    expect(kinds()).toEqual(['post upgrade-reminder']);
    expect(late()).toBe(true);
  });
});

describe('what people say', () => {
  const snooze = (untilOn: string, nodePool: string | null = null) => {
    const clusterId = app.store.clusters.list()[0]?.id ?? '';
    snoozeReminders(app.context, ANN, {
      channel: TEAM,
      targets: [{ clusterId, nodePool }],
      untilOn,
      reason: 'change freeze',
    });
  };

  test('leaves a snoozed pool out of the card, with who and why and until when', async () => {
    await open();
    snooze('2026-08-27', 'web');
    await remindDue(app.context);
    const { items, waiting } = contentOf('upgrade-reminder');
    expect(items.map(({ nodePool }) => nodePool)).toEqual(['jobs']);
    expect(waiting).toEqual([
      { cluster: 'shop', nodePool: 'web', why: 'snoozed', untilOn: '2026-08-27', by: 'Ann', reason: 'change freeze' },
    ]);
  });

  test('ends a snooze early when an image with Windows updates lands', async () => {
    await open();
    snooze('2026-12-01');
    await remindDue(app.context);
    expect(kinds()).toEqual([]);
    await publish(AUGUST, '2026-08-29T06:00:00Z');
    expect(app.store.suppressions.listOpen('2026-08-29')).toEqual([]);
  });

  test('keeps a snooze when the image that lands brings no security update', async () => {
    await open();
    const versions = ['20348.5256.260610', '20348.5386.260715', '20348.5499.260812'];
    addDocuments(
      app,
      versions.map((version) => createNotes(version, 'KB5060001')),
    );
    await readDocuments(app.context);
    snooze('2026-12-01');
    await publish(AUGUST, '2026-08-22T06:00:00Z');
    expect(app.store.suppressions.listOpen('2026-08-22')).toHaveLength(1);
  });

  test('keeps a snooze where containers that cannot start were known when it began', async () => {
    await open();
    const images = [{ image: 'registry.example/app:ltsc2019', baseBuild: 17763 }];
    const workload = {
      namespace: 'shop',
      kind: 'Deployment',
      name: 'app',
      nodePool: 'web',
      nodeSelector: {},
      images,
      pods: 1,
    };
    const clusterId = app.store.clusters.list()[0]?.id ?? '';
    app.store.transaction(() => app.store.workloads.replace(clusterId, 'pods', [workload], '2026-08-20T08:00:00Z'));
    refreshFindings(app.context);
    expect(app.store.findings.listOpenOf([clusterId]).map(({ rule }) => rule)).toContain('container-images');
    snooze('2026-12-01');
    await remindDue(app.context);
    expect(app.store.suppressions.listOpen('2026-08-22')).toHaveLength(1);
  });

  test('ends a snooze early when a limit is crossed, and not before', async () => {
    await open();
    snooze('2026-12-01');
    app.clock.set('2026-08-23T09:00:00Z');
    await remindDue(app.context);
    expect(app.store.suppressions.listOpen('2026-08-23')).toHaveLength(1);
    // 75 days after the build of the image on 10 June.
    app.clock.set('2026-08-25T09:00:00Z');
    await remindDue(app.context);
    expect(app.store.suppressions.listOpen('2026-08-25')).toEqual([]);
  });

  test('stops reminders of a held image, tells those who run it once, and the next image lifts the hold', async () => {
    await open({ web: '20348.5256.260610', jobs: '20348.5386.260715' });
    holdImage(app.context, ANN, {
      version: '20348.5386.260715',
      reason: 'nodes do not join',
      url: 'https://example.org/1',
    });
    await remindDue(app.context);
    await remindDue(app.context);
    expect(kinds()).toEqual(['post image-hold']);
    expect(contentOf('image-hold').pools.map(({ nodePool }) => nodePool)).toEqual(['jobs']);
    await publish(AUGUST, '2026-08-29T06:00:00Z');
    expect(app.store.suppressions.listOpen('2026-08-29')).toEqual([]);
    app.clock.set('2026-09-21T09:00:00Z');
    await remindDue(app.context);
    expect(contentOf('upgrade-reminder').items.map(({ nodePool }) => nodePool)).toEqual(['web', 'jobs']);
  });

  test('sends nobody to a held image who is reminded of something else', async () => {
    await open();
    const fleet = createTeam(BEHIND).map((cluster) =>
      JSON.parse(JSON.stringify(cluster).replaceAll('Succeeded', 'Failed')),
    );
    reportFleet(app, fleet);
    holdImage(app.context, ANN, { version: '20348.5386.260715', reason: 'nodes do not join', url: null });
    await remindDue(app.context);
    const text = app.store.inbox
      .list(10)
      .map((message) => message.text)
      .join('\n');
    expect(text).toContain('20348.5386.260715 is on hold');
    expect(text).not.toContain('→ 20348.5386.260715');
    const steps = getStatusReport(app.context).findings.flatMap((finding) => finding.steps);
    expect(steps.map(({ title }) => title).join('\n')).toContain(
      '20348.5386.260715 is on hold: wait for the next image',
    );
  });
});

describe('limits', () => {
  const own = (...owners: string[]) => {
    const [cluster] = app.store.clusters.list();
    app.store.clusters.saveOwnership(cluster?.id ?? '', { channel: TEAM, owners, environment: null });
  };
  const mentionsShown = () =>
    app.store.inbox.list(10).flatMap(({ text }) => (text.includes('@U0') ? [text.match(/@U0\w+/g)] : []));
  /** Seventy-five days after the build of the image, with the days around. */
  const crossLimit = async () => {
    for (const day of ['24', '25', '26']) {
      app.clock.set(`2026-08-${day}T09:00:00Z`);
      await remindDue(app.context);
    }
  };

  test('are told in the thread of the open card, once each, and mention only owners who asked for it', async () => {
    await open();
    own('U0ANN', 'U0BOB', 'Cy');
    changeMentionOptIn(app.context, ANN, true);
    await remindDue(app.context);
    await crossLimit();
    expect(kinds()).toEqual(['post upgrade-reminder', 'reply escalation']);
    expect(contentOf('escalation')).toMatchObject({ level: 'owners', mentions: ['U0ANN'] });
    expect(contentOf('escalation').items.map(({ nodePool }) => nodePool)).toEqual(['jobs', 'web']);
  });

  test('mention whoever asked once, however the owners are written, and nobody who owns the cluster no more', async () => {
    await open();
    changeMentionOptIn(app.context, ANN, true);
    changeMentionOptIn(app.context, { id: 'U0BOB', name: 'Bob' }, true);
    changeMentionOptIn(app.context, { id: 'U0GONE', name: 'Gone' }, true);
    own('U0ANN', '<@U0ANN|ann>', '<@U0BOB>', '<@U0CY|cy>');
    await remindDue(app.context);
    await crossLimit();
    expect(contentOf('escalation').mentions).toEqual(['U0ANN', 'U0BOB']);
    expect(mentionsShown()).toEqual([['@U0ANN', '@U0BOB']]);
  });

  test('mention nobody where nobody asked, or asked for it and then not any more', async () => {
    await open();
    own('U0ANN', 'U0BOB');
    changeMentionOptIn(app.context, ANN, true);
    changeMentionOptIn(app.context, ANN, false);
    await remindDue(app.context);
    await crossLimit();
    expect(contentOf('escalation')).toMatchObject({ level: 'channel', mentions: [] });
    expect(mentionsShown()).toEqual([]);
  });

  test('are told when the policy says so, and not at all where it is off', async () => {
    const told = async (imageAge: EscalationPolicy['imageAge']) => {
      await open();
      const { reminders } = app.context;
      const escalation = { ...reminders.escalation, imageAge };
      const context = { ...app.context, reminders: { ...reminders, escalation } };
      for (const day of ['20', '24', '25', '29', '30', '31']) {
        app.clock.set(`2026-08-${day}T09:00:00Z`);
        await remindDue(context);
      }
      return kinds();
    };
    // The image was built on 10 June: 80 days before 29 August.
    expect(await told([{ days: 80, level: 'owners' }])).toEqual(['post upgrade-reminder', 'reply escalation']);
    expect(await told([])).toEqual(['post upgrade-reminder']);
    expect(await told([{ days: 85, level: 'owners' }])).toEqual(['post upgrade-reminder']);
  });

  test('past what AKS supports are told to the operators too, unless somebody took the card', async () => {
    await open();
    await remindDue(app.context);
    app.clock.set('2026-09-08T09:00:00Z');
    await remindDue(app.context);
    expect(kinds('C0PLATFORM')).toContain('post escalation');

    await open();
    await remindDue(app.context);
    const ts = sentTo()[0]?.messageTs ?? '';
    noteProgress(app.context, { channel: TEAM, ts }, { assigned: { to: ANN, by: ANN, at: '2026-08-21T09:00:00Z' } });
    app.clock.set('2026-09-08T09:00:00Z');
    await remindDue(app.context);
    expect(kinds('C0PLATFORM')).not.toContain('post escalation');
  });

  test.each([
    ['was not posted by then', queueDueReminders],
    ['was posted already', remindDue],
  ])('that a clock far ahead crossed are told on their day, once, where the message %s', async (_, lookAhead) => {
    await open();
    await remindDue(app.context);
    app.clock.set('2026-08-23T21:00:00Z');
    await remindDue(app.context);
    app.clock.jump(6 * 3_600_000);
    await deliverDue(app.context);
    await lookAhead(app.context);
    app.clock.jump(-6 * 3_600_000);
    for (const hours of [0, 3.5, 1, 24]) {
      app.clock.advance(hours * 3_600_000);
      await remindDue(app.context);
    }
    expect(app.store.inbox.list(10).filter(({ text }) => text.includes('image is 75 days old'))).toHaveLength(1);
    expect(kinds()).toEqual(['post upgrade-reminder', 'reply escalation']);
  });

  test('that were passed before anybody watched are left to the monthly card', async () => {
    await open({ web: '20348.5020.260415' });
    expect(kinds()).toEqual([]);
    await remindDue(app.context);
    expect(kinds()).toEqual(['post upgrade-reminder']);
  });
});

test('a look at what did not change since the last one holds nothing against limits', async () => {
  await open();
  const context = { ...app.context, version: 'test' };
  const reads = vi.spyOn(app.store.reminders, 'listLimits');
  await remindDue(context);
  expect(reads).toHaveBeenCalled();
  reads.mockClear();
  await remindDue(context);
  expect(reads).not.toHaveBeenCalled();
  app.clock.advance(86_400_000);
  await remindDue(context);
  expect(reads).toHaveBeenCalled();
});

test('a look that is ended anywhere is made up for by the next one, and tells nobody twice', async () => {
  const [team] = createTeam(BEHIND, 'C0OTHER');
  const other = JSON.parse(JSON.stringify(team).replaceAll('shop', 'other'));
  for (let most = 0, isEnded = true; isEnded; most += 1) {
    await open();
    reportFleet(app, [...createTeam(BEHIND), other]);
    for (const day of ['20', '24', '25']) {
      app.clock.set(`2026-08-${day}T09:00:00Z`);
      const { transaction } = app.store;
      let done = 0;
      const ended = vi.spyOn(app.store, 'transaction').mockImplementation((work) => {
        if (done === most) throw new Error('ended');
        done += 1;
        return transaction(work);
      });
      isEnded = await remindDue(app.context).then(
        () => false,
        () => true,
      );
      ended.mockRestore();
      await remindDue(app.context);
    }
    // A channel that is new this month has no card yet.
    const told = [['post upgrade-reminder', 'reply escalation'], ['post escalation']];
    expect([most, kinds(), kinds('C0OTHER')]).toEqual([most, ...told]);
  }
});

test('a preview shows the same and keeps nothing', async () => {
  await open();
  const drafts = previewReminders(app.context, { force: false });
  expect(drafts.map(({ channel, content }) => [channel, content.kind])).toEqual([[TEAM, 'upgrade-reminder']]);
  expect(kinds()).toEqual([]);
  await remindDue(app.context);
  expect(kinds()).toEqual(['post upgrade-reminder']);
});
