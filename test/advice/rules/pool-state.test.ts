import { describe, expect, it } from 'vitest';
import type { AdvisedFinding } from '../../../src/domain/finding.ts';
import type { NodePoolObservation } from '../../../src/domain/pool-week.ts';
import { adviseOnPool, linesOf, ofRule, onlyOf } from '../support/advise.ts';
import { buildCluster, buildPool, buildSystemPool } from '../support/builders.ts';

const JUNE = 'AKSWindows-2022-containerd-20348.5256.260610';
const JULY = 'AKSWindows-2022-containerd-20348.5386.260715';

describe('rule node-images-mixed', () => {
  const mixed = { nodeImages: { [JUNE]: 2, [JULY]: 1 }, nodeImageVersion: JUNE };

  it('says that the upgrade is under way while Azure says so', () => {
    const finding = onlyOf(
      adviseOnPool({ ...mixed, provisioningState: 'UpgradingNodeImageVersion' }),
      'node-images-mixed',
    );
    expect(finding.severity).toBe('info');
    expect(finding.summary).toContain(
      '2 different node images (20348.5256.260610, 20348.5386.260715): an upgrade is under way.',
    );
    expect(finding.commands.join()).not.toContain('nodepool upgrade');
  });

  it('calls it stuck when no upgrade is under way, and gives the upgrade again', () => {
    const finding = onlyOf(adviseOnPool({ ...mixed, provisioningState: 'Succeeded' }), 'node-images-mixed');
    expect(finding.severity).toBe('medium');
    expect(finding.summary).toContain('stuck');
    expect(finding.commands.join()).not.toContain('nodepool upgrade');
    expect(linesOf(finding).at(-1)).toContain('nodepool upgrade');
  });

  it('is pressing once the nodes left behind are older than AKS supports', () => {
    const pool = { ...mixed, provisioningState: 'Succeeded' };
    const input = { now: new Date('2026-09-09T00:00:00Z') };
    expect(onlyOf(adviseOnPool(pool, {}, input), 'node-images-mixed')).toMatchObject({
      severity: 'high',
      due: '2026-09-08',
    });
  });

  it('leaves both open when Azure was not asked', () => {
    const finding = onlyOf(adviseOnPool({ ...mixed, provisioningState: null }), 'node-images-mixed');
    expect(finding.summary).toContain('under way or stuck');
  });

  it('takes the place of "behind" and "old": one cause, one finding', () => {
    const findings = adviseOnPool({ ...mixed, nodeImageVersion: null }, { nodeOsUpgradeChannel: 'None' });
    expect(ofRule(findings, 'node-image-behind')).toEqual([]);
    expect(ofRule(findings, 'node-image-age')).toEqual([]);
  });

  it('does not hide that the old image is past its time', () => {
    const nodeImages = { 'AKSWindows-2022-containerd-20348.5020.260415': 1, [JULY]: 1 };
    expect(onlyOf(adviseOnPool({ nodeImages, nodeImageVersion: null }), 'node-image-age').severity).toBe('high');
  });

  it('is silent when all nodes run one image, however they are counted', () => {
    for (const nodeImages of [{}, { [JULY]: 3 }, { [JULY]: 3, [JUNE]: 0 }, { [JULY]: 1, nonsense: 2 }]) {
      expect(ofRule(adviseOnPool({ nodeImages }), 'node-images-mixed')).toEqual([]);
    }
  });
});

function observe(changes: Partial<NodePoolObservation>): NodePoolObservation {
  return {
    observedAt: '2026-08-10T02:00:00.000Z',
    nodeImageVersion: JUNE,
    kubernetesVersion: '1.35.6',
    provisioningState: 'UpgradingNodeImageVersion',
    ...changes,
  };
}

describe('rule upgrade-without-effect', () => {
  function adviseAfter(observations: readonly NodePoolObservation[], pool = {}): readonly AdvisedFinding[] {
    const history = [{ clusterId: buildCluster().id, nodePool: 'win22', observations }];
    return ofRule(
      adviseOnPool({ nodeImageVersion: JUNE, kubernetesVersion: '1.35.6', ...pool }, {}, { history }),
      'upgrade-without-effect',
    );
  }

  it('names the upgrade that succeeded and left the image as it was', () => {
    const [finding] = adviseAfter([observe({}), observe({ provisioningState: 'Succeeded' })]);
    expect(finding).toMatchObject({ severity: 'medium', subject: 'Windows2022' });
    expect(finding?.summary).toBe(
      'The upgrade of 10 Aug 2026 reported success and changed nothing: the pool still runs 20348.5256.260610.',
    );
  });

  it.each<[string, readonly NodePoolObservation[], object]>([
    ['nothing was upgraded', [observe({ provisioningState: 'Succeeded' })], {}],
    ['the upgrade is still running', [observe({})], { provisioningState: 'UpgradingNodeImageVersion' }],
    ['the upgrade failed', [observe({})], { provisioningState: 'Failed' }],
    ['it brought another Kubernetes version', [observe({ kubernetesVersion: '1.35.5' })], {}],
    ['it brought another image', [observe({ nodeImageVersion: 'AKSWindows-2022-containerd-20348.5139.260513' })], {}],
    ['no newer image was announced at the time', [observe({ observedAt: '2026-07-01T00:00:00.000Z' })], {}],
    ['the pool runs the newest image', [observe({ nodeImageVersion: JULY })], { nodeImageVersion: JULY }],
  ])('is silent when %s', (_reason, observations, pool) => {
    expect(adviseAfter(observations, pool)).toEqual([]);
  });

  it('goes by the latest upgrade and by the history of this pool alone', () => {
    const futile = observe({});
    const earlier = observe({ observedAt: '2026-08-01T02:00:00.000Z', kubernetesVersion: '1.34.7' });
    expect(adviseAfter([earlier, futile])).toHaveLength(1);
    const history = [{ clusterId: buildCluster().id, nodePool: 'other', observations: [futile] }];
    expect(ofRule(adviseOnPool({ nodeImageVersion: JUNE }, {}, { history }), 'upgrade-without-effect')).toEqual([]);
  });
});

describe('rule not-running', () => {
  it('mentions a stopped pool as information, with the way to start it', () => {
    const finding = onlyOf(adviseOnPool({ powerState: 'Stopped' }), 'not-running');
    expect(finding).toMatchObject({ severity: 'info', nodePool: 'win22', subject: 'PowerState/Stopped' });
    expect(linesOf(finding)[0]).toContain('az aks nodepool start');
  });

  it('says it once for a cluster that is stopped as a whole', () => {
    const finding = onlyOf(adviseOnPool({ powerState: 'Stopped' }, { powerState: 'Stopped' }), 'not-running');
    expect(finding.nodePool).toBeNull();
    expect(linesOf(finding)[0]).toContain('az aks start');
  });

  it('makes a failed pool or cluster pressing, and a short line says what to do', () => {
    expect(onlyOf(adviseOnPool({ provisioningState: 'Failed' }), 'not-running')).toMatchObject({
      severity: 'high',
      nodePool: 'win22',
      brief: {
        point: 'last operation on the node pool failed',
        action: 'find the reason, then repeat what failed, or reconcile',
      },
    });
    expect(onlyOf(adviseOnPool({}, { provisioningState: 'Canceled' }), 'not-running')).toMatchObject({
      severity: 'high',
      nodePool: null,
    });
  });

  it('leaves out what is only good to know while everything is stopped', () => {
    const findings = adviseOnPool({}, { powerState: 'Stopped', networkPolicy: 'none' });
    expect(findings.map(({ rule }) => rule)).toEqual(['not-running']);
  });

  describe('in a deletion that Azure reports', () => {
    const told = (days: number, provisioningState: string) => ({
      history: [
        {
          clusterId: buildCluster().id,
          nodePool: 'win22',
          observations: [
            observe({ observedAt: `2026-08-${20 - days}T06:00:00.000Z`, provisioningState }),
            observe({ observedAt: '2026-08-20T06:00:00.000Z', provisioningState }),
          ],
        },
      ],
    });

    it('is silent on a pool for a day, and calls it stuck after that, with nothing else about the pool', () => {
      const pool = { provisioningState: 'Deleting', nodeImageVersion: JUNE };
      expect(adviseOnPool(pool, {}, told(0, 'Deleting'))).toEqual([]);
      const finding = onlyOf(adviseOnPool(pool, {}, told(9, 'Deleting')), 'not-running');
      expect(finding).toMatchObject({ severity: 'medium', nodePool: 'win22' });
      expect(finding.summary).toContain('deleting for 9 days, so it is stuck');
      expect(linesOf(finding).join('\n')).toContain('az aks nodepool operation-abort');
      expect(adviseOnPool(pool, {}, told(9, 'Deleting'))).toHaveLength(1);
    });

    it('says the same of a cluster, once, while a report of it is new', () => {
      const cluster = { provisioningState: 'Deleting', asOf: '2026-08-20T06:00:00.000Z' };
      const since = (operating: string) => ({ ...cluster, evidence: { azure: cluster.asOf, operating } });
      expect(adviseOnPool({}, since('2026-08-20T06:00:00.000Z'))).toEqual([]);
      expect(adviseOnPool({ provisioningState: 'Deleting' }, since('2026-07-20T06:00:00.000Z'))).toMatchObject([
        { rule: 'not-running', severity: 'medium', nodePool: null, subject: 'ProvisioningState/Deleting' },
      ]);
      const old = { ...since('2026-07-20T06:00:00.000Z'), asOf: '2026-08-01T06:00:00.000Z' };
      expect(adviseOnPool({}, { ...old, evidence: { ...old.evidence, azure: old.asOf } })).toEqual([]);
    });

    it('is to be ended first by whatever else is to be done: nobody waits for what hangs', () => {
      const leaving = buildPool({ name: 'winold', provisioningState: 'Deleting' });
      const [history] = told(9, 'Deleting').history;
      const ofPool = adviseOnPool(
        {},
        { kubernetesVersion: '1.34.7', nodePools: [buildSystemPool(), buildPool(), leaving] },
        { history: history ? [{ ...history, nodePool: 'winold' }] : [] },
      );
      const asOf = '2026-08-20T06:00:00.000Z';
      const evidence = { azure: asOf, operating: '2026-08-10T06:00:00.000Z' };
      const upgrading = { provisioningState: 'Upgrading', asOf, evidence, kubernetesVersion: '1.34.7' };
      for (const findings of [ofPool, adviseOnPool({}, upgrading)]) {
        expect(onlyOf(findings, 'not-running').summary).toContain('so it is stuck');
        const titles = onlyOf(findings, 'kubernetes-support').steps.map(({ title }) => title);
        expect(titles.join('\n')).toContain('Repair first what failed or hangs');
        expect(titles.join('\n')).not.toContain('Wait until the operation that runs is done');
      }
    });

    it('is none that is being created for days: nobody can use it', () => {
      const pool = { provisioningState: 'Creating', nodeImageVersion: null };
      expect(onlyOf(adviseOnPool(pool, {}, told(9, 'Creating')), 'not-running').summary).toContain(
        'creating for 9 days',
      );
    });
  });

  describe('in an upgrade that Azure reports', () => {
    const upgrading = {
      nodeImageVersion: 'AKSWindows-2022-containerd-20348.5020.260415',
      provisioningState: 'UpgradingNodeImageVersion',
    };
    const since = (observedAt: string) => ({
      history: [
        {
          clusterId: buildCluster().id,
          nodePool: 'win22',
          observations: [observe({ observedAt, provisioningState: 'Succeeded' }), observe({ observedAt })],
        },
      ],
    });

    it('is silent for a day, and so is the age of the image', () => {
      const findings = adviseOnPool(upgrading, {}, since('2026-08-19T10:00:00.000Z'));
      expect(ofRule(findings, 'not-running')).toEqual([]);
      expect(ofRule(findings, 'node-image-age')).toEqual([]);
    });

    it('calls it stuck after that, with the way out, and the age counts on', () => {
      const findings = adviseOnPool(upgrading, {}, since('2026-08-10T09:00:00.000Z'));
      const finding = onlyOf(findings, 'not-running');
      expect(finding).toMatchObject({ severity: 'high', nodePool: 'win22' });
      expect(finding.summary).toContain('for 10 days');
      expect(linesOf(finding).join('\n')).toContain('az aks nodepool operation-abort');
      expect(onlyOf(findings, 'node-image-age').severity).toBe('high');
    });

    it('believes no report that is older than a day', () => {
      const old = { asOf: '2026-08-18T06:00:00.000Z', nodeOsUpgradeChannel: 'None' };
      const findings = adviseOnPool(upgrading, old, since('2026-08-10T09:00:00.000Z'));
      expect(ofRule(findings, 'not-running')).toEqual([]);
      expect(onlyOf(findings, 'node-image-age').severity).toBe('high');
      expect(onlyOf(findings, 'node-image-behind').commands).not.toEqual([]);
    });
  });
});

describe('advice on a stopped cluster', () => {
  it('begins with the start, which Azure wants before anything else, and says what that costs', () => {
    const found = adviseOnPool({}, { kubernetesVersion: '1.34.7', powerState: 'Stopped' });
    const finding = onlyOf(found, 'kubernetes-support');
    expect(finding.commands[0]).toMatch(/^az aks start /);
    expect(finding.steps?.[0]?.title).toMatch(/^Start the cluster, whose nodes cost again/);
    expect(finding.severity).toBe('low');
  });

  it('keeps what matters just as much while nodes are stopped: images that are gone', () => {
    const pool = { nodeImageVersion: 'AKSWindows-2019-containerd-17763.8389.260210', powerState: 'Stopped' as const };
    const now = new Date('2027-04-02T09:00:00Z');
    const finding = onlyOf(adviseOnPool(pool, { kubernetesVersion: '1.32.4' }, { now }), 'os-sku-retirement');
    expect(finding.severity).toBe('critical');
    expect(finding.summary).toContain('a stopped pool may never start again');
  });
});
