import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGitHubClient } from '../../../src/sources/github/create-github-client.ts';
import { type FakeGitHub, startFakeGitHub } from '../../support/fake-github.ts';
import { createKeepingLogger, createTestClient } from '../support/feed-fixture.ts';

const TOKEN = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';
const FILE = '/repos/some/repo/contents/notes.txt';
let github: FakeGitHub;

beforeEach(async () => {
  github = await startFakeGitHub({ releases: [], files: { 'some/repo': { 'notes.txt': 'Grüße\r\n' } } });
});
afterEach(() => github.close());

describe('requests', () => {
  it('say who asks, and carry no Authorization header without a token', async () => {
    await createTestClient(github.url).fetchJson({ path: '/repos/some/repo/releases' });

    const { headers } = github.requests[0]!;
    expect(headers['user-agent']).toMatch(/^vhdwatch\/\d+\.\d+\.\d+/);
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('if-none-match');
  });

  it('carry the token, which never reaches the log', async () => {
    const logger = createKeepingLogger();
    const client = createTestClient(github.url, { token: TOKEN, logger });
    github.setFault({ kind: 'status', status: 403, body: '{"message":"secondary rate limit"}' }, { times: 1 });

    await expect(client.fetchJson({ path: '/repos/some/repo/releases' })).rejects.toThrow('rate limit');
    await client.fetchJson({ path: '/repos/some/repo/releases' });

    expect(github.requests[0]?.headers.authorization).toContain(TOKEN);
    expect(logger.lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(logger.lines)).not.toContain(TOKEN);
    expect(new Set(logger.lines.map(({ level }) => level))).toEqual(new Set(['debug']));
  });

  it('go to the path of an enterprise server, with or without a slash at its end', async () => {
    const client = createTestClient(`${github.url}/api/v3/`);

    await expect(client.fetchJson({ path: '/repos/some/repo/releases' })).rejects.toThrow('404');
    expect(github.requests[0]?.url).toBe('/api/v3/repos/some/repo/releases');
  });

  it.each([
    ['three hours', 3 * 3_600_000],
    ['ten days', 10 * 86_400_000],
  ])('go out at once after somebody set the clock back by %s', async (_, ms) => {
    const client = createTestClient(github.url);
    await client.fetchJson({ path: '/repos/some/repo/releases' });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - ms });
    const again = client.fetchJson({ path: '/repos/some/repo/releases' }).then(() => 'answered');
    const result = await Promise.race([again, sleep(20_000, 'still waiting', { ref: false })]);
    vi.useRealTimers();
    expect(result).toBe('answered');
  });

  it('go through the fetch that is given', async () => {
    const fetch = async () => Response.json([1], { headers: { etag: '"1"', 'x-ratelimit-remaining': '42' } });
    const client = createGitHubClient({ apiUrl: 'https://nowhere.invalid', logger: createKeepingLogger(), fetch });

    expect(await client.fetchJson({ path: '/x' })).toEqual({
      requests: 1,
      data: [1],
      etag: '"1"',
      nextQuery: null,
      remaining: 42,
    });
  });
});

describe('files', () => {
  it('come as text', async () => {
    expect(await createTestClient(github.url).fetchFile({ path: FILE })).toMatchObject({
      data: 'Grüße\r\n',
      requests: 1,
    });
  });

  it('come without their byte order mark', async () => {
    github.files['some/repo']!['notes.txt'] = '\uFEFFtext';

    expect((await createTestClient(github.url).fetchFile({ path: FILE })).data).toBe('text');
  });

  it('come from a server that only knows the JSON form', async () => {
    const content = Buffer.from('\uFEFFtext').toString('base64');
    github.setFault({ kind: 'body', body: JSON.stringify({ type: 'file', encoding: 'base64', content }) });

    expect((await createTestClient(github.url).fetchFile({ path: FILE })).data).toBe('text');
  });

  it('come as text whatever type the server claims', async () => {
    github.setFault({ kind: 'body', body: 'Grüße', contentType: 'application/octet-stream' });

    expect((await createTestClient(github.url).fetchFile({ path: FILE })).data).toBe('Grüße');
  });

  it('may be empty, but not cut off', async () => {
    github.files['some/repo']!['notes.txt'] = '';
    expect((await createTestClient(github.url).fetchFile({ path: FILE })).data).toBe('');

    github.files['some/repo']!['notes.txt'] = 'a text';
    github.setFault({ kind: 'cut' });
    await expect(createTestClient(github.url).fetchFile({ path: FILE })).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('are unchanged when the ETag still holds', async () => {
    const client = createTestClient(github.url);
    const { etag } = await client.fetchFile({ path: FILE });

    expect(await client.fetchFile({ path: FILE, etag: etag ?? '' })).toMatchObject({ data: null, etag, requests: 1 });
  });

  it.each([
    ['a web page', '<!doctype html>', 'text/html'],
    ['a listing', '[{"type":"file"}]', 'application/json'],
  ])('are not %s', async (_name, body, contentType) => {
    github.setFault({ kind: 'body', body, contentType });

    await expect(createTestClient(github.url).fetchFile({ path: FILE })).rejects.toMatchObject({ code: 'unavailable' });
  });
});
