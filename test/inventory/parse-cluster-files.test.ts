import { describe, expect, it } from 'vitest';
import { atOnce } from '../../src/domain/steps.ts';
import { parseJsonFile } from '../../src/inventory/json-text.ts';
import { readClusterFiles } from '../../src/inventory/parse-cluster-file.ts';
import { parsePods } from '../support/parse-cluster-file.ts';
import {
  armCluster,
  azCluster,
  graphRow,
  kubectlNode,
  type ModelCluster,
  type ModelPool,
  SYSTEM,
  WIN22,
} from './fleet-builders.ts';

const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555';
const OTHER = '66666666-2222-3333-4444-555555555555';

function model(name: string, subscription = SUBSCRIPTION): ModelCluster {
  return { name, subscription, pools: [SYSTEM, WIN22] };
}

function nextOf(path: string): string {
  return `https://management.azure.com${path}?api-version=2026-06-01&%24skiptoken=abc`;
}

function clustersPage(names: readonly string[], more: { subscription?: string; open?: boolean } = {}): unknown {
  const { subscription = SUBSCRIPTION, open = false } = more;
  const path = `/subscriptions/${subscription}/providers/Microsoft.ContainerService/managedClusters`;
  const value = names.map((name) => armCluster(model(name, subscription)));
  return open ? { value, nextLink: nextOf(path) } : { value };
}

function read(...documents: readonly unknown[]) {
  const files = documents.map((document, index) => ({ name: `${index + 1}.json`, content: JSON.stringify(document) }));
  const all = atOnce(readClusterFiles(files.map(parseJsonFile), { asOf: '2026-08-07T08:00:00.000Z' }));
  return all.map(({ imported }) => imported);
}

describe('several files in one go', () => {
  it('are one import where Kubernetes gave its nodes in pages', () => {
    const page = (pool: ModelPool, more: object) => ({
      kind: 'NodeList',
      metadata: more,
      items: [kubectlNode(model('a'), pool, 0)],
    });
    const [all, ...others] = read(page(SYSTEM, { continue: 'eyJ2IjoibWV0YSJ9' }), page(WIN22, {}));
    expect(others).toEqual([]);
    expect(all).toMatchObject({ complete: true, notices: [], parts: [{ allPools: true }] });
    expect(all?.parts[0]?.cluster.nodePools).toMatchObject([{ name: 'sys' }, { name: 'win22' }]);
  });

  it('are no pages of one list where they are of other clusters, or of something else', () => {
    const list = (cluster: string, pool: ModelPool, more: object) => ({
      kind: 'NodeList',
      metadata: more,
      items: [kubectlNode(model(cluster), pool, 0)],
    });
    const cut = list('a', SYSTEM, { continue: 'eyJ2IjoibWV0YSJ9' });
    const pods = { kind: 'PodList', metadata: {}, items: [{ metadata: { name: 'web' }, spec: { containers: [] } }] };
    for (const other of [list('b', WIN22, {}), pods]) {
      const [first, second] = read(cut, other);
      expect(first).toMatchObject({ complete: false, notices: [expect.stringContaining('page of several')] });
      expect(first?.parts).toMatchObject([{ allPools: false }]);
      expect(second?.complete).toBe(true);
    }
  });

  it('are no pages of one list of pods, which do not say of which cluster, where they show two states', () => {
    const page = (resourceVersion: string, more: object) => ({
      kind: 'PodList',
      metadata: { resourceVersion, ...more },
      items: [{ metadata: { name: 'web' }, spec: { containers: [] } }],
    });
    const cut = page('881000', { continue: 'eyJ2IjoibWV0YSJ9' });
    expect(read(cut, page('881000', {}))).toMatchObject([{ complete: true }]);
    expect(read(cut, page('4711', {}))).toMatchObject([{ complete: false }, { complete: true }]);
  });

  it('are one import where they are pages of one list, whatever their order', () => {
    const first = clustersPage(['a', 'b'], { open: true });
    const last = clustersPage(['c']);
    for (const files of [
      [first, last],
      [last, first],
    ]) {
      const imports = read(...files);
      expect(imports).toHaveLength(1);
      expect(imports[0]).toMatchObject({ complete: true, notices: [] });
      expect(imports[0]?.clusters.map(({ name }) => name).sort()).toEqual(['a', 'b', 'c']);
    }
  });

  it('are not made complete by the last page of another subscription', () => {
    const imports = read(clustersPage(['a'], { open: true }), clustersPage(['x'], { subscription: OTHER }));
    expect(imports.map(({ complete }) => complete)).toEqual([false, true]);
    expect(imports[0]?.notices).toEqual(['1.json is one page of several: import all of them.']);
  });

  it('end with a page that is empty, as ARM sometimes ends a list', () => {
    expect(read(clustersPage(['a'], { open: true }), { value: [] })).toMatchObject([{ complete: true }]);
  });

  it('count the rows of Resource Graph: a page in the middle is missed as well as the last one', () => {
    const page = (names: readonly string[], token?: string) => ({
      totalRecords: 3,
      count: names.length,
      data: names.map((name) => graphRow(model(name))),
      ...(token ? { $skipToken: token } : {}),
    });
    const [one, two, three] = [page(['a'], 't1'), page(['b'], 't2'), page(['c'])];
    expect(read(one, two, three)).toMatchObject([{ complete: true, notices: [] }]);
    expect(read(one, three)).toMatchObject([
      { complete: false, notices: ['1.json, 2.json are pages of several: import all of them.'] },
    ]);
    expect(read(three)).toMatchObject([{ complete: false }]);
  });

  it('join the pools of one cluster that stand on two pages, so that neither page removes the other', () => {
    const path = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/a/agentPools`;
    const pool = (name: string, mode: string, osType: string) => ({
      id: `${path}/${name}`,
      name,
      type: 'Microsoft.ContainerService/managedClusters/agentPools',
      properties: { mode, osType, count: 1 },
    });
    const first = { value: [pool('system', 'System', 'Linux')], nextLink: nextOf(path) };
    const [imported] = read({ value: [pool('win', 'User', 'Windows')] }, first);
    expect(imported?.parts).toHaveLength(1);
    expect(imported?.parts[0]).toMatchObject({ allPools: true, cluster: { name: 'a' } });
    expect(imported?.parts[0]?.cluster.nodePools.map(({ name }) => name)).toEqual(['win', 'system']);
    expect(read(first)[0]?.parts[0]?.allPools).toBe(false);
  });

  it('stay separate otherwise: what one refuses does not make another incomplete', () => {
    const imports = read([azCluster(model('a'))], [{ id: 'nonsense', agentPoolProfiles: [] }]);
    expect(imports.map(({ complete }) => complete)).toEqual([true, false]);
  });

  it('name the file that is no JSON', () => {
    const files = [{ name: 'fine.json', content: '[]' }].concat({ name: 'table.txt', content: 'Name  Location\n' });
    expect(() => readClusterFiles(files.map(parseJsonFile), { asOf: '' })).toThrow(/^table\.txt is not JSON/);
  });
});

describe('a file of pods', () => {
  const pod = { kind: 'Pod', metadata: { name: 'p' } };
  const isOfPods = (content: string | Uint8Array) => parsePods(content) !== null;
  it.each([
    [{ apiVersion: 'v1', kind: 'List', items: [pod] }, true],
    [pod, true],
    [[pod], true],
    // Neither the list nor its items name a kind.
    [{ items: [{ metadata: { name: 'p' }, spec: { containers: [] } }] }, true],
    [{ items: [{ kind: 'Node' }] }, false],
    [[azCluster(model('a'))], false],
    // The words alone are not enough: somebody tagged a cluster with them.
    [[{ ...azCluster({ ...model('a'), tags: { kind: 'Pod' } }) }], false],
  ])('%j -> %s', (document, expected) => {
    expect(isOfPods(JSON.stringify(document))).toBe(expected);
  });

  it('is known in UTF-16 as PowerShell writes it', () => {
    const text = JSON.stringify({ items: [pod] }, null, 2);
    expect(isOfPods(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toBe(true);
  });
});
