import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WritingContext } from '../../../src/app/app-context.ts';
import { type DiscoveryReport, discoverFleet } from '../../../src/app/clusters/discover-fleet.ts';
import { importClusters } from '../../../src/app/clusters/import-clusters.ts';
import { tagCluster } from '../../../src/app/clusters/register-cluster.ts';
import { getStatusReport } from '../../../src/app/fleet/asked-status.ts';
import { findDiscoveryState } from '../../../src/app/fleet/discovery-state.ts';
import { readFleetStatus } from '../../../src/app/fleet/fleet-status.ts';
import { runDoctor } from '../../../src/app/operations/run-doctor.ts';
import { createAzureDiscovery } from '../../../src/inventory/azure/create-azure-discovery.ts';
import { azCluster, graphRow, type ModelCluster, SUBSCRIPTION, SYSTEM, WIN22 } from '../../inventory/fleet-builders.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { decorateStore } from '../../support/decorate-store.ts';
import { azureError, type FakeAzure, startFakeAzure } from '../../support/fake-azure.ts';

const OFFER = 'AKSWindows-2022-containerd-20348.5386.260715';

let azure: FakeAzure;
let app: TestApp;
let context: WritingContext;

beforeEach(async () => {
  azure = await startFakeAzure();
  app = createTestApp({ githubUrl: 'http://127.0.0.1:9', now: '2026-08-07T08:00:00Z' });
  context = { ...app.context, discovery: createAzureDiscovery({ ...azure.connection, maxRetries: 0 }) };
});

afterEach(() => azure.close());

/** Azure has these clusters; each Windows pool is offered a newer image. */
function azureHas(...models: readonly (string | ModelCluster)[]): void {
  const clusters = models.map((model) => (typeof model === 'string' ? { name: model, pools: [SYSTEM, WIN22] } : model));
  azure.rows = clusters.map(graphRow);
  for (const { name, pools } of clusters) for (const pool of pools) azure.offers.set(`${name}/${pool.name}`, OFFER);
}

async function failDiscovery(options = {}): Promise<string> {
  azure.intercept = () => azureError(403, 'AuthorizationFailed');
  const error = await discoverFleet(context, options).catch((thrown: unknown) => thrown);
  azure.intercept = () => null;
  return error instanceof Error ? error.message : '';
}

function registered() {
  return app.store.clusters.list().map(({ name }) => name);
}

describe('discovery', () => {
  it('registers everything, with the image that Azure offers each Windows pool, and says as of when', async () => {
    azureHas('a', 'b', 'c');
    const progress: string[] = [];
    const report = await discoverFleet(context, { onProgress: (done, total) => progress.push(`${done}/${total}`) });
    expect(report).toEqual<DiscoveryReport>({
      asOf: '2026-08-07T08:00:00.000Z',
      clusters: 3,
      nodePools: 6,
      windowsNodePools: 3,
      workloads: 0,
      complete: true,
      vanished: 0,
      rejected: [],
      notices: [],
      problems: [],
    });
    expect(progress.at(-1)).toBe('3/3');
    expect(registered()).toEqual(['a', 'b', 'c']);
    expect(app.store.clusters.list()[0]?.nodePools[1]).toMatchObject({ latestNodeImageVersion: OFFER });
    expect(getStatusReport(context)).toMatchObject({ asOf: report.asOf, behind: 3, notices: [] });
    expect(app.store.findings.listOpen().map(({ rule }) => rule)).toContain('node-image-behind');
  });

  it('keeps what people typed and what files told, and marks clusters that are gone', async () => {
    const elsewhere = azCluster({ name: 'filed', group: 'rg-filed', pools: [WIN22] });
    importClusters(context, [{ name: 'f.json', content: Buffer.from(JSON.stringify([elsewhere])) }]);
    azureHas('a', 'b');
    await discoverFleet(context);
    tagCluster(context, 'a', { channel: 'C0BYHAND1' });
    azureHas('a');
    expect(await discoverFleet(context)).toMatchObject({ clusters: 1, vanished: 1 });
    expect(registered()).toEqual(['a', 'filed']);
    expect(app.store.clusters.list()[0]?.ownership.channel).toBe('C0BYHAND1');
    expect(app.store.findings.listOpen().filter(({ cluster }) => cluster === 'b')).toEqual([]);
    azureHas('a', 'b');
    await discoverFleet(context);
    expect(registered()).toEqual(['a', 'b', 'filed']);
  });

  it('takes nothing for gone unless all was saved: a row that cannot be saved leaves the last good fleet', async () => {
    azureHas('a', 'b');
    await discoverFleet(context);
    azureHas('c', 'd', 'e');
    const { store } = context;
    const saveAll = (clusters: Parameters<typeof store.clusters.saveAll>[0]) => {
      store.clusters.saveAll(clusters.filter(({ name }) => name !== 'd'));
      throw new Error('disk full');
    };
    const broken = { ...context, store: decorateStore(store, { clusters: { ...store.clusters, saveAll } }) };
    await expect(discoverFleet(broken)).rejects.toThrow('disk full');
    expect(registered()).toEqual(['a', 'b']);
    expect(findDiscoveryState(context)).toMatchObject({ failures: 0 });
  });

  it('lets others work while Azure is asked, and saves in one turn', async () => {
    azureHas('a');
    const turns: string[] = [];
    const save = async <T>(work: () => Promise<T>): Promise<T> => {
      turns.push(`asked ${azure.requests.length} times`);
      return work();
    };
    await discoverFleet(context, { save });
    expect(turns).toEqual(['asked 2 times']);
  });

  it('says what it could not learn, and keeps the clusters', async () => {
    azureHas('a', 'b');
    azure.offers.delete('a/win22');
    const { problems, complete } = await discoverFleet(context);
    expect(complete).toBe(false);
    expect(problems).toEqual([
      `Upgrade profiles of a/win22 in subscription ${SUBSCRIPTION}: it is no longer there (ResourceNotFound).`,
    ]);
    expect(getStatusReport(context).notices).toEqual([
      `Discovery from Azure could not learn everything. ${problems[0]}`,
    ]);
  });
});

describe('what a discovery does not see any more', () => {
  const OTHER = '99999999-2222-3333-4444-555555555555';
  const lost: ModelCluster = { name: 'lost', subscription: OTHER, pools: [WIN22] };

  it('is kept where the right to its subscription was lost, and said so to operators and on the page', async () => {
    azureHas('a', lost);
    await discoverFleet(context);
    azureHas('a');
    azure.intercept = ({ path }) => (path.includes(OTHER) ? azureError(403, 'AuthorizationFailed') : null);
    expect(await discoverFleet(context)).toMatchObject({ clusters: 1, vanished: 0 });
    expect(registered()).toEqual(['a', 'lost']);
    expect(readFleetStatus(context).notices).toEqual([expect.stringMatching(/lost is kept.*role Reader/)]);
    const doctor = (await runDoctor(context)).find(({ name }) => name === 'fleet');
    expect(doctor).toMatchObject({ result: 'warning', detail: expect.stringContaining('lost is kept') });
  });

  it('is gone with the last cluster of a subscription where Azure says so', async () => {
    azureHas('a', lost);
    await discoverFleet(context);
    azureHas('a');
    expect(await discoverFleet(context)).toMatchObject({ vanished: 1, problems: [] });
    expect(registered()).toEqual(['a']);
  });

  it('is the same cluster in another resource group, with its channel, where its nodes stayed', async () => {
    azureHas({ name: 'a', group: 'rg-old', pools: [SYSTEM, WIN22] });
    const [before] = azure.rows as Record<string, unknown>[];
    azure.rows = [{ ...before, nodeResourceGroup: 'mc_rg-old_a_westeurope' }];
    await discoverFleet(context);
    tagCluster(context, 'a', { channel: 'C0BYHAND1' });
    azureHas({ name: 'a', group: 'rg-new', pools: [SYSTEM, WIN22] });
    const [after] = azure.rows as Record<string, unknown>[];
    azure.rows = [{ ...after, nodeResourceGroup: 'mc_rg-old_a_westeurope' }];
    await discoverFleet(context);
    expect(app.store.clusters.list({ includeVanished: true })).toMatchObject([
      { resourceGroup: 'rg-new', ownership: { channel: 'C0BYHAND1' } },
    ]);
  });
});

describe('a discovery that fails', () => {
  it('keeps the last good fleet and says so wherever the fleet is shown', async () => {
    azureHas('a', 'b');
    await discoverFleet(context);
    app.clock.advance(6 * 3_600_000);
    azureHas('a');
    const message = await failDiscovery();
    expect(message).toMatch(/role Reader/);
    expect(registered()).toEqual(['a', 'b']);
    const notice = `Discovery from Azure failed 1 time since 7 Aug 2026, 08:00 UTC: ${message}`;
    expect(getStatusReport(context)).toMatchObject({ asOf: '2026-08-07T08:00:00.000Z', notices: [notice] });
    expect(readFleetStatus(context).notices).toEqual([notice]);
    const doctor = (await runDoctor(context)).find(({ name }) => name === 'fleet');
    expect(doctor).toMatchObject({ result: 'warning', detail: expect.stringContaining(notice) });
    await failDiscovery();
    expect(findDiscoveryState(context)).toMatchObject({ failures: 2, lastSuccessAt: '2026-08-07T08:00:00.000Z' });
    await discoverFleet(context);
    expect(getStatusReport(context).notices).toEqual([]);
  });

  it('is remembered from the first one on where it is scheduled, and only told where somebody tried it', async () => {
    await failDiscovery();
    expect(findDiscoveryState(context)).toBeNull();
    await failDiscovery({ isScheduled: true });
    expect(findDiscoveryState(context)).toMatchObject({ failures: 1, lastSuccessAt: null });
    expect(getStatusReport(context).notices[0]).toMatch(/^Discovery from Azure never succeeded: ./);
    const doctor = (await runDoctor(context)).find(({ name }) => name === 'fleet');
    expect(doctor?.detail).toMatch(/^no clusters: .* Discovery from Azure never succeeded: ./);
  });
});
