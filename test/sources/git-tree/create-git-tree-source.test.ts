import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeedResult, SourceCursor } from '../../../src/domain/source-document.ts';
import { createGitTreeSource } from '../../../src/sources/git-tree/git-tree-kit.ts';
import { type FakeGitHub, startFakeGitHub } from '../../support/fake-github.ts';
import { createKnown, createTestClient, idsOf } from '../support/feed-fixture.ts';

const FOLDER = 'vhd-notes/AKSWindows';
const TREE = '/repos/Azure/AKS/git/trees/master';
const CONTENTS = '/repos/Azure/AKS/contents';
const CORPUS_TREE = new URL('../../../../shared/corpus/trees/Azure-AKS.json', import.meta.url);
let github: FakeGitHub;
let files: Record<string, string | Buffer>;

beforeEach(async () => {
  files = {
    'README.md': 'not notes',
    'vhd-notes/aks-ubuntu/2204/202501.01.0.txt': 'not Windows',
    [`${FOLDER}/README.md`]: 'not a notes file',
    [`${FOLDER}/2019/17763.6893.250214.txt`]: 'seventh',
    [`${FOLDER}/2022/20348.887.220810.txt`]: 'oldest',
    [`${FOLDER}/2022/20348.4171.250910.txt`]: 'newest',
    [`${FOLDER}/2025/26100.7462.251212.txt`]: '',
  };
  github = await startFakeGitHub({ files: { 'Azure/AKS': files } });
});
afterEach(() => github.close());

function createSource(textsPerPoll?: number) {
  const client = createTestClient(github.url);
  const folder = { name: 'vhd-notes', owner: 'Azure', repo: 'AKS', branch: 'master', folder: FOLDER };
  return createGitTreeSource({ client, ...folder, ...(textsPerPoll === undefined ? {} : { textsPerPoll }) });
}

/** Polls until nothing is left to read. */
async function pollUntilUnchanged(textsPerPoll: number): Promise<FeedResult[]> {
  const results: FeedResult[] = [];
  let cursor: SourceCursor = {};
  for (;;) {
    const result = await createSource(textsPerPoll).poll(cursor, createKnown(...results));
    if (result.notModified || results.length > 20) return results;
    results.push(result);
    cursor = result.cursor;
  }
}

describe('a first poll', () => {
  it('lists every notes file and reads the newest images first', async () => {
    const { documents, listed, requests, rejected } = await createSource(2).poll({}, createKnown());

    expect(idsOf(documents)).toEqual([`${FOLDER}/2025/26100.7462.251212.txt`, `${FOLDER}/2022/20348.4171.250910.txt`]);
    expect(documents[1]).toEqual({
      source: 'vhd-notes',
      externalId: `${FOLDER}/2022/20348.4171.250910.txt`,
      title: '20348.4171.250910.txt',
      url: `https://github.com/Azure/AKS/blob/master/${FOLDER}/2022/20348.4171.250910.txt`,
      publishedAt: null,
      body: 'newest',
    });
    expect(listed).toHaveLength(4);
    // The root, two folders, two texts.
    expect(requests).toBe(5);
    expect(rejected).toEqual([]);
  });

  it('reads everything at once where the limit allows it', async () => {
    for (let day = 10; day < 30; day += 1) files[`${FOLDER}/2022/20348.1.2401${day}.txt`] = `day ${day}`;

    expect(await createSource().poll({}, createKnown())).toMatchObject({ requests: 27, documents: { length: 24 } });
  });

  it('reads one of the files that an image has in several generations', async () => {
    files[`${FOLDER}/2022-gen2/20348.4171.250910.txt`] = 'the same image';

    const { documents, listed } = await createSource().poll({}, createKnown());

    expect(documents).toHaveLength(4);
    expect(listed).toHaveLength(5);
  });

  it('leaves the last ten requests of the hour to the other sources', async () => {
    github.remaining = 15;

    expect((await createSource().poll({}, createKnown())).documents).toHaveLength(2);
  });
});

describe('further polls', () => {
  it('read the rest, each text once, and then cost one request answered 304', async () => {
    const results = await pollUntilUnchanged(3);

    expect(results.flatMap(({ documents }) => idsOf(documents)).length).toBe(4);
    expect(results).toHaveLength(2);
    expect(github.count(CONTENTS)).toBe(4);
    expect(github.requests.at(-1)).toMatchObject({ path: TREE, status: 304 });
    expect(createSource().hasMore?.(results[0]!.cursor)).toBe(true);
    expect(createSource().hasMore?.(results[1]!.cursor)).toBe(false);
  });

  it('bring a new file', async () => {
    const results = await pollUntilUnchanged(10);
    files[`${FOLDER}/2025/26100.32230.260120.txt`] = 'brand new';
    github.requests.length = 0;

    const next = await createSource().poll(results.at(-1)!.cursor, createKnown(...results));

    expect(next).toMatchObject({
      requests: 4,
      vanished: [],
      documents: [{ body: 'brand new' }],
      listed: { length: 5 },
    });
  });

  it('bring an edited file again, even if its turn comes later', async () => {
    const results = await pollUntilUnchanged(10);
    files[`${FOLDER}/2022/20348.887.220810.txt`] = 'corrected';
    files[`${FOLDER}/2025/26100.32230.260120.txt`] = 'brand new';

    const next = await createSource(1).poll(results.at(-1)!.cursor, createKnown(...results));
    const last = await createSource(1).poll(next.cursor, createKnown(...results, next));

    expect(next.documents).toMatchObject([{ body: 'brand new' }]);
    expect(last.documents).toMatchObject([{ body: 'corrected' }]);
    expect(await createSource().poll(last.cursor, createKnown(...results, next, last))).toMatchObject({
      notModified: true,
    });
  });

  it('read nothing again when another file of the repository changed', async () => {
    const results = await pollUntilUnchanged(10);
    files['README.md'] = 'changed';

    expect(await createSource().poll(results.at(-1)!.cursor, createKnown(...results))).toMatchObject({
      requests: 1,
      notModified: true,
      documents: [],
      vanished: [],
    });
  });

  it('say which file vanished', async () => {
    const results = await pollUntilUnchanged(10);
    delete files[`${FOLDER}/2019/17763.6893.250214.txt`];

    const next = await createSource().poll(results.at(-1)!.cursor, createKnown(...results));

    expect(next.vanished).toEqual([`${FOLDER}/2019/17763.6893.250214.txt`]);
    expect(next.cursor).not.toHaveProperty([next.vanished[0]!]);
  });
});

describe('failures', () => {
  it('of the list are failures of the poll', async () => {
    github.setFault({ kind: 'status', status: 503 }, { match: 'git/trees' });

    await expect(createSource().poll({}, createKnown())).rejects.toMatchObject({ code: 'unavailable' });
  });

  it.each([
    ['incomplete', { tree: [], truncated: true }, /truncated/],
    ['no tree', { message: 'hello' }, /not a tree/],
    ['without any notes', { tree: [{ path: 'README.md', type: 'blob', sha: 'a' }] }, /no file any more/],
  ])('a list that is %s is refused as a whole', async (_name, body, says) => {
    github.setFault({ kind: 'body', body: JSON.stringify(body) });

    await expect(createSource().poll({}, createKnown())).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(says),
    });
  });

  it('of one text are reported, and it is tried again next time', async () => {
    github.setFault({ kind: 'status', status: 404 }, { match: '250910' });
    const first = await createSource().poll({}, createKnown());
    github.setFault(null);
    const second = await createSource().poll(first.cursor, createKnown(first));

    expect(first.documents).toHaveLength(3);
    expect(first.rejected).toMatchObject([
      { item: `${FOLDER}/2022/20348.4171.250910.txt`, reason: expect.stringContaining('404') },
    ]);
    expect(second.documents).toMatchObject([{ body: 'newest' }]);
  });

  it('of two texts that do not follow each other end nothing', async () => {
    files[`${FOLDER}/2022/20348.1.240101.txt`] = 'between';
    github.setFault({ kind: 'status', status: 404 }, { match: '/contents/vhd-notes/AKSWindows/2022/20348.' });
    for (const day of ['250101', '230101']) files[`${FOLDER}/2025/26100.1.${day}.txt`] = 'also between';

    const { documents, rejected } = await createSource().poll({}, createKnown());

    expect(rejected.map(({ item }) => item.slice(-10, -4))).toEqual(['250910', '240101', '220810']);
    expect(documents).toHaveLength(4);
  });

  it('of two texts in a row end the reading for this time', async () => {
    github.setFault({ kind: 'status', status: 404 }, { match: '/contents/' });

    expect(await createSource().poll({}, createKnown())).toMatchObject({ documents: [], rejected: { length: 2 } });
    expect(github.count(CONTENTS)).toBe(2);
  });

  it('of the newest texts keep nobody from reading the others next time', async () => {
    delete files[`${FOLDER}/2025/26100.7462.251212.txt`];
    files[`${FOLDER}/2022/20348.4297.251027.txt`] = 'newer';
    github.setFault({ kind: 'status', status: 404 }, { match: '/contents/vhd-notes/AKSWindows/2022/' });
    const first = await createSource().poll({}, createKnown());
    const second = await createSource().poll(first.cursor, createKnown(first));

    expect(first).toMatchObject({ documents: [], failure: { message: expect.stringContaining('404') } });
    expect(second.documents).toMatchObject([{ body: 'seventh' }]);
    expect(second.failure).toBeUndefined();
  });

  it('by the rate limit end the reading at once, and keep what was read', async () => {
    github.setFault({ kind: 'status', status: 429, headers: { 'retry-after': '60' } }, { match: '250910' });

    const { documents, rejected } = await createSource().poll({}, createKnown());

    expect(documents).toHaveLength(1);
    expect(rejected).toHaveLength(1);
    expect(github.count(CONTENTS)).toBe(2);
  });
});

it('asks for a path from outside in a form that cannot lead elsewhere', async () => {
  files[`${FOLDER}/2022/{a}:b?c#d 20348.1.990101.txt`] = 'odd name';

  const { documents } = await createSource(1).poll({}, createKnown());

  expect(documents).toMatchObject([{ body: 'odd name' }]);
});

describe.skipIf(!existsSync(CORPUS_TREE))('the tree of the corpus (skipped where ../shared is absent)', () => {
  it('lists all 165 notes files, and the newest is read first', async () => {
    github.setFault({ kind: 'body', body: readFileSync(CORPUS_TREE, 'utf8') }, { match: 'git/trees' });

    const { listed, rejected } = await createSource(1).poll({}, createKnown());

    expect(listed).toHaveLength(165);
    // The fake has no such file, which shows what was asked for.
    expect(rejected[0]?.item).toMatch(/\.2607\d\d\.txt$/);
  });
});
