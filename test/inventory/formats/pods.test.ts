import { describe, expect, it } from 'vitest';
import { windowsBaseOfImage } from '../../../src/inventory/formats/pods.ts';
import { parsePods } from '../../support/parse-cluster-file.ts';

interface PodModel {
  readonly name: string;
  readonly node?: string;
  readonly images?: readonly string[];
  readonly selector?: Readonly<Record<string, string>>;
  readonly owner?: { readonly kind: string; readonly name: string };
  readonly labels?: Readonly<Record<string, string>>;
  readonly phase?: string;
}

function pod({ name, node, images = ['app:ltsc2022'], selector, owner, labels, phase = 'Running' }: PodModel) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', labels, ownerReferences: owner ? [owner] : undefined },
    spec: { nodeName: node, nodeSelector: selector, containers: images.map((image) => ({ name: 'c', image })) },
    status: { phase },
  };
}

function read(items: readonly unknown[]) {
  return parsePods(JSON.stringify({ kind: 'List', items })) ?? { workloads: [], rejected: [] };
}

describe('the Windows base of an image', () => {
  it.each([
    ['mcr.microsoft.com/windows/servercore:ltsc2019', 17763],
    ['mcr.microsoft.com/windows/nanoserver:1809', 17763],
    ['mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022', 20348],
    ['registry.local:5000/shop/web:4.2-nanoserver-ltsc2025', 26100],
    ['shop/web:4.2-windowsservercore-10.0.17763.5830', 17763],
    ['mcr.microsoft.com/windows/servercore:10.0.20348.2655', 20348],
    ['shop/web:ltsc2022@sha256:0123', 20348],
    ['SHOP/WEB:LTSC2022', 20348],
    ['mcr.microsoft.com/windows/servercore:ltsc2016', 14393],
    ['mcr.microsoft.com/windows/nanoserver:2004', 19041],
    ['shop/web:3.1-nanoserver-1903', 18362],
    ['shop/web:2004', null],
    ['mcr.microsoft.com/dotnet/aspnet:8.0', null],
    ['shop/web:1809', null],
    ['registry.local:1809/windows/web', null],
    ['shop/ltsc2019:1.0', null],
    ['shop/web:110.0.20348', null],
    ['shop/web:ltsc2019-ltsc2022', null],
    ['shop/web', null],
    ['', null],
  ])('of %s is %s', (image, baseBuild) => {
    expect(windowsBaseOfImage(image)).toMatchObject({ image, baseBuild });
  });

  it('has a revision where the tag tells it', () => {
    expect(windowsBaseOfImage('mcr.microsoft.com/windows/servercore:10.0.20348.2655-amd64').baseRevision).toBe(2655);
    expect(windowsBaseOfImage('shop/web:3-10.0.20348').baseRevision).toBeUndefined();
    expect(windowsBaseOfImage('shop/web:3-ltsc2022').baseRevision).toBeUndefined();
  });
});

describe('kubectl get pods', () => {
  const hostProcess = { windowsOptions: { hostProcess: true } };

  it('gives no images of HostProcess containers, which run on any host', () => {
    const whole = pod({ name: 'metrics', node: 'akswin22a000001', images: ['metrics:ltsc2019'] });
    const one = pod({ name: 'mixed', node: 'akswin22a000001', images: ['agent:ltsc2019', 'web:ltsc2022'] });
    const [agent, web] = one.spec.containers;
    const { workloads } = read([
      { ...whole, spec: { ...whole.spec, securityContext: hostProcess } },
      { ...one, spec: { ...one.spec, containers: [{ ...agent, securityContext: hostProcess }, web] } },
    ]);
    expect(workloads.map(({ images }) => images.map(({ image }) => image))).toEqual([[], ['web:ltsc2022']]);
  });

  const ask = (key: string, ...values: string[]) => ({ matchExpressions: [{ key, operator: 'In', values }] });
  const withTerms = (...nodeSelectorTerms: object[]) => {
    const waiting = pod({ name: 'waiting', phase: 'Pending' });
    const required = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } };
    return { ...waiting, spec: { ...waiting.spec, affinity: { nodeAffinity: required } } };
  };

  it.each([
    ['a node affinity', withTerms(ask('kubernetes.io/os', 'windows')), null],
    [
      'the agent pool of its affinity',
      withTerms({
        matchExpressions: [
          ...ask('kubernetes.io/os', 'windows').matchExpressions,
          ...ask('kubernetes.azure.com/agentpool', 'NpWin').matchExpressions,
        ],
      }),
      'npwin',
    ],
    ['each term alike', withTerms(ask('kubernetes.io/os', 'windows'), ask('kubernetes.io/os', 'windows')), null],
    [
      'the Windows build',
      pod({ name: 'w', phase: 'Pending', selector: { 'node.kubernetes.io/windows-build': '10.0.20348' } }),
      null,
    ],
    [
      'the OS SKU',
      pod({ name: 'w', phase: 'Pending', selector: { 'kubernetes.azure.com/os-sku': 'Windows2022' } }),
      null,
    ],
  ])('finds a waiting pod that asks for Windows by %s', (_by, waiting, nodePool) => {
    expect(read([waiting]).workloads).toMatchObject([{ nodePool, pods: 1 }]);
  });

  it('takes no pod for one on Windows that may run on Linux, too', () => {
    const either = [
      withTerms(ask('kubernetes.io/os', 'windows', 'linux')),
      withTerms(ask('kubernetes.io/os', 'windows'), ask('x', 'y')),
    ];
    expect(read(either).workloads).toEqual([]);
  });

  it('gives the workloads on Windows pools, replicas as one', () => {
    const owner = { kind: 'ReplicaSet', name: 'web-7c9d' };
    const labels = { 'pod-template-hash': '7c9d' };
    const web = [1, 2].map((n) => pod({ name: `web-7c9d-${n}`, node: `akswin22a00000${n}`, owner, labels }));
    const linux = pod({ name: 'linux', node: 'aks-system-31337001-vmss000000' });
    const { workloads, rejected } = read([...web, linux]);
    expect(rejected).toEqual([]);
    expect(workloads).toEqual([
      {
        namespace: 'shop',
        kind: 'Deployment',
        name: 'web',
        nodePool: 'win22a',
        nodeSelector: {},
        images: [{ image: 'app:ltsc2022', baseBuild: 20348 }],
        pods: 2,
      },
    ]);
  });

  it('counts a pod that waits for a Windows node, and not one that has ended', () => {
    const selector = { 'kubernetes.io/os': 'windows', 'kubernetes.azure.com/agentpool': 'win25' };
    const { workloads } = read([
      pod({ name: 'waits', selector, phase: 'Pending' }),
      pod({ name: 'ended', node: 'akswin22000000', phase: 'Succeeded' }),
    ]);
    expect(workloads).toMatchObject([
      { kind: 'Pod', name: 'waits', nodePool: 'win25', nodeSelector: selector, pods: 1 },
    ]);
  });

  it('says of a pod whose node is not called after a pool that it is bound to that node', () => {
    const selector = { 'kubernetes.io/os': 'windows' };
    expect(read([pod({ name: 'runs', node: 'win-node-7', selector })]).workloads).toMatchObject([
      { nodePool: null, nodeSelector: { ...selector, 'kubernetes.io/hostname': 'win-node-7' } },
    ]);
  });

  it('keeps the workloads of two pools apart', () => {
    const owner = { kind: 'DaemonSet', name: 'agent' };
    const pods = ['akswin22000000', 'akswin25000000'].map((node) => pod({ name: `agent-${node}`, node, owner }));
    expect(read(pods).workloads.map(({ nodePool }) => nodePool)).toEqual(['win22', 'win25']);
  });

  it('refuses a broken one and keeps the others; what is no pod is no matter of theirs', () => {
    const broken = { kind: 'Pod', metadata: { name: 'broken' }, spec: { containers: [{ image: 5 }] } };
    const { workloads, rejected } = read([
      { kind: 'Job', metadata: { name: 'n' } },
      broken,
      'x',
      pod({ name: 'good', node: 'akswin22000000' }),
    ]);
    expect(workloads).toHaveLength(1);
    expect(rejected).toEqual([{ item: 'broken', reason: expect.stringMatching(/^spec\.containers\.0\.image: /) }]);
  });
});
