import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BundledFeed, readReleases, startBundledFeed } from '../../demo/bundled-feed.ts';
import { parseReleaseNote } from '../../src/notes/release-note/parse-release-note.ts';
import { parseReleaseTracker } from '../../src/sources/release-tracker/read-section.ts';
import { createReleaseTrackerSource } from '../../src/sources/release-tracker/release-tracker-kit.ts';
import { parseClusterFile } from '../support/parse-cluster-file.ts';

describe('the bundled feed', () => {
  let feed: BundledFeed;

  beforeAll(async () => {
    feed = await startBundledFeed();
  });
  afterAll(() => feed.close());

  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${feed.url}${path}`, { headers });
  const tagsOf = async (response: Response) =>
    ((await response.json()) as { tag_name: string }[]).map(({ tag_name: tag }) => tag);

  it('answers a known ETag with 304 until the next release is published', async () => {
    const first = await get('/repos/Azure/AKS/releases?per_page=100');
    const etag = first.headers.get('etag') ?? '';
    expect((await tagsOf(first))[0]).toBe('2026-07-17');
    expect((await get('/repos/Azure/AKS/releases?per_page=100', { 'if-none-match': etag })).status).toBe(304);
    expect(feed.publishNext()).toBe('2026-08-21');
    const second = await get('/repos/Azure/AKS/releases?per_page=100', { 'if-none-match': etag });
    expect(second.status).toBe(200);
    expect((await tagsOf(second))[0]).toBe('2026-08-21');
  });

  it('leads from page to page by the Link header', async () => {
    const tags: string[] = [];
    for (let path: string | undefined = '/repos/Azure/AKS/releases?per_page=4'; path; ) {
      const response = await get(path);
      tags.push(...(await tagsOf(response)));
      path = /<http:\/\/[^/]+([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
    }
    expect(tags).toEqual(readReleases().map(({ tag_name: tag }) => tag));
  });

  it.each([
    '/repos/Azure/AKS/contents/vhd-notes/AKSWindows/2022/..%2F..%2F..%2Ffleet.json',
    '/repos/Azure/AKS/contents/fleet.json',
    '/repos/Azure/AKS/contents/vhd-notes/AKSWindows/2022/20348.1.990101.txt',
    '/',
  ])('has nothing at %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});

describe('the bundled release tracker', () => {
  it('is read without a complaint and knows the regions of the fleet, some of which wait for the newest image', async () => {
    const feed = await startBundledFeed();
    const source = createReleaseTrackerSource({ url: feed.trackerUrl });
    const { documents, rejected } = await source.poll({}, new Map());
    await feed.close();
    expect(rejected).toEqual([]);
    const arrivals = parseReleaseTracker(documents[0]?.body ?? '');
    const current = arrivals.filter(({ version }) => version === '20348.5499.260812').map(({ region }) => region);
    expect(current).toContain('northeurope');
    expect(current).not.toContain('westus3');
    expect(new Set(arrivals.map(({ region }) => region))).toContain('westus3');
  });
});

describe('the bundled notes', () => {
  it.each(readReleases().map((release) => [release.tag_name, release] as const))(
    'of %s are read with every image on their lines',
    (_tag, { body, published_at: publishedAt }) => {
      const written = [...body.matchAll(/– \[(\d{5}\.\d+\.\d{6})\]/g)].map(([, version]) => version);
      const { images, unread } = parseReleaseNote(body, publishedAt);
      expect(written.length).toBeGreaterThan(0);
      expect(images.map(({ version }) => version)).toEqual(written);
      expect(unread).toEqual([]);
    },
  );
});

describe('the bundled fleet', () => {
  it('is accepted without a complaint', () => {
    const content = readFileSync(new URL('../../demo/fleet.json', import.meta.url));
    const { clusters, rejected } = parseClusterFile(content, { asOf: '2026-08-26T09:00:00Z', fileName: 'fleet.json' });
    expect(rejected).toEqual([]);
    expect(clusters).toHaveLength(10);
  });
});
