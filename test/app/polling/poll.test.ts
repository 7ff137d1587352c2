import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importClusters } from '../../../src/app/clusters/import-clusters.ts';
import { assessFleet } from '../../../src/app/fleet/assess-fleet.ts';
import { poll } from '../../../src/app/polling/poll.ts';
import { reparse } from '../../../src/app/polling/read-documents.ts';
import { AppError } from '../../../src/domain/app-error.ts';
import type { Source } from '../../../src/domain/source-document.ts';
import { describePart, planWatchingUpdate } from '../../../src/messages/watching-summary.ts';
import { createTestApp, createTestLogger, type TestApp } from '../../support/create-test-app.ts';
import { decorateStore } from '../../support/decorate-store.ts';
import { type FakeFault, type FakeGitHub, startFakeGitHub } from '../../support/fake-github.ts';
import { createAzCluster, createAzPool, createSampleFleet } from '../../support/sample-fleet.ts';
import { announceImage, createNewRelease, createNote, createSampleReleases } from '../../support/sample-notes.ts';

let github: FakeGitHub;
let app: TestApp;

beforeEach(async () => {
  github = await startFakeGitHub({ releases: createSampleReleases() });
  app = createTestApp({ githubUrl: github.url });
  importClusters(app.context, [{ name: 'az.json', content: Buffer.from(JSON.stringify(createSampleFleet())) }]);
});
afterEach(() => github.close());

function messages(): string[] {
  return app.store.inbox
    .list(100)
    .map(({ text }) => text)
    .toReversed();
}

test('several sources that fail for one reason are one line of the log', async () => {
  const failing = (name: Source['name']): Source => ({
    name,
    poll: () => Promise.reject(new AppError('unavailable', 'No network: check it.')),
  });
  const logger = createTestLogger();
  await poll({ ...app.context, logger, sources: [failing('aks-releases'), failing('vhd-notes')] });
  expect(logger.lines.filter(({ message }) => message.startsWith('Polling failed'))).toEqual([
    expect.objectContaining({ fields: { sources: 'aks-releases, vhd-notes', reason: 'No network: check it.' } }),
  ]);
});

test('what breaks off since the process ends is no failure in the log, nor kept as one', async () => {
  const stop = new AbortController();
  const source: Source = {
    name: 'aks-releases',
    poll: () => {
      stop.abort();
      return Promise.reject(new AppError('unavailable', 'This operation was aborted: check GITHUB_API_URL.'));
    },
  };
  const logger = createTestLogger();
  await poll({ ...app.context, logger, sources: [source], stopping: stop.signal });
  expect(logger.lines.filter(({ message }) => message.startsWith('Polling failed'))).toEqual([]);
  expect(app.store.sources.find('aks-releases')?.lastError ?? null).toBeNull();
});

describe('the first poll', () => {
  test('posts one summary and never a message per old release', async () => {
    const report = await poll(app.context);
    expect(report).toMatchObject({
      queued: 1,
      delivered: 1,
      failed: 0,
      sources: [{ name: 'aks-releases', new: 3, error: null }],
    });
    expect(messages()).toHaveLength(1);
    expect(messages()[0]).toContain('4 Windows node pools: 1 unsupported, 2 behind');
  });

  test('posts it though clusters are imported before the notes that came are read', async () => {
    const { readDocument } = app.context;
    const fleet = [{ name: 'az.json', content: JSON.stringify(createSampleFleet()) }];
    const importing: typeof readDocument = (document) => {
      importClusters(app.context, fleet);
      expect(app.store.outbox.list(10)).toEqual([]);
      return readDocument(document);
    };
    expect(await poll({ ...app.context, readDocument: importing })).toMatchObject({ queued: 1, delivered: 1 });
    expect(messages()).toEqual([expect.stringContaining('4 Windows node pools: 1 unsupported, 2 behind')]);
  });

  test('without clusters is brought up to date once, when the first are registered', async () => {
    const fresh = createTestApp({ githubUrl: github.url });
    const texts = () => fresh.store.inbox.list(100).map(({ text }) => text);
    await poll(fresh.context);
    expect(texts()).toEqual([expect.not.stringContaining('behind')]);
    const fleet = [{ name: 'az.json', content: Buffer.from(JSON.stringify(createSampleFleet())) }];
    for (let twice = 0; twice < 2; twice += 1) importClusters(fresh.context, fleet);
    await poll(fresh.context);
    expect(texts()).toEqual([expect.stringContaining('4 Windows node pools: 1 unsupported, 2 behind')]);
    expect(fresh.store.outbox.list(10).filter(({ operation }) => operation === 'update')).toHaveLength(1);
  });

  test('says of a fleet that is looked at some pools at a time what it says of it at once', async () => {
    const fresh = createTestApp({ githubUrl: github.url });
    await poll(fresh.context);
    const images = ['20348.5256.260610', '20348.5386.260715', '20348.4773.260113'];
    const clusters = Array.from({ length: 130 }, (_, index) =>
      createAzCluster(`shop-${index}`, `rg-${index}`, {}, [
        createAzPool('wina', 'Windows2022', `AKSWindows-2022-containerd-${images[index % images.length]}`),
        createAzPool('winb', 'Windows2019', 'AKSWindows-2019-containerd-17763.8755.260610'),
      ]),
    );
    importClusters(fresh.context, [{ name: 'az.json', content: JSON.stringify(clusters) }]);
    const fleet = assessFleet(fresh.context);
    const update = planWatchingUpdate('C0PLATFORM', {
      parts: [describePart({ ...fleet, endsAhead: fleet.endsAhead() })],
      clusterCount: 130,
      releasesRead: 3,
    });
    const { content } = fresh.store.outbox.findByKey('C0PLATFORM', update.dedupeKey) ?? {};
    expect(content).toEqual(JSON.parse(JSON.stringify(update.content)));
    expect(content).toMatchObject({ windowsNodePools: 260, poolsBehind: expect.any(Number) });
  });

  test('says nothing while the feed cannot be read, and seeds when it can', async () => {
    github.setFault({ kind: 'status', status: 500 });
    const report = await poll(app.context);
    expect(report.sources[0]?.error).toContain('500');
    expect(messages()).toEqual([]);
    github.setFault(null);
    await poll(app.context);
    expect(messages()).toHaveLength(1);
  });
});

describe('a feed that fails', () => {
  const faults: readonly FakeFault[] = [
    { kind: 'status', status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1790000000' } },
    { kind: 'status', status: 429, headers: { 'retry-after': '60' } },
    { kind: 'status', status: 502 },
    { kind: 'html' },
    { kind: 'truncated-json' },
    { kind: 'reset' },
    { kind: 'cut' },
  ];
  test.each(faults)('leaves everything as it was, says why, and is asked again: $kind $status', async (fault) => {
    await poll(app.context);
    const before = app.store.catalogue.get();
    github.releases.unshift(createNewRelease());
    github.setFault(fault);
    const failed = await poll(app.context);
    expect(failed.sources[0]?.error).toMatch(/\w+/);
    expect(app.store.catalogue.get()).toEqual(before);
    expect(messages()).toHaveLength(1);
    expect(app.store.sources.find('aks-releases')).toMatchObject({ failures: 1 });
    github.setFault(null);
    const next = await poll(app.context);
    expect(next).toMatchObject({ queued: 2, delivered: 2 });
    expect(app.store.sources.find('aks-releases')).toMatchObject({ failures: 0, lastError: null });
  });
});

describe('a new release', () => {
  test('makes one message per channel with the pools of that channel only', async () => {
    await poll(app.context);
    github.releases.unshift(createNewRelease());
    await poll(app.context);
    const byChannel = Map.groupBy(app.store.inbox.list(10), ({ channel }) => channel);
    expect(byChannel.get('C0PLATFORM')?.[0]?.text).toContain('npwin');
    expect(byChannel.get('C0BILLING1')).toHaveLength(1);
    expect(byChannel.get('C0BILLING1')?.[0]?.text).toContain('win22');
    expect(byChannel.get('C0BILLING1')?.[0]?.text).not.toContain('npwin');
  });

  test('tells a channel of owners of its own OS SKU only, and of no retirement that is not its own', async () => {
    await poll(app.context);
    const body = createNote(
      [announceImage('2022', '20348.5499.260812'), announceImage('2025', '26100.33296.260812')],
      ['Windows Server 2019 images will be removed on 1 June 2027.'],
    );
    github.releases.unshift({ ...createNewRelease(), body });
    await poll(app.context);
    const [owned] = app.store.inbox.list(10).filter(({ channel }) => channel === 'C0BILLING1');
    expect(owned?.text).toContain('20348.5499.260812');
    expect(owned?.text).not.toMatch(/26100|2019/);
  });

  test('that says nothing about Windows is silence', async () => {
    await poll(app.context);
    github.releases.unshift({ ...createNewRelease(), body: createNote([]) });
    expect(await poll(app.context)).toMatchObject({ queued: 0, sources: [{ new: 1 }] });
  });

  test('that repeats an image and a retirement is silence', async () => {
    await poll(app.context);
    const body = createNote(
      [announceImage('2022', '20348.5386.260715')],
      ['Windows Server 2022 will be retired on 30 June 2028.'],
    );
    github.releases.unshift({ ...createNewRelease(), body });
    expect(await poll(app.context)).toMatchObject({ queued: 0 });
  });

  test('that moves a retirement tells the old and the new date', async () => {
    await poll(app.context);
    github.releases.unshift({
      ...createNewRelease(),
      body: createNote([], ['Windows Server 2022 will be retired on 15 December 2028.']),
    });
    await poll(app.context);
    const news = messages().filter((text) => text.includes('15 Dec 2028'));
    expect(news.length).toBeGreaterThan(0);
    expect(news[0]).toContain('30 Jun 2028');
  });

  test('of which half was edited in later is told in two messages, never three', async () => {
    await poll(app.context);
    github.releases.unshift(createNewRelease());
    await poll(app.context);
    github.releases[0] = {
      ...createNewRelease(),
      body: createNote([announceImage('2022', '20348.5499.260812'), announceImage('2025', '26100.33296.260812')]),
    };
    expect(await poll(app.context)).toMatchObject({ queued: 1 });
    expect(await poll(app.context)).toMatchObject({ queued: 0, sources: [{ notModified: true, requests: 1 }] });
    expect(messages().at(-1)).toContain('26100.33296.260812');
  });

  test('whose wording alone was edited is silence, and both bodies are kept', async () => {
    await poll(app.context);
    const [first, ...rest] = createSampleReleases();
    github.releases = [{ ...first, body: `${first?.body}\nA typo was mended.` }, ...rest];
    expect(await poll(app.context)).toMatchObject({ queued: 0, sources: [{ changed: 1 }] });
    const document = app.store.documents.find('aks-releases', first?.tag_name ?? '');
    expect(app.store.documents.listVersions(document?.id ?? 0)).toHaveLength(2);
  });
});

test('a note that speaks of Windows images and yields nothing is reported once', async () => {
  await poll(app.context);
  github.releases.unshift({
    ...createNewRelease(),
    body: createNote(['  * Windows Server 2022 node image has been updated to August 2026 build.']),
  });
  await poll(app.context);
  await poll(app.context);
  const alarms = app.store.inbox.list(10).filter(({ key }) => key.startsWith('drift/'));
  expect(alarms).toHaveLength(1);
  expect(alarms[0]?.text).toContain('August 2026 build');
});

test('reparse finds the same again and tells nobody', async () => {
  await poll(app.context);
  const before = app.store.catalogue.get();
  const shown: string[] = [];
  const report = await reparse(app.context, (done, total) => shown.push(`${done} of ${total}`));
  expect(report).toEqual({ documents: 3, changes: 0 });
  expect(shown).toEqual(['1 of 3', '2 of 3', '3 of 3']);
  expect(app.store.catalogue.get()).toEqual(before);
  expect(await poll(app.context)).toMatchObject({ queued: 0 });
  expect(messages()).toHaveLength(1);
});

test('a process that dies when some channels were told finishes what it began, and an edit since then is told besides', async () => {
  await poll(app.context);
  github.releases.unshift(createNewRelease());
  const changes = {
    ...app.store.changes,
    markPlanned: () => {
      throw new Error('killed');
    },
  };
  await expect(poll({ ...app.context, store: decorateStore(app.store, { changes }) })).rejects.toThrow('killed');
  const bullets = [announceImage('2022', '20348.5499.260812'), announceImage('2025', '26100.33296.260812')];
  github.releases[0] = { ...createNewRelease(), body: createNote(bullets) };
  await poll(app.context);
  expect(await poll(app.context)).toMatchObject({ queued: 0, delivered: 0 });
  const told = (channel: string) =>
    app.store.outbox
      .list(100)
      .filter((entry) => entry.channel === channel && entry.operation === 'post')
      .flatMap(({ content }) => (content.kind === 'release-news' ? [content.images.map(({ version }) => version)] : []))
      .toReversed();
  expect(told('C0BILLING1')).toEqual([['20348.5499.260812']]);
  expect(told('C0PLATFORM')).toEqual([['20348.5499.260812'], ['26100.33296.260812']]);
});

test('a process that dies after reading and before planning tells of it the next time', async () => {
  await poll(app.context);
  github.releases.unshift(createNewRelease());
  const { store } = app;
  const broken = {
    ...app.context,
    store: decorateStore(store, {
      outbox: {
        ...store.outbox,
        add: () => {
          throw new Error('killed');
        },
      },
    }),
  };
  await expect(poll(broken)).rejects.toThrow('killed');
  expect(messages()).toHaveLength(1);
  expect(await poll(app.context)).toMatchObject({ queued: 2, delivered: 2 });
});

describe('the channel for news', () => {
  test('that is not set yet holds everything back; the summary comes when it is', async () => {
    const early = createTestApp({ githubUrl: github.url, channel: null });
    expect(await poll(early.context)).toMatchObject({ queued: 0, sources: [{ new: 3 }] });
    github.releases.unshift(createNewRelease());
    expect(await poll(early.context)).toMatchObject({ queued: 0, sources: [{ new: 1 }] });
    const later = createTestApp({ githubUrl: github.url, store: early.store });
    expect(await poll(later.context)).toMatchObject({ queued: 1, delivered: 1 });
    expect(early.store.inbox.list(5)[0]?.text).toContain('20348.5499.260812');
  });

  test('that takes the place of another one is told what is watched, once', async () => {
    await poll(app.context);
    const moved = createTestApp({ githubUrl: github.url, store: app.store, channel: 'C0OTHER11' });
    expect(await poll(moved.context)).toMatchObject({ queued: 1 });
    expect(await poll(moved.context)).toMatchObject({ queued: 0 });
    expect(app.store.inbox.list(5).map(({ channel }) => channel)).toEqual(['C0OTHER11', 'C0PLATFORM']);
  });
});

describe('a scheduled poll', () => {
  test('leaves GitHub alone for as long as it asked, and goes on after that', async () => {
    await poll(app.context);
    const resetAt = Math.floor(app.clock.now().getTime() / 1_000) + 1_800;
    github.setFault({
      kind: 'status',
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${resetAt}` },
    });
    await poll(app.context, { isScheduled: true });
    github.setFault(null);
    const asked = github.count();
    await poll(app.context, { isScheduled: true });
    expect(github.count()).toBe(asked);
    app.clock.advance(1_800_000);
    expect(await poll(app.context, { isScheduled: true })).toMatchObject({ sources: [{ error: null }] });
  });
});

describe('a source that rests', () => {
  const HOUR_MS = 3_600_000;
  const nothing = { requests: 1, notModified: true, documents: [], vanished: [], rejected: [], cursor: {} };
  const refused = () => Promise.reject(new AppError('unavailable', 'It is not there: check it.'));

  test.each<[string, Source['poll']]>([
    ['an answer', async () => nothing],
    ['a failure', refused],
  ])('is left alone for its time after %s, whoever asks and whatever is new', async (_, answer) => {
    const source: Source = { name: 'release-tracker', poll: answer };
    const context = { ...app.context, sources: [...app.context.sources, source] };
    const pollNames = async () => (await poll(context)).sources.map(({ name }) => name);

    expect(await pollNames()).toEqual(['aks-releases', 'release-tracker']);
    github.releases.unshift(createNewRelease());
    expect(await pollNames()).toEqual(['aks-releases']);
    app.clock.advance(6 * HOUR_MS - 1);
    expect(await pollNames()).toEqual(['aks-releases']);
    app.clock.advance(1);
    expect(await pollNames()).toEqual(['aks-releases', 'release-tracker']);
  });

  test('is asked at once at another address, and its old error is gone', async () => {
    const rest = { name: 'release-tracker' } as const;
    const pollAt = async (addressHash: string, answer: Source['poll']) => {
      const sources = [...app.context.sources, { ...rest, addressHash, poll: answer }];
      return (await poll({ ...app.context, sources }, { isScheduled: true })).sources.map(({ name }) => name);
    };
    const findError = () => app.store.sources.find('release-tracker')?.lastError;

    expect(await pollAt('wrong', refused)).toContain('release-tracker');
    expect(findError()).toBe('It is not there: check it.');
    app.clock.advance(HOUR_MS / 12);
    expect(await pollAt('wrong', refused)).not.toContain('release-tracker');
    expect(await pollAt('right', async () => nothing)).toContain('release-tracker');
    expect(findError()).toBeNull();
    app.clock.advance(HOUR_MS);
    expect(await pollAt('right', async () => nothing)).not.toContain('release-tracker');
  });

  test('that fails is no failure of the poll: what is new is told all the same', async () => {
    const source: Source = { name: 'release-tracker', poll: refused };
    const context = { ...app.context, sources: [...app.context.sources, source] };
    await poll(context);
    github.releases.unshift(createNewRelease());
    app.clock.advance(6 * HOUR_MS);
    const report = await poll(context);
    expect(report).toMatchObject({ queued: 2, delivered: 2, failed: 0 });
    expect(report.sources.at(-1)).toMatchObject({ name: 'release-tracker', error: 'It is not there: check it.' });
  });
});

describe('a clock that was ahead', () => {
  test('keeps no source from being asked once it is right again', async () => {
    app.clock.set('2027-08-10T09:00:00Z');
    await poll(app.context);
    app.clock.set('2026-08-10T09:00:00Z');
    github.releases.unshift(createNewRelease());
    expect((await poll(app.context)).sources[0]).toMatchObject({ name: 'aks-releases', new: 1 });
  });

  test('nor does a limit that ends in another century', async () => {
    const reset = String(Date.parse('2286-11-20T17:46:39Z') / 1000);
    github.setFault({
      kind: 'status',
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset },
    });
    await poll(app.context);
    github.setFault(null);
    app.clock.advance(900_000);
    expect((await poll(app.context)).sources[0]).toMatchObject({ name: 'aks-releases', error: null });
  });
});

describe('the catalogue, where nothing it rests on changed', () => {
  const countImages = () => app.store.catalogue.get().images.length;

  test('is left as it is, and built again for a newer program or a release that vanished', async () => {
    const context = { ...app.context, version: '1' };
    github.releases.unshift(createNewRelease());
    await poll(context);
    const all = countImages();
    app.store.catalogue.replace({ images: [], retirements: [], kubernetesVersions: [] });
    await poll(context);
    expect(countImages()).toBe(0);

    await poll({ ...context, version: '2' });
    expect(countImages()).toBe(all);

    const isOut = () =>
      app.store.catalogue
        .get()
        .images.some(({ version, state }) => version === '20348.5499.260812' && state !== 'withdrawn');
    expect(isOut()).toBe(true);
    github.releases.shift();
    await poll({ ...context, version: '2' });
    expect(isOut()).toBe(false);
  });
});
