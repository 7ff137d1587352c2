import { describe, expect, it } from 'vitest';
import { registerByHand } from '../../../src/app/clusters/register-cluster.ts';
import { getStatusReport } from '../../../src/app/fleet/asked-status.ts';
import { readFleetStatus } from '../../../src/app/fleet/fleet-status.ts';
import { sayUnread } from '../../../src/app/operations/read-health.ts';
import { previewReminders } from '../../../src/app/reminders/remind.ts';
import { composeCard } from '../../../src/messages/message-kinds.ts';
import { createRelease, createTeam, openScenario, reportFleet } from '../../scenarios/open-scenario.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';

const JULY = createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']]);
const TEAM = createTeam({ web: '20348.5386.260715' });
const DAY_MS = 86_400_000;

let app: TestApp;

const noticesOf = () => getStatusReport(app.context).notices;
const fail = (at: string) =>
  app.store.transaction(() =>
    app.store.sources.markFailed(
      'aks-releases',
      { code: 'unavailable', message: 'GitHub gave no answer', retryAt: null },
      at,
    ),
  );

describe('what is known is old', () => {
  it('says that the sources were not read for a week, however new the reports are', async () => {
    app = await openScenario([JULY], TEAM, '2026-08-01T09:00:00Z');
    app.clock.advance(6 * DAY_MS);
    reportFleet(app, TEAM);
    expect(noticesOf()).toEqual([]);
    app.clock.advance(2 * DAY_MS);
    const notice = expect.stringMatching(/^Not read lately: aks-releases \(last on 1 Aug 2026\)\. .*vhdwatch poll/);
    expect(noticesOf()).toEqual([notice]);
    expect(readFleetStatus(app.context).notices).toEqual([notice]);
  });

  it('doubts what lies ahead: one of the clocks was wrong', async () => {
    app = await openScenario([JULY], TEAM, '2026-08-01T09:00:00Z');
    app.clock.set('2026-07-20T09:00:00Z');
    expect(noticesOf()).toEqual([expect.stringContaining('aks-releases (last on 1 Aug 2026, which lies ahead')]);
  });

  it('says after a day that a source fails', async () => {
    app = await openScenario([JULY], TEAM, '2026-08-01T09:00:00Z');
    fail('2026-08-01T10:00:00Z');
    app.clock.set('2026-08-02T09:00:00Z');
    expect(noticesOf()).toEqual([]);
    app.clock.set('2026-08-02T11:00:00Z');
    expect(noticesOf()).toEqual([expect.stringContaining('aks-releases (last on 1 Aug 2026)')]);
  });

  it('says at once that the source of news was never read, whatever else was', () => {
    app = createTestApp({ githubUrl: 'http://127.0.0.1:9', now: '2026-08-01T09:00:00Z' });
    expect(sayUnread(app.context)).toContain('Nothing that AKS publishes was read yet');
    app.store.transaction(({ sources }) => sources.markSucceeded('support-calendar', {}, '2026-08-01T09:00:00Z'));
    fail('2026-08-01T09:00:00Z');
    expect(noticesOf()).toEqual([expect.stringContaining('aks-releases (never)')]);
    const [leading] = app.context.sources;
    const sources = leading ? [leading, { ...leading, name: 'support-calendar' as const }] : [];
    expect(sayUnread({ ...app.context, sources })).toMatch(
      /^aks-releases, where the news comes from, was never read: .*doctor/,
    );
    app.store.transaction(({ sources }) => sources.markSucceeded('aks-releases', {}, '2026-08-01T09:00:00Z'));
    expect([noticesOf(), sayUnread(app.context)]).toEqual([[], null]);
  });

  it('says that a monthly image is missing, once, and not where the cause is that nobody read', async () => {
    app = await openScenario([JULY], TEAM, '2026-08-25T09:00:00Z');
    expect(noticesOf()).toEqual([
      expect.stringMatching(/^No new image of Windows Server 2022 is known since 15 Jul 2026/),
    ]);
    app.clock.advance(10 * DAY_MS);
    reportFleet(app, TEAM);
    expect(noticesOf()).toEqual([expect.stringContaining('Not read lately')]);
  });

  it('is as old as the pool that was told of longest ago, however new a word on another is', async () => {
    const both = createTeam({ web: '20348.5386.260715', jobs: '20348.5386.260715' });
    app = await openScenario([JULY], both, '2026-08-01T09:00:00Z');
    app.clock.advance(6 * DAY_MS);
    registerByHand(app.context, 'shop', { pool: ['web=AKSWindows-2022-containerd-20348.5386.260715'] });
    app.clock.advance(DAY_MS + 60_000);
    const stale = 'The report of shop is older than 7 days';
    expect(noticesOf()).toContainEqual(expect.stringContaining(stale));
    reportFleet(app, both);
    expect(noticesOf()).not.toContainEqual(expect.stringContaining(stale));
  });

  it('says of a cluster whose row cannot be read, too, that its report is old', async () => {
    app = await openScenario([JULY], TEAM, '2026-08-01T09:00:00Z');
    app.clock.advance(8 * DAY_MS);
    const { store } = app.context;
    const torn = { ...app.context, store: { ...store, clusters: { ...store.clusters, find: () => null } } };
    expect(readFleetStatus(torn).notices).toContainEqual(expect.stringMatching(/^The report of .*shop is older than/));
  });

  it('says of one that was being deleted when it was told of last how to forget it', async () => {
    const deleting = TEAM.map((cluster) => ({ ...cluster, provisioningState: 'Deleting' }));
    app = await openScenario([JULY], deleting, '2026-08-01T09:00:00Z');
    app.clock.advance(8 * DAY_MS);
    expect(noticesOf()).toContainEqual(
      'The report of shop is older than 7 days (1 Aug 2026, being deleted then): import again, or "vhdwatch clusters discover"; if it is gone, "vhdwatch clusters remove shop".',
    );
  });

  it('says that a pool runs what no source has told of', async () => {
    const both = createTeam({ web: '20348.5499.260812', jobs: '20348.5386.260715' });
    app = await openScenario([JULY], both, '2026-08-14T09:00:00Z');
    expect(noticesOf()).toEqual([
      'shop/web runs 20348.5499.260812, newer than every image of Windows Server 2022 that is known (20348.5386.260715): pools that are called current may be behind.',
    ]);
  });

  it('says it of several in one sentence', async () => {
    const both = createTeam({ web: '20348.5499.260812', jobs: '20348.5500.260820' });
    app = await openScenario([JULY], both, '2026-08-14T09:00:00Z');
    expect(noticesOf()).toEqual([
      'shop/jobs (20348.5500.260820) and 1 other run newer images than any of Windows Server 2022 that is known (20348.5386.260715): pools that are called current may be behind.',
    ]);
  });

  it('knows of an image that was taken back', async () => {
    const both = createTeam({ web: '20348.5499.260812', jobs: '20348.5386.260715' });
    const august = createRelease('2026-08-14', '2026-08-14T08:00:00Z', [['2022', '20348.5499.260812']]);
    app = await openScenario([JULY, august], both, '2026-08-14T09:00:00Z');
    const known = app.store.catalogue.get();
    const images = known.images.map(
      (image, index) => ({ ...image, state: index === 0 ? 'withdrawn' : 'newest' }) as const,
    );
    app.store.transaction(() => app.store.catalogue.replace({ ...known, images }));
    expect(noticesOf()).not.toContainEqual(expect.stringContaining('newer than every image'));
  });

  it('stands on the card of a channel as well, of its own clusters', async () => {
    app = await openScenario([JULY], TEAM, '2026-08-01T09:00:00Z');
    app.clock.set('2026-10-01T09:00:00Z');
    const [reminder] = previewReminders(app.context, { force: true });
    if (!reminder) throw new Error('no reminder');
    const card = JSON.stringify(composeCard(reminder.content));
    expect(card).toContain('Not read lately: aks-releases (last on 1 Aug 2026)');
    expect(card).toContain('The report of shop is older than 7 days (1 Aug 2026)');
  });
});
