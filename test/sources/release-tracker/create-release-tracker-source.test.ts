import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { FeedResult, SourceCursor } from '../../../src/domain/source-document.ts';
import type { TrackerSection } from '../../../src/sources/release-tracker/read-section.ts';
import {
  createReleaseTrackerSource,
  type ReleaseTrackerOptions,
} from '../../../src/sources/release-tracker/release-tracker-kit.ts';
import {
  answerWith,
  createTrackerJson,
  type FakeTracker,
  startFakeTracker,
  type TrackerImages,
} from '../../support/fake-tracker.ts';
import { createKnown } from '../support/feed-fixture.ts';

const SAMPLE = new URL('../../../../shared/samples/release_tracker_sample.json', import.meta.url);
const IMAGES: TrackerImages = {
  'Windows Server 2022 Gen2': {
    'West Europe': [
      '20348.5386.260715@2026-08-04T10:00:00Z',
      '20348.5256.260610@2026-06-23T10:00:00Z',
      '20348.5020.260415',
    ],
    'East US': ['20348.5386.260715@2026-07-30T14:06:27Z'],
  },
  'Windows Server 2019': { 'West Europe': ['17763.8389.260210'] },
};
let tracker: FakeTracker;

beforeEach(async () => {
  tracker = await startFakeTracker(createTrackerJson(IMAGES));
});
afterEach(() => tracker.close());

const poll = (cursor: SourceCursor = {}, known = createKnown(), options: Partial<ReleaseTrackerOptions> = {}) =>
  createReleaseTrackerSource({ url: tracker.url, timeoutMs: 20_000, ...options }).poll(cursor, known);

const sectionOf = ({ documents: [document] }: FeedResult) => JSON.parse(document?.body ?? '{}') as TrackerSection;

/** The tracker with one region's entry replaced. */
const answerRegion = (region: unknown) => {
  const component = { ComponentName: 'Windows Server 2022', RegionalStatuses: { US: [region] } };
  tracker.answer = answerWith(createTrackerJson({}, { Components: { 'Windows Server 2022': component } }));
};

describe('the release tracker', () => {
  it('is one request and one small document, sorted, with what matters', async () => {
    const result = await poll();

    expect(result).toMatchObject({ requests: 1, notModified: false, vanished: [], rejected: [] });
    expect(result.documents).toMatchObject([
      {
        source: 'release-tracker',
        externalId: 'WindowsImage',
        url: 'https://releases.aks.azure.com/',
        publishedAt: null,
      },
    ]);
    const { components } = sectionOf(result);
    expect(components.map(({ component }) => component)).toEqual(['Windows Server 2019', 'Windows Server 2022 Gen2']);
    expect(components[1]?.regions).toEqual([
      {
        region: 'East US',
        inProgress: false,
        images: [{ version: '20348.5386.260715', releasedAt: '2026-07-30T14:06:27Z' }],
      },
      {
        region: 'West Europe',
        inProgress: false,
        images: [
          { version: '20348.5386.260715', releasedAt: '2026-08-04T10:00:00Z' },
          { version: '20348.5256.260610', releasedAt: '2026-06-23T10:00:00Z' },
          { version: '20348.5020.260415', releasedAt: null },
        ],
      },
    ]);
    expect(tracker.requests).toHaveLength(1);
    expect(tracker.requests[0]?.headers['user-agent']).toMatch(/^vhdwatch\//);
  });

  it('is asked again only conditionally, and is unchanged while its ETag holds', async () => {
    const first = await poll();
    expect(await poll(first.cursor, createKnown(first))).toMatchObject({
      requests: 1,
      notModified: true,
      documents: [],
      cursor: first.cursor,
    });
  });

  it('is asked again by its date where it has no ETag', async () => {
    const stamp = 'Tue, 04 Aug 2026 10:00:00 GMT';
    tracker.answer = (response, { headers }) => {
      const isKnown = headers['if-modified-since'] === stamp;
      response.writeHead(isKnown ? 304 : 200, { 'last-modified': stamp }).end(isKnown ? '' : createTrackerJson(IMAGES));
    };
    const first = await poll();
    expect(await poll(first.cursor, createKnown(first))).toMatchObject({ notModified: true });
  });

  it('is read whole after its address changed', async () => {
    const first = await poll();
    const moved = await poll(first.cursor, createKnown(), { url: `${tracker.url}?mirror` });
    expect(moved.documents).toHaveLength(1);
    expect(JSON.stringify(first.cursor)).not.toContain('127.0.0.1');
  });

  it('brings nothing when only other sections, the order or the time changed, and the document when an image moved', async () => {
    const first = await poll();
    const reversed = Object.fromEntries(Object.entries(IMAGES).toReversed());
    tracker.answer = answerWith(createTrackerJson(reversed, { DefaultComponent: 'x' }));
    expect(await poll(first.cursor, createKnown(first))).toMatchObject({ notModified: false, documents: [] });

    tracker.answer = answerWith(
      createTrackerJson({ ...IMAGES, 'Windows Server 2025': { 'East US': ['26100.1.260101'] } }),
    );
    expect((await poll(first.cursor, createKnown(first))).documents).toHaveLength(1);
  });

  it('is not read beyond the section', async () => {
    const text = createTrackerJson(IMAGES);
    const end = text.indexOf('"UbuntuImage"');
    // What follows is sent only after two minutes.
    tracker.answer = (response) => void response.writeHead(200).write(text.slice(0, end));
    expect((await poll()).documents).toHaveLength(1);
  });

  it.each([
    ['gzip', { 'content-encoding': 'gzip' }, gzipSync(createTrackerJson(IMAGES))],
    ['a byte order mark', {}, Buffer.from(`\uFEFF${createTrackerJson(IMAGES)}`)],
    ['another content type', { 'content-type': 'application/octet-stream' }, Buffer.from(createTrackerJson(IMAGES))],
  ])('is read with %s', async (_, headers, body) => {
    tracker.answer = (response) => void response.writeHead(200, headers).end(body);
    expect(sectionOf(await poll()).components).toHaveLength(2);
  });

  it('is followed to another address', async () => {
    tracker.answer = (response, { url }) => {
      if (url === '/moved') answerWith(createTrackerJson(IMAGES))(response, tracker.requests.at(-1) as never);
      else response.writeHead(302, { location: '/moved' }).end();
    };
    expect((await poll()).documents).toHaveLength(1);
  });
});

describe('what is wrong with a region costs that region only', () => {
  const good = { RegionName: 'East US', Current: { Version: '20348.5386.260715' } };

  test.each([
    ['no name', { ...good, RegionName: '' }],
    ['a name of another type', { ...good, RegionName: 7 }],
    ['an endless name', { ...good, RegionName: 'x'.repeat(1_000) }],
    ['no version', { ...good, Current: {} }],
    ['a version of another type', { ...good, Current: { Version: { a: 1 } } }],
    ['no current image', { RegionName: 'East US' }],
    ['another type', 'East US'],
    ['nothing in it', null],
  ])('refused: %s', async (_, region) => {
    const component = { ComponentName: 'Windows Server 2022', RegionalStatuses: { US: [region], Europe: [good] } };
    tracker.answer = answerWith(createTrackerJson({}, { Components: { a: component } }));
    const result = await poll();
    expect(sectionOf(result).components[0]?.regions.map(({ region: name }) => name)).toEqual(['East US']);
    expect(result.rejected).toMatchObject([{ item: expect.stringContaining('Windows Server 2022, ') }]);
    expect(result.rejected[0]?.item.length).toBeLessThan(200);
  });

  test.each([
    [
      'dates that are none',
      { Current: { Version: 'v', ReleaseDate: 'soon' } },
      { images: [{ version: 'v', releasedAt: null }] },
    ],
    [
      'Go’s zero time',
      { Current: { Version: 'v', ReleaseDate: '0001-01-01T00:00:00Z' } },
      { images: [{ version: 'v', releasedAt: null }] },
    ],
    [
      'earlier images that cannot be read',
      { Recent: [null, { Version: 3 }, { Version: 'w' }] },
      { images: [{}, { version: 'w' }] },
    ],
    ['earlier images of another type', { Recent: 'none' }, { images: [{}] }],
    ['a state of another type', { InProgress: 'yes' }, { inProgress: false }],
  ])('taken without: %s', async (_, changes, expected) => {
    answerRegion({ ...good, ...changes });
    const result = await poll();
    expect(result.rejected).toEqual([]);
    expect(sectionOf(result).components[0]?.regions[0]).toMatchObject(expected);
  });

  test('a component that cannot be read costs that component', async () => {
    const component = { ComponentName: 'b', RegionalStatuses: { Europe: [good] } };
    tracker.answer = answerWith(
      createTrackerJson({}, { Components: { a: { RegionalStatuses: 7 }, b: component, c: null } }),
    );
    const result = await poll();
    expect(sectionOf(result).components).toMatchObject([{ component: 'b' }]);
    expect(result.rejected.map(({ item }) => item)).toEqual(['a', 'c']);
  });

  test('a region that two groups list counts once', async () => {
    const component = { ComponentName: 'b', RegionalStatuses: { Europe: [good], US: [good] } };
    tracker.answer = answerWith(createTrackerJson({}, { Components: { b: component } }));
    expect(sectionOf(await poll()).components[0]?.regions).toHaveLength(1);
  });

  test('hostile names stay data', async () => {
    const hostile = '<!channel> __proto__ "\u202e';
    answerRegion({ ...good, RegionName: hostile, Current: { Version: hostile } });
    const [component] = sectionOf(await poll()).components;
    expect(component).toMatchObject({ regions: [{ region: hostile }] });
  });
});

describe('a tracker that fails says why and what to do', () => {
  const status = (code: number) => (response: Parameters<FakeTracker['answer']>[0]) =>
    void response.writeHead(code, { 'content-type': 'text/html' }).end('<h1>no</h1>');
  const body = (text: string) => (response: Parameters<FakeTracker['answer']>[0]) =>
    void response.writeHead(200).end(text);
  const json = createTrackerJson(IMAGES);
  const faults: readonly [string, FakeTracker['answer'], RegExp][] = [
    ['404', status(404), /answered 404/],
    ['403', status(403), /refused \(403\)/],
    ['429', status(429), /in trouble \(429\)/],
    ['500', status(500), /in trouble \(500\)/],
    ['503', status(503), /in trouble \(503\)/],
    ['an unknown success', status(206), /refused \(206\)/],
    ['304 that nobody asked for', (response) => void response.writeHead(304).end(), /refused \(304\)/],
    ['a web page', body('<!doctype html><p>Sign in'), /something other than the JSON/],
    ['a list', body('[]'), /something other than the JSON/],
    ['nothing', body(''), /breaks off/],
    ['truncated JSON', body(json.slice(0, json.indexOf('20348'))), /breaks off/],
    ['JSON without the section', body('{"Sections": {"RP": {}}}'), /without Windows node images/],
    ['a section of another type', body('{"Sections": {"WindowsImage": 7}}'), /without Windows node images/],
    ['broken JSON in the section', body('{"Sections": {"WindowsImage": {"a" 1}}}'), /broken JSON/],
    ['an empty section', body('{"Sections": {"WindowsImage": {}}}'), /no region that can be read/],
    ['no component', body(createTrackerJson({})), /no region that can be read/],
    [
      'only regions that cannot be read',
      body(createTrackerJson({ a: { '': ['v'] } })),
      /no region that can be read \(.*RegionName/,
    ],
    ['more regions than there are', body(createTrackerJson({ a: manyRegions(5_001) })), /names 5001 regions/],
    ['a broken connection', (response) => void response.destroy(), /could not be read|broke/],
    ['a connection that breaks off', cutShort(json), /could not be read|breaks off/],
    ['a redirect to a file', redirect('file:///etc/hostname'), /could not be read/],
    ['a redirect to data', redirect(`data:application/json,${encodeURIComponent(json)}`), /could not be read/],
    ['a redirect without end', redirect('/again'), /could not be read/],
    [
      'gzip that is none',
      (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('{}'),
      /could not be read/,
    ],
  ];

  test.each(faults)('%s', async (_, answer, message) => {
    tracker.answer = answer;
    const polling = poll();
    await expect(polling).rejects.toMatchObject({ name: 'AppError', message: expect.stringMatching(message) });
    await expect(polling).rejects.toThrow(/RELEASE_TRACKER_URL.*off/s);
  });

  test('one that is not there', async () => {
    await tracker.close();
    await expect(poll()).rejects.toThrow(/could not be read \(ECONNREFUSED\).*RELEASE_TRACKER_URL.*off/);
  });

  test('a name that cannot be resolved', async () => {
    const failure = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
    const fetch = async () => Promise.reject(new TypeError('fetch failed', { cause: failure }));
    await expect(poll({}, createKnown(), { fetch })).rejects.toThrow(/\(ENOTFOUND\)/);
  });

  test.each([
    ['that never answers', () => {}],
    ['that answers drop by drop', (response) => void response.writeHead(200).write('{"Sections": {')],
  ] as readonly [string, FakeTracker['answer']][])('one %s', async (_, answer) => {
    tracker.answer = answer;
    const start = Date.now();
    await expect(poll({}, createKnown(), { timeoutMs: 200 })).rejects.toThrow(/within 0.2 s.*RELEASE_TRACKER_URL/);
    expect(Date.now() - start).toBeLessThan(5_000);
  });

  test('a hundred megabytes, of which no more than the limit is read', async () => {
    const piece = Buffer.from(`"${'x'.repeat(1_000_000)}",`);
    let sent = 0;
    tracker.answer = (response) => {
      response.writeHead(200).write('{"a": [');
      const more = () => {
        while (sent < 100 && !response.destroyed) {
          sent += 1;
          if (!response.write(piece)) return void response.once('drain', more);
        }
        response.end(']}');
      };
      more();
    };
    await expect(poll({}, createKnown(), { maxBytes: 5 * 1024 ** 2, timeoutMs: 20_000 })).rejects.toThrow(
      /more than 5 MB.*RELEASE_TRACKER_URL/,
    );
    expect(sent).toBeLessThan(60);
  });

  test('a few kilobytes that become a hundred megabytes when they are unpacked', async () => {
    // A file of gzip may be several, one after the other.
    const bomb = Buffer.concat(Array(100).fill(gzipSync(Buffer.alloc(1024 ** 2, ' '))));
    tracker.answer = (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    await expect(poll({}, createKnown(), { maxBytes: 5 * 1024 ** 2, timeoutMs: 20_000 })).rejects.toThrow(
      /more than 5 MB/,
    );
  });

  test('a process that stops ends what is under way', async () => {
    const stopping = new AbortController();
    tracker.answer = () => stopping.abort();
    await expect(poll({}, createKnown(), { signal: stopping.signal })).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe.skipIf(!existsSync(SAMPLE))('real data (needs ../shared/samples)', () => {
  it('is read with every component and region', async () => {
    tracker.answer = answerWith(readFileSync(SAMPLE, 'utf8'));
    const result = await poll();
    expect(result.rejected).toEqual([]);
    const counts = sectionOf(result).components.map(({ component, regions }) => [component, regions.length]);
    expect(counts).toEqual([
      ['Windows Server 2019', 1],
      ['Windows Server 2022 Gen2', 7],
      ['Windows Server 2023H2 Gen2', 1],
    ]);
  });
});

function manyRegions(count: number): Record<string, string[]> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`Region ${index}`, ['1.1.1']]));
}

function redirect(location: string): FakeTracker['answer'] {
  return (response) => void response.writeHead(302, { location }).end();
}

function cutShort(text: string): FakeTracker['answer'] {
  return (response) => {
    response.writeHead(200, { 'content-length': text.length });
    response.write(text.slice(0, 500), () => response.destroy());
  };
}
