import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/app-error.ts';
import { createAksReleasesSource } from '../../../src/sources/aks-releases/aks-releases-kit.ts';
import type { GitHubClientOptions } from '../../../src/sources/github/create-github-client.ts';
import { createFakeReleases, type FakeFault, type FakeGitHub, startFakeGitHub } from '../../support/fake-github.ts';
import { createKnown, createTestClient } from '../support/feed-fixture.ts';

const TOKEN = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';
let github: FakeGitHub;

beforeEach(async () => {
  github = await startFakeGitHub({ releases: createFakeReleases(5) });
});
afterEach(() => github.close());

async function failWith(fault: FakeFault | null, options: Partial<GitHubClientOptions> = {}): Promise<AppError> {
  github.setFault(fault);
  const source = createAksReleasesSource({ client: createTestClient(github.url, options) });
  const error = await source.poll({}, createKnown()).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
}

interface Row {
  readonly name: string;
  readonly fault: FakeFault;
  readonly code?: AppError['code'];
  readonly says: RegExp;
  /** Requests it may cost. */
  readonly requests: number;
}

const limited = (status: number, headers: Record<string, string> = {}): FakeFault => ({
  kind: 'status',
  status,
  headers,
});

const ROWS: readonly Row[] = [
  { name: '401', fault: limited(401), says: /GITHUB_TOKEN/, requests: 1 },
  { name: '403 without a rate limit', fault: limited(403), says: /403, "Fault 403.*GITHUB_TOKEN/, requests: 1 },
  {
    name: '403 with no request left',
    fault: limited(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1750000000' }),
    code: 'rate_limited',
    says: /until 15 Jun 2025, 15:06 UTC.*set GITHUB_TOKEN/,
    requests: 1,
  },
  {
    name: '403 of the secondary rate limit',
    fault: { kind: 'status', status: 403, body: '{"message":"You have exceeded a secondary rate limit."}' },
    code: 'rate_limited',
    says: /for some minutes/,
    requests: 1,
  },
  {
    name: '403 with Retry-After',
    fault: limited(403, { 'retry-after': '60' }),
    code: 'rate_limited',
    says: /for 1 minute:/,
    requests: 1,
  },
  {
    name: '429 with Retry-After',
    fault: limited(429, { 'retry-after': '7' }),
    code: 'rate_limited',
    says: /\(429\) for 1 minute:/,
    requests: 1,
  },
  {
    name: '429 with Retry-After as a date',
    fault: limited(429, { 'retry-after': 'Sun, 15 Jun 2025 15:06:40 GMT' }),
    code: 'rate_limited',
    says: /until 15 Jun 2025, 15:06 UTC/,
    requests: 1,
  },
  {
    name: '429 with nonsense in its headers',
    fault: limited(429, { 'retry-after': 'soon', 'x-ratelimit-reset': '1e99' }),
    code: 'rate_limited',
    says: /for some minutes/,
    requests: 1,
  },
  {
    name: '429 with a web page',
    fault: { kind: 'status', status: 429, headers: { 'content-type': 'text/html' }, body: '<html>slow down' },
    code: 'rate_limited',
    says: /rate limit/,
    requests: 1,
  },
  {
    name: '404',
    fault: limited(404),
    code: 'not_found',
    says: /\/repos\/Azure\/AKS\/releases at http:\/\/127.*GITHUB_API_URL/,
    requests: 1,
  },
  { name: '422', fault: limited(422), says: /422.*GITHUB_API_URL/, requests: 1 },
  { name: '500', fault: limited(500), says: /\(500\).*next poll/, requests: 2 },
  {
    name: '502 with a web page',
    fault: { kind: 'status', status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Unicorn!' },
    says: /\(502\).*next poll/,
    requests: 2,
  },
  { name: '503 that asks to wait', fault: limited(503, { 'retry-after': '120' }), says: /\(503\)/, requests: 1 },
  { name: 'a web page', fault: { kind: 'html' }, says: /web page.*GITHUB_API_URL/, requests: 1 },
  { name: 'a web page called JSON', fault: { kind: 'body', body: '<html><body>hi' }, says: /web page/, requests: 1 },
  { name: 'truncated JSON', fault: { kind: 'truncated-json' }, says: /truncated JSON/, requests: 1 },
  { name: 'an empty body', fault: { kind: 'body', body: '' }, says: /empty body/, requests: 1 },
  {
    name: 'a body of no known type',
    fault: { kind: 'body', body: 'x', contentType: 'image/png' },
    says: /nothing that can be used/,
    requests: 1,
  },
  {
    name: 'a nonsensical content type',
    fault: { kind: 'body', body: '[]', contentType: ';;;' },
    says: /GitHub/,
    requests: 1,
  },
  {
    name: 'JSON that is no list',
    fault: { kind: 'body', body: '{"message":"hello"}' },
    says: /list of releases.*GITHUB_API_URL/,
    requests: 1,
  },
  { name: 'null', fault: { kind: 'body', body: 'null' }, says: /nothing that can be used/, requests: 1 },
  {
    name: 'an answer that is too large',
    fault: { kind: 'huge', bytes: 3 * 1024 ** 2 },
    says: /larger than 2 MB/,
    requests: 1,
  },
  { name: 'a connection closed at once', fault: { kind: 'reset' }, says: /broke before the answer/, requests: 2 },
  { name: 'a body cut off', fault: { kind: 'cut' }, says: /broke before the answer/, requests: 2 },
  { name: 'no answer', fault: { kind: 'stall' }, says: /within 0\.5 s/, requests: 1 },
  { name: 'half an answer', fault: { kind: 'stall-body' }, says: /within 0\.5 s/, requests: 1 },
  { name: 'an answer too late', fault: { kind: 'slow', milliseconds: 2_000 }, says: /within 0\.5 s/, requests: 1 },
];

/**
 * Only these wait for the short time-out, within which a loaded machine still takes a request; it must not turn the others
 * into time-outs.
 */
function isSlow({ kind }: FakeFault): boolean {
  return ['stall', 'stall-body', 'slow'].includes(kind);
}

describe('what GitHub may do to us', () => {
  it.each(ROWS)(
    '$name: says why, and costs $requests request(s)',
    async ({ fault, code = 'unavailable', says, requests }) => {
      const error = await failWith(fault, { maxBytes: 2 * 1024 ** 2, ...(isSlow(fault) && { timeoutMs: 500 }) });

      expect(error).toMatchObject({ code, message: expect.stringMatching(says) });
      expect(error.message.split('\n')).toHaveLength(1);
      expect(error.message.length).toBeLessThan(300);
      expect(github.requests).toHaveLength(requests);
    },
  );

  it('says nobody answers at that address', async () => {
    await github.close();

    expect(await failWith(null)).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/ECONNREFUSED.*GITHUB_API_URL/),
    });
    github = await startFakeGitHub();
  });

  it('recovers from one 5xx without anybody noticing, and counts both requests', async () => {
    github.setFault({ kind: 'status', status: 502 }, { times: 1 });
    const source = createAksReleasesSource({ client: createTestClient(github.url) });

    const result = await source.poll({}, createKnown());

    expect(result.documents).toHaveLength(5);
    expect(result.requests).toBe(2);
  });

  it('does not advise a token to somebody who has one', async () => {
    const { message } = await failWith(limited(429), { token: TOKEN });

    expect(message).not.toContain('GITHUB_TOKEN');
    expect(message).toContain('POLL_SCHEDULE');
  });

  it('repeats no secret that the other side sends back', async () => {
    const token = 'a-token-of-a-form-yet-to-come';
    const said = `no access for ${token} nor ${TOKEN} nor github_pat_11ABC_xyz nor Bearer abcdefghijkl\n${'x'.repeat(100_000)}`;

    const { message } = await failWith(
      { kind: 'status', status: 403, body: JSON.stringify({ message: said }) },
      { token },
    );

    expect(message).toMatch(
      /403, "no access for \[redacted\] nor \[redacted\] nor \[redacted\] nor Bearer \[redacted\] x+…"/,
    );
    expect(message.length).toBeLessThan(300);
  });
});

describe('failures below HTTP', () => {
  const fetchFailure = (code: string) =>
    new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

  const failBelow = (thrown: unknown, apiUrl = 'https://api.github.com') =>
    createTestClient(apiUrl, { token: TOKEN, timeoutMs: 15_000, retryDelayMs: 0, fetch: () => Promise.reject(thrown) })
      .fetchJson({ path: '/' })
      .catch((error: unknown) => error as AppError);

  it.each([
    ['ENOTFOUND', /could not be resolved/],
    ['EAI_AGAIN', /could not be resolved/],
    ['ENETUNREACH', /Could not connect/],
    ['UND_ERR_CONNECT_TIMEOUT', /did not answer within 15 s/],
    ['UND_ERR_SOCKET', /broke before/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /NODE_EXTRA_CA_CERTS/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /NODE_EXTRA_CA_CERTS/],
    ['ESOMETHING', /could not be read, "ESOMETHING"/],
  ])('%s is explained', async (code, says) => {
    expect(await failBelow(fetchFailure(code))).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(says),
    });
  });

  it.each([[undefined], [null], ['text'], [{}], [new Error('')]])('%o becomes an AppError', async (thrown) => {
    expect(await failBelow(thrown)).toMatchObject({ code: 'unavailable' });
  });

  it('names no user or password of the address', async () => {
    const { message } = (await failBelow(new Error('x'), 'https://me:hunter2@ghe.example/api/v3')) as AppError;

    expect(message).toContain('https://ghe.example');
    expect(message).not.toContain('hunter2');
  });
});
