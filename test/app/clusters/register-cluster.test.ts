import { beforeEach, describe, expect, it } from 'vitest';
import { importClusters } from '../../../src/app/clusters/import-clusters.ts';
import { registerByHand, tagCluster } from '../../../src/app/clusters/register-cluster.ts';
import { listClusters } from '../../../src/app/fleet/list-clusters.ts';
import { azCluster, type ModelCluster, SUBSCRIPTION, SYSTEM, WIN22 } from '../../inventory/fleet-builders.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';

const IMAGE = 'npwin=AKSWindows-2022-containerd-20348.5386.260715';
const OLD_BASE = 'mcr.microsoft.com/windows/servercore:ltsc2019';

let app: TestApp;

beforeEach(() => {
  app = createTestApp({ githubUrl: 'http://127.0.0.1:9', now: '2026-08-07T08:00:00Z' });
});

function importShop(more: Partial<ModelCluster> = {}): void {
  const cluster = azCluster({ name: 'shop', pools: [SYSTEM, WIN22], ...more });
  importClusters(app.context, [{ name: 'f.json', content: Buffer.from(JSON.stringify([cluster])) }]);
}

function ownershipOfShop() {
  return app.store.clusters.list().find(({ name }) => name === 'shop')?.ownership;
}

describe('who hears about a cluster', () => {
  it('is told with where each is from and when: a person, or the tags', () => {
    importShop({ tags: { 'vhdwatch-channel': 'C0TAGGED01', owner: 'tagged', environment: 'dev' } });
    const [imported, typed, later] = [
      '2026-08-07T08:00:00.000Z',
      '2026-08-08T08:00:00.000Z',
      '2026-08-09T08:00:00.000Z',
    ];
    app.clock.set(typed);
    tagCluster(app.context, 'shop', { channel: 'C0BYHAND1' });
    app.clock.set(later);
    tagCluster(app.context, 'shop', { owner: ['ann'] });
    expect(listClusters(app.context).toJSON()[0]).toMatchObject({
      ownership: { channel: 'C0BYHAND1', owners: ['ann'], environment: 'dev' },
      ownershipFacts: {
        channel: { source: 'typed', asOf: typed },
        owners: { source: 'typed', asOf: later },
        environment: { source: 'azure', asOf: imported },
      },
    });
  });

  it('said by hand survives every import, and wins over tags one by one', () => {
    importShop({ tags: { 'vhdwatch-channel': 'C0TAGGED01', owner: 'tagged', environment: 'dev' } });
    tagCluster(app.context, 'shop', { channel: 'C0BYHAND1' });
    tagCluster(app.context, 'shop', { environment: 'prod' });
    const expected = { channel: 'C0BYHAND1', owners: ['tagged'], environment: 'prod' };
    expect(ownershipOfShop()).toMatchObject(expected);
    importShop({ tags: { 'vhdwatch-channel': 'C0TAGGED02', owner: 'changed' } });
    expect(ownershipOfShop()).toMatchObject({ ...expected, owners: ['changed'] });
  });

  it('is said through add as well, which keeps what was said before', () => {
    importShop();
    registerByHand(app.context, 'shop', { channel: 'C0BYHAND1', owner: ['a', 'b'] });
    registerByHand(app.context, 'shop', { environment: 'prod' });
    expect(ownershipOfShop()).toMatchObject({ channel: 'C0BYHAND1', owners: ['a', 'b'], environment: 'prod' });
  });

  it('does not register a cluster that is not there', () => {
    expect(() => tagCluster(app.context, 'shpo', { owner: ['a'] })).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
    importShop();
    expect(() => tagCluster(app.context, 'shop', { channel: 'general' })).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('no channel ID'),
        subject: { name: 'channel', value: 'general' },
      }),
    );
    expect(app.store.clusters.list()).toHaveLength(1);
  });

  it('does not bring back a pool or a cluster that is gone', () => {
    importShop({ pools: [SYSTEM, WIN22, { ...WIN22, name: 'gone' }] });
    importShop();
    const [{ id } = { id: '' }] = app.store.clusters.list();
    tagCluster(app.context, 'shop', { owner: ['a'] });
    registerByHand(app.context, 'shop', { location: 'westeurope' });
    expect(app.store.clusters.list()[0]?.nodePools.map(({ name }) => name)).toEqual(['sys', 'win22']);
    app.store.clusters.markVanished(id, '2026-08-07T08:00:00.000Z');
    tagCluster(app.context, 'shop', { owner: ['b'] });
    expect(app.store.clusters.list()).toEqual([]);
  });
});

describe('a cluster typed by hand', () => {
  it('gets its Azure ID from subscription and resource group, even where another one has its name', () => {
    importShop({ group: 'rg-one' });
    const typed = { subscription: SUBSCRIPTION.toUpperCase(), resourceGroup: 'RG-Two', pool: [IMAGE] };
    const { id } = registerByHand(app.context, 'shop', typed);
    expect(id).toBe(
      `/subscriptions/${SUBSCRIPTION}/resourcegroups/rg-two/providers/microsoft.containerservice/managedclusters/shop`,
    );
    importShop({ group: 'rg-two' });
    expect(app.store.clusters.list()).toHaveLength(2);
  });

  it('is the newest word where Azure was asked while the clock was ahead', () => {
    app.clock.jump(30 * 86_400_000);
    importShop();
    app.clock.jump(-30 * 86_400_000);
    const image = 'AKSWindows-2022-containerd-20348.5386.260715';
    registerByHand(app.context, 'shop', { kubernetesVersion: '1.35.1', pool: [`win22=${image}`] });
    const typed = { asOf: '2026-08-07T08:00:00.000Z', kubernetesVersion: '1.35.1' };
    expect(app.store.clusters.list()[0]).toMatchObject({ ...typed, nodePools: [{}, { nodeImageVersion: image }] });
    app.clock.advance(60_000);
    importShop({ name: 'other' });
    expect(app.store.clusters.list().find(({ name }) => name === 'shop')).toMatchObject({
      ...typed,
      nodePools: [{}, { nodeImageVersion: image }],
    });
  });

  it('keeps the history of what was typed', () => {
    const { id } = registerByHand(app.context, 'shop', { pool: [IMAGE] });
    expect(app.store.nodePoolHistory.listOf(id)).toMatchObject([{ nodePool: 'npwin', observations: [{}] }]);
  });
});

describe('container images typed by hand', () => {
  const findings = () => app.store.findings.listOpen().filter(({ rule }) => rule === 'container-images');

  it('are held against the pools of the cluster, and replaced by what is typed next', () => {
    registerByHand(app.context, 'shop', { pool: [IMAGE], containerImage: [OLD_BASE] });
    expect(findings()).toMatchObject([{ nodePool: 'npwin', summary: expect.stringContaining(OLD_BASE) }]);
    registerByHand(app.context, 'shop', { containerImage: ['npwin=mcr.microsoft.com/windows/nanoserver:ltsc2022'] });
    expect(findings()).toEqual([]);
  });

  it('need their pool where the cluster runs different Windows versions', () => {
    const pools = [IMAGE, 'win19=AKSWindows-2019-containerd-17763.8389.260210'];
    expect(() => registerByHand(app.context, 'shop', { pool: pools, containerImage: [OLD_BASE] })).toThrow(
      /shop has the Windows node pools npwin, win19\. Say which one it runs on/,
    );
    expect(app.store.clusters.list()).toEqual([]);
    const images = [`win19=${OLD_BASE}`];
    registerByHand(app.context, 'shop', { pool: pools, kubernetesVersion: '1.32.12', containerImage: images });
    expect(findings().map(({ severity }) => severity)).toEqual(['medium']);
  });

  it.each([
    ['shop:1.2', /does not tell the Windows version/],
    [`other=${OLD_BASE}`, /has the Windows node pools npwin/],
  ])('%s is refused with what to type instead', (image, message) => {
    registerByHand(app.context, 'shop', { pool: [IMAGE] });
    expect(() => registerByHand(app.context, 'shop', { containerImage: [image] })).toThrow(message);
  });
});

describe('what is typed of a cluster', () => {
  it('is taken as people write it: names of pools in any case, a version with its v', () => {
    const { nodePools, kubernetesVersion } = registerByHand(app.context, 'edge', {
      kubernetesVersion: 'v1.35.6',
      pool: [IMAGE.replace('npwin', 'NPWin')],
    });
    expect([nodePools.map(({ name }) => name), kubernetesVersion]).toEqual([['npwin'], '1.35.6']);
  });

  it('is no Kubernetes version in other words, which would take the place of the known one', () => {
    registerByHand(app.context, 'edge', { kubernetesVersion: '1.35' });
    expect(() => registerByHand(app.context, 'edge', { kubernetesVersion: 'newest' })).toThrow(
      expect.objectContaining({ code: 'invalid_usage', message: 'Write it as 1.34 or 1.34.7.' }),
    );
    expect(app.store.clusters.list()[0]?.kubernetesVersion).toBe('1.35');
  });
});
