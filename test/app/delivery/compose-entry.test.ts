import { describe, expect, test } from 'vitest';
import { wholeContent } from '../../../src/app/delivery/compose-entry.ts';
import { deliverDue } from '../../../src/app/delivery/deliver.ts';
import { noteProgress } from '../../../src/app/messages/posted-message.ts';
import { changeMentionOptIn } from '../../../src/app/reminders/mention-opt-in.ts';
import { queueDueReminders, remindDue } from '../../../src/app/reminders/remind-due.ts';
import { holdImage, snoozeReminders } from '../../../src/app/suppressions/suppress.ts';
import { kubectlNode, WIN22 } from '../../inventory/fleet-builders.ts';
import { createRelease, createTeam, openScenario, reportFleet } from '../../scenarios/open-scenario.ts';
import type { TestApp } from '../../support/create-test-app.ts';

const TEAM = 'C0SHOPTEAM1';
const ANN = { id: 'U0ANN', name: 'Ann' };
const OLD = '20348.5256.260610';
const NEW = '20348.5386.260715';
const JUNE = createRelease('2026-06-19', '2026-06-25T18:00:00Z', [['2022', OLD]]);
const JULY = createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', NEW]]);

let app: TestApp;

/** A reminder is planned on its day, and waits: Slack is not there. */
async function planCard(): Promise<void> {
  app = await openScenario([JUNE, JULY], createTeam({ web: OLD, jobs: OLD }), '2026-08-10T09:00:00Z');
  queueDueReminders(app.context);
  app.clock.set('2026-08-20T09:00:00Z');
  queueDueReminders(app.context);
  app.clock.set('2026-08-21T09:00:00Z');
}

const sent = () =>
  app.store.outbox
    .list(50)
    .filter(({ channel }) => channel === TEAM)
    .map(({ operation = 'post', content, state }) => `${operation} ${content.kind} ${state}`)
    .reverse();
const shown = () => app.store.inbox.list(20).filter(({ channel }) => channel === TEAM);

describe('what is to be run', () => {
  test('is not kept with a card, and is what a program that reads it gets', async () => {
    await planCard();
    const card = app.store.outbox.list(50).find(({ content }) => content.kind === 'upgrade-reminder');
    if (!card) throw new Error('no card was planned');
    expect(JSON.stringify(card.content)).not.toContain('az aks');
    const whole = JSON.stringify(wholeContent(app.context, card.content));
    expect(whole).toMatch(/"commands":\["az aks[^"]*--name web/);
    expect(whole).toContain('"steps":[{');
  });

  test('is no command of az where node auto-provisioning makes the nodes: az has no such pool', async () => {
    const label = '"kubernetes.azure.com/agentpool":"win22"';
    const text = JSON.stringify([kubectlNode({ name: 'alpha', pools: [] }, WIN22, 0)]);
    const nodes = JSON.parse(text.replace(label, `${label},"karpenter.sh/nodepool":"win22"`));
    app = await openScenario([JUNE, JULY], nodes, '2026-08-10T09:00:00Z');
    const [summary] = app.store.outbox.list(50).filter(({ content }) => content.kind === 'watching-summary');
    const whole = summary && JSON.stringify(wholeContent(app.context, summary.content));
    expect(whole).toContain('"nodePool":"win22"');
    expect(whole).not.toContain('az aks nodepool');
  });
});

describe('the first summary', () => {
  test('keeps the pools that its card names, and gives all of them to a program that reads it', async () => {
    const pools = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`win${index}`, OLD]));
    app = await openScenario([JUNE, JULY], createTeam(pools), '2026-08-10T09:00:00Z');
    const [summary] = app.store.outbox.list(50).filter(({ content }) => content.kind === 'watching-summary');
    if (!summary) throw new Error('no summary was planned');
    const count = (content: object) => new Set(JSON.stringify(content).match(/"nodePool":"win\d+"/g)).size;
    expect(count(summary.content)).toBe(3);
    expect(count(wholeContent(app.context, summary.content))).toBe(40);
    await deliverDue(app.context);
    const text = app.store.inbox
      .list(20)
      .map((message) => message.text)
      .find((one) => one.includes('vhdwatch watches'));
    expect(text).toMatch(/Furthest behind: shop\/win0 \(35 days\), .* and 37 more/);
    expect(JSON.stringify(summary.content)).toContain('"poolCount":40');
  });
});

describe('a card that waited for Slack', () => {
  test('shows as done what was upgraded in the meantime, and is not changed again for it', async () => {
    await planCard();
    reportFleet(app, createTeam({ web: NEW, jobs: OLD }));
    await deliverDue(app.context);
    await remindDue(app.context);
    expect(shown().map(({ text }) => text)).toEqual([
      expect.stringMatching(/Aug 2026: 1 behind; 1 done · .*shop\/jobs .*Done: shop\/web runs/s),
    ]);
    expect(sent()).toEqual(['post upgrade-reminder delivered']);
  });

  test('says what vhdwatch is where it is the first message of its channel, and not again', async () => {
    await planCard();
    await deliverDue(app.context);
    app.clock.set('2026-09-21T09:00:00Z');
    await remindDue(app.context);
    const saying = shown().filter(({ text }) => text.includes('First message here: vhdwatch tells the owners'));
    expect(shown().some(({ text }) => text.includes('Upgrade reminder, Sep 2026'))).toBe(true);
    expect(saying.map(({ text }) => /Upgrade reminder, (\w+ \d+)/.exec(text)?.[1])).toEqual(['Aug 2026']);
  });

  test('goes on saying what vhdwatch is when that first message is changed', async () => {
    await planCard();
    await deliverDue(app.context);
    reportFleet(app, createTeam({ web: NEW, jobs: OLD }));
    await remindDue(app.context);
    expect(sent()).toEqual(['post upgrade-reminder delivered', 'update upgrade-reminder delivered']);
    expect(shown().map(({ text }) => text)).toEqual([
      expect.stringMatching(/Done: shop\/web runs.*First message here/s),
    ]);
  });

  test('goes on showing it when somebody takes it', async () => {
    await planCard();
    reportFleet(app, createTeam({ web: NEW, jobs: OLD }));
    await deliverDue(app.context);
    const [card] = shown();
    const assigned = { to: ANN, by: ANN, at: '2026-08-21T10:00:00Z' };
    noteProgress(app.context, { channel: TEAM, ts: card?.ts ?? '' }, { assigned });
    await deliverDue(app.context);
    expect(shown()[0]?.text).toMatch(/Assigned to Ann\n.*Done: shop\/web runs/s);
  });

  test('is not sent at all when everything was upgraded, nor is the end of it', async () => {
    await planCard();
    reportFleet(app, createTeam({ web: NEW, jobs: NEW }));
    await deliverDue(app.context);
    await remindDue(app.context);
    expect(shown()).toEqual([]);
    expect(sent()).toEqual(['post upgrade-reminder dropped']);
    expect(app.store.reminders.listOpen()).toEqual([]);
  });

  test('is not sent to a channel that its pools have left', async () => {
    await planCard();
    reportFleet(app, createTeam({ web: OLD, jobs: OLD }, 'C0OTHERTEAM'));
    await deliverDue(app.context);
    expect(shown()).toEqual([]);
  });
});

describe('a limit that waited for Slack', () => {
  const limits = () => sent().filter((row) => row.includes('escalation'));
  const told = () => shown().filter(({ text }) => /^Snoozed and assigned/m.test(text));
  /** The age of both pools' image crosses a limit while their card is open. */
  const cross = async (before: () => void | Promise<void> = async () => void (await deliverDue(app.context))) => {
    await planCard();
    await before();
    app.clock.set('2026-09-01T09:00:00Z');
    queueDueReminders(app.context);
    expect(limits()).toEqual(['reply escalation pending']);
  };

  test('tells programs what is to be run, and is not told of a pool that is past it no more', async () => {
    await cross();
    const [limit] = app.store.outbox.list(50).filter(({ content }) => content.kind === 'escalation');
    expect(limit && wholeContent(app.context, limit.content)).toMatchObject({
      items: [
        {
          nodePool: 'jobs',
          commands: [/^az aks nodepool get/, /^az aks nodepool upgrade .* --name jobs/, /^az/].map((one) =>
            expect.stringMatching(one),
          ),
        },
        { nodePool: 'web' },
      ],
    });
    reportFleet(app, createTeam({ web: NEW, jobs: OLD }));
    await deliverDue(app.context);
    expect(
      told().map(({ text, threadTs }) => [text.includes('shop/jobs'), text.includes('shop/web'), !threadTs]),
    ).toEqual([[true, false, false]]);
  });

  test.each([
    ['no pool is past it any more', () => reportFleet(app, createTeam({ web: NEW, jobs: NEW }))],
    ['its pools went to another channel', () => reportFleet(app, createTeam({ web: OLD, jobs: OLD }, 'C0OTHERTEAM'))],
    [
      'its pools were snoozed',
      () => {
        const clusterId = app.store.clusters.list()[0]?.id ?? '';
        const targets = [{ clusterId, nodePool: null }];
        snoozeReminders(app.context, ANN, { channel: TEAM, targets, untilOn: '2026-10-01', reason: 'freeze' });
      },
    ],
  ])('is dropped when %s', async (_why, change) => {
    await cross();
    change();
    await deliverDue(app.context);
    expect(limits()).toEqual(['reply escalation dropped']);
    expect(told()).toEqual([]);
  });

  test('mentions only the owners of what is left', async () => {
    const owned = (cluster: object, name: string, owner: string) => ({
      ...cluster,
      id: `/subscriptions/0/resourceGroups/rg-${name}/providers/Microsoft.ContainerService/managedClusters/${name}`,
      name,
      tags: { 'vhdwatch-channel': TEAM, 'vhdwatch-owner': owner },
    });
    const fleet = (web: string) => [
      owned(createTeam({ web })[0] ?? {}, 'shop', 'U0ANN'),
      owned(createTeam({ web: OLD })[0] ?? {}, 'bank', 'U0BOB'),
    ];
    app = await openScenario([JUNE, JULY], fleet(OLD), '2026-08-10T09:00:00Z');
    changeMentionOptIn(app.context, ANN, true);
    changeMentionOptIn(app.context, { id: 'U0BOB', name: 'Bob' }, true);
    queueDueReminders(app.context);
    app.clock.set('2026-09-01T09:00:00Z');
    queueDueReminders(app.context);
    reportFleet(app, fleet(NEW));
    await deliverDue(app.context);
    expect(told().map(({ text }) => text.match(/@U\w+/g))).toEqual([['@U0BOB']]);
  });

  test('comes as a message of its own where its card was never posted', async () => {
    await cross(() => {
      const [card] = app.store.outbox.list(50).filter(({ channel }) => channel === TEAM);
      const dead = { state: 'dead' as const, outcome: 'failed' as const, detail: 'msg_blocks_too_long' };
      app.store.transaction(() => app.store.outbox.recordAttempt(card?.id ?? 0, '2026-08-21T09:00:00Z', dead));
    });
    await deliverDue(app.context);
    expect(told().map(({ threadTs }) => threadTs ?? null)).toEqual([null]);
  });
});

test('a held image that nobody runs any more when Slack is back is not told', async () => {
  app = await openScenario([JUNE, JULY], createTeam({ web: NEW }), '2026-08-10T09:00:00Z');
  holdImage(app.context, ANN, { version: NEW, reason: 'nodes do not join', url: null });
  queueDueReminders(app.context);
  reportFleet(app, createTeam({ web: OLD }));
  await deliverDue(app.context);
  expect(sent()).toEqual(['post image-hold dropped']);
});

test('a message that is looked for again goes out as it was', async () => {
  await planCard();
  const [card] = app.store.outbox.list(50).filter(({ channel }) => channel === TEAM);
  const lost = { state: 'dead' as const, outcome: 'given-up' as const, detail: 'timeout', ambiguous: true };
  app.store.transaction(() => {
    app.store.outbox.markSending(card?.id ?? 0, '2026-08-20T09:00:00Z');
    app.store.outbox.recordAttempt(card?.id ?? 0, '2026-08-20T09:00:30Z', lost);
  });
  app.store.transaction(() => app.store.outbox.revive(card?.id ?? 0, '2026-08-21T09:00:00.000Z'));
  reportFleet(app, createTeam({ web: NEW, jobs: NEW }));
  for (const time of ['09:00', '10:00', '11:00']) {
    app.clock.set(`2026-08-21T${time}:00Z`);
    await deliverDue(app.context);
  }
  expect(shown().map(({ text }) => text)).toEqual([expect.stringMatching(/^2 pools need /)]);
});
