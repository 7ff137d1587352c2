import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodePoolCommand } from '../../../src/advice/commands/az-aks.ts';
import type { AdvisedFinding } from '../../../src/domain/finding.ts';
import { quoteForShell, toPowerShell } from '../../../src/domain/shell.ts';
import { anyText } from '../../support/any-text.ts';
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
  const calls: (readonly string[])[] = [];
  for (let at = 0; at < words.length; at += 2 + Number(words[at])) {
    calls.push(words.slice(at + 1, at + 2 + Number(words[at])));
  }
  return calls;
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

function findEverything(name: string): readonly AdvisedFinding[] {
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
    const text = fc.oneof(fc.string(), anyText(), fc.constantFrom(...HOSTILE));
    // One process for all: a shell for each costs more than everything else here.
    const texts = fc.sample(fc.array(text, { minLength: 1, maxLength: 20 }), 100);
    const calls = runInShell(texts.map((each) => `az ${each.map(quoteForShell).join(' ')}`));
    expect(calls).toEqual(texts.map((each) => ['az', ...each.map(visible)]));
  });

  it.each([
    ['a,b', "'a,b'"],
    ['@home', "'@home'"],
    ["it's", '"it\'s"'],
    ['Müller’s', '"Müller’s"'],
    ["it's $5", "'it'\\''s $5'"],
  ])('writes %s as %s, which PowerShell reads alike where it can', (text, quoted) => {
    expect(quoteForShell(text)).toBe(quoted);
  });

  it('keeps an empty argument an argument', () => {
    expect(quoteForShell('')).toBe("''");
  });
});

describe('toPowerShell', () => {
  /** What PowerShell takes for an argument in single quotes, or none. */
  function readPowerShell(line: string): readonly string[] {
    return [...line.matchAll(/'((?:[^'‘’‚‛]|(['‘’‚‛])\2)*)'|\S+/gu)].map(([word, quoted]) =>
      quoted === undefined ? word : quoted.replace(/(['‘’‚‛])\1/gu, '$1'),
    );
  }

  it('gives az the same arguments, whatever the text', () => {
    const text = fc.oneof(fc.string(), anyText(), fc.constantFrom(...HOSTILE, '’; x', '“$x”'));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (texts) => {
        const line = toPowerShell(`az ${texts.map((each) => quoteForShell(each)).join(' ')}`);
        const read = readPowerShell(line).map((word) => word.replace(/^"([^\s"]*)"$/, '$1'));
        expect(read).toEqual(['az', ...texts.map((each) => visible(each).replace(/^"([^\s"]*)"$/, '$1'))]);
      }),
    );
  });

  it('holds what cmd would act upon, since az is a batch file there', () => {
    expect(toPowerShell('az x --tags \'cost=R&D\' --query "{a:b,c:d}"')).toBe(
      `az x --tags '"cost=R&D"' --query '{a:b,c:d}'`,
    );
  });

  it('leaves kubectl, which is a program and no batch file, what was written', () => {
    expect(toPowerShell("kubectl --context 'mill_rg-(x)' get pods")).toBe("kubectl --context 'mill_rg-(x)' get pods");
  });
});

describe('the commands of every rule', () => {
  it('treat every name as text', () => {
    const lines = HOSTILE.flatMap((name) =>
      [...new Set(findEverything(name).flatMap(linesOf))].map((line) => ({ name, line })),
    );
    expect(lines.length).toBeGreaterThan(20 * HOSTILE.length);
    const calls = runInShell(lines.map(({ line }) => line));
    expect(calls).toHaveLength(lines.length);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
    for (const [index, { name }] of lines.entries())
      expect(calls[index]?.some((word) => word.includes(visible(name)))).toBe(true);
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
