import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/app-error.ts';
import { createAzureDiscovery, type Pacing } from '../../../src/inventory/azure/create-azure-discovery.ts';
import { azureError, type FakeAzure, startFakeAzure } from '../../support/fake-azure.ts';
import { parseClusterFile } from '../../support/parse-cluster-file.ts';
import { azCluster, graphRow, idOf, type ModelCluster, SUBSCRIPTION, SYSTEM, WIN22 } from '../fleet-builders.ts';

const NOW = new Date('2026-08-07T08:00:00Z');
const NEWER = 'AKSWindows-2022-containerd-20348.5386.260715';
const CLOSED = '99999999-2222-3333-4444-555555555555';

function cluster(name: string, more: Partial<ModelCluster> = {}): ModelCluster {
  return { name, pools: [SYSTEM, WIN22], ...more };
}

let azure: FakeAzure;

beforeEach(async () => {
  azure = await startFakeAzure();
});

afterEach(() => azure.close());

function discover(models: readonly ModelCluster[], pacing: Partial<Pacing> = {}, maxRetries = 0) {
  azure.rows = models.map(graphRow);
  for (const { name } of models) if (!azure.offers.has(`${name}/win22`)) azure.offers.set(`${name}/win22`, NEWER);
  return createAzureDiscovery({ ...azure.connection, maxRetries, pacing });
}

/** The error of a discovery, which must be one that a person can act on. */
async function failureOf(discovery: ReturnType<typeof discover>): Promise<AppError> {
  const error = await discovery.discover(NOW).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
}

function profileRequests() {
  return azure.requests.filter((request) => request.path.includes('/upgradeProfiles/'));
}

describe('discovery with the real SDK', () => {
  it('finds every cluster over several pages and asks for the offers of Windows pools only', async () => {
    const models = ['a', 'b', 'c', 'd', 'e'].map((name) => cluster(name));
    const progress: string[] = [];
    const result = await discover(models).discover(NOW, [], (done, total) => progress.push(`${done}/${total}`));
    expect(result).toMatchObject({ rejected: [], problems: [], complete: true });
    expect(result.clusters.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(result.clusters[4]).toMatchObject({ origin: 'resource-graph', asOf: '2026-08-07T08:00:00.000Z' });
    expect(result.clusters[4]?.nodePools.map((pool) => pool.latestNodeImageVersion)).toEqual([null, NEWER]);
    expect(azure.requests.length - profileRequests().length).toBe(3);
    expect(profileRequests()).toHaveLength(5);
    expect(azure.requests.every(({ authorization }) => authorization === 'Bearer test-token')).toBe(true);
    expect(progress).toEqual(['0/5', '1/5', '2/5', '3/5', '4/5', '5/5']);
  });

  it('gives the clusters that az gives', async () => {
    const models = [cluster('a', { tags: { team: 'x' } }), cluster('b', { group: 'RG_B' })];
    azure.offers.set('a/win22', '').set('b/win22', '');
    const found = await discover(models).discover(NOW);
    const az = parseClusterFile(JSON.stringify(models.map(azCluster)), { asOf: NOW.toISOString(), fileName: 'f' });
    expect(found.clusters).toEqual(az.clusters.map((expected) => ({ ...expected, origin: 'resource-graph' })));
  });

  it('learns which clusters are private', async () => {
    const discovery = discover([cluster('a'), cluster('b')]);
    const apiServerAccessProfile = { enablePrivateCluster: true, disableRunCommand: true };
    azure.rows = [{ ...graphRow(cluster('a')), apiServerAccessProfile }, graphRow(cluster('b'))];
    const { clusters } = await discovery.discover(NOW);
    expect(clusters.map(({ isPrivate, isRunCommandOff }) => [isPrivate, isRunCommandOff])).toEqual([
      [true, true],
      [undefined, undefined],
    ]);
  });

  it('takes an unknown OS SKU and a pool without count as what they are', async () => {
    const pools = [
      { name: 'wnew', osSku: 'Windows2028', image: 'AKSWindows-2028-gen2-28000.12.280110' },
      { name: 'wvm', image: null, osSku: 'WindowsNext', count: null },
    ];
    azure.offers.set('a/wnew', 'AKSWindows-2028-gen2-28000.40.280214').set('a/wvm', NEWER);
    const { clusters, rejected, problems } = await discover([cluster('a', { pools })]).discover(NOW);
    expect({ rejected, problems }).toEqual({ rejected: [], problems: [] });
    expect(clusters[0]?.nodePools).toMatchObject([
      { osSku: 'Windows28000', latestNodeImageVersion: 'AKSWindows-2028-gen2-28000.40.280214' },
      { osSku: 'WindowsNext', count: null, nodeImageVersion: null },
    ]);
  });

  it('refuses a malformed row with its reason and keeps the others', async () => {
    const discovery = discover([cluster('a')]);
    azure.rows = [{ ...graphRow(cluster('bad')), id: 'nonsense' }, 'text', graphRow(cluster('a'))];
    const result = await discovery.discover(NOW);
    expect(result.clusters.map(({ name }) => name)).toEqual(['a']);
    expect(result.rejected.map(({ item }) => item)).toEqual(['bad', 'row 2']);
    expect(result.complete).toBe(false);
  });

  it('says so when Azure cuts the list off', async () => {
    const discovery = discover([cluster('a')]);
    azure.next.push({
      status: 200,
      body: { totalRecords: 9, count: 1, data: [graphRow(cluster('a'))], resultTruncated: 'true' },
    });
    const result = await discovery.discover(NOW);
    expect(result).toMatchObject({
      complete: false,
      problems: [expect.stringContaining('cut the list of clusters off')],
    });
  });

  it('stops when Azure gives the same page again and again', async () => {
    const discovery = discover([cluster('a')]);
    azure.intercept = ({ path }) => {
      if (!path.includes('ResourceGraph')) return null;
      return {
        status: 200,
        body: {
          totalRecords: 9,
          count: 1,
          data: [graphRow(cluster('a'))],
          $skipToken: 'same',
          resultTruncated: 'false',
        },
      };
    };
    expect((await discovery.discover(NOW)).complete).toBe(false);
    expect(azure.requests.length - profileRequests().length).toBe(2);
  });
});

describe('throttling', () => {
  it('waits as long as a 429 asks, then goes on', async () => {
    const discovery = discover([cluster('a')], {}, 3);
    azure.next.push(azureError(429, 'RateLimiting', { 'retry-after': '1' }));
    const started = Date.now();
    expect((await discovery.discover(NOW)).clusters).toHaveLength(1);
    expect(Date.now() - started).toBeGreaterThanOrEqual(900);
  });

  it('rests between pages when the quota is used up', async () => {
    const waits: number[] = [];
    const sleep = async (ms: number) => void waits.push(ms);
    const discovery = discover(
      ['a', 'b', 'c'].map((name) => cluster(name)),
      { sleep },
    );
    const first = {
      totalRecords: 3,
      count: 2,
      data: ['a', 'b'].map((name) => graphRow(cluster(name))),
      $skipToken: '2',
      resultTruncated: 'false',
    };
    const headers = { 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': '00:00:05' };
    azure.next.push({ status: 200, body: first, headers });
    expect((await discovery.discover(NOW)).clusters).toHaveLength(3);
    expect(waits).toEqual([5000]);
  });

  it('gives up when Azure goes on refusing, or asks for an hour', async () => {
    const discovery = discover([cluster('a')]);
    azure.next.push(azureError(429, 'RateLimiting', { 'retry-after': '5' }));
    expect(await failureOf(discovery)).toMatchObject({
      code: 'rate_limited',
      message: expect.stringContaining('next run tries again'),
    });
    azure.intercept = () => azureError(429, 'RateLimiting', { 'retry-after': '3600' });
    const patient = discover([cluster('a')], { timeoutMs: 300 }, 3);
    expect(await failureOf(patient)).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('did not answer in time'),
    });
  });
});

describe('what the identity may not do', () => {
  it('asks for the rest of a subscription in which one group may not be read', async () => {
    const shut = Array.from({ length: 40 }, (_, n) => cluster(`shut${n}`, { group: 'rg-shut' }));
    const discovery = discover([cluster('first'), ...shut, cluster('last')]);
    azure.intercept = ({ path }) => (path.includes('/rg-shut/') ? azureError(403, 'AuthorizationFailed') : null);
    const { clusters, problems, complete } = await discovery.discover(NOW);
    const offered = clusters.filter(({ nodePools }) => nodePools[1]?.latestNodeImageVersion === NEWER);
    expect(offered.map(({ name }) => name)).toEqual(['first', 'last']);
    expect(complete).toBe(true);
    expect(problems).toEqual([
      expect.stringMatching(
        /^Upgrade profiles of shut0\/win22, shut1\/win22, shut10\/win22 and 37 more in subscription/,
      ),
    ]);
  });

  it('says which subscription refuses, does not go on asking it, and keeps everything else', async () => {
    const closed = Array.from({ length: 50 }, (_, n) => cluster(`closed${n}`, { subscription: CLOSED }));
    const discovery = discover([...closed, cluster('open')]);
    azure.intercept = ({ path }) =>
      path.includes(`/subscriptions/${CLOSED}/`) ? azureError(403, 'AuthorizationFailed') : null;
    const result = await discovery.discover(NOW);
    expect(result.clusters).toHaveLength(51);
    expect(result.complete).toBe(true);
    expect(result.clusters[50]?.nodePools[1]?.latestNodeImageVersion).toBe(NEWER);
    expect(result.problems).toEqual([
      expect.stringMatching(new RegExp(`subscription ${CLOSED}: .*role Reader.*AuthorizationFailed`)),
    ]);
    // Those already on their way when the last refusal came are answered too.
    expect(profileRequests().filter(({ path }) => path.includes(CLOSED)).length).toBeLessThanOrEqual(23);
  });

  it('names the pool whose profile is gone and goes on', async () => {
    const discovery = discover([cluster('a'), cluster('b')]);
    azure.offers.delete('a/win22');
    const result = await discovery.discover(NOW);
    expect(result.problems).toEqual([
      `Upgrade profiles of a/win22 in subscription ${SUBSCRIPTION}: it is no longer there (ResourceNotFound).`,
    ]);
    expect(result.clusters.map(({ nodePools }) => nodePools[1]?.latestNodeImageVersion)).toEqual([null, NEWER]);
  });

  it.each([
    ['deleted', azureError(404, 'ResourceNotFound'), ['gone'], []],
    ['deleted with its resource group', azureError(404, 'ResourceGroupNotFound'), ['gone'], []],
    ['of a subscription that is closed', azureError(404, 'SubscriptionNotFound'), [], [/^gone is kept.*role Reader/]],
    [
      'of a group that is closed',
      azureError(403, 'AuthorizationFailed'),
      [],
      [/^gone is kept.*role Reader.*clusters remove ID"$/],
    ],
    ['of which Azure does not know now', azureError(503, 'ServerBusy'), [], [/^gone is kept.*answered 503/]],
    ['asked for too often', azureError(429, 'TooManyRequests'), [], [/^gone is kept.*slow down/]],
    [
      'only late in Resource Graph',
      { status: 200, body: { id: 'x', location: 'y' } },
      [],
      [/^gone is kept.*all the same/],
    ],
    ['behind a proxy that answers itself', { status: 200, body: '<html>sign in' }, [], [/^gone is kept/]],
  ])('a cluster that is not listed any more and is %s', async (_what, answer, gone, problems) => {
    const discovery = discover([cluster('here')]);
    azure.intercept = ({ path }) => (path.includes('/managedClusters/gone?') ? answer : null);
    const known = ['here', 'gone'].map((name) => ({
      id: idOf(cluster(name)).toLowerCase(),
      name,
      subscriptionId: SUBSCRIPTION,
    }));
    const result = await discovery.discover(NOW, known);
    expect(result.gone).toEqual(gone.map((name) => idOf(cluster(name)).toLowerCase()));
    expect(result.problems).toEqual(problems.map((words) => expect.stringMatching(words)));
  });

  it('asks for none by itself after half a list, nor for ever in a subscription that refuses', async () => {
    const known = Array.from({ length: 60 }, (_, n) => {
      const one = cluster(`lost${n}`, { subscription: CLOSED });
      return { id: idOf(one).toLowerCase(), name: one.name, subscriptionId: CLOSED };
    });
    const discovery = discover([cluster('here')]);
    azure.intercept = ({ path }) => (path.includes(CLOSED) ? azureError(403, 'AuthorizationFailed') : null);
    const { gone, problems } = await discovery.discover(NOW, known);
    expect(gone).toEqual([]);
    expect(problems.at(-1)).toMatch(/^40 more is kept.*role Reader/);
    expect(azure.requests.filter(({ path }) => path.includes(CLOSED)).length).toBeLessThanOrEqual(23);
    azure.rows = ['text', graphRow(cluster('here'))];
    azure.requests.length = 0;
    expect(await discovery.discover(NOW, known)).toMatchObject({ gone: [], problems: [] });
    expect(azure.requests.filter(({ path }) => path.includes(CLOSED))).toEqual([]);
  });

  it('fails as a whole when a later page is cut or no JSON, so that the last good fleet stays', async () => {
    const discovery = discover(['a', 'b', 'c'].map((name) => cluster(name)));
    const half = JSON.stringify({ totalRecords: 3, count: 1, data: [graphRow(cluster('c'))] }).slice(0, 300);
    azure.intercept = ({ body }) =>
      (body?.['options'] as Record<string, unknown> | undefined)?.['$skipToken'] ? { status: 200, body: half } : null;
    expect(await failureOf(discovery)).toMatchObject({ code: 'unavailable' });
  });

  it('keeps a cluster whose pools a row does not tell, and takes one that has none yet', async () => {
    const discovery = discover([cluster('a')]);
    const bare = (name: string, state: string) => ({
      ...graphRow(cluster(name)),
      pools: null,
      provisioningState: state,
    });
    azure.rows = [bare('odd', 'Succeeded'), bare('young', 'Creating'), graphRow(cluster('a'))];
    const result = await discovery.discover(NOW);
    expect(result.clusters.map(({ name, nodePools }) => [name, nodePools.length])).toEqual([
      ['young', 0],
      ['a', 2],
    ]);
    expect(result).toMatchObject({ unread: [idOf(cluster('odd')).toLowerCase()], isWholeList: true });
  });

  it.each([
    [azureError(401, 'ExpiredAuthenticationToken'), 'unavailable', /AZURE_CLIENT_ID.*ExpiredAuthenticationToken/],
    [azureError(403, 'AuthorizationFailed'), 'unavailable', /role Reader/],
    [azureError(500, 'InternalServerError'), 'unavailable', /answered 500/],
    [{ status: 200, body: '<html>sign in</html>' }, 'unavailable', /proxy|usable/],
    [{ status: 200, body: 'null' }, 'unavailable', /usable/],
    [{ status: 200, body: { data: 'none' } }, 'unavailable', /usable/],
  ])('fails with a sentence to act on for %j', async (answer, code, message) => {
    const discovery = discover([cluster('a')]);
    azure.intercept = () => answer;
    const failure = await failureOf(discovery);
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(failure.message).toMatch(/^Listing AKS clusters/);
    expect(failure.message).not.toContain('test-token');
  });

  it.each([
    ['CredentialUnavailableError', /managed identity.*AZURE_CLIENT_ID.*az login/],
    ['AggregateAuthenticationError', /managed identity/],
    ['AuthenticationError', /AZURE_TENANT_ID, AZURE_CLIENT_ID/],
  ])('names the settings after %s of the identity library', async (name, message) => {
    const getToken = () => Promise.reject(Object.assign(new Error('no'), { name }));
    const discovery = createAzureDiscovery({ ...azure.connection, credential: { getToken }, maxRetries: 0 });
    expect(await failureOf(discovery)).toMatchObject({
      code: 'invalid_config',
      message: expect.stringMatching(message),
    });
    expect(azure.requests).toEqual([]);
  });

  it('asks for a new token when the one it has runs out', async () => {
    const tokens = ['old', 'new'];
    const expiries = [Date.now() + 50, Date.now() + 3_600_000];
    const getToken = async () => ({
      token: tokens.shift() ?? 'new',
      expiresOnTimestamp: expiries.shift() ?? Date.now() + 3_600_000,
    });
    discover(['a', 'b', 'c'].map((name) => cluster(name)));
    const renewing = createAzureDiscovery({ ...azure.connection, credential: { getToken }, maxRetries: 0 });
    await expect(renewing.discover(NOW)).resolves.toMatchObject({ problems: [], complete: true });
    const used = azure.requests.map(({ authorization }) => authorization);
    expect([used[0], used.at(-1)]).toEqual(['Bearer old', 'Bearer new']);
  });

  it('says when nothing is listening', async () => {
    const discovery = discover([cluster('a')]);
    await azure.close();
    expect(await failureOf(discovery)).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('could not be reached'),
    });
    azure = await startFakeAzure();
  });
});
