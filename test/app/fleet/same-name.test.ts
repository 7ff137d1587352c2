import { beforeEach, expect, test } from 'vitest';
import { importClusters } from '../../../src/app/clusters/import-clusters.ts';
import { removeCluster } from '../../../src/app/clusters/register-cluster.ts';
import { getStatusReport, readStatusPage } from '../../../src/app/fleet/asked-status.ts';
import { assessFleet } from '../../../src/app/fleet/assess-fleet.ts';
import {
  describeCluster,
  findClusterChoices,
  getCluster,
  resolveClusterRefs,
} from '../../../src/app/fleet/find-clusters.ts';
import { readFleetStatus } from '../../../src/app/fleet/fleet-status.ts';
import { explainNotifications } from '../../../src/app/interactions/explain-notifications.ts';
import { titleOf } from '../../../src/domain/cluster.ts';
import { createNewsImage } from '../../../src/messages/news-image.ts';
import { listPoolsBehind, nameOfPool } from '../../../src/messages/pool-words.ts';
import { renderSteps } from '../../../src/surfaces/cli/commands/status-command.ts';
import { NO_TERMINAL } from '../../../src/surfaces/cli/render-table.ts';
import { answerCluster, answerClusters } from '../../../src/surfaces/slack/listeners/clusters.ts';
import { splitWords } from '../../../src/surfaces/slack/listeners/handlers.ts';
import { answerWhy } from '../../../src/surfaces/slack/listeners/subscriptions.ts';
import { buildCatalogue } from '../../advice/support/builders.ts';
import { azCluster, idOf, type ModelCluster, SYSTEM, WIN22 } from '../../inventory/fleet-builders.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';

const POOLS = [SYSTEM, WIN22];
const EU: ModelCluster = { name: 'shop', group: 'rg-EU', pools: POOLS };
const US: ModelCluster = { name: 'Shop', group: 'rg-us', pools: POOLS };
const OTHER: ModelCluster = { name: 'mill', group: 'rg-eu', pools: POOLS };

let app: TestApp;

beforeEach(() => {
  app = createTestApp({ githubUrl: 'http://127.0.0.1:9', now: '2026-08-25T09:00:00Z' });
  const versions = ['20348.5020.260415', '20348.5386.260715'];
  app.store.transaction((store) => store.catalogue.replace(buildCatalogue(versions)));
});

function take(...clusters: readonly ModelCluster[]): void {
  const content = Buffer.from(JSON.stringify(clusters.map(azCluster)));
  importClusters(app.context, [{ name: 'az.json', content }]);
}

const titles = () => app.store.clusters.list().map(titleOf);

test.each([
  ['its resource group', [EU, US, OTHER], ['Shop (rg-us)', 'mill', 'shop (rg-EU)']],
  [
    'its subscription too where the group is called the same',
    [EU, { ...EU, group: 'RG-eu', subscription: '22222222-2222-3333-4444-555555555555' }],
    ['shop (rg-EU, 11111111)', 'shop (RG-eu, 22222222)'],
  ],
  [
    'the whole subscription where its beginning is not enough',
    [EU, { ...EU, subscription: '11111111-0000-3333-4444-555555555555' }],
    ['shop (rg-EU, 11111111-0000-3333-4444-555555555555)', 'shop (rg-EU, 11111111-2222-3333-4444-555555555555)'],
  ],
])('a cluster that shares its name has behind it %s', (_what, clusters, expected) => {
  take(...clusters);
  expect(titles()).toEqual(expected);
});

test('a cluster that comes back is told from the one that has its name', () => {
  take(EU, US);
  app.store.transaction(({ clusters }) => clusters.markVanished(idOf(US).toLowerCase(), '2026-08-25T09:00:00Z'));
  expect(assessFleet(app.context).clusters().map(titleOf)).toEqual(['shop']);
  take(US);
  expect(assessFleet(app.context).clusters().map(titleOf)).toEqual(['Shop (rg-us)', 'shop (rg-EU)']);
});

test('a pool that only one of two namesakes has says which cluster is meant', () => {
  take({ ...EU, pools: [...POOLS, { ...WIN22, name: 'extra' }] }, US);
  expect(getStatusReport(app.context, { name: 'shop/extra' })).toMatchObject({ clusters: 1, windowsNodePools: 1 });
  expect(titleOf(describeCluster(app.context, 'shop/extra').cluster)).toBe('shop (rg-EU)');
  expect(() => describeCluster(app.context, 'SHOP/win22')).toThrow(/^2 clusters are called shop; say which one/i);
});

test('of a slip in a pool the namesake that has it is named; of one in a cluster, the cluster', () => {
  take(EU, { ...US, pools: [...POOLS, { ...WIN22, name: 'extra' }] }, { ...OTHER, name: 'empty', pools: [] });
  const answerTo = (name: string) => {
    try {
      return getStatusReport(app.context, { name });
    } catch (error) {
      return error;
    }
  };
  const ofPool = { message: 'Shop (rg-us) has no node pool called extr.', near: 'Shop (rg-us)/extra' };
  expect(answerTo('shop/extr')).toMatchObject(ofPool);
  expect(answerTo('shpo/win22')).toMatchObject({ message: 'No cluster is registered as shpo.', near: 'Shop' });
  expect(answerTo('empty/x')).toMatchObject({ message: 'empty has no node pool called x.', near: null });
  expect(answerTo('Shop (rg-US) extra')).toMatchObject({ near: 'Shop (rg-us)/extra' });
  expect(answerTo('empty x')).toMatchObject({ message: 'No cluster is registered as empty x.' });
  expect(answerTo('/a/b')).toMatchObject({ message: 'Nothing is registered as /a/b.' });
});

test('the name stands alone again once the other cluster is gone', () => {
  take(EU);
  expect(assessFleet(app.context).clusters().map(titleOf)).toEqual(['shop']);
  take(US);
  expect(assessFleet(app.context).clusters().map(titleOf)).toEqual(['Shop (rg-us)', 'shop (rg-EU)']);
  removeCluster(app.context, 'Shop (rg-us)');
  expect(assessFleet(app.context).clusters().map(titleOf)).toEqual(['shop']);
  take(US);
  app.store.clusters.markVanished(idOf(US).toLowerCase(), '2026-08-25T09:00:00.000Z');
  expect(assessFleet(app.context).clusters().map(titleOf)).toEqual(['shop']);
  expect(getCluster(app.context, 'shop').resourceGroup).toBe('rg-EU');
});

test('of many clusters of one name each has its own title, and what is remembered follows to the last', () => {
  const groups = ['rg-a', 'rg-b', 'rg-c', 'rg-d'];
  const known = () => assessFleet(app.context).clusters().map(titleOf);
  for (const [index, group] of groups.entries()) {
    take({ ...EU, group });
    const expected = groups.slice(0, index + 1).map((one) => `shop (${one})`);
    expect(known()).toEqual(index === 0 ? ['shop'] : expected);
  }
  const twin = { ...EU, group: 'rg-b', subscription: '22222222-2222-3333-4444-555555555555' };
  take(twin);
  expect(known()).toContain('shop (rg-b, 11111111)');
  removeCluster(app.context, idOf(twin));
  expect(known()).toContain('shop (rg-b)');
  for (const group of groups.slice(1)) removeCluster(app.context, idOf({ ...EU, group }));
  expect(known()).toEqual(['shop']);
});

test('an import of what is known keeps its own name', () => {
  take(EU, US);
  take(EU, US);
  expect(app.store.clusters.list().map(({ name }) => name)).toEqual(['Shop', 'shop']);
  expect(titles()).toEqual(['Shop (rg-us)', 'shop (rg-EU)']);
});

test('people find it by what they are shown, and are told the choices where a name is not enough', () => {
  take(EU, US);
  expect(getCluster(app.context, 'SHOP (RG-US)').resourceGroup).toBe('rg-us');
  expect(() => getCluster(app.context, 'shop')).toThrow(/2 clusters are called shop.*shop \(rg-EU\).*Shop \(rg-us\)/);
  expect(() => getCluster(app.context, 'shop (rg-us')).toThrow(expect.objectContaining({ near: 'Shop (rg-us)' }));
  const asked = readStatusPage(app.context, { name: 'shop (rg-eu)/win22' }, { offset: 0, limit: 9 });
  expect(asked.pools.map(({ cluster }) => cluster.resourceGroup)).toEqual(['rg-EU']);
  expect(splitWords('snooze shop (rg-eu)/win22 14d freeze')).toEqual(['snooze', 'shop (rg-eu)/win22', '14d', 'freeze']);
  expect(splitWords('hold 20348.5386.260715 (because)')).toHaveLength(3);
  const filter = { sort: 'name' } as const;
  expect(getStatusReport(app.context, { ...filter, name: 'shop (rg-us)' }).clusters).toBe(1);
  const ofPool = getStatusReport(app.context, { ...filter, name: `${idOf(US)}/win22` });
  expect([ofPool.clusters, ofPool.windowsNodePools]).toEqual([1, 1]);
  const choose = (text: string, limit = 10) => findClusterChoices(app.context, text, limit);
  const namesOf = (text: string, limit?: number) => choose(text, limit).map(({ name }) => name);
  expect(namesOf('sho')).toEqual(['Shop (rg-us)', 'shop (rg-EU)']);
  expect(namesOf('shop (RG-E')).toEqual(['shop (rg-EU)']);
  expect(namesOf('hop', 1)).toEqual(['Shop (rg-us)']);
  expect(namesOf('')).toEqual(['Shop (rg-us)', 'shop (rg-EU)']);
  expect(namesOf('%')).toEqual([]);
  const refs = choose('shop').map(({ ref }) => ref);
  expect(resolveClusterRefs(app.context, [...refs, 'shop', ''])).toEqual(
    [US, EU].map((one) => idOf(one).toLowerCase()),
  );
});

test('every way out names it so, while JSON keeps the name of Azure beside it', () => {
  take(EU, US);
  const report = getStatusReport(app.context);
  const names = new Set(report.findings.map(({ cluster, title }) => `${cluster}: ${title}`));
  expect([...names].sort()).toEqual(['Shop: Shop (rg-us)', 'shop: shop (rg-EU)']);
  expect(renderSteps(report, 'bash', NO_TERMINAL)).toMatch(/^# Shop \(rg-us\)\/win22: /m);
  const { catalogue, pools } = assessFleet(app.context);
  const news = catalogue.images.map((image) => createNewsImage(image, pools));
  expect(listPoolsBehind(news).map(nameOfPool)).toEqual(['Shop (rg-us)/win22', 'shop (rg-EU)/win22']);
  const answers = [
    answerClusters(readFleetStatus(app.context), '', 0),
    answerCluster(describeCluster(app.context, idOf(US))),
    answerWhy(explainNotifications(app.context, idOf(US)), 0),
  ];
  for (const answer of answers) expect(JSON.stringify(answer)).toContain('Shop (rg-us)');
});

test('what chose a cluster is found by an earlier reference, and under a name that is longer than a choice', () => {
  const long = { name: `mill-${'x'.repeat(160)}`, group: 'rg-eu', pools: POOLS };
  take(EU, US, long);
  const choices = ['shop', 'mill'].flatMap((name) => findClusterChoices(app.context, name, 10));
  expect(choices.map(({ ref }) => ref.length < 150)).toEqual([true, true, true]);
  const ids = app.store.clusters.list().map(({ id }) => id);
  for (const refs of [choices.map(({ ref }) => ref), choices.map(({ ref }) => ref.slice(0, 24))])
    expect(resolveClusterRefs(app.context, refs).toSorted()).toEqual(ids.toSorted());
});
