import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/app-error.ts';
import type { Cluster } from '../../src/domain/cluster.ts';
import { planClusterImport } from '../../src/inventory/plan-cluster-import.ts';
import { anyText } from '../support/any-text.ts';
import { parseClusterFile, parsePods } from '../support/parse-cluster-file.ts';
import {
  armCluster,
  azCluster,
  azPool,
  graphRow,
  idOf,
  kubectlNode,
  type ModelCluster,
  SYSTEM,
  WIN22,
} from './fleet-builders.ts';

const ALPHA: ModelCluster = {
  name: 'alpha',
  tags: { owner: 'ann', 'vhdwatch-channel': 'C0123456789' },
  pools: [SYSTEM, WIN22],
};
const IS_SOAK = process.env['SOAK'] !== undefined;
const OPTIONS = { asOf: '2026-08-07T08:00:00.000Z', fileName: 'f.json' };

const DOCUMENTS: readonly unknown[] = [
  [azCluster(ALPHA)],
  { value: [armCluster(ALPHA)], nextLink: null },
  { data: [graphRow(ALPHA)], resultTruncated: 'false' },
  [{ ...azPool(WIN22), id: `${idOf(ALPHA)}/agentPools/win22` }],
  {
    id: `${idOf(ALPHA)}/agentPools/win22/upgradeProfiles/default`,
    osType: 'Windows',
    latestNodeImageVersion: WIN22.image,
  },
  { kind: 'List', items: [kubectlNode(ALPHA, SYSTEM, 0), kubectlNode(ALPHA, WIN22, 1)] },
];

/** Values that sit in the wrong place. */
const strange = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1e308,
    '',
    ' ',
    '__proto__',
    'x\u0000y',
    '\ud800',
    [],
    {},
    [[]],
    { code: [] },
    'z'.repeat(5000),
  ),
  fc.jsonValue(),
  anyText(),
);

/** Every place in a JSON document, as a path. */
function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return [[...path], ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

/** The document with the value at `path` replaced, or its key renamed or removed. */
function mutate(
  document: unknown,
  path: readonly string[],
  how: 'replace' | 'rename' | 'remove',
  value: unknown,
): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return how === 'replace' ? value : document;
  if (typeof document !== 'object' || document === null) return document;
  const copy: Record<string, unknown> = Array.isArray(document)
    ? ([...document] as unknown as Record<string, unknown>)
    : { ...document };
  if (rest.length > 0 || how === 'replace') copy[key] = mutate(copy[key], rest, how, value);
  else delete copy[key];
  if (rest.length === 0 && how === 'rename') copy[JSON.stringify(value)] = (document as Record<string, unknown>)[key];
  return copy;
}

const mutated = fc
  .constantFrom(...DOCUMENTS)
  .chain((document) =>
    fc.tuple(
      fc.constant(document),
      fc.array(
        fc.tuple(fc.constantFrom(...pathsOf(document)), fc.constantFrom('replace', 'rename', 'remove'), strange),
        { maxLength: 4 },
      ),
    ),
  )
  .map(([document, changes]) =>
    changes.reduce<unknown>((current, [path, how, value]) => mutate(current, path, how as 'replace', value), document),
  );

function expectValid(cluster: Cluster): void {
  expect(cluster.id).toMatch(/^(\/subscriptions\/|manual\/)/);
  expect(cluster.id).toBe(cluster.id.toLowerCase());
  for (const text of [cluster.id, cluster.name, ...cluster.nodePools.map((pool) => pool.name)]) {
    expect(text.trim()).not.toBe('');
    expect(text).not.toMatch(/\p{Cc}/u);
  }
  expect(new Set(cluster.nodePools.map((pool) => pool.name)).size).toBe(cluster.nodePools.length);
  for (const pool of cluster.nodePools) {
    expect(['Linux', 'Windows']).toContain(pool.osType);
    expect(pool.count === null || (Number.isInteger(pool.count) && pool.count >= 0)).toBe(true);
  }
  // What is saved is JSON: it must come back as it was.
  expect(JSON.parse(JSON.stringify(cluster))).toEqual(cluster);
}

describe('hostile input', () => {
  it('is refused item by item: changed documents give valid clusters and reasons, and never throw', () => {
    fc.assert(
      fc.property(mutated, (document) => {
        const text = JSON.stringify(document) ?? 'null';
        const imported = parseClusterFile(text, OPTIONS);
        expect(parseClusterFile(text, OPTIONS)).toEqual(imported);
        for (const { item, reason } of imported.rejected) expect(item !== '' && reason !== '').toBe(true);
        for (const cluster of planClusterImport([], imported).clusters) expectValid(cluster);
      }),
      { numRuns: IS_SOAK ? 1_500 : 120 },
    );
  });

  it('throws nothing but AppError for damaged text', () => {
    const text = JSON.stringify(DOCUMENTS[0]);
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), anyText(), (at, length, insert) => {
        const damaged = text.slice(0, at) + insert + text.slice(at + length);
        for (const parse of [() => parseClusterFile(damaged, OPTIONS), () => parsePods(damaged)]) {
          try {
            parse();
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
          }
        }
      }),
      { numRuns: IS_SOAK ? 500 : 80 },
    );
  });

  it('throws nothing but AppError for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          parseClusterFile(bytes, OPTIONS);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
    );
  });

  it('survives nesting that would exhaust the stack', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const nested = `[{"id": ${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}]`;
    expect(parseClusterFile(deep, OPTIONS).rejected).toHaveLength(1);
    expect(parseClusterFile(nested, OPTIONS).rejected).toHaveLength(1);
    expect(() => parsePods(deep)).not.toThrow();
  });

  it('does not let a document change what objects are', () => {
    const text = `[{"__proto__":{"polluted":true},"tags":{"__proto__":"x","owner":"ann"},${JSON.stringify(
      azCluster({ ...ALPHA, tags: null }),
    )
      .replace('"tags":null,', '')
      .slice(1)}]`;
    const imported = parseClusterFile(text, OPTIONS);
    expect(imported.clusters[0]?.ownership.owners).toEqual(['ann']);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

it('refuses a cluster of more node pools than any can have, with a sentence', () => {
  const pools = Array.from({ length: 1_100 }, (_, index) => ({ ...WIN22, name: `w${index}` }));
  const whole = parseClusterFile(
    JSON.stringify([azCluster({ ...ALPHA, pools }), azCluster({ ...ALPHA, name: 'beta' })]),
    OPTIONS,
  );
  expect(whole.clusters.map(({ name }) => name)).toEqual(['beta']);
  expect(whole.rejected).toEqual([{ item: 'alpha', reason: expect.stringContaining('AKS allows 100') }]);
  expect(whole.complete).toBe(false);
  const listed = pools.map((pool) => ({ ...azPool(pool), id: `${idOf(ALPHA)}/agentPools/${pool.name}` }));
  const parts = parseClusterFile(JSON.stringify(listed), OPTIONS);
  expect(parts.parts.every(({ cluster, allPools }) => cluster.nodePools.length <= 1_000 && !allPools)).toBe(true);
  expect(parts.rejected[0]).toEqual({ item: 'alpha', reason: expect.stringContaining('AKS allows 100') });
});
