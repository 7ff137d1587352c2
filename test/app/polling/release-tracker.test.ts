import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WritingContext } from '../../../src/app/app-context.ts';
import { importClusters } from '../../../src/app/clusters/import-clusters.ts';
import { wholeContent } from '../../../src/app/delivery/compose-entry.ts';
import { getStatusReport } from '../../../src/app/fleet/asked-status.ts';
import { describeImage } from '../../../src/app/images/read-catalogue.ts';
import { runDoctor } from '../../../src/app/operations/run-doctor.ts';
import { poll } from '../../../src/app/polling/poll.ts';
import { reparse } from '../../../src/app/polling/read-documents.ts';
import { remind } from '../../../src/app/reminders/remind.ts';
import { replay } from '../../../src/app/replay/replay.ts';
import { createReleaseTrackerSource } from '../../../src/sources/release-tracker/release-tracker-kit.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { type FakeGitHub, startFakeGitHub } from '../../support/fake-github.ts';
import { answerWith, createTrackerJson, type FakeTracker, startFakeTracker } from '../../support/fake-tracker.ts';
import { createAzCluster, createAzPool } from '../../support/sample-fleet.ts';
import { createNewRelease, createSampleReleases } from '../../support/sample-notes.ts';

const JUNE = '20348.5256.260610';
const JULY = '20348.5386.260715';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const createImages = (...westEurope: string[]) =>
  createTrackerJson({
    'Windows Server 2022': { 'West Europe': westEurope, 'East US': [`${JULY}@2026-07-30T14:06:27Z`] },
  });

let github: FakeGitHub;
let tracker: FakeTracker;
let app: TestApp;
let context: WritingContext;

/** One pool, on the image before the newest, in West Europe. */
beforeEach(async () => {
  github = await startFakeGitHub({ releases: createSampleReleases() });
  tracker = await startFakeTracker(createImages(`${JULY}@2026-08-04T10:00:00Z`, JUNE));
  app = createTestApp({ githubUrl: github.url, now: '2026-08-20T09:00:00Z' });
  context = { ...app.context, version: 'test', sources: [...app.context.sources, createReleaseTrackerSource(tracker)] };
  const fleet = [
    createAzCluster('shop', 'rg', {}, [createAzPool('npwin', 'Windows2022', `AKSWindows-2022-containerd-${JUNE}`)]),
  ];
  importClusters(context, [{ name: 'az.json', content: Buffer.from(JSON.stringify(fleet)) }]);
});
afterEach(() => Promise.all([github.close(), tracker.close()]));

const findBehind = () => app.store.findings.listOpen().find(({ rule }) => rule === 'node-image-behind');

async function pollAfter(ms: number) {
  app.clock.advance(ms);
  return poll(context);
}

async function remindText(): Promise<string> {
  await remind(context, { force: true });
  const [message] = app.store.inbox.list(1);
  return `${message?.text}\n${message?.cardJson}`;
}

describe('the news of a release', () => {
  test('asks nobody for an image that has not reached the region, but for the one that it has', async () => {
    importClusters(context, [
      {
        name: 'az.json',
        content: Buffer.from(
          JSON.stringify([
            createAzCluster('shop', 'rg', {}, [
              createAzPool('npwin', 'Windows2022', `AKSWindows-2022-containerd-${JULY}`),
              createAzPool('npold', 'Windows2022', `AKSWindows-2022-containerd-${JUNE}`),
            ]),
          ]),
        ),
      },
    ]);
    await poll(context);
    github.releases.unshift(createNewRelease());
    await pollAfter(DAY_MS);
    const [message] = app.store.inbox.list(1);
    expect(message?.text.split('\n')[0]).toBe(
      '1 pool needs the July image by 8 Sep 2026, 1 waits for its region (AKS release 2026-08-14)',
    );
    expect(message?.text).toContain(
      `• shop/npwin · not yet · ${JULY}; waits for 20348.5499.260812 to reach westeurope`,
    );
    expect(message?.text).toMatch(/• shop\/npold · by 8 Sep 2026 · .* → .* \(1 image and 35 days behind\)/);
    const [row] = app.store.outbox.list(1);
    if (!row) throw new Error('no row');
    const commands = JSON.stringify(wholeContent(context, row.content));
    expect(commands).not.toContain('--name npwin');
    expect(commands).toContain('--name npold');
    expect(JSON.stringify(row.content)).not.toContain('az aks');
  });
});

describe('the monthly reminder', () => {
  test('says since when the region has the image', async () => {
    await poll(context);
    const text = await remindText();
    expect(text).toContain(`→ ${JULY}`);
    expect(text).toContain('In westeurope since 4 Aug 2026 (release tracker, as of 20 Aug 2026)');
  });

  test('does not ask for an image that has not reached the region, and does so once it has', async () => {
    tracker.answer = answerWith(createImages(`${JUNE}@2026-06-23T10:00:00Z`));
    await poll(context);
    expect(findBehind()).toBeUndefined();
    expect(getStatusReport(context)).toMatchObject({ current: 1, behind: 0 });
    // Its image is old enough to be on the card; what has not reached the region is said, and not asked for.
    const early = await remindText();
    expect(early).toContain(`${JULY} has not reached westeurope yet`);
    expect(early).not.toMatch(new RegExp(`(?:→|->|to take:?|upgrade to) ${JULY}`));

    tracker.answer = answerWith(createImages(`${JULY}@2026-08-21T10:00:00Z`, JUNE));
    await pollAfter(DAY_MS);
    expect(findBehind()?.summary).toContain(`→ ${JULY}`);
    expect(getStatusReport(context)).toMatchObject({ current: 0, behind: 1 });
    expect(await remindText()).toContain('In westeurope since 21 Aug 2026 (release tracker, as of 21 Aug 2026)');
  });
});

describe('a tracker that is read', () => {
  test('and says the same changes nothing but the day, and wakes nobody', async () => {
    await poll(context);
    const version = app.store.catalogue.getVersion();
    const report = await pollAfter(DAY_MS);
    expect(report).toMatchObject({
      queued: 0,
      sources: [{}, { name: 'release-tracker', notModified: true, requests: 1 }],
    });
    tracker.answer = answerWith(createImages(`${JULY}@2026-08-04T10:00:00Z`, JUNE), { etag: '"other"' });
    expect((await pollAfter(DAY_MS)).sources[1]).toMatchObject({ notModified: false, new: 0, changed: 0 });
    expect(app.store.catalogue.getVersion()).toBe(version);
    expect(await remindText()).toContain('release tracker, as of 22 Aug 2026');
  });

  test('and says otherwise is a new catalogue, and no news', async () => {
    await poll(context);
    const version = app.store.catalogue.getVersion();
    tracker.answer = answerWith(createImages(`${JULY}@2026-08-05T10:00:00Z`, JUNE));
    expect(await pollAfter(DAY_MS)).toMatchObject({ queued: 0, sources: [{}, { changed: 1 }] });
    expect(app.store.catalogue.getVersion()).toBe(version + 1);
    expect(app.store.changes.listUnplanned()).toEqual([]);
  });

  test('and has lost most of its regions changes nothing that is known', async () => {
    const regions = Object.fromEntries(
      ['West Europe', 'East US', 'North Europe', 'UK South'].map((name) => [name, [JUNE]]),
    );
    tracker.answer = answerWith(createTrackerJson({ 'Windows Server 2022': regions }));
    await poll(context);
    tracker.answer = answerWith(createTrackerJson({ 'Windows Server 2022': { 'East US': [JULY] } }));
    expect(await pollAfter(6 * HOUR_MS)).toMatchObject({
      sources: [{}, { changed: 0, error: expect.stringContaining('lists 1 of the 4 entries') }],
    });
    expect(findBehind()).toBeUndefined();
    expect(app.store.catalogue.get().regions?.arrivals).toHaveLength(4);
  });

  test('is relied on for a week after it was read last, and again when it can be read again', async () => {
    tracker.answer = answerWith(createImages(JUNE));
    await poll(context);
    expect(findBehind()).toBeUndefined();
    tracker.answer = (response) => void response.writeHead(503).end();
    await pollAfter(7 * DAY_MS);
    expect(findBehind()).toBeUndefined();
    await pollAfter(DAY_MS);
    expect(findBehind()?.summary).toContain(`→ ${JULY}`);
    expect(await remindText()).toContain('its region may not have it yet');
    tracker.answer = answerWith(createImages(JUNE));
    // The same day: only the tracker's state is another one.
    await pollAfter(6 * HOUR_MS);
    expect(findBehind()).toBeUndefined();
    expect(getStatusReport(context)).toMatchObject({ current: 1 });
  });

  test('tells of the day on which it was written, however long the same is answered after that', async () => {
    const images = { 'Windows Server 2022': { 'West Europe': [JUNE] } };
    tracker.answer = answerWith(createTrackerJson(images, {}, '2026-08-19T00:23:52.755928676Z'));
    await poll(context);
    expect(findBehind()).toBeUndefined();
    expect(app.store.catalogue.findRegionsReadOn()).toBe('2026-08-19');
    expect(await pollAfter(5 * DAY_MS)).toMatchObject({ sources: [{}, { notModified: true, error: null }] });
    expect(findBehind()).toBeUndefined();
    await pollAfter(3 * DAY_MS);
    expect(findBehind()?.summary).toContain(`→ ${JULY}`);
    const notice = 'The release tracker was written last on 19 Aug 2026: which images a region has is not judged by it';
    expect(getStatusReport(context).notices).toContainEqual(expect.stringContaining(notice));
    const check = (await runDoctor(context)).find(({ name }) => name === 'fleet');
    expect(check).toMatchObject({ result: 'warning', detail: expect.stringContaining(notice) });
    tracker.answer = answerWith(createTrackerJson(images, {}, '2026-08-28T12:00:00Z'), { etag: '"new"' });
    await pollAfter(DAY_MS);
    expect(findBehind()).toBeUndefined();
  });

  test('is said to be unwritten while another source fails too, but not while nobody could read it', async () => {
    const images = { 'Windows Server 2022': { 'West Europe': [JUNE] } };
    tracker.answer = answerWith(createTrackerJson(images, {}, '2026-08-19T00:00:00Z'));
    await poll(context);
    github.setFault({ kind: 'status', status: 500 });
    await pollAfter(6 * DAY_MS);
    await pollAfter(2 * DAY_MS);
    const notices = () => getStatusReport(context).notices.join('\n');
    const unread = 'Not read lately: aks-releases (last on 20 Aug 2026)';
    const unwritten = 'The release tracker was written last on 19 Aug 2026';
    expect(notices()).toContain(unread);
    expect(notices()).toContain(unwritten);
    const check = (await runDoctor(context)).find(({ name }) => name === 'fleet');
    expect(check?.detail).toContain(unwritten);
    tracker.answer = (response) => void response.writeHead(503).end();
    await pollAfter(DAY_MS);
    await pollAfter(2 * DAY_MS);
    expect(notices()).toContain('release-tracker (last on 28 Aug 2026)');
    expect(notices()).not.toContain('written last');
  });

  test('is relied on no more once it is switched off, and is again at once when it is back', async () => {
    tracker.answer = answerWith(createImages(`${JUNE}@2026-06-23T10:00:00Z`));
    await poll(context);
    expect(findBehind()).toBeUndefined();
    await poll({ ...context, sources: app.context.sources });
    expect(findBehind()?.summary).toContain(`→ ${JULY}`);
    expect(getStatusReport(context)).toMatchObject({ current: 0, behind: 1 });
    await poll(context);
    expect(findBehind()).toBeUndefined();
  });

  test('is read again by reparse', async () => {
    await poll(context);
    const before = app.store.catalogue.get();
    expect(before.regions?.arrivals).toHaveLength(3);
    expect(await reparse(context)).toMatchObject({ changes: 0 });
    expect(app.store.catalogue.get()).toEqual(before);
  });

  test('tells in how many regions an image is', async () => {
    await poll(context);
    expect(describeImage(context, JULY).spread).toEqual({
      regions: 2,
      of: 2,
      firstOn: '2026-07-30',
      asOf: '2026-08-20',
    });
    expect(describeImage(context, JUNE).spread).toMatchObject({ regions: 1, of: 2, firstOn: null });
    expect(describeImage(context, '26100.33158.260715').spread).toBeNull();
  });
});

test('a corrected address is asked by the next poll, not in six hours', async () => {
  const pollAt = async (url: string) => {
    app.clock.advance(HOUR_MS / 12);
    const sources = [...app.context.sources, createReleaseTrackerSource({ url })];
    return (await poll({ ...context, sources })).sources.find(({ name }) => name === 'release-tracker');
  };
  const found = tracker.answer;
  tracker.answer = (response, request) =>
    request.url?.endsWith('.typo') ? response.writeHead(404).end() : found(response, request);
  expect(await pollAt(`${tracker.url}.typo`)).toMatchObject({ error: expect.stringContaining('check the address') });
  expect(await pollAt(`${tracker.url}.typo`)).toBeUndefined();
  expect(await pollAt(tracker.url)).toMatchObject({ error: null, new: 1 });
  expect(await pollAt(tracker.url)).toBeUndefined();
});

test('a process that ends keeps what the tracker said', async () => {
  await poll(context);
  const started = createTestApp({ githubUrl: github.url, store: app.store }).context;
  const sources = [...started.sources, createReleaseTrackerSource(tracker)];
  const later = { ...started, sources, clock: app.clock };
  expect((await poll(later)).sources.map(({ name }) => name)).toEqual(['aks-releases']);
  expect(app.store.catalogue.get().regions?.arrivals).toHaveLength(3);
});

test('a replay of the past knows nothing of what the tracker says today', async () => {
  await poll(context);
  const messages = await replay(context, { from: '2026-07-20', until: '2026-08-20', upgradeAfterDays: null });
  const reminders = messages.filter(({ content }) => content.kind === 'upgrade-reminder');
  expect(reminders.length).toBeGreaterThan(0);
  expect(JSON.stringify(messages)).not.toMatch(
    /(?<!--location )westeurope|release tracker|"kind":"(?:arrived|awaited)"/,
  );
  expect(JSON.stringify(reminders.at(-1))).toContain('"kind":"published"');
});
