import { afterEach, describe, expect, test } from 'vitest';
import { deliverDue } from '../../../src/app/delivery/deliver.ts';
import { noteProgress } from '../../../src/app/people/note-progress.ts';
import { queueDueReminders, remindDue } from '../../../src/app/reminders/remind-due.ts';
import { createRelease, createTeam, openScenario, reportFleet } from '../../scenarios/open-scenario.ts';
import type { TestApp } from '../../support/create-test-app.ts';

const TEAM = 'C0SHOPTEAM1';
const ANN = { id: 'U0ANN', name: 'Ann' };
const OLD = '20348.5256.260610';
const NEW = '20348.5386.260715';
const JUNE = createRelease('2026-06-19', '2026-06-25T18:00:00Z', [['2022', OLD]]);
const JULY = createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', NEW]]);

let app: TestApp;
afterEach(() => app.store.close());

/** A reminder is planned on its day, and waits: Slack is not there. */
function planCard(): void {
  app = openScenario([JUNE, JULY], createTeam({ web: OLD, jobs: OLD }), '2026-08-10T09:00:00Z');
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

describe('a card that waited for Slack', () => {
  test('shows as done what was upgraded in the meantime, and is not changed again for it', async () => {
    planCard();
    reportFleet(app, createTeam({ web: NEW, jobs: OLD }));
    await deliverDue(app.context);
    await remindDue(app.context);
    expect(shown().map(({ text }) => text)).toEqual([
      expect.stringMatching(/1 Windows node pool needs attention \(1 done\): shop\/jobs .*Done: shop\/web runs/s),
    ]);
    expect(sent()).toEqual(['post upgrade-reminder delivered']);
  });

  test('goes on showing it when somebody takes it', async () => {
    planCard();
    reportFleet(app, createTeam({ web: NEW, jobs: OLD }));
    await deliverDue(app.context);
    const [card] = shown();
    const assigned = { to: ANN, by: ANN, at: '2026-08-21T10:00:00Z' };
    noteProgress(app.context, { channel: TEAM, ts: card?.ts ?? '' }, { assigned });
    await deliverDue(app.context);
    expect(shown()[0]?.text).toMatch(/Done: shop\/web runs.*Assigned to Ann/s);
  });

  test('is not sent at all when everything was upgraded, nor is the end of it', async () => {
    planCard();
    reportFleet(app, createTeam({ web: NEW, jobs: NEW }));
    await deliverDue(app.context);
    await remindDue(app.context);
    expect(shown()).toEqual([]);
    expect(sent()).toEqual(['post upgrade-reminder dropped']);
    expect(app.store.reminders.listOpen()).toEqual([]);
  });

  test('is not sent to a channel that its pools have left', async () => {
    planCard();
    reportFleet(app, createTeam({ web: OLD, jobs: OLD }, 'C0OTHERTEAM'));
    await deliverDue(app.context);
    expect(shown()).toEqual([]);
  });
});

test('a limit that waited for Slack is not told once it is met', async () => {
  planCard();
  app.clock.set('2026-09-01T09:00:00Z');
  queueDueReminders(app.context);
  const limits = () => sent().filter((row) => row.includes('escalation'));
  expect(limits()).toEqual(['reply escalation pending']);
  reportFleet(app, createTeam({ web: NEW, jobs: OLD }));
  await deliverDue(app.context);
  const [told] = shown().filter(({ threadTs }) => threadTs !== undefined);
  expect(told?.text).toContain('shop/jobs');
  expect(told?.text).not.toContain('shop/web');
});

test('a limit that nobody is past any more is dropped', async () => {
  planCard();
  await deliverDue(app.context);
  app.clock.set('2026-09-01T09:00:00Z');
  queueDueReminders(app.context);
  reportFleet(app, createTeam({ web: NEW, jobs: NEW }));
  await deliverDue(app.context);
  expect(sent()).toContain('reply escalation dropped');
  expect(shown().filter(({ text }) => text.includes('limit'))).toEqual([]);
});
