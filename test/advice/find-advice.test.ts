import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviseOnCluster } from '../../src/advice/find-advice.ts';
import { loadLifecycleFile } from '../../src/catalogue/lifecycle.ts';
import { mergeLifecycle } from '../../src/catalogue/merge-lifecycle.ts';
import type { Cluster } from '../../src/domain/cluster.ts';
import { type AdvisedFinding, keyOfFinding, SEVERITIES } from '../../src/domain/finding.ts';
import type { Lifecycle } from '../../src/domain/lifecycle.ts';
import { parseClusterFile } from '../support/parse-cluster-file.ts';
import { advise, adviseOnPool, linesOf, onlyOf } from './support/advise.ts';
import { AUGUST_2026, buildAugustCatalogue } from './support/august-2026.ts';
import { buildCluster, buildPool, buildSystemPool } from './support/builders.ts';
import { buildFleet } from './support/fleet.ts';
import { buildLifecycle } from './support/lifecycle.ts';

/** What an expert says of each cluster on 20 August 2026, worst first: severity, pool, rule, subject. */
const EXPERT: Readonly<Record<string, readonly string[]>> = {
  'billing-legacy': [
    'high * kubernetes-support Kubernetes/1.32',
    'high win19 os-sku-retirement Windows2019',
    'info * platform-upgrade PlatformUpgrade/1.32',
    'info win22 recommended-os-sku Windows2022',
    'info * network-policy NetworkPolicy/none',
  ],
  'orders-prod': [
    'high win22a node-image-age Windows2022',
    'medium win22a node-image-behind Windows2022',
    'low win22b node-image-age Windows2022',
    'low win22b node-image-behind Windows2022',
    'low * kubernetes-support Kubernetes/1.34',
    'low * node-os-upgrade-channel NodeOsUpgradeChannel',
    'info win22a recommended-os-sku Windows2022',
    'info win22b recommended-os-sku Windows2022',
    'info * network-policy NetworkPolicy/none',
  ],
  'shop-prod': ['info * network-policy NetworkPolicy/none'],
  'edge-annual': [
    'high annu os-sku-retirement WindowsAnnual',
    'low * lts-patches LongTermSupport/patches',
    'info * network-policy NetworkPolicy/none',
  ],
  'hr-dev': [
    'high * kubenet NetworkPlugin/kubenet',
    'low * kubernetes-support Kubernetes/1.34',
    'low system system-pool-nodes SystemNodePool',
    'info win22 node-image-behind Windows2022',
    'info win22 recommended-os-sku Windows2022',
  ],
  'payments-lts': ['info win22 recommended-os-sku Windows2022', 'info * network-policy NetworkPolicy/none'],
  'platform-linux': [],
  'qa-stopped': [
    'low win22 node-image-behind Windows2022',
    'low * kubernetes-support Kubernetes/1.34',
    'low system system-pool-nodes SystemNodePool',
    'info * not-running PowerState/Stopped',
  ],
  'partners-npm': [
    'medium * network-policy NetworkPolicy/azure',
    'medium * node-os-upgrade-channel NodeOsUpgradeChannel',
    'low win22 node-image-age Windows2022',
    'low win22 node-image-behind Windows2022',
    'info win22 recommended-os-sku Windows2022',
    'info * node-subnet PodNetwork/node-subnet',
  ],
  'lab-onenode': [
    'low system system-pool-nodes SystemNodePool',
    'info wvm node-image-behind Windows2025',
    'info * network-policy NetworkPolicy/none',
  ],
};

function line({ severity, nodePool, rule, subject }: AdvisedFinding): string {
  return `${severity} ${nodePool ?? '*'} ${rule} ${subject}`;
}

function adviseInAugust(cluster: Cluster, lifecycle: Lifecycle = buildLifecycle()): readonly AdvisedFinding[] {
  return adviseOnCluster({ cluster, catalogue: buildAugustCatalogue(), lifecycle, now: AUGUST_2026 }).advised;
}

describe('a pool that node auto-provisioning made', () => {
  const AUTO = {
    isProvisioned: true,
    nodeImageVersion: 'AKSWindows-2022-containerd-20348.5020.260415',
    kubernetesVersion: '1.33.1',
  };

  it('is upgraded by that, and az, which has no such pool, is not asked to', () => {
    const findings = adviseOnPool(AUTO, { kubernetesVersion: '1.34.1', nodeOsUpgradeChannel: 'None' });
    const own = findings.filter(({ nodePool }) => nodePool !== null);
    expect(own.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['node-image-age', 'node-image-behind', 'node-pool-kubernetes']),
    );
    for (const { summary, steps, brief } of own) {
      expect(summary).toMatch(/node auto-provisioning makes and replaces these nodes by itself: see what its NodePool/);
      expect(brief.action).toMatch(/^see what its NodePool asks for/);
      expect(steps.flatMap(({ commands }) => commands).join('\n')).not.toMatch(/az aks nodepool|list-usage/);
    }
  });

  it('is upgraded by that in whatever window, and takes no new node pool either', () => {
    const findings = adviseOnPool(AUTO, { kubernetesVersion: '1.34.1', nodeOsUpgradeChannel: 'NodeImage' });
    expect(findings.map(({ summary }) => summary).join('\n')).not.toMatch(/in your window|channel NodeImage/);
    expect(onlyOf(findings, 'recommended-os-sku').summary).not.toContain('new node pool');
    const idle = adviseOnPool(AUTO, { kubernetesVersion: '1.34.1', nodeOsUpgradeChannel: 'None' });
    for (const rule of ['node-image-behind', 'node-image-age'])
      expect(onlyOf(idle, rule)).toMatchObject({ severity: onlyOf(findings, rule).severity });
    expect(onlyOf(findings, 'node-image-behind').severity).toBe('info');
  });

  it('has its containers rebuilt by their owners all the same', () => {
    const workload = {
      namespace: 'shop',
      kind: 'Deployment',
      name: 'web',
      nodePool: 'win22',
      nodeSelector: {},
      pods: 2,
    };
    const images = [{ image: 'reg/web:1', baseBuild: 17763 }];
    const findings = adviseOnPool(AUTO, {}, { workloads: [{ ...workload, images }] });
    const { summary, brief, steps } = onlyOf(findings, 'container-images');
    expect(steps.map(({ title }) => title)).toEqual([expect.stringMatching(/^Rebuild these container images FROM/)]);
    expect(`${summary} ${brief.action}`).not.toMatch(/auto-provisioning|NodePool/);
  });
});

describe('a command with several blanks', () => {
  it('says all that is to be put in', () => {
    const cluster = { name: 'unknown (nodes in rg)', resourceGroup: null, kubernetesVersion: null };
    const finding = onlyOf(adviseOnPool({ kubernetesVersion: '1.31.1' }, cluster), 'node-pool-kubernetes');
    expect(finding.steps[0]?.title).toMatch(/^Put <resource-group> and <cluster-name> in, which are not known here\. /);
  });
});

describe('adviseOnCluster on the ten clusters of an estate', () => {
  it.each(buildFleet().map((cluster) => [cluster.name, cluster] as const))(
    'gives %s exactly the findings an expert would',
    (name, cluster) => {
      expect(adviseInAugust(cluster).map(line)).toEqual(EXPERT[name]);
    },
  );

  it('finds the same with the bundled lifecycle file as with the one written for this test', () => {
    const catalogue = buildAugustCatalogue();
    const lifecycle = mergeLifecycle(catalogue, loadLifecycleFile());
    for (const cluster of buildFleet()) {
      expect(adviseInAugust(cluster, lifecycle).map(line)).toEqual(EXPERT[cluster.name]);
    }
  });
});

const SAMPLE = new URL('../../../shared/samples/az_aks_list.json', import.meta.url);

function readSample(): Buffer | null {
  try {
    return readFileSync(SAMPLE);
  } catch {
    return null;
  }
}

const sample = readSample();

describe.skipIf(sample === null)(
  'adviseOnCluster on the imported sample fleet (skipped where ../shared is absent)',
  () => {
    it('gives exactly the findings an expert would', () => {
      const { clusters } = parseClusterFile(sample ?? '', {
        asOf: '2026-08-20T06:00:00.000Z',
        fileName: 'az_aks_list.json',
      });
      const found = Object.fromEntries(clusters.map((cluster) => [cluster.name, adviseInAugust(cluster).map(line)]));
      expect(found).toEqual(EXPERT);
    });
  },
);

describe('adviseOnCluster', () => {
  it('says nothing about a healthy cluster', () => {
    const pool = buildPool({ osSku: 'Windows2025', nodeImageVersion: 'AKSWindows-2025-gen2-26100.33158.260715' });
    expect(advise({ networkPolicy: null, nodePools: [buildSystemPool(), pool] })).toEqual([]);
  });

  it('says nothing about a cluster or a pool that vanished', () => {
    const old = { nodeImageVersion: 'AKSWindows-2019-containerd-17763.8276.260114' };
    const vanishedAt = '2026-08-01T00:00:00.000Z';
    expect(adviseOnPool(old)).not.toEqual([]);
    expect(adviseOnPool({ ...old, vanishedAt })).toEqual([]);
    expect(adviseOnPool(old, { vanishedAt })).toEqual([]);
  });

  it('keeps the key of every finding next month, when the image and the numbers have changed', () => {
    const pool = { name: 'win22a', nodeImageVersion: 'AKSWindows-2022-containerd-20348.5020.260415' };
    const later = adviseOnPool(pool, {}, { now: new Date('2026-09-20T09:00:00Z') });
    const now = adviseOnPool(pool);
    expect(later.map(keyOfFinding).sort()).toEqual(now.map(keyOfFinding).sort());
    expect(later.map((finding) => finding.summary)).not.toEqual(now.map((finding) => finding.summary));
  });

  it('gives no two findings the same key, on the whole fleet', () => {
    const keys = buildFleet().flatMap((cluster) => adviseInAugust(cluster).map(keyOfFinding));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('sorts worst first, for every day of three years, and never throws', () => {
    const day = fc.integer({ min: 0, max: 1100 }).map((days) => new Date(Date.UTC(2026, 0, 1 + days)));
    fc.assert(
      fc.property(fc.constantFrom(...buildFleet()), day, (cluster, now) => {
        const found = advise(cluster, { now });
        const ranks = found.map(({ severity }) => SEVERITIES.indexOf(severity));
        expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
      }),
    );
  });

  it('never throws on a cluster that reports anything, or nothing', () => {
    const text = fc.option(fc.oneof(fc.string(), fc.constantFrom('1.32.1', 'azure', 'None', 'Failed', '1.99')), {
      nil: null,
    });
    const pool = fc.record({
      name: fc.string(),
      osSku: text,
      nodeImageVersion: text,
      latestNodeImageVersion: text,
      kubernetesVersion: text,
      provisioningState: text,
      count: fc.option(fc.nat(), { nil: null }),
      nodeImages: fc.dictionary(fc.string(), fc.nat()),
    });
    const cluster = fc.record({
      name: fc.string(),
      kubernetesVersion: text,
      supportPlan: text,
      networkPlugin: text,
      networkPolicy: text,
      nodeOsUpgradeChannel: text,
      resourceGroup: text,
      subscriptionId: text,
    });
    fc.assert(
      fc.property(cluster, fc.array(pool, { maxLength: 4 }), (fields, pools) => {
        const nodePools = pools.map((changes) => buildPool(changes));
        for (const finding of advise(buildCluster({ ...fields, nodePools }))) {
          expect(finding.summary).toMatch(/^[^\n]+\.$/);
          expect(linesOf(finding).every((command) => !/[\r\n\0]/.test(command))).toBe(true);
        }
      }),
    );
  });

  it('works without any lifecycle data: images are compared, ends are not invented', () => {
    const lifecycle = buildLifecycle({ osSkus: [], features: [], kubernetesVersions: [] });
    const pool = { nodeImageVersion: 'AKSWindows-2019-containerd-17763.8276.260114' };
    expect(adviseOnPool(pool, { kubernetesVersion: '1.20.1' }, { lifecycle }).map(line)).toEqual([
      'high win22 node-image-age Windows2019',
      'low win22 node-image-behind Windows2019',
      'low * kubernetes-unknown Kubernetes/unknown',
    ]);
  });
});
