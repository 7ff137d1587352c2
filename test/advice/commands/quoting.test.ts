import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodePoolCommand } from '../../../src/advice/commands/az-aks.ts';
import { quoteForShell } from '../../../src/advice/commands/create-command.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import { advise, linesOf } from '../support/advise.ts';
import { buildCluster, buildPool, buildSystemPool } from '../support/builders.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vhdwatch-quoting-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs commands in a real `sh` where `az` and `kubectl` only write down their arguments; one list per call. */
function runInShell(commands: readonly string[]): readonly (readonly string[])[] {
  const log = join(folder, 'calls');
  rmSync(log, { force: true });
  const record = (tool: string): string => `${tool}() { printf '%s\\0' "$#" ${tool} "$@" >>"$LOG"; }`;
  const script = [record('az'), record('kubectl'), ...commands].join('\n');
  const ran = spawnSync('sh', ['-eu'], { input: script, cwd: folder, env: { LOG: log, PATH: process.env['PATH'] } });
  expect(ran.stderr.toString()).toBe('');
  expect(ran.status).toBe(0);
  return existsSync(log) ? splitCalls(readFileSync(log, 'utf8').split('\0').slice(0, -1)) : [];
}

/** Each call is its number of arguments, the tool and the arguments. */
function splitCalls(words: readonly string[]): readonly (readonly string[])[] {
  if (words.length === 0) return [];
  const end = 2 + Number(words[0]);
  return [words.slice(1, end), ...splitCalls(words.slice(end))];
}

const HOSTILE = [
  'win; touch pwned',
  '$(touch pwned)',
  '`touch pwned`',
  "'; touch pwned; '",
  '" && touch pwned #',
  "it's",
  'a\nb touch pwned',
  '*',
  '~root',
  '--yes',
  '-x',
  '# comment',
  '\\',
  'a\\',
  'über pool',
  '!!',
  '<in >out',
  '$HOME $IFS',
];

/** What a hostile name may become: itself, with control characters made visible. */
function visible(name: string): string {
  return name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
}

function findEverything(name: string): readonly Finding[] {
  const pools = [
    buildSystemPool({ name: `${name}s`, count: 1 }),
    buildPool({
      name,
      nodeImageVersion: 'AKSWindows-2019-containerd-17763.8276.260114',
      vmSize: name,
      settings: {
        labels: { [name]: name },
        taints: [name, `${name}=x:NoSchedule`],
        zones: [name, '-1'],
        subnetId: name,
        maxPods: 30,
        autoscaler: { min: 1, max: 3 },
      },
    }),
    buildPool({ name: `${name}2`, nodeImageVersion: 'AKSWindows-2022-containerd-20348.5020.260415' }),
    buildPool({ name: `${name}3`, provisioningState: 'Failed', podSubnetId: name }),
  ];
  const cluster = buildCluster({
    name,
    resourceGroup: name,
    subscriptionId: name,
    kubernetesVersion: '1.32.1',
    networkPlugin: 'kubenet',
    networkPolicy: 'azure',
    nodeOsUpgradeChannel: 'SecurityPatch',
    nodePools: pools,
  });
  return advise(cluster);
}

describe('quoteForShell', () => {
  it('leaves ordinary names as they are', () => {
    expect(quoteForShell('rg-orders_prod.1')).toBe('rg-orders_prod.1');
    expect(quoteForShell('kubernetes.azure.com/agentpool=win22')).toBe('kubernetes.azure.com/agentpool=win22');
  });

  it('gives the shell exactly one argument, whatever the text', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), (texts) => {
        const [call] = runInShell([`az ${texts.map((each) => quoteForShell(each)).join(' ')}`]);
        expect(call).toEqual(['az', ...texts.map(visible)]);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps an empty argument an argument', () => {
    expect(quoteForShell('')).toBe("''");
  });
});

describe('the commands of every rule', () => {
  it.each(HOSTILE)('treat the name %j as text', (name) => {
    const findings = findEverything(name);
    expect(findings.length).toBeGreaterThan(8);
    const commands = findings.flatMap(linesOf);
    const calls = runInShell(commands);
    expect(calls).toHaveLength(commands.filter((command) => !command.startsWith('#')).length);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
    for (const call of calls) {
      const words = call.flatMap((word) =>
        word.startsWith('-') && word.includes('=') ? [word.slice(word.indexOf('=') + 1)] : [word],
      );
      expect(words.some((word) => word === visible(name) || word.includes(visible(name)))).toBe(true);
    }
  });

  it('pass the very name to az, also one that looks like an option', () => {
    const cluster = buildCluster({ name: "o'brien $(id)", resourceGroup: '--yes' });
    const [call] = runInShell([createNodePoolCommand(cluster, '-n', 'upgrade', '--node-image-only')]);
    expect(call).toEqual([
      'az',
      'aks',
      'nodepool',
      'upgrade',
      '-g=--yes',
      '--cluster-name',
      "o'brien $(id)",
      '--name=-n',
      '--node-image-only',
      '--subscription',
      '00000000-0000-0000-0000-000000000001',
    ]);
  });

  it('let no label, taint or zone become an option of its own', () => {
    const calls = runInShell(findEverything('--yes').flatMap(linesOf));
    const added = calls.find((call) => call.includes('add') && call.includes('--zones')) ?? [];
    const valuesOf = (option: string, count: number) => added.slice(added.indexOf(option) + 1).slice(0, count);
    expect(valuesOf('--labels', 1)).toEqual(['?-yes=--yes']);
    expect(added).toContain('--node-taints=--yes,--yes=x:NoSchedule');
    expect(valuesOf('--zones', 2)).toEqual(['?-yes', '?1']);
    expect(added).not.toContain('--yes');
  });

  it('never make az read a file', () => {
    const command = createNodePoolCommand(buildCluster({ name: '@/etc/passwd' }), 'win22', 'show');
    expect(command).toContain("--cluster-name '?/etc/passwd'");
  });

  it('write an unknown resource group as a quoted placeholder and leave out an unknown subscription', () => {
    const cluster = buildCluster({ name: 'kind', resourceGroup: null, subscriptionId: null });
    expect(createNodePoolCommand(cluster, 'win22', 'upgrade', '--node-image-only')).toBe(
      "az aks nodepool upgrade -g '<resource-group>' --cluster-name kind --name win22 --node-image-only",
    );
  });
});
