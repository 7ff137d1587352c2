import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAksReleasesSource } from '../../../src/sources/aks-releases/aks-releases-kit.ts';
import {
  createFakeRelease,
  createFakeReleases,
  type FakeGitHub,
  type FakeRelease,
  startFakeGitHub,
} from '../../support/fake-github.ts';
import { createKnown, createTestClient, idsOf } from '../support/feed-fixture.ts';

const CORPUS = new URL('../../../../shared/corpus/releases.json', import.meta.url);
const RELEASES = '/repos/Azure/AKS/releases';
let github: FakeGitHub;

beforeEach(async () => {
  github = await startFakeGitHub();
});
afterEach(() => github.close());

function createSource() {
  return createAksReleasesSource({ client: createTestClient(github.url) });
}

async function seed(releases: unknown[]) {
  github.releases = releases;
  const source = createSource();
  const first = await source.poll({}, createKnown());
  github.requests.length = 0;
  return { source, first, known: createKnown(first) };
}

describe('reading', () => {
  it('hands on a release as a document', async () => {
    github.releases = [
      createFakeRelease({
        tag_name: '2025-05-01',
        name: 'Release Notes - 2025-05-01',
        published_at: '2025-05-06T10:00:00+02:00',
      }),
    ];

    const { documents } = await createSource().poll({}, createKnown());

    expect(documents).toEqual([
      {
        source: 'aks-releases',
        externalId: '2025-05-01',
        title: 'Release Notes - 2025-05-01',
        url: 'https://github.com/Azure/AKS/releases/tag/2025-05-01',
        publishedAt: '2025-05-06T08:00:00.000Z',
        body: 'Notes of 2025-05-01.',
      },
    ]);
  });

  it('takes a missing body for an empty one, a missing name for the tag, a missing publication for the creation', async () => {
    github.releases = [{ ...createFakeRelease({ tag_name: '2025-05-01' }), body: null, name: '', published_at: null }];

    const { documents } = await createSource().poll({}, createKnown());

    expect(documents).toMatchObject([{ body: '', title: '2025-05-01', publishedAt: '2025-05-01T12:00:00.000Z' }]);
  });

  it('skips drafts silently', async () => {
    github.releases = [
      createFakeRelease({ tag_name: 'next', draft: true, published_at: '2025-06-01T00:00:00Z' }),
      ...createFakeReleases(1),
    ];

    const { documents, rejected } = await createSource().poll({}, createKnown());

    expect(idsOf(documents)).toEqual(['2025-06-01']);
    expect(rejected).toEqual([]);
  });

  it('refuses a malformed item with its reason and keeps the others', async () => {
    const [good, bad, worse] = createFakeReleases(3);
    github.releases = [good, { ...bad, body: 7 }, { ...worse, html_url: 'javascript:alert(1)' }, null, { tag_name: 5 }];

    const { documents, rejected } = await createSource().poll({}, createKnown());

    expect(idsOf(documents)).toEqual(['2025-06-01']);
    expect(rejected.map(({ item }) => item)).toEqual([
      '2025-05-31',
      '2025-05-30',
      'number 4 of the list',
      'number 5 of the list',
    ]);
    expect(rejected[0]?.reason).toContain('body');
    expect(rejected[1]?.reason).toContain('html_url');
  });

  it('refuses one release of absurd size and keeps the others', async () => {
    const [good, bad] = createFakeReleases(2);
    github.releases = [good, { ...bad, body: '*'.repeat(2_000_001) }];

    const { documents, rejected } = await createSource().poll({}, createKnown());

    expect(idsOf(documents)).toEqual(['2025-06-01']);
    expect(rejected).toMatchObject([{ item: '2025-05-31', reason: expect.stringContaining('body') }]);
  });

  it('reports an error when not one item of the list can be read', async () => {
    github.releases = [{ tag: 'renamed' }, { tag: 'too' }];

    await expect(createSource().poll({}, createKnown())).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('tag_name'),
    });
  });
});

describe('an unchanged feed', () => {
  it('costs exactly one request, answered 304', async () => {
    const { source, first, known } = await seed(createFakeReleases(250));

    const second = await source.poll(first.cursor, known);

    expect(github.requests.map(({ status }) => status)).toEqual([304]);
    expect(second).toEqual({
      requests: 1,
      notModified: true,
      documents: [],
      vanished: [],
      rejected: [],
      cursor: first.cursor,
    });
  });

  it('brings no document where the server knows no ETags', async () => {
    github.withoutEtags = true;
    const { source, first, known } = await seed(createFakeReleases(3));
    expect(first.cursor).toEqual({});

    const second = await source.poll(first.cursor, known);

    expect(second).toMatchObject({ notModified: false, documents: [], vanished: [], cursor: {} });
  });

  it('takes a 304 that nobody asked for as a failure', async () => {
    github.setFault({ kind: 'status', status: 304 });

    await expect(createSource().poll({}, createKnown())).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('paging', () => {
  it('reads every page into an empty database', async () => {
    github.releases = createFakeReleases(250);

    const result = await createSource().poll({}, createKnown());

    expect(new Set(idsOf(result.documents)).size).toBe(250);
    expect(result.requests).toBe(3);
    expect(github.requests.map(({ url }) => url)).toEqual([
      `${RELEASES}?per_page=100`,
      `${RELEASES}?per_page=100&page=2`,
      `${RELEASES}?per_page=100&page=3`,
    ]);
  });

  it('stays on the first page when a release is new', async () => {
    const { source, first, known } = await seed(createFakeReleases(250));
    github.releases.unshift(createFakeRelease({ tag_name: '2025-06-02' }));

    const second = await source.poll(first.cursor, known);

    expect(idsOf(second.documents)).toEqual(['2025-06-02']);
    expect(second).toMatchObject({ requests: 1, notModified: false, vanished: [] });
    expect(second.cursor).not.toEqual(first.cursor);
  });

  it('goes on while a whole page is new', async () => {
    const all = createFakeReleases(450);
    const { source, first, known } = await seed(all.slice(220));
    github.releases = all;

    const second = await source.poll(first.cursor, known);

    expect(second.documents).toHaveLength(220);
    expect(second.requests).toBe(3);
  });

  it('counts a release once that slips onto the next page while the pages are read', async () => {
    const releases = createFakeReleases(101);
    github.releases = [...releases.slice(0, 100), releases[99], releases[100]];

    const { documents } = await createSource().poll({}, createKnown());

    expect(documents).toHaveLength(101);
  });

  it('returns nothing when a later page fails', async () => {
    github.releases = createFakeReleases(250);
    github.setFault({ kind: 'status', status: 502 }, { match: 'page=3' });

    await expect(createSource().poll({}, createKnown())).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('gives up on a list that never ends', async () => {
    const client = createTestClient(github.url);
    const endless = {
      ...client,
      fetchJson: async () => ({ ...(await client.fetchJson({ path: RELEASES })), nextQuery: { page: '2' } }),
    };

    await expect(createAksReleasesSource({ client: endless }).poll({}, createKnown())).rejects.toMatchObject({
      message: expect.stringContaining('50 pages'),
    });
    expect(github.requests).toHaveLength(50);
  });

  it('never follows a link to another host', async () => {
    const other = await startFakeGitHub();
    github.releases = createFakeReleases(1);
    const next = `<${other.url}/steal?page=2>; rel="next"`;
    const body = JSON.stringify(github.releases);
    github.setFault({ kind: 'status', status: 200, headers: { link: next }, body }, { times: 1 });

    const result = await createAksReleasesSource({
      client: createTestClient(github.url, { token: 'ghp_secret' }),
    }).poll({}, createKnown());

    expect(result.requests).toBe(2);
    expect(other.requests).toEqual([]);
    await other.close();
  });
});

describe('edits and removals', () => {
  it('brings an edited release, and only that', async () => {
    const { source, first, known } = await seed(createFakeReleases(30));
    (github.releases[4] as FakeRelease).body = 'One more image.';

    const second = await source.poll(first.cursor, known);

    expect(second.documents).toMatchObject([{ externalId: '2025-05-28', body: 'One more image.' }]);
    expect(second.vanished).toEqual([]);
  });

  it('takes no notice when only the line ends changed', async () => {
    const { source, first, known } = await seed([createFakeRelease({ tag_name: '2025-05-01', body: 'a\r\nb' })]);
    (github.releases[0] as FakeRelease).body = 'a\nb';

    expect((await source.poll(first.cursor, known)).documents).toEqual([]);
  });

  it('says which release vanished', async () => {
    const { source, first, known } = await seed(createFakeReleases(30));
    github.releases.splice(29, 1);
    github.releases.splice(2, 1);

    expect((await source.poll(first.cursor, known)).vanished).toEqual(['2025-05-30', '2025-05-03']);
  });

  it('takes a release for vanished when it became a draft', async () => {
    const { source, first, known } = await seed(createFakeReleases(3));
    (github.releases[1] as FakeRelease).draft = true;

    expect((await source.poll(first.cursor, known)).vanished).toEqual(['2025-05-31']);
  });

  it('says nothing of releases beyond the pages it read', async () => {
    const { source, first, known } = await seed(createFakeReleases(250));
    github.releases.splice(200, 1);
    github.releases.splice(50, 1);

    const second = await source.poll(first.cursor, known);

    expect(second).toMatchObject({ requests: 1, vanished: ['2025-04-12'] });
  });

  it('does not take a late publication on page 2 for vanished', async () => {
    const releases = createFakeReleases(130);
    // Created long before it was published: listed by creation, on page 2.
    (releases[103] as FakeRelease).published_at = (releases[96] as FakeRelease).published_at;
    const { source, first, known } = await seed(releases);
    (github.releases[0] as FakeRelease).body = 'edited';

    expect((await source.poll(first.cursor, known)).vanished).toEqual([]);
  });

  it('declares nothing vanished when a proxy drops the Link header', async () => {
    const { source, known } = await seed(createFakeReleases(250));
    github.withoutLinks = true;

    expect((await source.poll({}, known)).vanished).toEqual([]);
  });

  it('declares nothing vanished when an item became unreadable', async () => {
    const { source, first, known } = await seed(createFakeReleases(3));
    github.releases[1] = { ...(github.releases[1] as FakeRelease), body: 1 };
    const named = await source.poll(first.cursor, known);
    github.releases[1] = null;
    const nameless = await source.poll(first.cursor, known);

    expect(named).toMatchObject({ vanished: [], rejected: [{ item: '2025-05-31' }] });
    expect(nameless).toMatchObject({ vanished: [], rejected: [{ item: 'number 2 of the list' }] });
  });

  it('takes an empty list as it is while nothing is known', async () => {
    expect(await createSource().poll({}, createKnown())).toMatchObject({ documents: [], requests: 1 });
  });
});

describe.skipIf(!existsSync(CORPUS))('the corpus (skipped where ../shared is absent)', () => {
  it('is read whole, and is unchanged the next time', async () => {
    const { first, source, known } = await seed(JSON.parse(readFileSync(CORPUS, 'utf8')));

    expect(first).toMatchObject({ requests: 2, rejected: [], documents: { length: 186 } });
    expect(await source.poll(first.cursor, known)).toMatchObject({ requests: 1, notModified: true });
    // Without the validator the same pages come again, and none of it is news.
    expect(await source.poll({}, known)).toMatchObject({ requests: 1, documents: [], vanished: [] });
  });
});
